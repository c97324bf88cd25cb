//! Photos and PDFs of a case. The case names them by their content; the bytes lie beside it.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

use super::Party;
use crate::{form::Term, ids::StaffId};

/// How many each side may attach to a case: its consumer, and those who work on it.
pub const MOST_ATTACHMENTS: usize = 9;

/// SHA-256 of a content, written as 64 hexadecimal digits in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct ContentHash(pub [u8; 32]);

/// Text that is no hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not 64 hexadecimal digits in lower case")]
pub struct NotAHash;

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

impl FromStr for ContentHash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(NotAHash),
        };
        let text: &[u8; 64] = text.as_bytes().try_into().map_err(|_| NotAHash)?;
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(text.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(hash))
    }
}

impl From<ContentHash> for String {
    fn from(hash: ContentHash) -> Self {
        hash.to_string()
    }
}

impl TryFrom<String> for ContentHash {
    type Error = NotAHash;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// What is kept: a photo is always a JPEG without anything but the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// A photo.
    Jpeg,
    /// A document.
    Pdf,
}

impl Media {
    /// The media type.
    #[must_use]
    pub const fn essence(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Pdf => "application/pdf",
        }
    }

    /// How a file of it ends.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Pdf => "pdf",
        }
    }
}

/// What staff made an attachment for, or that the merchant sent it; what somebody else took or brought has none. Written as
/// `redaction:HASH`, `signature:PARTY` or `merchant`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Purpose {
    /// A copy of a photo of the case in which regions are covered.
    Redaction {
        /// The photo, by its content as it is kept.
        of: ContentHash,
    },
    /// What shows a signature under the settlement: drawn on the screen, or a photo of the paper.
    Signature {
        /// Whose.
        of: Party,
    },
    /// What the merchant shows with its answer, sent by its link.
    FromMerchant,
}

/// Whose an attachment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The case's consumer.
    Consumer,
    /// Those who work on it.
    Staff,
    /// The merchant, by the link for its answer.
    Merchant,
}

/// Text that is no purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("neither a redaction of a photo nor a signature of a side nor the merchant's")]
pub struct NotAPurpose;

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Redaction { of } => write!(f, "redaction:{of}"),
            Self::Signature { of } => write!(f, "signature:{}", of.code()),
            Self::FromMerchant => f.write_str("merchant"),
        }
    }
}

impl FromStr for Purpose {
    type Err = NotAPurpose;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            None if text == "merchant" => Ok(Self::FromMerchant),
            Some(("redaction", hash)) => Ok(Self::Redaction { of: hash.parse().map_err(|_| NotAPurpose)? }),
            Some(("signature", party)) => Ok(Self::Signature { of: Party::from_code(party).ok_or(NotAPurpose)? }),
            _ => Err(NotAPurpose),
        }
    }
}

impl From<Purpose> for String {
    fn from(purpose: Purpose) -> Self {
        purpose.to_string()
    }
}

impl TryFrom<String> for Purpose {
    type Error = NotAPurpose;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// A photo or PDF of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The content as it is kept.
    pub hash: ContentHash,
    /// The content as it was sent, where the server had to make it anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<ContentHash>,
    /// What it is.
    pub media: Media,
    /// How many bytes are kept.
    pub bytes: u64,
    /// Which member of staff took it down; none for the consumer's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// What staff made it for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
}

impl Attachment {
    /// Whose it is.
    #[must_use]
    pub fn side(&self) -> Side {
        match (self.staff, self.purpose) {
            (_, Some(Purpose::FromMerchant)) => Side::Merchant,
            (Some(_), _) => Side::Staff,
            (None, _) => Side::Consumer,
        }
    }

    /// Whether it counts among the same nine as another: photos of one side, copies of one photo, signatures of one party.
    #[must_use]
    pub fn shares_room_with(&self, staff: Option<StaffId>, purpose: Option<Purpose>) -> bool {
        self.staff.is_some() == staff.is_some() && self.purpose == purpose
    }

    /// A photo as somebody took it, which can be covered in part.
    #[must_use]
    pub fn is_original_photo(&self) -> bool {
        self.media == Media::Jpeg && self.purpose.is_none()
    }

    /// Whether it is what somebody sent under that hash.
    #[must_use]
    pub fn was_sent_as(&self, hash: ContentHash) -> bool {
        self.sent.unwrap_or(self.hash) == hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purpose_is_read_as_it_was_written() {
        let of = ContentHash([0xab; 32]);
        for (purpose, text) in [
            (Purpose::Redaction { of }, format!("redaction:{of}")),
            (Purpose::Signature { of: Party::Merchant }, "signature:merchant".to_owned()),
            (Purpose::FromMerchant, "merchant".to_owned()),
        ] {
            assert_eq!((purpose.to_string(), text.parse()), (text.clone(), Ok(purpose)));
        }
        for wrong in ["", "redaction", "redaction:ab", "signature:", "signature:nobody", "stamp:consumer"] {
            assert_eq!(wrong.parse::<Purpose>(), Err(NotAPurpose), "{wrong}");
        }
    }

    #[test]
    fn a_hash_is_written_in_one_way_only() {
        let text = "00ff".repeat(16);
        let hash: ContentHash = text.parse().expect("a hash");
        assert_eq!(hash.to_string(), text);
        for wrong in ["", "00", &text.to_uppercase(), &"0g".repeat(32), &format!("{text}0")] {
            assert_eq!(wrong.parse::<ContentHash>(), Err(NotAHash), "{wrong}");
        }
    }
}
