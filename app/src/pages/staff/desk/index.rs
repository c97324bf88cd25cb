//! What the queue, the day and a merchant's history need to know of each case. Read once for each change of that case:
//! thousands of others that did not change are not looked at again.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    ops::Deref,
    sync::Arc,
};

use domain::{
    calendar::Due,
    case::{Case, Event, Outcome, Reminder, State},
    form::{Complaint, Kind, Merchant, Phone, Term},
    ids::{CaseId, StaffId},
    mechanism::{QueuePlace, queue_place},
    moment::Moment,
    role::Actor,
    typed::folded,
};

use super::{
    awaited::{Awaited, is_our_turn, waits},
    history::Shop,
};
use crate::desk::CaseOnDesk;

/// From here on a warning is a reason to look: earlier ones are only on the timeline.
pub const NEARLY_PERCENT: u8 = 80;

/// One case in the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexed {
    /// The case.
    pub id: CaseId,
    /// Where it stands.
    pub state: State,
    /// What was filed.
    pub kind: Kind,
    /// When it came in.
    pub received: Moment,
    /// When it ended.
    pub ended: Option<Moment>,
    /// How it was closed, where it is closed.
    pub outcome: Option<Outcome>,
    /// A supervisor was told that its clock ran out.
    pub escalated: bool,
    /// Somebody was told that its clock runs out.
    pub nearly: bool,
    /// Something was done on it here and did not take effect.
    pub refused: bool,
    /// The promised time that runs.
    pub due: Option<Due>,
    /// Who works on it: nobody, where whoever has it is absent.
    pub assignee: Option<StaffId>,
    /// For whom it waits.
    pub waits: Option<Awaited>,
    /// The next step is the contact point's.
    pub our_turn: bool,
    /// It goes on in another case.
    pub merged: bool,
    /// Where it stands in the queue.
    pub place: QueuePlace,
    /// Year and number; what has none yet is the newest.
    pub number: (i32, u32),
    /// Against whom.
    pub shop: Shop,
    /// Its consumer has written since anybody of staff did.
    pub consumer_spoke: bool,
    /// What people must not forget in it.
    pub reminders: Vec<Reminder>,
    /// The number of whoever filed it, as kept; empty where it is anonymous.
    pub phone: String,
    /// 商品或服务, prepared like a query.
    pub goods: String,
    /// What a search looks through.
    pub words: String,
}

impl Indexed {
    /// Open before ended, and the open in the order in which staff serves: the same that assignment goes by. What has
    /// ended: the newest first. No two cases have the same.
    fn rank(&self) -> impl Ord + use<> {
        let ended = self.state.is_final();
        let newest = ended.then_some((Reverse(self.number), self.id));
        (ended, newest, self.place)
    }
}

/// All cases of the desk, by their ids.
#[derive(Debug, Default)]
pub struct Index {
    of: Arc<BTreeMap<CaseId, Arc<CaseOnDesk>>>,
    absent: BTreeSet<StaffId>,
    cases: Vec<Indexed>,
    /// Their places in `cases`, in the order in which they are served.
    order: Vec<usize>,
}

impl Deref for Index {
    type Target = [Indexed];

    fn deref(&self) -> &[Indexed] {
        &self.cases
    }
}

impl Index {
    /// The index of these cases, from an earlier one: only what changed is read. Those of colleagues who are absent wait
    /// for somebody, as if nobody had them; where others are absent than before, all are read anew.
    #[must_use]
    pub fn renewed(self, of: Arc<BTreeMap<CaseId, Arc<CaseOnDesk>>>, absent: BTreeSet<StaffId>) -> Self {
        let before = if self.absent == absent { self } else { Self::default() };
        let mut places_now = vec![None; before.cases.len()];
        let (mut changed, mut cases) = (Vec::new(), Vec::with_capacity(of.len()));
        let mut known = before.of.values().zip(before.cases).enumerate().peekable();
        for (id, on_desk) in &*of {
            while known.next_if(|(_, (_, case))| case.id < *id).is_some() {}
            match known.next_if(|(_, (_, case))| case.id == *id) {
                // The same in memory, where the device kept it, or the same in every part.
                Some((place, (before, case))) if Arc::ptr_eq(before, on_desk) || before == on_desk => {
                    places_now[place] = Some(cases.len());
                    cases.push(case);
                }
                _ => {
                    changed.push(cases.len());
                    cases.push(indexed(on_desk, &absent));
                }
            }
        }
        let kept = before.order.into_iter().filter_map(|place| places_now[place]);
        let order = in_order_with(kept, changed, &cases);
        Self { of, absent, cases, order }
    }

    /// The cases in the order in which they are served.
    pub fn in_order(&self) -> impl Iterator<Item = &Indexed> {
        self.order.iter().filter_map(|place| self.cases.get(*place))
    }
}

/// Those that changed find their places among thousands that keep theirs.
fn in_order_with(kept: impl Iterator<Item = usize>, mut changed: Vec<usize>, cases: &[Indexed]) -> Vec<usize> {
    changed.sort_unstable_by_key(|place| cases[*place].rank());
    let mut changed = changed.into_iter().peekable();
    let mut order = Vec::with_capacity(cases.len());
    for place in kept {
        while let Some(earlier) = changed.next_if(|changed| cases[*changed].rank() < cases[place].rank()) {
            order.push(earlier);
        }
        order.push(place);
    }
    order.extend(changed);
    order
}

fn indexed(on_desk: &CaseOnDesk, absent: &BTreeSet<StaffId>) -> Indexed {
    let case = &on_desk.case;
    let assignee = case.assignee.filter(|owner| !absent.contains(owner));
    let warned = case.warned_at();
    Indexed {
        id: case.id,
        state: case.state,
        kind: case.complaint.kind,
        received: case.received_at.unwrap_or(case.filed_at),
        ended: ended(case),
        outcome: outcome(case),
        escalated: case.is_escalated(),
        nearly: warned.is_some_and(|percent| percent >= NEARLY_PERCENT),
        refused: !on_desk.refused.is_empty(),
        due: case.due,
        assignee,
        waits: waits(case, assignee),
        our_turn: is_our_turn(case),
        merged: case.merged_into.is_some(),
        place: queue_place(case),
        number: case.number.map_or((i32::MAX, u32::MAX), |number| (number.year, number.serial)),
        shop: Shop::of(&case.complaint.merchant),
        consumer_spoke: consumer_spoke(case),
        reminders: case.reminders.clone(),
        phone: case.complaint.contact.as_ref().map(|c| c.phone.number().to_owned()).unwrap_or_default(),
        goods: plain(&case.complaint.goods),
        words: searched(case),
    }
}

/// When it came to its end; a word after the end does not move that.
fn ended(case: &Case) -> Option<Moment> {
    let at_the_end = case.timeline.iter().rev().take_while(|entry| entry.state == case.state);
    at_the_end.last().map(|entry| entry.at).filter(|_| case.state.is_final())
}

fn consumer_spoke(case: &Case) -> bool {
    let people = case.timeline.iter().rev().filter(|entry| entry.by != Actor::Server);
    let last = people.into_iter().next().and_then(|entry| entry.event.as_ref());
    matches!(last, Some(Event::Supplemented { .. } | Event::Objected { .. }))
}

fn outcome(case: &Case) -> Option<Outcome> {
    if case.state != State::Closed {
        return None;
    }
    case.timeline.iter().rev().find_map(|entry| match &entry.event {
        Some(Event::Closed { outcome, .. }) => Some(*outcome),
        _ => None,
    })
}

/// Everything a search looks through, prepared like the query.
fn searched(case: &Case) -> String {
    let filing: &Complaint = &case.complaint;
    let (name, stall) = match &filing.merchant {
        Merchant::Unsure => (None, None),
        Merchant::Named { name, stall } => (name.as_deref(), stall.as_deref()),
    };
    let contact = filing.contact.as_ref();
    let category = filing.category.name();
    let parts = [
        case.number.map(|number| number.to_string()).unwrap_or_default(),
        filing.goods.clone(),
        name.unwrap_or_default().to_owned(),
        stall.unwrap_or_default().to_owned(),
        contact.map(|contact| contact.name.clone()).unwrap_or_default(),
        contact.map(|contact| searched_number(&contact.phone)).unwrap_or_default(),
        format!("{} {}", category.zh, category.en),
        filing.facts.clone(),
    ];
    plain(&parts.join("\n"))
}

/// A number in digits and as it is read aloud, so that it is found both ways.
fn searched_number(phone: &Phone) -> String {
    [phone.number(), &phone.grouped(), phone.extension().unwrap_or_default()].join(" ")
}

/// Text as it is compared.
#[must_use]
pub fn plain(text: &str) -> String {
    folded(text)
}
