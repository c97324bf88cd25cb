//! A hand-off as bytes. JSON would be half as long again, and every byte makes a code harder to scan.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{claim_code::ClaimCode, ids::DeviceId, moment::Moment};
use uuid::Uuid;

use super::Handoff;
use crate::protocol::{Op, OpId, Payload, PayloadHash};

/// Characters of a claim code.
const CLAIM_BYTES: usize = 16;
/// Of the name of a key.
const KEY_ID_BYTES: usize = 8;
/// Of the hash of an attachment.
const HASH_BYTES: usize = 32;

/// Nothing where the operation is not sealed, or has something that does not fit.
pub(super) fn write(handoff: &Handoff) -> Option<Vec<u8>> {
    let Handoff { op, claim } = handoff;
    let Payload::Sealed { key_id, ciphertext } = &op.payload else { return None };
    let mut bytes = Vec::with_capacity(ciphertext.len());
    bytes.extend(op.id.0.as_bytes());
    bytes.extend(op.device.0.as_bytes());
    bytes.extend(op.made_at.millis().to_be_bytes());
    bytes.extend(claim.plain().as_bytes());
    bytes.extend(hex::decode(key_id).ok()?);
    bytes.push(u8::try_from(op.kind.len()).ok()?);
    bytes.extend(op.kind.as_bytes());
    bytes.push(u8::try_from(op.attachments.len()).ok()?);
    for PayloadHash(hash) in &op.attachments {
        bytes.extend(hex::decode(hash).ok()?);
    }
    bytes.extend(STANDARD.decode(ciphertext).ok()?);
    // What does not come back as it was would get another receipt.
    (read(&bytes).as_ref() == Some(handoff)).then_some(bytes)
}

/// Nothing for anything but what [`write`] wrote.
pub(super) fn read(bytes: &[u8]) -> Option<Handoff> {
    let mut rest = bytes;
    let id = OpId(Uuid::from_bytes(take(&mut rest)?));
    let device = DeviceId(Uuid::from_bytes(take(&mut rest)?));
    let made_at = Moment::from_millis(i64::from_be_bytes(take(&mut rest)?));
    let claim: ClaimCode = std::str::from_utf8(&take::<CLAIM_BYTES>(&mut rest)?).ok()?.parse().ok()?;
    let key_id = hex::encode(take::<KEY_ID_BYTES>(&mut rest)?);
    let [kind_bytes] = take(&mut rest)?;
    let (kind, after) = rest.split_at_checked(usize::from(kind_bytes))?;
    let kind = std::str::from_utf8(kind).ok()?.to_owned();
    rest = after;
    let [count] = take(&mut rest)?;
    let hash = |rest: &mut &[u8]| Some(PayloadHash(hex::encode(take::<HASH_BYTES>(rest)?)));
    let attachments = (0..count).map(|_| hash(&mut rest)).collect::<Option<Vec<_>>>()?;
    let payload = Payload::Sealed { key_id, ciphertext: STANDARD.encode(rest) };
    let op = Op { id, device, kind, made_at, hash: payload.hash(), payload, claim: None, attachments };
    Some(Handoff { op, claim })
}

fn take<const BYTES: usize>(rest: &mut &[u8]) -> Option<[u8; BYTES]> {
    let (first, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(*first)
}
