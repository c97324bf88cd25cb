//! What the engine wants done.

use domain::{claim_code::ClaimCode, ids::StaffId};

use serde::{Deserialize, Serialize};

use super::{Cursor, Lane, OutboxRow, PersistId, RequestId, Status, Timer};
use crate::protocol::{Change, Epoch, KindName, OpId, PushRequest, Seq};

/// Something for the driver to do. It is done in the order given, without waiting for the one before.
#[derive(Clone, Debug)]
pub enum Effect {
    /// `POST /api/v1/push`; answer with [`super::Event::PushAnswered`] in every case.
    Push {
        /// Names it.
        request: RequestId,
        /// The body.
        body: PushRequest,
        /// With the session of that member of staff, or without any.
        lane: Lane,
    },
    /// `GET /api/v1/pull`; answer with [`super::Event::PullAnswered`] in every case.
    Pull {
        /// Names it.
        request: RequestId,
        /// `since=`.
        since: Seq,
        /// `epoch=`.
        epoch: Option<Epoch>,
        /// Whose.
        asking: ScopeRequest,
    },
    /// One transaction, durable when it is done; answer with [`super::Event::Persisted`] or `PersistFailed`.
    Persist(PersistId, Vec<Write>),
    /// Read everything again; answer with [`super::Event::Loaded`].
    Load,
    /// Fire once after so many milliseconds.
    SetTimer(Timer, u64),
    /// These rows and entities changed in memory: read them from the engine and show them.
    Changed {
        /// Operations.
        ops: Vec<OpId>,
        /// Entities, also those that are gone.
        entities: Vec<Key>,
    },
    /// The server is ahead of this build: see whether there is a newer one.
    LookForUpdate,
    /// What the person sees about sending; only when it differs from before.
    Show(Status),
}

/// A write. A transaction holds several; they are done all or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Replaces the row of that operation, where there still is one: what its page has dropped does not come back.
    Row(Box<OutboxRow>),
    /// Deletes the row of that operation.
    DropRow(OpId),
    /// Puts an entity into the replica.
    Put(Change),
    /// Takes an entity out of the replica.
    Remove(Key),
    /// Moves the cursor. Where the stored one is not `expected`, the whole transaction is undone and answered as stale.
    Cursor {
        /// What must be stored before.
        expected: Option<Cursor>,
        /// What is stored after.
        cursor: Option<Cursor>,
    },
}

/// Names an entity of the replica.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// [`crate::protocol::Body::kind`].
    pub kind: KindName,
    /// Its name within the kind.
    pub id: String,
}

/// Whose entities a pull asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScopeRequest {
    /// Those of these codes (at most [`crate::protocol::MAX_CLAIMS`]), in the header `Authorization: Claim …`; none: only what is everybody's.
    Claims(Vec<ClaimCode>),
    /// Those of staff, with the session.
    Staff(StaffId),
}
