//! The script that a page starts with.

use anyhow::{Context, Result};

const TEMPLATE: &str = include_str!("boot.js");

/// Fills in the names of the glue and the WebAssembly, which lie beside it.
pub(crate) fn boot(js: &str, wasm: &str) -> Result<Vec<u8>> {
    let name = |path: &str| path.rsplit_once('/').map(|(_, name)| name.to_owned()).context("no file name");
    Ok(TEMPLATE.replace("{{js}}", &name(js)?).replace("{{wasm}}", &name(wasm)?).into_bytes())
}
