//! What a visitor files at a kiosk is sealed to a key of the contact point before it touches the disk: HPKE (RFC 9180), base mode,
//! X25519, HKDF-SHA256, ChaCha20-Poly1305. Only the server opens it again; the kiosk that sealed it cannot.
//!
//! Sealed is the operation's payload together with the claim code, which would open the case to whoever reads the disk. What
//! stays outside (name, device, kind, time) is bound to it: a seal that was put under another name does not open.

mod content;
mod inside;
mod key;

use base64::{Engine, engine::general_purpose::STANDARD};
use hpke::{
    Deserializable, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256, kem::X25519HkdfSha256,
    rand_core::CryptoRng, single_shot_open, single_shot_seal_with_rng,
};
use sync::protocol::{Op, Payload};
use zeroize::Zeroizing;

use inside::Inside;

pub use content::{key_of_content, open_content, seal_content};
/// What a source of randomness is, for whoever has one.
pub use hpke::rand_core::{TryCryptoRng, TryRng};
pub use key::{PrivateKey, PublicKey};

type Kem = X25519HkdfSha256;
type Kdf = HkdfSha256;
type Aead = ChaCha20Poly1305;
type EncappedKey = <Kem as hpke::Kem>::EncappedKey;

/// Separates this use of a key from any other.
const INFO: &[u8] = b"contact point: sealed operation, version 1";
/// Before the ciphertext stands the encapsulated key.
const ENCAPPED_BYTES: usize = 32;

/// Why a seal does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It is sealed to another key.
    #[error("sealed to another key")]
    OtherKey,
    /// It is damaged, or was put under another name.
    #[error("the seal is broken")]
    Broken,
}

/// The operation as it is kept and sent: sealed. None where it is sealed already.
#[must_use]
pub fn seal(op: &Op, key: &PublicKey, random: &mut impl CryptoRng) -> Option<Op> {
    let Payload::Plain(payload) = &op.payload else { return None };
    let inside = Inside { claim: op.claim.clone(), payload: payload.clone() };
    let plain = inside.write()?;
    let (encapped, sealed) = single_shot_seal_with_rng::<Aead, Kdf, Kem>(
        &OpModeS::Base,
        key.for_hpke(),
        INFO,
        &plain,
        &bound(op, key.id()),
        random,
    )
    .ok()?;
    let ciphertext = STANDARD.encode([encapped.to_bytes().as_slice(), &sealed].concat());
    let payload = Payload::Sealed { key_id: key.id().to_owned(), ciphertext };
    Some(Op { hash: payload.hash(), payload, claim: None, ..op.clone() })
}

/// The operation as it was before. Its hash is still that of what was sent.
///
/// # Errors
/// [`OpenError`].
pub fn open(op: &Op, key: &PrivateKey) -> Result<Op, OpenError> {
    let Payload::Sealed { key_id, ciphertext } = &op.payload else { return Err(OpenError::Broken) };
    if key_id != key.id() {
        return Err(OpenError::OtherKey);
    }
    let bytes = STANDARD.decode(ciphertext).map_err(|_| OpenError::Broken)?;
    let (encapped, sealed) = bytes.split_at_checked(ENCAPPED_BYTES).ok_or(OpenError::Broken)?;
    let encapped = EncappedKey::from_bytes(encapped).map_err(|_| OpenError::Broken)?;
    let plain =
        single_shot_open::<Aead, Kdf, Kem>(&OpModeR::Base, key.for_hpke(), &encapped, INFO, sealed, &bound(op, key_id));
    let plain = Zeroizing::new(plain.map_err(|_| OpenError::Broken)?);
    let Inside { claim, payload } = Inside::read(&plain).ok_or(OpenError::Broken)?;
    Ok(Op { payload: Payload::Plain(payload), claim, ..op.clone() })
}

/// What the seal is bound to. No part can run into the next: names have a fixed length, and a kind has no line break.
fn bound(op: &Op, key_id: &str) -> Vec<u8> {
    format!("{}\n{}\n{}\n{}\n{key_id}", op.id, op.device, op.made_at.millis(), op.kind).into_bytes()
}

#[cfg(test)]
mod tests;
