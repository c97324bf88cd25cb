//! Words among staff, calls, and what nobody must forget.

use super::{
    Context,
    words::{at_most, said},
    writing_staff,
};
use crate::{
    case::{Call, CallResult, Case, Event, Gap, Rejection},
    ids::StaffId,
    moment::Day,
    role::Actor,
};

pub(super) fn note(words: &str, mentions: &[StaffId], by: Actor) -> Result<Event, Rejection> {
    writing_staff(by)?;
    let mut named: Vec<StaffId> = Vec::new();
    for colleague in mentions {
        if !named.contains(colleague) {
            named.push(*colleague);
        }
    }
    Ok(Event::Noted { words: said(words)?.into(), mentions: named })
}

pub(super) fn log_call(call: &Call, by: Actor) -> Result<Event, Rejection> {
    writing_staff(by)?;
    let words = call.words.for_staff();
    // That nobody answered says enough.
    let words = if call.result == CallResult::Reached { said(words)? } else { at_most(words)? };
    Ok(Event::CallLogged { call: Call { words: words.into(), ..call.clone() } })
}

pub(super) fn set_reminder(on: Day, words: &str, context: &Context<'_>) -> Result<Event, Rejection> {
    writing_staff(context.by)?;
    // By the day on which it was written: an offline tablet may bring it later.
    if on < context.made_at.day() {
        return Err(Rejection::Incomplete { part: Gap::Reminder });
    }
    Ok(Event::ReminderSet { on, words: said(words)?.into() })
}

pub(super) fn complete_reminder(case: &Case, reminder: u64, by: Actor) -> Result<Event, Rejection> {
    let who = writing_staff(by)?;
    let is_there = case.reminders.iter().any(|one| one.rev == reminder && one.of == who);
    is_there.then_some(Event::ReminderCompleted { reminder }).ok_or(Rejection::DoneAlready)
}
