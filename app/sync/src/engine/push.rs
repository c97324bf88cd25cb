//! Sending: which operations go next, and what an answer means for them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Failure, Lane, RequestId,
    backoff::Backoff,
    outbox::{Outbox, Queued},
};
use crate::protocol::{Code, Epoch, MAX_OPS, MAX_PUSH_BYTES, OpId, PROTOCOL, PayloadHash, PushAnswer};

/// What a push has besides its operations.
const ENVELOPE_BYTES: usize = 256;
/// So often an operation may fail alone, while others pass, until it is set aside.
const LONE_FAILURES: u32 = 5;

/// The state of sending.
#[derive(Clone, Debug)]
pub(super) struct Push {
    pub(super) in_flight: Option<Sent>,
    pub(super) backoff: Backoff,
    /// How many at once; halved when a batch fails, so that the one that spoils it is found.
    limit: usize,
    suspects: BTreeMap<OpId, Suspect>,
}

impl Default for Push {
    fn default() -> Self {
        Self { in_flight: None, backoff: Backoff::default(), limit: MAX_OPS, suspects: BTreeMap::new() }
    }
}

/// What is on its way.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) request: RequestId,
    pub(super) lane: Lane,
    /// The server's life as known when it was sent.
    pub(super) epoch: Option<Epoch>,
    /// Under which sign-in.
    pub(super) sign_in: u64,
    ops: BTreeMap<OpId, PayloadHash>,
}

impl Sent {
    pub(super) fn new(request: RequestId, lane: Lane, epoch: Option<Epoch>, sign_in: u64, batch: &[&Queued]) -> Self {
        Self {
            request,
            lane,
            epoch,
            sign_in,
            ops: batch.iter().map(|h| (h.row.op.id, h.row.op.hash.clone())).collect(),
        }
    }

    pub(super) fn ops(&self) -> BTreeSet<OpId> {
        self.ops.keys().copied().collect()
    }

    /// Whether the answer is one: a receipt for each operation, of the content that was sent, and none besides.
    pub(super) fn is_answered_by(&self, answer: &PushAnswer) -> bool {
        let named: BTreeSet<_> = answer.receipts.iter().map(|r| r.op).collect();
        answer.protocol == PROTOCOL
            && answer.receipts.len() == self.ops.len()
            && named.len() == self.ops.len()
            && answer.receipts.iter().all(|r| self.ops.get(&r.op) == Some(&r.hash))
    }
}

/// An operation on which the server failed when it came alone.
#[derive(Clone, Copy, Debug, Default)]
struct Suspect {
    tries: u32,
    /// Others passed since: then it is not the server as a whole.
    others_passed: bool,
    failures: u32,
}

/// What a refusal of a push means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A smaller batch at once.
    Split,
    /// A smaller batch, or another operation, after a while.
    Later,
    /// Not before the server wants.
    Queued(Option<u64>),
    /// The session has ended.
    SignIn,
    /// This build is too old.
    Outdated,
    /// This operation is never taken.
    Never(Code),
    /// The server fails on this operation alone.
    Fails,
}

impl Push {
    /// The next operations: in order of queueing, of one lane, within the limits. Where only suspects are left, the one
    /// tried least, alone.
    pub(super) fn batch<'a>(&self, outbox: &'a Outbox, is_open: impl Fn(Lane) -> bool) -> Vec<&'a Queued> {
        let mut batch: Vec<&Queued> = Vec::new();
        let (mut bytes, mut blocked, mut suspects) = (ENVELOPE_BYTES, BTreeSet::new(), Vec::new());
        for held in outbox.waiting().filter(|h| is_open(h.row.lane)) {
            if held.target.is_some_and(|entity| blocked.contains(&entity)) {
                continue;
            }
            if let Some(suspect) = self.suspects.get(&held.row.op.id) {
                blocked.extend(held.target);
                suspects.push((suspect.tries, held));
                continue;
            }
            bytes += held.bytes + 1;
            let fits = batch.len() < self.limit && bytes <= MAX_PUSH_BYTES;
            if !batch.is_empty() && (!fits || batch[0].row.lane != held.row.lane) {
                break;
            }
            batch.push(held);
        }
        if batch.is_empty() {
            batch.extend(
                suspects.into_iter().min_by_key(|(tries, held)| (*tries, held.row.place)).map(|(_, held)| held),
            );
        }
        batch
    }

    /// The server took them.
    pub(super) fn passed(&mut self, ops: &BTreeSet<OpId>) {
        self.backoff.clear();
        self.limit = (self.limit * 2).min(MAX_OPS);
        self.suspects.retain(|op, _| !ops.contains(op));
        self.suspects.values_mut().for_each(|s| s.others_passed = true);
    }

    /// The server did not.
    pub(super) fn refused(&mut self, sent: &Sent, failure: &Failure) -> Verdict {
        let alone = sent.ops.len() == 1;
        let half = (sent.ops.len() / 2).max(1);
        let (status, code, retry_after) = match *failure {
            Failure::Refused { status, code, retry_after } => (status, code, retry_after),
            // It may be one operation that is never answered rightly: damaged in this device's store, for one.
            Failure::BadAnswer if alone => return self.suspect(sent),
            // A line too slow for the whole may carry the half.
            Failure::BadAnswer | Failure::Timeout => {
                self.limit = half;
                return Verdict::Later;
            }
            Failure::Network | Failure::CaptivePortal | Failure::Newer => return Verdict::Later,
        };
        match (status, code) {
            (_, Some(Code::ProtocolUnknown)) => Verdict::Outdated,
            // One of them has to be looked at, and there is no room for more of those: the others need not wait for it.
            (_, Some(Code::UnreadFull)) if alone => {
                for op in sent.ops.keys() {
                    self.suspects.entry(*op).or_default().tries += 1;
                }
                Verdict::Later
            }
            (_, Some(Code::UnreadFull)) => {
                self.limit = half;
                Verdict::Split
            }
            (401, _) if matches!(sent.lane, Lane::Staff { .. }) => Verdict::SignIn,
            (400 | 413 | 422, Some(code)) if alone => Verdict::Never(code),
            (400 | 413 | 422 | 500, _) if alone => self.suspect(sent),
            // As if there had been no answer: a line too slow for the whole may carry the half.
            (408, _) => {
                self.limit = half;
                Verdict::Queued(retry_after)
            }
            (400 | 413 | 422, _) => {
                self.limit = half;
                Verdict::Split
            }
            (500, _) => {
                self.limit = half;
                Verdict::Later
            }
            _ => Verdict::Queued(retry_after),
        }
    }

    fn suspect(&mut self, sent: &Sent) -> Verdict {
        let Some(&op) = sent.ops.keys().next() else { return Verdict::Later };
        let suspect = self.suspects.entry(op).or_default();
        suspect.tries += 1;
        suspect.failures += u32::from(suspect.others_passed);
        if suspect.failures < LONE_FAILURES {
            return Verdict::Later;
        }
        self.suspects.remove(&op);
        Verdict::Fails
    }
}
