//! The secret under which claim codes are hashed. Without it nobody can find a case by its code, so it belongs into
//! every backup, and apart from the database: who steals the database alone cannot even try codes.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use thiserror::Error;

use super::Config;
use super::secret_file::{self, SecretFileError};

const BYTES: usize = 32;
const FILE: &str = "claim.key";

/// 256 bits. `Debug` does not show them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ClaimSecret([u8; BYTES]);

/// The secret as set on the command line or in the environment.
#[derive(Clone)]
pub struct ClaimSecretText(ClaimSecret);

/// Why there is no usable secret.
#[derive(Debug, Error)]
pub enum ClaimSecretError {
    /// Not 64 hexadecimal digits.
    #[error("the secret of the claim codes must be 64 hexadecimal digits (openssl rand -hex 32)")]
    Shape,
    /// The file cannot be read or made.
    #[error("the secret of the claim codes in {} cannot be used: {why}", .file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// What the operating system says.
        why: io::Error,
    },
    /// The file holds something else.
    #[error("{} must hold 64 hexadecimal digits (openssl rand -hex 32)", .0.display())]
    FileShape(PathBuf),
    /// No random numbers for a new one.
    #[error("the operating system gives no random numbers")]
    NoRandomness,
}

impl ClaimSecret {
    /// For the keyed hash only.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; BYTES] {
        &self.0
    }

    /// The secret that is set, or the one in the data folder, made at the first start.
    ///
    /// # Errors
    ///
    /// When what is set is not a secret, or the file cannot be read or made.
    pub fn of(config: &Config) -> Result<Self, ClaimSecretError> {
        match Self::known(config)? {
            Some(secret) => Ok(secret),
            None => make(&config.secrets().join(FILE)),
        }
    }

    /// The same, where none is made: none before the first start.
    ///
    /// # Errors
    ///
    /// When what is set is not a secret, or the file cannot be read.
    pub fn known(config: &Config) -> Result<Option<Self>, ClaimSecretError> {
        match (&config.claim_secret, &config.claim_secret_file) {
            (Some(text), _) => Ok(Some(text.0)),
            (None, Some(file)) => read(file).map(Some),
            (None, None) => {
                let file = config.secrets().join(FILE);
                if file.exists() { read(&file).map(Some) } else { Ok(None) }
            }
        }
    }
}

fn read(file: &Path) -> Result<ClaimSecret, ClaimSecretError> {
    Ok(ClaimSecret(secret_file::read(file)?))
}

/// A secret that a power cut takes away would make every code given out unknown.
fn make(file: &Path) -> Result<ClaimSecret, ClaimSecretError> {
    Ok(ClaimSecret(secret_file::make(file)?))
}

impl From<SecretFileError> for ClaimSecretError {
    fn from(error: SecretFileError) -> Self {
        match error {
            SecretFileError::Io { file, why } => Self::File { file, why },
            SecretFileError::Shape(file) => Self::FileShape(file),
            SecretFileError::NoRandomness => Self::NoRandomness,
        }
    }
}

impl FromStr for ClaimSecretText {
    type Err = ClaimSecretError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = hex::decode(text.trim()).map_err(|_| ClaimSecretError::Shape)?;
        bytes.try_into().map(|bytes| Self(ClaimSecret(bytes))).map_err(|_| ClaimSecretError::Shape)
    }
}

impl fmt::Debug for ClaimSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClaimSecret(…)")
    }
}

impl fmt::Debug for ClaimSecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClaimSecretText(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_first_start_makes_a_secret_that_only_the_owner_reads_and_the_next_finds_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("secrets").join(FILE);
        let made = make(&file).expect("a secret");
        assert_eq!(read(&file).expect("the same"), made);
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&file), mode(&folder.path().join("secrets"))), (0o600, 0o700));
    }

    #[test]
    fn a_damaged_secret_is_never_replaced_silently() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), "half a sec").expect("written");
        assert!(matches!(read(file.path()), Err(ClaimSecretError::FileShape(_))));
        assert_eq!(fs::read_to_string(file.path()).expect("still there"), "half a sec");
    }

    #[test]
    fn a_secret_stays_out_of_the_log() {
        let text: ClaimSecretText = "07".repeat(BYTES).parse().expect("a secret");
        assert_eq!(format!("{text:?} {:?}", text.0), "ClaimSecretText(…) ClaimSecret(…)");
        let wrong = "zz".repeat(BYTES).parse::<ClaimSecretText>().expect_err("not hexadecimal");
        assert!(!wrong.to_string().contains("zz"));
    }
}
