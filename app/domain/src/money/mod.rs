//! Money as people write it and as it is kept: whole fen, never a float.

mod capitals;
mod numerals;
mod read;

use serde::{Deserialize, Serialize};
use std::fmt;

pub use capitals::in_capitals;
pub use read::{Amount, NotAnAmount};

/// An amount in renminbi, kept in whole fen (1/100 yuan).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Yuan(i64);

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

    /// Reads an amount as typed: `1200`, `1,200.5`, `¥320`, `３２０元`, `一千二百块`, `1.2万`. 「约」 is understood and left out:
    /// [`Amount::read`] has it.
    ///
    /// # Errors
    /// [`NotAnAmount`] says which rule the text breaks.
    pub fn parse(input: &str) -> Result<Self, NotAnAmount> {
        Amount::read(input).map(|amount| amount.yuan)
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
mod tests;
