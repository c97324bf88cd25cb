//! What the buttons above the words write into them: Markdown, for whoever does not know it.

use domain::words::{Lang, Text, text};

/// A button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A heading.
    Heading,
    /// A list.
    List,
    /// A list with numbers.
    Numbered,
    /// Words with weight.
    Strong,
    /// A link.
    Link,
}

impl Mark {
    /// As they stand beside each other.
    pub const ALL: [Self; 5] = [Self::Heading, Self::List, Self::Numbered, Self::Strong, Self::Link];

    /// What the button says.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Heading => text("标题", "Heading"),
            Self::List => text("列表", "List"),
            Self::Numbered => text("编号列表", "Numbered list"),
            Self::Strong => text("加粗", "Bold"),
            Self::Link => text("链接", "Link"),
        }
    }

    /// Where nothing is chosen to be marked.
    const fn instead(self) -> Text {
        match self {
            Self::Heading => text("小标题", "Heading"),
            Self::List | Self::Numbered => text("一条", "An item"),
            Self::Strong => text("要紧的话", "Important words"),
            Self::Link => text("看法律原文", "Read the law"),
        }
    }
}

/// The words with the chosen part of them marked. A browser counts places in UTF-16.
#[must_use]
pub fn marked(words: &str, chosen: (usize, usize), mark: Mark, lang: Lang) -> String {
    let units: Vec<u16> = words.encode_utf16().collect();
    let end = chosen.1.min(units.len());
    let start = chosen.0.min(end);
    let piece = |from: usize, to: usize| String::from_utf16_lossy(&units[from..to]);
    let (before, middle, after) = (piece(0, start), piece(start, end), piece(end, units.len()));
    let middle = if middle.trim().is_empty() { mark.instead().in_lang(lang).to_owned() } else { middle };
    let lines = |sign: &dyn Fn(usize) -> String| {
        let lines = middle.lines().enumerate().map(|(place, line)| sign(place) + line);
        lines.collect::<Vec<_>>().join("\n")
    };
    let (made, is_whole_line) = match mark {
        Mark::Heading => (lines(&|_| "## ".to_owned()), true),
        Mark::List => (lines(&|_| "- ".to_owned()), true),
        Mark::Numbered => (lines(&|place| format!("{}. ", place + 1)), true),
        Mark::Strong => (format!("**{middle}**"), false),
        Mark::Link => (format!("[{middle}](/law)"), false),
    };
    let begins = is_whole_line && !before.is_empty() && !before.ends_with('\n');
    let ends = is_whole_line && !after.is_empty() && !after.starts_with('\n');
    [before.as_str(), if begins { "\n" } else { "" }, &made, if ends { "\n" } else { "" }, &after].concat()
}

/// The words without a picture (counted from 0); those after it move up.
#[must_use]
pub fn without_picture(words: &str, gone: usize) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(begin) = rest.find("![") {
        let (before, mark) = rest.split_at(begin);
        out.push_str(before);
        let Some((number, whole)) = picture_mark(mark) else {
            out.push_str("![");
            rest = &mark[2..];
            continue;
        };
        match number.cmp(&(gone + 1)) {
            std::cmp::Ordering::Less => out.push_str(&mark[..whole]),
            std::cmp::Ordering::Equal => {}
            std::cmp::Ordering::Greater => {
                let shows = mark[..whole].rfind("](").unwrap_or_default();
                out.push_str(&format!("{}]({})", &mark[..shows], number - 1));
            }
        }
        rest = &mark[whole..];
    }
    out.push_str(rest);
    out.trim_end().to_owned()
}

/// The number in `![…](n)` at the beginning of this, and how many bytes that is.
fn picture_mark(mark: &str) -> Option<(usize, usize)> {
    let middle = mark.find("](")?;
    let end = middle + mark[middle..].find(')')?;
    let number = mark[middle + 2..end].parse().ok()?;
    Some((number, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_marked_and_a_heading_has_its_line() {
        let words = "先看合同再付钱";
        assert_eq!(marked(words, (2, 4), Mark::Strong, Lang::Zh), "先看**合同**再付钱");
        assert_eq!(marked(words, (2, 4), Mark::Link, Lang::Zh), "先看[合同](/law)再付钱");
        assert_eq!(marked(words, (2, 4), Mark::Heading, Lang::Zh), "先看\n## 合同\n再付钱");
        assert_eq!(marked("一\n二", (0, 3), Mark::Numbered, Lang::Zh), "1. 一\n2. 二");
        assert_eq!(marked("", (0, 0), Mark::List, Lang::En), "- An item");
        assert_eq!(marked("写", (9, 99), Mark::Strong, Lang::Zh), "写**要紧的话**");
    }

    #[test]
    fn a_picture_is_taken_out_and_those_after_it_move_up() {
        let words = "甲![一](1)乙![二](2)\n![三](3)";
        assert_eq!(without_picture(words, 1), "甲![一](1)乙\n![三](2)");
        assert_eq!(without_picture(words, 2), "甲![一](1)乙![二](2)");
        assert_eq!(without_picture("![ 不是图片", 0), "![ 不是图片");
    }
}
