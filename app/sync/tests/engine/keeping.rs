//! What is written on the device, when the disk refuses, and what may be forgotten.

use sync::engine::{Cursor, Event, Identity, PersistedState, Purpose, RowState, ScopeKey, StorageFailure, Write};

use crate::bench::{Bench, LIFE, filing, op_id, supplement};

fn rows_written(writes: &[Write]) -> Vec<u128> {
    writes
        .iter()
        .filter_map(|write| if let Write::Row(row) = write { Some(row.op.id.0.as_u128()) } else { None })
        .collect()
}

#[test]
fn a_receipt_is_written_onto_its_row() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.deliver();
    assert_eq!(rows_written(&bench.persisted()), [1]);
}

#[test]
fn a_disk_that_refuses_is_shown_and_asked_again_and_sending_goes_on() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.deliver();
    let (id, _) = bench.persist.take().expect("a transaction");
    bench.tell(Event::PersistFailed(id, StorageFailure::Unavailable));
    assert!(bench.status.as_ref().is_some_and(|status| status.storage_failed));
    bench.queue(supplement(2, 1));
    assert_eq!(bench.sent(), [2]);
    bench.deliver();
    bench.fire(Purpose::Store);
    assert_eq!(rows_written(&bench.persisted()), [1, 2], "what was refused comes first, with what came since");
    assert!(bench.status.as_ref().is_some_and(|status| !status.storage_failed));
}

#[test]
fn after_a_crash_before_the_receipt_was_written_it_is_sent_again() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.deliver();
    let again = Bench::started(vec![filing(1)], None);
    assert_eq!(again.sent(), [1]);
}

#[test]
fn a_disk_that_never_answers_is_asked_again() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.deliver();
    bench.persist = None;
    bench.fire(Purpose::Store);
    bench.fire(Purpose::Store);
    assert_eq!(rows_written(&bench.persisted()), [1]);
}

#[test]
fn when_another_tab_has_written_everything_is_read_again() {
    let mut bench = Bench::started(vec![], None);
    let page = bench.page(vec![], 3, false, &[]);
    bench.answer_pull(Ok(page));
    let (id, _) = bench.persist.take().expect("a transaction");
    bench.tell(Event::PersistFailed(id, StorageFailure::Stale));
    assert_eq!(bench.loads, 1);
    bench.queue(filing(1));
    assert!(bench.push.is_none(), "nothing before that");
    bench.tell(Event::Loaded { stored: PersistedState { rows: vec![filing(1)], ..PersistedState::default() } });
    assert_eq!(bench.sent(), [1]);
}

#[test]
fn a_row_queued_while_the_store_was_read_is_not_lost() {
    let mut bench = Bench::with(PersistedState::default(), Identity::default(), false);
    bench.queue(filing(1));
    bench.tell(Event::BecameLeader { stored: PersistedState::default() });
    assert_eq!(bench.sent(), [1]);
}

#[test]
fn only_the_leading_tab_sends() {
    let mut bench =
        Bench::with(PersistedState { rows: vec![filing(1)], ..PersistedState::default() }, Identity::default(), false);
    bench.tell(Event::Online);
    assert!(bench.push.is_none() && bench.pull.is_none());
    bench.tell(Event::BecameLeader { stored: PersistedState { rows: vec![filing(1)], ..PersistedState::default() } });
    assert_eq!(bench.sent(), [1]);
    bench.tell(Event::LostLeadership);
    bench.deliver();
    assert_eq!(bench.state(1), RowState::Waiting, "the answer is the new leader's business");
}

#[test]
fn the_kiosk_forgets_what_is_proven_and_nothing_else() {
    let mut bench = Bench::started(vec![filing(1), filing(2)], None);
    bench.tell(Event::Forget { ops: vec![op_id(1)] });
    assert_eq!(bench.state(1), RowState::Waiting);
    bench.deliver();
    bench.tell(Event::Forget { ops: vec![op_id(1)] });
    bench.persisted();
    assert!(bench.engine.row(op_id(1)).is_none());
    assert!(bench.persisted().contains(&Write::DropRow(op_id(1))));
}

#[test]
fn proof_from_an_earlier_life_of_the_server_is_offered_again_at_the_start() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.deliver();
    let rows: Vec<_> = bench.engine.rows().cloned().collect();
    let cursor = Cursor { epoch: crate::bench::NEXT_LIFE, seq: sync::protocol::Seq(4), scope: ScopeKey("x".into()) };
    let again = Bench::with(
        PersistedState { rows, cursor: Some(cursor), ..PersistedState::default() },
        Identity::default(),
        true,
    );
    assert_eq!(again.sent(), [1]);
    assert_ne!(LIFE, crate::bench::NEXT_LIFE);
}
