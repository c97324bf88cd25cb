//! The claim code (查询码): what a consumer keeps to follow a case, made on the device without a network.
//!
//! Fifteen random symbols (75 bits) of Crockford's base32 and a check symbol, in four groups of four for reading
//! aloud: `7F4Q-2M9X-K3TB-W6ZD`. The check symbol is Luhn mod 32, which stays inside the alphabet (Crockford's own
//! mod 37 would need `*~$=U`, which nobody can read over a telephone).

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_SYMBOLS: usize = 15;
const SYMBOLS: usize = RANDOM_SYMBOLS + 1;
/// Random bytes that a code needs: one a symbol, of which five bits are used.
pub const RANDOM_BYTES: usize = RANDOM_SYMBOLS;

/// A claim code. It is a secret: `Debug` does not show it, and it travels in headers and bodies, never in a URL.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimCode([u8; SYMBOLS]);

/// Why a text is not a claim code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAClaimCode {
    /// Nothing was written.
    #[error("empty")]
    Empty,
    /// Not sixteen symbols.
    #[error("not sixteen letters and digits")]
    Length,
    /// A sign that no code contains.
    #[error("a sign that no code contains")]
    Symbol,
    /// The check symbol does not fit: a symbol is wrong or two are swapped.
    #[error("mistyped")]
    Mistyped,
}

impl ClaimCode {
    /// A code from fresh random bytes of the device.
    #[must_use]
    pub fn from_random(bytes: [u8; RANDOM_BYTES]) -> Self {
        let mut symbols = [0; SYMBOLS];
        for (symbol, byte) in symbols.iter_mut().zip(bytes) {
            *symbol = byte & 31;
        }
        symbols[RANDOM_SYMBOLS] = check_symbol(&symbols[..RANDOM_SYMBOLS]);
        Self(symbols)
    }

    /// Sixteen symbols without grouping: what is hashed, and what the QR code carries.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.iter().map(|&s| char::from(ALPHABET[usize::from(s)])).collect()
    }

    /// The four groups of four, for showing and reading aloud.
    #[must_use]
    pub fn groups(&self) -> [String; 4] {
        let plain = self.plain();
        [0, 4, 8, 12].map(|at| plain[at..at + 4].to_owned())
    }
}

/// Luhn mod 32 over the symbols, so that any single wrong symbol and nearly every swap is noticed.
fn check_symbol(symbols: &[u8]) -> u8 {
    let sum: u32 = symbols
        .iter()
        .rev()
        .enumerate()
        .map(|(i, &s)| {
            let weighted = u32::from(s) * if i % 2 == 0 { 2 } else { 1 };
            weighted / 32 + weighted % 32
        })
        .sum();
    u8::try_from((32 - sum % 32) % 32).unwrap_or_default()
}

impl FromStr for ClaimCode {
    type Err = NotAClaimCode;

    /// Reads what people type: any case, with or without dashes and spaces, full-width, `O` for 0 and `I`/`L` for 1.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut symbols = [0; SYMBOLS];
        let mut count = 0;
        for c in crate::typed::plain_signs(text).chars() {
            if c.is_whitespace() || matches!(c, '-' | '_' | '·' | '.') {
                continue;
            }
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            let value = ALPHABET.iter().position(|&a| char::from(a) == c).ok_or(NotAClaimCode::Symbol)?;
            *symbols.get_mut(count).ok_or(NotAClaimCode::Length)? = u8::try_from(value).unwrap_or_default();
            count += 1;
        }
        match count {
            0 => Err(NotAClaimCode::Empty),
            SYMBOLS if check_symbol(&symbols[..RANDOM_SYMBOLS]) == symbols[RANDOM_SYMBOLS] => Ok(Self(symbols)),
            SYMBOLS => Err(NotAClaimCode::Mistyped),
            _ => Err(NotAClaimCode::Length),
        }
    }
}

/// `7F4Q-2M9X-K3TB-W6ZD`.
impl fmt::Display for ClaimCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.groups().join("-"))
    }
}

impl fmt::Debug for ClaimCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClaimCode(…)")
    }
}

impl Serialize for ClaimCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

impl<'de> Deserialize<'de> for ClaimCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_reads_back_however_it_is_typed(bytes in any::<[u8; RANDOM_BYTES]>()) {
            let code = ClaimCode::from_random(bytes);
            prop_assert_eq!(&code.to_string().parse::<ClaimCode>(), &Ok(code.clone()));
            let spoken = code.to_string().to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(spoken.parse::<ClaimCode>(), Ok(code));
        }

        #[test]
        fn one_wrong_symbol_is_noticed(bytes in any::<[u8; RANDOM_BYTES]>(), at in 0..SYMBOLS, by in 1u8..32) {
            let mut wrong = ClaimCode::from_random(bytes);
            wrong.0[at] = (wrong.0[at] + by) % 32;
            prop_assert_eq!(wrong.plain().parse::<ClaimCode>(), Err(NotAClaimCode::Mistyped));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*") {
            let _ = text.parse::<ClaimCode>();
        }
    }

    #[test]
    fn a_code_stays_out_of_the_log() {
        let code = ClaimCode::from_random([7; RANDOM_BYTES]);
        assert!(!format!("{code:?}").contains(&code.plain()));
    }

    #[test]
    fn what_is_not_a_code_says_why() {
        assert_eq!("".parse::<ClaimCode>(), Err(NotAClaimCode::Empty));
        assert_eq!("7F4Q".parse::<ClaimCode>(), Err(NotAClaimCode::Length));
        assert_eq!("7F4Q-2M9X-K3TB-W6Z查".parse::<ClaimCode>(), Err(NotAClaimCode::Symbol));
    }
}
