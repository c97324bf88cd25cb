//! Duplicates: merged by a supervisor, reversibly, with each consumer seeing their own case only.

use domain::{
    case::{Command, Outcome, Rejection, State, follow_ups},
    ids::CaseId,
};
use uuid::Uuid;

use crate::bench::*;

const FIRST: CaseId = CaseId(Uuid::from_u128(41));

/// 王女士 filed at the desk, and her husband on his phone.
fn twice() -> (Desk, Desk) {
    let (mut first, second) = (Desk::filed("2026-11-23 10:00"), Desk::filed("2026-11-23 10:20"));
    first.id = FIRST;
    first.case.as_mut().expect("filed").id = FIRST;
    first.does(RECEPTION, Command::Accept);
    first.does(RECEPTION, Command::Note { words: "王女士说不要告诉她先生".into() });
    (first, second)
}

fn merge() -> Command {
    Command::Merge { into: FIRST, words: "同一台电饭煲".into() }
}

fn merged() -> (Desk, Desk) {
    let (mut first, mut second) = twice();
    let linked = second.linked(SUPERVISOR, &merge(), first.case.as_ref()).expect("merged");
    second.take(SUPERVISOR, linked.here);
    first.take(SUPERVISOR, linked.there.expect("there").events);
    (first, second)
}

#[test]
fn only_a_supervisor_merges_and_what_is_internal_stays_internal() {
    let (first, mut second) = twice();
    assert!(matches!(second.refused(RECEPTION, &merge()), Rejection::WrongRole { .. }));
    drop(first);
    let (mut first, mut second) = merged();
    assert_eq!((second.case().merged_into, first.case().duplicates.as_slice()), (Some(FIRST), &[second.id][..]));
    assert_eq!(second.refused(RECEPTION, &Command::Accept), Rejection::Merged);
    first.does(RECEPTION, Command::Note { words: "先生打过电话".into() });
    for public in [first.public(), second.public()] {
        for internal in ["不要告诉", "打过电话", "同一台"] {
            assert!(!public.contains(internal), "{internal}");
        }
    }
    assert!(!second.public().contains(&FIRST.to_string()), "which case it goes on in is not the consumer's to know");
    assert_eq!(second.due(), "none");
    first.replays();
    second.replays();
}

#[test]
fn a_merge_is_undone_and_the_clock_goes_on_where_it_stood() {
    let (mut first, mut second) = merged();
    second.at("2026-11-25 10:20");
    let undo = Command::Unmerge { words: "是两台".into() };
    let linked = second.linked(SUPERVISOR, &undo, None).expect("separated");
    let there = linked.there.expect("there");
    assert_eq!(there.case, FIRST);
    second.take(SUPERVISOR, linked.here);
    first.take(SUPERVISOR, there.events);
    assert!(first.case().duplicates.is_empty());
    assert_eq!(second.due(), "2026-11-26 17:30", "two working days were not counted");
    second.does(RECEPTION, Command::Accept);
    second.replays();
}

#[test]
fn both_consumers_hear_of_the_end_and_nothing_else() {
    let (mut first, mut second) = merged();
    let before = first.case().state;
    first.does(RECEPTION, Command::Close { outcome: Outcome::SettledOnSite, summary: "已退款给王女士".into() });
    let told = follow_ups(before, first.case());
    assert_eq!(told.len(), 1);
    second.take(SERVER, told[0].events.clone());
    let public = second.public();
    assert!(public.contains("合并办理的案件：已办结") && !public.contains("退款给王女士"));
    assert!(follow_ups(State::Closed, first.case()).is_empty(), "told once");
}

#[test]
fn what_does_not_fit_is_not_merged() {
    let (first, second) = twice();
    let into = |case, other: Option<&Desk>| {
        let command = Command::Merge { into: case, words: String::new() };
        second.linked(SUPERVISOR, &command, other.and_then(|desk| desk.case.as_ref())).map(|_| ())
    };
    assert_eq!(into(second.id, Some(&second)), Err(Rejection::CannotMerge));
    assert_eq!(into(FIRST, None), Err(Rejection::NoSuchCase));
    let mut ended = first.clone();
    ended.does(CONSUMER, Command::Withdraw { words: String::new() });
    assert_eq!(into(FIRST, Some(&ended)), Err(Rejection::CannotMerge));
    let mut paid = first.clone();
    paid.case.as_mut().expect("filed").state = State::AdvancePayment;
    let into_second = Command::Merge { into: second.id, words: String::new() };
    let merged = paid.linked(SUPERVISOR, &into_second, second.case.as_ref()).map(|_| ());
    assert_eq!(merged, Err(Rejection::CannotMerge), "money is on its way");
    let mut question = Desk::filed_as("2026-11-23 10:00", "inquiry", &[]);
    question.case.as_mut().expect("filed").id = FIRST;
    assert_eq!(into(FIRST, Some(&question)), Err(Rejection::CannotMerge));
    assert_eq!(into(FIRST, Some(&first)), Ok(()));
}
