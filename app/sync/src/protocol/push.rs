//! Push: operations up, a receipt for each back.

use domain::{ids::CaseNumber, moment::Moment, words::Bilingual};
use serde::{Deserialize, Serialize};

use uuid::Uuid;

use super::{Epoch, Op, OpId, PayloadHash, RawJson, Seq};

/// `POST /api/v1/push`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushRequest {
    /// [`super::PROTOCOL`].
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1))]
    pub protocol: u32,
    /// The device's clock at sending, by which the server corrects `made_at`.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub sent_at: Moment,
    /// At most [`super::MAX_OPS`], in the order in which they were done.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub ops: Vec<Op>,
}

/// One receipt for each operation, in the same order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushAnswer {
    /// The version that the server spoke.
    pub protocol: u32,
    /// The life of the server's database.
    pub epoch: Epoch,
    /// The server's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub server_time: Moment,
    /// The receipts.
    pub receipts: Vec<Receipt>,
}

/// Proof that an operation is stored, for good. Only this lets a device forget it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The operation.
    pub op: OpId,
    /// The hash of what was *received under this receipt*.
    pub hash: PayloadHash,
    /// Its place in the contact point's history.
    pub seq: Seq,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an operation. All four are stored; none is ever sent again by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Outcome {
    /// It took effect.
    Applied {
        /// The entity; `case` on the wire whatever its kind, as in the first version.
        #[serde(rename = "case")]
        id: Uuid,
        /// Its revision afterwards.
        rev: u64,
        /// Its number, where it is a case.
        #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
        number: Option<CaseNumber>,
    },
    /// The rules refuse it. What the person wrote stays on the case's timeline as an attempt.
    Rejected {
        /// Why, as its kind says it: of a case a [`domain::case::Rejection`].
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        why: RawJson,
        /// Why, and what to do, for a person.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        detail: Bilingual,
    },
    /// Kept aside for a person to look at: the name was used for other content, the hash does not fit, or it cannot be read.
    Quarantined {
        /// [`super::Code`] as a word.
        code: String,
        /// For a person.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        detail: Bilingual,
    },
    /// Kept until the server learns this kind; sent again by a device it is then decided.
    Unsupported {
        /// The kind that is unknown.
        kind: String,
    },
}

impl Outcome {
    /// The rules of a kind refuse it.
    #[must_use]
    pub fn rejected<R: Serialize>(why: &R, detail: Bilingual) -> Self {
        match RawJson::of(why) {
            Ok(why) => Self::Rejected { why, detail },
            // No rule's reason lacks a JSON form; should one, its sentence is still told.
            Err(_) => Self::Quarantined { code: super::Code::Internal.as_str().to_owned(), detail },
        }
    }
}
