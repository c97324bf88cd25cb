//! What a phone scans is what the kiosk sealed, or nothing at all.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{ids::DeviceId, moment::Moment};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::protocol::{OpId, Payload, PayloadHash};

fn handoff(number: u128, sealed: &[u8], photos: usize) -> Handoff {
    let payload = Payload::Sealed { key_id: "00112233aabbccdd".to_owned(), ciphertext: STANDARD.encode(sealed) };
    let op = Op {
        id: OpId(Uuid::from_u128(number)),
        device: DeviceId(Uuid::from_u128(2)),
        kind: "case.file".to_owned(),
        made_at: Moment::from_millis(1_780_000_000_000),
        hash: payload.hash(),
        payload,
        claim: None,
        attachments: vec![PayloadHash("ab".repeat(32)); photos],
    };
    Handoff { op, claim: ClaimCode::from_random([7; domain::claim_code::RANDOM_BYTES]) }
}

fn scanned(texts: &[String]) -> Vec<Part> {
    texts.iter().map(|text| Part::read(text).expect("a part")).collect()
}

fn long(number: u128) -> Vec<String> {
    split(&handoff(number, &vec![number.to_le_bytes()[0]; 2000], 2))
}

#[test]
fn an_ordinary_complaint_is_one_code() {
    let given = handoff(1, &[5; 700], 0);
    let parts = split(&given);
    assert_eq!(parts.len(), 1);
    assert!(parts[0].len() < 1200, "a code that a phone still reads: {}", parts[0].len());
    assert_eq!(join(&scanned(&parts)), Ok(Some(given)));
}

#[test]
fn a_long_one_is_several_in_whatever_order_and_however_often_they_are_scanned() {
    let mut parts = scanned(&long(1));
    assert_eq!((parts.len(), parts[0].of), (3, 3));
    parts.reverse();
    parts.extend(parts.clone());
    assert!(join(&parts).expect("whole").is_some());
}

#[test]
fn while_one_is_missing_there_is_nothing_yet() {
    let parts = scanned(&long(1));
    for missing in 0..parts.len() {
        let rest: Vec<_> =
            parts.iter().enumerate().filter(|(at, _)| *at != missing).map(|(_, part)| part.clone()).collect();
        assert_eq!(join(&rest), Ok(None));
    }
    assert_eq!(join(&[]), Ok(None));
}

#[test]
fn parts_of_two_complaints_never_make_one() {
    let (one, other) = (scanned(&long(1)), scanned(&long(2)));
    assert_ne!(one[0].set, other[0].set);
    let mixed = [one[0].clone(), other[1].clone(), one[2].clone()];
    assert_eq!(join(&mixed), Ok(None));
    let forged: Vec<_> = mixed.into_iter().map(|part| Part { set: one[0].set.clone(), ..part }).collect();
    assert_eq!(join(&forged), Err(PartError::Damaged), "also where somebody says so");
}

#[test]
fn a_damaged_code_is_known_as_one() {
    let whole = &split(&handoff(1, &[5; 300], 1))[0];
    for cut in ["", "1.", "1.AAAA", "7F4Q2M9XK3TBW6ZD", &whole[..whole.len() - 1], &whole[..40], &whole[3..]] {
        assert_eq!(Part::read(cut), Err(PartError::Damaged), "{cut}");
    }
    let mut turned = whole.clone().into_bytes();
    turned[60] = if turned[60] == b'A' { b'B' } else { b'A' };
    assert_eq!(Part::read(&String::from_utf8(turned).expect("text")), Err(PartError::Damaged));
    assert_eq!(Part::read(&whole.replacen("1.", "2.", 1)), Err(PartError::Newer));
}

#[test]
fn what_is_not_sealed_is_never_shown() {
    let mut plain = handoff(1, &[5; 300], 0);
    plain.op.payload = Payload::Plain("{}".to_owned());
    assert!(split(&plain).is_empty());
}

proptest! {
    #[test]
    fn whatever_was_sealed_comes_back(sealed in proptest::collection::vec(any::<u8>(), 48..6000), photos in 0_usize..9) {
        let given = handoff(3, &sealed, photos);
        prop_assert_eq!(join(&scanned(&split(&given))), Ok(Some(given)));
    }

    #[test]
    fn whatever_is_scanned_is_no_panic(text in "\\PC{0,200}") {
        let _ = Part::read(&text);
    }
}
