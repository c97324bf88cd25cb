//! Where a member is signed in: they see it themselves, and end what is not theirs any more.

use domain::ids::StaffId;
use domain::moment::Moment;
use domain::role::Role;
use domain::staff::StaffMember;
use sha2::{Digest, Sha256};
use sync::protocol::Code;

use super::token::{Token, TokenHash};
use super::{AccountError, Accounts, before};
use crate::store::sessions::LivingSession;

/// A device, or a browser, on which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedInOn {
    /// Its name for a request that ends it. Nobody signs in with it.
    pub name: String,
    /// What people call the device; empty where nobody calls it anything.
    pub label: String,
    /// Since when.
    pub since: Moment,
    /// The last request, to the minute.
    pub last_seen_at: Moment,
    /// When they must sign in again there, whatever happens.
    pub expires_at: Moment,
    /// It is the one that asks.
    pub current: bool,
}

impl Accounts {
    /// Where a member is signed in, the one that asks first. A tablet that was locked and opened again is one.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn signed_in_on(&self, staff: StaffId, asking: &Token) -> Result<Vec<SignedInOn>, AccountError> {
        let asking = asking.hash();
        let mut places: Vec<SignedInOn> = Vec::new();
        for one in self.living(staff).await? {
            let (name, current) = (name_of(&one), one.token == asking);
            match places.iter_mut().find(|place| place.name == name) {
                Some(place) => {
                    place.since = place.since.min(one.created_at);
                    place.current |= current;
                }
                None => places.push(SignedInOn {
                    name,
                    label: one.label,
                    since: one.created_at,
                    last_seen_at: one.last_seen_at,
                    expires_at: one.expires_at,
                    current,
                }),
            }
        }
        places.sort_by_key(|place| !place.current);
        Ok(places)
    }

    /// Ends what a member has there.
    ///
    /// # Errors
    ///
    /// [`Code::NotFound`] where they are not signed in there; a failing store.
    pub async fn end_own_sessions(&self, staff: StaffId, name: &str) -> Result<(), AccountError> {
        let there = self.living(staff).await?.into_iter().filter(|one| name_of(one) == name);
        let there: Vec<TokenHash> = there.map(|one| one.token).collect();
        if there.is_empty() {
            return Err(Code::NotFound.into());
        }
        Ok(self.store.end_sessions(self.point, staff, &there).await?)
    }

    /// Ends everything of a member, everywhere; of whoever asks all but what they ask with.
    ///
    /// # Errors
    ///
    /// [`Code::Forbidden`] for anybody but administrators; [`Code::NotFound`]; a failing store.
    pub async fn end_sessions_of(&self, who: &StaffMember, asking: &Token, of: StaffId) -> Result<(), AccountError> {
        if who.role != Role::Administrator {
            return Err(Code::Forbidden.into());
        }
        if self.store.staff_member(self.point, of).await?.is_none() {
            return Err(Code::NotFound.into());
        }
        let keep = (who.id == of).then(|| asking.hash());
        Ok(self.store.end_all_sessions(self.point, of, keep.as_ref()).await?)
    }

    async fn living(&self, staff: StaffId) -> Result<Vec<LivingSession>, AccountError> {
        let now = self.now();
        Ok(self.store.sessions_of(self.point, staff, now, before(now, self.times.idle)).await?)
    }
}

/// Of the device where it is a known one. What is said of a session alone is a hash of the hash that is kept.
fn name_of(session: &LivingSession) -> String {
    match session.device {
        Some(device) => device.to_string(),
        None => hex::encode(&Sha256::digest(session.token.bytes())[..12]),
    }
}
