//! The two languages of the product, side by side.
//!
//! A sentence is a pair: one that lacks a language does not compile. That is why there are no resource files to fall
//! behind each other, and why the browser and the server can never say different things.

use serde::{Deserialize, Serialize};

/// A language the product speaks in full.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Simplified Chinese as used in mainland China; the language of the board and of the law.
    #[default]
    Zh,
    /// English, complete beside it; for the law an unofficial translation.
    En,
}

impl Lang {
    /// The BCP 47 tag for `<html lang>`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language of a BCP 47 tag, where it is one of ours.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase();
        if tag == "zh" || tag.starts_with("zh-") {
            Some(Self::Zh)
        } else if tag == "en" || tag.starts_with("en-") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// The language to switch to.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// A fixed sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// Shorthand for a [`Text`], so that tables of words read as tables.
#[must_use]
pub const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

impl Text {
    /// The sentence in one language.
    #[must_use]
    pub const fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The sentence with each `{}` replaced, in order. `{s}` after a number is the English plural's letter, or nothing after 1.
    #[must_use]
    pub fn fill(self, lang: Lang, parts: &[&str]) -> String {
        fill(self.in_lang(lang), parts)
    }

    /// Both languages filled with the same parts.
    #[must_use]
    pub fn filled(self, parts: &[&str]) -> Bilingual {
        Bilingual { zh: fill(self.zh, parts), en: fill(self.en, parts) }
    }
}

fn fill(pattern: &str, parts: &[&str]) -> String {
    let mut out = String::with_capacity(pattern.len() + parts.iter().map(|p| p.len()).sum::<usize>());
    let mut parts = parts.iter();
    let (mut rest, mut before) = (pattern, "");
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("{}") {
            before = parts.next().copied().unwrap_or_default();
            out.push_str(before);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("{s}") {
            out.push_str(if before == "1" { "" } else { "s" });
            rest = after;
        } else {
            out.push('{');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// A text that came from data (the board, a member of staff) in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// Both languages by the same recipe.
    #[must_use]
    pub fn of(in_lang: impl Fn(Lang) -> String) -> Self {
        Self { zh: in_lang(Lang::Zh), en: in_lang(Lang::En) }
    }

    /// The text in one language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl From<Text> for Bilingual {
    fn from(text: Text) -> Self {
        Self { zh: text.zh.to_owned(), en: text.en.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_filled_in_order_in_both_languages() {
        let both = text("{}前答复{}", "reply {} {}").filled(&["明天", "您"]);
        assert_eq!(both.zh, "明天前答复您");
        assert_eq!(text("到{}为止", "until {}").fill(Lang::En, &["Friday"]), "until Friday");
    }

    #[test]
    fn english_counts_one_and_many() {
        let days = text("{} 天内，最多 {} 次", "within {} day{s}, {} time{s} at most {as it stands}");
        assert_eq!(days.fill(Lang::En, &["1", "3"]), "within 1 day, 3 times at most {as it stands}");
        assert_eq!(days.fill(Lang::En, &["0", "1"]), "within 0 days, 1 time at most {as it stands}");
        assert_eq!(days.fill(Lang::Zh, &["1", "3"]), "1 天内，最多 3 次");
    }

    #[test]
    fn language_tags_are_read_as_browsers_send_them() {
        assert_eq!(Lang::from_tag("zh-Hans-CN"), Some(Lang::Zh));
        assert_eq!(Lang::from_tag("en-GB"), Some(Lang::En));
        assert_eq!(Lang::from_tag("fr"), None);
    }
}
