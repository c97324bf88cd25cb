//! Who sends: a signature that a push service checks (VAPID, RFC 8292). A browser's subscription is bound to the key, so that
//! nobody else who has its endpoint can send to it.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::moment::Moment;
use hmac::Mac;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde::Serialize;

use super::Endpoint;
use crate::keyed_hash::keyed_hash;

/// Separates this use of the secret from its others.
const PURPOSE: &[u8] = b"web push, version 1";
/// `{"typ":"JWT","alg":"ES256"}` (RFC 7515).
const HEADER: &str = r#"{"typ":"JWT","alg":"ES256"}"#;
/// At most a day by the protocol; services whose clocks differ take less without a word.
const VALID_FOR_SECONDS: i64 = 12 * 3600;

/// The key by which this contact point's messages are known. `Debug` does not show it.
#[derive(Clone)]
pub struct VapidKey {
    key: SigningKey,
    /// Whom a push service asks when something is wrong: the address of the contact point.
    subject: String,
}

#[derive(Serialize)]
struct Claims<'a> {
    aud: &'a str,
    exp: i64,
    sub: &'a str,
}

impl VapidKey {
    /// A key that is the same after a restart, from a secret that is not in the database. None for one secret of 2^32.
    #[must_use]
    pub fn derived(secret: &[u8; 32], subject: &str) -> Option<Self> {
        let bytes = keyed_hash(secret, &[PURPOSE]).finalize().into_bytes();
        Some(Self { key: SigningKey::from_slice(&bytes).ok()?, subject: subject.to_owned() })
    }

    /// The uncompressed point as browsers take it (`applicationServerKey`), base64url.
    #[must_use]
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.key.verifying_key().to_sec1_point(false).as_bytes())
    }

    /// The header `Authorization` of a message to an endpoint.
    #[must_use]
    pub fn authorization(&self, endpoint: &Endpoint, now: Moment) -> String {
        let exp = now.millis() / 1000 + VALID_FOR_SECONDS;
        let claims = Claims { aud: &endpoint.origin(), exp, sub: &self.subject };
        let claims = serde_json::to_vec(&claims).unwrap_or_default();
        let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(HEADER), URL_SAFE_NO_PAD.encode(claims));
        let signature: Signature = self.key.sign(signed.as_bytes());
        format!("vapid t={signed}.{}, k={}", URL_SAFE_NO_PAD.encode(signature.to_bytes()), self.public())
    }
}

impl fmt::Debug for VapidKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VapidKey(…)")
    }
}
