//! The ledger of lots as a file, in and out. In: every line is decided by the rules of a lot that is taken in at the desk, and
//! either all are taken or none. Out: a table that can be taken in again.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::goods::{
    Command, GoodsFile, KIND, LedgerColumn, LedgerReport, Shelf, Traced, ledger_cells, read_ledger, sought,
};
use domain::ids::{DeviceId, MerchantId};
use domain::kind::Context;
use domain::merchant::verifies;
use domain::role::Actor;
use domain::staff::StaffMember;
use domain::words::Lang;
use rust_xlsxwriter::{Format, Workbook};
use sync::protocol::{Code, EntityPayload, Op, OpId, Problem};
use uuid::Uuid;

use super::batch::{Batch, wanted};
use super::{Caller, ListError, Prepared, Service, table};
use crate::kinds::{self, Prepare};
use crate::store::StoreError;

/// As many lots as a person looks through.
const MOST_TRACED: usize = 40;
/// Nothing that is looked for is longer.
const MOST_SOUGHT_CHARS: usize = 200;
/// More lots than a mall takes in at once.
const MOST_LINES: usize = 20_000;

/// As which file the ledger goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerFile {
    /// A workbook.
    Xlsx,
    /// Text with commas, marked as UTF-8.
    Csv,
}

impl Service {
    /// Every file of goods, by name. One that only a later version can read is left out.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn goods_files(&self) -> Result<Vec<(Uuid, GoodsFile)>, StoreError> {
        self.all_of(KIND.name).await
    }

    /// Lots that are found by a batch, a supplier, a voucher, a receipt or goods: with their suppliers, and where they went. Nothing
    /// is found by a single sign.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn trace_goods(&self, typed: &str) -> Result<Traced, StoreError> {
        let sought = sought(typed);
        if sought.chars().nth(1).is_none() || sought.chars().count() > MOST_SOUGHT_CHARS {
            return Ok(Traced::default());
        }
        self.inner.store.trace_goods(self.point(), &sought, MOST_TRACED).await
    }

    async fn signs(&self) -> Result<BTreeMap<MerchantId, String>, StoreError> {
        let files = self.merchant_files().await?;
        Ok(files.into_iter().map(|(id, file)| (id, file.application.name)).collect())
    }

    /// Takes a ledger in, or only says what would be taken. With one bad line nothing is.
    ///
    /// # Errors
    ///
    /// `forbidden`, a table that cannot be read, or when the store fails; nothing has happened then.
    pub async fn import_goods_ledger(
        &self,
        by: &StaffMember,
        file: Vec<u8>,
        check_only: bool,
    ) -> Result<LedgerReport, ListError> {
        if !verifies(by.role) {
            return Err(ListError::Unfit(Code::Forbidden));
        }
        let rows = tokio::task::spawn_blocking(move || table::read(&file, MOST_LINES)).await;
        let rows = rows.map_err(|_| ListError::Unfit(Code::TableUnreadable))?.map_err(ListError::Unfit)?;
        let inner = &self.inner;
        // Two who take in the same ledger do so one after the other: the second finds it known.
        let _turn = inner.turn.lock().await;
        let signs = self.signs().await?;
        let sign = |file: &GoodsFile| signs.get(&file.particulars.merchant).cloned().unwrap_or_default();
        let files = self.goods_files().await?;
        let shelf = Shelf::of(files.into_iter().map(|(id, file)| (id, sign(&file), file)));
        let now = inner.setting.world.now();
        let context = Context { now, by: Actor::Staff { id: by.id, role: by.role } };
        let read = tokio::task::spawn_blocking(move || read_ledger(&rows, shelf, &context)).await;
        let read = read.map_err(|_| ListError::Unfit(Code::TableUnreadable))?;
        let (lines, mut report) = read.map_err(|why| {
            ListError::Table(Box::new(Problem { detail: why.sentence(), ..Code::TableUnreadable.problem() }))
        })?;
        if check_only || !report.bad.is_empty() {
            return Ok(report);
        }
        let ops = lines.into_iter().filter_map(|line| {
            let lot = inner.setting.world.random_id();
            let command = Command::Receive { lot, form: Box::new(line.form) };
            let kind = command.kind();
            let payload = serde_json::to_string(&EntityPayload { id: line.goods, base: None, command }).ok()?;
            let id = OpId(inner.setting.world.random_id());
            let op = Op::with_payload(id, DeviceId(Uuid::nil()), now, None, kind, payload);
            let Prepare::Command(command) = kinds::prepare(&op) else { return None };
            let caller = Caller::Staff { id: by.id, role: by.role };
            Some(Prepared { caller, ..Prepared::by_server(op, Arc::from(command)) })
        });
        let ops: Vec<Prepared> = ops.collect();
        let mut transaction = inner.store.begin(self.point()).await?;
        let found = transaction.find(&wanted(ops.iter(), now)).await?;
        let content = inner.content();
        let point = transaction.point();
        let mut batch = Batch::new(&content, now, point.head, found);
        let applied = ops.iter().filter(|op| batch.by_server(op)).count();
        if applied != report.lines {
            // All or none: what was checked a moment ago is refused only by a fault of ours.
            return Err(ListError::Unfit(Code::Internal));
        }
        transaction.write(batch.changes()).await?;
        transaction.commit().await?;
        inner.committed(point, batch.changes());
        report.imported = applied;
        Ok(report)
    }

    /// The ledger of every merchant as a file, for whoever works here and the regulator: suppliers, no consumers.
    ///
    /// # Errors
    ///
    /// When the store fails, or the file cannot be made.
    pub async fn export_goods_ledger(&self, file: LedgerFile, lang: Lang) -> Result<Vec<u8>, ListError> {
        let signs = self.signs().await?;
        let mut files = self.goods_files().await?;
        files.sort_by_cached_key(|(_, file)| {
            let of = &file.particulars;
            (signs.get(&of.merchant).cloned(), of.name.clone(), of.spec.clone())
        });
        let lines = files.iter().flat_map(|(_, file)| {
            let sign = signs.get(&file.particulars.merchant).map_or("", String::as_str);
            ledger_cells(sign, file, lang)
        });
        let head: Vec<String> = LedgerColumn::all().map(|column| column.title(lang)).collect();
        match file {
            LedgerFile::Xlsx => workbook(&head, lines),
            LedgerFile::Csv => Ok(separated(&head, lines)),
        }
    }
}

pub(super) fn workbook(head: &[String], lines: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, ListError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    for (column, title) in (0_u16..).zip(head) {
        sheet.write_string_with_format(0, column, title, &bold)?;
    }
    for (row, line) in (1_u32..).zip(lines) {
        for (column, cell) in (0_u16..).zip(line) {
            // Words stay words: nothing that a merchant wrote is ever a formula.
            if !cell.is_empty() {
                sheet.write_string(row, column, cell)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofit();
    Ok(book.save_to_buffer()?)
}

pub(super) fn separated(head: &[String], lines: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    // The mark, by which spreadsheets know that it is UTF-8.
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
    let guarded = |cell: String| if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell };
    for line in std::iter::once(head.to_vec()).chain(lines.map(|line| line.into_iter().map(guarded).collect())) {
        // Into memory: nothing can fail.
        let _ = writer.write_record(&line);
    }
    writer.into_inner().unwrap_or_default()
}
