//! HMAC-SHA256 (RFC 2104) under 256 bits: what the server keeps of codes, and keys that are made from one secret.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The hash of these parts, one behind the other; whoever calls sees to it that no two lists are the same bytes.
pub(crate) fn keyed_hash(key: &[u8; 32], parts: &[&[u8]]) -> Hmac<Sha256> {
    // As long as a block of SHA-256: HMAC fills a shorter key up with zeros itself.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    parts.iter().for_each(|part| mac.update(part));
    mac
}
