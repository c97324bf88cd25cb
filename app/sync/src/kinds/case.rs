//! Cases: the whole for staff, a view for the consumer, and what an operation asks of one.

use domain::{
    case::{Case, CaseView, Command, KIND, Rejection, VIEW_KIND},
    claim_code::ClaimCode,
    ids::{CaseId, DeviceId},
    kind::KindInfo,
    moment::Moment,
};
use serde::{Deserialize, Serialize};

use crate::protocol::{EntityBody, Op, OpId, Outcome, Payload};

impl EntityBody for Case {
    const KIND: &'static KindInfo = &KIND;
}

impl EntityBody for CaseView {
    const KIND: &'static KindInfo = &VIEW_KIND;
}

/// The body of a `case.*` operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePayload {
    /// The case; a filing names a new one.
    pub case: CaseId,
    /// The revision of the case that the person saw; none for a filing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<u64>,
    /// What to do.
    #[serde(rename = "do")]
    pub command: Command,
}

impl Op {
    /// An operation on a case.
    #[must_use]
    pub fn on_case(id: OpId, device: DeviceId, made_at: Moment, claim: Option<ClaimCode>, body: &CasePayload) -> Self {
        Self::new(id, device, made_at, claim, body.command.kind(), body)
    }

    /// The case it is about, where it is one of ours and can be read here.
    #[must_use]
    pub fn case_payload(&self) -> Option<CasePayload> {
        match &self.payload {
            Payload::Plain(text) if self.kind.starts_with("case.") => crate::read_json(text).ok(),
            _ => None,
        }
    }
}

impl Outcome {
    /// Why the rules of a case refuse it, where they do and this build knows the reason.
    #[must_use]
    pub fn case_rejection(&self) -> Option<Rejection> {
        if let Self::Rejected { why, .. } = self { why.read() } else { None }
    }
}
