//! What must hold once everything is healed.

use std::collections::{BTreeMap, BTreeSet};
use sync::{
    engine::{Key, RowState, SetAsideReason},
    protocol::{Change, Outcome, Seq},
};

use crate::{
    belonging,
    person::{Person, words},
    under_test::ServerUnderTest,
    world::World,
};

/// Nothing waits, and every device holds exactly what the server would tell it.
pub(crate) fn converged<S: ServerUnderTest>(world: &mut World<S>) -> Result<(), Vec<String>> {
    let mut whys = Vec::new();
    let (epoch, _) = world.server.places();
    for at in 0..world.devices.len() {
        let Some(engine) = world.devices[at].leading() else {
            whys.push(format!("device {at} has no leader"));
            continue;
        };
        let unfinished = |state: &RowState| match state {
            RowState::Waiting => true,
            RowState::Receipted { epoch: of, .. } => *of != epoch,
            RowState::SetAside { .. } => false,
        };
        whys.extend(
            engine
                .rows()
                .filter(|row| unfinished(&row.state))
                .map(|row| format!("device {at}: {} is {:?}", row.op.id, row.state)),
        );
        let in_memory: BTreeMap<_, _> = engine.rows().map(|row| (row.op.id, &row.state)).collect();
        let on_disk = world.devices[at].disk.rows.values().map(|row| (row.op.id, &row.state));
        // A tab that did not know that it had lost the lock may have put a row back to what it knew: at worst it is sent
        // once more at the next start, which is harmless.
        let overwritten = world.devices[at].stolen;
        let unwritten = on_disk.filter(|(op, state)| in_memory.get(op) != Some(state) && !overwritten);
        whys.extend(unwritten.map(|(op, _)| format!("device {at}: its store and its memory differ about {op}")));
    }
    if !whys.is_empty() {
        return Err(whys);
    }
    for at in 0..world.devices.len() {
        let Some(engine) = world.devices[at].leading() else { continue };
        let memory: BTreeMap<Key, Change> = engine.replica().iter().map(|c| (c.key(), c.clone())).collect();
        if world.devices[at].disk.replica != memory {
            whys.push(format!("device {at}: its store differs from its memory"));
        }
        let asking = engine_asking(world, at);
        let theirs = everything(world, &asking);
        let differing = theirs.keys().chain(memory.keys()).find(|key| theirs.get(*key) != memory.get(*key));
        whys.extend(differing.map(|key| format!("device {at} differs from the server at {key:?}")));
    }
    if whys.is_empty() { Ok(()) } else { Err(whys) }
}

fn engine_asking<S: ServerUnderTest>(world: &World<S>, at: usize) -> sync::engine::ScopeRequest {
    let device = &world.devices[at];
    match device.person {
        Person::Staff(id, _) => sync::engine::ScopeRequest::Staff(id),
        Person::Passer => sync::engine::ScopeRequest::Claims(Vec::new()),
        Person::Consumer => sync::engine::ScopeRequest::Claims(device.disk.claims.clone()),
    }
}

fn everything<S: ServerUnderTest>(world: &mut World<S>, asking: &sync::engine::ScopeRequest) -> BTreeMap<Key, Change> {
    let (mut since, mut all) = (Seq(0), BTreeMap::new());
    let now = world.true_time();
    while let Ok(answer) = world.server.pull(now, since, None, asking) {
        all.extend(answer.changes.into_iter().map(|change| (change.key(), change)));
        since = answer.cursor;
        if !answer.more {
            break;
        }
    }
    all
}

/// Nothing lost, nothing doubled, places and numbers in order.
pub(crate) fn holds<S: ServerUnderTest>(world: &mut World<S>) -> Result<(), String> {
    let (life, places) = world.server.places();
    let cases = world.server.cases();
    belonging::holds(&cases)?;
    let mut seen = BTreeSet::new();
    if let Some((_, op)) = places.iter().find(|(_, op)| !seen.insert(*op)) {
        return Err(format!("{op} is stored twice"));
    }
    if let Some(pair) = places.windows(2).find(|pair| pair[0].0 >= pair[1].0) {
        return Err(format!("places do not follow the order of commits: {pair:?}"));
    }
    let mut numbers: Vec<_> = cases.iter().filter_map(|case| case.number).collect();
    numbers.sort_unstable();
    if numbers.len() != cases.len() || numbers.iter().zip(1..).any(|(number, serial)| number.serial != serial) {
        return Err(format!("case numbers have gaps: {numbers:?}"));
    }
    let timelines: String = cases.iter().map(|case| serde_json::to_string(case).unwrap_or_default()).collect();
    for (at, device) in world.devices.iter().enumerate() {
        for op in &device.saved {
            let count = timelines.matches(&words(*op)).count();
            if count > 1 {
                return Err(format!("device {at}: {op} took effect {count} times"));
            }
            match device.disk.rows.get(op).map(|row| (&row.state, row)) {
                Some((RowState::Receipted { .. }, row)) => {
                    let has_words = row.op.payload.as_sent().contains(&words(*op));
                    if !seen.contains(op) || (has_words && count != 1) {
                        return Err(format!(
                            "device {at}: {op} has a receipt, but the server does not have it ({count})"
                        ));
                    }
                }
                Some((RowState::SetAside { why, receipt }, _)) => {
                    let known = device.leading().is_some_and(|engine| engine.row(*op).is_some());
                    let said = receipt.as_ref().is_some_and(
                        |receipt| matches!(&receipt.outcome, Outcome::Rejected { detail, .. } if !detail.zh.is_empty()),
                    );
                    if !known || (*why == SetAsideReason::Rejected && !said) {
                        return Err(format!("device {at}: nobody is told why {op} was refused"));
                    }
                }
                Some((RowState::Waiting, _))
                    if device.stolen && device.leading().is_some_and(|engine| engine.row(*op).is_some()) => {}
                Some((RowState::Waiting, _)) => return Err(format!("device {at}: {op} waits, and nobody knows of it")),
                None if !device.forgotten.iter().any(|(of, _)| of == op) => {
                    return Err(format!("device {at}: {op} was saved and is lost"));
                }
                None => {
                    let this_life = device.forgotten.iter().any(|(of, epoch)| of == op && *epoch == Some(life));
                    if this_life && !seen.contains(op) {
                        return Err(format!(
                            "device {at}: {op} was dropped after its receipt, but the server does not have it"
                        ));
                    }
                }
            }
        }
    }
    Ok(())
}
