//! Duplicates: merged by a supervisor, reversibly, with each consumer seeing their own case only.

use domain::{
    case::{Command, Event, Outcome, Rejection, State, follow_ups},
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
    first.does(RECEPTION, Command::Note { words: "王女士说不要告诉她先生".into(), mentions: Vec::new() });
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
    first.does(RECEPTION, Command::Note { words: "先生打过电话".into(), mentions: Vec::new() });
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

/// What the server tells the second case of a step of the first.
fn tell(first: &Desk, second: &mut Desk, before: State) {
    for follow in follow_ups(before, first.case()) {
        assert_eq!(follow.case, second.id);
        second.now = second.now.max(first.now);
        second.take(SERVER, follow.events);
    }
}

fn close_and_tell(first: &mut Desk, second: &mut Desk) {
    let before = first.case().state;
    first.does(RECEPTION, Command::Close { outcome: Outcome::SettledOnSite, summary: "已退款给王女士".into() });
    tell(first, second, before);
}

#[test]
fn the_second_consumer_reads_where_it_goes_on_and_not_where_it_was_left() {
    let (mut first, mut second) = merged();
    let seen = |desk: &Desk| desk.case().for_consumer(|_| None).merged_state;
    assert_eq!(seen(&second), Some(State::Accepted), "from the beginning");
    let before = first.case().state;
    first.does(RECEPTION, Command::SendToMerchant { request: "请退款".into() });
    tell(&first, &mut second, before);
    assert_eq!((seen(&second), second.case().state), (Some(State::WithMerchant), State::Received));
    assert!(second.public().contains("合并办理的案件：商户处理中"));
    close_and_tell(&mut first, &mut second);
    let view = second.case().for_consumer(|_| None);
    assert_eq!((view.merged_state, view.object_until), (Some(State::Closed), first.case().object_until));
    let before = first.case().state;
    first.does(CONSUMER, Command::Object { words: "钱没到账".into() });
    tell(&first, &mut second, before);
    let view = second.case().for_consumer(|_| None);
    assert_eq!((view.merged_state, view.object_until), (Some(State::Reopened), None));
    assert!(!second.public().contains("钱没到账"));
    assert_eq!(seen(&first), None);
    second.replays();
}

#[test]
fn the_second_consumer_says_that_it_is_solved_and_how_it_went() {
    let (mut first, mut second) = merged();
    let rate = Command::Rate { stars: 4, words: "两件一起办好了".into() };
    assert_eq!(second.refused(CONSUMER, &Command::ConfirmSolved), Rejection::Merged);
    assert_eq!(second.refused(CONSUMER, &rate), Rejection::Merged);
    close_and_tell(&mut first, &mut second);
    second.does(CONSUMER, Command::ConfirmSolved).does(CONSUMER, rate.clone());
    assert_eq!(second.refused(CONSUMER, &rate), Rejection::DoneAlready);
    assert_eq!(first.case().rating, None, "of their own case only");
    second.replays();
}

#[test]
fn where_it_is_not_solved_for_the_second_consumer_their_case_goes_on_by_itself() {
    let (mut first, mut second) = merged();
    let object = Command::Object { words: "退的是她的，不是我的".into() };
    assert_eq!(second.refused(CONSUMER, &object), Rejection::Merged, "it is still being worked on");
    first.at("2026-11-25 10:20");
    close_and_tell(&mut first, &mut second);
    let mut late = second.clone();
    assert_eq!(late.at("2026-12-03 00:00").refused(CONSUMER, &object), Rejection::TooLateToObject);
    second.at("2026-11-26 10:20");
    let linked = second.linked(CONSUMER, &object, None).expect("taken");
    let there = linked.there.expect("the other case");
    assert_eq!((there.case, there.events.as_slice()), (FIRST, &[Event::DuplicateReleased { from: second.id }][..]));
    second.take(CONSUMER, linked.here);
    first.take(CONSUMER, there.events);
    assert!(first.case().duplicates.is_empty() && first.case().state == State::Closed, "the first is left in peace");
    assert_eq!((second.case().state, second.case().merged_into), (State::Received, None));
    assert_eq!(second.due(), "2026-11-27 17:30", "three working days were not counted");
    let view = second.case().for_consumer(|_| None);
    assert_eq!((view.merged_state, view.object_until), (None, None));
    assert!(second.public().contains("不是我的"), "what they said is on record");
    second.does(RECEPTION, Command::Accept);
    first.replays();
    second.replays();
}

#[test]
fn an_objection_also_answers_the_question_that_was_open_when_it_was_merged() {
    let (mut first, mut second) = twice();
    second.does(RECEPTION, Command::AskMore { question: "小票？".into() });
    let linked = second.linked(SUPERVISOR, &merge(), first.case.as_ref()).expect("merged");
    second.take(SUPERVISOR, linked.here);
    first.take(SUPERVISOR, linked.there.expect("there").events);
    close_and_tell(&mut first, &mut second);
    let linked = second.linked(CONSUMER, &Command::Object { words: "没解决".into() }, None).expect("taken");
    second.take(CONSUMER, linked.here);
    assert_eq!((second.case().state, second.due().as_str()), (State::Received, "2026-11-24 17:30"));
    second.replays();
}

#[test]
fn a_refusal_says_to_a_consumer_what_they_can_do() {
    let words = Rejection::Merged.for_consumer();
    assert!(words.zh.contains("补充") && !words.zh.contains("主管"), "{}", words.zh);
    assert_eq!(Rejection::TooLateToObject.for_consumer(), Rejection::TooLateToObject.sentence());
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
