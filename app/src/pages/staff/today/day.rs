//! What the day consists of, counted by the queue's own rules, so that a count and the list it leads to always agree.

use domain::{
    form::{Kind, Term},
    ids::CaseId,
    moment::Moment,
};

use crate::pages::staff::desk::{
    awaited::Awaited,
    index::{Index, Indexed},
    list::{Filter, Viewer, of_filter},
};

/// As many of a group as a person takes in at a glance; the queue has the rest.
const FEW: usize = 5;
/// Of those that wait for somebody else there are several groups.
const FEWER: usize = 2;

/// A group of cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which, and where its count leads.
    pub filter: Filter,
    /// How many.
    pub count: usize,
    /// The most urgent, first the one to look at first.
    pub first: Vec<CaseId>,
}

/// Today's numbers of one kind of filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Complaints, questions and reports are never added up as if they were one thing.
    pub kind: Kind,
    /// Received today.
    pub received: usize,
    /// Ended today, in whatever way.
    pub ended: usize,
    /// Open, of whatever day.
    pub open: usize,
}

/// The day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Mine and open.
    pub mine: Group,
    /// The promised time has passed; those a supervisor was told of first.
    pub late: Group,
    /// Due today.
    pub soon: Group,
    /// Most of the promised time is gone.
    pub nearly: Group,
    /// Something was done here and did not take effect.
    pub refused: Group,
    /// For whom cases wait; nobody for whom none does.
    pub waiting: Vec<Group>,
    /// Today's numbers, by kind.
    pub tallies: Vec<Tally>,
    /// Everything open.
    pub open: usize,
}

impl Day {
    /// The day of one person, by the cases of the whole contact point.
    #[must_use]
    pub fn of(index: &Index, me: Viewer, now: Moment) -> Self {
        let group = |filter, most| {
            let mut found = of_filter(index, filter, me, now);
            if filter == Filter::Late {
                found.sort_by_key(|case| !case.escalated);
            }
            Group { filter, count: found.len(), first: found.into_iter().take(most).map(|case| case.id).collect() }
        };
        let waiting = Awaited::ALL.map(|whom| group(Filter::Awaited(whom), FEWER));
        Self {
            mine: group(Filter::Assigned, FEW),
            late: group(Filter::Late, FEW),
            soon: group(Filter::Today, FEW),
            nearly: group(Filter::Nearly, FEW),
            refused: group(Filter::Refused, FEW),
            waiting: waiting.into_iter().filter(|group| group.count > 0).collect(),
            tallies: Kind::ALL.iter().map(|kind| Tally::of(index, *kind, now)).collect(),
            open: of_filter(index, Filter::Open, me, now).len(),
        }
    }
}

impl Tally {
    fn of(index: &Index, kind: Kind, now: Moment) -> Self {
        let today = now.day();
        let count = |counts: &dyn Fn(&Indexed) -> bool| {
            index.iter().filter(|case| case.kind == kind).filter(|case| counts(case)).count()
        };
        Self {
            kind,
            received: count(&|case| case.received.day() == today),
            ended: count(&|case| case.ended.is_some_and(|at| at.day() == today)),
            open: count(&|case| !case.state.is_final()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::CaseOnDesk;
    use domain::{ids::StaffId, role::Role};
    use serde_json::{Value, json};
    use std::{collections::BTreeMap, sync::Arc};
    use uuid::Uuid;

    const HOUR: i64 = 3_600_000;

    fn lin() -> StaffId {
        StaffId(Uuid::from_u128(1))
    }

    fn chen() -> StaffId {
        StaffId(Uuid::from_u128(2))
    }

    /// On leave.
    fn wang() -> StaffId {
        StaffId(Uuid::from_u128(3))
    }

    fn now() -> Moment {
        domain::moment::Day::parse("2026-11-23").expect("a day").at(12, 0)
    }

    fn hours(hours: i64) -> i64 {
        now().plus_millis(hours * HOUR).millis()
    }

    /// A case as the protocol carries it; `changes` are laid over a complaint that Lin took on this morning.
    fn index(cases: &[Value]) -> Index {
        let cases = cases.iter().enumerate().map(|(place, changes)| {
            let mut case = json!({
                "id": Uuid::from_u128(place as u128 + 1), "rev": 2,
                "number": { "year": 2026, "serial": place + 1 }, "state": "accepted", "resume_to": null,
                "first_receiver": lin(), "assignee": lin(), "filed_at": hours(-3), "received_at": hours(-3),
                "due": null, "object_until": null, "timeline": [],
                "complaint": {
                    "kind": changes["kind"].as_str().unwrap_or("complaint"), "merchant": "unsure", "goods": "电饭煲",
                    "goods_kind": "appliance", "purchased_on": null, "amount": 32000, "category": "quality",
                    "facts": "插电不加热，商家不肯退。", "demand_amount": null, "demand_words": null,
                    "mediation_consent": true, "contact": null, "publication_consent": false, "privacy_notice": 1
                }
            });
            for (key, value) in changes.as_object().into_iter().flatten().filter(|(key, _)| *key != "kind") {
                case[key] = value.clone();
            }
            let case = serde_json::from_value(case).expect("a case");
            (
                CaseId(Uuid::from_u128(place as u128 + 1)),
                Arc::new(CaseOnDesk { case, pending: vec![], refused: vec![] }),
            )
        });
        Index::default().renewed(Arc::new(cases.collect::<BTreeMap<_, _>>()), [wang()].into())
    }

    fn view(id: StaffId) -> Viewer {
        Viewer { id, role: Role::Receptionist }
    }

    fn due(in_hours: i64) -> Value {
        json!({ "at": hours(in_hours), "tentative": false })
    }

    fn entry(state: &str, event: &Value) -> Value {
        json!({ "at": hours(-1), "made_at": hours(-1), "by": "server", "state": state, "event": event })
    }

    fn warned(percent: u8) -> Value {
        json!({ "warned": { "warning": { "promise": "answer", "since": 2, "percent": percent } } })
    }

    /// The server told a supervisor that the clock of this state ran out.
    fn escalated(state: &str) -> Value {
        json!([entry(state, &warned(100))])
    }

    /// The merchant was asked, and has answered.
    fn answered() -> Value {
        let asked = json!({ "sent_to_merchant": { "request": "请答复", "due": due(40) } });
        let said = json!({ "merchant_replied": { "stance": "offers", "words": "可以换", "due": due(60) } });
        json!([entry("with_merchant", &asked), entry("with_merchant", &warned(100)), entry("with_merchant", &said)])
    }

    fn serials(group: &Group) -> Vec<u128> {
        group.first.iter().map(|id| id.0.as_u128()).collect()
    }

    #[test]
    fn lin_sees_what_is_hers_first_what_is_due_first() {
        let index = index(&[
            json!({ "due": due(30) }),
            json!({ "due": due(2) }),
            json!({ "assignee": chen(), "due": due(1) }),
            json!({ "state": "closed" }),
            json!({ "merged_into": Uuid::from_u128(1) }),
        ]);
        let day = Day::of(&index, view(lin()), now());
        assert_eq!((day.mine.count, serials(&day.mine)), (2, vec![2, 1]));
        assert_eq!(Day::of(&index, view(chen()), now()).mine.count, 1);
    }

    #[test]
    fn what_a_supervisor_was_told_of_stands_before_what_is_later_still() {
        let day = Day::of(
            &index(&[
                json!({ "due": due(-20) }),
                json!({ "assignee": chen(), "due": due(-2), "timeline": escalated("accepted") }),
                json!({ "due": due(3) }),
                json!({ "due": due(40) }),
            ]),
            view(lin()),
            now(),
        );
        assert_eq!((day.late.count, serials(&day.late)), (2, vec![2, 1]));
        assert_eq!((day.soon.count, serials(&day.soon)), (1, vec![3]));
    }

    #[test]
    fn every_open_case_waits_for_one_only_and_nobodys_case_for_a_taker() {
        let day = Day::of(
            &index(&[
                json!({ "state": "needs_more" }),
                json!({ "state": "with_merchant" }),
                json!({ "state": "with_merchant", "assignee": chen() }),
                json!({ "state": "testing" }),
                json!({ "state": "awaiting_performance" }),
                json!({ "state": "needs_more", "assignee": null }),
                json!({ "timeline": escalated("accepted") }),
                // Once its answer is written down it is staff's turn, and nobody has to be told of its silence.
                json!({ "state": "with_merchant", "timeline": answered() }),
                json!({ "state": "with_merchant", "timeline": escalated("with_merchant") }),
                json!({ "state": "needs_more", "timeline": escalated("needs_more") }),
                json!({ "state": "awaiting_performance", "timeline": escalated("awaiting_performance") }),
                json!({}),
                json!({ "state": "withdrawn", "assignee": null }),
            ]),
            view(lin()),
            now(),
        );
        let waiting: Vec<_> = day.waiting.iter().map(|group| (group.filter.code(), group.count)).collect();
        let expected =
            [("nobody", 1), ("supervisor", 4), ("consumer", 1), ("merchant", 2), ("testing", 1), ("performance", 1)];
        assert_eq!(waiting, expected);
    }

    #[test]
    fn a_case_of_a_colleague_on_leave_waits_for_a_taker() {
        let day = Day::of(&index(&[json!({ "assignee": wang(), "state": "with_merchant" })]), view(lin()), now());
        assert_eq!(
            day.waiting.iter().map(|group| (group.filter.code(), group.count)).collect::<Vec<_>>(),
            [("nobody", 1)]
        );
    }

    #[test]
    fn what_has_used_most_of_its_time_stands_there_before_its_last_day_comes() {
        let told = |percent| json!([entry("accepted", &warned(percent))]);
        let day = Day::of(
            &index(&[
                json!({ "due": due(40), "timeline": told(80) }),
                json!({ "due": due(40), "timeline": told(50) }),
                json!({ "due": due(3), "timeline": told(80) }),
                json!({ "due": due(-3), "timeline": told(100) }),
                json!({ "due": due(40), "state": "closed", "timeline": told(80) }),
            ]),
            view(lin()),
            now(),
        );
        assert_eq!((day.nearly.count, serials(&day.nearly)), (1, vec![1]));
        assert_eq!((serials(&day.soon), serials(&day.late)), (vec![3], vec![4]));
    }

    #[test]
    fn a_question_is_counted_apart_from_complaints() {
        let ended_at = |at: i64| json!([{ "at": at, "made_at": at, "by": "server", "state": "closed", "event": null }]);
        let day = Day::of(
            &index(&[
                json!({}),
                json!({ "received_at": hours(-30) }),
                json!({ "kind": "inquiry", "state": "closed", "timeline": ended_at(hours(-1)) }),
                json!({ "kind": "inquiry", "state": "closed", "timeline": ended_at(hours(-30)), "received_at": hours(-50) }),
            ]),
            view(lin()),
            now(),
        );
        let tally = |kind, received, ended, open| Tally { kind, received, ended, open };
        let expected = [tally(Kind::Inquiry, 1, 1, 0), tally(Kind::Complaint, 1, 0, 2), tally(Kind::Report, 0, 0, 0)];
        assert_eq!((day.tallies.as_slice(), day.open), (expected.as_slice(), 2));
    }

    #[test]
    fn a_word_after_the_end_does_not_count_as_an_end_of_today() {
        let entry = |at: i64| json!({ "at": at, "made_at": at, "by": "server", "state": "closed", "event": null });
        let index = index(&[json!({ "state": "closed", "timeline": [entry(hours(-30)), entry(hours(-1))] })]);
        assert_eq!(Day::of(&index, view(lin()), now()).tallies.iter().map(|tally| tally.ended).sum::<usize>(), 0);
    }
}
