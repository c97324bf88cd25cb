//! Search over the board and the law. It runs on the device, so it works with no network.
//!
//! What the contact point has published is found as well. Every term must be found, in either language. Where nothing has every term, what has most of it is offered: people
//! type 「七天无理由退货」 where the law says 「七日内退货,且无需说明理由」.

use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

use super::entry::Entry;
use super::fold::Folded;
use super::grams::Grams;
use super::query::{Term, terms};
use super::{ArticleNumber, Board, Configured, DocumentId, LawId, SectionId, Snippet};
use crate::publication::Wording;
use crate::words::{Bilingual, Lang};
use uuid::Uuid;

/// Where nothing has every term, so many entries that are likely are read.
const MOST_READ: usize = 400;
/// What stands in an answer that is offered: so many telling pairs of what is typed at least.
const LEAST_PAIRS: usize = 2;
/// What is much less to the point than the best is not offered.
const WORTH_OFFERING: f64 = 0.4;
/// An answer that the contact point wrote goes before a statute that says as much.
const OWN_WORDS: f64 = 1.5;

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
    /// Something that the contact point has published.
    Published {
        /// By its name.
        id: Uuid,
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
#[derive(Clone, Debug, Default)]
pub struct Index {
    entries: Vec<Entry>,
    grams: Grams,
}

impl Index {
    /// Reads the whole board as this contact point shows it: nobody should find a telephone that is not theirs.
    #[must_use]
    pub fn new(board: &Board, configured: &Configured) -> Self {
        let mut index = Self::default();
        for document in &board.documents {
            index.add(Entry::of_document(document, configured));
            for section in &document.sections {
                index.add(Entry::of_section(board, document, section, configured));
            }
        }
        for law in &board.laws {
            law.articles.iter().for_each(|article| index.add(Entry::of_article(board, law, article)));
        }
        index
    }

    /// With what is published and due.
    #[must_use]
    pub fn with_published<'a>(mut self, published: impl Iterator<Item = (Uuid, &'a Wording)>) -> Self {
        published.for_each(|(id, wording)| self.add(Entry::of_published(id, wording)));
        self
    }

    fn add(&mut self, entry: Entry) {
        entry.index(&mut self.grams);
        self.entries.push(entry);
    }

    /// The best `limit` finds, best first; snippets in the reader's language where it has the words. An empty query
    /// finds nothing.
    #[must_use]
    pub fn find(&self, query: &str, reader: Lang, limit: usize) -> Vec<Hit> {
        let terms = terms(query);
        let read = |entries: Vec<u32>| {
            let of = |entry: &u32| self.entries.get(*entry as usize)?.hit(&terms, reader);
            entries.iter().filter_map(of).collect::<Vec<Hit>>()
        };
        let mut hits = read(self.with_all(&terms));
        hits.retain(|hit| hit.complete);
        if hits.is_empty() {
            hits = read(self.with_some(&terms));
        }
        // A stable sort: equals stay in the order of the board.
        hits.sort_by_key(|hit| Reverse(hit.score));
        hits.truncate(limit);
        hits
    }

    /// What may answer somebody who is still writing: by the pairs of signs of the sentence, the rare ones first. Sooner nothing than what
    /// has nothing to do with it.
    #[must_use]
    pub fn suggest(&self, sentence: &str, reader: Lang, limit: usize) -> Vec<Hit> {
        let folded = Folded::new(sentence, true);
        let telling = self.grams.telling(folded.chars());
        let mut weighed = self.grams.weighed(&telling);
        let is_own = |entry: u32| self.entries.get(entry as usize).is_some_and(Entry::is_published);
        weighed.iter_mut().for_each(|(entry, sum, _)| *sum *= if is_own(*entry) { OWN_WORDS } else { 1.0 });
        weighed.retain(|(_, _, pairs)| *pairs >= LEAST_PAIRS);
        weighed.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let best = weighed.first().map_or(0.0, |(_, sum, _)| *sum);
        let pairs: Vec<[char; 2]> = telling.iter().map(|(pair, _)| *pair).collect();
        let worth = weighed.into_iter().filter(|(_, sum, _)| *sum >= best * WORTH_OFFERING).take(limit);
        let hit = |(entry, sum, _): (u32, f64, usize)| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small sum of logarithms")]
            let score = (sum * 10.0) as u32;
            Some(self.entries.get(entry as usize)?.suggested(&pairs, reader, score))
        };
        worth.filter_map(hit).collect()
    }

    /// Entries that can have every term.
    fn with_all(&self, terms: &[Term]) -> Vec<u32> {
        let mut lists = terms.iter().map(|term| self.with(term, |words| self.grams.with_all(words)));
        let Some(first) = lists.next() else { return Vec::new() };
        lists.fold(first, |both, list| both.into_iter().filter(|entry| list.binary_search(entry).is_ok()).collect())
    }

    /// Entries that have some of a term.
    fn with_some(&self, terms: &[Term]) -> Vec<u32> {
        let some = |term| self.with(term, |words| self.grams.with_some(words, MOST_READ));
        let mut all: Vec<u32> = terms.iter().flat_map(some).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn with(&self, term: &Term, words: impl Fn(&[char]) -> Vec<u32>) -> Vec<u32> {
        match term {
            Term::Words(typed) => words(typed),
            Term::Article { number, typed } => {
                let numbered = (0_u32..).zip(&self.entries).filter(|(_, entry)| entry.is_about(*number));
                let mut all: Vec<u32> = words(typed).into_iter().chain(numbered.map(|(place, _)| place)).collect();
                all.sort_unstable();
                all.dedup();
                all
            }
        }
    }
}
