//! Cases on the server: decided by [`domain::case`], found by number and claim code, given to people, warned about in time.

mod assign;
mod attach;
mod auto_assign;
mod decide;
mod index;
mod scope_expiry;
mod warn;

use std::sync::Arc;

use domain::case::{Case, Command, KIND, Record};
use domain::ids::CaseId;
use domain::kind::KindInfo;
use domain::moment::Moment;
use http::Extensions;
use sync::kinds::case::CasePayload;
use sync::protocol::{Op, Seq};
use uuid::Uuid;

use self::decide::CaseEffects;
use super::{PreparedCommand, Replay, ServerKind};
use crate::kinds::merchant;
use crate::service::{Batch, Known, Prepared, Verdict};
use crate::store::entities::{
    CaseWrites, Entity, EntityKey, EntityState, Found, FoundOfCases, NewEvent, Wanted, WantedOfCases, WantedOfFund,
};

pub(crate) use auto_assign::leaves_unassigned;
pub(crate) use decide::key;
pub(crate) use index::phone_of;

/// Cases.
#[derive(Debug)]
pub(super) struct CaseKind;

impl ServerKind for CaseKind {
    fn info(&self) -> &'static KindInfo {
        &KIND
    }

    fn prepare(&self, op: &Op) -> Option<Box<dyn PreparedCommand>> {
        let payload = op.case_payload().filter(|payload| payload.command.kind() == op.kind)?;
        Some(Box::new(CaseCommand(payload)))
    }

    fn read_state(&self, json: &str) -> Option<Arc<dyn EntityState>> {
        let case: Case = serde_json::from_str(json).ok()?;
        Some(Arc::new(case))
    }

    fn replay(&self, id: Uuid, events: &[NewEvent]) -> Replay {
        let record = |event: &NewEvent| {
            let NewEvent { rev, at, made_at, by, .. } = *event;
            Some(Record { rev, at, made_at, by, event: serde_json::from_str(&event.event).ok()? })
        };
        let records: Option<Vec<Record>> = events.iter().map(record).collect();
        let case = records.and_then(|records| domain::case::replay(CaseId(id), &records));
        case.map_or(Replay::Unreadable, |case| Replay::Entity(Arc::new(case)))
    }

    fn changed(&self, batch: &mut Batch<'_>, key: EntityKey, before: Option<&Entity>, seq: Seq) {
        index::keep(batch, before.and_then(Entity::as_type), CaseId(key.id), seq);
    }

    fn wrote(&self, batch: &mut Batch<'_>, _: &Prepared, ext: &Extensions, _: Seq) {
        let Some(CaseEffects { new_claim, number }) = ext.get::<CaseEffects>().copied() else { return };
        let found = batch.found.ext.get_or_insert_default::<FoundOfCases>();
        if let Some(number) = number {
            found.last_serial = number.serial;
        }
        if let Some((claim, case)) = new_claim {
            found.claims.insert(claim, case);
        }
        let writes = batch.changes.ext.get_or_insert_default::<CaseWrites>();
        writes.claims.extend(new_claim);
        writes.last_number = number.or(writes.last_number);
    }
}

/// A command on a case.
#[derive(Debug)]
pub(crate) struct CaseCommand(pub(crate) CasePayload);

impl PreparedCommand for CaseCommand {
    fn target(&self) -> EntityKey {
        key(self.0.case)
    }

    fn want(&self, op: &Prepared, now: Moment, wanted: &mut Wanted) {
        let command = &self.0.command;
        wanted.entities.extend(command.other_case().map(key));
        let of_cases = wanted.ext.get_or_insert_default::<WantedOfCases>();
        of_cases.claims.extend(op.claim);
        of_cases.on_duty |= command.gives_to().is_some();
        if matches!(command, Command::File { .. } | Command::Register { .. } | Command::SplitReport { .. }) {
            of_cases.filing_in = Some(now.day().year());
        }
        if let Command::PayInAdvance { merchant: Some(merchant), .. } = command {
            wanted.entities.push(merchant::key(*merchant));
            wanted.ext.get_or_insert_default::<WantedOfFund>().0.push(*merchant);
        }
    }

    /// Those that go on in the case, those in which it goes on, and the money of what was paid in advance.
    fn want_more(&self, found: &Found, more: &mut Wanted) {
        let named = [Some(self.0.case), self.0.command.other_case()].into_iter().flatten();
        for case in named.filter_map(|case| found.entities.get(&key(case)).and_then(Entity::as_type::<Case>)) {
            want_with(case, found, more);
        }
    }

    fn decide(&self, op: &Prepared, known: &Known<'_>) -> Verdict {
        decide::verdict(op, &self.0, known)
    }
}

/// What goes with a case.
pub(crate) fn want_with(case: &Case, found: &Found, more: &mut Wanted) {
    more.entities.extend(case.duplicates.iter().copied().chain(case.merged_into).map(key));
    let paid = case.payments.iter().map(|payment| payment.merchant);
    let unknown = paid.filter(|merchant| !found.entities.contains_key(&merchant::key(*merchant)));
    for merchant in unknown {
        more.entities.push(merchant::key(merchant));
        let wanted = &mut more.ext.get_or_insert_default::<WantedOfFund>().0;
        if !wanted.contains(&merchant) {
            wanted.push(merchant);
        }
    }
}
