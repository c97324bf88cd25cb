//! `obligations`: what the notice board obliges the contact point to, each with the screen where it is done and the test that
//! shows it. What has neither is not built yet, and says so.

use serde::Deserialize;

use super::{Failure, out};

/// The table, as data.
const TABLE: &str = include_str!("../../content/obligations.json");

/// An obligation.
#[derive(Debug, Deserialize)]
pub struct Obligation {
    /// As the board says it.
    pub term: String,
    /// The route of its screen; empty where there is none yet.
    pub screen: String,
    /// The test that shows it, or the file of its journey; empty where there is none yet.
    pub test: String,
}

/// Every obligation, in the order of the board.
#[must_use]
pub fn obligations() -> Vec<Obligation> {
    serde_json::from_str(TABLE).unwrap_or_default()
}

/// Prints them.
#[expect(clippy::unnecessary_wraps, reason = "as every command")]
pub(super) fn print() -> Result<(), Failure> {
    let all = obligations();
    for Obligation { term, screen, test } in &all {
        let or_not = |text: &str| if text.is_empty() { "还没有（not yet）".to_owned() } else { text.to_owned() };
        out::say(&format!("{term}\t{}\t{}", or_not(screen), or_not(test)));
    }
    let shown = all.iter().filter(|one| !one.screen.is_empty() && !one.test.is_empty()).count();
    out::say(&format!("{shown} / {}", all.len()));
    Ok(())
}
