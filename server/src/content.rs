//! The notice board, the rules and the calendar that this build brings along, checked before anybody reads them.

use domain::board::{Board, BoardError, Document, Law, Standing};
use domain::calendar::{Arrangement, WorkCalendar};
use domain::moment::Day;
use domain::place::Place;
use domain::posting::{self, Posting};
use domain::rules::Rules;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use sync::kinds::board::Notice;
use thiserror::Error;

use crate::store::entities::NewNotice;

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

/// The name under which every version of the rules that held here is kept.
pub const RULES_NOTICE: &str = "rules";

/// What the contact point posts, and the rules by which it works.
#[derive(Clone, Debug)]
pub struct Content {
    /// The notice board.
    pub board: Board,
    /// How those of its papers stand that were written here.
    pub standings: Vec<Standing>,
    /// Promised times and thresholds.
    pub rules: Rules,
    /// Working days.
    pub calendar: WorkCalendar,
    /// Names, telephone and address; empty until [`Content::at`].
    pub place: Place,
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
        Self { board, standings: Vec::new(), rules, calendar, place: Place::default(), hash: [0; 32] }.hashed()
    }

    /// The same content at that place.
    ///
    /// # Errors
    ///
    /// None that content which could be read has.
    pub fn at(self, place: Place) -> Result<Self, ContentError> {
        Self { place, ..self }.hashed()
    }

    /// The same content with these years of working days before its own.
    ///
    /// # Errors
    ///
    /// None that content which could be read has.
    pub fn with_years(mut self, years: impl IntoIterator<Item = (i32, Arrangement)>) -> Result<Self, ContentError> {
        self.calendar.years.extend(years);
        self.hashed()
    }

    /// The same content with what of these hangs on a day.
    ///
    /// # Errors
    ///
    /// None that content which could be read has.
    pub fn with_postings<'a>(
        mut self,
        postings: impl IntoIterator<Item = &'a Posting>,
        today: Day,
    ) -> Result<Self, ContentError> {
        self.standings = posting::posted(postings, &mut self.board, today);
        self.hashed()
    }

    /// The same content under these rules.
    ///
    /// # Errors
    ///
    /// None that content which could be read has.
    pub fn under(self, rules: Rules) -> Result<Self, ContentError> {
        Self { rules, ..self }.hashed()
    }

    /// What devices are sent.
    #[must_use]
    pub fn notice(&self) -> Notice {
        let Self { board, standings, rules, calendar, place, .. } = self.clone();
        Notice { board, place, rules, calendar, standings }
    }

    /// The documents, statutes and rules one by one, for the record of what held when.
    #[must_use]
    pub fn notices(&self) -> Vec<NewNotice> {
        let documents = self.board.documents.iter().map(|document| NewNotice {
            id: document.id.to_string(),
            version: document.version,
            kind: word(&document.kind),
            effective_from: document.effective_from,
            body: json(document),
        });
        let laws = self.board.laws.iter().map(|law| NewNotice {
            id: format!("law/{}", law.id),
            version: u32::try_from(law.text_date.year()).unwrap_or_default(),
            kind: "law".to_owned(),
            effective_from: law.text_date,
            body: json(law),
        });
        // Promises name the version of the rules under which they were given.
        let rules = NewNotice {
            id: RULES_NOTICE.to_owned(),
            version: self.rules.version,
            kind: "rules".to_owned(),
            effective_from: self.rules.effective_from,
            body: json(&self.rules),
        };
        documents.chain(laws).chain([rules]).collect()
    }

    fn hashed(self) -> Result<Self, ContentError> {
        let sent = serde_json::to_vec(&self.notice()).map_err(|why| ContentError::Shape { file: "content", why })?;
        Ok(Self { hash: Sha256::digest(sent).into(), ..self })
    }
}

/// Types of the board have a JSON form: they were read from it.
fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn word<T: Serialize>(value: &T) -> String {
    json(value).trim_matches('"').to_owned()
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
