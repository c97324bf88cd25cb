//! An operation, read and hashed before the contact point's lock is taken.

use std::sync::Arc;

use domain::ids::DeviceId;
use domain::moment::Moment;
use sync::protocol::{Code, MAX_PAYLOAD_BYTES, Op, OpId, Payload, PayloadHash};

use super::Caller;
use super::claim::ClaimKey;
use super::incoming::{Incoming, Unreadable};
use crate::kinds::{self, Prepare, PreparedCommand};
use crate::store::entities::ClaimHash;

/// What an operation turned out to be.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// A command of a kind that is known here.
    Command(Arc<dyn PreparedCommand>),
    /// Of a kind, or sealed to a key, that this server does not know yet.
    Unsupported,
    /// The content is what was sent, but cannot be read: it keeps its name.
    Malformed(Code),
    /// Damaged on the way: the name stays free for the undamaged one.
    Damaged(Code),
}

/// An operation, ready to be decided.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    pub(crate) id: OpId,
    /// Of what arrived, not of what it says of itself.
    pub(crate) hash: PayloadHash,
    pub(crate) kind: String,
    pub(crate) device: DeviceId,
    pub(crate) made_at: Moment,
    pub(crate) sent_at: Moment,
    pub(crate) caller: Caller,
    pub(crate) claim: Option<ClaimHash>,
    pub(crate) attachments: Vec<PayloadHash>,
    /// As sent.
    pub(crate) payload: String,
    pub(crate) body: Body,
}

impl Prepared {
    pub(super) fn new(incoming: Incoming, sent_at: Moment, caller: Caller, key: &ClaimKey) -> Self {
        match incoming {
            Incoming::Op(op) => Self::readable(*op, sent_at, caller, key),
            Incoming::Unreadable(Unreadable { id, hash, kind, made_at, device, text: payload }) => {
                let body = Body::Damaged(Code::Malformed);
                let attachments = Vec::new();
                Self { id, hash, kind, device, made_at, sent_at, caller, claim: None, attachments, payload, body }
            }
        }
    }

    fn readable(op: Op, sent_at: Moment, caller: Caller, key: &ClaimKey) -> Self {
        let hash = op.payload.hash();
        let body = if hash != op.hash { Body::Damaged(Code::HashMismatch) } else { body(&op) };
        let claim = op.claim.as_ref().map(|code| key.hash(code));
        let Op { id, device, kind, made_at, payload, attachments, .. } = op;
        let payload = match payload {
            Payload::Plain(text) => text,
            // The key's name is needed to open it some day.
            sealed @ Payload::Sealed { .. } => serde_json::to_string(&sealed).unwrap_or_default(),
        };
        Self { id, hash, kind, device, made_at, sent_at, caller, claim, attachments, payload, body }
    }

    /// What the server does by itself.
    pub(crate) fn by_server(op: Op, command: Arc<dyn PreparedCommand>) -> Self {
        let Op { id, device, kind, made_at, hash, payload, attachments, .. } = op;
        let payload = payload.as_sent().to_owned();
        let (sent_at, caller, body) = (made_at, Caller::Server, Body::Command(command));
        Self { id, hash, kind, device, made_at, sent_at, caller, claim: None, attachments, payload, body }
    }

    /// What stands in the log for something that no operation asked for.
    pub(crate) fn beside(op: Op) -> Self {
        let Op { id, device, kind, made_at, hash, payload, attachments, .. } = op;
        let payload = payload.as_sent().to_owned();
        let (sent_at, caller, body) = (made_at, Caller::Server, Body::Unsupported);
        Self { id, hash, kind, device, made_at, sent_at, caller, claim: None, attachments, payload, body }
    }

    /// Whether somebody answers for it.
    pub(super) fn has_author(&self) -> bool {
        self.claim.is_some() || self.caller != Caller::Public || matches!(self.body, Body::Damaged(Code::Malformed))
    }

    /// Whether it only came to be looked at.
    pub(super) const fn is_orphaned(&self) -> bool {
        matches!(self.caller, Caller::Former { .. })
    }

    /// When it was done, by our clock: the device's clock corrected by what it shows at sending. Not in the future,
    /// and not so long ago that a broken clock could reach back over every time limit.
    pub(crate) fn corrected(&self, now: Moment) -> Moment {
        const FURTHEST_BACK_MS: i64 = 30 * 24 * 3_600_000;
        let ahead = now.millis().saturating_sub(self.sent_at.millis());
        let corrected = self.made_at.millis().saturating_add(ahead);
        Moment::from_millis(corrected.clamp(now.millis().saturating_sub(FURTHEST_BACK_MS), now.millis()))
    }
}

fn body(op: &Op) -> Body {
    if op.payload.as_sent().len() > MAX_PAYLOAD_BYTES {
        return Body::Malformed(Code::BodyTooLarge);
    }
    if matches!(op.payload, Payload::Sealed { .. }) {
        return Body::Unsupported;
    }
    match kinds::prepare(op) {
        Prepare::Command(command) => Body::Command(command.into()),
        Prepare::Unsupported => Body::Unsupported,
        Prepare::Malformed => Body::Malformed(Code::Malformed),
    }
}
