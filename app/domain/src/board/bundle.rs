//! The whole board as one value, with the look-ups that pages need.

use serde::{Deserialize, Serialize};

use super::{
    Article, ArticleNumber, Comparison, Comparisons, Document, DocumentId, DocumentKind, Law, LawId, Section,
    SectionId, SectionNote,
};

/// Everything on the board and behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Board {
    /// The posted documents, in the order of the board.
    pub documents: Vec<Document>,
    /// The laws in force.
    pub laws: Vec<Law>,
    /// What is said about the difference.
    pub comparisons: Comparisons,
}

impl Board {
    /// Puts the documents in the order of the board and the laws in order of name, in whatever order they were read:
    /// the same content is always the same value.
    #[must_use]
    pub fn new(mut documents: Vec<Document>, mut laws: Vec<Law>, comparisons: Comparisons) -> Self {
        documents.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        laws.sort_by(|a, b| a.id.cmp(&b.id));
        Self { documents, laws, comparisons }
    }

    /// A document by name.
    #[must_use]
    pub fn document(&self, id: &DocumentId) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == *id)
    }

    /// The first document of a kind.
    #[must_use]
    pub fn first_of(&self, kind: DocumentKind) -> Option<&Document> {
        self.documents.iter().find(|document| document.kind == kind)
    }

    /// A section of a document.
    #[must_use]
    pub fn section(&self, document: &DocumentId, section: &SectionId) -> Option<&Section> {
        self.document(document)?.section(section)
    }

    /// A law by name.
    #[must_use]
    pub fn law(&self, id: &LawId) -> Option<&Law> {
        self.laws.iter().find(|law| law.id == *id)
    }

    /// An article in force.
    #[must_use]
    pub fn article(&self, law: &LawId, number: ArticleNumber) -> Option<&Article> {
        self.law(law)?.article(number)
    }

    /// The article in force that a comparison is with.
    #[must_use]
    pub fn in_force(&self, comparison: &Comparison) -> Option<&Article> {
        self.article(&comparison.law, comparison.in_force_article)
    }

    /// The comparisons of a section, in posted order.
    pub fn comparisons_for<'a>(
        &'a self,
        document: &'a DocumentId,
        section: &'a SectionId,
    ) -> impl Iterator<Item = &'a Comparison> {
        let articles = self.comparisons.articles.iter();
        articles.filter(move |c| c.document == *document && c.section == *section)
    }

    /// The notes on a section.
    pub fn notes_for<'a>(
        &'a self,
        document: &'a DocumentId,
        section: &'a SectionId,
    ) -> impl Iterator<Item = &'a SectionNote> {
        let notes = self.comparisons.notes.iter();
        notes.filter(move |n| n.document == *document && n.section == *section)
    }

    /// Where the board quotes an article in force: for “posted here” on the article's page.
    pub fn quoted_by<'a>(&'a self, law: &'a LawId, number: ArticleNumber) -> impl Iterator<Item = &'a Comparison> {
        let articles = self.comparisons.articles.iter();
        articles.filter(move |c| c.law == *law && c.in_force_article == number)
    }

    /// Quotations that the board gives under a number which now belongs to another article: for a warning there.
    pub fn formerly<'a>(&'a self, law: &'a LawId, number: ArticleNumber) -> impl Iterator<Item = &'a Comparison> {
        let articles = self.comparisons.articles.iter();
        articles.filter(move |c| c.law == *law && c.posted_article == number && c.is_renumbered())
    }
}
