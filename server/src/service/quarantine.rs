//! What was kept aside: damaged on the way, under a name that belongs to other content, or of a kind not known yet.

use domain::staff::StaffMember;
use sync::protocol::{Code, Quarantine, Review};

use super::{Service, ServiceError};

/// As much as a person looks through.
const MOST: u32 = 200;

impl Service {
    /// What was kept aside, the newest first. It may name people: for those who supervise.
    ///
    /// # Errors
    ///
    /// `forbidden`, or when the store fails.
    pub async fn quarantine(&self, by: &StaffMember) -> Result<Quarantine, ServiceError> {
        supervises(by)?;
        let kept = self.inner.store.quarantine(self.point(), MOST).await?;
        Ok(Quarantine { kept, flood: self.flood().await?, discarded: self.discards().await? })
    }

    /// Somebody has looked at it and done what was to be done.
    ///
    /// # Errors
    ///
    /// `forbidden`, or when the store fails.
    pub async fn review(&self, by: &StaffMember, what: &Review) -> Result<(), ServiceError> {
        supervises(by)?;
        self.inner.store.review(self.point(), what, by.id, self.world().now()).await?;
        self.inner.was_looked_at().await;
        Ok(())
    }
}

pub(super) const fn supervises(by: &StaffMember) -> Result<(), ServiceError> {
    if by.role.supervises() { Ok(()) } else { Err(ServiceError::Refused(Code::Forbidden)) }
}
