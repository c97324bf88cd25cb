//! The script that a page starts with.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

/// Its name, beside the glue.
pub(crate) const BOOT: &str = "boot.js";

const PARTS: &str = "{ '{{parts}}': [] }";

/// The script, with the files of each part of the application.
pub(crate) fn boot(parts: &BTreeMap<String, Vec<String>>) -> Result<(String, Vec<u8>)> {
    let template = include_str!("boot.js");
    if !template.contains(PARTS) {
        bail!("{BOOT} has no place for {PARTS}");
    }
    Ok((BOOT.to_owned(), template.replace(PARTS, &serde_json::to_string(parts)?).into_bytes()))
}
