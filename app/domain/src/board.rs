//! The notice board (公示栏): what is posted, what the law in force says, and where the two differ.
//!
//! The posted text is kept to the character and never improved; the statute in force stands beside it, and a plain
//! sentence says what changed. All of it is data with a version, a source and a review date, so that a change in the
//! law is a change of content and not of code.

mod bundle;
mod check;
mod comparison;
mod difference;
mod documents;
mod entry;
mod error;
mod fold;
mod grams;
mod ids;
mod kind;
mod law;
mod paper;
mod put;
mod query;
mod search;
mod slots;
mod snippet;

pub use bundle::Board;
pub use comparison::{Comparison, Comparisons, SectionNote, Status};
pub use difference::{Side, Span, marked};
pub use documents::{Citation, Document, DocumentKind, Section};
pub use error::BoardError;
pub use ids::{ArticleNumber, DocumentId, InvalidId, LawId, SectionId};
pub use kind::KIND;
pub use law::{Article, Law};
pub use paper::{Change, ChangeKind, Paper, PaperName, Standing};
pub use search::{Hit, Index, Place};
pub use slots::{Configured, Piece, Setting, Slot, Treatment};
pub use snippet::{Mark, Snippet, SnippetPiece};
