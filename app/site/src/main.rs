//! Turns the compiled WebAssembly, the styles and the public files into the folder that the server serves.
//!
//! Everything slow is kept by the hash of its input, so that a change of one style costs one style.

mod cache;
mod names;
mod output;
mod profile;
mod script;
mod style;
mod unused;
mod wasm;
mod worker;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Parser;

use crate::cache::Cache;
use crate::output::Output;
use crate::wasm::Kind;

/// Builds the site folder.
#[derive(Debug, Parser)]
struct Arguments {
    /// The WebAssembly that cargo built.
    #[arg(long)]
    wasm: PathBuf,
    /// The style sheet that imports the others.
    #[arg(long, default_value = "style/index.css")]
    style: PathBuf,
    /// Files that are served as they are; `sw.js` among them is the template of the service worker.
    #[arg(long, default_value = "public")]
    public: PathBuf,
    /// Where the site is written.
    #[arg(long, default_value = "target/site")]
    out: PathBuf,
    /// Where work is kept between builds.
    #[arg(long, default_value = "target/site-cache")]
    cache: PathBuf,
    /// Makes one script of several.
    #[arg(long, default_value = "end2end/node_modules/.bin/esbuild")]
    esbuild: PathBuf,
    /// Small instead of quick: needs wasm-opt, and compresses as well as it can.
    #[arg(long)]
    release: bool,
    /// Prints what the WebAssembly consists of; in a release only.
    #[arg(long)]
    profile: bool,
    /// Keeps the names of functions, for the browser's profiler; not to be handed out.
    #[arg(long)]
    names: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut cache = Cache::open(&arguments.cache)?;
    let mut output = Output::new(arguments.release);

    let bound = wasm::bind(
        &arguments.wasm,
        Kind { release: arguments.release, names: arguments.names },
        &arguments.esbuild,
        &mut cache,
    )?;
    // They name each other, so the folder carries the hash.
    let mut staff_only = bound.staff_only();
    staff_only.extend(script::ON_DEMAND.map(str::to_owned));
    let folder = output.add_folder("pkg", bound.files);
    let within = |name: &str| format!("{folder}/{name}");
    let (boot, wasm) = (within(script::BOOT), within(wasm::WASM));
    let css = output.add_hashed("pkg/app", "css", style::bundle(&arguments.style)?);

    let mut template = None;
    for (path, bytes) in files_below(&arguments.public)? {
        if path == worker::FILE {
            template = Some(bytes);
        } else {
            output.add(&path, bytes);
        }
    }
    let template = template.with_context(|| format!("{} is missing", worker::FILE))?;
    let worker = worker::fill(&template, &output, &staff_only.iter().map(|name| within(name)).collect::<Vec<_>>())?;
    output.set_worker(worker);
    output.set_entries([("boot", boot), ("wasm", wasm), ("css", css)]);

    let summary = output.write(&arguments.out, &mut cache)?;
    cache.forget_unused()?;
    eprintln!("{summary}");
    if arguments.profile {
        for (file, profile) in &bound.profiles {
            eprintln!("\n{file}\n{profile}");
        }
    }
    Ok(())
}

/// Every file below a folder, by its path with `/`, in a fixed order.
fn files_below(root: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
                found.push((name, fs::read(&path)?));
            }
        }
    }
    found.sort();
    Ok(found)
}
