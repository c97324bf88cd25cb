//! Who may impose, raise, ease and end a measure, and what has to be said.

use super::{Command, Event, Level, Measure, NewStep, Ruling};
use crate::{
    kind::Context,
    moment::Day,
    oversight::{RULES, Rejection, done_on, line, supervises, unmoved, words, writes},
    role::Role,
};

pub(super) fn decide(
    measure: Option<&Measure>,
    base: Option<u64>,
    command: &Command,
    context: &Context,
) -> Result<Event, Rejection> {
    let (me, role) = writes(context.by)?;
    let today = context.now.day();
    let Some(measure) = measure else {
        let Command::Impose { merchant, found, step } = command else { return Err(Rejection::NotThere) };
        return Ok(Event::Imposed { merchant: *merchant, found: *found, step: checked(step, role, today)? });
    };
    // The merchant's word counts whatever a colleague has done meanwhile.
    if let Command::Appeal { appellant, words: said } = command {
        return appealed(measure, appellant, said);
    }
    unmoved(base, measure.rev)?;
    if let Command::DecideAppeal { ruling, reason } = command {
        measure.open_appeal().ok_or(Rejection::NoAppeal)?;
        supervises(context.by)?;
        if measure.was_imposed_by(me) {
            return Err(Rejection::DecidedByImposer);
        }
        let ruling = ruled(measure, ruling, today)?;
        return Ok(Event::AppealDecided { ruling, reason: words(reason, Rejection::WordsMissing)? });
    }
    if !measure.is_in_force() {
        return Err(Rejection::Ended);
    }
    match command {
        Command::Impose { .. } | Command::Appeal { .. } | Command::DecideAppeal { .. } => Err(Rejection::ThereAlready),
        Command::Recheck { passed, words: said } => {
            // What was stopped by a supervisor begins again by one.
            if *passed && measure.level().stops() {
                supervises(context.by)?;
            }
            Ok(Event::Rechecked { passed: *passed, words: words(said, Rejection::WordsMissing)? })
        }
        Command::Raise { step } => {
            let step = checked(step, role, today)?;
            if step.level <= measure.level() {
                return Err(Rejection::NotStronger);
            }
            Ok(Event::Raised { step })
        }
        Command::Extend { due, on, reason } => {
            supervises(context.by)?;
            let due = ahead(*due, done_on(*on, today)?)?;
            if measure.step().and_then(|step| step.due) == Some(due) {
                return Err(Rejection::NothingChanged);
            }
            Ok(Event::Extended { due, reason: words(reason, Rejection::WordsMissing)? })
        }
        Command::Withdraw { reason } => {
            supervises(context.by)?;
            Ok(Event::Withdrawn { reason: words(reason, Rejection::WordsMissing)? })
        }
    }
}

impl Level {
    /// Something is stopped: a supervisor decides.
    #[must_use]
    pub const fn stops(self) -> bool {
        matches!(self, Self::SaleStopped | Self::ServiceStopped)
    }
}

fn checked(step: &NewStep, role: Role, today: Day) -> Result<NewStep, Rejection> {
    if step.level.stops() && !role.supervises() {
        return Err(Rejection::SupervisorStops);
    }
    let on = done_on(step.on, today)?;
    let due = dated(step.level, step.due, on)?;
    let (ground, basis) = (words(&step.ground, Rejection::GroundMissing)?, line(&step.basis, Rejection::BasisMissing)?);
    Ok(NewStep { level: step.level, ground, basis, due, on })
}

fn dated(level: Level, due: Option<Day>, on: Day) -> Result<Option<Day>, Rejection> {
    if level == Level::Rectification && due.is_none() {
        return Err(Rejection::DueMissing);
    }
    due.map(|due| ahead(due, on)).transpose()
}

/// A deadline is after the day on which it is set.
fn ahead(due: Day, on: Day) -> Result<Day, Rejection> {
    match due.days_since(on) {
        ..=0 => Err(Rejection::DuePast),
        ahead if ahead > RULES.most_days => Err(Rejection::DueFar),
        _ => Ok(due),
    }
}

fn appealed(measure: &Measure, appellant: &str, said: &str) -> Result<Event, Rejection> {
    if !measure.is_in_force() {
        return Err(Rejection::Ended);
    }
    // Each step once.
    if measure.appeals.iter().any(|appeal| appeal.decision.is_none() || appeal.step + 1 == measure.steps.len()) {
        return Err(Rejection::AppealedAlready);
    }
    let appellant = line(appellant, Rejection::AppellantMissing)?;
    Ok(Event::Appealed { appellant, words: words(said, Rejection::WordsMissing)? })
}

fn ruled(measure: &Measure, ruling: &Ruling, today: Day) -> Result<Ruling, Rejection> {
    let Ruling::Eased { level, due, on } = ruling else { return Ok(ruling.clone()) };
    if !measure.is_in_force() {
        return Err(Rejection::Ended);
    }
    if *level >= measure.level() {
        return Err(Rejection::NotMilder);
    }
    let on = done_on(*on, today)?;
    Ok(Ruling::Eased { level: *level, due: dated(*level, *due, on)?, on })
}
