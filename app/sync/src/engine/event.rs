//! What the engine is told.

use domain::{claim_code::ClaimCode, ids::StaffId};
use serde::{Deserialize, Serialize};

use super::{Cursor, OutboxRow};
use crate::protocol::{Change, Code, DecodeError, Epoch, OpId, Poke, Problem, PullAnswer, PushAnswer, Receipt};

/// Something that happened on the device.
#[derive(Clone, Debug)]
pub enum Event {
    /// The page is up. `leader`: this tab already holds the lock by which one tab sends.
    Started {
        /// All that is kept on the device.
        stored: PersistedState,
        /// Whose entities this device follows.
        who: Identity,
        /// Whether this tab may send.
        leader: bool,
    },
    /// This tab got the lock. `stored` is read *after* that, for the tab before may have written.
    BecameLeader {
        /// All that is kept on the device.
        stored: PersistedState,
    },
    /// Another tab took the lock.
    LostLeadership,
    /// What is kept was read again: asked for by [`super::Effect::Load`], or because another tab wrote.
    Loaded {
        /// All that is kept on the device.
        stored: PersistedState,
    },
    /// The page has stored an operation for good, together with what it belongs to.
    Queued {
        /// The row as stored.
        row: Box<OutboxRow>,
    },
    /// The page needs these no longer (kiosk: at once; phone: with the case). Only what has a receipt is dropped.
    Forget {
        /// The operations.
        ops: Vec<OpId>,
    },
    /// The browser believes that there is a network.
    Online,
    /// The browser knows that there is none.
    Offline,
    /// The page came to the front, or back from the cache.
    Visible,
    /// The server has something new.
    Poked(Poke),
    /// A timer of [`super::Effect::SetTimer`] ran out.
    TimerFired(Timer),
    /// A push came back, or did not.
    PushAnswered {
        /// Which.
        request: RequestId,
        /// How.
        result: Result<PushAnswer, Failure>,
    },
    /// A pull came back, or did not.
    PullAnswered {
        /// Which.
        request: RequestId,
        /// How.
        result: Result<PullAnswer, Failure>,
    },
    /// The writes are on the disk.
    Persisted(PersistId),
    /// None of the writes is on the disk.
    PersistFailed(PersistId, StorageFailure),
    /// A code was added (a filing, a code typed in) or taken away.
    ClaimsChanged {
        /// All codes on the device, oldest first.
        claims: Vec<ClaimCode>,
    },
    /// The member of staff whose device this is now has a session at the server, perhaps again.
    SignedIn {
        /// Who.
        staff: StaffId,
    },
    /// The device changed hands: somebody opened what is kept for staff, or it was locked.
    Switched {
        /// Whose it is now; none: a consumer's.
        staff: Option<StaffId>,
        /// All that is kept on the device for them.
        stored: PersistedState,
    },
    /// A supervisor has what was left on this device, and the server has given its receipts.
    HandedOver {
        /// The life of the database that has it.
        epoch: Epoch,
        /// For each operation.
        receipts: Vec<Receipt>,
    },
}

/// Whose entities a device follows: those of a member of staff, else those of the claim codes on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The codes, oldest first.
    pub claims: Vec<ClaimCode>,
    /// Who is signed in.
    pub staff: Option<StaffId>,
}

/// All that is kept on the device for sync.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PersistedState {
    /// The outbox.
    pub rows: Vec<OutboxRow>,
    /// Up to where the replica goes; none before the first pull is complete.
    pub cursor: Option<Cursor>,
    /// The replica.
    pub replica: Vec<Change>,
    /// Operations that are kept sealed and cannot be read now: they are here, and not for this tab to send.
    #[serde(default)]
    pub sealed: Vec<OpId>,
}

/// Names a request, so that a late answer is known as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// Names a group of writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersistId(pub u64);

/// Names a timer. Setting one of the same purpose replaces the one before; one replaced that fires all the same is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timer {
    /// For what.
    pub purpose: Purpose,
    /// Which of them.
    pub turn: u64,
}

/// What a timer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Sending again, or giving up on an answer.
    Push,
    /// Fetching again, or giving up on an answer.
    Pull,
    /// Writing again, or giving up on the disk's answer.
    Store,
}

/// Why there is no answer that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No connection.
    Network,
    /// It took too long.
    Timeout,
    /// The server, or something before it, answered with an error.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The code, where the answer is one of our problems; a proxy's page has none.
        code: Option<Code>,
        /// `Retry-After` in seconds, from the header or the problem.
        retry_after: Option<u64>,
    },
    /// The network's own page instead of an answer: a captive portal, which wants a sign-in (RFC 8952).
    CaptivePortal,
    /// A success that is none: not JSON, or another shape.
    BadAnswer,
    /// The server's answer, with something that only a later build knows.
    Newer,
}

impl From<DecodeError> for Failure {
    fn from(why: DecodeError) -> Self {
        match why {
            DecodeError::Newer => Self::Newer,
            DecodeError::Foreign => Self::BadAnswer,
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Refused { status: problem.status, code: Some(problem.code), retry_after: problem.retry_after }
    }
}

/// Why nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageFailure {
    /// No room, a private window, a lost connection to the store.
    Unavailable,
    /// The stored cursor is not the expected one: another tab wrote.
    Stale,
}
