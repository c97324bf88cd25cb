//! How far this device's clock is from the server's.

use super::{Result, Storage, Store};

pub(super) const CLOCK: &str = "clock-offset";

impl Storage {
    /// Keeps the milliseconds to add to this device's clock.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn remember_clock(&self, offset: i64) -> Result<()> {
        let writing = self.write(&[Store::Meta]).await?;
        writing.put(Store::Meta, CLOCK, &offset)?;
        writing.done().await
    }
}
