//! A telephone number people can be reached at.

use serde::{Deserialize, Serialize};
use std::fmt;

use crate::words::half_width;

/// A mainland mobile (`1` and ten digits), a landline with area code, or a foreign number with country code.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

/// The text is no number that can be dialled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a telephone number")]
pub struct NotAPhone;

impl Phone {
    /// Reads a number as typed, with spaces, dashes, brackets or full-width digits.
    ///
    /// # Errors
    /// [`NotAPhone`] where it is none of the three kinds.
    pub fn parse(input: &str) -> Result<Self, NotAPhone> {
        let plain: String =
            half_width(input.trim()).chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '–' | '—')).collect();
        let plain = match plain.strip_prefix("+86").or_else(|| plain.strip_prefix("0086")) {
            Some(rest) if rest.starts_with('1') && rest.len() == 11 => rest.to_owned(),
            _ => plain.strip_prefix("00").map_or_else(|| plain.clone(), |rest| format!("+{rest}")),
        };
        let (digits, sign) = plain.strip_prefix('+').map_or((plain.as_str(), false), |d| (d, true));
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotAPhone);
        }
        let mobile = !sign && digits.len() == 11 && digits.starts_with('1');
        let landline = !sign && (10..=12).contains(&digits.len()) && digits.starts_with('0');
        let foreign = sign && (7..=15).contains(&digits.len()) && !digits.starts_with('0');
        if mobile || landline || foreign { Ok(Self(plain)) } else { Err(NotAPhone) }
    }

    /// As dialled: digits, with `+` before a country code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For lists: the middle digits covered.
    #[must_use]
    pub fn masked(&self) -> String {
        let n = self.0.len();
        if n < 8 {
            return "****".to_owned();
        }
        format!("{}****{}", &self.0[..3], &self.0[n - 4..])
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, kept) in [
            ("13800001111", "13800001111"),
            ("138 0000 1111", "13800001111"),
            ("＋86-138-0000-1111", "13800001111"),
            ("１３８００００１１１１", "13800001111"),
            ("021-61671254", "02161671254"),
            ("(0755) 8888 7777", "075588887777"),
            ("+44 20 7946 0000", "+442079460000"),
            ("0044 20 7946 0000", "+442079460000"),
        ] {
            assert_eq!(Phone::parse(typed).map(|p| p.0), Ok(kept.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_dialled_is_refused() {
        for typed in
            ["", "1380000111", "23800001111", "138000011112", "没有", "+", "61671254", "+0123456789", "138００００111a"]
        {
            assert_eq!(Phone::parse(typed), Err(NotAPhone), "{typed}");
        }
    }
}
