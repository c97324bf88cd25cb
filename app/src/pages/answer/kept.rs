//! What is being typed, by the case, which a link names first, and by what is answered.

use crate::tab_storage;

fn key(of: Option<u64>) -> String {
    let case: String = super::token().chars().take(22).collect();
    format!("answer/{case}/{}", of.unwrap_or_default())
}

/// What was typed before.
pub fn kept(of: Option<u64>) -> String {
    tab_storage::kept(&key(of))
}

/// Keeps it.
pub fn keep(of: Option<u64>, words: &str) {
    tab_storage::keep(&key(of), words);
}
