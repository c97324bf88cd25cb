//! The notice board, the rules and the calendar that this build brings along, checked before anybody reads them.

use domain::board::{Board, BoardError, Document, Law};
use domain::calendar::WorkCalendar;
use domain::rules::Rules;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use thiserror::Error;

macro_rules! content {
    ($($name:literal),+ $(,)?) => { [$(($name, include_str!(concat!("../content/", $name)))),+] };
}

type File = (&'static str, &'static str);

const DOCUMENTS: [File; 7] = content![
    "board/duties.json",
    "board/bulletin.json",
    "board/enterprise-rules.json",
    "board/commitments.json",
    "board/workflow.json",
    "board/contact.json",
    "board/credit.json",
];
const LAWS: [File; 5] = content![
    "law/product-quality.json",
    "law/consumer-protection.json",
    "law/e-commerce.json",
    "law/food-safety.json",
    "law/personal-information.json",
];
const OTHERS: [File; 3] = content!["comparisons.json", "rules.json", "workdays-cn.json"];

/// What the contact point posts, and the rules by which it works.
#[derive(Clone, Debug)]
pub struct Content {
    /// The notice board.
    pub board: Board,
    /// Promised times and thresholds.
    pub rules: Rules,
    /// Working days.
    pub calendar: WorkCalendar,
    /// SHA-256 of what devices are sent: the same content is the same hash on every server.
    pub hash: [u8; 32],
}

/// What is wrong with the content.
#[derive(Debug, Error)]
pub enum ContentError {
    /// A file has another shape than its type.
    #[error("{file}: {why}")]
    Shape {
        /// Which.
        file: &'static str,
        /// What and where.
        why: serde_json::Error,
    },
    /// The board contradicts itself.
    #[error("the notice board: {0}")]
    Board(#[from] BoardError),
}

impl Content {
    /// The content inside this build.
    ///
    /// # Errors
    ///
    /// Which file cannot be read, or where the board contradicts itself.
    pub fn built_in() -> Result<Self, ContentError> {
        let documents = DOCUMENTS.iter().map(read::<Document>).collect::<Result<_, _>>()?;
        let laws = LAWS.iter().map(read::<Law>).collect::<Result<_, _>>()?;
        let [comparisons, rules, calendar] = &OTHERS;
        Self::new(Board::new(documents, laws, read(comparisons)?), read(rules)?, read(calendar)?)
    }

    /// Content from elsewhere.
    ///
    /// # Errors
    ///
    /// Where the board contradicts itself.
    pub fn new(board: Board, rules: Rules, calendar: WorkCalendar) -> Result<Self, ContentError> {
        board.validate()?;
        let sent = serde_json::to_vec(&(&board, &rules)).map_err(|why| ContentError::Shape { file: "content", why })?;
        Ok(Self { board, rules, calendar, hash: Sha256::digest(sent).into() })
    }
}

fn read<T: DeserializeOwned>((file, json): &File) -> Result<T, ContentError> {
    serde_json::from_str(json).map_err(|why| ContentError::Shape { file, why })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_of_this_build_holds_together() {
        let content = Content::built_in().expect("the content reads");
        assert_eq!(content.board.documents.len(), DOCUMENTS.len());
        assert_eq!(content.hash, Content::built_in().expect("the content reads").hash);
    }
}
