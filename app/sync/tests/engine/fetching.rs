//! What is fetched, from where, and when the whole is fetched again.

use domain::ids::StaffId;
use sync::{
    engine::{Event, Failure, PersistedState, Purpose, RowState, ScopeRequest, State, Write},
    protocol::{Body, Change, DecodeError, Delta, Poke, PullAnswer, RawJson, Seq},
};
use uuid::Uuid;

use crate::bench::{Bench, LIFE, MAI, NEXT_LIFE, case, claim, filing, member, note, refused, supplement};

fn staff_bench() -> Bench {
    Bench::started(vec![], Some(MAI))
}

fn fetched(bench: &mut Bench, whole: &[Change], seq: i64) {
    let page = bench.page(whole.to_vec(), seq, false, whole);
    bench.answer_pull(Ok(page));
}

#[test]
fn sending_comes_before_fetching() {
    let mut bench = Bench::started(vec![filing(1)], None);
    assert!(bench.push.is_some() && bench.pull.is_none());
    bench.deliver();
    assert!(bench.pull.is_some());
}

#[test]
fn pages_are_fetched_until_there_is_no_more_and_the_cursor_is_stored_with_the_last() {
    let mut bench = staff_bench();
    let all = [member(1, 1, 1), member(2, 1, 2)];
    let first = bench.page(vec![all[0].clone()], 1, true, &all);
    bench.answer_pull(Ok(first));
    assert_eq!(bench.pull.as_ref().map(|pull| pull.1), Some(Seq(1)));
    let writes = bench.persisted();
    assert!(writes.iter().any(|write| matches!(write, Write::Put(_))));
    assert!(
        writes.iter().all(|write| !matches!(write, Write::Cursor { cursor: Some(_), .. })),
        "a crash now begins anew"
    );
    let last = bench.page(vec![all[1].clone()], 2, false, &all);
    bench.answer_pull(Ok(last));
    assert!(bench.persisted().iter().any(|write| matches!(write, Write::Cursor { cursor: Some(_), .. })));
    assert_eq!(bench.engine.replica().iter().count(), 2);
    assert!(bench.pull.is_none());
}

#[test]
fn a_poke_fetches_what_is_new_and_an_old_poke_nothing() {
    let mut bench = staff_bench();
    fetched(&mut bench, &[member(1, 1, 1)], 4);
    bench.tell(Event::Poked(Poke { seq: Seq(4), epoch: LIFE, delta: None }));
    assert!(bench.pull.is_none());
    bench.tell(Event::Poked(Poke { seq: Seq(5), epoch: LIFE, delta: None }));
    assert_eq!(bench.pull.as_ref().map(|pull| pull.1), Some(Seq(4)));
}

fn delta(staff: StaffId, since: i64, changes: Vec<Change>) -> Option<Delta> {
    Some(Delta { staff, since: Seq(since), changes })
}

#[test]
fn a_poke_that_brings_its_change_needs_no_second_round_trip() {
    let mut bench = staff_bench();
    fetched(&mut bench, &[member(1, 1, 1)], 4);
    bench.persisted();
    let delta = delta(MAI, 4, vec![member(1, 2, 5), member(2, 1, 6)]);
    bench.tell(Event::Poked(Poke { seq: Seq(6), epoch: LIFE, delta }));
    assert!(bench.pull.is_none());
    assert_eq!(bench.engine.replica().iter().map(|change| change.rev).collect::<Vec<_>>(), [2, 1]);
    let cursor = |write: &Write| matches!(write, Write::Cursor { cursor: Some(cursor), .. } if cursor.seq == Seq(6));
    assert!(bench.persisted().iter().any(cursor), "it is stored with its place");
    // What comes twice, or late, changes nothing.
    bench.tell(Event::Poked(Poke { seq: Seq(5), epoch: LIFE, delta: self::delta(MAI, 4, vec![member(1, 1, 5)]) }));
    assert_eq!(bench.engine.replica().iter().map(|change| change.rev).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn a_change_that_overtakes_the_receipt_of_what_was_done_here_waits_for_it() {
    let mut bench = staff_bench();
    fetched(&mut bench, &[member(1, 1, 1)], 4);
    bench.queue(note(1, 1));
    assert!(bench.push.is_some(), "it is on the way");
    let delta = delta(MAI, 4, vec![member(1, 2, 5)]);
    bench.tell(Event::Poked(Poke { seq: Seq(5), epoch: LIFE, delta }));
    assert_eq!(bench.engine.replica().iter().map(|change| change.rev).collect::<Vec<_>>(), [1], "not shown twice");
    bench.deliver();
    assert_eq!(bench.pull.as_ref().map(|pull| pull.1), Some(Seq(4)), "it is fetched once the receipt is here");
}

#[test]
fn a_change_that_does_not_follow_on_what_is_here_is_fetched_instead() {
    let somebody = StaffId(Uuid::from_u128(78));
    let foreign = [
        ("a gap before it", LIFE, MAI, 5),
        ("it reaches back further", LIFE, MAI, 3),
        ("another life of the server", NEXT_LIFE, MAI, 4),
        ("for somebody else", LIFE, somebody, 4),
    ];
    for (what, epoch, staff, since) in foreign {
        let mut bench = staff_bench();
        fetched(&mut bench, &[member(1, 1, 1)], 4);
        let delta = delta(staff, since, vec![member(1, 9, 7)]);
        bench.tell(Event::Poked(Poke { seq: Seq(7), epoch, delta }));
        assert_eq!(bench.pull.as_ref().map(|pull| pull.1), Some(Seq(4)), "{what}");
        assert_eq!(bench.engine.replica().iter().map(|change| change.rev).collect::<Vec<_>>(), [1], "{what}");
    }
}

#[test]
fn a_change_that_comes_while_a_fetch_is_on_its_way_waits_for_the_next_fetch() {
    let mut bench = staff_bench();
    fetched(&mut bench, &[member(1, 1, 1)], 4);
    bench.tell(Event::Poked(Poke { seq: Seq(5), epoch: LIFE, delta: None }));
    bench.tell(Event::Poked(Poke { seq: Seq(5), epoch: LIFE, delta: delta(MAI, 4, vec![member(1, 2, 5)]) }));
    let page = bench.page(Vec::new(), 4, false, &[member(1, 1, 1)]);
    bench.answer_pull(Ok(page));
    assert_eq!(bench.pull.as_ref().map(|pull| pull.1), Some(Seq(4)));
}

#[test]
fn a_kind_of_which_this_build_has_never_heard_is_kept_and_a_new_version_is_looked_for() {
    let mut bench = staff_bench();
    let dance = RawJson::from_text(r#"{"steps":3}"#.to_owned()).expect("JSON");
    let all = [Change { id: "waltz".into(), rev: 1, seq: Seq(3), body: Body::raw("dance", dance) }, member(1, 1, 1)];
    fetched(&mut bench, &all, 4);
    assert_eq!(bench.looked_for_update, 1);
    assert!(bench.engine.replica().of_kind("dance").next().is_some());
    assert_ne!(bench.engine.status().state, State::Differs, "nothing is wrong with what is shown");
}

#[test]
fn a_replica_that_differs_is_fetched_whole_once_in_ten_minutes() {
    let mut bench = staff_bench();
    fetched(&mut bench, &[member(1, 1, 1)], 1);
    let wrong = |bench: &mut Bench| {
        let page = bench.page(vec![], 2, false, &[member(9, 1, 1)]);
        bench.answer_pull(Ok(page));
    };
    bench.tell(Event::Visible);
    wrong(&mut bench);
    assert_eq!(bench.pull.as_ref().map(|pull| pull.1), Some(Seq(0)), "everything again");
    wrong(&mut bench);
    assert!(bench.pull.is_none(), "once is enough");
    assert_eq!(bench.shown(), State::Differs);
    bench.now += 11 * 60 * 1_000;
    bench.tell(Event::Visible);
    wrong(&mut bench);
    assert_eq!(bench.pull.as_ref().map(|pull| pull.1), Some(Seq(0)), "and again after a while");
    fetched(&mut bench, &[member(9, 1, 1)], 3);
    assert_eq!(bench.shown(), State::AllDelivered);
    assert_eq!(bench.engine.replica().iter().map(|change| change.id.clone()).collect::<Vec<_>>(), [member(9, 1, 1).id]);
}

#[test]
fn a_restored_server_is_offered_what_it_lost_in_order_before_anything_is_fetched() {
    let mut bench = Bench::started(vec![filing(1), supplement(2, 1)], None);
    bench.settle();
    assert!(bench.engine.rows().all(|row| matches!(row.state, RowState::Receipted { epoch: LIFE, .. })));
    bench.life = NEXT_LIFE;
    bench.tell(Event::Visible);
    let page = bench.page(vec![], 1, false, &[]);
    bench.answer_pull(Ok(page));
    assert_eq!(bench.sent(), [1, 2]);
    assert!(bench.pull.is_none());
    bench.deliver();
    assert_eq!(bench.pull.as_ref().map(|pull| pull.1), Some(Seq(0)));
    bench.settle();
    assert!(bench.engine.rows().all(|row| matches!(row.state, RowState::Receipted { epoch: NEXT_LIFE, .. })));
}

#[test]
fn what_a_restored_server_no_longer_has_leaves_the_replica_with_the_last_page() {
    let mut bench = staff_bench();
    fetched(&mut bench, &[member(1, 1, 1), member(2, 1, 2)], 2);
    bench.life = NEXT_LIFE;
    bench.tell(Event::Visible);
    fetched(&mut bench, &[], 1);
    assert_eq!(bench.engine.replica().iter().count(), 2, "an answer to a cursor of another life changes nothing");
    fetched(&mut bench, &[member(1, 3, 1)], 1);
    assert_eq!(bench.engine.replica().iter().map(|change| change.rev).collect::<Vec<_>>(), [3]);
}

#[test]
fn the_code_of_a_case_that_is_still_here_is_not_asked_for() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.answer_push(Err(refused(503, None)));
    assert_eq!(bench.pull.as_ref().map(|pull| pull.3.clone()), Some(ScopeRequest::Claims(vec![])));
    let page = bench.page(vec![], 1, false, &[]);
    bench.answer_pull(Ok(page));
    bench.fire(Purpose::Push);
    bench.deliver();
    assert_eq!(
        bench.pull.as_ref().map(|pull| (pull.1, pull.3.clone())),
        Some((Seq(0), ScopeRequest::Claims(vec![claim(1)])))
    );
}

#[test]
fn an_answer_for_whoever_was_signed_in_before_is_thrown_away() {
    let mut bench = staff_bench();
    let (request, ..) = bench.pull.take().expect("asked for staff");
    bench.tell(Event::Switched { staff: None, stored: PersistedState::default() });
    let late = bench.page(vec![member(1, 1, 1)], 1, false, &[member(1, 1, 1)]);
    bench.tell(Event::PullAnswered { request, result: Ok(late) });
    assert_eq!(bench.engine.replica().iter().count(), 0);
    assert_eq!(bench.pull.as_ref().map(|pull| pull.3.clone()), Some(ScopeRequest::Claims(vec![])));
}

#[test]
fn without_pokes_it_looks_by_itself() {
    let mut bench = staff_bench();
    fetched(&mut bench, &[], 1);
    bench.fire(Purpose::Pull);
    assert!(bench.pull.is_some());
}

#[test]
fn an_answer_of_a_newer_server_is_told_from_a_page_that_is_none() {
    let bench = staff_bench();
    let all = [member(1, 1, 1)];
    let page = serde_json::to_string(&bench.page(all.to_vec(), 1, false, &all)).expect("it is JSON");
    assert!(PullAnswer::read(&page).is_ok());
    let newer =
        page.replace("\"unknown_claims\"", "\"changes_in_another_shape\"").replace("\"changes\":[", "\"changes\":[7,");
    assert_ne!(newer, page);
    assert_eq!(PullAnswer::read(&newer), Err(DecodeError::Newer));
    for foreign in ["<html>please sign in</html>", "{}", "", &page[..page.len() - 1]] {
        assert_eq!(PullAnswer::read(foreign), Err(DecodeError::Foreign), "{foreign}");
    }
}

#[test]
fn a_kind_that_this_build_cannot_read_is_kept_and_counted_and_nothing_is_said_to_be_wrong() {
    let mut bench = staff_bench();
    let strange = RawJson::from_text(r#"{"steps":["left","right"]}"#.to_owned()).expect("it is JSON");
    let dance = Change { id: "waltz".to_owned(), rev: 3, seq: Seq(2), body: Body::raw("dance".to_owned(), strange) };
    let all = [member(1, 1, 1), dance.clone()];
    fetched(&mut bench, &all, 2);
    assert_eq!((bench.looked_for_update, bench.shown()), (1, State::AllDelivered), "a later version may read it");
    assert_eq!(bench.engine.replica().get(&dance.key()), Some(&dance), "to the letter");
    let stored = serde_json::to_string(&dance).expect("it is JSON");
    assert_eq!(serde_json::from_str::<Change>(&stored).expect("it reads"), dance, "also from the disk");
}

#[test]
fn a_device_that_is_behind_the_server_looks_for_a_new_version_and_goes_on_sending() {
    let mut bench = staff_bench();
    fetched(&mut bench, &[member(1, 1, 1)], 1);
    bench.tell(Event::Poked(Poke { seq: Seq(2), epoch: LIFE, delta: None }));
    bench.answer_pull(Err(Failure::Newer));
    assert_eq!((bench.looked_for_update, bench.shown()), (1, State::Differs));
    assert_eq!(bench.engine.replica().iter().count(), 1, "what was there stays");
    bench.fire(Purpose::Pull);
    let all = [member(1, 2, 2)];
    fetched(&mut bench, &all, 2);
    assert_eq!((bench.looked_for_update, bench.shown()), (1, State::AllDelivered));
}

/// What is new, what is left of everything, and the numbers of the cases that left the scope.
fn left(bench: &mut Bench, new: &[Change], whole: &[Change], gone: &[u128], seq: i64) {
    let mut page = bench.page(new.to_vec(), seq, false, whole);
    page.gone = gone.iter().map(|number| domain::ids::CaseId(Uuid::from_u128(*number))).collect();
    bench.answer_pull(Ok(page));
}

fn held(bench: &Bench) -> Vec<String> {
    bench.engine.replica().iter().map(|change| change.id.clone()).collect()
}

#[test]
fn a_case_that_left_the_scope_leaves_the_device_and_nothing_is_fetched_again() {
    let mut bench = staff_bench();
    fetched(&mut bench, &[case(1, 3, 1), case(2, 1, 2)], 2);
    bench.persisted();
    bench.tell(Event::Poked(Poke { seq: Seq(3), epoch: LIFE, delta: None }));
    // One that never was here is no matter.
    left(&mut bench, &[], &[case(2, 1, 2)], &[1, 7], 3);
    assert_eq!(held(&bench), [case(2, 1, 2).id]);
    assert_eq!((bench.shown(), bench.pull.is_none()), (State::AllDelivered, true));
    let writes = bench.persisted();
    let removed = writes.iter().filter(|write| matches!(write, Write::Remove(_))).count();
    assert_eq!(removed, 1, "{writes:?}");
    assert!(writes.iter().any(|write| matches!(write, Write::Cursor { cursor: Some(_), .. })));
}

#[test]
fn a_case_that_is_taken_up_again_comes_back() {
    let mut bench = staff_bench();
    fetched(&mut bench, &[case(1, 3, 1)], 1);
    bench.tell(Event::Visible);
    left(&mut bench, &[], &[], &[1], 2);
    assert_eq!(held(&bench), Vec::<String>::new());
    bench.tell(Event::Visible);
    let again = [case(1, 4, 3)];
    left(&mut bench, &again, &again, &[], 3);
    assert_eq!((held(&bench), bench.shown()), (vec![again[0].id.clone()], State::AllDelivered));
}

#[test]
fn a_case_that_leaves_while_everything_is_fetched_is_not_kept_by_an_earlier_page() {
    let mut bench = staff_bench();
    let all = [case(1, 3, 1), case(2, 1, 2)];
    let first = bench.page(vec![all[0].clone()], 1, true, &all);
    bench.answer_pull(Ok(first));
    left(&mut bench, &all[1..], &all[1..], &[1], 3);
    assert_eq!((held(&bench), bench.shown()), (vec![all[1].id.clone()], State::AllDelivered));
    assert!(bench.pull.is_none());
}

#[test]
fn an_older_build_that_hears_nothing_of_leaving_fetches_everything_once() {
    let mut bench = staff_bench();
    fetched(&mut bench, &[case(1, 3, 1), case(2, 1, 2)], 2);
    bench.tell(Event::Visible);
    left(&mut bench, &[], &[case(2, 1, 2)], &[], 3);
    assert_eq!(bench.pull.as_ref().map(|pull| pull.1), Some(Seq(0)));
    fetched(&mut bench, &[case(2, 1, 2)], 3);
    assert_eq!((held(&bench), bench.pull.is_none()), (vec![case(2, 1, 2).id], true));
}
