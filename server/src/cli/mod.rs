//! The command line.

mod backup;
mod database;
mod doctor;
mod failure;
mod last_seen;
mod lock;
mod migrate_store;
mod obligations;
mod openapi;
mod out;
mod restore;
mod sample_data;
mod serve;
mod setup_link;
mod step;
mod verify;
mod verify_pack;
mod web_push;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::config::{Config, ConfigError, DatabaseUrl, LogFormat};
use crate::data_keys::DataKeys;
use crate::evidence::PublicKey;
use crate::seal_keys::SealKeys;

pub use failure::Failure;
pub use obligations::{Obligation, obligations};
pub use sample_data::SampleData;

/// The server of a consumer-rights contact point
#[derive(Clone, Debug, Parser)]
#[command(name = "server", version = crate::version::VERSION, about, after_help = AFTER_HELP)]
pub struct Cli {
    /// What is set.
    #[command(flatten)]
    pub config: Config,

    /// What to do; without one, `serve`.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const AFTER_HELP: &str = "Every option can be set in the environment as well; the command line comes first. Exit codes: \
                          0 done, 1 failed, 2 something is set that cannot be used.";

/// What the program can do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Serve pages and devices (what happens without a command)
    Serve,
    /// Print a one-time link: for the first administrator, or for one who lost the password
    SetupLink {
        /// The account name of the administrator, where there are several
        #[arg(long)]
        account: Option<String>,
    },
    /// Write a copy of the database to a new file, and photos and PDFs beside it; safe while the server runs. Keep secrets/ of
    /// the data folder with it
    Backup {
        /// The file to write; it must not exist
        file: PathBuf,
    },
    /// Put a backup in the place of the database; the server must be stopped. Devices then offer again what they sent
    /// since the backup, and everybody signs in again
    Restore {
        /// A file that `backup` wrote, or a copy of a whole data folder
        file: PathBuf,
    },
    /// Read everything and say whether it adds up: the file, the running sums, every history, the deposit pool. Changes nothing;
    /// safe while the server runs
    Verify,
    /// Look at everything around the server that a person keeps in order: clock, disk, permissions, database, keys, address,
    /// backup. Each line says ok, look or wrong, and what to do. Changes nothing; safe while the server runs. Fails where
    /// something is wrong
    Doctor,
    /// Check an evidence pack: its signature, and every file. Exit codes: 0 all is as it was made, 10 no pack, 11 wrong signature,
    /// 12 a file is missing, 13 a file was changed, 14 a file was added
    VerifyPack {
        /// The pack
        file: PathBuf,
        /// The contact point's public key, 64 hexadecimal digits; without it, that of the data folder
        #[arg(long)]
        public_key: Option<PublicKey>,
    },
    /// Make a new key for kiosks to seal to; they take it with their next report. Older keys stay and open what was sealed to
    /// them. Safe while the server runs
    RotateSealKey,
    /// Make a new key under which the database is sealed. A running server takes it within a minute and seals anew what is there;
    /// the keys before it stay, for backups
    RotateDataKey,
    /// Copy everything into another, empty database: from the file into PostgreSQL, or back. The server must be stopped; cut off, it
    /// goes on where it stopped. Photos and PDFs stay where they are
    MigrateStore {
        /// Where to, as `postgres://USER@HOST/DATABASE` or `sqlite:PATH`
        #[arg(long, env = "CONTACT_POINT_MIGRATE_TO", hide_env_values = true)]
        to: DatabaseUrl,
    },
    /// Fill an empty data folder with sample data: merchants, staff, two years of cases in every state. Clearly marked; a folder
    /// with a database in it is refused
    SampleData(SampleData),
    /// Print the OpenAPI document of the interface
    Openapi,
    /// Print what the notice board obliges to: each with its screen and the test that shows it
    Obligations,
}

impl Command {
    /// The database that it writes into, where it is not the one that is set.
    const fn target(&self) -> Option<&DatabaseUrl> {
        match self {
            Self::MigrateStore { to } => Some(to),
            _ => None,
        }
    }
}

/// Reads the command line, does what it says, and answers how it went.
pub fn run() -> ExitCode {
    let cli = match parse() {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    if let Err(failure) = start_log(&cli.config) {
        return failure.report();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let done = match runtime {
        Ok(runtime) => runtime.block_on(act(cli)),
        Err(why) => Err(Failure::Runtime(why)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

async fn act(cli: Cli) -> Result<(), Failure> {
    let Cli { config, command } = cli;
    match command.unwrap_or(Command::Serve) {
        Command::Serve => serve::serve(&config).await,
        Command::SetupLink { account } => setup_link::print(&config, account.as_deref()).await,
        Command::Backup { file } => backup::write(&config, &file).await,
        Command::Restore { file } => restore::put_in_place(&config, &file).await,
        Command::Verify => verify::print(&config).await,
        Command::Doctor => doctor::look(&config).await,
        Command::VerifyPack { file, public_key } => verify_pack::print(&config, &file, public_key),
        Command::RotateSealKey => rotate_seal_key(&config),
        Command::RotateDataKey => rotate_data_key(&config),
        Command::MigrateStore { to } => migrate_store::carry_over(&config, &to).await,
        Command::SampleData(asked) => sample_data::fill(&config, asked).await,
        Command::Openapi => openapi::print(),
        Command::Obligations => obligations::print(),
    }
}

fn rotate_seal_key(config: &Config) -> Result<(), Failure> {
    config.prepare_folders()?;
    let name = SealKeys::rotate(&config.secrets()).map_err(ConfigError::from)?;
    out::say(&format!(
        "{name}: kiosks seal to this key from their next report on. Back the folder of secrets up again."
    ));
    Ok(())
}

fn rotate_data_key(config: &Config) -> Result<(), Failure> {
    config.prepare_folders()?;
    let name = DataKeys::rotate(&config.secrets()).map_err(ConfigError::from)?;
    out::say(&format!(
        "{name}: a running server seals under this key within a minute, and what is there in the hours after. Back the folder \
         of secrets up again."
    ));
    Ok(())
}

/// Help and version are printed as they are; everything wrong in one sentence.
fn parse() -> Result<Cli, ExitCode> {
    let matches = Cli::command().try_get_matches();
    let parsed = matches.and_then(|matches| Ok((Cli::from_arg_matches(&matches)?, typed_urls(&matches))));
    if let Ok((Cli { config, command }, typed)) = &parsed {
        let urls = [("database_url", config.database_url.as_ref()), ("to", command.as_ref().and_then(Command::target))];
        let is_in_sight = |(name, url): (&str, Option<&DatabaseUrl>)| {
            typed.contains(&name) && url.is_some_and(DatabaseUrl::has_password)
        };
        if urls.into_iter().any(is_in_sight) {
            return Err(Failure::from(ConfigError::PasswordInSight).report());
        }
    }
    parsed.map(|(cli, _)| cli).map_err(|error| {
        if error.use_stderr() {
            out::complain(&failure::sentence(&error));
            ExitCode::from(failure::NOT_USABLE)
        } else {
            out::say(&error.render().to_string());
            ExitCode::SUCCESS
        }
    })
}

/// Which databases stand on the command line.
fn typed_urls(matches: &ArgMatches) -> Vec<&'static str> {
    let here = |name: &&'static str| {
        let known = matches.ids().any(|id| id.as_str() == *name);
        known && matches.value_source(name) == Some(ValueSource::CommandLine)
    };
    let mut typed: Vec<&'static str> = ["database_url", "to"].into_iter().filter(here).collect();
    typed.extend(matches.subcommand().map(|(_, matches)| typed_urls(matches)).unwrap_or_default());
    typed
}

/// The log goes to standard error: standard output is for what a command prints.
fn start_log(config: &Config) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&config.log).map_err(|why| Failure::Log(why.to_string()))?;
    // What a parser thinks of somebody's document is told to whoever sent it.
    let silent = "lopdf=off".parse().map_err(|_| Failure::Log("lopdf=off".to_owned()))?;
    let filter = filter.add_directive(silent);
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match config.log_format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    started.map_err(|why| Failure::Log(why.to_string()))
}
