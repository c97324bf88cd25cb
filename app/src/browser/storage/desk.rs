//! What is kept for staff beside their operations: who can open it, and what is being written. And its end.

use sync::engine::PersistedState;

use super::{Result, Storage, Store, scope::Scope};
use vault::Vault;

const VAULT: &str = "vault";
/// The sealed place of what is being written; each text carries its own name.
const TYPING: &str = "typing";

impl Storage {
    /// Who can open what is kept for staff.
    ///
    /// # Errors
    /// Where the device refuses to read.
    pub async fn vault(&self) -> Result<Option<Vault>> {
        self.read(&[Store::Meta]).await?.get(Store::Meta, VAULT).await
    }

    /// Changes it: what is there is read and written in one transaction, so that two tabs do not undo each other. Gives
    /// what is there afterwards; on the disk when this returns.
    ///
    /// # Errors
    /// Where the device refuses; it is then as it was.
    pub async fn change_vault(&self, change: impl FnOnce(Option<Vault>) -> Option<Vault>) -> Result<Option<Vault>> {
        let writing = self.write(&[Store::Meta]).await?;
        let changed = change(writing.get(Store::Meta, VAULT).await?);
        match &changed {
            Some(vault) => writing.put(Store::Meta, VAULT, vault)?,
            None => writing.delete(Store::Meta, VAULT)?,
        }
        writing.done().await?;
        Ok(changed)
    }

    /// What the sync engine keeps, as somebody else would see it.
    ///
    /// # Errors
    /// Where the device refuses to read.
    pub async fn stored_for(&self, scope: &Scope) -> Result<PersistedState> {
        let reading = self.read(&[Store::Outbox, Store::Replica, Store::Desk, Store::Meta]).await?;
        Ok(self.stored_in(&reading, scope).await?.state)
    }

    /// What was being written, by name.
    ///
    /// # Errors
    /// Where the device refuses to read.
    pub async fn typed(&self, scope: &Scope) -> Result<Vec<(String, String)>> {
        let Some(seal) = scope.seal() else { return Ok(Vec::new()) };
        let texts = self.read(&[Store::Typing]).await?.texts(Store::Typing).await?;
        Ok(texts.iter().filter_map(|text| sync::read_json(&seal.open(TYPING, text)?).ok()).collect())
    }

    /// Keeps what is being written, or drops what is empty.
    ///
    /// # Errors
    /// Where the device refuses; the text before is then kept.
    pub async fn keep_typed(&self, scope: &Scope, texts: &[(String, String)]) -> Result<()> {
        let Some(seal) = scope.seal() else { return Ok(()) };
        let writing = self.write(&[Store::Typing]).await?;
        for (name, text) in texts {
            let sealed = (!text.is_empty()).then(|| seal.seal(TYPING, &serde_json::to_string(&(name, text)).ok()?));
            match sealed.flatten() {
                Some(sealed) => writing.put_text(Store::Typing, name, &sealed)?,
                None => writing.delete(Store::Typing, name)?,
            }
        }
        writing.done().await
    }

    /// Takes the copy of the staff's cases off the device, and what was being written. What was done and not sent stays.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn wipe_desk(&self) -> Result<()> {
        let writing = self.write(&[Store::Desk, Store::Typing, Store::Outbox]).await?;
        self.drop_sent(&writing).await?;
        writing.clear(Store::Desk)?;
        writing.clear(Store::Typing)?;
        writing.done().await
    }
}
