//! The finished site, in memory and then on disk.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::cache::{Cache, digest, short};
use crate::worker;

/// Formats that shrink; the others are compressed already.
const COMPRESSIBLE: [&str; 8] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];

#[derive(Debug)]
pub(crate) struct Output {
    release: bool,
    files: BTreeMap<String, Vec<u8>>,
    worker: Vec<u8>,
    entries: BTreeMap<&'static str, String>,
}

/// What the server and the size budget read.
#[derive(Debug, Serialize)]
struct Manifest {
    version: String,
    entries: BTreeMap<&'static str, String>,
    files: Vec<Listed>,
}

#[derive(Debug, Serialize)]
struct Listed {
    path: String,
    bytes: usize,
    brotli_bytes: Option<usize>,
    hash: String,
}

/// What a build says of itself.
#[derive(Debug)]
pub(crate) struct Summary(Manifest);

impl Output {
    pub(crate) fn new(release: bool) -> Self {
        Self { release, files: BTreeMap::new(), worker: Vec::new(), entries: BTreeMap::new() }
    }

    /// Adds a file under its own name.
    pub(crate) fn add(&mut self, path: &str, bytes: Vec<u8>) {
        self.files.insert(format!("/{path}"), bytes);
    }

    /// Adds a file that is named by its content, and says where it is.
    pub(crate) fn add_hashed(&mut self, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
        let path = format!("/{stem}.{}.{extension}", short(&bytes));
        self.files.insert(path.clone(), bytes);
        path
    }

    /// Adds files that lie together in a folder which is named by their content, and says where it is.
    pub(crate) fn add_folder(&mut self, parent: &str, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> String {
        let files: Vec<_> = files.into_iter().collect();
        let content: Vec<u8> =
            files.iter().flat_map(|(name, bytes)| [name.as_bytes(), &digest(bytes)].concat()).collect();
        let folder = format!("/{parent}/{}", short(&content));
        self.files.extend(files.into_iter().map(|(name, bytes)| (format!("{folder}/{name}"), bytes)));
        folder
    }

    pub(crate) fn set_worker(&mut self, worker: Vec<u8>) {
        self.worker = worker;
    }

    pub(crate) fn set_entries(&mut self, entries: impl IntoIterator<Item = (&'static str, String)>) {
        self.entries = entries.into_iter().collect();
    }

    /// Every file with the hash that a browser checks it by.
    pub(crate) fn integrities(&self) -> Vec<(&str, String)> {
        let integrity = |bytes: &[u8]| format!("sha256-{}", STANDARD.encode(digest(bytes)));
        self.files.iter().map(|(path, bytes)| (path.as_str(), integrity(bytes))).collect()
    }

    /// Makes the folder hold exactly this site.
    pub(crate) fn write(mut self, folder: &Path, cache: &mut Cache) -> Result<Summary> {
        self.files.insert(format!("/{}", worker::FILE), std::mem::take(&mut self.worker));
        let mut written = BTreeMap::new();
        let mut files = Vec::new();
        for (path, bytes) in self.files {
            let brotli = compressed(&path, &bytes, self.release, cache)?;
            files.push(Listed {
                bytes: bytes.len(),
                brotli_bytes: brotli.as_ref().map(Vec::len),
                hash: hex::encode(digest(&bytes)),
                path: path.clone(),
            });
            if let Some(brotli) = brotli {
                written.insert(format!("{path}.br"), brotli);
            }
            written.insert(path, bytes);
        }
        let version = short(&serde_json::to_vec(&files)?);
        let manifest = Manifest { version, entries: self.entries, files };
        written.insert("/site.json".to_owned(), serde_json::to_vec_pretty(&manifest)?);
        replace(folder, &written)?;
        Ok(Summary(manifest))
    }
}

impl Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(manifest) = self;
        write!(formatter, "site {}", manifest.version)?;
        for Listed { path, bytes, brotli_bytes, .. } in &manifest.files {
            if path.starts_with("/pkg/") {
                write!(formatter, "\n  {path}  {bytes} bytes, {} compressed", brotli_bytes.unwrap_or(*bytes))?;
            }
        }
        Ok(())
    }
}

fn compressed(path: &str, bytes: &[u8], release: bool, cache: &mut Cache) -> Result<Option<Vec<u8>>> {
    let shrinks = path.rsplit_once('.').is_some_and(|(_, extension)| COMPRESSIBLE.contains(&extension));
    if !shrinks || bytes.is_empty() {
        return Ok(None);
    }
    let quality = if release { 11 } else { 4 };
    let made = cache.bytes(&format!("brotli-{quality}-{}", short(bytes)), || {
        let mut made = Vec::new();
        brotli::CompressorWriter::new(&mut made, 1 << 16, quality, 22).write_all(bytes)?;
        Ok(made)
    })?;
    Ok((made.len() < bytes.len()).then_some(made))
}

/// Writes only what differs: unchanged files keep their times, and with them whatever was built from them.
fn replace(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (name, _) in crate::files_below(folder)? {
        if !files.contains_key(&format!("/{name}")) {
            fs::remove_file(folder.join(name))?;
        }
    }
    for (path, bytes) in files {
        let file = folder.join(path.trim_start_matches('/'));
        if fs::read(&file).is_ok_and(|present| present == *bytes) {
            continue;
        }
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(file, bytes)?;
    }
    Ok(())
}
