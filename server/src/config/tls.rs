//! TLS of the server's own, where no proxy stands before it.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

/// Certificate and key, and where plain HTTP is sent on from.
#[derive(Clone, Debug, Default, Args)]
pub struct TlsConfig {
    /// A file with the certificate and those above it, in PEM: the server then speaks TLS itself, with HTTP/2. A new file is taken
    /// up within half a minute; one that cannot be used leaves the old certificate in place and is named in the log
    #[arg(long, env = "CONTACT_POINT_TLS_CERT", requires = "tls_key", global = true)]
    pub tls_cert: Option<PathBuf>,

    /// A file with the certificate's private key, in PEM, for the server's user alone
    #[arg(long, env = "CONTACT_POINT_TLS_KEY", requires = "tls_cert", global = true)]
    pub tls_key: Option<PathBuf>,

    /// An address and port of plain HTTP, such as `0.0.0.0:80`, that answers nothing but where the TLS is
    #[arg(long, env = "CONTACT_POINT_HTTP_REDIRECT", requires = "tls_cert", global = true)]
    pub http_redirect: Option<SocketAddr>,
}

impl TlsConfig {
    /// Both files, where there are any.
    #[must_use]
    pub fn files(&self) -> Option<(PathBuf, PathBuf)> {
        self.tls_cert.clone().zip(self.tls_key.clone())
    }
}
