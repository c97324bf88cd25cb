//! A form that was begun at a kiosk and goes on on the visitor's phone. The server holds it encrypted, and cannot read it.

use domain::{ids::DeviceId, moment::Moment};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Most characters of an encrypted form: the longest that can be filled in, in base64.
pub const MOST_DRAFT_CHARS: usize = 32 * 1024;

/// `POST /api/v1/draft-handoffs`, and what the phone gets.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EncryptedDraft {
    /// A nonce and what AES-256-GCM made of the form, in base64url. The key stands in the fragment of the phone's link.
    #[cfg_attr(feature = "openapi", schema(max_length = 32768, pattern = "^[A-Za-z0-9_-]*$"))]
    pub ciphertext: String,
}

/// What the kiosk gets for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftHandoff {
    /// Its name.
    pub id: Uuid,
    /// Until when a phone can take it.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub expires_at: Moment,
}

/// `POST /api/v1/draft-handoffs/{id}/take` and `/kept`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftTaker {
    /// The phone, by the name that it gave itself: it gets the form again where an answer was lost, and nobody else does.
    #[cfg_attr(feature = "openapi", schema(value_type = Uuid))]
    pub taker: DeviceId,
}

/// `GET /api/v1/draft-handoffs/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftHandoffStanding {
    /// How far it is.
    pub state: DraftHandoffState,
}

/// How far a hand-off is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DraftHandoffState {
    /// No phone has come yet.
    Waiting,
    /// A phone has it, perhaps in memory only.
    Taken,
    /// It is on the phone's disk, and no longer here.
    Kept,
}

impl std::fmt::Debug for EncryptedDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EncryptedDraft(…)")
    }
}
