//! Messages: lost, doubled, late and out of order; refused by the server, or answered by something that is not it.

use sync::{
    engine::{Event, Failure, Lane, RequestId, ScopeRequest},
    protocol::{Code, Delta, Epoch, Poke, PushAnswer, PushRequest, Seq},
};

use crate::{
    flaw::Flaw,
    under_test::{Crash, ServerUnderTest},
    world::{Happening, Tab, World},
};

/// The driver gives up on an answer after this.
const PATIENCE: i64 = 30_000;

impl<S: ServerUnderTest> World<S> {
    pub(crate) fn send_push(&mut self, tab: Tab, request: RequestId, body: &PushRequest, lane: Lane) {
        let ops: Vec<_> = body.ops.iter().map(|op| op.id).collect();
        if let Some(failure) = self.unreachable(tab.device) {
            let d = &mut self.devices[tab.device];
            if failure == Failure::CaptivePortal && d.flaw == Flaw::BelievesBareSuccess {
                ops.iter().for_each(|op| drop(d.disk.rows.remove(op)));
            }
            return self.tell(tab, 20, Event::PushAnswered { request, result: Err(failure) });
        }
        self.tell(tab, PATIENCE, Event::PushAnswered { request, result: Err(Failure::Timeout) });
        for after in self.copies() {
            self.later(after, Happening::PushArrives(tab, request, body.clone(), lane));
        }
    }

    pub(crate) fn send_pull(
        &mut self,
        tab: Tab,
        request: RequestId,
        since: Seq,
        epoch: Option<Epoch>,
        asking: &ScopeRequest,
    ) {
        if let Some(failure) = self.unreachable(tab.device) {
            return self.tell(tab, 20, Event::PullAnswered { request, result: Err(failure) });
        }
        self.tell(tab, PATIENCE, Event::PullAnswered { request, result: Err(Failure::Timeout) });
        for after in self.copies() {
            self.later(after, Happening::PullArrives(tab, request, since, epoch, asking.clone()));
        }
    }

    fn unreachable(&self, device: usize) -> Option<Failure> {
        let device = &self.devices[device];
        if !device.online { Some(Failure::Network) } else { device.portal.then_some(Failure::CaptivePortal) }
    }

    /// When each copy of a message arrives: none, one or two.
    fn copies(&mut self) -> Vec<i64> {
        let copies = if self.rng.percent(self.weather.loss) {
            0
        } else {
            1 + usize::from(self.rng.percent(self.weather.double))
        };
        (0..copies).map(|_| if self.rng.percent(5) { 4 } else { 1 } * self.rng.between(5, self.weather.delay)).collect()
    }

    fn refusal(&mut self) -> Option<Failure> {
        let status = self.weather.spell?;
        let code =
            [Code::StoreBusy, Code::RateLimited, Code::Internal].into_iter().find(|code| code.status() == status);
        let retry_after =
            (status != 500 && self.rng.percent(50)).then(|| u64::try_from(self.rng.between(1, 20)).unwrap_or(1));
        Some(Failure::Refused { status, code, retry_after })
    }

    pub(crate) fn push_arrives(&mut self, from: Tab, request: RequestId, body: &PushRequest, lane: Lane) {
        let result = self.push_result(from, body, lane);
        if result == Err(Failure::Network) && self.rng.percent(50) {
            return; // The server died; whether the line broke with it or the answer just never comes is chance.
        }
        for after in self.copies() {
            self.tell(from, after, Event::PushAnswered { request, result: result.clone() });
        }
    }

    fn push_result(&mut self, from: Tab, body: &PushRequest, lane: Lane) -> Result<PushAnswer, Failure> {
        if let Some(failure) = self.refusal() {
            return Err(failure);
        }
        if let Some(&status) = body.ops.iter().find_map(|op| self.poison.get(&op.id)) {
            let code = if status == 400 { Code::Malformed } else { Code::Internal };
            return Err(Failure::from(code.problem()));
        }
        let by = match lane {
            Lane::Consumer => None,
            Lane::Staff { .. } => {
                Some(self.session_of(from.device).ok_or_else(|| Failure::from(Code::SignInNeeded.problem()))?)
            }
        };
        let crash = if std::mem::take(&mut self.weather.dies) {
            Crash::After(self.rng.index(body.ops.len() + 1))
        } else {
            Crash::Never
        };
        let result = self.server.push(self.true_time(), by, body, crash);
        if let Ok(answer) = &result {
            self.check_places(answer);
        }
        match &result {
            Ok(answer) => self.poke(answer.epoch),
            // It died: only the store knows what it had stored by then.
            Err(_) => self.note_what_is_stored(),
        }
        result
    }

    pub(crate) fn note_what_is_stored(&mut self) {
        let (epoch, places) = self.server.places();
        let highest = self.highest.entry(epoch).or_default();
        *highest = places.iter().map(|(seq, _)| *seq).max().unwrap_or_default().max(*highest);
        self.stored.extend(places.into_iter().map(|(_, op)| (epoch, op)));
    }

    /// Whatever is stored now comes after all that was stored before, lest a cursor skip it.
    fn check_places(&mut self, answer: &PushAnswer) {
        for receipt in &answer.receipts {
            let is_new = self.stored.insert((answer.epoch, receipt.op));
            let highest = self.highest.entry(answer.epoch).or_default();
            if is_new && receipt.seq <= *highest {
                self.broken =
                    Some(format!("{} got place {:?} after {highest:?} was handed out", receipt.op, receipt.seq));
            }
            *highest = receipt.seq.max(*highest);
        }
    }

    fn poke(&mut self, epoch: Epoch) {
        let seq = self.highest.get(&epoch).copied().unwrap_or_default();
        let since = self.poked.insert(epoch, seq).unwrap_or_default();
        for device in 0..self.devices.len() {
            for tab in 0..2 {
                if self.devices[device].online && self.rng.percent(40) {
                    let delta = self.delta(device, since, epoch);
                    let seq = delta.as_ref().map_or(seq, |(seq, _)| *seq);
                    let delta = delta.map(|(_, delta)| delta);
                    let after = self.rng.between(5, self.weather.delay);
                    let to = self.tab(device, tab);
                    self.tell(to, after, Event::Poked(Poke { seq, epoch, delta }));
                }
            }
        }
    }

    /// What has changed since the poke before, as often as not; late like everything, and perhaps for somebody who has the
    /// device no more.
    fn delta(&mut self, device: usize, since: Seq, epoch: Epoch) -> Option<(Seq, Delta)> {
        let staff = self.session_of(device).filter(|_| self.rng.percent(50))?;
        let answer = self.server.pull(self.true_time(), since, Some(epoch), &ScopeRequest::Staff(staff)).ok()?;
        let is_whole = !answer.more && answer.epoch == epoch && answer.gone.is_empty() && answer.gone_of.is_empty();
        is_whole.then_some((answer.cursor, Delta { staff, since, changes: answer.changes }))
    }

    pub(crate) fn pull_arrives(
        &mut self,
        from: Tab,
        request: RequestId,
        since: Seq,
        epoch: Option<Epoch>,
        asking: &ScopeRequest,
    ) {
        let session = self.session_of(from.device);
        let result = match (self.refusal(), asking) {
            (Some(failure), _) => Err(failure),
            (None, ScopeRequest::Staff(id)) if session != Some(*id) => Err(Failure::from(Code::SignInNeeded.problem())),
            (None, _) => self.server.pull(self.true_time(), since, epoch, asking),
        };
        for after in self.copies() {
            self.tell(from, after, Event::PullAnswered { request, result: result.clone() });
        }
    }
}
