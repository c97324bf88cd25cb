//! Whether a pack is what the contact point made.

use std::collections::BTreeSet;
use std::io::{Read, Seek};

use sha2::{Digest, Sha256};
use thiserror::Error;
use zip::ZipArchive;

use super::{MANIFEST, Manifest, PublicKey, SIGNATURE, VERSION};

/// No manifest is longer.
const MOST_OF_A_MANIFEST: u64 = 16 * 1024 * 1024;

/// What is wrong with a pack. Each has an exit code of its own, from 10 on.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PackError {
    /// No archive, or one without a manifest and its signature.
    #[error("this is no evidence pack: {0}")]
    NotAPack(String),
    /// Whoever signed it was not that contact point, or the manifest was changed.
    #[error("wrong signature: the manifest is not what the key {key} signed (the manifest names the key {named})")]
    WrongSignature {
        /// By which it was checked.
        key: String,
        /// Which the manifest names.
        named: String,
    },
    /// A file that the manifest names is not there.
    #[error("a file is missing: {0}")]
    Missing(String),
    /// A file is not what the manifest says.
    #[error("a file was changed: {0} is not what the manifest says")]
    Changed(String),
    /// A file that the manifest does not name.
    #[error("a file was added: {0} is not in the manifest")]
    Added(String),
}

impl PackError {
    /// The exit code that says it.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::NotAPack(_) => 10,
            Self::WrongSignature { .. } => 11,
            Self::Missing(_) => 12,
            Self::Changed(_) => 13,
            Self::Added(_) => 14,
        }
    }
}

/// A pack in which everything is as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What is in it.
    pub manifest: Manifest,
    /// SHA-256 of the manifest: what the log of reports says.
    pub sha256: String,
}

/// Reads a whole pack.
///
/// # Errors
///
/// What is wrong, the signature first: without it the manifest says nothing.
pub fn check(file: impl Read + Seek, key: PublicKey) -> Result<Checked, PackError> {
    let no_pack = |why: &dyn std::fmt::Display| PackError::NotAPack(why.to_string());
    let mut zip = ZipArchive::new(file).map_err(|why| no_pack(&why))?;
    let text =
        read(&mut zip, MANIFEST, MOST_OF_A_MANIFEST)?.ok_or_else(|| no_pack(&"there is no manifest.json in it"))?;
    let signature = read(&mut zip, SIGNATURE, 1024)?.ok_or_else(|| no_pack(&"there is no manifest.sig in it"))?;
    let manifest: Result<Manifest, _> = serde_json::from_slice(&text);
    if !key.has_signed(&text, &String::from_utf8_lossy(&signature)) {
        let named = manifest.map(|manifest| manifest.public_key).unwrap_or_default();
        return Err(PackError::WrongSignature { key: key.to_string(), named });
    }
    let manifest = manifest.map_err(|why| no_pack(&why))?;
    if manifest.version != VERSION {
        return Err(no_pack(&format!("version {} is not known here", manifest.version)));
    }
    let mut rest: BTreeSet<String> =
        zip.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    rest.retain(|name| name != MANIFEST && name != SIGNATURE);
    for file in &manifest.files {
        let bytes = read(&mut zip, &file.path, file.bytes)?.ok_or_else(|| PackError::Missing(file.path.clone()))?;
        let is_same =
            u64::try_from(bytes.len()) == Ok(file.bytes) && hex::encode(Sha256::digest(&bytes)) == file.sha256;
        if !is_same {
            return Err(PackError::Changed(file.path.clone()));
        }
        rest.remove(&file.path);
    }
    match rest.pop_first() {
        Some(added) => Err(PackError::Added(added)),
        None => Ok(Checked { sha256: hex::encode(Sha256::digest(&text)), manifest }),
    }
}

/// A file of the archive; none where there is none. One that is longer than it may be, or damaged, was changed.
fn read<R: Read + Seek>(zip: &mut ZipArchive<R>, path: &str, most: u64) -> Result<Option<Vec<u8>>, PackError> {
    let file = match zip.by_name(path) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(_) => return Err(PackError::Changed(path.to_owned())),
    };
    let mut bytes = Vec::new();
    let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes);
    if read.is_err() || u64::try_from(bytes.len()).is_ok_and(|read| read > most) {
        return Err(PackError::Changed(path.to_owned()));
    }
    Ok(Some(bytes))
}
