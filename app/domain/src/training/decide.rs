//! Who may plan, sign in and close, and what must be said.

use super::{
    Attendance, Command, Event, LATE_DAYS, LINE_CHARS, MOST_ATTENDANCES, MOST_DAYS, MOST_INVITED, MOST_MATERIALS,
    Material, Plan, Rejection, Standing, Training, WORDS_CHARS, attendance::same,
};
use crate::{
    kind::Context,
    moment::{Day, Moment},
    role::{Actor, Role},
    typed::{clean, clean_line},
};

/// Most characters of a link.
const LINK_CHARS: usize = 500;

pub(super) fn decide(training: Option<&Training>, command: &Command, context: &Context) -> Result<Event, Rejection> {
    let today = context.now.day();
    if let Command::SignIn { .. } = command {
        return sign_in(training.ok_or(Rejection::NotThere)?, command, context);
    }
    match context.by {
        Actor::Staff { role, .. } if role != Role::Regulator => {}
        _ => return Err(Rejection::StaffOnly),
    }
    let Some(training) = training else {
        let Command::Plan { plan, code, on } = command else { return Err(Rejection::NotThere) };
        let plan = Box::new(checked(plan, done_on(*on, today)?)?);
        let code = code.trim().to_owned();
        // Shorter ones could be guessed.
        return if code.len() < 16 { Err(Rejection::WrongCode) } else { Ok(Event::Planned { plan, code }) };
    };
    match command {
        Command::Plan { .. } | Command::SignIn { .. } => Err(Rejection::ThereAlready),
        Command::Strike { entry, why } => {
            if !training.attendances.iter().any(|one| one.id == *entry) {
                return Err(Rejection::NotSignedIn);
            }
            Ok(Event::Struck { entry: *entry, why: said(why, Rejection::ReasonMissing)? })
        }
        _ if matches!(training.standing, Standing::Cancelled { .. }) => Err(Rejection::Cancelled),
        _ if training.has_ended() => Err(Rejection::HeldAlready),
        Command::Amend { plan, seen, on } => {
            if *seen != training.version {
                return Err(Rejection::ChangedSince);
            }
            let plan = Box::new(checked(plan, done_on(*on, today)?)?);
            if *plan == training.plan {
                return Err(Rejection::NothingChanged);
            }
            // Whoever has signed in was there on that day.
            if plan.day != training.plan.day && !training.attendances.is_empty() {
                return Err(Rejection::HasBegun);
            }
            Ok(Event::Amended { plan })
        }
        Command::Hold { at, words } => {
            if at.day() < training.plan.day {
                return Err(Rejection::NotYet);
            }
            if training.attendances.is_empty() {
                return Err(Rejection::NobodyCame);
            }
            Ok(Event::Held { at: (*at).min(context.now), words: fitting(clean(words), WORDS_CHARS)? })
        }
        Command::Cancel { .. } if !training.attendances.is_empty() => Err(Rejection::HasBegun),
        Command::Cancel { reason } => Ok(Event::Cancelled { reason: said(reason, Rejection::ReasonMissing)? }),
    }
}

fn sign_in(training: &Training, command: &Command, context: &Context) -> Result<Event, Rejection> {
    let Command::SignIn { entry, code, at, name, unit, who } = command else { return Err(Rejection::NotThere) };
    let at = (*at).min(context.now);
    match context.by {
        Actor::Staff { role, .. } if role != Role::Regulator => may_write_down(training, at, context.now)?,
        // Nobody can be asked who they are at a door; whoever reads the code there has come.
        Actor::Consumer if *code != training.code => return Err(Rejection::WrongCode),
        Actor::Consumer => may_sign_in(training, at)?,
        _ => return Err(Rejection::StaffOnly),
    }
    let name = line(name, Rejection::NameMissing)?;
    let unit = fitting(clean_line(unit), LINE_CHARS)?;
    // Who of a shop has come must be known; whoever keeps the door may know it from elsewhere.
    if unit.is_empty() && who.is_none() && training.plan.stands_for(None, &name, &unit).is_none() {
        return Err(Rejection::UnitMissing);
    }
    if who.is_some_and(|who| !training.plan.invited.iter().any(|one| one.who == who)) {
        return Err(Rejection::NotInvited);
    }
    let place = training.plan.stands_for(*who, &name, &unit);
    let is_same = |one: &Attendance| {
        one.id == *entry
            || same(&one.name, &name)
                && (same(&one.unit, &unit) || place.is_some() && training.stands_for(one) == place)
    };
    if training.attendances.iter().any(is_same) {
        return Err(Rejection::SignedInAlready);
    }
    if training.attendances.len() >= MOST_ATTENDANCES {
        return Err(Rejection::Full);
    }
    Ok(Event::SignedIn { entry: *entry, at, name, unit, who: *who })
}

/// By a device of one's own: on its day, until somebody has written down that it is over.
fn may_sign_in(training: &Training, at: Moment) -> Result<(), Rejection> {
    match &training.standing {
        Standing::Cancelled { .. } => return Err(Rejection::Cancelled),
        // What was pressed there before counts whenever it arrives.
        Standing::Held { at: ended, .. } if at > *ended => return Err(Rejection::Ended),
        Standing::Held { .. } | Standing::Planned => {}
    }
    match at.day().days_since(training.plan.day) {
        ..0 => Err(Rejection::TooEarly),
        0 => Ok(()),
        _ => Err(Rejection::Ended),
    }
}

/// By whoever keeps the door, also some days later.
fn may_write_down(training: &Training, at: Moment, now: Moment) -> Result<(), Rejection> {
    if matches!(training.standing, Standing::Cancelled { .. }) {
        return Err(Rejection::Cancelled);
    }
    if at.day() < training.plan.day {
        return Err(Rejection::TooEarly);
    }
    if now.day().days_since(training.plan.day) > LATE_DAYS { Err(Rejection::Ended) } else { Ok(()) }
}

fn checked(plan: &Plan, on: Day) -> Result<Plan, Rejection> {
    match plan.day.days_since(on) {
        ..0 => return Err(Rejection::DayPast),
        ahead if ahead > MOST_DAYS => return Err(Rejection::DayFar),
        _ => {}
    }
    if plan.invited.len() > MOST_INVITED {
        return Err(Rejection::TooManyInvited);
    }
    if plan.materials.len() > MOST_MATERIALS {
        return Err(Rejection::TooManyMaterials);
    }
    let mut invited = Vec::with_capacity(plan.invited.len());
    for one in &plan.invited {
        if !invited.iter().any(|before: &super::Invited| before.who == one.who) {
            invited.push(one.clone());
        }
    }
    Ok(Plan {
        subject: line(&plan.subject, Rejection::SubjectMissing)?,
        place: line(&plan.place, Rejection::PlaceMissing)?,
        teacher: fitting(clean_line(&plan.teacher), LINE_CHARS)?,
        materials: plan.materials.iter().map(material).collect::<Result<_, _>>()?,
        invited,
        ..plan.clone()
    })
}

fn material(material: &Material) -> Result<Material, Rejection> {
    let link = clean_line(&material.link);
    // Nothing that a browser would run.
    let leads = link.is_empty() || link.starts_with("https://") || link.starts_with("http://") || link.starts_with('/');
    if !leads || link.starts_with("//") || link.chars().count() > LINK_CHARS || link.chars().any(char::is_whitespace) {
        return Err(Rejection::NoLink);
    }
    let title = fitting(clean_line(&material.title), WORDS_CHARS)?;
    if title.is_empty() { Err(Rejection::MaterialUnnamed) } else { Ok(Material { title, link }) }
}

fn done_on(day: Day, today: Day) -> Result<Day, Rejection> {
    // A tablet's clock may be off by one day.
    if day > today.next() || today.days_since(day) > LATE_DAYS { Err(Rejection::ClockWrong) } else { Ok(day) }
}

fn line(text: &str, missing: Rejection) -> Result<String, Rejection> {
    let text = fitting(clean_line(text), LINE_CHARS)?;
    if text.is_empty() { Err(missing) } else { Ok(text) }
}

fn said(text: &str, missing: Rejection) -> Result<String, Rejection> {
    let text = fitting(clean(text), WORDS_CHARS)?;
    if text.is_empty() { Err(missing) } else { Ok(text) }
}

fn fitting(text: String, most: usize) -> Result<String, Rejection> {
    if text.chars().count() > most { Err(Rejection::TooLong { most }) } else { Ok(text) }
}
