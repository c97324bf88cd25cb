//! Forms that are not submitted yet.

use uuid::Uuid;

use super::{Result, Storage, Store};
use crate::device::DraftRow;

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
}
