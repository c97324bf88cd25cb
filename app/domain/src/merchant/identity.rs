//! A natural person's identity: checked on the device, by whoever has the document in hand, and not kept. What is kept is
//! which document it was and how its number ends, so that it is found again on paper.

use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    form::terms,
    moment::Day,
    typed::plain_signs,
    words::{Bilingual, text},
};

terms! {
    /// With which a person shows who they are.
    IdentityDocument {
        ResidentCard = "resident_card", "居民身份证", "Resident identity card";
        HongKongMacao = "hong_kong_macao", "港澳居民来往内地通行证", "Travel permit of Hong Kong and Macao residents";
        Taiwan = "taiwan", "台湾居民来往大陆通行证", "Travel permit of Taiwan residents";
        Passport = "passport", "护照", "Passport";
    }
}

/// How many signs at the end of a number are kept.
const TAIL: usize = 4;
/// How many signs a number of another document has at least.
const LEAST: usize = 6;
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// What is kept of a person's identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The document that was shown.
    pub document: IdentityDocument,
    /// How its number ends. There is no more of it anywhere.
    pub tail: Tail,
}

/// The last four signs of a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Tail(String);

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NotAnIdentity {
    /// Nothing was typed.
    #[error("missing")]
    Missing,
    /// Not so many signs as the document has.
    #[error("{signs} signs")]
    Length {
        /// How many there are.
        signs: usize,
    },
    /// A sign that it cannot have, counted from one.
    #[error("a wrong sign at {place}")]
    Sign {
        /// Where.
        place: usize,
    },
    /// The seventh to the fourteenth are no day of birth.
    #[error("no day of birth")]
    Birthday,
    /// The last sign does not fit the rest (GB 11643).
    #[error("the check does not fit")]
    Check,
}

impl Identity {
    /// Checks a number as typed, and forgets all but its end.
    ///
    /// # Errors
    /// [`NotAnIdentity`]; it never repeats what was typed.
    pub fn check(document: IdentityDocument, typed: &str) -> Result<Self, NotAnIdentity> {
        let number: Vec<char> =
            plain_signs(typed).to_uppercase().chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')')).collect();
        if number.is_empty() {
            return Err(NotAnIdentity::Missing);
        }
        if let Some(index) = number.iter().position(|sign| !sign.is_ascii_alphanumeric()) {
            return Err(NotAnIdentity::Sign { place: index + 1 });
        }
        if document == IdentityDocument::ResidentCard {
            resident(&number)?;
        } else if number.len() < LEAST {
            return Err(NotAnIdentity::Length { signs: number.len() });
        }
        let tail = number[number.len() - TAIL..].iter().collect();
        Ok(Self { document, tail: Tail(tail) })
    }

    /// As lists and papers show it: `**************002X`.
    #[must_use]
    pub fn masked(&self) -> String {
        let hidden = if self.document == IdentityDocument::ResidentCard { 14 } else { TAIL };
        format!("{}{}", "*".repeat(hidden), self.tail.0)
    }
}

fn resident(number: &[char]) -> Result<(), NotAnIdentity> {
    if number.len() != 18 {
        return Err(NotAnIdentity::Length { signs: number.len() });
    }
    let (digits, check) = number.split_at(17);
    let mut sum = 0;
    for (index, (sign, weight)) in digits.iter().zip(WEIGHTS).enumerate() {
        sum += sign.to_digit(10).ok_or(NotAnIdentity::Sign { place: index + 1 })? * weight;
    }
    if !check[0].is_ascii_digit() && check[0] != 'X' {
        return Err(NotAnIdentity::Sign { place: 18 });
    }
    let birthday: String = digits[6..14].iter().collect();
    if Day::parse(&birthday).is_none_or(|day| day.year() < 1900) {
        return Err(NotAnIdentity::Birthday);
    }
    let should = char::from(CHECKS[(sum % 11) as usize]);
    if check[0] == should { Ok(()) } else { Err(NotAnIdentity::Check) }
}

impl NotAnIdentity {
    /// Which sign, and what to do. The number itself is in no sentence.
    #[must_use]
    pub fn sentence(self) -> Bilingual {
        match self {
            Self::Missing => {
                text("请照证件填写证件号码。", "Please copy the number from the document.").into()
            }
            Self::Length { signs } => text(
                "证件号码的位数不对：现在是 {} 位（居民身份证是 18 位）。请照证件核对。",
                "The number has {} signs, which does not fit the document (a resident card has 18). Please compare with the document.",
            )
            .filled(&[&signs.to_string()]),
            Self::Sign { place } => text(
                "证件号码第 {} 位不对。请照证件核对这一位。",
                "Sign {} of the number is wrong. Please compare this sign with the document.",
            )
            .filled(&[&place.to_string()]),
            Self::Birthday => text(
                "证件号码第 7 到 14 位不是一个日期。请照证件核对出生日期。",
                "Signs 7 to 14 of the number are no date. Please compare the day of birth with the document.",
            )
            .into(),
            Self::Check => text(
                "证件号码对不上，有一位写错了。请照证件逐位核对。",
                "The number does not add up: one sign is wrong. Please compare it with the document sign by sign.",
            )
            .into(),
        }
    }
}

/// What is longer than four signs would be more of a number than may be kept, and is not read.
impl<'de> Deserialize<'de> for Tail {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tail = String::deserialize(deserializer)?;
        let fits = tail.len() == TAIL && tail.bytes().all(|sign| sign.is_ascii_digit() || sign.is_ascii_uppercase());
        if fits { Ok(Self(tail)) } else { Err(serde::de::Error::custom("the last four signs of a number, no more")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: IdentityDocument = IdentityDocument::ResidentCard;
    /// The example of GB 11643.
    const EXAMPLE: &str = "11010519491231002X";

    #[test]
    fn of_an_identity_number_nothing_is_kept_but_its_end() {
        let identity = Identity::check(CARD, " 110105 19491231 002x ").expect("the standard's example");
        assert_eq!(identity.masked(), "**************002X");
        let kept = serde_json::to_string(&identity).expect("JSON");
        assert_eq!(kept, r#"{"document":"resident_card","tail":"002X"}"#);
        assert!(!format!("{identity:?}").contains("1949"));
        let whole = format!(r#"{{"document":"resident_card","tail":"{EXAMPLE}"}}"#);
        assert!(serde_json::from_str::<Identity>(&whole).is_err(), "a whole number is not read");
    }

    #[test]
    fn a_wrong_identity_number_says_where_and_does_not_repeat_it() {
        for (typed, why) in [
            ("", NotAnIdentity::Missing),
            ("1101051949123100", NotAnIdentity::Length { signs: 16 }),
            ("11010519491231O02X", NotAnIdentity::Sign { place: 15 }),
            ("11010519491331002X", NotAnIdentity::Birthday),
            ("110105194912310021", NotAnIdentity::Check),
        ] {
            assert_eq!(Identity::check(CARD, typed), Err(why), "{typed}");
            assert!(typed.is_empty() || !why.sentence().zh.contains(typed));
        }
        let pass = Identity::check(IdentityDocument::HongKongMacao, "H1234567890").expect("another document");
        assert_eq!(pass.masked(), "****7890");
    }
}
