//! How amounts and telephone numbers are said.

use domain::money::Yuan;

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

/// `139 1234 5678`: as people read a mobile number aloud; others as they are.
#[must_use]
pub fn phone(number: &str) -> String {
    if number.len() == 11 && number.starts_with('1') && number.is_ascii() {
        format!("{} {} {}", &number[..3], &number[3..7], &number[7..])
    } else {
        number.to_owned()
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
    fn a_mobile_number_is_read_in_three_breaths() {
        assert_eq!(phone("13912345678"), "139 1234 5678");
        assert_eq!(phone("02161671254"), "02161671254");
    }
}
