//! The service worker, with the list of what it keeps.

use anyhow::{Result, bail};

use crate::cache::short;
use crate::output::Output;

/// The template among the public files, and the name it is served by.
pub(crate) const FILE: &str = "sw.js";

const VERSION: &str = "{{version}}";
const FILES: &str = "['{{files}}']";
const STAFF_ONLY: &str = "['{{staff_only}}']";

/// Icons of an installed application: the operating system asks for them, and the page never does.
const FOR_THE_SYSTEM: &str = "/icon-";

/// Fills in the lists and a version that is the hash of both, so that equal versions hold equal files. Files of
/// `staff_only` are kept once they are asked for.
pub(crate) fn fill(template: &[u8], output: &Output, staff_only: &[String]) -> Result<Vec<u8>> {
    let template = str::from_utf8(template)?;
    let all = output.integrities().into_iter().filter(|(path, _)| !path.starts_with(FOR_THE_SYSTEM));
    let (later, now): (Vec<_>, Vec<_>) =
        all.partition(|(path, _)| staff_only.iter().any(|staff_only| staff_only == path));
    let (list, later) = (serde_json::to_string(&now)?, serde_json::to_string(&later)?);
    let version = short(format!("{list}{later}").as_bytes());
    for mark in [VERSION, FILES, STAFF_ONLY] {
        if !template.contains(mark) {
            bail!("{FILE} has no place for {mark}");
        }
    }
    Ok(template.replace(VERSION, &version).replace(FILES, &list).replace(STAFF_ONLY, &later).into_bytes())
}
