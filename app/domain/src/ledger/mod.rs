//! 受理台账: lists of cases, which of them, and what of each; on the screen, on paper and as a file.

mod export;
mod filter;
mod row;

pub use export::{ExportCommand, ExportEvent, ExportRejection, Exported, KIND, LedgerExport};
pub use filter::{CaseFilter, takes};
pub use row::{Cell, PersonalData, cells, columns};
