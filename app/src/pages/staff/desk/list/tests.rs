//! Which cases a person sees, and in which order.

use super::*;
use crate::{
    desk::CaseOnDesk,
    pages::staff::desk::{history::history, index::Index},
};
use domain::{
    case::{Case, Event, Record, evolve},
    mechanism::Mechanism,
    moment::Day,
    role::Actor,
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use uuid::Uuid;

const ME: StaffId = StaffId(Uuid::from_u128(1));
const COLLEAGUE: StaffId = StaffId(Uuid::from_u128(2));
const LIN: Viewer = Viewer { id: ME, role: Role::Receptionist };

fn now() -> Moment {
    Day::parse("2026-11-23").expect("a day").at(12, 0)
}

fn hours(hours: i64) -> i64 {
    now().plus_millis(hours * 3_600_000).millis()
}

/// A case of mine, as the protocol carries it; `changes` are laid over it, those of `filing` over its filing.
fn case(serial: u32, state: &str, due_in_hours: Option<i64>, changes: &Value) -> Case {
    let mut case = json!({
        "id": Uuid::from_u128(u128::from(serial)), "rev": 2, "number": { "year": 2026, "serial": serial },
        "state": state, "resume_to": null, "first_receiver": ME, "assignee": ME, "filed_at": hours(-1),
        "received_at": hours(-1), "due": due_in_hours.map(|due| json!({ "at": hours(due), "tentative": false })),
        "object_until": null, "timeline": [],
        "complaint": {
            "kind": "complaint", "merchant": "unsure", "goods": "电饭煲", "goods_kind": "appliance",
            "purchased_on": null, "amount": 32000, "category": "quality", "facts": "插电不加热，商家不肯退。",
            "demand_amount": null, "demand_words": null, "mediation_consent": true, "contact": null,
            "publication_consent": false, "privacy_notice": 1
        }
    });
    for (key, value) in changes.as_object().into_iter().flatten() {
        match value {
            Value::Object(of_filing) if key == "filing" => {
                for (key, value) in of_filing {
                    case["complaint"][key] = value.clone();
                }
            }
            _ => case[key] = value.clone(),
        }
    }
    serde_json::from_value(case).expect("a case")
}

fn desk(cases: &[Case]) -> Arc<BTreeMap<CaseId, Arc<CaseOnDesk>>> {
    let on_desk = |case: &Case| Arc::new(CaseOnDesk { case: case.clone(), pending: vec![], refused: vec![] });
    Arc::new(cases.iter().map(|case| (case.id, on_desk(case))).collect())
}

fn index(cases: &[Case]) -> Index {
    Index::default().renewed(desk(cases), BTreeSet::new())
}

fn serials(ids: Vec<CaseId>) -> Vec<u128> {
    ids.into_iter().map(|id| id.0.as_u128()).collect()
}

fn plain_case(serial: u32, state: &str, due: Option<i64>) -> Case {
    case(serial, state, due, &json!({}))
}

#[test]
fn what_is_due_first_stands_first_and_the_green_channel_before_it() {
    let index = index(&[
        plain_case(1, "accepted", Some(5)),
        plain_case(2, "accepted", Some(-1)),
        case(3, "received", Some(30), &json!({ "filing": { "green_reasons": ["elderly"] } })),
        plain_case(4, "testing", None),
        plain_case(5, "closed", None),
    ]);
    assert_eq!(serials(chosen(&index, Filter::Open, "", LIN, now())), [3, 2, 1, 4]);
    assert_eq!(serials(chosen(&index, Filter::Late, "", LIN, now())), [2]);
    assert_eq!(serials(chosen(&index, Filter::Today, "", LIN, now())), [1]);
    assert_eq!(serials(chosen(&index, Filter::Ended, "", LIN, now())), [5]);
    assert_eq!(counts(&index, &Filter::ALL, LIN, now()), [4, 4, 1, 1, 1]);
}

#[test]
fn a_supervisor_lifts_a_case_to_the_green_lane_and_takes_it_out_again() {
    let urgent = plain_case(1, "accepted", Some(2));
    let mut lifted = case(2, "accepted", Some(40), &json!({ "filing": { "green_reasons": ["elderly"] } }));
    let mut of_merchant = plain_case(3, "accepted", Some(30));
    let turn = |case: &mut Case, takes: bool| {
        let by = Actor::Staff { id: COLLEAGUE, role: Role::Supervisor };
        let word = json!({ "mechanism_overridden": { "which": "green_lane", "takes": takes, "reason": "情况特殊" } });
        let event: Event = serde_json::from_value(word).expect("an event");
        let record = Record { rev: case.rev + 1, at: now(), made_at: now(), by, event };
        *case = evolve(case.clone(), &record);
        assert_eq!(case.overrides.last().map(|word| word.mechanism), Some(Mechanism::GreenLane));
    };
    let order = |cases: &[&Case]| {
        let cases: Vec<Case> = cases.iter().map(|case| (*case).clone()).collect();
        serials(chosen(&index(&cases), Filter::Open, "", LIN, now()))
    };
    assert_eq!(order(&[&urgent, &lifted, &of_merchant]), [2, 1, 3]);
    turn(&mut of_merchant, true);
    turn(&mut lifted, false);
    assert_eq!(order(&[&urgent, &lifted, &of_merchant]), [3, 1, 2]);
}

#[test]
fn what_a_supervisor_was_told_of_stands_before_what_is_due_sooner() {
    let told = json!({ "warned": { "warning": { "promise": "answer", "since": 2, "percent": 100 } } });
    let told = json!([{ "at": hours(-1), "made_at": hours(-1), "by": "server", "state": "accepted", "event": told }]);
    let index =
        index(&[plain_case(1, "accepted", Some(-30)), case(2, "accepted", Some(-2), &json!({ "timeline": told }))]);
    assert_eq!(serials(chosen(&index, Filter::Open, "", LIN, now())), [2, 1]);
}

#[test]
fn mine_is_where_the_next_step_is_mine() {
    let answered = json!([
        { "at": hours(-2), "made_at": hours(-2), "by": "server", "state": "with_merchant",
          "event": { "merchant_replied": { "stance": "offers", "words": "" } } }
    ]);
    let index = index(&[
        plain_case(1, "with_merchant", Some(5)),
        case(2, "accepted", Some(5), &json!({ "assignee": COLLEAGUE })),
        case(3, "received", Some(6), &json!({ "assignee": null })),
        plain_case(4, "with_merchant", Some(-5)),
        case(5, "with_merchant", Some(7), &json!({ "timeline": answered })),
    ]);
    assert_eq!(serials(chosen(&index, Filter::Mine, "", LIN, now())), [4, 3, 5]);
    // Who takes no cases has none that nobody has, and no pill for them.
    for role in [Role::Regulator, Role::Quality] {
        let reader = Viewer { id: StaffId(Uuid::from_u128(9)), role };
        assert_eq!(serials(chosen(&index, Filter::Mine, "", reader, now())), [0; 0]);
        assert!(!pills(reader, false, reader.first_filter()).contains(&Filter::Mine));
    }
}

#[test]
fn what_was_refused_is_found_whoever_has_the_case_and_wherever_it_stands() {
    let refused = crate::desk::RefusedCommand {
        op: sync::protocol::OpId(Uuid::from_u128(7)),
        at: now(),
        claim: None,
        command: domain::case::Command::Accept,
        why: None,
        detail: domain::words::Bilingual::default(),
    };
    let cases = [
        plain_case(1, "accepted", None),
        case(2, "accepted", None, &json!({ "assignee": COLLEAGUE })),
        plain_case(3, "closed", None),
    ];
    let mut all = (*desk(&cases)).clone();
    for id in [2, 3] {
        let on_desk = all.get_mut(&CaseId(Uuid::from_u128(id))).expect("there");
        *on_desk = Arc::new(CaseOnDesk { refused: vec![refused.clone()], ..(**on_desk).clone() });
    }
    let index = Index::default().renewed(Arc::new(all), BTreeSet::new());
    assert_eq!(serials(chosen(&index, Filter::Refused, "", LIN, now())), [2, 3]);
    assert!(pills(LIN, true, Filter::Mine).contains(&Filter::Refused));
    assert!(!pills(LIN, false, Filter::Mine).contains(&Filter::Refused));
    assert!(pills(LIN, false, Filter::Nearly).ends_with(&[Filter::Nearly]));
}

#[test]
fn every_count_of_the_day_leads_to_a_filter_of_its_own() {
    let beside = [Filter::Refused, Filter::Nearly, Filter::Assigned];
    let all = Filter::ALL.into_iter().chain(beside).chain(Awaited::ALL.map(Filter::Awaited));
    for filter in all {
        assert_eq!(Filter::from_code(filter.code()), Some(filter));
    }
    assert_eq!(Filter::from_code("everything"), None);
}

#[test]
fn a_search_finds_ended_cases_too_and_reads_full_width_digits() {
    let named =
        |name: &str, stall: &str| json!({ "filing": { "merchant": { "named": { "name": name, "stall": stall } } } });
    let index = index(&[
        case(42, "closed", None, &named("佳电电器", "L2-031")),
        case(43, "accepted", Some(1), &named("Bosch", "L1-002")),
    ]);
    assert_eq!(serials(chosen(&index, Filter::Mine, "电饭煲", LIN, now())), [43, 42]);
    assert_eq!(serials(chosen(&index, Filter::Mine, "电饭煲 l2-031", LIN, now())), [42]);
    assert_eq!(serials(chosen(&index, Filter::Mine, "００４２", LIN, now())), [42]);
    assert_eq!(serials(chosen(&index, Filter::Mine, "bosch", LIN, now())), [43]);
    assert_eq!(serials(chosen(&index, Filter::Open, "没有", LIN, now())), [0; 0]);
}

#[test]
fn only_what_changed_is_read_again() {
    let cases = [plain_case(1, "accepted", None), plain_case(2, "accepted", None), plain_case(4, "accepted", None)];
    let first = index(&cases);
    let read = |index: &Index, place: usize| index[place].words.as_ptr();
    let (kept, changed) = (read(&first, 0), read(&first, 1));
    // The second changed, the third is gone, and another came between.
    let next = [cases[0].clone(), plain_case(2, "closed", None), plain_case(3, "received", None)];
    let next = first.renewed(desk(&next), BTreeSet::new());
    assert_eq!(next.iter().map(|case| case.id.0.as_u128()).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(read(&next, 0), kept);
    assert_ne!(read(&next, 1), changed);
    assert_eq!(next[1].state, domain::case::State::Closed);
}

#[test]
fn a_case_that_changes_finds_its_place_as_if_all_had_been_sorted_anew() {
    let mut cases: Vec<Case> = (1..=40).map(|serial| plain_case(serial, "accepted", Some(i64::from(serial)))).collect();
    let mut kept = index(&cases);
    for (turn, state) in
        ["accepted", "closed", "with_merchant", "withdrawn", "received"].into_iter().cycle().take(60).enumerate()
    {
        // To the front, to the end, among the ended and back; two at a time.
        for changed in [turn * 7 % 40, turn * 11 % 40] {
            let serial = u32::try_from(changed).expect("few") + 1;
            cases[changed] = plain_case(serial, state, Some(i64::try_from(turn * 13 % 50).expect("few") - 20));
        }
        kept = kept.renewed(desk(&cases), BTreeSet::new());
        let ids = |index: &Index| index.in_order().map(|case| case.id).collect::<Vec<_>>();
        assert_eq!(ids(&kept), ids(&index(&cases)), "turn {turn}");
    }
}

#[test]
fn a_merchants_history_is_found_however_its_name_was_typed() {
    let shop =
        |name: Value, stall: Value| json!({ "filing": { "merchant": { "named": { "name": name, "stall": stall } } } });
    let closed = json!([{
        "at": hours(-30), "made_at": hours(-30), "by": "server", "state": "closed",
        "event": { "closed": { "outcome": "settled_on_site", "summary": "退款", "object_until": hours(100) } }
    }]);
    let mut ended = shop(json!("佳电 电器"), json!("l2-031"));
    ended["timeline"] = closed;
    let index = index(&[
        case(1, "accepted", None, &shop(json!("佳电电器"), json!("L2-031"))),
        case(2, "closed", None, &ended),
        case(3, "withdrawn", None, &shop(json!("佳电电器"), json!(null))),
        case(4, "accepted", None, &shop(json!(null), json!("L2 031"))),
        case(5, "accepted", None, &shop(json!("别家"), json!("L2-031"))),
        case(6, "accepted", None, &json!({})),
    ]);
    let of = |serial: u128| history(&index, CaseId(Uuid::from_u128(serial)));
    let known = of(1);
    assert_eq!((known.count, known.open), (3, 1));
    assert_eq!(serials(known.latest), [4, 3, 2]);
    let ended: Vec<_> = known.ended.iter().map(|(how, count)| (how.zh, *count)).collect();
    assert_eq!(ended, [("已撤回", 1), ("现场和解", 1)]);
    assert_eq!(of(6).count, 0, "nobody knows against whom");
}
