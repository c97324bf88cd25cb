//! The register of merchants, where the server reads all of it: who sells here, and who is suspended because nobody verified
//! the file in time.

use std::sync::PoisonError;

use domain::ids::MerchantId;
use domain::merchant::{Command, KIND, MerchantFile, MerchantRecord, counted_for};
use domain::moment::Day;
use domain::publication::{PUBLISHED_KIND, Published};
use serde::de::DeserializeOwned;
use sync::protocol::EntityPayload;
use uuid::Uuid;

use super::Service;
use crate::store::StoreError;

impl Service {
    /// Every file, by name. One that only a later version can read is left out.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn merchant_files(&self) -> Result<Vec<(MerchantId, MerchantFile)>, StoreError> {
        let files = self.all_of(KIND.name).await?;
        Ok(files.into_iter().map(|(id, file)| (MerchantId(id), file)).collect())
    }

    /// What the contact point has published, by name.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn published(&self) -> Result<Vec<(Uuid, Published)>, StoreError> {
        self.all_of(PUBLISHED_KIND.name).await
    }

    /// Every entity of a kind, by name. One that only a later version can read is left out.
    pub(super) async fn all_of<T: DeserializeOwned>(&self, kind: &'static str) -> Result<Vec<(Uuid, T)>, StoreError> {
        super::postings::all_of(&*self.inner.store, self.point(), kind).await
    }

    /// The figures of a merchant's file, from every case that is linked to it or to a file that goes on in it, however long ago.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn merchant_record(&self, id: MerchantId) -> Result<MerchantRecord, StoreError> {
        let files = self.merchant_files().await?;
        let counted: Vec<_> = counted_for(id, files.iter().map(|(id, file)| (*id, file))).into_iter().collect();
        let cases = self.inner.store.cases_of(self.point(), &counted).await?;
        Ok(MerchantRecord::of(&cases, self.world().now()))
    }

    /// Suspends every merchant whose verification or permit is overdue beyond the grace, and says how many. Days count: it
    /// looks once a day, and after each start.
    ///
    /// # Errors
    ///
    /// When the store fails; what is due stays due.
    pub async fn suspend_overdue_merchants(&self) -> Result<usize, StoreError> {
        let today = self.world().now().day();
        if self.looked_at_merchants() == Some(today) {
            return Ok(0);
        }
        let files = self.merchant_files().await?;
        let due = files.into_iter().filter_map(|(id, file)| Some((id, file.is_to_be_suspended(today)?)));
        let due: Vec<_> = due
            .filter_map(|(id, why)| {
                let command = Command::Suspend { why };
                let kind = command.kind();
                // Decided again under the lock: whoever verified the file meanwhile is in time.
                Some((kind, serde_json::to_string(&EntityPayload { id: id.0, base: None, command }).ok()?))
            })
            .collect();
        let count = due.len();
        if count > 0 {
            self.post(due).await?;
        }
        *self.inner.merchants_looked_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(today);
        Ok(count)
    }

    fn looked_at_merchants(&self) -> Option<Day> {
        *self.inner.merchants_looked_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
