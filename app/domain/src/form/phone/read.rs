//! From what was typed to number and extension.

use super::AreaCode;
use crate::typed::plain_signs;

/// Words before a number that was copied with them.
const LABELS: &[&str] = &["tel", "手机号", "手机", "电话", "座机"];
/// What stands before an extension.
const BEFORE_EXTENSION: &[&str] = &[";ext=", "extension", "ext.", "ext", "分机", "转", "轉", "x", "#", ",", ";"];
const MOST_EXTENSION: usize = 6;
const CHINA: &str = "86";

pub(super) fn read(input: &str, area: AreaCode) -> Option<(String, Option<String>)> {
    let plain = plain_signs(input).to_lowercase();
    let plain = LABELS.iter().find_map(|label| plain.strip_prefix(label)).unwrap_or(&plain);
    let plain = plain.trim_start_matches([':', '号', ' ', '.']);
    if let Some((number, extension)) = said_apart(plain) {
        return Some((dialled(number, area)?, Some(extension_of(extension)?)));
    }
    // 021-61671254-801: a third group behind area and number, or what is left where the whole is no number.
    let behind = plain.rsplit_once('-').map(|(number, last)| (number, extension_of(last)));
    if let Some((number, Some(extension))) = behind {
        let whole = if is_area_and_number(number) { None } else { dialled(plain, area) };
        if whole.is_none() {
            return Some((dialled(number, area)?, Some(extension)));
        }
    }
    Some((dialled(plain, area)?, None))
}

/// Number and extension, where a word or sign says so.
fn said_apart(plain: &str) -> Option<(&str, &str)> {
    let (at, sign) =
        BEFORE_EXTENSION.iter().filter_map(|sign| Some((plain.find(sign)?, sign))).min_by_key(|it| it.0)?;
    let extension = plain[at + sign.len()..].trim_start_matches(|c: char| !c.is_ascii_digit());
    Some((&plain[..at], extension))
}

fn extension_of(text: &str) -> Option<String> {
    digits_of(text).filter(|digits| (1..=MOST_EXTENSION).contains(&digits.len()))
}

/// `021-61671254`, `+86-21-61671254`: complete, so that a group behind it is something else.
fn is_area_and_number(text: &str) -> bool {
    let groups: Vec<&str> = text.trim_start_matches('+').split('-').map(str::trim).collect();
    let groups = groups.strip_prefix(&[CHINA]).unwrap_or(&groups);
    matches!(groups, [area, number] if area.parse::<AreaCode>().is_ok() && matches!(number.len(), 7 | 8))
}

/// Digits only, whatever separates them; none where something else is in it.
fn digits_of(text: &str) -> Option<String> {
    let digits: String =
        text.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '[' | ']' | '/' | '·')).collect();
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)
}

/// The number as it is kept.
fn dialled(text: &str, area: AreaCode) -> Option<String> {
    // +86 (0)21: the nought is for those who dial from inside the country.
    let text = text.trim_start_matches(['(', ' ']);
    let (text, signed) = text.strip_prefix('+').map_or((text, false), |rest| (rest, true));
    let digits = digits_of(&if signed { text.replacen("(0)", "", 1) } else { text.to_owned() })?;
    let foreign = if signed { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    match foreign {
        Some(digits) => match digits.strip_prefix(CHINA) {
            Some(national) => of_china(national),
            None => from_abroad(digits),
        },
        None => at_home(&digits, area).or_else(|| digits.strip_prefix(CHINA).and_then(of_china)),
    }
}

/// A number that came with 86.
fn of_china(national: &str) -> Option<String> {
    let national = national.strip_prefix('0').unwrap_or(national);
    if is_mobile(national) || is_service(national) {
        return Some(national.to_owned());
    }
    // Area without its nought, and seven or eight digits.
    let starts_as_area = !national.starts_with('1') || national.starts_with("10");
    ((9..=11).contains(&national.len()) && starts_as_area && !national.starts_with('0')).then(|| format!("0{national}"))
}

/// As dialled in the country, or in the place.
fn at_home(digits: &str, area: AreaCode) -> Option<String> {
    if is_mobile(digits) || is_service(digits) {
        return Some(digits.to_owned());
    }
    if let Some(rest) = digits.strip_prefix('0') {
        // 0138…: a mobile as it was once dialled from elsewhere.
        let is_long_mobile = is_mobile(rest) && !rest.starts_with("10");
        let is_landline = (10..=12).contains(&digits.len());
        return if is_long_mobile { Some(rest.to_owned()) } else { is_landline.then(|| digits.to_owned()) };
    }
    let is_local = matches!(digits.len(), 7 | 8) && !digits.starts_with('1');
    is_local.then(|| format!("{area}{digits}"))
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1')
}

/// 400 and 800.
fn is_service(digits: &str) -> bool {
    digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"))
}

/// Country code and number together have at most 15 digits (E.164); the shortest are those of small islands.
fn from_abroad(digits: &str) -> Option<String> {
    ((7..=15).contains(&digits.len()) && !digits.starts_with('0')).then(|| format!("+{digits}"))
}
