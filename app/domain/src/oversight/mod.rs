//! The house's order (企业服务管理制度): rounds that are made by a checklist (监督检查), what is done about what they find
//! (及时制止违法行为), and what is said to and asked by the regulator (报告与配合).
//!
//! Five kinds, cut by who may decide something at the same time:
//! [decision 0024](../../../../docs/decisions/0024-the-order-of-the-house-is-five-kinds.md).

pub mod checklist;
pub mod directive;
mod for_regulator;
pub mod inspection;
pub mod look;
pub mod measure;
pub mod platform;
mod rejection;
pub mod report;
mod rules;

use serde::{Deserialize, Serialize};

pub use for_regulator::{RegulatorCase, RegulatorLine, WholeCase};
pub use rejection::Rejection;
pub use rules::{OversightRules, RULES};

use crate::{
    ids::StaffId,
    moment::{Day, Moment},
    role::{Actor, Role},
    typed::{clean, clean_line},
};

/// Most characters of a line, such as a title or a number.
pub const LINE_CHARS: usize = 120;
/// Most characters of what is told.
pub const WORDS_CHARS: usize = 1_000;

/// One line of a history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry<E> {
    /// The revision afterwards.
    pub rev: u64,
    /// When it was done.
    pub at: Moment,
    /// Who.
    pub by: Actor,
    /// What.
    pub event: E,
}

/// A member of staff who writes.
fn writes(by: Actor) -> Result<(StaffId, Role), Rejection> {
    match by {
        Actor::Staff { id, role } if role != Role::Regulator => Ok((id, role)),
        _ => Err(Rejection::StaffOnly),
    }
}

/// A member of staff who supervises.
fn supervises(by: Actor) -> Result<StaffId, Rejection> {
    let (id, role) = writes(by)?;
    if role.supervises() { Ok(id) } else { Err(Rejection::SupervisorOnly) }
}

/// What somebody else has done meanwhile is looked at first: of two tablets that decide at once, the second reads why.
fn unmoved(base: Option<u64>, rev: u64) -> Result<(), Rejection> {
    if base == Some(rev) { Ok(()) } else { Err(Rejection::ChangedSince) }
}

/// A line that must be there.
fn line(text: &str, missing: Rejection) -> Result<String, Rejection> {
    fitting(clean_line(text), LINE_CHARS, missing)
}

/// Words that must be there.
fn words(text: &str, missing: Rejection) -> Result<String, Rejection> {
    fitting(clean(text), WORDS_CHARS, missing)
}

fn fitting(text: String, most: usize, missing: Rejection) -> Result<String, Rejection> {
    if text.is_empty() {
        return Err(missing);
    }
    if text.chars().count() > most { Err(Rejection::TooLong { most }) } else { Ok(text) }
}

/// A line that may be missing.
fn line_or_none(text: &str) -> Result<String, Rejection> {
    let text = clean_line(text);
    if text.chars().count() > LINE_CHARS { Err(Rejection::TooLong { most: LINE_CHARS }) } else { Ok(text) }
}

/// Words that may be missing.
fn words_or_none(text: &str) -> Result<String, Rejection> {
    let text = clean(text);
    if text.chars().count() > WORDS_CHARS { Err(Rejection::TooLong { most: WORDS_CHARS }) } else { Ok(text) }
}

/// The day on which something was done. A tablet may have been without a network for a while since; its clock may be off by
/// one day.
fn done_on(day: Day, today: Day) -> Result<Day, Rejection> {
    if day > today.next() {
        return Err(Rejection::DayAhead);
    }
    if today.days_since(day) > RULES.late_days { Err(Rejection::DayLongPast) } else { Ok(day) }
}
