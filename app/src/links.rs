//! Addresses within the board, in one place, so that no page invents its own.

use domain::board::{ArticleNumber, Board, Document, DocumentId, DocumentKind, LawId, Place, SectionId};

/// The page of the workflow.
pub const WORKFLOW: &str = "/workflow";

/// The page of a document. The workflow has one of its own.
#[must_use]
pub fn document(document: &Document) -> String {
    match document.kind {
        DocumentKind::Workflow => WORKFLOW.to_owned(),
        _ => format!("/board/{}", document.id),
    }
}

/// A section on the page of its document.
#[must_use]
pub fn section(document: &DocumentId, section: &SectionId) -> String {
    format!("/board/{document}#{section}")
}

/// The anchor of an article.
#[must_use]
pub fn anchor(article: ArticleNumber) -> String {
    format!("art-{article}")
}

/// An article on the page of its law.
#[must_use]
pub fn article(law: &LawId, article: ArticleNumber) -> String {
    format!("/law/{law}#{}", anchor(article))
}

/// Something that is published, on the page of all of it.
#[must_use]
pub fn published(id: &uuid::Uuid) -> String {
    format!("/tips#{}", published_anchor(id))
}

/// Its anchor there: one begins with a letter.
#[must_use]
pub fn published_anchor(id: &uuid::Uuid) -> String {
    format!("tip-{}", id.simple())
}

/// Where a hit is read.
#[must_use]
pub fn place(place: &Place, board: &Board) -> String {
    match place {
        Place::Document { document: id } => board.document(id).map_or_else(|| format!("/board/{id}"), document),
        Place::Section { document, section: id } => section(document, id),
        Place::Article { law, article: number } => article(law, *number),
        Place::Published { id } => published(id),
    }
}
