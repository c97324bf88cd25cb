//! What a command leads to.

use super::{Case, Command, Event, Rejection, State, TRANSITIONS, Transition};
use crate::{
    calendar::WorkCalendar,
    form::{Draft, MESSAGE_CHARS, check, clean},
    ids::{CaseNumber, StaffId},
    moment::Moment,
    role::{Actor, Role},
    rules::Rules,
};

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
    /// On the server, for a new case; none on a device, which shows the case as waiting.
    pub registration: Option<Registration>,
}

impl Context<'_> {
    fn due(&self, days: u32) -> crate::calendar::Due {
        self.calendar.due(self.now, days, self.rules.closing_time)
    }
}

/// Decides a command on a case (none where it does not exist yet).
///
/// # Errors
/// A [`Rejection`] with the reason; nothing has happened then.
pub fn decide(case: Option<&Case>, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Rejection> {
    let Some(case) = case else {
        return match command {
            Command::File { form, privacy_notice } => file(form, *privacy_notice, context),
            _ => Err(Rejection::NoSuchCase),
        };
    };
    match command {
        Command::File { .. } => Err(Rejection::FiledAlready),
        Command::Reply { words } => {
            writing_staff(context.by)?;
            Ok(vec![Event::Replied { words: said(words)? }])
        }
        Command::Note { words } => {
            writing_staff(context.by)?;
            Ok(vec![Event::Noted { words: said(words)? }])
        }
        // An open case takes more from its consumer at any time; only 待补充 resumes by it.
        Command::Supplement { words } if case.state != State::NeedsMore && !case.state.is_final() => {
            consumer(context.by)?;
            Ok(vec![Event::Supplemented { words: said(words)? }])
        }
        _ => {
            let transition = allowed(case, command, context.by)?;
            debug_assert!(transition.from.contains(&case.state));
            moved(case, command, context).map(|event| vec![event])
        }
    }
}

fn file(form: &Draft, privacy_notice: u32, context: &Context<'_>) -> Result<Vec<Event>, Rejection> {
    consumer(context.by)?;
    // Judged by the day on which it was written: what was right on the device without network is right when it arrives.
    let complaint =
        check(form, context.made_at.day(), privacy_notice).map_err(|errors| Rejection::FormInvalid { errors })?;
    let filed = Event::Filed { complaint: Box::new(complaint) };
    Ok(match context.registration {
        None => vec![filed],
        Some(Registration { number, first_receiver }) => {
            vec![filed, Event::Registered { number, first_receiver, due: context.due(context.rules.accept_within) }]
        }
    })
}

fn allowed(case: &Case, command: &Command, by: Actor) -> Result<&'static Transition, Rejection> {
    let Some(action) = command.action() else {
        return Err(Rejection::StaffOnly);
    };
    let of_action = || TRANSITIONS.iter().filter(move |t| t.action == action);
    if !of_action().any(|t| t.allows(by)) {
        return Err(match by {
            Actor::Consumer => Rejection::StaffOnly,
            Actor::Staff { role, .. } if of_action().any(|t| matches!(t.by, super::Mover::Staff(_))) => {
                Rejection::WrongRole { role }
            }
            Actor::Staff { .. } | Actor::Server => Rejection::ConsumerOnly,
        });
    }
    of_action()
        .find(|t| t.from.contains(&case.state) && t.allows(by))
        .ok_or(Rejection::WrongState { state: case.state, action })
}

fn moved(case: &Case, command: &Command, context: &Context<'_>) -> Result<Event, Rejection> {
    let rules = context.rules;
    Ok(match command {
        Command::Accept => Event::Accepted { due: context.due(rules.merchant_within) },
        Command::AskMore { question } => {
            Event::MoreAsked { question: said(question)?, due: context.due(rules.supplement_within) }
        }
        Command::Supplement { words } => Event::Supplemented { words: said(words)? },
        Command::SendToMerchant { request } => {
            Event::SentToMerchant { request: said(request)?, due: context.due(rules.merchant_within) }
        }
        Command::StartMediation { consumer_consents, merchant_consents } => {
            if !(*consumer_consents && *merchant_consents) {
                return Err(Rejection::ConsentMissing);
            }
            Event::MediationStarted { due: context.due(rules.mediation_within) }
        }
        Command::SendToTesting { what } => Event::SentToTesting { what: said(what)? },
        Command::ReportTest { result } => Event::TestReported { result: said(result)? },
        Command::Settle { terms, perform_by, both_signed } => {
            if !both_signed {
                return Err(Rejection::SignatureMissing);
            }
            Event::Settled { terms: said(terms)?, perform_by: *perform_by }
        }
        Command::PayInAdvance { amount } => Event::AdvancePaymentApproved { amount: *amount },
        Command::Close { outcome, summary } => Event::Closed {
            outcome: *outcome,
            summary: said(summary)?,
            object_until: context.now.day().plus_days(i64::from(rules.object_within_days) + 1).at(0, 0),
        },
        Command::FailMediation { reason, words } => Event::MediationFailed { reason: *reason, words: said(words)? },
        Command::Transfer { reference } => Event::Transferred { reference: said(reference)? },
        Command::Decline { reason, words } => Event::Declined { reason: *reason, words: said(words)? },
        Command::Withdraw { words } => Event::Withdrawn { words: at_most(words)? },
        Command::Object { words } => {
            // By when it was *done*: a phone without network on the seventh day is in time (民法典 第二百零三条).
            if case.object_until.is_some_and(|until| context.made_at >= until) {
                return Err(Rejection::TooLateToObject);
            }
            Event::Objected { words: said(words)? }
        }
        Command::ReportUnperformed { words } => Event::Unperformed { words: said(words)? },
        Command::File { .. } | Command::Reply { .. } | Command::Note { .. } => return Err(Rejection::FiledAlready),
    })
}

fn consumer(by: Actor) -> Result<(), Rejection> {
    if by == Actor::Consumer { Ok(()) } else { Err(Rejection::ConsumerOnly) }
}

fn writing_staff(by: Actor) -> Result<(), Rejection> {
    match by {
        Actor::Staff { role: role @ Role::Regulator, .. } => Err(Rejection::WrongRole { role }),
        Actor::Staff { .. } => Ok(()),
        Actor::Consumer | Actor::Server => Err(Rejection::StaffOnly),
    }
}

fn at_most(words: &str) -> Result<String, Rejection> {
    let words = clean(words);
    if words.chars().count() > MESSAGE_CHARS {
        return Err(Rejection::WordsTooLong { most: MESSAGE_CHARS });
    }
    Ok(words)
}

fn said(words: &str) -> Result<String, Rejection> {
    let words = at_most(words)?;
    if words.is_empty() { Err(Rejection::WordsMissing) } else { Ok(words) }
}
