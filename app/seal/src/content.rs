//! Sealed photos: the bytes, together with the claim code of the case that they are for. They describe themselves, so that
//! nothing beside them has to be kept.

use hpke::{
    Deserializable, OpModeR, OpModeS, Serializable, rand_core::CryptoRng, single_shot_open, single_shot_seal_with_rng,
};
use zeroize::Zeroizing;

use domain::claim_code::ClaimCode;

use super::{Aead, ENCAPPED_BYTES, EncappedKey, Kdf, Kem, OpenError, PrivateKey, PublicKey};

/// Separates this use of a key from any other.
const INFO: &[u8] = b"contact point: sealed photo, version 1";
/// What a sealed photo begins with; the length and the name of the key follow.
const MARK: &[u8; 4] = b"CPS1";

/// A photo as it is kept and sent. None where the key's name or the code has more than 255 bytes, which none has.
#[must_use]
pub fn seal_content(
    claim: &ClaimCode,
    content: &[u8],
    key: &PublicKey,
    random: &mut impl CryptoRng,
) -> Option<Vec<u8>> {
    let head = head(key.id())?;
    let claim = Zeroizing::new(claim.plain());
    let inside = Zeroizing::new([&[u8::try_from(claim.len()).ok()?], claim.as_bytes(), content].concat());
    let (encapped, sealed) =
        single_shot_seal_with_rng::<Aead, Kdf, Kem>(&OpModeS::Base, key.for_hpke(), INFO, &inside, &head, random)
            .ok()?;
    Some([head.as_slice(), encapped.to_bytes().as_slice(), &sealed].concat())
}

/// To which key something is sealed; none where it is no sealed photo.
#[must_use]
pub fn key_of_content(sealed: &[u8]) -> Option<&str> {
    split(sealed).map(|(_, key_id, _)| key_id)
}

/// The photo, and the code of its case.
///
/// # Errors
/// [`OpenError`].
pub fn open_content(sealed: &[u8], key: &PrivateKey) -> Result<(ClaimCode, Vec<u8>), OpenError> {
    let (head, key_id, rest) = split(sealed).ok_or(OpenError::Broken)?;
    if key_id != key.id() {
        return Err(OpenError::OtherKey);
    }
    let (encapped, sealed) = rest.split_at_checked(ENCAPPED_BYTES).ok_or(OpenError::Broken)?;
    let encapped = EncappedKey::from_bytes(encapped).map_err(|_| OpenError::Broken)?;
    let inside = single_shot_open::<Aead, Kdf, Kem>(&OpModeR::Base, key.for_hpke(), &encapped, INFO, sealed, head);
    let inside = Zeroizing::new(inside.map_err(|_| OpenError::Broken)?);
    let (length, inside) = inside.split_first().ok_or(OpenError::Broken)?;
    let (claim, content) = inside.split_at_checked(usize::from(*length)).ok_or(OpenError::Broken)?;
    let claim = std::str::from_utf8(claim).ok().and_then(|claim| claim.parse().ok());
    Ok((claim.ok_or(OpenError::Broken)?, content.to_vec()))
}

fn head(key_id: &str) -> Option<Vec<u8>> {
    Some([MARK.as_slice(), &[u8::try_from(key_id.len()).ok()?], key_id.as_bytes()].concat())
}

/// What stands before the seal, the name of the key in it, and the rest.
fn split(sealed: &[u8]) -> Option<(&[u8], &str, &[u8])> {
    let length = usize::from(*sealed.strip_prefix(MARK)?.first()?);
    let (head, rest) = sealed.split_at_checked(MARK.len() + 1 + length)?;
    Some((head, std::str::from_utf8(&head[MARK.len() + 1..]).ok()?, rest))
}
