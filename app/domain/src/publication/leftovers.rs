//! What still says who somebody is, in words that everybody will read. It warns: what only looks like a number of a person's is for a
//! person to decide.

use serde::{Deserialize, Serialize};

use crate::{
    moment::Day,
    typed::half_width,
    words::{Text, text},
};

/// Something in a text that may lead to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leftover {
    /// What it looks like.
    pub what: LeftoverKind,
    /// As it stands there.
    pub text: String,
}

/// What it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftoverKind {
    /// A telephone number.
    Phone,
    /// An identity number.
    IdNumber,
    /// An address of e-mail.
    Email,
    /// The name of somebody.
    Name,
}

impl LeftoverKind {
    /// The stable word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone_left",
            Self::IdNumber => "id_number_left",
            Self::Email => "email_left",
            Self::Name => "name_left",
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn sentence(self) -> Text {
        match self {
            Self::Phone => text(
                "像是电话号码：{}。是消费者或个人的，请删去。",
                "This looks like a telephone number: {}. If it is a person’s, please remove it.",
            ),
            Self::IdNumber => {
                text("像是身份证号：{}。请删去。", "This looks like an identity number: {}. Please remove it.")
            }
            Self::Email => text(
                "像是电子邮箱：{}。是个人的，请删去。",
                "This looks like an e-mail address: {}. If it is a person’s, please remove it.",
            ),
            Self::Name => text(
                "像是人的称呼：{}。请改成“消费者”“店员”。",
                "This looks like somebody’s name: {}. Please write “the consumer” or “the shop” instead.",
            ),
        }
    }
}

/// What is left in a text, each once; `names` are those that are known to be somebody's here.
#[must_use]
pub fn leftovers(written: &str, names: &[&str]) -> Vec<Leftover> {
    let chars: Vec<char> = half_width(written).chars().collect();
    let mut found: Vec<Leftover> = Vec::new();
    let mut add = |what, text: String| {
        let one = Leftover { what, text };
        if !found.contains(&one) {
            found.push(one);
        }
    };
    for (from, to) in numbers(&chars) {
        if let Some(what) = number(&chars, from, to) {
            add(what, chars[from..to].iter().collect());
        }
    }
    let plain: String = chars.iter().collect();
    for word in plain.split(|c: char| c.is_whitespace() || (!c.is_ascii() && c != '@')) {
        let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) {
            add(LeftoverKind::Email, word.to_owned());
        }
    }
    for name in names.iter().filter(|name| name.chars().count() > 1 && plain.contains(**name)) {
        add(LeftoverKind::Name, (*name).to_owned());
    }
    // 王女士: who was meant is known to whoever knows the shop.
    for title in ["先生", "女士", "小姐", "阿姨", "师傅"] {
        for (at, _) in plain.match_indices(title) {
            let before = plain[..at].chars().next_back();
            if let Some(surname) = before.filter(|c| is_surname(*c)) {
                add(LeftoverKind::Name, format!("{surname}{title}"));
            }
        }
    }
    found
}

/// The surnames of four fifths of all people; any other sign before a title is a word such as 这位.
fn is_surname(c: char) -> bool {
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤".contains(c)
}

/// Runs of digits, with the signs that stand within numbers.
fn numbers(chars: &[char]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let (from, mut to) = (at, at + 1);
        while to < chars.len() {
            match chars[to] {
                c if c.is_ascii_digit() => to += 1,
                '-' | ' ' if chars.get(to + 1).is_some_and(char::is_ascii_digit) => to += 2,
                'x' | 'X' => {
                    to += 1;
                    break;
                }
                _ => break,
            }
        }
        runs.push((from, to));
        at = to;
    }
    runs
}

fn number(chars: &[char], from: usize, to: usize) -> Option<LeftoverKind> {
    let run: String = chars[from..to].iter().collect();
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    let ends_with_x = run.ends_with(['x', 'X']);
    if digits.len() == 18 || (digits.len() == 17 && ends_with_x) {
        return Some(LeftoverKind::IdNumber);
    }
    let is_mobile =
        |digits: &str| digits.len() == 11 && digits.starts_with('1') && !digits[1..].starts_with(['0', '1', '2']);
    if is_mobile(&digits) || digits.strip_prefix("86").is_some_and(is_mobile) {
        return Some(LeftoverKind::Phone);
    }
    // An amount, a day, a number of an order: what people write with seven and more digits besides.
    let is_amount = chars[to..].iter().find(|c| !c.is_whitespace()).is_some_and(|c| "元块万分件个".contains(*c));
    if is_amount || Day::parse(&run).is_some() || (digits.starts_with("20") && Day::parse(&dashed(&digits)).is_some()) {
        return None;
    }
    let is_landline = match digits.strip_prefix('0') {
        Some(rest) => (9..=11).contains(&rest.len()),
        None => (7..=8).contains(&digits.len()),
    };
    is_landline.then_some(LeftoverKind::Phone)
}

fn dashed(digits: &str) -> String {
    match (digits.get(..4), digits.get(4..6), digits.get(6..)) {
        (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> Vec<(&'static str, String)> {
        leftovers(text, &["王小明"]).into_iter().map(|one| (one.what.code(), one.text)).collect()
    }

    #[test]
    fn numbers_and_names_that_lead_to_somebody_are_named_however_they_are_written() {
        for number in ["13800001111", "138-0000-1111", "138 0000 1111", "１３８００００１１１１", "8613800001111"]
        {
            let half: String = half_width(number);
            assert_eq!(left(&format!("请打 {number} 找我")), [("phone_left", half)], "{number}");
        }
        assert_eq!(left("座机 021-61671254。"), [("phone_left", "021-61671254".into())]);
        assert_eq!(left("座机61671254"), [("phone_left", "61671254".into())]);
        assert_eq!(left("310105199001011234"), [("id_number_left", "310105199001011234".into())]);
        assert_eq!(left("31010519900101123x"), [("id_number_left", "31010519900101123x".into())]);
        assert_eq!(left("写到wang@example.cn。"), [("email_left", "wang@example.cn".into())]);
        assert_eq!(
            left("王小明说，店里的李女士答应了"),
            [("name_left", "王小明".into()), ("name_left", "李女士".into())]
        );
    }

    #[test]
    fn what_is_nobodys_is_left_alone() {
        for text in [
            "请打12315投诉",
            "2026-12-01 买的",
            "20261201买的",
            "一共 1200000 元",
            "第47条、7天、500元",
            "这位先生",
            "G 2026 12",
        ] {
            assert_eq!(left(text), [], "{text}");
        }
    }
}
