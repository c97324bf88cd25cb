//! Certificate and key, from two files in PEM.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::moment::Moment;
use rustls::client::verify_server_name;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::server::ParsedCertificate;
use rustls::sign::CertifiedKey;
use thiserror::Error;
use x509_cert::Certificate;
use x509_cert::der::Decode;

/// Why the files cannot be used.
#[derive(Debug, Error)]
pub enum CertificateError {
    /// One of them cannot be read.
    #[error("{} cannot be read: {why}", file.display())]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Why.
        why: rustls::pki_types::pem::Error,
    },
    /// There is no certificate in it.
    #[error("there is no certificate in {}", .0.display())]
    Empty(PathBuf),
    /// They do not belong together, or are of a kind that is not known here.
    #[error("certificate and key cannot be used together: {0}")]
    Unusable(#[from] rustls::Error),
}

/// From when to when a certificate holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// From.
    pub from: Moment,
    /// To.
    pub until: Moment,
}

/// Reads both files and sees that they belong together.
///
/// # Errors
///
/// Why they cannot be used.
pub fn load(cert: &Path, key: &Path) -> Result<Arc<CertifiedKey>, CertificateError> {
    let unreadable = |file: &Path| {
        let file = file.to_owned();
        move |why| CertificateError::Unreadable { file, why }
    };
    let chain = CertificateDer::pem_file_iter(cert).map_err(unreadable(cert))?;
    let chain: Vec<_> = chain.collect::<Result<_, _>>().map_err(unreadable(cert))?;
    if chain.is_empty() {
        return Err(CertificateError::Empty(cert.to_owned()));
    }
    let key = PrivateKeyDer::from_pem_file(key).map_err(unreadable(key))?;
    Ok(Arc::new(CertifiedKey::from_der(chain, key, &ring::default_provider())?))
}

/// From when to when the certificate itself holds; none where it cannot be read.
#[must_use]
pub fn validity(certified: &CertifiedKey) -> Option<Validity> {
    let certificate = Certificate::from_der(certified.cert.first()?).ok()?;
    let validity = certificate.tbs_certificate().validity();
    let moment = |time: x509_cert::time::Time| {
        let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX / 1_000);
        Moment::from_millis(seconds.saturating_mul(1_000))
    };
    Some(Validity { from: moment(validity.not_before), until: moment(validity.not_after) })
}

/// Whether the certificate is for that host.
#[must_use]
pub fn names(certified: &CertifiedKey, host: &str) -> bool {
    let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned());
    let parsed = certified.cert.first().and_then(|first| ParsedCertificate::try_from(first).ok());
    name.ok().zip(parsed).is_some_and(|(name, parsed)| verify_server_name(&parsed, &name).is_ok())
}
