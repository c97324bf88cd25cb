//! The documents on the board, exactly as posted.

use serde::{Deserialize, Serialize};

use super::{ArticleNumber, Configured, DocumentId, LawId, SectionId, Slot};
use crate::moment::Day;
use crate::words::{Bilingual, Lang, Text, text};

/// What a document is, in the order in which the board shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// 维权联络点工作职责.
    Duty,
    /// 宣传栏.
    LawBulletin,
    /// 企业服务管理制度.
    EnterpriseRule,
    /// 商品质量安全承诺/客服质量承诺.
    Commitment,
    /// 消费争议处理工作流程.
    Workflow,
    /// 联系我们.
    Contact,
    /// Who helps the contact point (协助).
    Credit,
}

impl DocumentKind {
    /// Whether its title may be all that it says, as that of the workflow, which is drawn.
    #[must_use]
    pub const fn may_be_bare(self) -> bool {
        matches!(self, Self::Workflow | Self::Credit)
    }

    /// The kind in a few words, for lists and search results.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Duty => text("工作职责", "Duties"),
            Self::LawBulletin => text("法律宣传", "Law bulletin"),
            Self::EnterpriseRule => text("企业制度", "Enterprise rules"),
            Self::Commitment => text("承诺", "Commitments"),
            Self::Workflow => text("工作流程", "Workflow"),
            Self::Contact => text("联系方式", "Contact"),
            Self::Credit => text("协助单位", "With the assistance of"),
        }
    }
}

/// One posted document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its name in addresses.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// Counts up with every change of content.
    pub version: u32,
    /// The first day on which this version is shown.
    pub effective_from: Day,
    /// Where the text comes from.
    pub source: Bilingual,
    /// The day by which somebody looks at it again.
    pub review_by: Day,
    /// The posted title, punctuation included; [`Document::heading`] is for showing.
    pub title: Bilingual,
    /// Our own remark beside the document. Never part of what is posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Bilingual>,
    /// The posted words before the first section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Bilingual>,
    /// The posted sections, in order.
    pub sections: Vec<Section>,
    /// Posted words that stand for something the contact point configures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Slot>,
    /// Laws that the text names as a whole, without an article.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names_laws: Vec<LawId>,
}

/// A part of a posted document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name within the document; also the anchor.
    pub id: SectionId,
    /// The posted number, written `1.` on the board.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u16>,
    /// The posted title, punctuation included; [`Section::heading`] is for showing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Bilingual>,
    /// The posted text.
    pub paragraphs: Vec<Bilingual>,
    /// The articles *in force* behind the posted text; the number as posted stands in the comparison.
    pub cites: Vec<Citation>,
}

/// An article of a law in force.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The law.
    pub law: LawId,
    /// The article's number in force.
    pub article: ArticleNumber,
}

impl Document {
    /// The title without the colon it ends with on the board.
    #[must_use]
    pub fn heading(&self, lang: Lang) -> &str {
        bare(self.title.in_lang(lang))
    }

    /// The heading as this contact point shows it.
    #[must_use]
    pub fn shown_heading(&self, lang: Lang, configured: &Configured) -> String {
        bare(&self.shown(&self.title, lang, configured)).to_owned()
    }

    /// One section by name.
    #[must_use]
    pub fn section(&self, id: &SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == *id)
    }

    /// Everything that is posted, in order, and nothing else.
    #[must_use]
    pub fn posted_text(&self) -> String {
        let mut out = format!("{}\n", self.title.zh);
        if let Some(intro) = &self.intro {
            out.push_str(&intro.zh);
            out.push('\n');
        }
        for section in &self.sections {
            out.push_str(&section.posted_text());
        }
        out
    }

    /// Every text of the document that must exist in both languages.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Bilingual> {
        [&self.source, &self.title]
            .into_iter()
            .chain(&self.note)
            .chain(&self.intro)
            .chain(self.sections.iter().flat_map(|s| s.title.iter().chain(&s.paragraphs)))
            .chain(self.slots.iter().map(|slot| &slot.posted))
    }
}

impl Section {
    /// The title without the punctuation that ties it to the text on the board.
    #[must_use]
    pub fn heading(&self, lang: Lang) -> Option<&str> {
        self.title.as_ref().map(|title| bare(title.in_lang(lang)))
    }

    /// The section as posted: number, title and text.
    #[must_use]
    pub fn posted_text(&self) -> String {
        let mut out = String::new();
        if let Some(number) = self.number {
            out.push_str(&format!("{number}."));
        }
        for part in self.title.iter().chain(&self.paragraphs) {
            out.push_str(&part.zh);
            out.push('\n');
        }
        out
    }
}

fn bare(title: &str) -> &str {
    title.trim_end_matches([':', '：', '。', ' '])
}
