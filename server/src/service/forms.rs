//! What pages without scripts need: to file by a posted form, and to follow a case.

use domain::case::{CaseView, Command};
use domain::claim_code::ClaimCode;
use domain::form::{Draft, Field, FieldError, Problem, check};
use domain::ids::{CaseId, DeviceId};
use sync::kinds::case::CasePayload;
use sync::protocol::{Op, OpId, Outcome, PROTOCOL, PushRequest, Seq};
use thiserror::Error;
use uuid::Uuid;

use super::phone_rules::can_be_dialled;
use super::{Caller, Kinds, PullScope, Service, ServiceError};

/// The device of every form that was posted without scripts.
const NO_DEVICE: DeviceId = DeviceId(Uuid::nil());

/// A filing that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// What became of it. Posted again with other content it is `Quarantined`: both are kept.
    pub outcome: Outcome,
    /// The case as its consumer sees it.
    pub case: Option<CaseView>,
}

/// Why a form was not filed.
#[derive(Clone, Debug, Error)]
pub enum FileError {
    /// Mistakes beside their fields; nothing was stored, so the same form can be posted again once corrected.
    #[error("the form has mistakes")]
    Form(Vec<FieldError>),
    /// The service failed; nothing was stored.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl Service {
    /// Files a posted form. The page that shows the empty form makes `op_id` and `claim`, so that posting it twice is one
    /// case.
    ///
    /// # Errors
    ///
    /// The mistakes in the form, or what the store says.
    pub async fn file_form(&self, draft: &Draft, claim: &ClaimCode, op_id: OpId) -> Result<Filed, FileError> {
        let now = self.world().now();
        let content = self.board();
        let privacy_notice = content.rules.privacy_notice;
        let complaint = check(draft, now.day(), privacy_notice, content.place.area_code).map_err(FileError::Form)?;
        if complaint.contact.is_some_and(|contact| !can_be_dialled(&contact.phone)) {
            let mistake = FieldError { field: Field::Phone, problem: Problem::NotAPhone };
            return Err(FileError::Form(vec![mistake]));
        }
        let command = Command::File { form: draft.clone(), privacy_notice };
        // The case is named after the operation: the same form has the same content, hence the same hash.
        let body = CasePayload { case: CaseId(op_id.0), base: None, command };
        let op = Op::on_case(op_id, NO_DEVICE, now, Some(claim.clone()), &body);
        let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![op] };
        let answer = self.push(request, Caller::Public).await?;
        let outcome = answer.receipts.into_iter().next().map(|receipt| receipt.outcome).ok_or(ServiceError::Lost)?;
        Ok(Filed { outcome, case: self.track(claim).await? })
    }

    /// The case that a claim code follows.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn track(&self, claim: &ClaimCode) -> Result<Option<CaseView>, ServiceError> {
        let answer = self.pull(Seq(0), None, &PullScope::Claims(vec![claim.clone()], Kinds::All)).await?;
        Ok(answer.changes.into_iter().find_map(|change| change.body.read()))
    }
}
