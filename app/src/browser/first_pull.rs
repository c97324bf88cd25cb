//! A page of the server brings along what a device would pull first, so that the board travels once.

use std::cell::RefCell;

use sync::{
    engine::ScopeRequest,
    protocol::{PullAnswer, Seq},
};

use super::document;
use crate::visit::Brought;

thread_local! {
    /// Until a pull has taken it.
    static BROUGHT: RefCell<Option<PullAnswer>> = const { RefCell::new(None) };
}

/// Reads it, and gives what is in it. One that cannot be read is pulled like any other.
#[must_use]
pub fn brought() -> Option<Brought> {
    let answer = PullAnswer::read(&document::first_pull()?).ok()?;
    let brought = Brought::of(&answer);
    BROUGHT.with(|slot| slot.replace(Some(answer)));
    brought
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
