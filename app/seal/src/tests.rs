//! A seal opens with its key, under its name, as it was, and not otherwise.

use super::*;
use domain::{claim_code::ClaimCode, ids::DeviceId, moment::Moment};

use hpke::rand_core::{TryCryptoRng, TryRng};
use std::convert::Infallible;
use sync::protocol::OpId;
use uuid::Uuid;

struct Random;

impl TryRng for Random {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(getrandom::u32().expect("random numbers"))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(getrandom::u64().expect("random numbers"))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        getrandom::fill(bytes).expect("random numbers");
        Ok(())
    }
}

impl TryCryptoRng for Random {}

fn filed() -> Op {
    let claim = ClaimCode::from_random([7; domain::claim_code::RANDOM_BYTES]);
    let payload = r#"{"case":"x","do":"电饭煲内胆掉漆"}"#.to_owned();
    let device = DeviceId(Uuid::from_u128(2));
    Op::with_payload(OpId(Uuid::from_u128(1)), device, Moment::from_millis(3), Some(claim), "case.file", payload)
}

fn key(seed: u8) -> PrivateKey {
    PrivateKey::derived(&[seed; 32])
}

#[test]
fn the_contact_point_reads_what_was_sealed_and_nothing_of_it_shows() {
    let (op, key) = (filed(), key(1));
    let sealed = seal(&op, key.public(), &mut Random).expect("sealed");
    let text = serde_json::to_string(&sealed).expect("JSON");
    assert!(!text.contains("电饭煲") && !text.contains(&op.claim.clone().expect("a code").plain()));
    assert_eq!(sealed.hash, sealed.payload.hash(), "the hash is of what is sent");
    let opened = open(&sealed, &key).expect("opened");
    assert_eq!((opened.payload, opened.claim), (op.payload, op.claim));
    assert_eq!(opened.hash, sealed.hash);
}

#[test]
fn the_same_complaint_is_never_sealed_to_the_same_text() {
    let (op, key) = (filed(), key(1));
    let again = || seal(&op, key.public(), &mut Random).expect("sealed").hash;
    assert_ne!(again(), again());
}

#[test]
fn another_key_does_not_open_it() {
    let sealed = seal(&filed(), key(1).public(), &mut Random).expect("sealed");
    assert_eq!(open(&sealed, &key(2)).err(), Some(OpenError::OtherKey));
    let Payload::Sealed { ciphertext, .. } = sealed.payload.clone() else { panic!("sealed") };
    let renamed = Payload::Sealed { key_id: key(2).id().to_owned(), ciphertext };
    assert_eq!(open(&Op { payload: renamed, ..sealed }, &key(2)).err(), Some(OpenError::Broken));
}

#[test]
fn a_seal_under_another_name_time_or_kind_does_not_open() {
    let key = key(1);
    let sealed = seal(&filed(), key.public(), &mut Random).expect("sealed");
    for moved in [
        Op { id: OpId(Uuid::from_u128(9)), ..sealed.clone() },
        Op { device: DeviceId(Uuid::from_u128(9)), ..sealed.clone() },
        Op { made_at: Moment::from_millis(9), ..sealed.clone() },
        Op { kind: "case.withdraw".to_owned(), ..sealed.clone() },
    ] {
        assert_eq!(open(&moved, &key).err(), Some(OpenError::Broken), "{moved:?}");
    }
}

#[test]
fn damage_is_noticed_and_never_a_panic() {
    let key = key(1);
    let sealed = seal(&filed(), key.public(), &mut Random).expect("sealed");
    let Payload::Sealed { key_id, ciphertext } = sealed.payload.clone() else { panic!("sealed") };
    let turned: String = ciphertext.chars().rev().collect();
    for damaged in ["", "AAAA", "不是", &ciphertext[..40], &ciphertext[4..], &turned] {
        let payload = Payload::Sealed { key_id: key_id.clone(), ciphertext: damaged.to_owned() };
        assert_eq!(open(&Op { payload, ..sealed.clone() }, &key).err(), Some(OpenError::Broken), "{damaged}");
    }
    assert_eq!(open(&filed(), &key).err(), Some(OpenError::Broken), "nothing was sealed");
    assert!(seal(&sealed, key.public(), &mut Random).is_none(), "sealed once is enough");
}

#[test]
fn a_public_key_reads_back_and_anything_else_is_none() {
    let key = key(1);
    assert_eq!(PublicKey::parse(&key.public().reveal()).as_ref(), Some(key.public()));
    for text in ["", "00", "zz", &"0".repeat(66)] {
        assert!(PublicKey::parse(text).is_none(), "{text}");
    }
    assert!(!format!("{key:?}").contains(&hex::encode([1; 32])));
}

#[test]
fn what_was_sealed_before_anything_was_compressed_still_opens() {
    let op = filed();
    let Payload::Plain(payload) = &op.payload else { panic!("plain") };
    let json = serde_json::json!({ "claim": op.claim, "payload": payload }).to_string();
    let opened = Inside::read(json.as_bytes()).expect("the first version");
    assert_eq!((Some(&opened.payload), opened.claim), (Some(payload), op.claim.clone()));
    let written = Inside { claim: op.claim.clone(), payload: payload.repeat(20) }.write().expect("written");
    assert!(written.len() * 4 < payload.len() * 20, "what fits into a code is short: {}", written.len());
}

#[test]
fn a_small_seal_that_would_become_huge_is_broken() {
    let op = filed();
    let huge = Inside { claim: op.claim, payload: " ".repeat(60_000_000) }.write().expect("written");
    assert!(huge.len() < 200_000 && Inside::read(&huge).is_none());
}

#[test]
fn a_sealed_photo_opens_with_its_key_together_with_the_code_of_its_case() {
    let claim = ClaimCode::from_random([7; domain::claim_code::RANDOM_BYTES]);
    let photo = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];
    let sealed = seal_content(&claim, &photo, key(1).public(), &mut Random).expect("sealed");
    assert_eq!(key_of_content(&sealed), Some(key(1).id()));
    let holds = |part: &[u8]| sealed.windows(part.len()).any(|window| window == part);
    assert!(!holds(&photo) && !holds(claim.plain().as_bytes()), "nothing of it can be read");
    assert_eq!(open_content(&sealed, &key(1)), Ok((claim, photo.to_vec())));
    assert_eq!(open_content(&sealed, &key(2)), Err(OpenError::OtherKey));
}

#[test]
fn a_sealed_photo_that_was_changed_anywhere_does_not_open() {
    let claim = ClaimCode::from_random([7; domain::claim_code::RANDOM_BYTES]);
    let sealed = seal_content(&claim, b"a photo", key(1).public(), &mut Random).expect("sealed");
    for place in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[place] ^= 1;
        assert!(open_content(&changed, &key(1)).is_err(), "byte {place}");
        assert!(open_content(&sealed[..place], &key(1)).is_err(), "cut off at {place}");
    }
}
