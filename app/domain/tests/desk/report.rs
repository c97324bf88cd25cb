//! 举报线索: a record of its own that no end of a mediation ends.

use domain::{
    case::{Command, Event, FailureReason, LinkKind, Outcome, Rejection, State, begin},
    form::{Field, Kind},
    ids::CaseId,
};
use uuid::Uuid;

use crate::bench::*;

const REPORT: CaseId = CaseId(Uuid::from_u128(43));

#[test]
fn a_mixed_filing_is_split_and_the_report_goes_on_when_mediation_ends() {
    let mut complaint = Desk::filed("2026-11-23 10:00");
    complaint.does(RECEPTION, Command::Accept);
    let split =
        Command::SplitReport { report: REPORT, facts: "店里还有过期食品在卖，货架第二层。".into() };
    let linked = complaint.linked(RECEPTION, &split, None).expect("split");
    let mut report = Desk::empty("2026-11-23 10:00");
    report.id = REPORT;
    let there = linked.there.expect("a report");
    assert_eq!(there.case, REPORT);
    report.take(RECEPTION, there.events);
    complaint.take(RECEPTION, linked.here);
    assert_eq!(report.case().state, State::Received);
    assert_eq!(report.case().complaint.kind, Kind::Report);
    assert_eq!(report.case().complaint.contact, None, "who reported it is not copied");
    assert_eq!(report.case().linked(LinkKind::Origin).collect::<Vec<_>>(), [complaint.id]);
    assert_eq!(complaint.case().linked(LinkKind::Report).collect::<Vec<_>>(), [REPORT]);
    assert!(complaint.linked(RECEPTION, &split, Some(report.case())).is_err(), "once");
    complaint.does(RECEPTION, Command::SendToMerchant { request: "请退款".into() });
    complaint.does(MEDIATOR, Command::StartMediation { consumer_consents: true, merchant_consents: true });
    complaint.does(MEDIATOR, Command::FailMediation { reason: FailureReason::NoReply, words: "商家没来".into() });
    assert_eq!(report.case().state, State::Received, "the end of mediation does not end it");
    report.does(RECEPTION, Command::Accept).does(SUPERVISOR, Command::Transfer { reference: String::new() });
    complaint.replays();
    report.replays();
}

#[test]
fn a_report_is_recorded_or_passed_on_but_never_mediated() {
    let mut report = Desk::filed_as("2026-11-23 10:00", "report", &[(Field::Anonymous, "yes")]);
    report.does(RECEPTION, Command::Accept);
    let mediate = Command::StartMediation { consumer_consents: true, merchant_consents: true };
    assert_eq!(report.refused(MEDIATOR, &mediate), Rejection::NotForReports);
    let settle = Command::SignSettlement { settlement: settlement("320", "2026-11-27") };
    assert_eq!(report.refused(RECEPTION, &settle), Rejection::NotForReports);
    report.does(RECEPTION, Command::Close { outcome: Outcome::Recorded, summary: "已登记，转品控检查".into() });
}

#[test]
fn a_device_begins_the_report_as_the_server_does_but_for_its_number() {
    let complaint = Desk::filed("2026-11-23 10:00");
    let split = Command::SplitReport { report: REPORT, facts: "店里还有过期食品在卖。".into() };
    let context = domain::case::Context { registration: None, ..complaint.context(RECEPTION) };
    let linked = domain::case::decide_linked(None, complaint.case.as_ref(), None, &split, &context).expect("split");
    let events = linked.there.expect("a report").events;
    assert!(!events.iter().any(|event| matches!(event, Event::Registered { .. })));
    let record =
        |event| domain::case::Record { rev: 1, at: complaint.now, made_at: complaint.now, by: RECEPTION, event };
    let waiting = begin(REPORT, &record(events[0].clone())).expect("filed");
    assert_eq!(waiting.state, State::Queued);
}
