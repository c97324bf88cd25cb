//! The contact point's own rules, from a file that an administrator keeps.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use domain::moment::Day;
use domain::rules::{Rules, RulesFault};
use thiserror::Error;

/// More than any rules need.
const MOST_BYTES: u64 = 256 * 1024;

/// Why rules cannot be used.
#[derive(Debug, Error)]
pub enum RulesFileError {
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// It is no file of rules.
    #[error("too large for a file of rules")]
    TooLarge,
    /// It has another shape than rules have.
    #[error("{0}")]
    Shape(#[from] serde_json::Error),
    /// They cannot be worked by.
    #[error(transparent)]
    Fault(#[from] RulesFault),
    /// A promise would name a version that says something else.
    #[error("version {version} has other values already: every change counts \"version\" up (from {newest} on)")]
    VersionTaken {
        /// The version that the file names.
        version: u32,
        /// The first that is free.
        newest: u32,
    },
    /// Consumers would consent to a notice that is not shown.
    #[error("\"privacy_notice\" must be {0}: that is the notice that this version of the program shows")]
    PrivacyNotice(u32),
}

/// Reads the rules and checks that they can be worked by today. `known` are the versions that held here before, and
/// those of the program: their promises name them, so that none of them may change.
///
/// # Errors
///
/// The first thing that is wrong.
pub fn read_rules(file: &Path, today: Day, built_in: &Rules, known: &[Rules]) -> Result<Rules, RulesFileError> {
    let mut text = String::new();
    File::open(file)?.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST_BYTES {
        return Err(RulesFileError::TooLarge);
    }
    let rules: Rules = serde_json::from_str(&text)?;
    rules.check(today)?;
    if rules.privacy_notice != built_in.privacy_notice {
        return Err(RulesFileError::PrivacyNotice(built_in.privacy_notice));
    }
    let others = || known.iter().chain([built_in]);
    if others().any(|other| other.version == rules.version && *other != rules) {
        let newest = others().map(|other| other.version).max().unwrap_or_default().saturating_add(1);
        return Err(RulesFileError::VersionTaken { version: rules.version, newest });
    }
    Ok(rules)
}
