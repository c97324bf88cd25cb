//! What is kept of a case besides itself: by what it is found, whose work it is, and what it adds to the figures.

use domain::analysis::moved;
use domain::case::{Case, Event};
use domain::clock::next_warning;
use domain::ids::CaseId;
use domain::moment::Moment;
use sync::protocol::Seq;

use super::assign;
use super::decide::key;
use crate::service::Batch;
use crate::store::entities::{CaseIndexRow, CaseWrites, FigureWrites, FoundOfCases, WorkChange};

/// A case whose clocks were checked is not checked again before that.
const CHECK_AGAIN_MS: i64 = 1_000;

/// Keeps index and work in step with a case that has changed.
pub(super) fn keep(batch: &mut Batch<'_>, before: Option<&Case>, id: CaseId, seq: Seq) {
    let Some(after) = batch.state::<Case>(&key(id)).cloned() else { return };
    moved(before, Some(&after), &mut batch.changes.ext.get_or_insert_default::<FigureWrites>().0);
    let row = CaseIndexRow {
        number: after.number,
        first_receiver: after.first_receiver,
        assignee: after.assignee,
        received_at: after.received_at,
        closed_at: closed_at(&after),
        warn_at: warn_at(batch, &after),
        phone: phone_of(&after),
        merchant: after.merchant,
    };
    let holder = |case: &Case| case.assignee.filter(|_| !case.state.is_final() && case.merged_into.is_none());
    let (held, holds) = (before.and_then(holder), holder(&after));
    let given = after.first_receiver.filter(|_| before.is_none_or(|case| case.first_receiver.is_none()));
    let writes = batch.changes.ext.get_or_insert_default::<CaseWrites>();
    writes.index.insert(id, row);
    let mut work = Vec::new();
    if held != holds {
        work.extend(held.map(|staff| (staff, -1, Seq(0))));
        work.extend(holds.map(|staff| (staff, 1, Seq(0))));
    }
    work.extend(given.map(|staff| (staff, 0, seq)));
    for (staff, more, assigned) in work {
        let change: &mut WorkChange = writes.work.entry(staff).or_default();
        change.open_cases += more;
        change.last_assigned = change.last_assigned.max(assigned);
        if let Some(of_cases) = batch.found.ext.get_mut::<FoundOfCases>() {
            assign::note(&mut of_cases.on_duty, staff, more, assigned);
        }
    }
}

/// By what it is found when its consumer calls.
pub(crate) fn phone_of(case: &Case) -> String {
    case.complaint.contact.as_ref().map(|contact| contact.phone.number().to_owned()).unwrap_or_default()
}

/// When somebody must next be told that a clock of the case runs out.
fn warn_at(batch: &Batch<'_>, case: &Case) -> Option<Moment> {
    next_warning(case, &batch.content.calendar, &batch.content.rules, batch.now).map(|warning| warning.at)
}

/// Notes when the clocks of a case to which nothing happened are to be checked next.
pub(super) fn reschedule_warning(batch: &mut Batch<'_>, case: CaseId) {
    if batch.changes.entities.contains_key(&key(case)) {
        return;
    }
    let Some(found) = batch.state::<Case>(&key(case)) else { return };
    // Should a warning be refused that is due, it is not asked for again at once and for ever.
    let later = Moment::from_millis(batch.now.millis().saturating_add(CHECK_AGAIN_MS));
    let warn_at = warn_at(batch, found).map(|at| at.max(later));
    batch.changes.ext.get_or_insert_default::<CaseWrites>().warn_rescheduled.push((case, warn_at));
}

/// Since when nobody has to do anything; what goes on in another case ends with that. Who applies for the seller's name after
/// mediation failed waits for an answer, however long ago that was.
pub(super) fn closed_at(case: &Case) -> Option<Moment> {
    if case.seller_info_is_asked() {
        return None;
    }
    if case.merged_into.is_some() {
        let since = case.timeline.iter().rev().take_while(|entry| !matches!(entry.event, Some(Event::Merged { .. })));
        let mut ended = since.filter(|entry| matches!(entry.event, Some(Event::MergedCaseEnded { .. })));
        return ended.next().map(|entry| entry.at);
    }
    let ended = case.timeline.iter().rev().take_while(|entry| entry.state.is_final());
    ended.last().map(|entry| entry.at)
}
