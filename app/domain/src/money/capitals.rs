//! 大写: an amount in characters that cannot be altered by a stroke, as banks and settlements write it.

use super::Yuan;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];

/// `1200` is 壹仟贰佰元整: by 正确填写票据和结算凭证的基本规定 (支付结算办法, annex 1).
#[must_use]
pub fn in_capitals(yuan: Yuan) -> String {
    let all = yuan.fen().unsigned_abs();
    let (whole, jiao, fen) = (all / 100, all / 10 % 10, all % 10);
    let mut out = String::from(if yuan.fen() < 0 { "负" } else { "" });
    if whole > 0 || all == 0 {
        out += &capitals(whole);
        out.push('元');
    }
    if jiao > 0 {
        out.push(digit(jiao));
        out.push('角');
    } else if fen > 0 && whole > 0 {
        out.push('零');
    }
    if fen > 0 {
        out.push(digit(fen));
        out.push('分');
    } else {
        out.push('整');
    }
    out
}

fn capitals(whole: u64) -> String {
    if whole == 0 {
        return DIGITS[0].to_string();
    }
    let figures = whole.to_string();
    let mut out = String::new();
    let (mut gap, mut group_said) = (false, false);
    for (at, figure) in figures.bytes().enumerate() {
        let place = figures.len() - 1 - at;
        let value = u64::from(figure - b'0');
        if value == 0 {
            gap = true;
        } else {
            if gap {
                out.push(DIGITS[0]);
            }
            out.push(digit(value));
            out += PLACES[place % 4];
            (gap, group_said) = (false, true);
        }
        if place.is_multiple_of(4) {
            if group_said {
                out += GROUPS.get(place / 4).copied().unwrap_or_default();
            }
            group_said = false;
        }
    }
    out
}

fn digit(value: u64) -> char {
    usize::try_from(value).ok().and_then(|value| DIGITS.get(value)).copied().unwrap_or('零')
}
