//! The case service as the desk of posted forms.

use async_trait::async_trait;
use domain::case::{CaseView, Command, Rejection};
use domain::claim_code::ClaimCode;
use domain::form::Draft;
use domain::ids::DeviceId;
use sync::kinds::case::CasePayload;
use sync::protocol::{Code, Op, OpId, Outcome, PROTOCOL, PushRequest};
use uuid::Uuid;

use crate::attachments::Owner;

use super::desk::{ActError, Desk, FileError};
use crate::service::{self, Caller, Service, ServiceError};

/// The device of every form that was posted without scripts.
const NO_DEVICE: DeviceId = DeviceId(Uuid::nil());

#[async_trait]
impl Desk for Service {
    async fn file(&self, draft: &Draft, claim: &ClaimCode, op: OpId) -> Result<CaseView, FileError> {
        let filed = self.file_form(draft, claim, op).await.map_err(|error| match error {
            service::FileError::Form(mistakes) => FileError::Mistakes(mistakes),
            service::FileError::Service(error) => FileError::Failed(told(&error)),
        })?;
        if let Some(Rejection::FormInvalid { errors }) = filed.outcome.case_rejection() {
            return Err(FileError::Mistakes(errors));
        }
        match (filed.outcome, filed.case) {
            (Outcome::Applied { id, .. }, Some(view)) if view.id.0 == id => Ok(view),
            // The name of the operation, or the code, belongs to something else already.
            (Outcome::Quarantined { .. } | Outcome::Rejected { .. } | Outcome::Applied { .. }, _) => {
                Err(FileError::Failed(Code::OpReused))
            }
            (Outcome::Unsupported { .. }, _) => Err(FileError::Failed(Code::Internal)),
        }
    }

    async fn look_up(&self, claim: &ClaimCode) -> Result<Option<CaseView>, Code> {
        self.track(claim).await.map_err(|error| told(&error))
    }

    async fn attach(&self, claim: &ClaimCode, bytes: Vec<u8>) -> Result<(), Code> {
        let case = self.claimed_case(claim).await.map_err(|error| error.code())?.ok_or(Code::UnknownClaim)?;
        let kept = self.take_whole(Owner::consumer(case), bytes).await;
        kept.map(drop).map_err(|error| error.code())
    }

    async fn act(
        &self,
        claim: &ClaimCode,
        op: OpId,
        base: Option<u64>,
        command: Command,
    ) -> Result<CaseView, ActError> {
        let failed = |error: ServiceError| ActError::Failed(told(&error));
        let view = self.track(claim).await.map_err(failed)?.ok_or(ActError::Failed(Code::UnknownClaim))?;
        let now = self.world().now();
        let body = CasePayload { case: view.id, base, command };
        let op = Op::on_case(op, NO_DEVICE, now, Some(claim.clone()), &body);
        let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![op] };
        let answer = self.push(request, Caller::Public).await.map_err(failed)?;
        let outcome = answer.receipts.into_iter().next().map(|receipt| receipt.outcome);
        if let Some(why) = outcome.as_ref().and_then(Outcome::case_rejection) {
            return Err(ActError::Refused(why));
        }
        match outcome {
            Some(Outcome::Applied { .. }) => {
                self.track(claim).await.map_err(failed)?.ok_or(ActError::Failed(Code::UnknownClaim))
            }
            Some(Outcome::Quarantined { .. } | Outcome::Rejected { .. }) => Err(ActError::Failed(Code::OpReused)),
            Some(Outcome::Unsupported { .. }) | None => Err(ActError::Failed(Code::Internal)),
        }
    }
}

fn told(error: &ServiceError) -> Code {
    error.code()
}
