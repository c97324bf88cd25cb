//! What a file is after one more event.

use uuid::Uuid;

use super::{
    Entry, Event, Findings, GoodsFile, Ground, GroundKind, Notification, Particulars, Recall, RecallStep, SaleStop,
    Sample, Stamp, Standing, StepDone, Takedown, Tested, Unsaleable, Verdict,
};
use crate::kind::Record;

pub(super) fn evolve(file: Option<GoodsFile>, record: &Record<Event>) -> Option<GoodsFile> {
    let Record { rev, at, by, event, .. } = record;
    let by = Stamp { by: *by, at: *at };
    let Some(mut file) = file else {
        let Event::Proposed { particulars } = event else { return None };
        return Some(GoodsFile {
            rev: *rev,
            particulars: Particulars::clone(particulars),
            written: *rev,
            standing: Standing::Proposed,
            since: *at,
            checked: None,
            stops: Vec::new(),
            takedowns: Vec::new(),
            recalls: Vec::new(),
            lots: Vec::new(),
            samples: Vec::new(),
            history: vec![Entry { rev: *rev, by, event: event.clone() }],
        });
    };
    file.rev = *rev;
    let before = file.standing.clone();
    apply(&mut file, event, by);
    if file.standing != before {
        file.since = *at;
        file.written = *rev;
    }
    // A line of the ledger stands in the ledger.
    if !matches!(event, Event::Received { .. } | Event::Moved { .. }) {
        file.history.push(Entry { rev: *rev, by, event: event.clone() });
    }
    Some(file)
}

fn apply(file: &mut GoodsFile, event: &Event, by: Stamp) {
    match event {
        Event::Proposed { particulars } | Event::Amended { particulars } => {
            file.particulars = Particulars::clone(particulars);
            file.written = file.rev;
            if matches!(file.standing, Standing::Listed | Standing::Nonconforming { .. }) {
                file.standing = Standing::Proposed;
            }
        }
        Event::Checked { findings } => {
            let items = findings.failed();
            file.standing = if items.is_empty() { Standing::Listed } else { Standing::Nonconforming { items } };
            file.checked = Some((Findings::clone(findings), by));
            file.written = file.rev;
        }
        Event::SaleStopped { why, words } => {
            file.stops.push(SaleStop { why: *why, words: words.clone(), since: by });
        }
        Event::SaleResumed { .. } => file.stops.clear(),
        Event::TakedownAsked { ground } => {
            let at_once = ground.kind == GroundKind::WrittenNotice;
            let in_force = at_once.then_some(by);
            let ground = Ground::clone(ground);
            file.takedowns.push(Takedown { ground, asked: by, in_force, dismissed: None, notified: None });
            if at_once {
                take_down(file);
            }
        }
        Event::TakedownConfirmed { takedown } => {
            if let Some(one) = file.takedowns.get_mut(*takedown) {
                one.in_force = Some(by);
                take_down(file);
            }
        }
        Event::TakedownDismissed { takedown, reason } => {
            if let Some(one) = file.takedowns.get_mut(*takedown) {
                one.dismissed = Some((reason.clone(), by));
            }
        }
        Event::RegulatorNotified { takedown, authority, on, proof } => {
            if let Some(one) = file.takedowns.get_mut(*takedown) {
                let (authority, proof) = (authority.clone(), proof.clone());
                one.notified = Some(Notification { authority, on: *on, proof, by });
            }
        }
        Event::Cleared { .. } => file.standing = Standing::Proposed,
        Event::Withdrawn { reason } => file.standing = Standing::Withdrawn { reason: reason.clone() },
        Event::Received { lot } => file.lots.push((**lot).clone()),
        Event::Moved { lot, movement } => {
            if let Some(lot) = file.lots.iter_mut().find(|one| one.id == *lot) {
                lot.moves.push(movement.clone());
            }
        }
        Event::RecallBegun { why, words, whole, lots } => file.recalls.push(Recall {
            why: *why,
            words: words.clone(),
            whole: *whole,
            lots: lots.clone(),
            begun: by,
            changed: file.rev,
            done: [].into(),
            closed: None,
        }),
        Event::SampleTaken { sample } => file.samples.push(Sample::clone(sample)),
        Event::SampleTested { sample, tested } => tested_as(file, *sample, tested, by),
        Event::RecallStepDone { done } => step_done(file, done, by),
        Event::RecallClosed => {
            if let Some(recall) = file.recalls.last_mut() {
                recall.closed = Some(by);
                recall.changed = file.rev;
            }
        }
    }
}

/// What failed must not be sold, whatever stopped it before.
fn tested_as(file: &mut GoodsFile, sample: Uuid, tested: &Tested, by: Stamp) {
    if let Some(sample) = file.samples.iter_mut().find(|one| one.id == sample) {
        sample.result = Some((Tested::clone(tested), by));
    }
    let is_stopped = file.stops.iter().any(|stop| stop.why == Unsaleable::Failed);
    if tested.verdict == Verdict::Failed && !is_stopped {
        let words = format!("{}（{}）", tested.words, tested.report);
        file.stops.push(SaleStop { why: Unsaleable::Failed, words, since: by });
    }
}

fn take_down(file: &mut GoodsFile) {
    if !file.has_ended() {
        file.standing = Standing::TakenDown;
    }
}

fn step_done(file: &mut GoodsFile, done: &StepDone, by: Stamp) {
    let rev = file.rev;
    let Some(recall) = file.recalls.last_mut() else { return };
    let step = done.step();
    recall.changed = rev;
    // What was counted anew is registered anew, and reported anew.
    for later in [RecallStep::Register, RecallStep::Report] {
        if later > step {
            recall.done.remove(&later);
        }
    }
    recall.done.insert(step, (done.clone(), by));
    if step == RecallStep::TakeOff && recall.whole {
        take_down(file);
    }
}
