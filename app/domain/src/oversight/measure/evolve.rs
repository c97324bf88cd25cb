//! What a measure is after one more event.

use super::{Appeal, AppealDecision, Entry, Event, Measure, NewStep, Ruling, Standing, Step, person};
use crate::{kind::Record, role::Actor};

pub(super) fn evolve(measure: Option<Measure>, record: &Record<Event>) -> Option<Measure> {
    let Record { rev, at, made_at, by, event } = record;
    let entry = Entry { rev: *rev, at: *made_at, by: *by, event: event.clone() };
    let mut measure = match (event, measure) {
        (Event::Imposed { merchant, found, step }, _) => Measure {
            rev: *rev,
            merchant: *merchant,
            found: *found,
            steps: vec![begun(step, *by)],
            standing: Standing::InForce,
            failed_recheck: false,
            appeals: Vec::new(),
            history: Vec::new(),
        },
        (_, before) => before?,
    };
    measure.rev = *rev;
    match event {
        Event::Imposed { .. } => {}
        Event::Rechecked { passed: true, .. } => measure.standing = Standing::Rectified,
        Event::Rechecked { passed: false, .. } => measure.failed_recheck = true,
        Event::Raised { step } => {
            measure.steps.push(begun(step, *by));
            measure.failed_recheck = false;
        }
        Event::Extended { due, .. } => {
            if let Some(step) = measure.steps.last_mut() {
                step.due = Some(*due);
            }
            measure.failed_recheck = false;
        }
        Event::Appealed { appellant, words } => measure.appeals.push(Appeal {
            step: measure.steps.len().saturating_sub(1),
            appellant: appellant.clone(),
            words: words.clone(),
            taken_by: person(*by),
            on: at.day(),
            decision: None,
        }),
        Event::AppealDecided { ruling, reason } => decided(&mut measure, ruling, reason, *by),
        Event::Withdrawn { .. } => measure.standing = Standing::Withdrawn,
    }
    measure.history.push(entry);
    Some(measure)
}

fn begun(step: &NewStep, by: Actor) -> Step {
    let NewStep { level, ground, basis, due, on } = step;
    Step { level: *level, ground: ground.clone(), basis: basis.clone(), due: *due, on: *on, by: person(by) }
}

fn decided(measure: &mut Measure, ruling: &Ruling, reason: &str, by: Actor) {
    if let Some(appeal) = measure.appeals.iter_mut().find(|appeal| appeal.decision.is_none()) {
        let (by, reason) = (person(by), reason.to_owned());
        appeal.decision = Some(AppealDecision { by, ruling: ruling.clone(), reason });
    }
    match ruling {
        Ruling::Upheld => {}
        Ruling::Annulled => measure.standing = Standing::Annulled,
        Ruling::Eased { level, due, on } => {
            let eased = measure.step().map(|before| Step {
                level: *level,
                due: *due,
                on: *on,
                by: person(by),
                ground: before.ground.clone(),
                basis: before.basis.clone(),
            });
            measure.steps.extend(eased);
            measure.failed_recheck = false;
        }
    }
}
