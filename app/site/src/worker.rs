//! The service worker, with the list of what it keeps.

use anyhow::{Result, bail};

use crate::cache::short;
use crate::output::Output;

/// The template among the public files, and the name it is served by.
pub(crate) const FILE: &str = "sw.js";

const VERSION: &str = "{{version}}";
const FILES: &str = "['{{files}}']";
const APART: &str = "['{{apart}}']";

/// Icons of an installed application: the operating system asks for them, and the page never does.
const FOR_THE_SYSTEM: &str = "/icon-";

/// Fills in the lists and a version that is the hash of both, so that equal versions hold equal files. Files of
/// `apart` are kept once they are asked for.
pub(crate) fn fill(template: &[u8], output: &Output, apart: &[String]) -> Result<Vec<u8>> {
    let template = str::from_utf8(template)?;
    let all = output.integrities().into_iter().filter(|(path, _)| !path.starts_with(FOR_THE_SYSTEM));
    let (later, now): (Vec<_>, Vec<_>) = all.partition(|(path, _)| apart.iter().any(|apart| apart == path));
    let (list, later) = (serde_json::to_string(&now)?, serde_json::to_string(&later)?);
    let version = short(format!("{list}{later}").as_bytes());
    for mark in [VERSION, FILES, APART] {
        if !template.contains(mark) {
            bail!("{FILE} has no place for {mark}");
        }
    }
    Ok(template.replace(VERSION, &version).replace(FILES, &list).replace(APART, &later).into_bytes())
}
