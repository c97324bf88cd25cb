//! Everything that a page needs to know when it starts.

use domain::ids::DeviceId;
use futures::{future::join, try_join};
use sync::{engine::Stored, protocol::StaffMember};

use super::{Filing, Result, Storage};
use crate::device::DraftRow;

/// What the device holds.
#[derive(Debug)]
pub struct Kept {
    /// The device's name.
    pub device: DeviceId,
    /// What the sync engine keeps.
    pub stored: Stored,
    /// Cases filed or followed here, newest first.
    pub filings: Vec<Filing>,
    /// Forms not submitted yet, newest first.
    pub drafts: Vec<DraftRow>,
    /// Milliseconds to add to this device's clock, as last heard.
    pub clock_offset: i64,
    /// Who was signed in last.
    pub staff: Option<StaffMember>,
}

impl Storage {
    /// Reads it all, side by side: one after another they take a slow device a fifth of a second. `fresh` becomes the
    /// device's name at its first start.
    ///
    /// # Errors
    /// Where the device refuses to read.
    pub async fn kept(&self, fresh: DeviceId) -> Result<Kept> {
        self.database().await?;
        let all = async { try_join!(self.device(fresh), self.stored(), self.filings(), self.drafts()) };
        // Without the other two the page starts all the same.
        let (all, (clock, staff)) = join(all, join(self.clock(), self.staff())).await;
        let (device, stored, filings, drafts) = all?;
        let (clock_offset, staff) = (clock.ok().flatten().unwrap_or_default(), staff.ok().flatten());
        Ok(Kept { device, stored, filings, drafts, clock_offset, staff })
    }
}
