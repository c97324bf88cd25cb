//! A pack as a file.

use std::io::{Cursor, Write};

use sha2::{Digest, Sha256};
use thiserror::Error;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{EvidenceKey, FileInPack, MANIFEST, Manifest, SIGNATURE};

/// A file that goes into a pack.
#[derive(Clone, Debug)]
pub struct File {
    /// Its place.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Of which photo it is a copy with parts covered.
    pub covers: Option<String>,
}

/// Why a pack cannot be written.
#[derive(Debug, Error)]
pub enum PackNotWritten {
    /// The archive.
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    /// Into memory.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The manifest.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// The pack, and SHA-256 of its manifest in hexadecimal. What the manifest says of files and key is set here.
///
/// # Errors
///
/// When the archive cannot be written.
pub fn sealed(
    mut manifest: Manifest,
    files: &[File],
    key: &EvidenceKey,
) -> Result<(Vec<u8>, String, Manifest), PackNotWritten> {
    manifest.public_key = key.public().to_string();
    manifest.files = files.iter().map(listed).collect();
    let text = serde_json::to_vec_pretty(&manifest)?;
    // Stored as it is: photos are compressed already, and every program opens it.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let signature = key.sign(&text).into_bytes();
    let whole = [(MANIFEST, text.as_slice()), (SIGNATURE, signature.as_slice())];
    let files = files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice()));
    for (path, bytes) in whole.into_iter().chain(files) {
        zip.start_file(path, options)?;
        zip.write_all(bytes)?;
    }
    let bytes = zip.finish()?.into_inner();
    Ok((bytes, hex::encode(Sha256::digest(&text)), manifest))
}

fn listed(file: &File) -> FileInPack {
    FileInPack {
        path: file.path.clone(),
        bytes: u64::try_from(file.bytes.len()).unwrap_or(u64::MAX),
        sha256: hex::encode(Sha256::digest(&file.bytes)),
        covers: file.covers.clone(),
    }
}
