//! What can be wrong with the content.

use thiserror::Error;

use super::{ArticleNumber, DocumentId, LawId, SectionId, Status};

/// What is wrong with the board's content.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BoardError {
    /// Two documents with one name.
    #[error("the document {0} is there twice")]
    DuplicateDocument(DocumentId),
    /// Two sections with one name.
    #[error("the section {document}#{section} is there twice")]
    DuplicateSection {
        /// The document.
        document: DocumentId,
        /// The section.
        section: SectionId,
    },
    /// Two laws with one name.
    #[error("the law {0} is there twice")]
    DuplicateLaw(LawId),
    /// An article twice, or out of order.
    #[error("article {article} of {law} is there twice or out of order")]
    ArticleOutOfOrder {
        /// The law.
        law: LawId,
        /// The article.
        article: ArticleNumber,
    },
    /// A label that does not spell the number.
    #[error("article {article} of {law} is labelled {label}")]
    WrongLabel {
        /// The law.
        law: LawId,
        /// The article.
        article: ArticleNumber,
        /// The label given.
        label: String,
    },
    /// A text that lacks a language.
    #[error("a text of {place} lacks a language")]
    MissingLanguage {
        /// The document, law or comparison.
        place: String,
    },
    /// A citation of an article that the board does not have.
    #[error("article {article} of {law} is cited and not there")]
    UnknownArticle {
        /// The law.
        law: LawId,
        /// The article.
        article: ArticleNumber,
    },
    /// A law named that the board does not have.
    #[error("the law {0} is named and not there")]
    UnknownLaw(LawId),
    /// A comparison or note on a section that is not there.
    #[error("the section {document}#{section} is commented on and not there")]
    UnknownSection {
        /// The document.
        document: DocumentId,
        /// The section.
        section: SectionId,
    },
    /// A cited article without a comparison: the reader would not learn whether it still says so.
    #[error("{document}#{section} cites article {article} without a comparison")]
    NotCompared {
        /// The document.
        document: DocumentId,
        /// The section.
        section: SectionId,
        /// The article in force.
        article: ArticleNumber,
    },
    /// A quotation that is not in the posted text.
    #[error("“{quote}” is not posted in {document}#{section}")]
    NotPosted {
        /// The document.
        document: DocumentId,
        /// The section.
        section: SectionId,
        /// The alleged quotation.
        quote: String,
    },
    /// A status that the two texts contradict.
    #[error("{document}#{section} on article {article} is not {status:?}")]
    WrongStatus {
        /// The document.
        document: DocumentId,
        /// The section.
        section: SectionId,
        /// The article as posted.
        article: ArticleNumber,
        /// The status given.
        status: Status,
    },
    /// A comparison or note that says nothing.
    #[error("what is said about {document}#{section} is missing")]
    NothingSaid {
        /// The document.
        document: DocumentId,
        /// The section.
        section: SectionId,
    },
    /// Slot words that do not occur in the document.
    #[error("“{words}” does not occur in {document}")]
    SlotNotPosted {
        /// The document.
        document: DocumentId,
        /// The words of the slot.
        words: String,
    },
}
