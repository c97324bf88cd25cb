//! A shared tablet is opened by one person, locked, and opened by another.

use domain::ids::StaffId;
use sync::engine::{Event, Identity, Lane, OutboxRow, PersistedState, RowState, Write};
use sync::protocol::{Outcome, Receipt, Seq};
use uuid::Uuid;

use crate::bench::{Bench, LIFE, MAI, applied, filing, member, note};

const LIN: StaffId = StaffId(Uuid::from_u128(99));

/// What lies on the disk for whoever cannot open the vault.
fn locked(rows: &[OutboxRow]) -> Event {
    let sealed = rows.iter().map(|row| row.op.id).collect();
    Event::Switched { staff: None, stored: PersistedState { sealed, ..PersistedState::default() } }
}

fn opened(staff: StaffId, rows: Vec<OutboxRow>) -> Event {
    Event::Switched { staff: Some(staff), stored: PersistedState { rows, ..PersistedState::default() } }
}

#[test]
fn a_locked_tablet_holds_nothing_of_the_house_in_memory_and_sends_nothing_of_it() {
    let mut bench = Bench::started(vec![note(1, 1)], Some(MAI));
    assert_eq!(bench.sent(), [1]);
    bench.push.take();
    bench.pull.take();
    bench.tell(locked(&[note(1, 1)]));
    assert_eq!(bench.engine.rows().count(), 0);
    assert!(bench.push.is_none(), "what was on its way is sent again once the tablet is opened");
    assert_eq!(bench.status.as_ref().map(|status| status.waiting), Some(0));
}

#[test]
fn what_was_not_sent_before_the_lock_goes_out_once_after_it() {
    let mut bench = Bench::started(vec![note(1, 1)], Some(MAI));
    bench.push.take();
    bench.pull.take();
    bench.tell(locked(&[note(1, 1)]));
    bench.pull.take();
    bench.tell(opened(MAI, vec![note(1, 1)]));
    assert_eq!(bench.sent(), [1]);
    bench.deliver();
    assert!(bench.engine.rows().all(|row| matches!(row.state, RowState::Receipted { .. })));
}

#[test]
fn a_colleague_who_opens_the_tablet_does_not_send_what_another_wrote() {
    let mut bench = Bench::started(vec![note(1, 1)], Some(MAI));
    bench.push.take();
    bench.pull.take();
    bench.tell(opened(LIN, vec![note(1, 1)]));
    assert!(bench.push.is_none());
    assert_eq!(bench.engine.rows().count(), 1, "it waits for its author");
}

#[test]
fn what_the_disk_refused_to_keep_survives_the_lock_in_memory() {
    let mut bench = Bench::started(vec![], Some(MAI));
    bench.pull.take();
    bench.tell(Event::Queued { row: Box::new(note(1, 1)) });
    bench.push.take();
    bench.tell(locked(&[]));
    assert_eq!(bench.engine.rows().count(), 1);
    assert!(bench.push.is_none(), "but nobody sends it");
    bench.pull.take();
    bench.tell(opened(MAI, vec![]));
    assert_eq!(bench.sent(), [1]);
}

#[test]
fn an_answer_from_before_the_lock_says_nothing_after_it() {
    let mut bench = Bench::started(vec![note(1, 1)], Some(MAI));
    let answer = bench.receipts(applied);
    let (request, ..) = bench.push.take().expect("sent");
    bench.pull.take();
    bench.tell(locked(&[note(1, 1)]));
    bench.pull.take();
    bench.tell(opened(MAI, vec![note(1, 1)]));
    bench.tell(Event::PushAnswered { request, result: Ok(answer) });
    assert!(bench.engine.rows().all(|row| row.state == RowState::Waiting), "its own push is under way");
    bench.deliver();
    assert!(bench.engine.rows().all(|row| matches!(row.state, RowState::Receipted { .. })));
}

#[test]
fn a_consumers_case_on_the_tablet_goes_on_whoever_opens_it() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.deliver();
    bench.pull.take();
    let rows: Vec<_> = bench.engine.rows().cloned().collect();
    bench.tell(opened(MAI, rows));
    assert!(bench.push.is_none(), "it is delivered and stays so");
    assert_eq!(bench.engine.rows().filter(|row| row.lane == Lane::Consumer).count(), 1);
}

#[test]
fn what_a_supervisor_took_over_is_no_longer_waiting_and_can_be_dropped() {
    let mut bench = Bench::started(vec![note(1, 1)], Some(MAI));
    bench.push.take();
    bench.pull.take();
    let row = note(1, 1);
    let outcome = Outcome::Quarantined { code: "account_closed".into(), detail: domain::words::Bilingual::default() };
    let receipts = vec![Receipt { op: row.op.id, hash: row.op.hash.clone(), seq: Seq(9), outcome }];
    bench.tell(Event::HandedOver { epoch: LIFE, receipts });
    assert_eq!(bench.status.as_ref().map(|status| (status.waiting, status.set_aside)), Some((0, 1)));
    bench.tell(Event::Forget { ops: vec![row.op.id] });
    assert_eq!(bench.engine.rows().count(), 0);
}

#[test]
fn what_an_older_version_kept_unsealed_leaves_the_disk_at_the_first_start() {
    let stored = PersistedState { replica: vec![member(1, 1, 1)], ..PersistedState::default() };
    let mut bench = Bench::with(stored, Identity::default(), true);
    let writes = bench.persisted();
    assert!(writes.iter().any(|write| matches!(write, Write::Remove(_))));
    assert!(writes.iter().any(|write| matches!(write, Write::Cursor { cursor: None, .. })));
    assert_eq!(bench.engine.replica().iter().count(), 0);
}
