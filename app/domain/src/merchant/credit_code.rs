//! 统一社会信用代码: the number of a registered body, by GB 32100-2015. A wrong one is told by its sign, so that whoever typed
//! it finds the slip on the licence.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

use crate::{
    typed::plain_signs,
    words::{Bilingual, text},
};

/// How many signs it has.
const SIGNS: usize = 18;
/// The signs that it is written with, each worth its place: no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Three to the power of the place, modulo 31.
const WEIGHTS: [usize; SIGNS - 1] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// Of the nine signs of the body itself (GB 11714), which end with a check of their own.
const BODY_WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A code whose signs fit each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct CreditCode(String);

/// What is wrong with a code; places count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NotACreditCode {
    /// Not eighteen signs.
    #[error("{signs} signs")]
    Length {
        /// How many there are.
        signs: usize,
    },
    /// A sign that no code has.
    #[error("{sign} at {place}")]
    Sign {
        /// Where.
        place: usize,
        /// Which.
        sign: char,
    },
    /// The third to the eighth are digits: the district.
    #[error("{sign} at {place}, not a digit")]
    NotADigit {
        /// Where.
        place: usize,
        /// Which.
        sign: char,
    },
    /// The body's own number, signs nine to seventeen, does not fit its check.
    #[error("signs 9 to 17 do not fit each other")]
    Body,
    /// That fits, and the last sign does not fit the rest.
    #[error("the last sign is {is}, not {should}")]
    Check {
        /// As typed.
        is: char,
        /// As the rest asks.
        should: char,
    },
}

impl CreditCode {
    /// Reads a code as it is typed: small letters, spaces, full width.
    ///
    /// # Errors
    /// [`NotACreditCode`], with the sign that is wrong as far as the two checks tell.
    pub fn parse(typed: &str) -> Result<Self, NotACreditCode> {
        let plain: String = plain_signs(typed).to_uppercase().chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let signs: Vec<char> = plain.chars().collect();
        if signs.len() != SIGNS {
            return Err(NotACreditCode::Length { signs: signs.len() });
        }
        let mut worth = [0; SIGNS];
        for (index, (&sign, worth)) in signs.iter().zip(&mut worth).enumerate() {
            let place = index + 1;
            let found = ALPHABET.iter().position(|known| char::from(*known) == sign);
            *worth = found.ok_or(NotACreditCode::Sign { place, sign })?;
            if (3..=8).contains(&place) && !sign.is_ascii_digit() {
                return Err(NotACreditCode::NotADigit { place, sign });
            }
        }
        let sum: usize = worth.iter().zip(WEIGHTS).map(|(worth, weight)| worth * weight).sum();
        let should = char::from(ALPHABET[(31 - sum % 31) % 31]);
        let is = signs[SIGNS - 1];
        if is == should {
            Ok(Self(plain))
        } else if body_fits(&signs[8..17]) {
            Err(NotACreditCode::Check { is, should })
        } else {
            Err(NotACreditCode::Body)
        }
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// It was given to an individual business (个体工商户) by the market regulator.
    #[must_use]
    pub fn is_of_individual_business(&self) -> bool {
        self.0.starts_with("92")
    }
}

/// Whether the nine signs of the body fit their own check. Letters count from ten on.
fn body_fits(signs: &[char]) -> bool {
    let worth = |sign: &char| sign.to_digit(36).map_or(0, |digit| digit as usize);
    let sum: usize = signs.iter().zip(BODY_WEIGHTS).map(|(sign, weight)| worth(sign) * weight).sum();
    let should = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(u32::try_from(digit).unwrap_or(0), 10).unwrap_or('0'),
    };
    signs.last() == Some(&should)
}

impl NotACreditCode {
    /// Which sign, and what to do.
    #[must_use]
    pub fn sentence(self) -> Bilingual {
        match self {
            Self::Length { signs } => text(
                "统一社会信用代码是 18 位，现在是 {} 位。请照营业执照核对。",
                "The unified social credit code has 18 signs; these are {}. Please compare with the licence.",
            )
            .filled(&[&signs.to_string()]),
            Self::Sign { place, sign } => text(
                "统一社会信用代码第 {} 位是“{}”，代码里没有这个字符（不用字母 I、O、S、V、Z）。请照营业执照核对这一位。",
                "Sign {} of the unified social credit code is “{}”, which no code has (the letters I, O, S, V and Z are not used). Please compare this sign with the licence.",
            )
            .filled(&[&place.to_string(), &sign.to_string()]),
            Self::NotADigit { place, sign } => text(
                "统一社会信用代码第 {} 位是“{}”，这一位应是数字（第 3 到 8 位是地区）。请照营业执照核对这一位。",
                "Sign {} of the unified social credit code is “{}” and must be a digit (signs 3 to 8 are the district). Please compare this sign with the licence.",
            )
            .filled(&[&place.to_string(), &sign.to_string()]),
            Self::Body => text(
                "统一社会信用代码第 9 到 17 位里有一位不对。请照营业执照逐位核对这九位。",
                "One of signs 9 to 17 of the unified social credit code is wrong. Please compare these nine signs with the licence.",
            )
            .into(),
            Self::Check { is, should } => text(
                "统一社会信用代码对不上：照前 17 位算，最后一位应是“{}”，写的是“{}”。请核对最后一位，再核对前 8 位。",
                "The unified social credit code does not add up: by its first 17 signs the last one is “{}”, and “{}” was written. Please compare the last sign, then the first eight.",
            )
            .filled(&[&should.to_string(), &is.to_string()]),
        }
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for CreditCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A code of which both checks fit, of no real body: the district and the first eight signs of the body are free.
    fn made(start: &str, body: &str) -> String {
        let signs: Vec<char> = body.chars().collect();
        let sum: usize = signs
            .iter()
            .zip(BODY_WEIGHTS)
            .map(|(sign, weight)| sign.to_digit(36).expect("a letter or digit") as usize * weight)
            .sum();
        let check = ["0", "X", "9", "8", "7", "6", "5", "4", "3", "2", "1"][sum % 11];
        let most = format!("{start}{body}{check}");
        let sum: usize = most
            .bytes()
            .zip(WEIGHTS)
            .map(|(sign, weight)| ALPHABET.iter().position(|known| *known == sign).expect("a sign") * weight)
            .sum();
        format!("{most}{}", char::from(ALPHABET[(31 - sum % 31) % 31]))
    }

    #[test]
    fn 统一社会信用代码_is_read_as_it_is_typed() {
        // The example printed in GB 32100-2015, annex A.
        assert!(CreditCode::parse("91350100M000100Y43").is_ok());
        let code = made("91310105", "MA1FL000");
        for typed in [code.clone(), code.to_lowercase(), format!("{} {}", &code[..8], &code[8..])] {
            assert_eq!(CreditCode::parse(&typed).map(|code| code.to_string()), Ok(code.clone()), "{typed}");
        }
        assert!(CreditCode::parse(&made("92310105", "MA1FL001")).is_ok_and(|code| code.is_of_individual_business()));
    }

    #[test]
    fn a_wrong_统一社会信用代码_says_which_sign() {
        let code = made("91310105", "MA1FL000");
        let with = |place: usize, sign: char| {
            let signs = code.chars().enumerate().map(|(index, old)| if index + 1 == place { sign } else { old });
            CreditCode::parse(&signs.collect::<String>())
        };
        assert_eq!(CreditCode::parse(&code[..17]), Err(NotACreditCode::Length { signs: 17 }));
        assert_eq!(with(9, 'O'), Err(NotACreditCode::Sign { place: 9, sign: 'O' }));
        assert_eq!(with(3, 'A'), Err(NotACreditCode::NotADigit { place: 3, sign: 'A' }));
        assert_eq!(with(14, '7'), Err(NotACreditCode::Body), "the body's own check tells where to look");
        let should = code.chars().last().expect("a sign");
        let is = if should == '3' { '4' } else { '3' };
        assert_eq!(with(18, is), Err(NotACreditCode::Check { is, should }));
        let words = with(9, 'O').expect_err("no sign").sentence();
        assert!(words.zh.contains("第 9 位是“O”") && words.en.contains("Sign 9"), "{words:?}");
    }

    proptest! {
        #[test]
        fn one_wrong_sign_is_always_found(place in 0_usize..18, by in 1_usize..31, body in "[0-9A-HJ-NP-RTUWXY]{8}") {
            let code = made("91310105", &body);
            let mut signs: Vec<u8> = code.bytes().collect();
            let worth = ALPHABET.iter().position(|known| *known == signs[place]).expect("a sign");
            signs[place] = ALPHABET[(worth + by) % 31];
            prop_assert!(CreditCode::parse(&String::from_utf8(signs).expect("ASCII")).is_err());
        }

        #[test]
        fn no_text_makes_it_panic(typed in "\\PC*") {
            if let Err(why) = CreditCode::parse(&typed) {
                let zh = why.sentence().zh;
                let is_filled = !zh.contains(['{', '}']) || typed.contains(['{', '}']);
                prop_assert!(is_filled, "{}", zh);
            }
        }
    }
}
