//! Pull: the newest state of everything in the caller's scope that changed after a cursor.

use domain::{
    ids::{CaseId, StaffId},
    moment::Moment,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

use super::Body;

/// A place in a contact point's history. It follows the order of commits, so a cursor never skips.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = i64))]
pub struct Seq(pub i64);

/// The random name of a database's life. A restored backup begins a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = Uuid))]
pub struct Epoch(pub Uuid);

/// `GET /api/v1/pull?since=SEQ[&epoch=EPOCH]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PullAnswer {
    /// The version that the server spoke.
    pub protocol: u32,
    /// The life of the server's database. Where it is new to the device, everything is pulled again from 0.
    pub epoch: Epoch,
    /// The server's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub server_time: Moment,
    /// Each entity once, at its newest, in the order of `seq`.
    pub changes: Vec<Change>,
    /// Where to go on.
    pub cursor: Seq,
    /// There is more after `cursor`.
    pub more: bool,
    /// Of the caller's whole scope, where `more` is false: see [`super::ScopeChecksum`].
    pub checksum: Option<String>,
    /// The places (from 0) of claim codes in the request that are not known here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_claims: Vec<usize>,
    /// Cases that left the caller's scope after the cursor: for staff those that ended more than [`super::SCOPE_DAYS`]
    /// days ago. A device that does not know this field finds by the checksum that it has too much.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Uuid>))]
    pub gone: Vec<CaseId>,
    /// The same of every other kind: ids by the name of the kind.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub gone_of: BTreeMap<String, Vec<String>>,
}

/// What marks an answer of ours, whatever else a later version puts beside it.
#[derive(Deserialize)]
#[expect(dead_code, reason = "that they can be read is all there is to know")]
struct Envelope {
    protocol: u32,
    epoch: Epoch,
    cursor: Seq,
}

/// Why a text is no answer that this build can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// The server's own, with something that only a later build knows.
    Newer,
    /// Not ours, or cut: a captive portal's page, half an answer.
    Foreign,
}

impl PullAnswer {
    /// Reads the body of an answer.
    ///
    /// # Errors
    /// [`DecodeError`].
    pub fn read(text: &str) -> Result<Self, DecodeError> {
        crate::read_json(text).map_err(|_| match crate::read_json::<Envelope>(text) {
            Ok(_) => DecodeError::Newer,
            Err(_) => DecodeError::Foreign,
        })
    }
}

/// The newest state of one entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// Its name within its kind.
    pub id: String,
    /// Its revision.
    pub rev: u64,
    /// When it last changed.
    pub seq: Seq,
    /// What it is now.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub body: Body,
}

/// `GET /api/v1/stream`: there is something after a place. What it is comes by pull, or with it where it is little.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Poke {
    /// The newest place in the history.
    pub seq: Seq,
    /// The life of the server's database.
    pub epoch: Epoch,
    /// What changed up to there, for whoever asked for it and may see it. A device that stands elsewhere pulls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delta: Option<Delta>,
}

/// All that changed in the caller's scope between two places of one life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delta {
    /// In whose scope: whoever has the device now may be somebody else.
    #[cfg_attr(feature = "openapi", schema(value_type = Uuid))]
    pub staff: StaffId,
    /// From behind this place; the poke says up to where.
    pub since: Seq,
    /// Each entity once, at its newest, in the order of `seq`. Nothing left the scope.
    pub changes: Vec<Change>,
}
