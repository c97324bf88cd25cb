//! What everybody sees of a publication.

use serde::{Deserialize, Serialize};

use super::{Block, RichText, Span, Wording};
use crate::{
    kind::KindInfo,
    moment::Day,
    words::{Bilingual, Lang},
};

/// What everybody sees; it follows from the publication of the same name.
pub const PUBLISHED_KIND: KindInfo =
    KindInfo { name: "published", commands: &[], begins: &[], visible_to: |_| true, in_first_version: false };

/// A publication as everybody sees it. On which days it is shown every device decides by itself: a kiosk that was off
/// shows what is due as soon as it has it, and nothing that is past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// How often it has changed.
    pub rev: u64,
    /// Which version.
    pub version: u32,
    /// The words and the day on which they were approved; none: it was taken down.
    pub shown: Option<(Wording, Day)>,
    /// The words as they are laid out; none: they are nothing but paragraphs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rich: Option<RichText>,
}

impl Published {
    /// What is to be read on a day, and since when.
    #[must_use]
    pub fn on(&self, today: Day) -> Option<(&Wording, Day)> {
        let (wording, approved) = self.shown.as_ref()?;
        let since = wording.from.max(*approved);
        let is_due = since <= today && wording.until.is_none_or(|until| today <= until);
        is_due.then_some((wording, since))
    }

    /// The words of what is shown, as they are laid out.
    #[must_use]
    pub fn blocks(&self, lang: Lang) -> Vec<Block> {
        let Some((wording, _)) = &self.shown else { return Vec::new() };
        let paragraph = |words: &str| Block::Paragraph { words: vec![Span::Plain { text: words.to_owned() }] };
        match &self.rich {
            Some(rich) => rich.in_lang(lang).to_vec(),
            None => wording.paragraphs(lang).map(paragraph).collect(),
        }
    }
}

impl Wording {
    /// The heading, in a language that it may lack.
    #[must_use]
    pub fn titled(&self, lang: Lang) -> &str {
        in_lang(&self.title, lang)
    }

    /// The paragraphs, in a language that they may lack.
    pub fn paragraphs(&self, lang: Lang) -> impl Iterator<Item = &str> {
        in_lang(&self.words, lang).lines().map(str::trim).filter(|line| !line.is_empty())
    }
}

fn in_lang(text: &Bilingual, lang: Lang) -> &str {
    let said = text.in_lang(lang);
    if said.is_empty() { &text.zh } else { said }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::Category;

    fn day(day: u8) -> Day {
        Day::new(2026, 11, day).expect("a day")
    }

    fn published(from: Day, until: Option<Day>, approved: Day) -> Published {
        let zh = |zh: &str| Bilingual { zh: zh.to_owned(), en: String::new() };
        let wording = Wording {
            category: Category::Tip,
            title: zh("预付卡"),
            words: zh("先看合同。\n\n 量力而行。"),
            from,
            until,
            urgent: false,
            pictures: Vec::new(),
        };
        Published { rev: 1, version: 1, shown: Some((wording, approved)), rich: None }
    }

    #[test]
    fn it_is_read_from_its_first_day_to_the_end_of_its_last() {
        let tip = published(day(10), Some(day(12)), day(8));
        let shown: Vec<u8> = (8..=14).filter(|of| tip.on(day(*of)).is_some()).collect();
        assert_eq!(shown, [10, 11, 12]);
        assert!(published(day(10), None, day(8)).on(day(30)).is_some(), "until it is taken down");
        assert_eq!(Published { rev: 2, version: 1, shown: None, rich: None }.on(day(11)), None);
    }

    #[test]
    fn what_was_approved_late_is_not_said_to_hang_there_since_before() {
        let tip = published(day(10), None, day(12));
        assert_eq!(tip.on(day(11)), None);
        assert_eq!(tip.on(day(13)).map(|(_, since)| since), Some(day(12)));
    }

    #[test]
    fn empty_lines_are_no_paragraphs_and_chinese_stands_for_missing_english() {
        let tip = published(day(1), None, day(1));
        let (wording, _) = tip.on(day(1)).expect("shown");
        assert_eq!(wording.paragraphs(Lang::En).collect::<Vec<_>>(), ["先看合同。", "量力而行。"]);
        assert_eq!(wording.titled(Lang::En), "预付卡");
    }
}
