//! Forms that are not submitted yet.

use uuid::Uuid;

use super::{Result, Storage, Store, sync_state::CURSOR};
use crate::device::DraftRow;

/// How the keys of consumers' cases begin in the replica.
const VIEWS: &str = "case_view/";

impl Storage {
    /// Saves a draft; it is on the disk when this returns.
    ///
    /// # Errors
    /// Where the device refuses; the draft on the disk is then the one before.
    pub async fn save_draft(&self, draft: &DraftRow) -> Result<()> {
        let writing = self.write(&[Store::Drafts]).await?;
        writing.put(Store::Drafts, &draft.id.to_string(), draft)?;
        writing.done().await
    }

    /// Deletes a draft.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn delete_draft(&self, id: Uuid) -> Result<()> {
        let writing = self.write(&[Store::Drafts]).await?;
        writing.delete(Store::Drafts, &id.to_string())?;
        writing.done().await
    }

    /// Takes every draft and every case of a consumer off the disk. Operations stay until they are sent.
    ///
    /// # Errors
    /// Where the device refuses; it is then as it was.
    pub async fn forget_visitors(&self) -> Result<()> {
        let writing = self.write(&[Store::Drafts, Store::Filings, Store::Replica, Store::Meta]).await?;
        let views: Vec<String> = writing.keys(Store::Replica).await?;
        let views: Vec<_> = views.into_iter().filter(|key| key.starts_with(VIEWS)).collect();
        writing.clear(Store::Drafts)?;
        writing.clear(Store::Filings)?;
        for key in &views {
            writing.delete(Store::Replica, key)?;
        }
        if !views.is_empty() {
            // It said that they are here.
            writing.delete(Store::Meta, CURSOR)?;
        }
        writing.done().await
    }
}
