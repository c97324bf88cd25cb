//! How amounts and telephone numbers are said.

use domain::{
    form::Phone,
    money::{Amount, Yuan},
    words::{Lang, Text, text},
};

const ABOUT: Text = text("约 {}", "about {}");
const EXTENSION: Text = text("{} 转 {}", "{} ext. {}");

/// `¥2,400`, `¥320.50`: with grouping, without empty decimals.
#[must_use]
pub fn amount(yuan: Yuan) -> String {
    let plain = yuan.to_string();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, "00"));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if part == "00" { format!("¥{grouped}") } else { format!("¥{grouped}.{part}") }
}

/// 「约 ¥300」 where it was written so.
#[must_use]
pub fn said(amount: Amount, lang: Lang) -> String {
    let figures = self::amount(amount.yuan);
    if amount.about { ABOUT.fill(lang, &[&figures]) } else { figures }
}

/// `139 1234 5678`, `021-61671254 转 801`: as people read a number aloud.
#[must_use]
pub fn phone(phone: &Phone, lang: Lang) -> String {
    match phone.extension() {
        Some(extension) => EXTENSION.fill(lang, &[&phone.grouped(), extension]),
        None => phone.grouped(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_and_round_ones_have_no_decimals() {
        for (fen, shown) in [(0, "¥0"), (32_000, "¥320"), (240_050, "¥2,400.50"), (123_456_700, "¥1,234,567")] {
            assert_eq!(amount(Yuan::from_fen(fen)), shown);
        }
    }

    #[test]
    fn an_amount_that_was_written_with_about_is_said_with_it() {
        let amount = Amount::read("约300").expect("an amount");
        assert_eq!((said(amount, Lang::Zh), said(amount, Lang::En)), ("约 ¥300".to_owned(), "about ¥300".to_owned()));
    }

    #[test]
    fn a_number_is_read_in_groups_and_its_extension_apart() {
        let read = |typed| Phone::parse(typed, domain::form::AreaCode::default()).expect("a number");
        assert_eq!(phone(&read("13912345678"), Lang::Zh), "139 1234 5678");
        assert_eq!(phone(&read("021-61671254转801"), Lang::Zh), "021-61671254 转 801");
        assert_eq!(phone(&read("021-61671254转801"), Lang::En), "021-61671254 ext. 801");
    }
}
