//! Money as people write it and as it is kept: whole fen, never a float.

use serde::{Deserialize, Serialize};
use std::fmt;

use crate::words::half_width;

/// An amount in renminbi, kept in whole fen (1/100 yuan).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Yuan(i64);

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAmount {
    /// Nothing was written.
    #[error("empty")]
    Empty,
    /// Not digits with at most two decimals.
    #[error("not a number")]
    NotANumber,
    /// More than two digits behind the point.
    #[error("more than two decimals")]
    TooFine,
    /// Over 9,999,999.99.
    #[error("too large")]
    TooLarge,
    /// Below zero.
    #[error("negative")]
    Negative,
}

impl Yuan {
    /// The largest amount the form takes: ¥9,999,999.99.
    pub const MAX: Self = Self(999_999_999);
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// From whole fen.
    #[must_use]
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// In whole fen.
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// Reads an amount as typed: `1200`, `1,200.5`, `¥320`, `３２０元`.
    ///
    /// # Errors
    /// [`NotAnAmount`] says which rule the text breaks.
    pub fn parse(input: &str) -> Result<Self, NotAnAmount> {
        let plain = half_width(input);
        let plain = plain.trim().trim_start_matches(['¥', '￥']).trim();
        let plain = plain.strip_suffix("人民币").unwrap_or(plain);
        let plain = plain.strip_suffix("元").unwrap_or(plain).trim();
        let plain: String = plain.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
        if plain.is_empty() {
            return Err(NotAnAmount::Empty);
        }
        if let Some(rest) = plain.strip_prefix('-') {
            return Err(if rest.starts_with(|c: char| c.is_ascii_digit()) {
                NotAnAmount::Negative
            } else {
                NotAnAmount::NotANumber
            });
        }
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(part) {
            return Err(NotAnAmount::NotANumber);
        }
        if part.len() > 2 {
            return Err(NotAnAmount::TooFine);
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > 7 {
            return Err(NotAnAmount::TooLarge);
        }
        let yuan: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| NotAnAmount::NotANumber)? };
        let fen: i64 = format!("{part:0<2}").parse().map_err(|_| NotAnAmount::NotANumber)?;
        Ok(Self(yuan * 100 + fen))
    }
}

/// `1200.50`: plain digits with two decimals, as a form field holds it. Grouping is the page's business.
impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, fen) in [
            ("1200", 120_000),
            ("1,200.5", 120_050),
            ("¥ 320", 32_000),
            ("３２０．５０元", 32_050),
            ("0", 0),
            ("0007.10", 710),
            ("9999999.99", 999_999_999),
            ("12.", 1200),
        ] {
            assert_eq!(Yuan::parse(typed), Ok(Yuan(fen)), "{typed}");
        }
    }

    #[test]
    fn what_is_not_an_amount_says_why() {
        for (typed, why) in [
            ("", NotAnAmount::Empty),
            ("  元", NotAnAmount::Empty),
            ("一千二", NotAnAmount::NotANumber),
            ("12e3", NotAnAmount::NotANumber),
            ("1.2.3", NotAnAmount::NotANumber),
            (".5", NotAnAmount::NotANumber),
            ("1.005", NotAnAmount::TooFine),
            ("10000000", NotAnAmount::TooLarge),
            ("-5", NotAnAmount::Negative),
        ] {
            assert_eq!(Yuan::parse(typed), Err(why), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(fen in 0..=Yuan::MAX.0) {
            prop_assert_eq!(Yuan::parse(&Yuan(fen).to_string()), Ok(Yuan(fen)));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            let _ = Yuan::parse(&text);
        }
    }
}
