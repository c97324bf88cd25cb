//! `POST /track`.

use std::net::IpAddr;

use domain::case::CaseView;
use domain::claim_code::ClaimCode;
use domain::words::Lang;
use sync::protocol::Code;

use super::posted::{Page, Posted};
use super::{FormState, claim_of, fresh_op, hidden};

/// No case, why, and for how long to wait.
pub(super) struct NotFound {
    pub(super) code: Code,
    pub(super) retry_after: Option<u64>,
}

impl From<Code> for NotFound {
    fn from(code: Code) -> Self {
        Self { code, retry_after: code.problem().retry_after }
    }
}

/// Shows the case of a code.
pub(super) async fn answer(state: &FormState, pairs: &[(String, String)], address: IpAddr) -> Page {
    let lang = hidden::lang(pairs);
    let typed = hidden::value(pairs, "code");
    match find(state, typed, address).await {
        Ok((view, claim)) => tracked(view, claim, lang),
        Err(failure) => failed(typed, &failure, lang),
    }
}

/// The case of a code as typed. A right one is always found; wrong ones count against the address.
pub(super) async fn find(state: &FormState, typed: &str, address: IpAddr) -> Result<(CaseView, ClaimCode), NotFound> {
    let wait = |wait: crate::accounts::Wait| NotFound { code: Code::RateLimited, retry_after: Some(wait.seconds()) };
    let claim = claim_of(typed).ok_or(Code::ClaimMistyped)?;
    match state.desk.look_up(&claim).await? {
        Some(view) => Ok((view, claim)),
        None => {
            state.guesses.settle(address, None, &[&claim]).map_err(wait)?;
            Err(Code::UnknownClaim.into())
        }
    }
}

pub(super) fn tracked(view: CaseView, claim: ClaimCode, lang: Lang) -> Page {
    let posted = Posted::Tracked { view: Box::new(view), claim, op: fresh_op(), refused: None };
    Page { posted, lang, status: 200 }
}

pub(super) fn failed(typed: &str, failure: &NotFound, lang: Lang) -> Page {
    let NotFound { code, retry_after } = *failure;
    Page { posted: Posted::TrackFailed { typed: typed.to_owned(), code, retry_after }, lang, status: code.status() }
}

/// What was posted is no form at all.
pub(super) fn unreadable(code: Code) -> Page {
    failed("", &code.into(), Lang::default())
}
