//! The one script of a page: it fetches the WebAssembly and starts it. Made of what starts it, the glue and the loader of the
//! other parts, so that a phone asks once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// Its name.
pub(crate) const BOOT: &str = "boot.js";

/// The keyboard of a kiosk, which the one script asks for where it is switched on.
const KEYBOARD: &str = "keyboard.js";
/// What reads barcodes where the browser does not, and its WebAssembly.
const BARCODES: &str = "barcodes.js";
const BARCODES_WASM: &str = "zxing_reader.wasm";

/// Files of libraries that few devices ever need, and those only once they ask.
pub(crate) const ON_DEMAND: [&str; 3] = [KEYBOARD, BARCODES, BARCODES_WASM];
/// Those that are made here.
const LIBRARIES: [(&str, &str); 2] = [(KEYBOARD, include_str!("keyboard.js")), (BARCODES, include_str!("barcodes.js"))];

/// What it is made of besides.
const BESIDE: [(&str, &str); 3] = [
    ("foreign.js", include_str!("foreign.js")),
    ("trouble.js", include_str!("trouble.js")),
    ("trusted_types.js", include_str!("trusted_types.js")),
];

const PARTS: &str = "{ '{{parts}}': [] }";
/// The language of browsers that have the WebAssembly which rustc writes.
const TARGET: &str = "--target=es2020";

/// Replaces the scripts of a folder by the one, which knows the files of each part of the application.
///
/// # Errors
/// Where esbuild is missing or finds a fault.
pub(crate) fn bundle(folder: &Path, parts: &BTreeMap<String, Vec<String>>, small: bool, esbuild: &Path) -> Result<()> {
    let template = include_str!("boot.js");
    if !template.contains(PARTS) {
        bail!("{BOOT} has no place for {PARTS}");
    }
    for (name, script) in BESIDE {
        fs::write(folder.join(name), script)?;
    }
    let entry = folder.join("entry.js");
    fs::write(&entry, template.replace(PARTS, &serde_json::to_string(parts)?))?;
    one_file(&entry, &folder.join(BOOT), small, esbuild)?;
    for (name, script) in LIBRARIES {
        let entry = folder.join(format!("{name}.entry.js"));
        fs::write(&entry, script)?;
        one_file(&entry, &folder.join(name), small, esbuild)?;
    }
    for (name, _) in crate::files_below(folder)? {
        if name.ends_with(".js") && name != BOOT && !ON_DEMAND.contains(&name.as_str()) {
            fs::remove_file(folder.join(name))?;
        }
    }
    Ok(())
}

/// Puts the WebAssembly of libraries beside ours. It is as its makers built it.
///
/// # Errors
/// Where a package is missing.
pub(crate) fn add_foreign_wasm(folder: &Path, esbuild: &Path) -> Result<()> {
    let from = packages(esbuild).join("zxing-wasm/dist/reader").join(BARCODES_WASM);
    fs::copy(&from, folder.join(BARCODES_WASM))
        .with_context(|| format!("cannot read {}: `make setup` installs it", from.display()))?;
    Ok(())
}

/// Where packages from the registry lie: esbuild is one of them.
fn packages(esbuild: &Path) -> &Path {
    esbuild.parent().and_then(Path::parent).unwrap_or(Path::new("."))
}

fn one_file(entry: &Path, out: &Path, small: bool, esbuild: &Path) -> Result<()> {
    let status = Command::new(esbuild)
        .arg(entry)
        .args(["--bundle", "--format=esm", "--charset=utf8", "--log-level=error", TARGET])
        .args(ON_DEMAND.map(|name| format!("--external:./{name}")))
        .args(small.then_some("--minify"))
        .arg(format!("--outfile={}", out.display()))
        .env("NODE_PATH", fs::canonicalize(packages(esbuild))?)
        .status()
        .with_context(|| format!("cannot run {}: `make setup` installs it", esbuild.display()))?;
    if !status.success() {
        bail!("esbuild failed: {status}");
    }
    Ok(())
}
