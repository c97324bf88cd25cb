//! The list of merchants as a file, in and out. In: every line is looked at, and either all are taken or none; each begins an
//! application that somebody examines. Out: a table that can be taken in again.

use std::sync::Arc;

use domain::ids::DeviceId;
use domain::merchant::{BadLine, Column, Command, ImportReport, LineProblem, cells, is_same, read_table};
use domain::staff::StaffMember;
use domain::words::Lang;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use sync::protocol::{Code, EntityPayload, Op, OpId, Problem};
use thiserror::Error;
use uuid::Uuid;

use super::batch::{Batch, wanted};
use super::table;
use super::{Caller, Prepared, Service};
use crate::kinds::{self, Prepare};
use crate::store::StoreError;

/// More lines than a mall has merchants.
const MOST_LINES: usize = 5_000;

/// Why no list was taken in or given out.
#[derive(Debug, Error)]
pub enum ListError {
    /// The request itself is not acceptable.
    #[error("{}", .0.as_str())]
    Unfit(Code),
    /// The table as a whole does not fit; it says why.
    #[error("no table of merchants")]
    Table(Box<Problem>),
    /// The file could not be made.
    #[error(transparent)]
    File(#[from] XlsxError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Service {
    /// Takes a list in, or only says what would be taken. With one bad line nothing is.
    ///
    /// # Errors
    ///
    /// `forbidden`, a table that cannot be read, or when the store fails; nothing has happened then.
    pub async fn import_merchants(
        &self,
        by: &StaffMember,
        file: Vec<u8>,
        check_only: bool,
    ) -> Result<ImportReport, ListError> {
        if !by.role.supervises() {
            return Err(ListError::Unfit(Code::Forbidden));
        }
        let rows = tokio::task::spawn_blocking(move || table::read(&file, MOST_LINES)).await;
        let rows = rows.map_err(|_| ListError::Unfit(Code::TableUnreadable))?.map_err(ListError::Unfit)?;
        let mut lines = read_table(&rows).map_err(|why| {
            ListError::Table(Box::new(Problem { detail: why.sentence(), ..Code::TableUnreadable.problem() }))
        })?;
        let inner = &self.inner;
        // Two who take in the same list do so one after the other: the second finds it known.
        let _turn = inner.turn.lock().await;
        let known = self.merchant_files().await?;
        for line in &mut lines {
            let Ok(application) = &line.read else { continue };
            let is_known = known.iter().find(|(_, file)| !file.has_ended() && is_same(&file.application, application));
            if let Some((_, file)) = is_known {
                line.read = Err(vec![LineProblem::Known { name: file.application.name.clone() }]);
            }
        }
        let bad = lines.iter().filter_map(|line| {
            let problems = line.read.as_ref().err()?.clone();
            Some(BadLine { line: line.number, name: line.form.name.clone(), problems })
        });
        let mut report = ImportReport { lines: lines.len(), imported: 0, bad: bad.collect() };
        if check_only || !report.bad.is_empty() {
            return Ok(report);
        }
        let now = inner.setting.world.now();
        let ops = lines.into_iter().filter_map(|line| {
            let command = Command::Apply { form: Box::new(line.form) };
            let kind = command.kind();
            let payload = EntityPayload { id: inner.setting.world.random_id(), base: None, command };
            let payload = serde_json::to_string(&payload).ok()?;
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

    /// The register as a workbook, for supervisors: who is in charge, and how to reach them, stands in it.
    ///
    /// # Errors
    ///
    /// `forbidden`, or when the store fails.
    pub async fn export_merchants(&self, by: &StaffMember, lang: Lang) -> Result<Vec<u8>, ListError> {
        if !by.role.supervises() {
            return Err(ListError::Unfit(Code::Forbidden));
        }
        let mut files = self.merchant_files().await?;
        files.retain(|(_, file)| !file.has_ended());
        files.sort_by_cached_key(|(_, file)| {
            let of = &file.application;
            (of.floor.clone(), of.stall.clone(), of.name.clone())
        });
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let head = Format::new().set_bold();
        for (column, of) in (0_u16..).zip(Column::all()) {
            sheet.write_string_with_format(0, column, of.title(lang), &head)?;
        }
        for (row, (_, file)) in (1_u32..).zip(&files) {
            for (column, cell) in (0_u16..).zip(cells(&file.application, lang)) {
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
}
