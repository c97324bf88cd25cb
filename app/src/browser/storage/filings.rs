//! Cases filed or followed here, and the one transaction in which a complaint and its operation are saved together.

use domain::{
    claim_code::ClaimCode,
    form::Kind,
    ids::{CaseId, DeviceId},
    moment::Moment,
};
use serde::{Deserialize, Serialize};
use sync::{
    engine::{Lane, OutboxRow, RowState},
    protocol::Op,
};
use uuid::Uuid;

use super::{Result, Storage, Store};

/// The next place in the outbox.
const NEXT_PLACE: &str = "next-place";
pub(super) const DEVICE: &str = "device";

/// A case that was filed or is followed here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// The case.
    pub case: CaseId,
    /// The code by which it is followed.
    pub claim: ClaimCode,
    /// What was filed.
    pub kind: Kind,
    /// 商品或服务.
    pub goods: String,
    /// When.
    pub filed_at: Moment,
}

impl Storage {
    /// Saves a filing and its operation and drops its draft: all on the disk, or none.
    ///
    /// # Errors
    /// Where the device refuses; the draft is then still there. None where the case was filed from another tab already.
    pub async fn file(&self, filing: &Filing, op: Op, draft: Uuid) -> Result<Option<OutboxRow>> {
        let writing = self.write(&[Store::Filings, Store::Outbox, Store::Drafts, Store::Meta]).await?;
        if writing.get::<Filing>(Store::Filings, &filing.case.to_string()).await?.is_some() {
            return Ok(None);
        }
        let row = queue(&writing, op, Lane::Consumer).await?;
        writing.put(Store::Filings, &filing.case.to_string(), filing)?;
        writing.delete(Store::Drafts, &draft.to_string())?;
        writing.done().await?;
        Ok(Some(row))
    }

    /// Saves an operation.
    ///
    /// # Errors
    /// Where the device refuses; nothing is queued then.
    pub async fn queue(&self, op: Op, lane: Lane) -> Result<OutboxRow> {
        let writing = self.write(&[Store::Outbox, Store::Meta]).await?;
        let row = queue(&writing, op, lane).await?;
        writing.done().await?;
        Ok(row)
    }

    /// Follows a case that was filed elsewhere.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn follow(&self, filing: &Filing) -> Result<()> {
        let writing = self.write(&[Store::Filings]).await?;
        writing.put(Store::Filings, &filing.case.to_string(), filing)?;
        writing.done().await
    }

    /// Stops following a case: the code leaves the device. The server keeps the case.
    ///
    /// # Errors
    /// Where the device refuses.
    pub async fn unfollow(&self, case: CaseId) -> Result<()> {
        let writing = self.write(&[Store::Filings]).await?;
        writing.delete(Store::Filings, &case.to_string())?;
        writing.done().await
    }

    /// Gives this device a name, where no other tab has given it one.
    ///
    /// # Errors
    /// Where the device refuses.
    pub(super) async fn name_device(&self, fresh: DeviceId) -> Result<DeviceId> {
        let writing = self.write(&[Store::Meta]).await?;
        if let Some(known) = writing.get(Store::Meta, DEVICE).await? {
            return Ok(known);
        }
        writing.put(Store::Meta, DEVICE, &fresh)?;
        writing.done().await?;
        Ok(fresh)
    }
}

/// Gives the operation the next place. Two tabs cannot take the same one: their transactions on the store take turns.
async fn queue(writing: &super::transaction::Writing, op: Op, lane: Lane) -> Result<OutboxRow> {
    let place: u64 = writing.get(Store::Meta, NEXT_PLACE).await?.unwrap_or_default();
    let row = OutboxRow { place, queued_at: op.made_at, op, lane, state: RowState::Waiting, attempts: 0 };
    writing.put(Store::Meta, NEXT_PLACE, &(place + 1))?;
    writing.put(Store::Outbox, &row.op.id.to_string(), &row)?;
    Ok(row)
}
