//! An operation, read and hashed before the contact point's lock is taken.

use std::sync::Arc;

use domain::ids::DeviceId;
use domain::moment::Moment;
use sync::protocol::{Code, MAX_PAPER_BYTES, MAX_PAYLOAD_BYTES, Op, OpId, Payload, PayloadHash};

use super::Caller;
use super::claim::ClaimKey;
use super::incoming::{Incoming, Unreadable};
use crate::kinds::{self, Prepare, PreparedCommand};
use crate::seal_keys::SealKeys;
use crate::store::entities::ClaimHash;

/// Most characters of what is sealed: a payload of the largest size, in base64, with its claim code.
const MAX_SEALED_BYTES: usize = 2 * MAX_PAYLOAD_BYTES;

/// What an operation turned out to be.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// A command of a kind that is known here.
    Command(Arc<dyn PreparedCommand>),
    /// Of a kind that this server does not know yet.
    Unsupported,
    /// Sealed to a key that this server does not have.
    SealedToUnknown,
    /// The content is what was sent, but cannot be read: it keeps its name.
    Malformed(Code),
    /// Damaged on the way: the name stays free for the undamaged one.
    Damaged(Code),
}

/// What is needed to read what arrives.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keys<'a> {
    /// Under which claim codes are hashed.
    pub(super) claim: &'a ClaimKey,
    /// With which seals are opened.
    pub(super) seal: &'a SealKeys,
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
    pub(super) fn new(incoming: Incoming, sent_at: Moment, caller: Caller, keys: Keys<'_>) -> Self {
        match incoming {
            Incoming::Op(op) => Self::readable(*op, sent_at, caller, keys),
            Incoming::Unreadable(Unreadable { id, hash, kind, made_at, device, text: payload }) => {
                let body = Body::Damaged(Code::Malformed);
                let attachments = Vec::new();
                Self { id, hash, kind, device, made_at, sent_at, caller, claim: None, attachments, payload, body }
            }
        }
    }

    fn readable(op: Op, sent_at: Moment, caller: Caller, keys: Keys<'_>) -> Self {
        // Of what was sent, also where that is sealed.
        let hash = op.payload.hash();
        let (op, body) = if hash == op.hash { opened(op, keys.seal) } else { (op, Body::Damaged(Code::HashMismatch)) };
        let claim = op.claim.as_ref().map(|code| keys.claim.hash(code));
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
        // Where nothing of it takes effect, nobody has to: what is sealed may be opened later, and says by itself who may do it.
        let is_kept_only = matches!(
            self.body,
            Body::Damaged(Code::Malformed) | Body::Malformed(Code::SealBroken) | Body::SealedToUnknown
        );
        self.claim.is_some() || !matches!(self.caller, Caller::Public | Caller::Kiosk) || is_kept_only
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

/// The operation as it was before a kiosk sealed it, and what it turned out to be.
fn opened(op: Op, keys: &SealKeys) -> (Op, Body) {
    let Payload::Sealed { key_id, ciphertext } = &op.payload else {
        let body = body(&op);
        return (op, body);
    };
    if ciphertext.len() > MAX_SEALED_BYTES {
        return (op, Body::Malformed(Code::BodyTooLarge));
    }
    let Some(key) = keys.named(key_id) else { return (op, Body::SealedToUnknown) };
    match seal::open(&op, &key) {
        // Nobody may do it without the code that goes with it.
        Ok(Op { claim: None, .. }) | Err(_) => (op, Body::Malformed(Code::SealBroken)),
        Ok(open) => {
            let body = body(&open);
            (open, body)
        }
    }
}

fn body(op: &Op) -> Body {
    let [papers, publications] = [&domain::posting::KIND, &domain::publication::KIND].map(|kind| kind.commands);
    let is_paper = papers.iter().chain(publications).any(|command| *command == op.kind);
    let most = if is_paper { MAX_PAPER_BYTES } else { MAX_PAYLOAD_BYTES };
    if op.payload.as_sent().len() > most {
        return Body::Malformed(Code::BodyTooLarge);
    }
    match kinds::prepare(op) {
        Prepare::Command(command) => Body::Command(command.into()),
        Prepare::Unsupported => Body::Unsupported,
        Prepare::Malformed => Body::Malformed(Code::Malformed),
    }
}
