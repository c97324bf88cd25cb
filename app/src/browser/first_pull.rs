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

/// Reads it. One that cannot be read is pulled like any other.
pub fn read() {
    let answer = document::first_pull().and_then(|text| PullAnswer::read(&text).ok());
    BROUGHT.with(|slot| slot.replace(answer));
}

/// What the application begins with, of what was read.
#[must_use]
pub fn brought() -> Option<Brought> {
    BROUGHT.with(|slot| slot.borrow().as_ref().and_then(Brought::of))
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
