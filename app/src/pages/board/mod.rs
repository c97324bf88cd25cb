//! The notice board (公示栏): what is posted, the law in force beside it, search, the workflow, the poster.

pub mod anchor;
pub mod changed;
pub mod dates;
pub mod document;
pub mod flow;
pub mod handoff;
pub mod law;
mod law_compare;
pub mod missing;
pub mod posted;
pub mod poster;
pub mod results;
pub mod search;
pub mod search_box;
pub mod section;
pub mod signers;
pub mod table_card;
pub mod workflow;

pub use document::DocumentPage;
pub use handoff::HandoffPage;
pub use law::LawPage;
pub use poster::PosterPage;
pub use search::SearchPage;
pub use search_box::SearchBox;
pub use table_card::TableCardsPage;
pub use workflow::WorkflowPage;

use domain::words::{Text, text};

/// The way back from every page of the board.
pub const BOARD: Text = text("公示栏", "Notice board");
/// Said wherever English stands for a Chinese text.
pub const UNOFFICIAL: Text =
    text("英文是非正式译文，以中文为准。", "The English is an unofficial translation; the Chinese text prevails.");
/// The summary of the folded Chinese text.
pub const ORIGINAL: Text = text("中文原文", "Original in Chinese");
