//! Where a program that watches over the server finds its numbers.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use super::ConfigError;
use super::secret_file;
use crate::http::metrics::MetricsToken;

/// There are none unless one of these is set.
#[derive(Clone, Debug, Args)]
pub struct MetricsConfig {
    /// An address of its own for `/metrics`, in the format of Prometheus, such as `127.0.0.1:9315`. One that others reach needs a
    /// token as well [default: none: there is no /metrics]
    #[arg(long, env = "CONTACT_POINT_METRICS_LISTEN", global = true)]
    pub metrics_listen: Option<SocketAddr>,

    /// A file with 64 hexadecimal digits (openssl rand -hex 32): `/metrics` is for whoever brings them as a bearer token, at the
    /// address above or, without one, at the server's own [default: none]
    #[arg(long, env = "CONTACT_POINT_METRICS_TOKEN_FILE", global = true)]
    pub metrics_token_file: Option<PathBuf>,
}

/// Where `/metrics` is.
#[derive(Clone, Debug)]
pub enum MetricsPlace {
    /// Nowhere.
    Nowhere,
    /// Among everything else, for whoever brings the token.
    Beside(MetricsToken),
    /// At an address of its own; without a token only where nobody else reaches it.
    Own(SocketAddr, Option<MetricsToken>),
}

impl MetricsConfig {
    /// Where it is.
    ///
    /// # Errors
    ///
    /// When the token cannot be used, or an address that others reach has none.
    pub fn place(&self) -> Result<MetricsPlace, ConfigError> {
        let secret = self.metrics_token_file.as_deref().map(secret_file::read).transpose();
        let token = secret.map_err(ConfigError::MetricsToken)?.map(|secret| MetricsToken::new(&secret));
        match (self.metrics_listen, token) {
            (None, None) => Ok(MetricsPlace::Nowhere),
            (None, Some(token)) => Ok(MetricsPlace::Beside(token)),
            (Some(address), None) if !address.ip().is_loopback() => Err(ConfigError::OpenMetrics(address)),
            (Some(address), token) => Ok(MetricsPlace::Own(address, token)),
        }
    }
}
