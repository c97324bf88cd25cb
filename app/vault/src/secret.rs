//! From what a person remembers to a key: Argon2id (RFC 9106).

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::cipher::{Fresh, Sealed, VaultKey};

const SALT_BYTES: usize = 16;
const KIOSK: &str = "kiosk";
/// The fewest digits of a PIN.
const FEWEST_DIGITS: usize = 6;
/// The most.
const MOST_DIGITS: usize = 12;

/// What a guess costs. Kept with what it guards, so that it can be raised later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cost {
    memory_kib: u32,
    passes: u32,
}

impl Cost {
    /// For a password: the least that OWASP recommends for Argon2id (Password Storage Cheat Sheet).
    pub(super) const PASSWORD: Self = Self { memory_kib: 19 * 1024, passes: 2 };
    /// For a PIN, which has few values: as much as a small tablet bears while a person waits.
    pub(super) const PIN: Self = Self { memory_kib: 64 * 1024, passes: 3 };
    /// More than this is damage, not a cost.
    const MOST_KIB: u32 = 1024 * 1024;
}

/// A key wrapped under something that a person remembers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Guarded {
    salt: String,
    cost: Cost,
    wrapped: Sealed,
}

impl Guarded {
    pub(super) fn new(place: &str, secret: &str, cost: Cost, key: &VaultKey, fresh: Fresh<'_>) -> Option<Self> {
        let mut salt = [0; SALT_BYTES];
        fresh(&mut salt)?;
        let wrapped = derive(secret, &salt, cost)?.wrap(place, key, fresh)?;
        Some(Self { salt: hex_of(&salt), cost, wrapped })
    }

    pub(super) fn open(&self, place: &str, secret: &str) -> Option<VaultKey> {
        derive(secret, &bytes_of(&self.salt)?, self.cost)?.unwrap(place, &self.wrapped)
    }
}

/// The PIN behind which a kiosk's staff page lies. It guards a door, not what is kept: that is sealed to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinGuard(Guarded);

impl PinGuard {
    /// Guards with a PIN that [`check_pin`] accepts; none without randomness.
    #[must_use]
    pub fn new(pin: &str, fresh: Fresh<'_>) -> Option<Self> {
        let key = VaultKey::random(fresh)?;
        Guarded::new(KIOSK, pin, Cost::PIN, &key, fresh).map(Self)
    }

    /// Whether it is that PIN. Takes as long as a guess is meant to.
    #[must_use]
    pub fn opens(&self, pin: &str) -> bool {
        self.0.open(KIOSK, pin).is_some()
    }
}

fn derive(secret: &str, salt: &[u8], cost: Cost) -> Option<VaultKey> {
    if cost.memory_kib > Cost::MOST_KIB {
        return None;
    }
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32)).ok()?;
    let mut key = Zeroizing::new([0; 32]);
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(secret.as_bytes(), salt, key.as_mut_slice()).ok()?;
    Some(VaultKey::new(*key))
}

fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2).map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok());
    pairs.collect()
}

/// Why a PIN is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinProblem {
    /// Not six to twelve digits.
    #[error("not six to twelve digits")]
    NotDigits,
    /// One digit again and again, or digits in a row: the first that anybody tries.
    #[error("too easy to guess")]
    TooEasy,
}

/// Whether digits can be a PIN.
///
/// # Errors
/// [`PinProblem`].
pub fn check_pin(typed: &str) -> Result<(), PinProblem> {
    let digits: Vec<u32> = typed.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != typed.chars().count() || !(FEWEST_DIGITS..=MOST_DIGITS).contains(&digits.len()) {
        return Err(PinProblem::NotDigits);
    }
    let steps: Vec<i64> = digits.windows(2).map(|pair| i64::from(pair[1]) - i64::from(pair[0])).collect();
    let in_a_row = [0, 1, -1].iter().any(|step| steps.iter().all(|s| s == step));
    if in_a_row { Err(PinProblem::TooEasy) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(bytes: &mut [u8]) -> Option<()> {
        getrandom::fill(bytes).ok()
    }

    #[test]
    fn the_right_secret_opens_and_a_wrong_one_does_not() {
        let key = VaultKey::random(&fresh).expect("a key");
        let cost = Cost { memory_kib: 64, passes: 1 };
        let guarded = Guarded::new("pin", "271828", cost, &key, &fresh).expect("guarded");
        assert_eq!(guarded.open("pin", "271828"), Some(key.clone()));
        assert_eq!(guarded.open("pin", "271829"), None);
        assert_eq!(guarded.open("password", "271828"), None);
    }

    #[test]
    fn a_kiosk_opens_to_its_pin_only() {
        let guard = PinGuard::new("271828", &fresh).expect("guarded");
        assert!(guard.opens("271828") && !guard.opens("271829"));
        let kept = serde_json::to_string(&guard).expect("JSON");
        assert!(!kept.contains("271828"));
        assert_eq!(serde_json::from_str::<PinGuard>(&kept).expect("read"), guard);
    }

    #[test]
    fn a_cost_from_a_damaged_store_does_not_take_the_memory() {
        assert_eq!(derive("x", &[0; 16], Cost { memory_kib: u32::MAX, passes: 1 }), None);
    }

    #[test]
    fn a_pin_is_six_digits_that_nobody_tries_first() {
        assert_eq!(check_pin("271828"), Ok(()));
        for typed in ["", "12345", "27182８", "abcdef", "2718281828459"] {
            assert_eq!(check_pin(typed), Err(PinProblem::NotDigits), "{typed}");
        }
        for typed in ["000000", "123456", "987654", "77777777"] {
            assert_eq!(check_pin(typed), Err(PinProblem::TooEasy), "{typed}");
        }
    }
}
