//! WebAssembly from cargo's to the browser's: JavaScript glue, then `wasm-opt`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::cache::{Cache, short};
use crate::files_below;

/// What browsers of the last five years have, and what rustc uses; nothing beyond, whatever wasm-opt knows.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// WebAssembly with the JavaScript that it needs.
#[derive(Debug)]
pub(crate) struct Bound {
    pub(crate) wasm: Vec<u8>,
    pub(crate) js: Vec<u8>,
    pub(crate) snippets: Vec<(String, Vec<u8>)>,
}

pub(crate) fn bind(input: &Path, release: bool, cache: &mut Cache) -> Result<Bound> {
    let bytes = fs::read(input).with_context(|| format!("cannot read {}", input.display()))?;
    let kind = if release { "release" } else { "dev" };
    let key = format!("wasm-{kind}-{}", short(&bytes));
    let folder = cache.folder(&key, |folder| {
        Bindgen::new()
            .input_bytes("app", bytes)
            .web(true)?
            .typescript(false)
            .omit_default_module_path(true)
            .remove_producers_section(true)
            .remove_name_section(release)
            .generate(folder)?;
        if release { optimise(&folder.join("app_bg.wasm")) } else { Ok(()) }
    })?;
    let snippets = folder.join("snippets");
    Ok(Bound {
        wasm: fs::read(folder.join("app_bg.wasm"))?,
        js: fs::read(folder.join("app.js"))?,
        snippets: if snippets.exists() { files_below(&snippets)? } else { Vec::new() },
    })
}

fn optimise(file: &Path) -> Result<()> {
    let smaller = PathBuf::from(file).with_extension("smaller");
    let status = Command::new("wasm-opt")
        .arg("-Oz")
        .args(FEATURES)
        .arg(file)
        .arg("--output")
        .arg(&smaller)
        .status()
        .context("cannot run wasm-opt: `make setup` installs it")?;
    if !status.success() {
        bail!("wasm-opt failed: {status}");
    }
    fs::rename(smaller, file)?;
    Ok(())
}
