//! A page of the server brings along what a device would pull first, so that the board travels once.

use std::{cell::RefCell, sync::Arc};

use domain::board::KIND;
use sync::{
    engine::ScopeRequest,
    kinds::board::Notice,
    protocol::{PullAnswer, Seq},
};

use super::document;

thread_local! {
    /// Until a pull has taken it.
    static BROUGHT: RefCell<Option<PullAnswer>> = const { RefCell::new(None) };
}

/// Reads it, and gives the board in it. One that cannot be read is pulled like any other.
#[must_use]
pub fn notice() -> Option<Arc<Notice>> {
    let answer = PullAnswer::read(&document::first_pull()?).ok()?;
    let board = answer.changes.iter().find(|change| change.body.kind() == KIND.name)?;
    let notice = board.body.read::<Notice>().map(Arc::new);
    BROUGHT.with(|slot| slot.replace(Some(answer)));
    notice
}

/// The answer to that question, where the page brought it along.
#[must_use]
pub fn answer_to(since: Seq, asking: &ScopeRequest) -> Option<PullAnswer> {
    let of_everybody = matches!(asking, ScopeRequest::Claims(claims) if claims.is_empty());
    BROUGHT.with(|slot| if of_everybody && since == Seq(0) { slot.borrow().clone() } else { None })
}

/// From here on the device has it.
pub fn forget() {
    BROUGHT.with(|slot| slot.replace(None));
}
