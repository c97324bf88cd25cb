//! What people write, as it is kept.

use crate::{
    case::{Gap, Rejection, settlement::is_hash},
    form::MESSAGE_CHARS,
    typed::{clean, clean_line},
};

/// Trimmed; may be empty.
pub(super) fn at_most(words: &str) -> Result<String, Rejection> {
    let words = clean(words);
    if words.chars().count() > MESSAGE_CHARS {
        return Err(Rejection::WordsTooLong { most: MESSAGE_CHARS });
    }
    Ok(words)
}

/// Trimmed; not empty.
pub(in crate::case) fn said(words: &str) -> Result<String, Rejection> {
    let words = at_most(words)?;
    if words.is_empty() { Err(Rejection::WordsMissing) } else { Ok(words) }
}

/// One line, such as the number of a receipt; may be empty.
pub(super) fn line_at_most(words: &str) -> Result<String, Rejection> {
    at_most(&clean_line(words))
}

/// One line; not empty.
pub(super) fn line(words: &str) -> Result<String, Rejection> {
    said(&clean_line(words))
}

/// Names of attachments, each once.
pub(super) fn evidence(hashes: &[String]) -> Result<Vec<String>, Rejection> {
    let mut kept: Vec<String> = Vec::new();
    for hash in hashes {
        if !is_hash(hash) {
            return Err(Rejection::Incomplete { part: Gap::Evidence });
        }
        if !kept.contains(hash) {
            kept.push(hash.clone());
        }
    }
    Ok(kept)
}
