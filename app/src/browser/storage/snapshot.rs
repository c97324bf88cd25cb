//! Everything that a page shows of what is kept here, as it is at one moment.

use domain::ids::{DeviceId, StaffId};
use futures::try_join;
use sync::engine::PersistedState;

use super::{Filing, Result, Scope, Storage, Store, clock::CLOCK, filings::DEVICE, sync_state::Stored};
use crate::device::DraftRow;

/// What the device holds.
#[derive(Debug)]
pub struct DeviceSnapshot {
    /// The device's name.
    pub device: DeviceId,
    /// What the sync engine keeps.
    pub stored: PersistedState,
    /// Cases filed or followed here, newest first.
    pub filings: Vec<Filing>,
    /// Forms not submitted yet, newest first.
    pub drafts: Vec<DraftRow>,
    /// Milliseconds to add to this device's clock, as last heard.
    pub clock_offset: i64,
    /// Who did what is sealed and not sent, one for each operation.
    pub sealed_of: Vec<StaffId>,
    /// As whom it was read.
    pub scope: Scope,
}

impl Storage {
    /// Reads it all. `fresh` becomes the device's name at its first start.
    ///
    /// # Errors
    /// Where the device refuses to read.
    pub async fn snapshot(&self, fresh: DeviceId) -> Result<DeviceSnapshot> {
        // One transaction: a case that another tab files meanwhile, beside an outbox from before, would be called
        // delivered. Its requests go side by side: one after another they take a slow device a fifth of a second.
        let scope = self.scope();
        let reading = self.read(&Store::ALL).await?;
        let (Stored { state: stored, unsent_of: sealed_of }, mut filings, mut drafts, device, clock) = try_join!(
            self.stored_in(&reading, &scope),
            reading.all::<Filing>(Store::Filings),
            reading.all::<DraftRow>(Store::Drafts),
            reading.get(Store::Meta, DEVICE),
            reading.get(Store::Meta, CLOCK),
        )?;
        filings.sort_by_key(|filing| std::cmp::Reverse(filing.filed_at));
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.updated_at));
        let device = match device {
            Some(known) => known,
            None => self.name_device(fresh).await?,
        };
        Ok(DeviceSnapshot {
            device,
            stored,
            filings,
            drafts,
            clock_offset: clock.unwrap_or_default(),
            sealed_of,
            scope,
        })
    }
}
