//! What must hold of cases that belong together, and of who has them, whoever did what on which tablet meanwhile.

use domain::{
    case::{Case, Event, LinkKind},
    ids::CaseId,
};
use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

/// How often something of each kind was seen in all schedules: a play without them would show nothing.
pub(crate) static MERGED: AtomicUsize = AtomicUsize::new(0);
pub(crate) static SEPARATED: AtomicUsize = AtomicUsize::new(0);
pub(crate) static SPLIT: AtomicUsize = AtomicUsize::new(0);
pub(crate) static HANDED_ON: AtomicUsize = AtomicUsize::new(0);
pub(crate) static RECUSED: AtomicUsize = AtomicUsize::new(0);
pub(crate) static SETTLED: AtomicUsize = AtomicUsize::new(0);
pub(crate) static PASSED_ON: AtomicUsize = AtomicUsize::new(0);

/// # Errors
/// What does not hold.
pub(crate) fn holds(cases: &[Case]) -> Result<(), String> {
    let by_id: BTreeMap<CaseId, &Case> = cases.iter().map(|case| (case.id, case)).collect();
    for case in cases {
        count(case);
        two_cases(case, &by_id)?;
        owner(case)?;
    }
    Ok(())
}

/// Two cases say the same of each other: both were written, or neither.
fn two_cases(case: &Case, by_id: &BTreeMap<CaseId, &Case>) -> Result<(), String> {
    let id = case.id;
    if let Some(into) = case.merged_into {
        let Some(other) = by_id.get(&into) else { return Err(format!("{id} goes on in {into}, which is not there")) };
        if other.duplicates.iter().filter(|duplicate| **duplicate == id).count() != 1 {
            return Err(format!("{id} goes on in {into}, which knows {:?}", other.duplicates));
        }
        if other.merged_into.is_some() || !case.duplicates.is_empty() {
            return Err(format!("{id} goes on in a case that goes on elsewhere"));
        }
        if case.goes_on_as() != Some(other.state) {
            return Err(format!("{id} was told {:?} of {into}, which stands at {:?}", case.goes_on_as(), other.state));
        }
    }
    for duplicate in &case.duplicates {
        if by_id.get(duplicate).and_then(|other| other.merged_into) != Some(id) {
            return Err(format!("{id} took {duplicate}, which does not go on in it"));
        }
    }
    for link in &case.links {
        let back = if link.is == LinkKind::Report { LinkKind::Origin } else { LinkKind::Report };
        let linked = by_id.get(&link.case).is_some_and(|other| other.linked(back).filter(|of| *of == id).count() == 1);
        if !linked {
            return Err(format!("{id} is linked to {}, and not the other way", link.case));
        }
    }
    Ok(())
}

/// 首问人 is who it was, and who has the case is who got it last and has not stepped aside.
fn owner(case: &Case) -> Result<(), String> {
    let (mut first, mut has) = (None, None);
    for event in case.timeline.iter().filter_map(|entry| entry.event.as_ref()) {
        match event {
            Event::Registered { first_receiver, .. } => (first, has) = (*first_receiver, *first_receiver),
            Event::HandedOver { to, .. } | Event::Assigned { to, .. } => {
                (first, has) = (first.or(Some(*to)), Some(*to));
            }
            Event::Recused { staff, .. } => has = has.filter(|who| who != staff),
            _ => {}
        }
    }
    // A case that nobody had is taken on by who accepts it.
    if first.is_some() && case.first_receiver != first {
        return Err(format!("{}: 首问人 was {first:?} and is {:?}", case.id, case.first_receiver));
    }
    if has.is_some() && case.assignee != has {
        return Err(format!("{}: {has:?} got it last, and {:?} has it", case.id, case.assignee));
    }
    match case.assignee.filter(|who| case.recused.contains(who)) {
        Some(who) => Err(format!("{}: {who} stepped aside and has it", case.id)),
        None => Ok(()),
    }
}

fn count(case: &Case) {
    for event in case.timeline.iter().filter_map(|entry| entry.event.as_ref()) {
        let of = match event {
            Event::Merged { .. } => &MERGED,
            Event::Unmerged { .. } => &SEPARATED,
            Event::Linked { is: LinkKind::Report, .. } => &SPLIT,
            Event::HandedOver { .. } | Event::Assigned { .. } => &HANDED_ON,
            Event::Recused { .. } => &RECUSED,
            Event::Settled { .. } => &SETTLED,
            Event::Transferred { .. } => &PASSED_ON,
            _ => continue,
        };
        of.fetch_add(1, Ordering::Relaxed);
    }
}

/// # Panics
/// Where no schedule did something of a kind. (One schedule alone need not.)
pub(crate) fn assert_all_kinds_were_played() {
    let kinds = [
        ("merged", &MERGED),
        ("separated", &SEPARATED),
        ("split", &SPLIT),
        ("handed on", &HANDED_ON),
        ("recused", &RECUSED),
        ("settled", &SETTLED),
        ("passed on", &PASSED_ON),
    ];
    let played: Vec<(&str, usize)> = kinds.map(|(name, count)| (name, count.load(Ordering::Relaxed))).to_vec();
    eprintln!("{played:?}");
    let alone = std::env::var_os("SIM_SEED").is_some();
    assert!(alone || played.iter().all(|(_, count)| *count > 0), "not played: {played:?}");
}
