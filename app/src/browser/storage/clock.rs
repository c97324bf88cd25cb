//! How far this device's clock is from the server's.

use super::{Result, Storage, Store};

const CLOCK: &str = "clock-offset";

impl Storage {
    /// Milliseconds to add to this device's clock, as last heard.
    ///
    /// # Errors
    /// Where the device refuses to read.
    pub async fn clock(&self) -> Result<Option<i64>> {
        self.get(Store::Meta, CLOCK).await
    }

    /// Keeps them.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn remember_clock(&self, offset: i64) -> Result<()> {
        let writing = self.write(&[Store::Meta]).await?;
        writing.put(Store::Meta, CLOCK, &offset)?;
        writing.done().await
    }
}
