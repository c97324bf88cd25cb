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
use crate::data_keys::DataKeyError;
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
    /// The password of the database cannot be read.
    #[error("the password of the database in {}: {why}", .file.display())]
    DatabasePassword {
        /// In which file.
        file: PathBuf,
        /// What is wrong.
        why: io::Error,
    },
    /// Others on this machine could read it in the list of processes.
    #[error(
        "--database-url: the password stands on the command line, where others on this machine read it: set \
             CONTACT_POINT_DATABASE_URL in the environment instead, or --database-password-file"
    )]
    PasswordInSight,
    /// What only a file of ours can do.
    #[error("{command} is for a database in a file: with PostgreSQL use {instead}")]
    OnlyForFiles {
        /// What was asked.
        command: &'static str,
        /// What does it there.
        instead: &'static str,
    },
    /// The secret of the claim codes cannot be used.
    #[error(transparent)]
    ClaimSecret(#[from] ClaimSecretError),
    /// The keys to which kiosks seal.
    #[error(transparent)]
    SealKeys(#[from] SealKeyError),
    /// The keys of the data cannot be used.
    #[error(transparent)]
    DataKeys(#[from] DataKeyError),
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
    fn a_folder_that_cannot_be_made_says_which() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let error = writable_folder(&file.path().join("data")).expect_err("a file is no folder");
        assert!(error.to_string().contains("data"), "{error}");
    }
}
