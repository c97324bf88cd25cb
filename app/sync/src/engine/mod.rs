//! The device's sync engine: events in, effects out. It decides what is sent, fetched, written and shown, and when.
//!
//! It has no clock, network, disk or random source. Each event comes with the device's time, which only spaces tries and
//! never decides anything about a case. Memory runs ahead of the store; a crash at any point leaves a store from which
//! everything is sent again that has no receipt, and the server answers a second time with the first receipt.

mod backoff;
mod effect;
mod event;
mod outbox;
mod pull;
mod push;
mod replica;
mod responses;
mod row;
mod scheduling;
mod status;
mod write_queue;

pub use effect::{Effect, Key, ScopeRequest, Write};
pub use event::{Event, Failure, Identity, PersistId, PersistedState, Purpose, RequestId, StorageFailure, Timer};
pub use replica::{Cursor, Replica, ScopeKey};
pub use row::{Lane, OutboxRow, RowState, SetAsideReason};
pub use status::{State, Status};

use domain::{ids::StaffId, moment::Moment};
use uuid::Uuid;

use crate::protocol::{Code, Epoch, OpId};
use backoff::{Backoff, Jitter};
use outbox::Outbox;
use pull::Pull;
use push::Push;
use write_queue::WriteQueue;

/// The engine of one tab.
#[derive(Clone, Debug)]
pub struct Engine {
    jitter: Jitter,
    /// Names requests, writes and timers.
    turn: u64,
    leader: bool,
    /// What was set aside is tried again once for each start.
    tried_again: bool,
    outbox: Outbox,
    replica: Replica,
    cursor: Option<Cursor>,
    /// The server's life, as last heard.
    epoch: Option<Epoch>,
    who: Identity,
    /// The server does not know the session any more.
    session_ended: bool,
    /// Counts sign-ins: what was asked under one before says nothing about this one.
    sign_ins: u64,
    outdated: bool,
    offline: bool,
    /// A captive portal answered last.
    captive: bool,
    /// The last request before the device said that its network is gone.
    lost_after: u64,
    last_contact: Option<Moment>,
    push: Push,
    /// Why the server took nothing at the last try.
    push_held: Option<Code>,
    pull: Pull,
    write_queue: WriteQueue,
    store_backoff: Backoff,
    /// The newest timer of each [`Purpose`].
    timers: [u64; 3],
    shown: Option<Status>,
    out: Vec<Effect>,
}

impl Engine {
    /// An engine that waits for [`Event::Started`]. The seed spreads devices in time; any number that differs will do.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            jitter: Jitter::new(seed),
            turn: 0,
            leader: false,
            tried_again: false,
            outbox: Outbox::default(),
            replica: Replica::default(),
            cursor: None,
            epoch: None,
            who: Identity::default(),
            session_ended: false,
            sign_ins: 0,
            outdated: false,
            offline: false,
            captive: false,
            lost_after: 0,
            last_contact: None,
            push: Push::default(),
            push_held: None,
            pull: Pull::default(),
            write_queue: WriteQueue::default(),
            store_backoff: Backoff::default(),
            timers: [0; 3],
            shown: None,
            out: Vec::new(),
        }
    }

    /// Takes an event at the device's time and gives what is to be done, in order.
    pub fn handle(&mut self, now: Moment, event: Event) -> Vec<Effect> {
        self.apply_event(now, event);
        self.work(now);
        self.show();
        std::mem::take(&mut self.out)
    }

    fn apply_event(&mut self, now: Moment, event: Event) {
        match event {
            Event::Started { stored, who, leader } => {
                (self.who, self.leader) = (who, leader);
                self.load(stored);
            }
            Event::BecameLeader { stored } => {
                self.leader = true;
                self.load(stored);
            }
            Event::LostLeadership => {
                self.leader = false;
                (self.push.in_flight, self.pull.in_flight) = (None, None);
                self.write_queue.loaded(self.cursor.clone());
            }
            Event::Loaded { stored } => self.load(stored),
            Event::Queued { row } => {
                self.changed(vec![row.op.id], Vec::new());
                self.outbox.queue(*row);
                self.push.backoff.wake(now);
            }
            Event::Forget { ops } => self.forget(ops),
            Event::Offline => (self.offline, self.lost_after) = (true, self.turn),
            Event::Online => {
                (self.offline, self.captive) = (false, false);
                self.wake(now);
            }
            Event::Visible => self.wake(now),
            Event::Poked(poke) => self.poked(now, poke),
            Event::TimerFired(timer) => self.timer(now, timer),
            Event::PushAnswered { request, result } => self.push_answered(now, request, result),
            Event::PullAnswered { request, result } => self.pull_answered(now, request, result),
            Event::Persisted(id) => {
                if self.write_queue.done(id) {
                    self.store_backoff.clear();
                }
            }
            Event::PersistFailed(id, why) => self.persist_failed(now, Some(id), why),
            Event::ClaimsChanged { claims } => {
                self.who.claims = claims;
                self.scope_changed(now);
            }
            Event::SignedIn { staff } => {
                self.who.staff = Some(staff);
                self.session_ended = false;
                self.sign_ins += 1;
                self.scope_changed(now);
            }
            Event::Switched { staff, stored } => {
                self.who.staff = staff;
                self.session_ended = false;
                self.sign_ins += 1;
                self.load(stored);
                self.wake(now);
            }
            Event::HandedOver { epoch, receipts } => {
                for receipt in receipts {
                    let rows = self.outbox.receipt(epoch, receipt);
                    self.write_rows(rows);
                }
            }
        }
    }

    /// The replica as in memory; the store may lag behind.
    #[must_use]
    pub const fn replica(&self) -> &Replica {
        &self.replica
    }

    /// Which life of the server this is; none before its first answer.
    #[must_use]
    pub const fn epoch(&self) -> Option<Epoch> {
        self.epoch
    }

    /// The rows as in memory, in order of queueing.
    pub fn rows(&self) -> impl Iterator<Item = &OutboxRow> {
        self.outbox.iter().map(|held| &held.row)
    }

    /// A row.
    #[must_use]
    pub fn row(&self, op: OpId) -> Option<&OutboxRow> {
        self.outbox.get(op).map(|held| &held.row)
    }

    /// The rows about an entity, in order of queueing.
    pub fn rows_about(&self, entity: Uuid) -> impl Iterator<Item = &OutboxRow> {
        self.outbox.iter().filter(move |queued| queued.target == Some(entity)).map(|queued| &queued.row)
    }

    /// The entity that an operation is about.
    #[must_use]
    pub fn target(&self, op: OpId) -> Option<Uuid> {
        self.outbox.get(op)?.target
    }

    /// The member of staff in whose name may be sent now.
    const fn signed_in(&self) -> Option<StaffId> {
        if self.session_ended { None } else { self.who.staff }
    }

    const fn next_turn(&mut self) -> u64 {
        self.turn += 1;
        self.turn
    }
}
