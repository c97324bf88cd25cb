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
pub(crate) const KEYBOARD: &str = "keyboard.js";

/// What it is made of besides.
const BESIDE: [(&str, &str); 2] =
    [("foreign.js", include_str!("foreign.js")), ("trouble.js", include_str!("trouble.js"))];

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
    keyboard(folder, small, esbuild)?;
    for (name, _) in crate::files_below(folder)? {
        if name.ends_with(".js") && name != BOOT && name != KEYBOARD {
            fs::remove_file(folder.join(name))?;
        }
    }
    Ok(())
}

/// Made of a library from the registry, which lies where esbuild does.
fn keyboard(folder: &Path, small: bool, esbuild: &Path) -> Result<()> {
    let entry = folder.join("keyboard.entry.js");
    fs::write(&entry, include_str!("keyboard.js"))?;
    one_file(&entry, &folder.join(KEYBOARD), small, esbuild)
}

fn one_file(entry: &Path, out: &Path, small: bool, esbuild: &Path) -> Result<()> {
    let packages = esbuild.parent().and_then(Path::parent).unwrap_or(Path::new("."));
    let status = Command::new(esbuild)
        .arg(entry)
        .args(["--bundle", "--format=esm", "--charset=utf8", "--log-level=error", TARGET])
        .arg(format!("--external:./{KEYBOARD}"))
        .args(small.then_some("--minify"))
        .arg(format!("--outfile={}", out.display()))
        .env("NODE_PATH", fs::canonicalize(packages)?)
        .status()
        .with_context(|| format!("cannot run {}: `make setup` installs it", esbuild.display()))?;
    if !status.success() {
        bail!("esbuild failed: {status}");
    }
    Ok(())
}
