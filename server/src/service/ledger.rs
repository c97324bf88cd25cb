//! 受理台账 as a file (Office Open XML, ISO/IEC 29500): the cases that a filter shows, one line each. That it was exported is on
//! record before anything leaves the server.

use std::collections::HashMap;

use domain::case::{Case, KIND};
use domain::ids::StaffId;
use domain::kind::EventSourced;
use domain::ledger::{CaseFilter, Cell, ExportCommand, Exported, LedgerExport, PersonalData, cells, columns};
use domain::staff::StaffMember;
use domain::words::Lang;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};
use sync::protocol::{Code, EntityPayload, Seq};
use thiserror::Error;
use uuid::Uuid;

use super::Service;
use crate::store::StoreError;
use crate::store::entities::{EntityKey, Scope};

/// So many entities are read at once.
const PAGE: u32 = 500;
/// More rows than a person reads, fewer than a sheet holds.
const MOST_ROWS: usize = 100_000;

/// Why nothing was exported.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// The request itself is not acceptable.
    #[error("{}", .0.as_str())]
    Unfit(Code),
    /// The file could not be made.
    #[error(transparent)]
    File(#[from] XlsxError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Service {
    /// The file, for whoever works here or reads. Names and numbers in full only for supervisors.
    ///
    /// # Errors
    ///
    /// `forbidden`, `ledger_too_long`, or when the store fails.
    pub async fn export_ledger(
        &self,
        by: &StaffMember,
        filter: CaseFilter,
        data: PersonalData,
        lang: Lang,
    ) -> Result<Vec<u8>, LedgerError> {
        let is_named = data == PersonalData::Full && !by.role.supervises();
        // The regulator has a list of its own, of which each look is on record.
        if is_named || !domain::access::may(by.role, "cases") {
            return Err(LedgerError::Unfit(Code::Forbidden));
        }
        let names = self.staff_names().await?;
        let mut rows: Vec<[Cell; 16]> = Vec::new();
        let mut after = Some(EntityKey { kind: KIND.name, id: Uuid::nil() });
        loop {
            let page = self.inner.store.entities(self.point(), after, PAGE).await?;
            let of_cases = page.iter().take_while(|entity| entity.key.kind == KIND.name);
            for entity in of_cases {
                // What a later version wrote is left out of a list, not guessed at.
                let Ok(case) = serde_json::from_str::<Case>(&entity.snapshot) else { continue };
                if filter.shows(&case) {
                    let name_of = |id: StaffId| names.get(&id).cloned().unwrap_or_default();
                    rows.push(cells(&case, data, lang, name_of));
                }
            }
            if rows.len() > MOST_ROWS {
                return Err(LedgerError::Unfit(Code::LedgerTooLong));
            }
            match page.last() {
                Some(last) if last.key.kind == KIND.name => after = Some(last.key),
                _ => break,
            }
        }
        let personal_data = data == PersonalData::Full;
        let exported = Exported { by: by.id, filter, cases: rows.len() as u64, personal_data };
        self.record_export(exported).await?;
        Ok(file(&rows, lang)?)
    }

    async fn record_export(&self, exported: Exported) -> Result<(), StoreError> {
        let id = self.inner.setting.world.random_id();
        let command = ExportCommand::Record(exported);
        let kind = LedgerExport::op_kind(&command);
        let payload = serde_json::to_string(&EntityPayload { id, base: None, command });
        let payload = payload.map_err(|error| StoreError::Unreadable(error.to_string()))?;
        self.post(vec![(kind, payload)]).await
    }

    async fn staff_names(&self) -> Result<HashMap<StaffId, String>, StoreError> {
        let scope = Scope { kinds: vec![domain::staff::KIND.name], claims: None };
        let read = self.inner.store.read_scope(self.point(), &scope, &|_| Seq(0), 10_000).await?;
        let member = |snapshot: &str| serde_json::from_str::<StaffMember>(snapshot).ok();
        Ok(read.entities.iter().filter_map(|entity| member(&entity.snapshot)).map(|one| (one.id, one.name)).collect())
    }
}

fn file(rows: &[[Cell; 16]], lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let title = match lang {
        Lang::Zh => "受理台账",
        Lang::En => "Register of cases",
    };
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(title)?;
    let head = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
    let money = Format::new().set_num_format("#,##0.00");
    for (column, name) in (0_u16..).zip(columns(lang)) {
        sheet.write_string_with_format(0, column, name, &head)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Words(words) if words.is_empty() => {}
                // Words stay words: no text of a consumer is ever a formula.
                Cell::Words(words) => drop(sheet.write_string(row, column, words)?),
                #[expect(clippy::cast_precision_loss, reason = "at most ten digits of fen, far below 2^53")]
                Cell::Money(amount) => {
                    sheet.write_number_with_format(row, column, amount.fen() as f64 / 100.0, &money)?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofit();
    book.save_to_buffer()
}
