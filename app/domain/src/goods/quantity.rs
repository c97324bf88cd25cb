//! How much: pieces, or weight and length to three places. Whole numbers of thousandths, so that sums are exact.

use serde::{Deserialize, Serialize};
use std::fmt;

use crate::typed::plain_signs;

/// An amount of goods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(u64);

/// It cannot be read as a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAQuantity;

const PLACES: usize = 3;
const WHOLE: u64 = 1_000;
/// More of one lot than any mall has.
const MOST: u64 = 100_000_000 * WHOLE;

impl Quantity {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many pieces.
    #[must_use]
    pub const fn pieces(pieces: u32) -> Self {
        Self(pieces as u64 * WHOLE)
    }

    /// Reads what was typed: `12`, `12.5`, `１２`; not more than three places.
    ///
    /// # Errors
    /// Where it is none.
    pub fn parse(typed: &str) -> Result<Self, NotAQuantity> {
        let plain = plain_signs(typed).replace([' ', ','], "");
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 9 || part.len() > PLACES || !are_digits(whole) || !are_digits(part) {
            return Err(NotAQuantity);
        }
        let whole: u64 = whole.parse().map_err(|_| NotAQuantity)?;
        let part: u64 = format!("{part:0<PLACES$}").parse().map_err(|_| NotAQuantity)?;
        let all = whole * WHOLE + part;
        if all > MOST { Err(NotAQuantity) } else { Ok(Self(all)) }
    }

    /// It is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Without the other; none where there is not as much.
    #[must_use]
    pub fn less(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// How far the two are apart.
    #[must_use]
    pub const fn apart(self, other: Self) -> Self {
        Self(self.0.abs_diff(other.0))
    }
}

impl std::iter::Sum for Quantity {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Self::plus)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / WHOLE, self.0 % WHOLE);
        if part == 0 {
            return write!(f, "{whole}");
        }
        f.write_str(format!("{whole}.{part:03}").trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quantities_are_read_as_they_are_typed_and_nothing_else_is_one() {
        for (typed, shown) in [("12", "12"), ("12.50", "12.5"), (" １２．５ ", "12.5"), ("0", "0"), ("1,200", "1200")]
        {
            assert_eq!(Quantity::parse(typed).map(|read| read.to_string()), Ok(shown.to_owned()), "{typed}");
        }
        for typed in ["", "十二", "-3", "1.2345", "1e9", ".5", "9999999999"] {
            assert_eq!(Quantity::parse(typed), Err(NotAQuantity), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(amount in 0_u64..=MOST) {
            prop_assert_eq!(Quantity::parse(&Quantity(amount).to_string()), Ok(Quantity(amount)));
        }

        #[test]
        fn no_text_makes_it_panic(typed in "\\PC*") {
            let _ = Quantity::parse(&typed);
        }
    }
}
