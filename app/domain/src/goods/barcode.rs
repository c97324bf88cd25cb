//! 商品条码: EAN-13 as GB 12904 has it, the short EAN-8 for small packs, and the twelve signs of American goods, which are an EAN-13
//! with a nought before it.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

use crate::{
    typed::plain_signs,
    words::{Bilingual, text},
};

/// A barcode whose signs fit each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Barcode(String);

/// What is wrong with a barcode; places count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NotABarcode {
    /// Neither 13 nor 8 signs.
    #[error("{signs} signs")]
    Length {
        /// How many there are.
        signs: usize,
    },
    /// A sign that is no digit.
    #[error("{sign} at {place}")]
    Sign {
        /// Where.
        place: usize,
        /// Which.
        sign: char,
    },
    /// The last sign does not fit the rest.
    #[error("the last sign is {is}, not {should}")]
    Check {
        /// As typed.
        is: char,
        /// As the rest asks.
        should: char,
    },
}

impl Barcode {
    /// Reads a barcode as it is typed or scanned.
    ///
    /// # Errors
    /// [`NotABarcode`], with the sign that is wrong as far as it can be told.
    pub fn parse(typed: &str) -> Result<Self, NotABarcode> {
        let mut signs: Vec<char> = plain_signs(typed).chars().filter(|sign| !matches!(sign, ' ' | '-')).collect();
        let wrong = signs.iter().position(|sign| !sign.is_ascii_digit());
        if let Some(index) = wrong {
            return Err(NotABarcode::Sign { place: index + 1, sign: signs[index] });
        }
        // One that lacks a digit is told so, unless it is whole in itself.
        if signs.len() == 12 && signs.last() == Some(&check_digit(&signs[..11])) {
            signs.insert(0, '0');
        }
        if !matches!(signs.len(), 8 | 13) {
            return Err(NotABarcode::Length { signs: signs.len() });
        }
        let (is, rest) = signs.split_last().ok_or(NotABarcode::Length { signs: 0 })?;
        let should = check_digit(rest);
        if *is == should { Ok(Self(signs.into_iter().collect())) } else { Err(NotABarcode::Check { is: *is, should }) }
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// From the right every other sign counts three times (GB 12904, annex B).
fn check_digit(rest: &[char]) -> char {
    let weights = [3_u32, 1].into_iter().cycle();
    let sum: u32 = rest.iter().rev().zip(weights).map(|(sign, weight)| sign.to_digit(10).unwrap_or(0) * weight).sum();
    char::from_digit((10 - sum % 10) % 10, 10).unwrap_or('0')
}

impl NotABarcode {
    /// Which sign, and what to do.
    #[must_use]
    pub fn sentence(self) -> Bilingual {
        match self {
            Self::Length { signs } => text(
                "商品条码是 13 位（小包装 8 位），现在是 {} 位。请照包装核对；没有条码的留空。",
                "A barcode has 13 digits (8 on small packs); these are {}. Please compare with the pack; goods without one leave it empty.",
            )
            .filled(&[&signs.to_string()]),
            Self::Sign { place, sign } => text(
                "商品条码第 {} 位是“{}”，条码里只有数字。请照包装核对这一位。",
                "Sign {} of the barcode is “{}”; a barcode has digits only. Please compare this sign with the pack.",
            )
            .filled(&[&place.to_string(), &sign.to_string()]),
            Self::Check { is, should } => text(
                "商品条码对不上：照前面的数字算，最后一位应是“{}”，写的是“{}”。请先核对最后一位，再逐位核对。",
                "The barcode does not add up: by the digits before it the last one is “{}”, and “{}” was written. Please compare the last digit, then the others.",
            )
            .filled(&[&should.to_string(), &is.to_string()]),
        }
    }
}

impl fmt::Display for Barcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Barcode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn 商品条码_is_read_as_it_is_typed_or_scanned() {
        // The example of GB 12904, annex B, and the GS1 example of an EAN-8.
        for (typed, read) in [
            ("6901234567892", "6901234567892"),
            ("690 1234 5678 92", "6901234567892"),
            ("６９０１２３４５６７８９２", "6901234567892"),
            ("96385074", "96385074"),
            ("036000291452", "0036000291452"),
        ] {
            assert_eq!(Barcode::parse(typed).map(|code| code.to_string()), Ok(read.to_owned()), "{typed}");
        }
    }

    #[test]
    fn a_wrong_商品条码_says_which_sign() {
        assert_eq!(Barcode::parse("690123456789"), Err(NotABarcode::Length { signs: 12 }));
        assert_eq!(Barcode::parse("6901234567890"), Err(NotABarcode::Check { is: '0', should: '2' }));
        assert_eq!(Barcode::parse("69012345O7892"), Err(NotABarcode::Sign { place: 9, sign: 'O' }));
        assert_eq!(Barcode::parse("6901"), Err(NotABarcode::Length { signs: 4 }));
        let words = NotABarcode::Check { is: '0', should: '2' }.sentence();
        assert!(words.zh.contains("应是“2”") && words.en.contains("“2”"), "{words:?}");
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_found(rest in "[0-9]{12}", place in 0_usize..13, by in 1_u32..10) {
            let mut signs: Vec<char> = rest.chars().collect();
            signs.push(check_digit(&signs.clone()));
            prop_assert!(Barcode::parse(&signs.iter().collect::<String>()).is_ok());
            let digit = signs[place].to_digit(10).expect("a digit");
            signs[place] = char::from_digit((digit + by) % 10, 10).expect("a digit");
            prop_assert!(Barcode::parse(&signs.iter().collect::<String>()).is_err());
        }

        #[test]
        fn no_text_makes_it_panic(typed in "\\PC*") {
            let _ = Barcode::parse(&typed).map_err(NotABarcode::sentence);
        }
    }
}
