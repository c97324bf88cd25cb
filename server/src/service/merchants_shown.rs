//! What everybody may see of the register. It is read once after each change of the register, and not with every question.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::board::{Document, DocumentId, DocumentKind};
use domain::merchant::{DirectoryEntry, KIND, Signers, directory, signers};
use sync::kinds::board::Notice;

use super::Service;
use crate::store::StoreError;
use crate::store::entities::Changes;

/// What was read, until something changes.
#[derive(Debug, Default)]
pub(super) struct ShownMerchants {
    /// How often the register has changed.
    changes: AtomicU64,
    /// Whoever comes while it is read waits for that.
    kept: tokio::sync::Mutex<Option<Kept>>,
}

#[derive(Clone, Debug)]
struct Kept {
    /// Of the register after so many changes.
    changes: u64,
    /// And of that board.
    notice: Arc<Notice>,
    directory: Arc<Vec<DirectoryEntry>>,
    signers: Arc<BTreeMap<DocumentId, Signers>>,
}

impl ShownMerchants {
    /// A transaction is committed.
    pub(super) fn committed(&self, changes: &Changes) {
        if changes.entities.keys().any(|key| key.kind == KIND.name) {
            self.changed();
        }
    }

    /// Somebody may have changed the register.
    pub(super) fn changed(&self) {
        self.changes.fetch_add(1, Ordering::SeqCst);
    }
}

impl Service {
    /// Who sells here, for anybody: signs, floors and stalls of the merchants that are admitted.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn merchant_directory(&self) -> Result<Arc<Vec<DirectoryEntry>>, StoreError> {
        Ok(self.shown_merchants().await?.directory)
    }

    /// Who of those that sell here has signed the commitments on the board in their present version, for anybody.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn commitment_signers(&self) -> Result<Arc<BTreeMap<DocumentId, Signers>>, StoreError> {
        Ok(self.shown_merchants().await?.signers)
    }

    async fn shown_merchants(&self) -> Result<Kept, StoreError> {
        let shown = &self.inner.merchants_shown;
        let mut kept = shown.kept.lock().await;
        let notice = self.notice();
        // Before it is read: what is committed meanwhile counts for the next.
        let changes = shown.changes.load(Ordering::SeqCst);
        if let Some(kept) = kept.as_ref().filter(|kept| kept.changes == changes && Arc::ptr_eq(&kept.notice, &notice)) {
            return Ok(kept.clone());
        }
        let files = self.merchant_files().await?;
        let all = || files.iter().map(|(id, file)| (*id, file));
        let documents = notice.board.documents.iter().filter(|document| document.kind == DocumentKind::Commitment);
        let of = |document: &Document| (document.id.clone(), signers(all(), &document.id, document.version));
        let signers = Arc::new(documents.map(of).collect());
        let fresh = Kept { changes, directory: Arc::new(directory(all())), signers, notice };
        *kept = Some(fresh.clone());
        Ok(fresh)
    }
}
