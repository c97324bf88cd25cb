//! Proof of work: what a device without an account computes when a network has sent more than is usual. Nobody has to read a
//! picture, and a flood costs its sender a computer.
//!
//! Several small searches and not one long one: how long one takes is chance, how long sixteen take is nearly always the same.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The header that carries it.
pub const PROOF_HEADER: &str = "contact-point-proof";
/// More than this is asked of no device: with [`MOST_BITS`] some two million hashes. A server that asks for more is not answered.
const MOST_ROUNDS: u8 = 32;
const MOST_BITS: u8 = 16;

/// What the server wants to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProofWanted {
    /// Goes back as it came.
    pub challenge: String,
    /// So many searches.
    pub rounds: u8,
    /// So many zero bits at the beginning of each hash.
    pub bits: u8,
}

impl ProofWanted {
    /// Whether a device does it: what a person would wait for too long is not done.
    #[must_use]
    pub const fn is_bearable(&self) -> bool {
        self.rounds <= MOST_ROUNDS && self.bits <= MOST_BITS
    }

    /// Whether the numbers are what was wanted for that body.
    #[must_use]
    pub fn is_met(&self, body: &[u8], numbers: &[u32]) -> bool {
        let seed = seed(&self.challenge, body);
        numbers.len() == usize::from(self.rounds)
            && (0..self.rounds)
                .zip(numbers)
                .all(|(round, number)| zero_bits(&seed, round, *number) >= u32::from(self.bits))
    }
}

/// A search that stops and goes on, so that a page can draw in between.
#[derive(Clone, Debug)]
pub struct Search {
    wanted: ProofWanted,
    seed: [u8; 32],
    round: u8,
    next: u32,
    found: Vec<u32>,
}

impl Search {
    /// For that body, as it is sent.
    #[must_use]
    pub fn new(wanted: ProofWanted, body: &[u8]) -> Self {
        let seed = seed(&wanted.challenge, body);
        Self { wanted, seed, round: 0, next: 0, found: Vec::new() }
    }

    /// Tries so many numbers more; the header's value once it is done.
    pub fn go_on(&mut self, tries: u32) -> Option<String> {
        for _ in 0..tries {
            if self.round >= self.wanted.rounds {
                break;
            }
            if zero_bits(&self.seed, self.round, self.next) >= u32::from(self.wanted.bits) {
                self.found.push(self.next);
                self.round += 1;
                self.next = 0;
            } else {
                self.next = self.next.wrapping_add(1);
            }
        }
        (self.round >= self.wanted.rounds).then(|| {
            let numbers: Vec<String> = self.found.iter().map(u32::to_string).collect();
            format!("{} {}", self.wanted.challenge, numbers.join(","))
        })
    }
}

/// The challenge and the numbers of a header.
#[must_use]
pub fn read_proof(value: &str) -> Option<(&str, Vec<u32>)> {
    let (challenge, numbers) = value.split_once(' ')?;
    let numbers = numbers.split(',').take(usize::from(MOST_ROUNDS) + 1).map(|number| number.parse().ok());
    Some((challenge, numbers.collect::<Option<_>>()?))
}

/// Bound to what is sent: the same proof carries nothing else.
fn seed(challenge: &str, body: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"contact-point proof 1\0");
    hash.update(challenge.as_bytes());
    hash.update([0]);
    hash.update(Sha256::digest(body));
    hash.finalize().into()
}

fn zero_bits(seed: &[u8; 32], round: u8, number: u32) -> u32 {
    let mut hash = Sha256::new();
    hash.update(seed);
    hash.update([round]);
    hash.update(number.to_le_bytes());
    let digest = hash.finalize();
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]).leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(bits: u8) -> ProofWanted {
        ProofWanted { challenge: "300-abc".to_owned(), rounds: 4, bits }
    }

    #[test]
    fn what_was_found_in_slices_is_accepted_for_that_body_and_no_other() {
        let mut search = Search::new(wanted(6), b"a push");
        let value = (0..10_000).find_map(|_| search.go_on(10)).expect("found");
        let (challenge, numbers) = read_proof(&value).expect("a proof");
        assert_eq!(challenge, "300-abc");
        assert!(wanted(6).is_met(b"a push", &numbers));
        assert!(!wanted(6).is_met(b"another push", &numbers));
        assert!(!wanted(6).is_met(b"a push", &numbers[1..]), "one is missing");
        let other = ProofWanted { challenge: "301-abc".to_owned(), ..wanted(6) };
        assert!(!other.is_met(b"a push", &numbers), "another challenge");
    }

    #[test]
    fn what_is_no_proof_is_none_and_what_is_unbearable_is_not_done() {
        for value in ["", "300-abc", "300-abc one,two", "300-abc 1,,2"] {
            assert_eq!(read_proof(value), None, "{value}");
        }
        assert!(wanted(13).is_bearable());
        assert!(!wanted(30).is_bearable());
    }
}
