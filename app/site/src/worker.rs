//! The service worker, with the list of what it keeps.

use anyhow::{Result, bail};

use crate::cache::short;
use crate::output::Output;

/// The template among the public files, and the name it is served by.
pub(crate) const FILE: &str = "sw.js";

const VERSION: &str = "{{version}}";
const FILES: &str = "['{{files}}']";

/// Fills in the list and a version that is the hash of the list, so that equal versions hold equal files.
pub(crate) fn fill(template: &[u8], output: &Output) -> Result<Vec<u8>> {
    let template = str::from_utf8(template)?;
    let list = serde_json::to_string(&output.integrities())?;
    let version = short(list.as_bytes());
    for mark in [VERSION, FILES] {
        if !template.contains(mark) {
            bail!("{FILE} has no place for {mark}");
        }
    }
    Ok(template.replace(VERSION, &version).replace(FILES, &list).into_bytes())
}
