//! The staff's desk: the replica with this device's own unsent commands on top, decided by the same rules.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    case::{Case, Command, Context, Record, decide, evolve},
    ids::CaseId,
    role::Actor,
};
use leptos::prelude::*;
use sync::{
    engine::{Lane, OutboxRow, RowState},
    protocol::{Body, CasePayload, Notice, Outcome, StaffMember},
};

use super::SessionLock;
use crate::browser::driver::{Driver, refusal};
use crate::desk::{CaseOnDesk, PendingCommand, RefusedCommand};

impl SessionLock {
    pub(super) fn show_desk(&self, driver: &Driver) {
        // Locked, nothing of staff is shown.
        let Some(me) = self.opened().map(|open| open.staff) else { return };
        let engine = driver.engine.borrow();
        let mut members = BTreeMap::new();
        let mut merchants = BTreeMap::new();
        let before = driver.device.desk.cases.get_untracked();
        let mut cases: BTreeMap<CaseId, Arc<CaseOnDesk>> = BTreeMap::new();
        for change in engine.replica().iter() {
            match &change.body {
                Body::Staff(member) => {
                    members.insert(member.id, member.clone());
                }
                Body::Case(case) => {
                    // Thousands that did not change are compared and not copied.
                    let is_same = |shown: &&Arc<CaseOnDesk>| {
                        shown.pending.is_empty() && shown.refused.is_empty() && shown.case == **case
                    };
                    let bare = || CaseOnDesk { case: (**case).clone(), pending: Vec::new(), refused: Vec::new() };
                    let shown = before.get(&case.id).filter(is_same).cloned();
                    cases.insert(case.id, shown.unwrap_or_else(|| Arc::new(bare())));
                }
                Body::Merchant(account) => {
                    merchants.insert(account.id, account.clone());
                }
                Body::Board(_) | Body::CaseView(_) => {}
            }
        }
        let mut refused_elsewhere = Vec::new();
        let notice = driver.device.notice.get_untracked();
        for row in engine.rows() {
            let Lane::Staff { id } = row.lane else { continue };
            // What a colleague's tablet was refused is told to that colleague.
            if id != me && matches!(row.state, RowState::SetAside { .. }) {
                continue;
            }
            let Some(body) = row.op.case_payload() else { continue };
            if let (Some(on_desk), Some(member)) = (cases.get_mut(&body.case), members.get(&id)) {
                lay_on_top(Arc::make_mut(on_desk), row, body, member, notice.as_deref());
            } else if matches!(row.state, RowState::SetAside { .. }) {
                refused_elsewhere.push((body.case, refused(row, body.command)));
            }
        }
        driver.device.desk.members.maybe_update(|shown| replace_if_different(shown, members));
        driver.device.desk.merchants.maybe_update(|shown| replace_if_different(shown, merchants));
        driver.device.desk.cases.maybe_update(|shown| replace_if_different(shown, cases));
        driver.device.desk.refused_elsewhere.maybe_update(|shown| replace_if_different(shown, refused_elsewhere));
    }
}

fn replace_if_different<T: PartialEq>(shown: &mut Arc<T>, fresh: T) -> bool {
    let differs = **shown != fresh;
    if differs {
        *shown = Arc::new(fresh);
    }
    differs
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
            on_desk.pending.push(PendingCommand {
                op: row.op.id,
                by: member.id,
                at: row.queued_at,
                command: body.command,
            });
        }
        RowState::SetAside { .. } => on_desk.refused.push(refused(row, body.command)),
    }
}

fn refused(row: &OutboxRow, command: Command) -> RefusedCommand {
    let why = match &row.state {
        RowState::SetAside { receipt: Some(receipt), .. } => match &receipt.outcome {
            Outcome::Rejected { why, .. } => Some(why.clone()),
            _ => None,
        },
        _ => None,
    };
    RefusedCommand { op: row.op.id, at: row.queued_at, command, why, detail: refusal(row).unwrap_or_default() }
}

/// What the server will most likely do; where the rules refuse it here already, the server's word is awaited.
fn apply(on_desk: &mut CaseOnDesk, row: &OutboxRow, body: &CasePayload, member: &StaffMember, notice: Option<&Notice>) {
    let Some(notice) = notice else { return };
    let by = Actor::Staff { id: member.id, role: member.role };
    let context = Context {
        now: row.queued_at,
        made_at: row.queued_at,
        by,
        calendar: &notice.calendar,
        rules: &notice.rules,
        registration: None,
    };
    let Ok(events) = decide(Some(&on_desk.case), &body.command, &context) else { return };
    let mut case: Case = on_desk.case.clone();
    for event in events {
        let record = Record { rev: case.rev + 1, at: row.queued_at, made_at: row.queued_at, by, event };
        case = evolve(case, &record);
    }
    on_desk.case = case;
}
