//! Search over the board and the law. It runs on the device, so it works with no network.
//!
//! Every term must be found, in either language. Where nothing has every term, what has most of it is offered: people
//! type 「七天无理由退货」 where the law says 「七日内退货,且无需说明理由」.

use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

use super::entry::Entry;
use super::query::terms;
use super::{ArticleNumber, Board, Configured, DocumentId, LawId, SectionId, Snippet};
use crate::words::{Bilingual, Lang};

/// Where a hit is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Place {
    /// A document of the board: its title, introduction or note.
    Document {
        /// The document.
        document: DocumentId,
    },
    /// A section of a document.
    Section {
        /// The document.
        document: DocumentId,
        /// The section.
        section: SectionId,
    },
    /// An article in force.
    Article {
        /// The law.
        law: LawId,
        /// The article.
        article: ArticleNumber,
    },
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hit {
    /// Where it is.
    pub place: Place,
    /// What to call it in a list.
    pub heading: Bilingual,
    /// The language of the snippet: the reader's, or the other where only that has the words.
    pub lang: Lang,
    /// The words around what was found.
    pub snippet: Snippet,
    /// Higher is better.
    pub score: u32,
    /// Whether every term was found.
    pub complete: bool,
}

/// The board made ready for search. Build it once.
#[derive(Clone, Debug)]
pub struct Index {
    entries: Vec<Entry>,
}

impl Index {
    /// Reads the whole board as this contact point shows it: nobody should find a telephone that is not theirs.
    #[must_use]
    pub fn new(board: &Board, configured: &Configured) -> Self {
        let mut entries = Vec::new();
        for document in &board.documents {
            entries.push(Entry::of_document(document, configured));
            entries.extend(
                document.sections.iter().map(|section| Entry::of_section(board, document, section, configured)),
            );
        }
        for law in &board.laws {
            entries.extend(law.articles.iter().map(|article| Entry::of_article(board, law, article)));
        }
        Self { entries }
    }

    /// The best `limit` finds, best first; snippets in the reader's language where it has the words. An empty query
    /// finds nothing.
    #[must_use]
    pub fn find(&self, query: &str, reader: Lang, limit: usize) -> Vec<Hit> {
        let terms = terms(query);
        let mut hits: Vec<Hit> = self.entries.iter().filter_map(|entry| entry.hit(&terms, reader)).collect();
        if hits.iter().any(|hit| hit.complete) {
            hits.retain(|hit| hit.complete);
        }
        // A stable sort: equals stay in the order of the board.
        hits.sort_by_key(|hit| Reverse(hit.score));
        hits.truncate(limit);
        hits
    }
}
