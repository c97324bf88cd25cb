//! The certificate in use, and the next one once its files have changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use sha2::{Digest, Sha256};
use tokio::time::sleep;
use tracing::{error, info};

use super::{CertificateError, load};

/// A look at two small files; whoever renews certificates need not tell the server.
const LOOKED_AT_EVERY: Duration = Duration::from_secs(15);

/// The certificate in use. All clones are one.
#[derive(Clone, Debug)]
pub struct Reloading {
    files: (PathBuf, PathBuf),
    used: Arc<Used>,
}

#[derive(Debug)]
struct Used {
    key: RwLock<Arc<CertifiedKey>>,
    /// Of the files' content as last looked at, whether it could be used or not.
    seen: RwLock<[u8; 32]>,
}

impl Reloading {
    /// Begins with what the files hold.
    ///
    /// # Errors
    ///
    /// Why they cannot be used.
    pub fn begin(cert: PathBuf, key: PathBuf) -> Result<Self, CertificateError> {
        let seen = content(&cert, &key);
        let certified = load(&cert, &key)?;
        let used = Used { key: RwLock::new(certified), seen: RwLock::new(seen) };
        Ok(Self { files: (cert, key), used: Arc::new(used) })
    }

    /// The settings of a listener: TLS 1.2 and 1.3, HTTP/2 before HTTP/1.1.
    ///
    /// # Errors
    ///
    /// What the library says.
    pub fn server_config(&self) -> Result<Arc<ServerConfig>, CertificateError> {
        let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let builder = builder.with_safe_default_protocol_versions()?.with_no_client_auth();
        let mut config = builder.with_cert_resolver(Arc::clone(&self.used) as Arc<dyn ResolvesServerCert>);
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }

    /// Takes up what the files hold now, where that has changed; true where another certificate is in use afterwards. What cannot be
    /// used is said once, and leaves the old one in place.
    #[must_use]
    pub fn look(&self) -> bool {
        let (cert, key) = &self.files;
        let now = content(cert, key);
        let before = std::mem::replace(&mut *self.used.seen.write().unwrap_or_else(PoisonError::into_inner), now);
        if before == now {
            return false;
        }
        match load(cert, key) {
            Ok(certified) => {
                *self.used.key.write().unwrap_or_else(PoisonError::into_inner) = certified;
                info!("the certificate in {} is in use from here", cert.display());
                true
            }
            Err(why) => {
                error!("the new certificate is not used, the old one goes on: {why}");
                false
            }
        }
    }

    /// Looks as long as it is polled.
    pub async fn keep_looking(&self) -> std::convert::Infallible {
        loop {
            sleep(LOOKED_AT_EVERY).await;
            let _ = self.look();
        }
    }
}

impl ResolvesServerCert for Used {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.key.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// A file that is missing for a moment, while it is exchanged, is another content as well.
fn content(cert: &Path, key: &Path) -> [u8; 32] {
    let mut hash = Sha256::new();
    for file in [cert, key] {
        let bytes = fs::read(file).unwrap_or_default();
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    }
    hash.finalize().into()
}
