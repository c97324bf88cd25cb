//! The area code (区号) of a place.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

use crate::typed::plain_signs;

/// An area code of mainland China, such as `021` or `0755`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode(u16);

/// The text is no area code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an area code, such as 021 or 0755")]
pub struct NotAnAreaCode;

/// Shanghai's.
impl Default for AreaCode {
    fn default() -> Self {
        Self(21)
    }
}

impl FromStr for AreaCode {
    type Err = NotAnAreaCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = plain_signs(text);
        let digits = plain.strip_prefix('0').unwrap_or(&plain);
        // 010, 020 to 029, and four digits elsewhere.
        let fits = digits.bytes().all(|b| b.is_ascii_digit())
            && match digits.as_bytes() {
                [b'1', b'0'] | [b'2', _] => true,
                [first, _, _] => (b'3'..=b'9').contains(first),
                _ => false,
            };
        digits.parse().ok().filter(|_| fits).map(Self).ok_or(NotAnAreaCode)
    }
}

/// `021`.
impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0{}", self.0)
    }
}

impl Serialize for AreaCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AreaCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_code_is_read_with_and_without_its_nought() {
        for (typed, shown) in [("021", "021"), ("21", "021"), ("0755", "0755"), ("０１０", "010"), ("898", "0898")] {
            assert_eq!(typed.parse::<AreaCode>().map(|code| code.to_string()).as_deref(), Ok(shown), "{typed}");
        }
        for typed in ["", "0", "02", "0211", "1234", "19", "abc", "100"] {
            assert_eq!(typed.parse::<AreaCode>(), Err(NotAnAreaCode), "{typed}");
        }
    }
}
