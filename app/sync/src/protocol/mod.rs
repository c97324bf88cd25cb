//! Sync protocol, version 1: JSON over HTTP.
//!
//! * `POST /api/v1/push`: [`PushRequest`] → [`PushAnswer`]
//! * `GET /api/v1/pull?since=SEQ`: → [`PullAnswer`]
//! * `GET /api/v1/stream`: Server-Sent Events, [`Poke`]
//! * `POST /api/v1/left-behind`: [`OrphanedOps`] → [`PushAnswer`]
//! * any failure: [`Problem`] (`application/problem+json`, RFC 9457)

pub(crate) mod body;
mod checksum;
mod device;
mod directory;
mod draft_handoff;
mod fund;
mod json;
mod kiosk;
mod op;
mod problem;
mod pull;
mod push;
mod quarantine;
mod roster;

pub use body::{Body, EntityBody, KindName};
pub use checksum::ScopeChecksum;
pub use device::{
    CasePushTarget, ChangedDevice, DeviceKey, DeviceName, Devices, KnownDevice, OnDevice, OrphanedOps, PushKey,
    PushTarget, QuietTime, ReturningTo, StandingOfDevice,
};
pub use directory::{ListedMerchant, MerchantDirectory};
pub use draft_handoff::{
    DraftHandoff, DraftHandoffStanding, DraftHandoffState, DraftTaker, EncryptedDraft, MOST_DRAFT_CHARS,
};
pub use fund::{FundStatement, NewMerchant};
pub use json::RawJson;
pub use kiosk::{ChangedKiosk, EnrolRequest, KioskCode, KioskHealth, KioskSettings, Kiosks, KnownKiosk, NewKiosk};
pub use op::{EntityPayload, Op, OpId, Payload, PayloadHash, Target};
pub use problem::{Code, Problem};
pub use pull::{Change, DecodeError, Delta, Epoch, Poke, PullAnswer, Seq};
pub use push::{Outcome, PushAnswer, PushRequest, Receipt};
pub use quarantine::{Discard, Discarded, Flood, MOST_REASON_CHARS, Quarantine, QuarantinedOp, Review};
pub use roster::{MemberPlan, Roster};

/// The version that this build speaks.
pub const PROTOCOL: u32 = 1;
/// Most operations in one push.
pub const MAX_OPS: usize = 100;
/// Most bytes of one push's body.
pub const MAX_PUSH_BYTES: usize = 1024 * 1024;
/// Most bytes of one operation's payload.
pub const MAX_PAYLOAD_BYTES: usize = 64 * 1024;
/// Bytes of a list (XLSX or CSV) that is taken in.
pub const MAX_LIST_BYTES: usize = 16 * 1024 * 1024;
/// The most of one that carries a paper of the board (a whole statute) or a publication with its pictures.
pub const MAX_PAPER_BYTES: usize = 512 * 1024;
/// Most claim codes in one pull.
pub const MAX_CLAIMS: usize = 50;
/// Most changes in one pull's answer.
pub const MAX_CHANGES: usize = 500;
/// So many days after the day on which a case ended, staff's devices still hold it; later it is read from the server.
pub const SCOPE_DAYS: i64 = 90;
/// The header by which an enrolled kiosk says that it sends: what it sends is counted by no network.
pub const KIOSK_HEADER: &str = "contact-point-kiosk";
/// The scheme of the `Authorization` header that carries claim codes: `Claim CODE[,CODE…]`. Never in a URL.
pub const CLAIM_SCHEME: &str = "Claim";
/// The scheme of the same header that carries a merchant's link: `Merchant TOKEN`.
pub const MERCHANT_SCHEME: &str = "Merchant";
/// The scheme of `Authorization` with the token of an applicant’s link.
pub const APPLICANT_SCHEME: &str = "Applicant";
