//! What a command leads to.

mod assistance;
mod contacts;
mod desk;
mod ending;
mod intake;
mod linked;
mod moves;
mod routes;
mod words;

use super::{Case, Command, Event, Mover, Rejection, State, TRANSITIONS, Transition};
use crate::{
    calendar::{Due, WorkCalendar},
    clock::ClockTerms,
    form::{AreaCode, Draft, Kind, check},
    ids::{CaseNumber, StaffId},
    moment::Moment,
    role::{Actor, Role},
    rules::Rules,
};

pub use linked::{FollowUp, Linked, decide_linked, follow_ups};
pub(super) use words::said;

/// What the server adds when it receives a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Registration {
    /// The next number of the contact point.
    pub number: CaseNumber,
    /// Who is on duty with the fewest open cases; none where nobody is on duty.
    pub first_receiver: Option<StaffId>,
}

/// Everything from outside that a decision needs.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// When it is decided.
    pub now: Moment,
    /// When it was done, by the device's clock corrected to the server's; equals `now` where unknown.
    pub made_at: Moment,
    /// Who gives the command.
    pub by: Actor,
    /// The calendar of working days.
    pub calendar: &'a WorkCalendar,
    /// The rules in force.
    pub rules: &'a Rules,
    /// The area of the contact point, for telephone numbers of the place.
    pub area_code: AreaCode,
    /// On the server, for a new case; none on a device, which shows the case as waiting.
    pub registration: Option<Registration>,
}

impl Context<'_> {
    fn due(&self, days: u32) -> Due {
        self.calendar.due(self.now, days, self.rules.closing_time)
    }

    /// A clock of so many working days, with the rules that it keeps to its end.
    fn clock(&self, days: u32) -> (Due, Option<ClockTerms>) {
        (self.due(days), Some(ClockTerms::of(self.rules, days)))
    }
}

/// Decides a command on a case (none where it does not exist yet), as the case stands now.
///
/// # Errors
/// A [`Rejection`] with the reason; nothing has happened then.
pub fn decide(case: Option<&Case>, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Rejection> {
    let Some(case) = case else {
        return match command {
            Command::File { form, privacy_notice } => file(form, *privacy_notice, context),
            Command::Register { form, privacy_notice, intake } => {
                intake::register(form, *privacy_notice, intake, context)
            }
            _ => Err(Rejection::NoSuchCase),
        };
    };
    may_touch(case, command, context.by)?;
    match command {
        Command::File { .. } | Command::Register { .. } => Err(Rejection::FiledAlready),
        // An open case takes more from its consumer at any time; only 待补充 resumes by it.
        Command::Supplement { words } if case.state != State::NeedsMore && !case.state.is_final() => {
            consumer(context.by)?;
            Ok(vec![Event::Supplemented { words: said(words)?, due: None }])
        }
        Command::Object { words } if case.merged_into.is_some() => linked::object(case, words, context),
        _ if command.action().is_some() => {
            let transition = allowed(case, command, context.by)?;
            debug_assert!(transition.from.contains(&case.state));
            moves::moved(case, command, context)
        }
        _ => desk::done(case, command, context).map(|event| vec![event]),
    }
}

/// Decides a command that was given on revision `base` of the case. One that commutes always applies; any other is
/// refused where the case has moved to another state since, even to one that would allow it: its author decided on
/// something else. Moves of the author's own count as seen: a tablet without network queues several in a row. (Without a
/// base it is decided on what there is.)
///
/// # Errors
/// A [`Rejection`] with the reason; nothing has happened then.
pub fn decide_on(
    base: Option<u64>,
    case: Option<&Case>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Rejection> {
    check_base(base, case, command, context.by)?;
    decide(case, command, context)
}

fn check_base(base: Option<u64>, case: Option<&Case>, command: &Command, by: Actor) -> Result<(), Rejection> {
    let was = case.zip(base).and_then(|(case, base)| Some((case.state, case.state_for(by, base)?)));
    match was {
        Some((now, was)) if now != was && !command.commutes() => Err(Rejection::MovedSince { was, now }),
        _ => Ok(()),
    }
}

fn file(form: &Draft, privacy_notice: u32, context: &Context<'_>) -> Result<Vec<Event>, Rejection> {
    consumer(context.by)?;
    let filed = filed(form, privacy_notice, context)?;
    Ok([filed].into_iter().chain(registered(context)).collect())
}

fn filed(form: &Draft, privacy_notice: u32, context: &Context<'_>) -> Result<Event, Rejection> {
    // Judged by the day on which it was written: what was right on the device without network is right when it arrives.
    let complaint = check(form, context.made_at.day(), privacy_notice, context.area_code)
        .map_err(|errors| Rejection::FormInvalid { errors })?;
    Ok(Event::Filed { complaint: Box::new(complaint) })
}

/// On a server, the number of a new case and who is responsible.
fn registered(context: &Context<'_>) -> Option<Event> {
    let Registration { number, first_receiver } = context.registration?;
    let (due, clock) = context.clock(context.rules.accept_within);
    let (decline, decline_clock) = context.clock(context.rules.decline_within);
    Some(Event::Registered { number, first_receiver, due, decline: Some(decline), decline_clock, clock })
}

/// What holds before any rule of the command itself: a merged case goes on elsewhere, and who stepped aside stays aside.
fn may_touch(case: &Case, command: &Command, by: Actor) -> Result<(), Rejection> {
    use Command as C;
    let words_only = matches!(
        command,
        C::Note { .. } | C::Supplement { .. } | C::LogCall { .. } | C::SetReminder { .. } | C::CompleteReminder { .. }
    );
    if let Actor::Staff { id, .. } = by
        && case.recused.contains(&id)
        && !words_only
    {
        return Err(Rejection::Recused);
    }
    let has_ended = case.goes_on_as() == Some(State::Closed);
    let in_merged = words_only
        || matches!(command, C::Attach { .. } | C::Hold { .. } | C::LiftHold { .. })
        || matches!(command, C::Reply { .. } | C::Unmerge { .. } | C::Withdraw { .. })
        || has_ended && matches!(command, C::ConfirmSolved | C::Rate { .. } | C::Object { .. });
    if case.merged_into.is_some() && !in_merged && !matches!(command, C::File { .. } | C::Register { .. }) {
        return Err(Rejection::Merged);
    }
    let settles = matches!(
        command,
        C::SendToMerchant { .. }
            | C::StartMediation { .. }
            | C::RecordConsent { .. }
            | C::ProposeSettlement { .. }
            | C::Settle { .. }
            | C::SignSettlement { .. }
            | C::PayInAdvance { .. }
            | C::FailMediation { .. }
    );
    if case.complaint.kind == Kind::Report && settles {
        return Err(Rejection::NotForReports);
    }
    Ok(())
}

fn allowed(case: &Case, command: &Command, by: Actor) -> Result<&'static Transition, Rejection> {
    let Some(action) = command.action() else {
        return Err(Rejection::StaffOnly);
    };
    let of_action = || TRANSITIONS.iter().filter(move |t| t.action == action);
    if !of_action().any(|t| t.allows(by)) {
        return Err(match by {
            Actor::Consumer | Actor::Merchant => Rejection::StaffOnly,
            Actor::Staff { role, .. } if of_action().any(|t| matches!(t.by, Mover::Staff(_))) => {
                Rejection::WrongRole { role }
            }
            Actor::Staff { .. } | Actor::Server => Rejection::ConsumerOnly,
        });
    }
    of_action()
        .find(|t| t.from.contains(&case.state) && t.allows(by))
        .ok_or(Rejection::WrongState { state: case.state, action })
}

fn consumer(by: Actor) -> Result<(), Rejection> {
    if by == Actor::Consumer { Ok(()) } else { Err(Rejection::ConsumerOnly) }
}

fn writing_staff(by: Actor) -> Result<StaffId, Rejection> {
    match by {
        Actor::Staff { role: role @ Role::Regulator, .. } => Err(Rejection::WrongRole { role }),
        Actor::Staff { id, .. } => Ok(id),
        Actor::Consumer | Actor::Merchant | Actor::Server => Err(Rejection::StaffOnly),
    }
}

/// Staff who receive cases.
fn reception(by: Actor) -> Result<StaffId, Rejection> {
    match by {
        Actor::Staff { role, .. } if !role.receives_cases() => Err(Rejection::WrongRole { role }),
        by => writing_staff(by),
    }
}

fn supervisor(by: Actor) -> Result<StaffId, Rejection> {
    match by {
        Actor::Staff { role, .. } if !role.supervises() => Err(Rejection::WrongRole { role }),
        by => writing_staff(by),
    }
}

fn supervisor_or_server(by: Actor) -> Result<(), Rejection> {
    if by == Actor::Server { Ok(()) } else { supervisor(by).map(|_| ()) }
}

/// Only while somebody still works on the case.
fn open(case: &Case) -> Result<(), Rejection> {
    let is_open = !case.state.is_final() && !case.state.is_on_device();
    is_open.then_some(()).ok_or(Rejection::NotInThisState { state: case.state })
}

fn in_states(case: &Case, states: &[State]) -> Result<(), Rejection> {
    states.contains(&case.state).then_some(()).ok_or(Rejection::NotInThisState { state: case.state })
}
