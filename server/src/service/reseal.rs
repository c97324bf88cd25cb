//! What people wrote comes to lie under the newest data key while everybody goes on working.

use std::time::Duration;

use tokio::time::Instant;

use super::Service;
use crate::store::StoreError;
use crate::store::reseal::Reseal;

/// Rows of one transaction: nobody waits longer than for a batch of a tablet.
const ROWS: u32 = 200;
/// So long of every look.
const BUDGET: Duration = Duration::from_secs(5);

impl Service {
    /// Goes on with it for a few seconds; a moment where everything lies under the newest key. True once it does.
    ///
    /// # Errors
    ///
    /// When the store fails, or something was written under a key that is not known: it then stays as it is.
    pub async fn reseal_some(&self) -> Result<bool, StoreError> {
        let mut far = self.inner.resealing.lock().await;
        if *far == Reseal::Done {
            // A key may have been made since.
            *far = Reseal::Begin;
        }
        let begun = Instant::now();
        while *far != Reseal::Done && begun.elapsed() < BUDGET {
            *far = self.inner.store.reseal(self.point(), far.clone(), ROWS).await?;
        }
        Ok(*far == Reseal::Done)
    }
}
