//! A paper of the board: a document or a law, which is edited, looked through and posted as one; and how it stands there.

use serde::{Deserialize, Serialize};

use super::fold::fold;
use super::{Article, Board, Document, DocumentId, Law, LawId, Section};
use crate::moment::Day;
use crate::words::{Bilingual, Text, text};

const HEAD: Text = text("标题和开头", "Title and introduction");

/// The name of a paper.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperName {
    /// A document of the board.
    Document(DocumentId),
    /// A law.
    Law(LawId),
}

/// A paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// A document of the board.
    Document(Document),
    /// A law.
    Law(Law),
}

/// What became of a part of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It says something else.
    Changed,
    /// It is gone.
    Removed,
    /// It says the same under another number.
    Renumbered,
}

/// A part of a paper that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// The anchor of the part on the page, as it is now; of one that is gone, as it was.
    pub anchor: String,
    /// What it is called.
    pub heading: Bilingual,
    /// What was there; where only the number changed, the number.
    pub before: Bilingual,
    /// What is there now.
    pub now: Bilingual,
}

/// How a paper stands on the board that another one came before: for “changed on …”.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Which paper.
    pub paper: PaperName,
    /// Which version.
    pub version: u32,
    /// From which day.
    pub since: Day,
    /// To which day; none: until another one takes its place.
    pub until: Option<Day>,
    /// Why, in a sentence; may be empty.
    pub why: Bilingual,
    /// What is not as it was in the version before.
    pub changes: Vec<Change>,
}

impl Standing {
    /// Whether its last day has passed and nothing has come in its place.
    #[must_use]
    pub fn is_past(&self, today: Day) -> bool {
        self.until.is_some_and(|until| until < today)
    }
}

impl PaperName {
    /// The name under which the work on it is kept: the same on every device, so that two people who begin at once meet.
    #[must_use]
    pub fn key(&self) -> uuid::Uuid {
        let (sort, name) = match self {
            Self::Document(id) => ("document", id.as_str()),
            Self::Law(id) => ("law", id.as_str()),
        };
        let hash = <sha2::Sha256 as sha2::Digest>::digest(format!("posting/{sort}/{name}").as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// Its page.
    #[must_use]
    pub fn page(&self) -> String {
        match self {
            Self::Document(id) if id.as_str() == "workflow" => "/workflow".to_owned(),
            Self::Document(id) => format!("/board/{id}"),
            Self::Law(id) => format!("/law/{id}"),
        }
    }
}

impl Paper {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> PaperName {
        match self {
            Self::Document(document) => PaperName::Document(document.id.clone()),
            Self::Law(law) => PaperName::Law(law.id.clone()),
        }
    }

    /// Its title.
    #[must_use]
    pub const fn title(&self) -> &Bilingual {
        match self {
            Self::Document(document) => &document.title,
            Self::Law(law) => &law.title,
        }
    }

    /// Where its text comes from.
    #[must_use]
    pub const fn source(&self) -> &Bilingual {
        match self {
            Self::Document(document) => &document.source,
            Self::Law(law) => &law.source,
        }
    }

    /// The day by which somebody looks at it again.
    #[must_use]
    pub const fn review_by(&self) -> Day {
        match self {
            Self::Document(document) => document.review_by,
            Self::Law(law) => law.review_by,
        }
    }

    /// The same, to be looked at again by another day.
    #[must_use]
    pub fn reviewed(mut self, until: Day) -> Self {
        match &mut self {
            Self::Document(document) => document.review_by = until,
            Self::Law(law) => (law.review_by, law.needs_review) = (until, false),
        }
        self
    }

    /// The version that it carries; what came with the program is the first.
    #[must_use]
    pub const fn version(&self) -> u32 {
        match self {
            Self::Document(document) => document.version,
            Self::Law(_) => 1,
        }
    }

    /// The day from which it counts: of a document since when it hangs, of a law when its text was passed.
    #[must_use]
    pub const fn since(&self) -> Day {
        match self {
            Self::Document(document) => document.effective_from,
            Self::Law(law) => law.text_date,
        }
    }

    /// The same, as that version from that day on.
    #[must_use]
    pub fn numbered(mut self, version: u32, from: Day) -> Self {
        if let Self::Document(document) = &mut self {
            (document.version, document.effective_from) = (version, from);
        }
        self
    }

    /// The whole Chinese text, to be compared with another version.
    #[must_use]
    pub fn whole(&self) -> String {
        match self {
            Self::Document(document) => document.posted_text(),
            Self::Law(law) => {
                let article =
                    |article: &Article| format!("{}　{}\n", article.label, article.text(crate::words::Lang::Zh));
                format!("{}\n{}", law.title.zh, law.articles.iter().map(article).collect::<String>())
            }
        }
    }

    /// What is not as it was; of two papers of the same sort.
    #[must_use]
    pub fn changes_since(&self, before: &Self) -> Vec<Change> {
        match (before, self) {
            (Self::Document(before), Self::Document(now)) => of_documents(before, now),
            (Self::Law(before), Self::Law(now)) => of_laws(before, now),
            _ => Vec::new(),
        }
    }
}

impl Board {
    /// A paper as it hangs.
    #[must_use]
    pub fn paper(&self, name: &PaperName) -> Option<Paper> {
        match name {
            PaperName::Document(id) => self.document(id).cloned().map(Paper::Document),
            PaperName::Law(id) => self.law(id).cloned().map(Paper::Law),
        }
    }

    /// Every paper, in the order of the board.
    pub fn papers(&self) -> impl Iterator<Item = Paper> {
        let documents = self.documents.iter().cloned().map(Paper::Document);
        documents.chain(self.laws.iter().cloned().map(Paper::Law))
    }
}

/// A text as comparison sees it.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(fold).filter(|c| !c.is_whitespace()).collect()
}

/// How much two texts have in common, of 100: the pairs of neighbouring characters that both have (Dice).
pub(super) fn likeness(one: &str, other: &str) -> usize {
    let pairs = |text: &str| {
        let chars: Vec<char> = plain(text).chars().collect();
        let mut pairs: Vec<(char, char)> = chars.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        pairs
    };
    let (one, other) = (pairs(one), pairs(other));
    let (mut left, mut right, mut common) = (0, 0, 0_usize);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => (left, right, common) = (left + 1, right + 1, common + 1),
        }
    }
    (2 * common * 100).checked_div(one.len() + other.len()).unwrap_or(100)
}

fn of_documents(before: &Document, now: &Document) -> Vec<Change> {
    let head = |document: &Document| {
        Bilingual::of(|lang| {
            let intro = document.intro.as_ref().map(|intro| intro.in_lang(lang));
            [Some(document.title.in_lang(lang)), intro].into_iter().flatten().collect::<Vec<_>>().join("\n")
        })
    };
    let mut changes = Vec::new();
    let (old_head, new_head) = (head(before), head(now));
    if old_head != new_head {
        changes.push(change(ChangeKind::Changed, String::new(), HEAD.into(), old_head, new_head));
    }
    for section in &now.sections {
        let (kind, old) = match before.section(&section.id) {
            Some(old) if words(old) == words(section) => continue,
            Some(old) => (ChangeKind::Changed, words(old)),
            None => (ChangeKind::Added, Bilingual::default()),
        };
        changes.push(change(kind, section.id.to_string(), named(section), old, words(section)));
    }
    for section in before.sections.iter().filter(|old| now.section(&old.id).is_none()) {
        let anchor = section.id.to_string();
        changes.push(change(ChangeKind::Removed, anchor, named(section), words(section), Bilingual::default()));
    }
    changes
}

fn of_laws(before: &Law, now: &Law) -> Vec<Change> {
    let text = |article: &Article| Bilingual::of(|lang| article.text(lang));
    let named = |article: &Article| Bilingual::of(|lang| article.heading(lang));
    let anchor = |article: &Article| format!("art-{}", article.number);
    let same = |one: &Article, other: &Article| plain(&text(one).zh) == plain(&text(other).zh);
    let twin_in = |article: &Article, law: &Law| law.articles.iter().find(|other| same(article, other)).cloned();
    let mut changes = Vec::new();
    for article in &now.articles {
        let (kind, old) = match (before.article(article.number), twin_in(article, before)) {
            (Some(old), _) if same(old, article) => continue,
            (_, Some(twin)) => {
                changes.push(change(
                    ChangeKind::Renumbered,
                    anchor(article),
                    named(article),
                    named(&twin),
                    named(article),
                ));
                continue;
            }
            // What stood under the number has moved on; this is another provision.
            (Some(old), None) if twin_in(old, now).is_some() => (ChangeKind::Added, Bilingual::default()),
            (Some(old), None) => (ChangeKind::Changed, text(old)),
            // Of an excerpt nobody can say what is new in the law.
            (None, None) if !before.whole => continue,
            (None, None) => (ChangeKind::Added, Bilingual::default()),
        };
        changes.push(change(kind, anchor(article), named(article), old, text(article)));
    }
    for article in before.articles.iter().filter(|old| now.article(old.number).is_none()) {
        if now.whole && twin_in(article, now).is_none() {
            changes.push(change(
                ChangeKind::Removed,
                anchor(article),
                named(article),
                text(article),
                Bilingual::default(),
            ));
        }
    }
    changes
}

const fn change(kind: ChangeKind, anchor: String, heading: Bilingual, before: Bilingual, now: Bilingual) -> Change {
    Change { kind, anchor, heading, before, now }
}

/// The words of a section without its number: a section that only moved down says what it said.
fn words(section: &Section) -> Bilingual {
    Bilingual::of(|lang| {
        section.title.iter().chain(&section.paragraphs).map(|part| part.in_lang(lang)).collect::<Vec<_>>().join("\n")
    })
}

fn named(section: &Section) -> Bilingual {
    Bilingual::of(|lang| {
        let number = section.number.map(|number| format!("{number}."));
        let parts = [number.as_deref(), section.heading(lang)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    })
}
