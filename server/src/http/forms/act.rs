//! `POST /case/supplement`, `/case/withdraw`, `/case/object`.

use std::net::IpAddr;
use std::time::Instant;

use domain::case::{Command, Rejection};
use domain::typed::clean;

use super::desk::ActError;
use super::posted::{Page, Posted, Refused};
use super::track::{failed, find, tracked};
use super::{FormState, fresh_op, hidden};

const CONFLICT: u16 = 409;
const TOO_MANY: u16 = 429;
const UNPROCESSABLE: u16 = 422;

/// What a consumer does to their case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Answers a question, or adds something.
    Supplement,
    /// Takes it back.
    Withdraw,
    /// 「没解决」.
    Object,
    /// Adds photos and PDFs: see [`super::attach`].
    Attach,
}

impl Act {
    /// Where its form is posted to.
    #[must_use]
    pub const fn address(self) -> &'static str {
        match self {
            Self::Supplement => "/case/supplement",
            Self::Withdraw => "/case/withdraw",
            Self::Object => "/case/object",
            Self::Attach => "/case/attach",
        }
    }

    fn command(self, words: String) -> Command {
        match self {
            Self::Supplement | Self::Attach => Command::Supplement { words },
            Self::Withdraw => Command::Withdraw { words },
            Self::Object => Command::Object { words },
        }
    }
}

/// Does it, and shows the case as it is afterwards.
pub(super) async fn answer(state: &FormState, act: Act, pairs: &[(String, String)], address: IpAddr) -> Page {
    let (lang, typed) = (hidden::lang(pairs), hidden::value(pairs, "claim"));
    // Found first: a wrong code counts, and a refusal is shown on the case.
    let (view, claim) = match find(state, typed, address).await {
        Ok(found) => found,
        Err(failure) => return failed(typed, &failure, lang),
    };
    let words = clean(hidden::value(pairs, "words"));
    let (op, base) = (hidden::op(pairs), hidden::base(pairs));
    let done = match state.intake.admit_form(address, Instant::now()) {
        Ok(()) => state.desk.act(&claim, op, base, act.command(words.clone())).await,
        Err(code) => Err(ActError::Failed(code)),
    };
    let (detail, status) = match done {
        Ok(view) => return tracked(view, claim, lang),
        Err(ActError::Refused(why)) => {
            let mistyped = matches!(why, Rejection::WordsMissing | Rejection::WordsTooLong { .. });
            (why.for_consumer(), if mistyped { UNPROCESSABLE } else { CONFLICT })
        }
        Err(ActError::Failed(code)) => (code.sentence().into(), code.status()),
    };
    // Where the failure was passing, posting it again must be the same operation.
    let op = if status < 500 && status != TOO_MANY { fresh_op() } else { op };
    let refused = Some(Refused { act, words, detail });
    Page { posted: Posted::Tracked { view: Box::new(view), claim, op, refused }, lang, status }
}
