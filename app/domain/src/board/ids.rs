//! Names within the board. They appear in addresses and anchors, so they are short and plain.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// A name that could not stand in an address.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("“{0}” is not a name of lower-case letters, digits and hyphens")]
pub struct InvalidId(pub String);

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The name as it stands in addresses.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                if text.is_empty() || text.len() > 64 || !text.chars().all(plain) {
                    return Err(InvalidId(text));
                }
                Ok(Self(text))
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::try_from(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

slug! {
    /// A document of the board, such as `bulletin`.
    DocumentId
}
slug! {
    /// A section within its document, such as `time-limits`.
    SectionId
}
slug! {
    /// A law, such as `product-quality`.
    LawId
}

impl SectionId {
    /// Of a section that is not named yet.
    pub(crate) fn unnamed() -> Self {
        Self("s".to_owned())
    }
}

/// The number of an article (条), written 第四十七条 in the law and `47` by people in a hurry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleNumber(pub u16);

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

impl ArticleNumber {
    /// The label as the law prints it: 第四十七条, 第一百四十八条.
    #[must_use]
    pub fn label(self) -> String {
        format!("第{}条", spelled(self.0))
    }

    /// Reads `47`, `四十七`, `两百` and the like, without 第 and 条.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let number = if text.bytes().all(|b| b.is_ascii_digit()) {
            (!text.starts_with('0')).then(|| text.parse().ok())??
        } else {
            unspelled(text)?
        };
        (number > 0).then_some(Self(number))
    }
}

impl fmt::Display for ArticleNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether a character can be part of a number in Chinese or Arabic numerals.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || DIGITS.contains(&c) || matches!(c, '〇' | '两' | '十' | '百' | '千')
}

fn spelled(number: u16) -> String {
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        // 十二, never 一十二; but 一百一十二.
        if !(digit == 1 && unit == 10 && out.is_empty()) {
            out.push(DIGITS[usize::from(digit)]);
        }
        out.push_str(name);
    }
    out
}

fn unspelled(text: &str) -> Option<u16> {
    let (mut total, mut digit) = (0_u16, None::<u16>);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '零' | '〇' => continue,
            '两' => {
                digit = Some(2);
                continue;
            }
            c => {
                let value = DIGITS.iter().position(|d| *d == c)?;
                if digit.is_some() {
                    return None;
                }
                digit = u16::try_from(value).ok();
                continue;
            }
        };
        total = total.checked_add(digit.take().unwrap_or(1).checked_mul(unit)?)?;
    }
    total.checked_add(digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_labelled_as_the_law_prints_it() {
        for (number, label) in [
            (6, "第六条"),
            (10, "第十条"),
            (13, "第十三条"),
            (40, "第四十条"),
            (47, "第四十七条"),
            (105, "第一百零五条"),
            (148, "第一百四十八条"),
            (1188, "第一千一百八十八条"),
        ] {
            assert_eq!(ArticleNumber(number).label(), label);
        }
    }

    #[test]
    fn every_label_can_be_read_back() {
        for number in 1..2000 {
            let spelled = spelled(number);
            assert_eq!(ArticleNumber::read(&spelled), Some(ArticleNumber(number)), "{spelled}");
        }
    }

    #[test]
    fn a_phone_number_or_a_word_is_no_article() {
        for text in ["", "0", "021", "61671254", "退货", "一二"] {
            assert_eq!(ArticleNumber::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_that_would_break_an_address_is_refused() {
        assert!("time-limits".parse::<SectionId>().is_ok());
        for bad in ["", "Time Limits", "../etc", "时限"] {
            assert!(bad.parse::<SectionId>().is_err(), "{bad}");
        }
    }
}
