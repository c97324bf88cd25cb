//! Checks of what was set, each with one sentence about what is wrong.

use std::fs::{self, OpenOptions};
use std::io;
use std::net::SocketAddr;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use thiserror::Error;
use tracing_subscriber::EnvFilter;

use crate::attachments::objects::ObjectsError;
use crate::directory::DirectoryError;

use super::claim_secret::ClaimSecretError;
use super::rules_file::RulesFileError;
use super::secret_file::SecretFileError;
use crate::seal_keys::SealKeyError;

/// What was set cannot be used. Ends the program with code 2.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The folder cannot be made or written to.
    #[error("the folder {} cannot be written to: {why}", .folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// What the operating system says.
        why: io::Error,
    },
    /// The database cannot be made or written to.
    #[error("the database {} cannot be written to: {why}", .file.display())]
    Database {
        /// Which.
        file: PathBuf,
        /// What the operating system says.
        why: io::Error,
    },
    /// The secret of the claim codes cannot be used.
    #[error(transparent)]
    ClaimSecret(#[from] ClaimSecretError),
    /// The keys to which kiosks seal.
    #[error(transparent)]
    SealKeys(#[from] SealKeyError),
    /// The token for `/metrics`.
    #[error("the token for /metrics: {0}")]
    MetricsToken(SecretFileError),
    /// Anybody could read the numbers.
    #[error("--metrics-listen {0}: others reach this address, so it needs --metrics-token-file as well")]
    OpenMetrics(SocketAddr),
    /// The key that evidence packs are signed with.
    #[error("the key that evidence packs are signed with: {0}")]
    EvidenceKey(SecretFileError),
    /// The place of the attachments cannot be used.
    #[error(transparent)]
    Attachments(ObjectsError),
    /// The directory of merchants cannot be used.
    #[error("the merchants in {}: {why}", .file.display())]
    Merchants {
        /// Which.
        file: PathBuf,
        /// What is wrong.
        why: DirectoryError,
    },
    /// The contact point's own rules cannot be used.
    #[error("the rules in {}: {why}", .file.display())]
    Rules {
        /// Which.
        file: PathBuf,
        /// What is wrong.
        why: RulesFileError,
    },
}

/// Reads `sqlite:PATH`, also with slashes as URLs have them.
pub(super) fn sqlite_path(url: &str) -> Result<PathBuf, String> {
    if url.starts_with("postgres:") || url.starts_with("postgresql:") {
        return Err("this version keeps its data in SQLite: use sqlite:PATH".to_owned());
    }
    let path = url.strip_prefix("sqlite:").ok_or("a database is written sqlite:PATH")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.is_empty() || path.contains('?') || path == ":memory:" {
        return Err("a database is written sqlite:PATH, with the path of a file".to_owned());
    }
    Ok(PathBuf::from(path))
}

/// Takes what the log's filter understands.
pub(super) fn log_filter(filter: &str) -> Result<String, String> {
    EnvFilter::try_new(filter).map_err(|error| error.to_string())?;
    Ok(filter.to_owned())
}

/// Makes an empty file for the owner only, or opens the one that is there.
pub(super) fn private_file(file: &Path) -> Result<(), ConfigError> {
    let opened = OpenOptions::new().append(true).create(true).mode(0o600).open(file);
    opened.map(drop).map_err(|why| ConfigError::Database { file: file.to_owned(), why })
}

/// Makes a folder for the owner only, and tries it with a file that is removed again.
pub(super) fn writable_folder(folder: &Path) -> Result<(), ConfigError> {
    let failed = |why| ConfigError::Folder { folder: folder.to_owned(), why };
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
    let probe = folder.join(format!(".writable-{}", std::process::id()));
    fs::write(&probe, b"").and_then(|()| fs::remove_file(&probe)).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_named_by_its_file() {
        assert_eq!(sqlite_path("sqlite:data/a.db"), Ok(PathBuf::from("data/a.db")));
        assert_eq!(sqlite_path("sqlite:///var/lib/a.db"), Ok(PathBuf::from("/var/lib/a.db")));
        for wrong in ["", "data/a.db", "sqlite:", "sqlite::memory:", "mysql://x", "sqlite:a.db?mode=ro"] {
            assert!(sqlite_path(wrong).is_err(), "{wrong}");
        }
        let refused = sqlite_path("postgres://user:word@host/db").expect_err("not yet");
        assert!(!refused.contains("word"), "a password in an address is not repeated");
    }

    #[test]
    fn a_folder_that_cannot_be_made_says_which() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let error = writable_folder(&file.path().join("data")).expect_err("a file is no folder");
        assert!(error.to_string().contains("data"), "{error}");
    }
}
