//! Cases filed or followed here, and the one transaction in which a complaint and its operation are saved together.

use domain::{
    claim_code::ClaimCode,
    form::Kind,
    ids::{CaseId, DeviceId},
    moment::Moment,
};
use serde::{Deserialize, Serialize};
use sync::{
    engine::{Lane, OutboxRow},
    protocol::Op,
};
use uuid::Uuid;

use super::{Result, Storage, Store, outbox::queue};

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
        let scope = self.scope();
        let writing = self.write(&[Store::Filings, Store::Outbox, Store::Drafts, Store::Meta]).await?;
        if writing.get::<Filing>(Store::Filings, &filing.case.to_string()).await?.is_some() {
            return Ok(None);
        }
        let row = queue(&writing, &scope, op, Lane::Consumer).await?;
        writing.put(Store::Filings, &filing.case.to_string(), filing)?;
        writing.delete(Store::Drafts, &draft.to_string())?;
        writing.done().await?;
        Ok(Some(row))
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
