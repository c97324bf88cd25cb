//! One QR code's share of a hand-off.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use super::{Handoff, envelope};

/// Stands before every part. A later form has another one.
const VERSION: &str = "1.";
/// So many bytes of the hash of the whole name it.
const SET_BYTES: usize = 8;
/// So many bytes of a part's own hash stand at its end.
const CHECK_BYTES: usize = 4;
/// So many bytes of a hand-off fit into one code (version 25, 117 modules wide) that a phone reads off a screen at arm's length.
const CHUNK_BYTES: usize = 840;

/// A part, read and found whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which hand-off it belongs to.
    pub set: String,
    /// Which part of it, from 1.
    pub number: u8,
    /// Of so many.
    pub of: u8,
    pub(super) chunk: Vec<u8>,
}

/// Why a text is no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartError {
    /// Cut off, mistyped, or not one at all.
    #[error("damaged")]
    Damaged,
    /// Of a later version.
    #[error("of a later version")]
    Newer,
}

/// The parts of a hand-off, as they stand in a fragment; none where it cannot be handed over.
#[must_use]
pub fn split(handoff: &Handoff) -> Vec<String> {
    let Some(whole) = envelope::write(handoff) else { return Vec::new() };
    let count = whole.len().div_ceil(CHUNK_BYTES);
    let Ok(of) = u8::try_from(count) else { return Vec::new() };
    let set = &Sha256::digest(&whole)[..SET_BYTES];
    // All of one length: none is harder to scan than another.
    let chunks = whole.chunks(whole.len().div_ceil(count));
    (1..).zip(chunks).map(|(number, chunk)| text(set, number, of, chunk)).collect()
}

/// The hand-off that parts of one set are of. None while one is missing.
///
/// # Errors
/// [`PartError::Damaged`] where they do not make the whole that they name.
pub fn join(parts: &[Part]) -> Result<Option<Handoff>, PartError> {
    let Some(first) = parts.first() else { return Ok(None) };
    let mut whole = Vec::new();
    for number in 1..=first.of {
        let Some(part) = parts.iter().find(|part| part.set == first.set && part.number == number) else {
            return Ok(None);
        };
        whole.extend(&part.chunk);
    }
    if hex::encode(&Sha256::digest(&whole)[..SET_BYTES]) != first.set {
        return Err(PartError::Damaged);
    }
    envelope::read(&whole).map(Some).ok_or(PartError::Damaged)
}

impl Part {
    /// Reads what stood in a fragment.
    ///
    /// # Errors
    /// [`PartError`].
    pub fn read(text: &str) -> Result<Self, PartError> {
        let Some(data) = text.strip_prefix(VERSION) else {
            let newer = text.split_once('.').is_some_and(|(version, _)| version.parse::<u32>().is_ok_and(|of| of > 1));
            return Err(if newer { PartError::Newer } else { PartError::Damaged });
        };
        let bytes = URL_SAFE_NO_PAD.decode(data).map_err(|_| PartError::Damaged)?;
        let (body, check) = bytes.split_last_chunk::<CHECK_BYTES>().ok_or(PartError::Damaged)?;
        let (set, rest) = body.split_first_chunk::<SET_BYTES>().ok_or(PartError::Damaged)?;
        match rest {
            [number, of, chunk @ ..] if checksum(body) == *check && (1..=*of).contains(number) => {
                Ok(Self { set: hex::encode(set), number: *number, of: *of, chunk: chunk.to_vec() })
            }
            _ => Err(PartError::Damaged),
        }
    }
}

fn text(set: &[u8], number: u8, of: u8, chunk: &[u8]) -> String {
    let mut bytes = [set, &[number, of], chunk].concat();
    bytes.extend(checksum(&bytes));
    [VERSION, &URL_SAFE_NO_PAD.encode(bytes)].concat()
}

fn checksum(bytes: &[u8]) -> [u8; CHECK_BYTES] {
    let mut first = [0; CHECK_BYTES];
    first.copy_from_slice(&Sha256::digest(bytes)[..CHECK_BYTES]);
    first
}
