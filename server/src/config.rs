//! What can be set from outside: on the command line or in the environment, the command line first.

mod attachments;
mod check;
mod claim_secret;
mod database_url;
pub mod key_folder;
mod metrics;
mod point;
mod public_url;
mod rules_file;
pub mod secret_file;
mod tls;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};
use domain::ids::PointId;

use crate::store::postgres::PostgresUrl;
use crate::web_push::{OF_THE_BROWSERS, PushServices};

pub use attachments::AttachmentsConfig;
pub use check::ConfigError;
pub use claim_secret::{ClaimSecret, ClaimSecretText};
pub use database_url::{DatabaseUrl, NotADatabaseUrl};
pub use metrics::{MetricsConfig, MetricsPlace};
pub use point::PointConfig;
pub use public_url::{NotAPublicUrl, PublicUrl};
pub use rules_file::{RulesFileError, read_rules};
pub use tls::TlsConfig;

/// The contact point of a server that serves one only.
const DEFAULT_POINT_ID: &str = "019ab5e0-0000-7000-8000-000000000315";

/// Everything that can be set. `--help` of the program is its documentation.
#[derive(Clone, Debug, Args)]
pub struct Config {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, env = "CONTACT_POINT_LISTEN", default_value = "127.0.0.1:3000", global = true)]
    pub listen: SocketAddr,

    /// The folder that holds everything worth a backup: database, secrets, attachments
    #[arg(long, env = "CONTACT_POINT_DATA_DIR", default_value = "data", global = true)]
    pub data_dir: PathBuf,

    /// The database, as `sqlite:PATH` or `postgres://USER@HOST/DATABASE` [default: contact-point.db in the data folder]
    #[arg(long, env = "CONTACT_POINT_DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<DatabaseUrl>,

    /// A file with the password of the PostgreSQL database, on its first line [default: as in the URL, else `PGPASSWORD` or the
    /// file of `PGPASSFILE`]
    #[arg(long, env = "CONTACT_POINT_DATABASE_PASSWORD_FILE", global = true)]
    pub database_password_file: Option<PathBuf>,

    /// Which contact point this is: the key under which everything is kept. Set it before the first start where
    /// several contact points will share a database, and never change it afterwards
    #[arg(long, env = "CONTACT_POINT_ID", default_value = DEFAULT_POINT_ID, global = true)]
    pub point_id: PointId,

    /// The address people type, such as `https://315.example.com`: for QR codes, posters and links. With `https`, the
    /// session cookie is sent over TLS only
    #[arg(long, env = "CONTACT_POINT_PUBLIC_URL", global = true)]
    pub public_url: Option<PublicUrl>,

    /// Believe `X-Forwarded-For` of the proxy before this server. Only behind a proxy that sets it itself
    #[arg(long, env = "CONTACT_POINT_TRUSTED_PROXY", global = true)]
    pub trusted_proxy: bool,

    /// Through which push services tablets are told of what comes while no desk is open on them: hosts with commas, `*` for what
    /// stands before. Messages have no content. Empty switches it off
    #[arg(long, env = "CONTACT_POINT_PUSH_SERVICES", default_value = OF_THE_BROWSERS, global = true)]
    pub push_services: PushServices,

    /// The secret under which claim codes are hashed: 64 hexadecimal digits. Better in the environment or a file than
    /// on the command line, where others can read it [default: made at the first start, in secrets/claim.key in the
    /// data folder]
    #[arg(long, env = "CONTACT_POINT_CLAIM_SECRET", hide_env_values = true, global = true)]
    pub claim_secret: Option<ClaimSecretText>,

    /// A file with that secret
    #[arg(long, env = "CONTACT_POINT_CLAIM_SECRET_FILE", conflicts_with = "claim_secret", global = true)]
    pub claim_secret_file: Option<PathBuf>,

    /// Hours after which staff sign in again, whatever they do
    #[arg(long, env = "CONTACT_POINT_SESSION_HOURS", default_value_t = 12,
        value_parser = clap::value_parser!(u16).range(1..=168), global = true)]
    pub session_hours: u16,

    /// Minutes without a request after which staff sign in again
    #[arg(long, env = "CONTACT_POINT_SESSION_IDLE_MINUTES", default_value_t = 240,
        value_parser = clap::value_parser!(u16).range(1..=1440), global = true)]
    pub session_idle_minutes: u16,

    /// Minutes without a word from a kiosk after which staff are told to look after it
    #[arg(long, env = "CONTACT_POINT_KIOSK_SILENT_MINUTES", default_value_t = 15,
        value_parser = clap::value_parser!(u16).range(2..=10080), global = true)]
    pub kiosk_silent_minutes: u16,

    /// A file with this contact point's own rules: promised times, thresholds and hours, in the form of
    /// `server/content/rules.json`, with a version of its own, the day from which it holds, its source and when it is
    /// looked at again. Read at the start; promises that were given keep the rules they were given under [default: the
    /// rules of this version of the program]
    #[arg(long, env = "CONTACT_POINT_RULES_FILE", global = true)]
    pub rules_file: Option<PathBuf>,

    /// A file with the mall's merchants, for kiosks on which one is chosen by touch:
    /// `{"merchants":[{"name":"…","floor":"L2","stall":"L2-031","category":"…"}]}`, in the order of the mall's directory; a
    /// category may be left out. Anybody can read the list. Read at the start [default: none]
    #[arg(long, env = "CONTACT_POINT_MERCHANTS_FILE", global = true)]
    pub merchants_file: Option<PathBuf>,

    /// Name merchants, with how many complaints there were about each and what became of them, in the statistics that everybody
    /// can read. The house's decision
    #[arg(long, env = "CONTACT_POINT_PUBLISH_MERCHANTS", global = true)]
    pub publish_merchants: bool,

    /// Take whatever anybody sends without an account, however much: for measuring with made-up visitors, never where strangers come
    #[arg(long, env = "CONTACT_POINT_WITHOUT_LIMITS", global = true)]
    pub without_limits: bool,

    /// Names and numbers of this contact point.
    #[command(flatten)]
    pub point: PointConfig,

    /// TLS without a proxy.
    #[command(flatten)]
    pub tls: TlsConfig,

    /// Where photos and PDFs lie.
    #[command(flatten)]
    pub attachments: AttachmentsConfig,

    /// Where the numbers for whoever watches over the server are.
    #[command(flatten)]
    pub metrics: MetricsConfig,

    /// What is logged, such as `info` or `warn,server=debug`. Logs hold no personal data at any level
    #[arg(long, env = "CONTACT_POINT_LOG", default_value = "info", value_parser = check::log_filter, global = true)]
    pub log: String,

    /// How it is logged
    #[arg(long, env = "CONTACT_POINT_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text, global = true)]
    pub log_format: LogFormat,
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

impl Config {
    /// The file of the database; with PostgreSQL there is none of that name, only what is noted beside it.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        match &self.database_url {
            Some(DatabaseUrl::Sqlite(file)) => file.clone(),
            Some(DatabaseUrl::Postgres(_)) => self.data_dir.join("contact-point.postgres"),
            None => self.data_dir.join("contact-point.db"),
        }
    }

    /// The PostgreSQL database, where it is one, with its password; of this contact point only.
    ///
    /// # Errors
    ///
    /// When the file with the password cannot be read.
    pub fn postgres(&self) -> Result<Option<PostgresUrl>, ConfigError> {
        let Some(DatabaseUrl::Postgres(url)) = &self.database_url else { return Ok(None) };
        let url = PostgresUrl::clone(url).serving(self.point_id);
        let Some(file) = &self.database_password_file else { return Ok(Some(url)) };
        let failed = |why| ConfigError::DatabasePassword { file: file.clone(), why };
        let text = std::fs::read_to_string(file).map_err(failed)?;
        Ok(Some(url.with_password(text.lines().next().unwrap_or_default())))
    }

    /// For what is done with the file of a database.
    ///
    /// # Errors
    ///
    /// Where it is PostgreSQL: what to do there instead.
    pub fn only_for_files(&self, command: &'static str, instead: &'static str) -> Result<(), ConfigError> {
        match &self.database_url {
            Some(DatabaseUrl::Postgres(_)) => Err(ConfigError::OnlyForFiles { command, instead }),
            Some(DatabaseUrl::Sqlite(_)) | None => Ok(()),
        }
    }

    /// The folder of the secrets.
    #[must_use]
    pub fn secrets(&self) -> PathBuf {
        self.data_dir.join("secrets")
    }

    /// Whether browsers reach this server over TLS only, so that a cookie can be kept to it.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().map_or(self.tls.files().is_some(), PublicUrl::is_https)
    }

    /// The address by which browsers know this server: the public one, or with TLS of its own the one it listens on.
    #[must_use]
    pub fn own_origin(&self, listening: SocketAddr) -> Option<PublicUrl> {
        let own = || self.tls.files().and_then(|_| self.base_url(listening).parse().ok());
        self.public_url.clone().or_else(own)
    }

    /// The longest life of a session, and how long it lives without a request.
    #[must_use]
    pub fn session_times(&self) -> (Duration, Duration) {
        let minutes = |count: u16| Duration::from_secs(60 * u64::from(count));
        (60 * minutes(self.session_hours), minutes(self.session_idle_minutes))
    }

    /// Where people reach this server: the public address, or the one it listens on.
    #[must_use]
    pub fn base_url(&self, listening: SocketAddr) -> String {
        let scheme = if self.tls.files().is_some() { "https" } else { "http" };
        match &self.public_url {
            Some(url) => url.to_string(),
            None if listening.ip().is_unspecified() => format!("{scheme}://127.0.0.1:{}", listening.port()),
            None => format!("{scheme}://{listening}"),
        }
    }

    /// Makes the folders and checks that they can be written to.
    ///
    /// # Errors
    ///
    /// Which folder cannot be used, and why.
    pub fn prepare_folders(&self) -> Result<(), ConfigError> {
        check::writable_folder(&self.data_dir)?;
        match self.database().parent() {
            Some(folder) if folder != Path::new("") => check::writable_folder(folder),
            _ => Ok(()),
        }
    }

    /// Makes the folders, and where there is no database an empty one that only the owner can read: SQLite would make it
    /// readable to everybody on the machine. Its log beside it takes the same permissions.
    ///
    /// # Errors
    ///
    /// Which folder or file cannot be used, and why.
    pub fn prepare_database(&self) -> Result<(), ConfigError> {
        self.prepare_folders()?;
        check::private_file(&self.database())
    }
}
