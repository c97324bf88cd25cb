//! What the server's answers lead to. Only a valid receipt moves an operation; everything else leaves it where it is.

use domain::{ids::StaffId, moment::Moment};

use super::{
    Cursor, Effect, Engine, Failure, OutboxRow, Pull, Purpose, RequestId, ScopeKey, SetAsideReason,
    pull::Asked,
    push::{Sent, Verdict},
};
use crate::protocol::{Change, Code, Delta, Epoch, Poke, PullAnswer, PushAnswer, Seq};

impl Engine {
    pub(super) fn push_answered(&mut self, now: Moment, request: RequestId, result: Result<PushAnswer, Failure>) {
        let Some(sent) = self.push.in_flight.take_if(|sent| sent.request == request) else { return };
        let result =
            result.and_then(|answer| if sent.is_answered_by(&answer) { Ok(answer) } else { Err(Failure::BadAnswer) });
        self.heard(now, request, result.as_ref().err());
        match result {
            // Proof of a life that has ended meanwhile proves nothing any more.
            Ok(answer) if sent.epoch == Some(answer.epoch) && self.epoch != sent.epoch => {}
            Ok(answer) => {
                self.meet(answer.epoch);
                self.push.passed(&sent.ops());
                self.push_held = None;
                for receipt in answer.receipts {
                    let rows = self.outbox.receipt(answer.epoch, receipt);
                    self.write_rows(rows);
                }
                self.pull.wanted = true;
            }
            Err(failure) => {
                let verdict = self.push.refused(&sent, &failure);
                self.push_held = match failure {
                    Failure::Refused { status: 429 | 503 | 507, code, .. } => code,
                    _ => None,
                };
                self.act_on(now, verdict, &sent);
            }
        }
    }

    fn act_on(&mut self, now: Moment, verdict: Verdict, sent: &Sent) {
        match verdict {
            Verdict::Split => {}
            Verdict::SignIn => self.session_ended |= sent.sign_in == self.sign_ins,
            Verdict::Outdated => self.outdated = true,
            Verdict::Later => {
                let ms = self.push.backoff.failed(now, &mut self.jitter);
                self.set_timer(Purpose::Push, ms);
            }
            Verdict::Queued(retry_after) => {
                let ms = self.push.backoff.held(now, &mut self.jitter, retry_after);
                self.set_timer(Purpose::Push, ms);
            }
            Verdict::Never(code) => self.set_aside(sent, SetAsideReason::Refused { code }),
            Verdict::Fails => {
                self.push.backoff.clear();
                self.set_aside(sent, SetAsideReason::ServerFails);
            }
        }
    }

    fn set_aside(&mut self, sent: &Sent, why: SetAsideReason) {
        for op in sent.ops() {
            let rows = self.outbox.set_aside(op, why, None);
            self.write_rows(rows);
        }
    }

    pub(super) fn pull_answered(&mut self, now: Moment, request: RequestId, result: Result<PullAnswer, Failure>) {
        let Some(asked) = self.pull.in_flight.take_if(|asked| asked.request == request) else { return };
        let result =
            result.and_then(
                |answer| {
                    if Pull::is_answered_by(&asked, &answer) { Ok(answer) } else { Err(Failure::BadAnswer) }
                },
            );
        self.heard(now, request, result.as_ref().err());
        match result {
            // Asked for somebody else, or of a life of the server that has ended meanwhile.
            Ok(_) if asked.scope != self.asking().scope() || asked.epoch != self.epoch => self.pull.wanted = true,
            Ok(answer) => {
                let goes_on = asked.epoch == Some(answer.epoch);
                self.meet(answer.epoch);
                if goes_on || asked.since == Seq(0) {
                    self.apply(now, answer, asked.scope);
                } else {
                    self.pull.begin_anew();
                }
            }
            Err(failure) => self.pull_failed(now, &asked, &failure),
        }
    }

    /// There is something new. Where it came along and follows on what is here, nothing needs to be fetched.
    pub(super) fn poked(&mut self, now: Moment, poke: Poke) {
        let Poke { seq, epoch, delta } = poke;
        let here = self.cursor.as_ref().filter(|cursor| cursor.epoch == epoch).map(|cursor| cursor.seq);
        let follows = |delta: &Delta| here == Some(delta.since) && self.takes_deltas_of(delta.staff);
        match delta.filter(follows) {
            _ if here.is_some_and(|here| here >= seq) => self.wake_for(now, false),
            None => self.wake_for(now, true),
            Some(delta) => {
                self.last_contact = Some(now);
                self.wake_for(now, false);
                self.put(delta.changes);
                self.cursor = self.cursor.take().map(|cursor| Cursor { seq, ..cursor });
                self.write_queue.cursor(self.cursor.clone());
            }
        }
    }

    /// Only the tab that fetches, of somebody who is signed in, while nothing else is about to move the cursor, and while nothing of its
    /// own is on the way: a delta that overtakes the receipt would show what was done here twice.
    fn takes_deltas_of(&self, staff: StaffId) -> bool {
        self.leader
            && !self.write_queue.stale
            && self.signed_in() == Some(staff)
            && self.pull.is_at_rest()
            && self.push.in_flight.is_none()
            && self.cursor.as_ref().is_some_and(|cursor| cursor.scope == self.asking().scope())
    }

    fn put(&mut self, changes: Vec<Change>) {
        // A kind of which this build has never heard: it is kept, and a later build can read it.
        if changes.iter().any(|change| domain::kinds::named(change.body.kind()).is_none()) {
            self.out.push(Effect::LookForUpdate);
        }
        self.changed(Vec::new(), changes.iter().map(Change::key).collect());
        for change in changes {
            self.write_queue.put(change.clone());
            self.replica.put(change);
        }
    }

    /// The changes and the cursor behind them go to the store together.
    fn apply(&mut self, now: Moment, answer: PullAnswer, scope: ScopeKey) {
        let page = self.pull.page(&answer);
        let gone = answer.gone().filter(|key| self.replica.get(key).is_some()).collect();
        self.put(answer.changes);
        self.remove(gone);
        if let Some(mentioned) = page.mentioned {
            let gone = self.replica.others(&mentioned);
            self.remove(gone);
        }
        if let Some(seq) = page.cursor {
            let cursor = Some(Cursor { epoch: answer.epoch, seq, scope });
            if self.cursor != cursor {
                self.cursor = cursor;
                self.write_queue.cursor(self.cursor.clone());
            }
        }
        if !answer.more {
            self.pull.compare(now, &self.replica.checksum(), answer.checksum.as_deref());
            self.look_later();
        }
    }

    fn pull_failed(&mut self, now: Moment, asked: &Asked, failure: &Failure) {
        self.pull.wanted = true;
        let ms = match failure {
            Failure::Refused { code: Some(Code::ProtocolUnknown), .. } => {
                self.outdated = true;
                return;
            }
            Failure::Refused { status: 401, .. } if self.who.staff.is_some() => {
                self.session_ended |= asked.sign_in == self.sign_ins;
                return;
            }
            // What is shown is older than what the server has. Sending goes on: nothing waits for a new version.
            Failure::Newer => {
                self.pull.differs = true;
                self.out.push(Effect::LookForUpdate);
                self.pull.backoff.failed(now, &mut self.jitter)
            }
            Failure::Refused { retry_after, .. } => self.pull.backoff.held(now, &mut self.jitter, *retry_after),
            Failure::Network | Failure::CaptivePortal | Failure::Timeout | Failure::BadAnswer => {
                self.pull.backoff.failed(now, &mut self.jitter)
            }
        };
        self.set_timer(Purpose::Pull, ms);
    }

    /// Takes note of whether the server can be reached.
    fn heard(&mut self, now: Moment, request: RequestId, failure: Option<&Failure>) {
        match failure {
            None => {
                // What was asked before the network went says nothing about now.
                self.offline &= request.0 <= self.lost_after;
                self.captive = false;
                self.last_contact = Some(now);
            }
            Some(failure) => {
                self.offline = *failure == Failure::Network;
                self.captive = *failure == Failure::CaptivePortal;
            }
        }
    }

    /// Learns which life of the server this is. In a new one, what was proved in another is offered again, in order.
    fn meet(&mut self, epoch: Epoch) {
        if self.epoch != Some(epoch) {
            self.epoch = Some(epoch);
            let rows = self.outbox.offer_again(epoch);
            self.write_rows(rows);
        }
    }

    pub(super) fn write_rows(&mut self, rows: Vec<OutboxRow>) {
        self.changed(rows.iter().map(|row| row.op.id).collect(), Vec::new());
        rows.into_iter().for_each(|row| self.write_queue.row(row));
    }
}
