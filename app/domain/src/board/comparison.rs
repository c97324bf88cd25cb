//! Where the posted text and the law in force part, told in plain sentences.

use serde::{Deserialize, Serialize};

use super::{Article, ArticleNumber, DocumentId, LawId, SectionId, Span, marked};
use crate::words::{Bilingual, Lang, Text, text};

/// How a posted quotation stands to the law in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Word for word the text in force.
    Unchanged,
    /// The law has been amended since the board was written.
    Changed,
    /// The provision now has another number.
    Moved,
    /// A faithful quotation of only a part of the article.
    ShortenedQuote,
    /// The law did not change; the board copied it with small slips.
    Misquoted,
}

impl Status {
    /// The status in a few words.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Unchanged => text("与现行文本一致", "Same as the law in force"),
            Self::Changed => text("法律已修改", "The law has been amended"),
            Self::Moved => text("条号已变", "Renumbered"),
            Self::ShortenedQuote => text("只引了一部分", "Quoted in part"),
            Self::Misquoted => text("抄录有出入", "Small slips in copying"),
        }
    }
}

/// A quotation on the board beside the article in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The document that quotes.
    pub document: DocumentId,
    /// The section that quotes.
    pub section: SectionId,
    /// The law quoted.
    pub law: LawId,
    /// The number that the board gives.
    pub posted_article: ArticleNumber,
    /// The number in force.
    pub in_force_article: ArticleNumber,
    /// The quotation, verbatim from the section.
    pub posted: String,
    /// How the two stand to each other.
    pub status: Status,
    /// The difference in plain sentences.
    pub says: Vec<Bilingual>,
}

impl Comparison {
    /// The quotation beside the article in force, with the differences marked.
    #[must_use]
    pub fn spans(&self, in_force: &Article) -> Vec<Span> {
        marked(&self.posted, &in_force.text(Lang::Zh))
    }

    /// Whether the board gives a number that the provision no longer has.
    #[must_use]
    pub fn is_renumbered(&self) -> bool {
        self.posted_article != self.in_force_article
    }
}

/// A remark on posted words that are not a quotation of law, such as the regulator's former name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionNote {
    /// The document.
    pub document: DocumentId,
    /// The section.
    pub section: SectionId,
    /// The words the note is about, verbatim from the section.
    pub posted: String,
    /// What to know about them.
    pub says: Vec<Bilingual>,
    /// They quote a provision that the law in force no longer has.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

/// All that is said about the board's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparisons {
    /// Quoted articles, in the order in which the board quotes them.
    pub articles: Vec<Comparison>,
    /// Notes on other posted words.
    pub notes: Vec<SectionNote>,
}

impl Comparisons {
    pub(super) fn texts(&self) -> impl Iterator<Item = &Bilingual> {
        let articles = self.articles.iter().flat_map(|c| &c.says);
        articles.chain(self.notes.iter().flat_map(|n| &n.says))
    }
}
