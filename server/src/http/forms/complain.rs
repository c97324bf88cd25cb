//! `POST /complain`.

use std::net::IpAddr;
use std::time::Instant;

use domain::claim_code::{ClaimCode, RANDOM_BYTES};
use domain::form::Draft;
use domain::words::Lang;
use sync::protocol::Code;

use super::desk::FileError;
use super::hidden;
use super::posted::{Page, Posted};
use super::{FormState, Pairs, fresh_op};

const UNPROCESSABLE: u16 = 422;

/// Files the form, or gives it back with what is wrong.
pub(super) async fn answer(state: &FormState, pairs: Pairs, address: IpAddr) -> Page {
    let (lang, op) = (hidden::lang(&pairs), hidden::op(&pairs));
    let claim = match hidden::claim_or_fresh(&pairs) {
        Ok(claim) => claim,
        Err(code) => return unreadable(code),
    };
    let draft = Draft::from_pairs(pairs);
    if let Err(code) = state.intake.admit_form(address, Instant::now()) {
        return Page { posted: Posted::Failed { draft, code, claim, op }, lang, status: code.status() };
    }
    match state.desk.file(&draft, &claim, op).await {
        Ok(view) => Page { posted: Posted::Receipt { view: Box::new(view), claim }, lang, status: 200 },
        Err(FileError::Mistakes(errors)) => {
            Page { posted: Posted::Complaint { draft, errors, claim, op }, lang, status: UNPROCESSABLE }
        }
        // Gone back and changed after it was filed: this is another complaint, so it gets a name and a code of its own.
        Err(FileError::Failed(code @ Code::OpReused)) => {
            let claim = hidden::fresh_claim().unwrap_or(claim);
            Page { posted: Posted::Failed { draft, code, claim, op: fresh_op() }, lang, status: code.status() }
        }
        Err(FileError::Failed(code)) => {
            Page { posted: Posted::Failed { draft, code, claim, op }, lang, status: code.status() }
        }
    }
}

/// What was posted is no form at all. The browser still has what was typed: one step back.
pub(super) fn unreadable(code: Code) -> Page {
    let claim = hidden::fresh_claim().unwrap_or_else(|_| ClaimCode::from_random([0; RANDOM_BYTES]));
    let posted = Posted::Failed { draft: Draft::default(), code, claim, op: fresh_op() };
    Page { posted, lang: Lang::default(), status: code.status() }
}
