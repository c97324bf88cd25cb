//! Statutes in force, article by article, verbatim.

use serde::{Deserialize, Serialize};

use super::{ArticleNumber, LawId};
use crate::moment::Day;
use crate::words::{Bilingual, Lang};

/// A law, or the part of it that the contact point uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Its name in addresses.
    pub id: LawId,
    /// The full title.
    pub title: Bilingual,
    /// The title as people and other laws quote it: 产品质量法.
    pub short_title: Bilingual,
    /// Other names people type, such as 消法.
    pub also_called: Vec<String>,
    /// The day on which the text in force was passed.
    pub text_date: Day,
    /// Which text that is: 第三次修正. None for a law never amended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<Bilingual>,
    /// Where the text comes from.
    pub source: Bilingual,
    /// The day by which somebody compares it with the published law again.
    pub review_by: Day,
    /// Whether somebody must look before this text is relied on.
    pub needs_review: bool,
    /// The articles, by number.
    pub articles: Vec<Article>,
    /// Every article of the law is here, and not only those that the contact point uses.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub whole: bool,
}

/// One article (条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its number in force.
    pub number: ArticleNumber,
    /// The number as the law prints it: 第四十七条.
    pub label: String,
    /// The paragraphs and items. Chinese verbatim; English an unofficial translation.
    pub paragraphs: Vec<Bilingual>,
}

impl Law {
    /// One article by its number in force.
    #[must_use]
    pub fn article(&self, number: ArticleNumber) -> Option<&Article> {
        self.articles.iter().find(|article| article.number == number)
    }

    /// Whether a page must say that the text is due for a look. Also when the review date has passed.
    #[must_use]
    pub fn wants_review(&self, today: Day) -> bool {
        self.needs_review || today > self.review_by
    }

    /// Everything but the articles: those of a new text may wait for their translation.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Bilingual> {
        [&self.title, &self.short_title, &self.source].into_iter().chain(&self.edition)
    }
}

impl Article {
    /// 第四十七条, or “Article 47”.
    #[must_use]
    pub fn heading(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.label.clone(),
            Lang::En => format!("Article {}", self.number),
        }
    }

    /// Whether the whole article has been translated.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        self.paragraphs.iter().all(|paragraph| !paragraph.en.trim().is_empty())
    }

    /// The whole article, one paragraph a line.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let lines: Vec<&str> = self.paragraphs.iter().map(|p| p.in_lang(lang)).collect();
        lines.join("\n")
    }
}
