//! WebAssembly from cargo's to the browser's: split in files, JavaScript glue, then `wasm-opt`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;
use wasmparser::{ExternalKind, Parser, Payload, RefType};

use crate::cache::{Cache, short};
use crate::files_below;
use crate::profile::Profile;
use crate::{names, script, unused};

/// The table in which the glue keeps the browser's objects.
const OBJECTS: &str = "__wbindgen_externrefs";

/// What browsers of the last five years have, and what rustc uses; nothing beyond, whatever wasm-opt knows.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The glue, as the other files name it.
const GLUE: &str = "app.js";
/// The part that every page needs.
pub(crate) const WASM: &str = "app_bg.wasm";

/// Smallest as brotli, which is what a phone transfers: `-Oz` makes the file itself smaller and the transfer larger, because
/// long functions that are folded into their one caller no longer resemble each other.
const OPTIMISE: &str = "-O2";
/// Up to which size, in nodes of their tree, functions are folded into their one caller.
const FOLD: &str = "30";
/// The same in the part that takes the first page over. A browser compiles each function when it is called first, on the
/// page's own thread, which is half of the time that this takes: fewer functions are worth a hundredth more to transfer.
const FOLD_FIRST: &str = "60";

/// The mark and the version, before the first section.
pub(crate) const HEADER: usize = 8;

/// WebAssembly with the JavaScript that it needs: files that name each other and lie together.
#[derive(Debug)]
pub(crate) struct Bound {
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// The files beside the first that each part of the application needs.
    pub(crate) parts: BTreeMap<String, Vec<String>>,
    /// What each file weighs, in a release.
    pub(crate) profiles: BTreeMap<String, Profile>,
}

impl Bound {
    /// The files that a consumer's phone never needs: what [`STAFF`] and [`KIOSK`] alone use.
    pub(crate) fn staff_only(&self) -> BTreeSet<String> {
        let is_later = |part: &str| part == STAFF || part == KIOSK;
        let files_of = |later: bool| {
            self.parts.iter().filter(move |(part, _)| is_later(part) == later).flat_map(|(_, files)| files)
        };
        let by_others: BTreeSet<_> = files_of(false).collect();
        files_of(true).filter(|file| !by_others.contains(file)).cloned().collect()
    }
}

/// The name by which the `#[wasm_split]` functions of the staff's half say that they belong together.
const STAFF: &str = "staff";
/// The same of what only a kiosk does.
const KIOSK: &str = "kiosk";
/// Where the parts are written down between builds.
const PARTS: &str = "parts.json";
/// Where the profiles are.
const PROFILES: &str = "profiles.json";

/// How it is done.
const HOW: &str = concat!(
    include_str!("barcodes.js"),
    include_str!("boot.js"),
    include_str!("foreign.js"),
    include_str!("keyboard.js"),
    include_str!("trouble.js"),
    include_str!("trusted_types.js"),
    include_str!("names.rs"),
    include_str!("profile.rs"),
    include_str!("script.rs"),
    include_str!("unused.rs"),
    include_str!("wasm.rs"),
);

/// What it is for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    /// Small instead of quick.
    pub(crate) release: bool,
    /// With the names of functions.
    pub(crate) names: bool,
}

pub(crate) fn bind(input: &Path, kind: Kind, esbuild: &Path, cache: &mut Cache) -> Result<Bound> {
    let Kind { release, names } = kind;
    let bytes = fs::read(input).with_context(|| format!("cannot read {}", input.display()))?;
    let kind = match (release, names) {
        (true, true) => "named",
        (true, false) => "release",
        (false, _) => "dev",
    };
    // How it is done is part of the key: what it did otherwise before must not be found again.
    let how = short(HOW.as_bytes());
    let key = format!("wasm-{kind}-{how}-{}", short(&bytes));
    let folder = cache.folder(&key, |folder| {
        let bytes = if release { unused::empty(&bytes)? } else { bytes };
        let whole = folder.join("whole.wasm");
        let mut options = wasm_split_cli_support::Options::new(&bytes);
        options.output_dir = folder;
        options.main_out_path = &whole;
        options.main_module = "./app.js";
        let split = wasm_split_cli_support::transform(options)
            .map_err(|why| anyhow!("cannot split the WebAssembly: {why:?}"))?;
        let parts = parts(split.prefetch_map);
        fs::write(folder.join(PARTS), serde_json::to_vec(&parts)?)?;
        Bindgen::new()
            .input_bytes("app", fs::read(&whole)?)
            .web(true)?
            .typescript(false)
            .omit_default_module_path(false)
            // What the other files import.
            .keep_lld_exports(true)
            .remove_producers_section(true)
            // The profile reads them.
            .demangle(false)
            .generate(folder)?;
        fs::remove_file(whole)?;
        let (wasm, glue) = (folder.join(WASM), folder.join(GLUE));
        let (short, renamed) = names::shorten(&fs::read(&wasm)?, &fs::read_to_string(&glue)?)?;
        fs::write(wasm, short)?;
        fs::write(glue, renamed)?;
        script::bundle(folder, &parts, release, esbuild)?;
        let mut profiles = BTreeMap::new();
        for (name, _) in files_below(folder)? {
            if release && name.ends_with(".wasm") {
                let profile = optimise(&folder.join(&name), names)?;
                profiles.insert(name, profile);
            }
        }
        script::add_foreign_wasm(folder, esbuild)?;
        fs::write(folder.join(PROFILES), serde_json::to_vec(&profiles)?)?;
        Ok(())
    })?;
    let parts = serde_json::from_slice(&fs::read(folder.join(PARTS))?)?;
    let profiles = serde_json::from_slice(&fs::read(folder.join(PROFILES))?)?;
    let notes = [PARTS, PROFILES];
    let files = files_below(&folder)?.into_iter().filter(|(name, _)| !notes.contains(&name.as_str())).collect();
    Ok(Bound { files, parts, profiles })
}

/// By the names that the files have, always in one order.
fn parts(loads: HashMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
    let names = |files: Vec<String>| {
        let names: BTreeSet<_> = files.into_iter().map(|file| format!("{file}.wasm")).collect();
        names.into_iter().collect()
    };
    loads.into_iter().map(|(part, files)| (part, names(files))).collect()
}

/// Makes a file small, and says what still is in it.
fn optimise(file: &Path, names: bool) -> Result<Profile> {
    let smaller = PathBuf::from(file).with_extension("smaller");
    let first = file.file_name().is_some_and(|name| name == WASM);
    let status = Command::new("wasm-opt")
        .args([OPTIMISE, "--one-caller-inline-max-function-size", if first { FOLD_FIRST } else { FOLD }])
        // Keeps the names until the profile is made.
        .arg("--debuginfo")
        .args(FEATURES)
        .arg(file)
        .arg("--output")
        .arg(&smaller)
        .status()
        .context("cannot run wasm-opt: `make setup` installs it")?;
    if !status.success() {
        bail!("wasm-opt failed: {status}");
    }
    let mut bytes = fs::read(&smaller)?;
    name_the_right_table(&mut bytes)?;
    let profile = Profile::of(&bytes)?;
    fs::write(file, if names { bytes } else { without_names(&bytes)? })?;
    fs::remove_file(smaller)?;
    Ok(profile)
}

/// The same module; functions have no names any more.
fn without_names(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut kept = wasm.get(..HEADER).unwrap_or_default().to_vec();
    // A section reaches from the end of the one before.
    let mut begin = HEADER;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let Some((_, range)) = payload.as_section() else { continue };
        let names = matches!(&payload, Payload::CustomSection(section) if section.name() == "name");
        if !names {
            kept.extend_from_slice(&wasm[begin..range.end]);
        }
        begin = range.end;
    }
    Ok(kept)
}

/// wasm-opt 108, which Debian 12 has, writes every exported table down as table 0, where the functions are; the page
/// then dies at its start. The table that holds objects is the one to name.
fn name_the_right_table(wasm: &mut [u8]) -> Result<()> {
    let mut objects = None;
    let mut place = None;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::TableSection(tables) => {
                for (index, table) in tables.into_iter().enumerate() {
                    if table?.ty.element_type == RefType::EXTERNREF {
                        objects = Some(u8::try_from(index)?);
                    }
                }
            }
            Payload::ExportSection(exports) => {
                let end = exports.range().end;
                let exports = exports.into_iter_with_offsets().collect::<Result<Vec<_>, _>>()?;
                let ends = exports.iter().skip(1).map(|(start, _)| *start).chain([end]);
                for ((_, export), end) in exports.iter().zip(ends) {
                    if export.kind == ExternalKind::Table && export.name == OBJECTS {
                        // The index is the last thing in an entry, and one byte long below 128.
                        place = Some(end - 1);
                    }
                }
            }
            _ => {}
        }
    }
    match (place, objects) {
        (Some(place), Some(index @ ..128)) => wasm[place] = index,
        (None, _) => {}
        (Some(_), _) => bail!("{OBJECTS} is exported, but no table holds objects"),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables of functions and of objects; the second is exported, as `index`.
    fn module(index: u8) -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend([4, 7, 2, 0x70, 0, 1, 0x6f, 0, 1]);
        module.extend([7, 25, 1, 21]);
        module.extend(OBJECTS.bytes());
        module.extend([1, index]);
        module
    }

    #[test]
    fn what_others_load_as_well_is_not_staff_only() {
        let loads = [
            ("kiosk", vec!["split_kiosk", "chunk_1"]),
            ("own", vec!["chunk_1", "split_own"]),
            ("staff", vec!["split_staff", "chunk_2", "chunk_1"]),
        ];
        let loads = loads.map(|(part, files)| (part.to_owned(), files.into_iter().map(str::to_owned).collect()));
        let bound = Bound { files: Vec::new(), parts: parts(loads.into()), profiles: BTreeMap::new() };
        assert_eq!(
            bound.staff_only().into_iter().collect::<Vec<_>>(),
            ["chunk_2.wasm", "split_kiosk.wasm", "split_staff.wasm"]
        );
    }

    #[test]
    fn names_are_taken_out_and_the_rest_stays() -> Result<()> {
        let without = module(1);
        let mut with = without.clone();
        with.extend([0, 5, 4]);
        with.extend(b"name");
        with.extend([0, 5, 4]);
        with.extend(b"kept");
        assert_eq!(without_names(&with)?, [&without[..], &[0, 5, 4], b"kept"].concat());
        Ok(())
    }

    #[test]
    fn the_table_of_objects_is_exported_whatever_wasm_opt_wrote() -> Result<()> {
        for written in [0, 1] {
            let mut wasm = module(written);
            name_the_right_table(&mut wasm)?;
            assert_eq!(wasm, module(1));
        }
        Ok(())
    }
}
