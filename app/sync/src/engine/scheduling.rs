//! What the engine does by itself once an event is taken in: write, send, fetch, and say how things stand.

use std::collections::BTreeSet;

use domain::moment::Moment;

use super::{
    Effect, Engine, Failure, Key, Lane, PersistId, PersistedState, Purpose, RequestId, RowState, ScopeRequest, State,
    Status, StorageFailure, Timer, push::Sent, replica::Replica,
};
use crate::protocol::{MAX_CLAIMS, OpId, PROTOCOL, PushRequest};

/// An answer that takes longer than this does not come. The driver should give up sooner; this is for one that forgets.
const NO_ANSWER_MS: u64 = 60_000;
/// Without a poke, look this often. Some browsers keep no stream open.
const LOOK_EVERY_MS: u64 = 60_000;

impl Engine {
    pub(super) fn work(&mut self, now: Moment) {
        if !self.leader || self.write_queue.stale {
            return;
        }
        self.start_push(now);
        self.start_pull();
        self.start_persist();
    }

    fn start_push(&mut self, now: Moment) {
        if self.outdated || self.push.in_flight.is_some() || self.push.backoff.is_waiting() {
            return;
        }
        let signed_in = self.signed_in();
        let batch = self.push.batch(&self.outbox, |lane| is_open(lane, signed_in));
        let Some(lane) = batch.first().map(|held| held.row.lane) else { return };
        let request = RequestId(self.turn + 1);
        let sent = Sent::new(request, lane, self.epoch, self.sign_ins, &batch);
        let ops = batch.iter().map(|held| held.row.op.clone()).collect();
        self.turn += 1;
        self.outbox.sent(&sent.ops());
        self.push.in_flight = Some(sent);
        self.out.push(Effect::Push { request, body: PushRequest { protocol: PROTOCOL, sent_at: now, ops }, lane });
        self.set_timer(Purpose::Push, NO_ANSWER_MS);
    }

    /// Fetches once what can be sent is sent, so that a person's own act is in the first answer that they see.
    fn start_pull(&mut self) {
        let busy = self.push.in_flight.is_some() || self.pull.in_flight.is_some();
        let no_session = self.who.staff.is_some() && self.session_ended;
        if self.outdated || busy || no_session || !self.pull.wanted || self.pull.backoff.is_waiting() {
            return;
        }
        let asking = self.asking();
        let request = RequestId(self.next_turn());
        let asked = self.pull.start((request, self.sign_ins), asking.scope(), self.epoch, self.cursor.as_ref());
        let (since, epoch) = (asked.since, asked.epoch);
        self.out.push(Effect::Pull { request, since, epoch, asking });
        self.set_timer(Purpose::Pull, NO_ANSWER_MS);
    }

    fn start_persist(&mut self) {
        if self.store_backoff.is_waiting() {
            return;
        }
        let id = PersistId(self.turn + 1);
        if let Some(writes) = self.write_queue.flush(id) {
            self.turn += 1;
            self.out.push(Effect::Persist(id, writes));
            self.set_timer(Purpose::Store, NO_ANSWER_MS);
        }
    }

    /// Whose entities to ask for now: the newest codes, without those whose filing is still here.
    pub(super) fn asking(&self) -> ScopeRequest {
        if let Some(staff) = self.who.staff {
            return ScopeRequest::Staff(staff);
        }
        let not_filed = self.outbox.claims_not_filed();
        let mut claims: Vec<_> = self.who.claims.iter().filter(|claim| !not_filed.contains(claim)).cloned().collect();
        claims.drain(..claims.len().saturating_sub(MAX_CLAIMS));
        ScopeRequest::Claims(claims)
    }

    pub(super) fn load(&mut self, stored: PersistedState) {
        let shown: BTreeSet<_> = self.rows().map(|row| row.op.id).collect();
        self.write_queue.loaded(stored.cursor.clone());
        self.cursor = stored.cursor;
        self.epoch = self.cursor.as_ref().map(|c| c.epoch);
        let before = std::mem::replace(&mut self.replica, Replica::load(stored.replica));
        let answered = self.outbox.load(stored.rows, &stored.sealed);
        answered.into_iter().for_each(|row| self.write_queue.row(row));
        self.pull.restart();
        self.push.in_flight = None;
        if self.leader && !std::mem::replace(&mut self.tried_again, true) {
            self.outbox.try_again();
        }
        if let Some(epoch) = self.epoch {
            self.outbox.offer_again(epoch);
        }
        self.purge_foreign();
        let ops = self.rows().map(|row| row.op.id).chain(shown).collect::<BTreeSet<_>>().into_iter().collect();
        let entities = self.replica.differences(&before);
        self.changed(ops, entities);
    }

    pub(super) fn scope_changed(&mut self, now: Moment) {
        self.purge_foreign();
        self.wake(now);
    }

    /// What may not be seen in the new scope leaves at once, also without a network.
    fn purge_foreign(&mut self) {
        let gone = {
            let asking = self.asking();
            self.replica.not_of(|kind| asking.may_hold(kind))
        };
        if !gone.is_empty() {
            self.remove(gone);
            self.cursor = None;
            self.write_queue.cursor(None);
        }
    }

    pub(super) fn remove(&mut self, keys: Vec<Key>) {
        for key in &keys {
            self.replica.remove(key);
            self.write_queue.remove(key.clone());
        }
        self.changed(Vec::new(), keys);
    }

    pub(super) fn forget(&mut self, ops: Vec<OpId>) {
        let gone: Vec<_> = ops.into_iter().filter(|op| self.outbox.forget(*op)).collect();
        for op in &gone {
            self.write_queue.drop_row(*op);
        }
        self.changed(gone, Vec::new());
    }

    pub(super) fn wake(&mut self, now: Moment) {
        self.wake_for(now, true);
    }

    pub(super) fn wake_for(&mut self, now: Moment, fetch: bool) {
        self.push.backoff.wake(now);
        self.pull.backoff.wake(now);
        self.store_backoff.wake(now);
        self.pull.wanted |= fetch;
    }

    pub(super) fn timer(&mut self, now: Moment, timer: Timer) {
        if self.timers[timer.purpose as usize] != timer.turn {
            return;
        }
        match timer.purpose {
            Purpose::Push => match &self.push.in_flight {
                Some(sent) => self.push_answered(now, sent.request, Err(Failure::Timeout)),
                None => self.push.backoff.ended(),
            },
            Purpose::Pull => match &self.pull.in_flight {
                Some(asked) => self.pull_answered(now, asked.request, Err(Failure::Timeout)),
                None => {
                    self.pull.backoff.ended();
                    self.pull.wanted = true;
                }
            },
            Purpose::Store if self.write_queue.stale => self.ask_to_load(),
            Purpose::Store => {
                self.store_backoff.ended();
                self.persist_failed(now, None, StorageFailure::Unavailable);
            }
        }
    }

    pub(super) fn persist_failed(&mut self, now: Moment, id: Option<PersistId>, why: StorageFailure) {
        if !self.write_queue.undone(id) {
            return;
        }
        if why == StorageFailure::Stale {
            (self.write_queue.stale, self.write_queue.failed) = (true, false);
            self.ask_to_load();
        } else {
            let ms = self.store_backoff.failed(now, &mut self.jitter);
            self.set_timer(Purpose::Store, ms);
        }
    }

    fn ask_to_load(&mut self) {
        self.out.push(Effect::Load);
        self.set_timer(Purpose::Store, NO_ANSWER_MS);
    }

    pub(super) fn look_later(&mut self) {
        let ms = LOOK_EVERY_MS + self.jitter.up_to(LOOK_EVERY_MS / 4);
        self.set_timer(Purpose::Pull, ms);
    }

    pub(super) fn set_timer(&mut self, purpose: Purpose, ms: u64) {
        let turn = self.next_turn();
        self.timers[purpose as usize] = turn;
        self.out.push(Effect::SetTimer(Timer { purpose, turn }, ms));
    }

    pub(super) fn changed(&mut self, ops: Vec<OpId>, entities: Vec<Key>) {
        if !(ops.is_empty() && entities.is_empty()) {
            self.out.push(Effect::Changed { ops, entities });
        }
    }

    pub(super) fn show(&mut self) {
        let status = self.status();
        if self.shown.as_ref() != Some(&status) {
            self.shown = Some(status.clone());
            self.out.push(Effect::Show(status));
        }
    }

    /// How things stand.
    #[must_use]
    pub fn status(&self) -> Status {
        let signed_in = self.signed_in();
        let of_others = |held: &&super::outbox::Queued| match held.row.lane {
            Lane::Staff { id } => self.who.staff.is_some_and(|me| me != id),
            Lane::Consumer => false,
        };
        let others = self.outbox.waiting().filter(of_others).count();
        let waiting = self.outbox.waiting().count() - others;
        let can_go = self.outbox.waiting().any(|held| is_open(held.row.lane, signed_in));
        let is_refused =
            |held: &&super::outbox::Queued| matches!(held.row.state, RowState::SetAside { .. }) && !of_others(held);
        let set_aside = self.outbox.iter().filter(is_refused).count();
        let state = if self.outdated {
            State::UpdateNeeded
        } else if self.offline {
            State::Offline
        } else if self.captive {
            State::CaptivePortal
        } else if self.session_ended || (waiting > 0 && !can_go) {
            State::SignInNeeded
        } else if waiting > 0 {
            State::Waiting { next_try: self.push.backoff.next_try() }
        } else if set_aside > 0 {
            State::Attention
        } else if self.pull.differs {
            State::Differs
        } else {
            State::AllDelivered
        };
        let sending = self.push.in_flight.as_ref().map_or(0, |sent| sent.ops().len());
        Status {
            state,
            waiting,
            others,
            sending,
            set_aside,
            last_contact: self.last_contact,
            held: self.push_held.filter(|_| waiting > 0),
            storage_failed: self.write_queue.failed,
        }
    }
}

fn is_open(lane: Lane, signed_in: Option<domain::ids::StaffId>) -> bool {
    match lane {
        Lane::Consumer => true,
        Lane::Staff { id } => signed_in == Some(id),
    }
}
