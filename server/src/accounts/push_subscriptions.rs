//! Which tablets and phones are told by Web Push.

use domain::quiet_hours::QuietHours;
use sync::protocol::Code;

use super::token::Token;
use super::{AccountError, Accounts};
use crate::store::entities::ClaimHash;
use crate::store::push_subscriptions::NewPushSubscription;
use crate::web_push::Endpoint;

impl Accounts {
    /// The device of this session is told from here, at that address.
    ///
    /// # Errors
    ///
    /// [`Code::NotFound`] where the session is of no device; a failing store.
    pub async fn tell_device(
        &self,
        session: &Token,
        endpoint: &Endpoint,
        quiet: Option<QuietHours>,
    ) -> Result<(), AccountError> {
        let new = NewPushSubscription { endpoint: endpoint.reveal(), quiet, at: self.now() };
        let kept = self.store.put_push_subscription(self.point, &session.hash(), &new).await?;
        if kept { Ok(()) } else { Err(Code::NotFound.into()) }
    }

    /// A consumer's browser is told at that address of the cases of these codes, and of no others any more. Answers which of the
    /// codes are known.
    ///
    /// # Errors
    ///
    /// A failing store.
    pub async fn tell_consumer(
        &self,
        claims: &[ClaimHash],
        endpoint: &Endpoint,
    ) -> Result<Vec<ClaimHash>, AccountError> {
        Ok(self.store.put_case_push_subscription(self.point, claims, &endpoint.reveal(), self.now()).await?)
    }

    /// It is told no more.
    ///
    /// # Errors
    ///
    /// A failing store.
    pub async fn stop_telling_device(&self, session: &Token) -> Result<(), AccountError> {
        Ok(self.store.delete_push_subscription(self.point, &session.hash()).await?)
    }
}
