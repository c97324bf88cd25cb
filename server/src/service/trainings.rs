//! 培训记录 as a file: a line for everybody who came, and for who should have.

use domain::role::Role;
use domain::staff::StaffMember;
use domain::training::{KIND, Training, cells, head};
use domain::words::Lang;
use sync::protocol::Code;
use uuid::Uuid;

use super::goods_ledger::{separated, workbook};
use super::{LedgerFile, ListError, Service};

impl Service {
    /// The record of one training, or of all, the newest first. It has names in it: for whoever works here.
    ///
    /// # Errors
    ///
    /// `forbidden` for the regulator, `not_found`, when the store fails, or when the file cannot be made.
    pub async fn export_trainings(
        &self,
        by: &StaffMember,
        of: Option<Uuid>,
        file: LedgerFile,
        lang: Lang,
    ) -> Result<Vec<u8>, ListError> {
        if by.role == Role::Regulator {
            return Err(ListError::Unfit(Code::Forbidden));
        }
        let mut all: Vec<(Uuid, Training)> = self.all_of(KIND.name).await?;
        if let Some(of) = of {
            all.retain(|(id, _)| *id == of);
            if all.is_empty() {
                return Err(ListError::Unfit(Code::NotFound));
            }
        }
        all.sort_by_key(|(id, training)| (std::cmp::Reverse((training.plan.day, training.plan.time)), *id));
        let lines = all.iter().flat_map(|(_, training)| cells(training, lang));
        match file {
            LedgerFile::Xlsx => workbook(&head(lang), lines),
            LedgerFile::Csv => Ok(separated(&head(lang), lines)),
        }
    }
}
