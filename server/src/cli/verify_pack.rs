//! `verify-pack`: whether an evidence pack is what the contact point made.

use std::fs::File;
use std::path::Path;

use super::{Failure, out};
use crate::config::Config;
use crate::evidence::{Checked, EvidenceKey, PublicKey, check};

/// Reads the pack and says what is in it, or what is wrong.
pub(super) fn print(config: &Config, file: &Path, key: Option<PublicKey>) -> Result<(), Failure> {
    let unusable = |why: String| Failure::File { file: file.to_owned(), why };
    let opened = File::open(file).map_err(|why| unusable(why.to_string()))?;
    let key = match key {
        Some(key) => key,
        // The house that made it has the key itself.
        None => EvidenceKey::read(&config.secrets()).map(|key| key.public()).map_err(|_| {
            unusable(
                "no key to check it by: give the contact point's with --public-key, or its data folder with --data-dir"
                    .to_owned(),
            )
        })?,
    };
    let Checked { manifest, sha256 } = check(opened, key)?;
    out::say(&format!("pack: {}", manifest.number));
    out::say(&format!("made by: {} at {} on {}", manifest.made_by_name, manifest.contact_point, manifest.made_on));
    out::say(&format!("for: {}", manifest.to));
    for case in &manifest.cases {
        let left_out = case.left_out;
        out::say(&format!("case: {}, {} events, {left_out} of them internal and not enclosed", case.number, case.rev));
    }
    out::say(&format!("files: {}", manifest.files.len()));
    out::say(&format!("manifest (SHA-256): {sha256}"));
    out::say(&format!("key: {key}"));
    out::say("the signature is right, and every file is as it was");
    Ok(())
}
