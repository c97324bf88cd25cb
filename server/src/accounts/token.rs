//! Secrets that a browser keeps for us: sessions and one-time links.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

const BYTES: usize = 32;

/// 256 random bits. Whoever has them has the authority, so they are shown once, never stored and never logged.
#[derive(Clone)]
pub struct Token([u8; BYTES]);

/// SHA-256 of a [`Token`]: what the store keeps. A token has 256 random bits, so that a fast hash is enough: there is
/// nothing to guess, unlike with a password.
#[derive(Clone, Copy)]
pub struct TokenHash([u8; BYTES]);

/// The operating system gave no random numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gives no random numbers")]
pub struct NoRandomness;

impl Token {
    /// A fresh token.
    ///
    /// # Errors
    ///
    /// When the operating system gives no random numbers.
    pub fn random() -> Result<Self, NoRandomness> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
        Ok(Self(bytes))
    }

    /// Reads a token as it was given out; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// As it is given out: 43 characters that need no escaping in a cookie or after `#`.
    #[must_use]
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What the store keeps of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0).into())
    }
}

impl TokenHash {
    /// For a column of the store.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; BYTES] {
        &self.0
    }

    /// Of something shorter than a [`Token`]: it has to be a keyed one.
    pub(super) const fn of_mac(mac: [u8; BYTES]) -> Self {
        Self(mac)
    }

    /// From a column of the store; `None` where the column does not hold a hash.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl PartialEq for TokenHash {
    /// Takes the same time wherever the two differ.
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for TokenHash {}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_its_hash_recognises_it() {
        let token = Token::random().expect("random numbers");
        let again = Token::parse(&token.reveal()).expect("a token");
        assert_eq!(token.hash(), again.hash());
        assert_eq!(token.reveal().len(), 43);
    }

    #[test]
    fn what_is_not_a_token_is_none() {
        for text in ["", "x", "Zm9v", "…", &"A".repeat(44), &"*".repeat(43)] {
            assert!(Token::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_token_stays_out_of_the_log() {
        let token = Token([7; BYTES]);
        assert_eq!(format!("{token:?} {:?}", token.hash()), "Token(…) TokenHash(…)");
    }
}
