//! What can be set from outside.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};

/// The server of a consumer-rights contact point.
#[derive(Clone, Debug, Parser)]
#[command(version, about)]
pub struct Config {
    /// Address and port to listen on; port 0 takes a free one.
    #[arg(long, env = "CONTACT_POINT_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,

    /// The folder that holds everything worth a backup.
    #[arg(long, env = "CONTACT_POINT_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,

    /// What is logged, such as `info` or `warn,server=debug`.
    #[arg(long, env = "CONTACT_POINT_LOG", default_value = "info")]
    pub log: String,

    /// How it is logged.
    #[arg(long, env = "CONTACT_POINT_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}
