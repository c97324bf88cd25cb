//! A telephone number people can be reached at.

mod area_code;
mod read;

use serde::{Deserialize, Serialize};
use std::fmt;

pub use area_code::{AreaCode, NotAnAreaCode};

/// What stands between number and extension, as RFC 3966 writes it.
const EXTENSION: &str = ";ext=";

/// A number of mainland China as dialled there (`13800001111`, `02161671254`, `4008208820`), or another with `+` and
/// country code; an extension stands apart behind it. What was kept is read as it was kept.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

/// The text is no number that can be dialled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a telephone number")]
pub struct NotAPhone;

impl Phone {
    /// Reads a number as typed or pasted: with spaces, dashes, brackets, points, an extension, full-width digits, signs
    /// that cannot be seen. A local number is one of `area`.
    ///
    /// The rule is light: it takes every number that can be dialled, and some that cannot.
    ///
    /// # Errors
    /// [`NotAPhone`] where it cannot be a number at all.
    pub fn parse(input: &str, area: AreaCode) -> Result<Self, NotAPhone> {
        let (number, extension) = read::read(input, area).ok_or(NotAPhone)?;
        Ok(Self(extension.map_or(number.clone(), |extension| format!("{number}{EXTENSION}{extension}"))))
    }

    /// The number without its extension: digits, with `+` before a country code.
    #[must_use]
    pub fn number(&self) -> &str {
        self.0.split_once(EXTENSION).map_or(&self.0, |(number, _)| number)
    }

    /// The extension (分机).
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        self.0.split_once(EXTENSION).map(|(_, extension)| extension)
    }

    /// For a `tel:` link: a telephone waits at the comma, then dials the extension.
    #[must_use]
    pub fn dialled(&self) -> String {
        self.extension().map_or_else(|| self.0.clone(), |extension| format!("{},{extension}", self.number()))
    }

    /// As people read it: `139 1234 5678`, `021-61671254`, `400-820-8820`; one from abroad as it is.
    #[must_use]
    pub fn grouped(&self) -> String {
        let number = self.number();
        if !number.bytes().all(|b| b.is_ascii_digit()) {
            return number.to_owned();
        }
        match (number.as_bytes(), number.len()) {
            ([b'1', ..], 11) => format!("{} {} {}", &number[..3], &number[3..7], &number[7..]),
            ([b'4' | b'8', b'0', b'0', ..], 10) => format!("{}-{}-{}", &number[..3], &number[3..6], &number[6..]),
            ([b'0', b'1' | b'2', ..], 10..) => format!("{}-{}", &number[..3], &number[3..]),
            ([b'0', ..], 11..) => format!("{}-{}", &number[..4], &number[4..]),
            _ => number.to_owned(),
        }
    }

    /// For lists: the middle digits covered.
    #[must_use]
    pub fn masked(&self) -> String {
        let number = self.number();
        match (number.get(..3), number.len().checked_sub(4).and_then(|from| number.get(from..))) {
            (Some(start), Some(end)) if number.len() >= 8 => format!("{start}****{end}"),
            _ => "****".to_owned(),
        }
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

#[cfg(test)]
mod tests;
