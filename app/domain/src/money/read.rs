//! Reading an amount as people write it. Where a sign can mean two amounts, nothing is guessed.

use super::{
    Yuan,
    numerals::{self, ONE},
};
use crate::{
    typed::plain_signs,
    words::{Bilingual, text},
};

/// An amount as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Amount {
    /// How much.
    pub yuan: Yuan,
    /// With 「约」, 左右 or the like: said back, so that nobody takes it for exact.
    pub about: bool,
}

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAmount {
    /// Nothing was written.
    #[error("empty")]
    Empty,
    /// Not a number with at most two decimals.
    #[error("not a number")]
    NotANumber,
    /// A comma, or a space, that does not stand before three digits: `12,50`.
    #[error("a comma that can be read in two ways")]
    Comma {
        /// The amount where it is a decimal point.
        point: Option<Yuan>,
        /// The amount where it only groups.
        grouped: Option<Yuan>,
    },
    /// More than two digits behind the point.
    #[error("more than two decimals")]
    TooFine,
    /// Over 9,999,999.99.
    #[error("too large")]
    TooLarge,
    /// Below zero.
    #[error("negative")]
    Negative,
}

impl NotAnAmount {
    /// What to do, short and spoken, with an example.
    #[must_use]
    pub fn sentence(self) -> Bilingual {
        let plain = match self {
            Self::Empty => text("请写金额，例如 1200。", "Please write the amount, for example 1200."),
            Self::NotANumber | Self::Comma { point: None, grouped: None } => text(
                "请用数字写金额，例如 1200 或 1200.50。",
                "Please write the amount in digits, for example 1200 or 1200.50.",
            ),
            Self::Comma { point: Some(point), grouped: Some(grouped) } => {
                let (point, grouped) = (short(point), short(grouped));
                return text(
                    "逗号后面不是三位数，看不准：是 {} 元，还是 {} 元？请写 {} 或 {}。",
                    "The comma does not stand before three digits: is it {} yuan or {} yuan? Please write {} or {}.",
                )
                .filled(&[&point, &grouped, &point, &grouped]);
            }
            Self::Comma { point: Some(only), .. } | Self::Comma { grouped: Some(only), .. } => {
                let only = short(only);
                return text(
                    "逗号后面不是三位数，看不准：是 {} 元吗？是的话请写 {}，不用逗号。",
                    "The comma does not stand before three digits: is it {} yuan? If so, please write {} without a comma.",
                )
                .filled(&[&only, &only]);
            }
            Self::TooFine => {
                text("金额最多写到分，例如 1200.50。", "Please write at most two decimals, for example 1200.50.")
            }
            Self::TooLarge => {
                text("金额最多 9999999.99 元，请再核对一下。", "At most 9,999,999.99 yuan; please check the amount.")
            }
            Self::Negative => text("金额不能小于 0。", "The amount cannot be below 0."),
        };
        plain.into()
    }
}

/// As it would be typed: `1250`, `12.50`.
fn short(yuan: Yuan) -> String {
    let plain = yuan.to_string();
    plain.strip_suffix(".00").map(str::to_owned).unwrap_or(plain)
}

const ABOUT_BEFORE: &[&str] =
    &["大约", "大概", "约莫", "差不多", "约", "about", "approximately", "approx.", "approx", "around", "~", "≈"];
const ABOUT_AFTER: &[&str] = &["左右", "上下"];
/// 三百多块: between the number and its unit.
const AND_MORE: &[&str] = &["多", "余", "来"];
const CURRENCY: &[&str] = &["人民币", "rmb", "cny", "yuan", "¥", "￥"];
const YUAN: &[char] = &['元', '圆', '圓', '块', '塊'];
const JIAO: &[char] = &['角', '毛'];
const FEN: char = '分';
const ENDS: &[char] = &['整', '正', '钱', '錢'];

impl Amount {
    /// Reads an amount as typed: `1200`, `1,200.5`, `RMB 300`, `３２０。５０元`, `1200块`, `3块5`, `1.2万`, 一千二百,
    /// 壹仟贰佰元整, `约300`, `三百块左右`.
    ///
    /// # Errors
    /// [`NotAnAmount`] says which rule the text breaks.
    pub fn read(input: &str) -> Result<Self, NotAnAmount> {
        let plain = plain_signs(input).to_lowercase();
        let (body, found) = without_words(&plain);
        let body = without_loose_spaces(body);
        let body = body.trim_end_matches(',').trim_end_matches(ENDS);
        let (whole, part) = match body.split_once(YUAN) {
            Some((whole, part)) => (whole, part.trim_end_matches(ENDS)),
            // 5角.
            None if body.contains(JIAO) || body.contains(FEN) => ("", body),
            None => (body, ""),
        };
        let more = AND_MORE.iter().find_map(|word| whole.strip_suffix(word));
        let about = found.about || more.is_some();
        let whole = more.unwrap_or(whole);
        if whole.is_empty() && part.is_empty() {
            return Err(if found.negative || about { NotAnAmount::NotANumber } else { NotAnAmount::Empty });
        }
        if found.negative {
            let is_number = whole.starts_with(numerals::begins_a_number);
            return Err(if is_number { NotAnAmount::Negative } else { NotAnAmount::NotANumber });
        }
        let part = fen(part, !whole.is_empty())?;
        let whole = ungrouped(whole, part)?;
        Ok(Self { yuan: in_fen(&whole, part)?, about })
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Found {
    about: bool,
    negative: bool,
}

/// Without the words around the number, whatever their order.
fn without_words(text: &str) -> (&str, Found) {
    let (mut rest, mut found) = (text, Found::default());
    loop {
        let before = rest;
        found.about |= strip(&mut rest, ABOUT_BEFORE, behind) | strip(&mut rest, ABOUT_AFTER, ahead_of);
        found.negative |= strip(&mut rest, &["-", "负"], behind);
        strip(&mut rest, CURRENCY, behind);
        strip(&mut rest, CURRENCY, ahead_of);
        if rest == before {
            return (rest, found);
        }
    }
}

fn strip(rest: &mut &str, words: &[&str], side: fn(&str, &str) -> Option<(usize, usize)>) -> bool {
    let kept = words.iter().find_map(|word| side(rest, word)).map(|(start, end)| &rest[start..end]);
    *rest = kept.unwrap_or(rest).trim_matches([' ', ':']);
    kept.is_some()
}

/// What stands behind a word at the beginning.
fn behind(text: &str, word: &str) -> Option<(usize, usize)> {
    text.starts_with(word).then_some((word.len(), text.len()))
}

/// What stands ahead of a word at the end.
fn ahead_of(text: &str, word: &str) -> Option<(usize, usize)> {
    text.ends_with(word).then(|| (0, text.len() - word.len()))
}

/// A space between two digits separates them like a comma does; any other says nothing.
fn without_loose_spaces(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let mut out = String::with_capacity(text.len());
    for (at, c) in chars.iter().enumerate() {
        match c {
            ' ' if is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)) => out.push(','),
            ' ' => {}
            c => out.push(*c),
        }
    }
    out
}

/// Without the commas that group by three.
fn ungrouped(whole: &str, part: i64) -> Result<String, NotAnAmount> {
    let lead = whole.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(whole.len());
    let (lead, tail) = whole.split_at(lead);
    if tail.contains(',') {
        return Err(european(whole, part));
    }
    let groups: Vec<&str> = lead.split(',').collect();
    if are_grouped(&groups) {
        return Ok(groups.concat() + tail);
    }
    let grouped = in_fen(&(groups.concat() + tail), part).ok();
    let point = groups.split_last().filter(|(last, _)| !last.is_empty() && part == 0 && !tail.starts_with('.'));
    let point = point.filter(|(_, before)| are_grouped(before)).and_then(|(last, before)| {
        let before = before.concat();
        let before = if before.is_empty() { "0" } else { &before };
        // 0,500 as a point is a half.
        let last = if last.len() > 2 { last.trim_end_matches('0') } else { last };
        in_fen(&format!("{before}.{last}{tail}"), 0).ok()
    });
    Err(NotAnAmount::Comma { point, grouped })
}

fn are_grouped(groups: &[&str]) -> bool {
    match groups {
        [] => false,
        [_] => true,
        [first, others @ ..] => {
            (1..=3).contains(&first.len()) && !first.starts_with('0') && others.iter().all(|group| group.len() == 3)
        }
    }
}

/// `1.200,50`: points group and a comma separates, as elsewhere; here it is asked for again.
fn european(whole: &str, part: i64) -> NotAnAmount {
    let Some((before, last)) = whole.split_once(',').filter(|(_, last)| !last.contains([',', '.'])) else {
        return NotAnAmount::NotANumber;
    };
    let groups: Vec<&str> = before.split('.').collect();
    let are_digits = groups.iter().chain([&last]).all(|group| group.bytes().all(|b| b.is_ascii_digit()));
    if part != 0 || !are_digits || !are_grouped(&groups) {
        return NotAnAmount::NotANumber;
    }
    match in_fen(&format!("{}.{last}", groups.concat()), 0) {
        Ok(point) => NotAnAmount::Comma { point: Some(point), grouped: None },
        Err(why) => why,
    }
}

/// 五角三分 and the bare 5 of 3块5, in fen.
fn fen(part: &str, follows_yuan: bool) -> Result<i64, NotAnAmount> {
    let not_a_number = NotAnAmount::NotANumber;
    let value = |text: &str, unit: i64| {
        let text = text.trim_start_matches(['零', '〇']);
        let mut chars = text.chars();
        match (chars.next().and_then(numerals::digit), chars.next()) {
            (Some(digit), None) => i64::try_from(digit).map(|digit| digit * unit).map_err(|_| not_a_number),
            _ => Err(not_a_number),
        }
    };
    let (jiao, rest) = match part.split_once(JIAO) {
        Some((jiao, rest)) => (value(jiao, 10)?, rest),
        None => (0, part),
    };
    let has_jiao = rest.len() < part.len();
    let rest = match rest.strip_suffix(FEN) {
        _ if rest.is_empty() => 0,
        Some(fen) => value(fen, 1)?,
        None if has_jiao => value(rest, 1)?,
        None if follows_yuan && rest.len() == 2 => rest.parse().map_err(|_| not_a_number)?,
        None if follows_yuan => value(rest, 10)?,
        None => return Err(not_a_number),
    };
    Ok(jiao + rest)
}

/// The amount, where it is one in whole fen.
fn in_fen(whole: &str, part: i64) -> Result<Yuan, NotAnAmount> {
    // 1.500 may be one and a half or fifteen hundred.
    let decimals = whole.split_once('.').map(|(_, part)| part).filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
    if decimals.is_some_and(|part| part.len() > 2) {
        return Err(NotAnAmount::TooFine);
    }
    let value = if whole.is_empty() { 0 } else { numerals::read(whole)? };
    let a_fen = ONE / 100;
    if value % a_fen != 0 || (part != 0 && value % ONE != 0) {
        return Err(if part == 0 { NotAnAmount::TooFine } else { NotAnAmount::NotANumber });
    }
    let fen = i64::try_from(value / a_fen).map_err(|_| NotAnAmount::TooLarge)?.saturating_add(part);
    if fen > Yuan::MAX.fen() { Err(NotAnAmount::TooLarge) } else { Ok(Yuan::from_fen(fen)) }
}
