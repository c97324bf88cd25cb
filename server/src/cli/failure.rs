//! Why a command was not carried out, in one sentence.

use std::error::Error as _;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use domain::moment::Day;
use thiserror::Error;

use super::out;
use crate::accounts::AccountError;
use crate::accounts::hasher::HashingFailed;
use crate::config::ConfigError;
use crate::content::ContentError;
use crate::evidence::PackError;
use crate::http::assets::SiteError;
use crate::sample::SampleError;
use crate::store::StoreError;
use crate::store::copy::CopyError;
use crate::tls::CertificateError;

/// Something is set that cannot be used.
pub(super) const NOT_USABLE: u8 = 2;
const FAILED: u8 = 1;

/// Why a command was not carried out.
#[derive(Debug, Error)]
pub enum Failure {
    /// Something is set that cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {why}")]
    Listen {
        /// As set.
        address: SocketAddr,
        /// What the operating system says.
        why: io::Error,
    },
    /// The certificate cannot be used.
    #[error("--tls-cert, --tls-key: {0}")]
    Certificate(#[from] CertificateError),
    /// A file that was named cannot be used.
    #[error("{}: {why}", .file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// Sample data goes nowhere but into an empty folder.
    #[error("{}: there is a database already; sample data goes into an empty folder only: choose another with --data-dir", .0.display())]
    NotEmpty(PathBuf),
    /// The sample data's story cannot be told.
    #[error(transparent)]
    Sample(#[from] SampleError),
    /// Another process uses the data.
    #[error("another server uses {}; stop it first", .0.display())]
    InUse(PathBuf),
    /// The log beside the database may be another file's.
    #[error(
        "{file} is not the file that the server used last, and {file}-wal beside it may belong to the file before: together \
         they would be neither. Move both elsewhere, put the file before back if you still have it, and use: server restore FILE"
    )]
    LogOfAnother {
        /// The database.
        file: String,
    },
    /// There was a database, and there is none.
    #[error(
        "{file} is gone, though there was one: put it back, or use: server restore FILE. To begin without anything, remove \
         {file}.last-seen first"
    )]
    DatabaseGone {
        /// Where it was.
        file: String,
    },
    /// There was a contact point in the database, and there is none.
    #[error(
        "{database} holds nothing of this contact point, though it did: look at --database-url and --point-id. To begin without \
         anything, remove {file} first"
    )]
    PointGone {
        /// Where it was.
        database: String,
        /// What remembers it.
        file: String,
    },
    /// It is a half of a copy, or was copied elsewhere.
    #[error(
        "this database is not served: {0}. Where server migrate-store was cut off, run it again: it goes on where it stopped"
    )]
    NotServed(String),
    /// A copy onto itself.
    #[error("{0} is the database itself: name another with --to")]
    SameDatabase(String),
    /// Nothing was copied, or not all of it.
    #[error("{target}: {why}")]
    Copy {
        /// Into what.
        target: String,
        /// What is wrong.
        why: CopyError,
    },
    /// The clock cannot be right.
    #[error(
        "the clock says {now}, which is before {not_before}, the day from which the rules of this version hold: set it, then start again"
    )]
    Clock {
        /// What it says.
        now: Day,
        /// Before which it cannot be.
        not_before: Day,
    },
    /// There are several administrators.
    #[error("there are several administrators: say which with --account ({0})")]
    WhichAdministrator(String),
    /// Nobody has that account.
    #[error("no active member of staff has that account name")]
    NoSuchAccount,
    /// What is kept does not add up; each finding was printed.
    #[error("{0} findings: what is kept does not add up; keep a copy of the data folder as it is before anything else")]
    DoesNotAddUp(usize),
    /// Something around the server is wrong; each finding was printed.
    #[error("{0} of these lines are wrong: each says what to do")]
    Unwell(usize),
    /// An evidence pack is not what was made.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The log cannot be started.
    #[error("the log cannot be started: {0}")]
    Log(String),
    /// The runtime cannot be started, or the operating system refused something at run time.
    #[error("the operating system refused: {0}")]
    Runtime(#[from] io::Error),
    /// The content of this build is damaged.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// There are no pages to serve.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The accounts failed.
    #[error(transparent)]
    Accounts(#[from] AccountError),
    /// Passwords cannot be hashed.
    #[error(transparent)]
    Hashing(#[from] HashingFailed),
}

impl Failure {
    /// Says what is wrong, and answers the exit code.
    pub(super) fn report(&self) -> ExitCode {
        out::complain(&format!("server: {self}"));
        ExitCode::from(match self {
            Self::Config(_)
            | Self::Listen { .. }
            | Self::File { .. }
            | Self::Certificate(_)
            | Self::NotEmpty(_)
            | Self::LogOfAnother { .. }
            | Self::DatabaseGone { .. }
            | Self::PointGone { .. }
            | Self::NotServed(_)
            | Self::SameDatabase(_)
            | Self::WhichAdministrator(_) => NOT_USABLE,
            Self::Pack(error) => error.exit_code(),
            _ => FAILED,
        })
    }
}

/// A mistake on the command line or in the environment as one sentence. The value itself is not repeated: it may be a
/// secret.
pub(super) fn sentence(error: &clap::Error) -> String {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let option = word(ContextKind::InvalidArg).unwrap_or_default();
    let option = option.split(' ').next().unwrap_or_default();
    let inner = error.source().map(ToString::to_string);
    match (error.kind(), inner) {
        (ErrorKind::ValueValidation, Some(why)) => format!("server: {option}: {why}"),
        (ErrorKind::InvalidValue, _) => {
            let choices = word(ContextKind::ValidValue).unwrap_or_default();
            format!("server: {option}: must be one of: {choices}")
        }
        _ => {
            let text = error.to_string();
            let first = text.split("\n\n").next().unwrap_or_default();
            let words: Vec<&str> = first.split_whitespace().collect();
            format!("server: {}", words.join(" ").trim_start_matches("error: "))
        }
    }
}
