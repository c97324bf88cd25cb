//! Cases at the desk: the replica with this device's own unsent commands on top, decided by the same rules. Thousands lie here;
//! what did not change is neither read nor compared.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{
    case::{Case, Command, Context, KIND, Record, begin, decide, evolve},
    ids::{CaseId, StaffId},
    role::Actor,
    staff::StaffMember,
};
use leptos::prelude::*;
use sync::{
    engine::{Engine, Key, Lane, OutboxRow, RowState},
    kinds::{board::Notice, case::CasePayload},
    protocol::OpId,
    protocol::Outcome,
};
use uuid::Uuid;

use super::{Changed, KindView, replace_if_different};
use crate::{
    browser::{
        driver::{Driver, refusal},
        service_worker,
    },
    desk::{CaseOnDesk, Desk, PendingCommand, RefusedCommand},
};

type OnDesk = BTreeMap<CaseId, Arc<CaseOnDesk>>;

/// The cases that staff work on.
#[derive(Debug)]
pub struct DeskCases;

impl KindView for DeskCases {
    fn kind(&self) -> &'static str {
        KIND.name
    }

    fn show(&self, driver: &Driver, viewer: Option<StaffId>, changed: &Changed<'_>) {
        let Some(me) = viewer else { return };
        let engine = driver.engine.borrow();
        let desk = driver.device.desk;
        let notice = driver.device.notice.get_untracked();
        let seen = |id| on_desk(&engine, id, me, &desk, notice.as_deref());
        match changed {
            Changed::All => {
                let registered = of_staff(engine.rows(), me).filter(|(row, _)| registers(row));
                let registered = registered.filter_map(|(row, _)| engine.target(row.op.id).map(CaseId));
                let all: OnDesk = engine
                    .replica()
                    .of_kind(KIND.name)
                    .filter_map(|change| change.id.parse().ok())
                    .chain(registered)
                    .filter_map(|id| Some((id, Arc::new(seen(id)?))))
                    .collect();
                desk.cases.maybe_update(|shown| replace_if_different(shown, all));
            }
            Changed::Some(ops, entities) => {
                let touched = touched(&engine, &desk, ops, entities);
                let now: Vec<(CaseId, Option<Arc<CaseOnDesk>>)> =
                    touched.into_iter().map(|id| (id, seen(id).map(Arc::new))).collect();
                let differs = |(id, now): &(CaseId, Option<Arc<CaseOnDesk>>)| {
                    desk.cases.with_untracked(|shown| shown.get(id).map(|case| &**case) != now.as_deref())
                };
                let now: Vec<_> = now.into_iter().filter(differs).collect();
                if !now.is_empty() {
                    desk.cases.update(|shown| {
                        let shown = Arc::make_mut(shown);
                        for (id, case) in now {
                            match case {
                                Some(case) => shown.insert(id, case),
                                None => shown.remove(&id),
                            };
                        }
                    });
                }
            }
        }
        if changed.has_ops() || changed.has_kind(KIND.name) {
            let elsewhere = refused_elsewhere(&engine, me);
            desk.refused_elsewhere.maybe_update(|shown| replace_if_different(shown, elsewhere));
        }
    }
}

/// The cases that these operations and entities are about.
fn touched(engine: &Engine, desk: &Desk, ops: &[OpId], entities: &[Key]) -> BTreeSet<CaseId> {
    let of_kind = entities.iter().filter(|key| key.kind == KIND.name).filter_map(|key| key.id.parse().ok());
    let mut touched: BTreeSet<CaseId> = of_kind.collect();
    for op in ops {
        match engine.target(*op) {
            Some(id) => {
                touched.insert(CaseId(id));
            }
            // Its row is gone: whoever shows it must not any more.
            None => desk.cases.with_untracked(|shown| {
                let shows = |case: &&Arc<CaseOnDesk>| {
                    case.pending.iter().any(|pending| pending.op == *op) || case.refused.iter().any(|one| one.op == *op)
                };
                touched.extend(shown.values().find(shows).map(|case| case.case.id));
            }),
        }
    }
    touched
}

/// A case of the replica, with what was done here on top.
fn on_desk(engine: &Engine, id: CaseId, me: StaffId, desk: &Desk, notice: Option<&Notice>) -> Option<CaseOnDesk> {
    let key = Key { kind: KIND.name.into(), id: id.to_string() };
    let Some(change) = engine.replica().get(&key) else { return registered_here(engine, id, me, desk, notice) };
    let Some(case) = change.body.read::<Case>() else {
        // Only a later version can read it: until that is here, what is shown stays.
        service_worker::look_for_update();
        return desk.cases.with_untracked(|shown| shown.get(&id).map(|case| CaseOnDesk::clone(case)));
    };
    let mut on_desk = CaseOnDesk { case, pending: Vec::new(), refused: Vec::new() };
    for (row, author) in of_staff(engine.rows_about(id.0), me) {
        let member = desk.members.with_untracked(|members| members.get(&author).cloned());
        if let Some((body, member)) = row.op.case_payload().zip(member) {
            lay_on_top(&mut on_desk, row, body, &member, notice);
        }
    }
    Some(on_desk)
}

/// Whether a row begins a case in the name of a member of staff.
fn registers(row: &OutboxRow) -> bool {
    KIND.begins.contains(&row.op.kind.as_str()) && matches!(row.lane, Lane::Staff { .. })
}

/// A case that was registered here and has not come back from the server yet.
fn registered_here(
    engine: &Engine,
    id: CaseId,
    me: StaffId,
    desk: &Desk,
    notice: Option<&Notice>,
) -> Option<CaseOnDesk> {
    let mut rows = of_staff(engine.rows_about(id.0), me)
        .filter(|(row, _)| !matches!(row.state, RowState::SetAside { .. }))
        .skip_while(|(row, _)| !registers(row))
        .filter_map(|(row, author)| {
            let member = desk.members.with_untracked(|members| members.get(&author).cloned());
            Some((row, row.op.case_payload()?, member?))
        });
    let (row, body, member) = rows.next()?;
    let context = context_of(row, &member, notice?);
    let events = decide(None, &body.command, &context).ok()?;
    let mut case = None::<Case>;
    for (rev, event) in (1..).zip(events) {
        let record = Record { rev, at: row.queued_at, made_at: row.queued_at, by: context.by, event };
        case = Some(match case {
            None => begin(id, &record)?,
            Some(case) => evolve(case, &record),
        });
    }
    let mut on_desk = CaseOnDesk { case: case?, pending: Vec::new(), refused: Vec::new() };
    if row.state == RowState::Waiting {
        on_desk.pending.push(pending(row, &member, body.command));
    }
    for (row, body, member) in rows {
        lay_on_top(&mut on_desk, row, body, &member, notice);
    }
    Some(on_desk)
}

/// What was done here on cases that this device has no more, and did not take effect.
fn refused_elsewhere(engine: &Engine, me: StaffId) -> Vec<(CaseId, RefusedCommand)> {
    let is_here = |id: Uuid| engine.replica().get(&Key { kind: KIND.name.into(), id: id.to_string() }).is_some();
    let rows = engine.rows().filter(|row| matches!(row.state, RowState::SetAside { .. }));
    let bodies = of_staff(rows, me).filter_map(|(row, _)| Some((row, row.op.case_payload()?)));
    bodies
        .filter(|(_, body)| !is_here(body.case.0))
        .map(|(row, body)| (body.case, refused(row, body.command)))
        .collect()
}

/// Those of staff, with their authors. What a colleague's tablet was refused is told to that colleague.
fn of_staff<'a>(
    rows: impl Iterator<Item = &'a OutboxRow>,
    me: StaffId,
) -> impl Iterator<Item = (&'a OutboxRow, StaffId)> {
    rows.filter_map(move |row| match row.lane {
        Lane::Staff { id } if id == me || !matches!(row.state, RowState::SetAside { .. }) => Some((row, id)),
        Lane::Staff { .. } | Lane::Consumer => None,
    })
}

fn lay_on_top(
    on_desk: &mut CaseOnDesk,
    row: &OutboxRow,
    body: CasePayload,
    member: &StaffMember,
    notice: Option<&Notice>,
) {
    match &row.state {
        // The server's answer with its effect is on the way.
        RowState::Receipted { receipt, .. } => {
            if matches!(receipt.outcome, Outcome::Applied { rev, .. } if rev > on_desk.case.rev) {
                apply(on_desk, row, &body, member, notice);
            }
        }
        RowState::Waiting => {
            apply(on_desk, row, &body, member, notice);
            on_desk.pending.push(pending(row, member, body.command));
        }
        RowState::SetAside { .. } => on_desk.refused.push(refused(row, body.command)),
    }
}

fn pending(row: &OutboxRow, member: &StaffMember, command: Command) -> PendingCommand {
    PendingCommand { op: row.op.id, by: member.id, at: row.queued_at, command }
}

fn refused(row: &OutboxRow, command: Command) -> RefusedCommand {
    let why = match &row.state {
        RowState::SetAside { receipt: Some(receipt), .. } => match &receipt.outcome {
            Outcome::Rejected { why, .. } => why.read(),
            _ => None,
        },
        _ => None,
    };
    let claim = row.op.claim.clone();
    RefusedCommand { op: row.op.id, at: row.queued_at, command, claim, why, detail: refusal(row).unwrap_or_default() }
}

fn context_of<'a>(row: &OutboxRow, member: &StaffMember, notice: &'a Notice) -> Context<'a> {
    Context {
        now: row.queued_at,
        made_at: row.queued_at,
        by: Actor::Staff { id: member.id, role: member.role },
        calendar: &notice.calendar,
        rules: &notice.rules,
        area_code: notice.place.area_code,
        registration: None,
    }
}

/// What the server will most likely do; where the rules refuse it here already, the server's word is awaited.
fn apply(on_desk: &mut CaseOnDesk, row: &OutboxRow, body: &CasePayload, member: &StaffMember, notice: Option<&Notice>) {
    let Some(notice) = notice else { return };
    let context = context_of(row, member, notice);
    let by = context.by;
    let Ok(events) = decide(Some(&on_desk.case), &body.command, &context) else { return };
    let mut case: Case = on_desk.case.clone();
    for event in events {
        let record = Record { rev: case.rev + 1, at: row.queued_at, made_at: row.queued_at, by, event };
        case = evolve(case, &record);
    }
    on_desk.case = case;
}
