//! The papers of the board as they are worked on: duties, law, rules of the house, commitments, workflow. Somebody writes a new
//! version, another person who supervises looks it through, and from its day on it hangs in the place of the one before, which is
//! kept. What came with the program is version 1.

mod decide;
mod rejection;
mod statute;
mod written;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    board::{Board, BoardError, Paper, Standing},
    ids::StaffId,
    kind::{Context, EventSourced, KindInfo, Record, Viewer},
    moment::Day,
    role::{Actor, Role},
    words::Bilingual,
};

pub use rejection::Rejection;
pub use statute::{NotAStatute, Statute, read_statute};
pub use written::{NotADocument, Written, written};

/// Most characters of a document, of each language.
pub const DOCUMENT_CHARS: usize = 20_000;
/// Most characters of a law.
pub const LAW_CHARS: usize = 60_000;
/// Most characters of a title.
pub const TITLE_CHARS: usize = 60;
/// Most characters of a reason, and of what is said about a change.
pub const REASON_CHARS: usize = 200;
/// So many versions are kept with the paper: the first, and the newest. All of them stay on record.
const MOST_EDITIONS: usize = 6;

/// The work on a paper of the board; for staff.
pub const KIND: KindInfo = KindInfo {
    name: "posting",
    commands: &[
        "posting.write",
        "posting.submit",
        "posting.approve",
        "posting.return",
        "posting.discard",
        "posting.confirm",
    ],
    begins: &["posting.write", "posting.confirm"],
    visible_to: |viewer| matches!(viewer, Viewer::Staff(role) if role != Role::Regulator),
    in_first_version: false,
};

/// What is to hang there, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The paper; version and first day are given to it when it is approved.
    pub paper: Paper,
    /// From the beginning of that day.
    pub from: Day,
    /// To the end of that day; none: until another version takes its place.
    pub until: Option<Day>,
    /// Why, in a sentence, for whoever reads the board; may be empty.
    pub why: Bilingual,
}

/// A version that was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Which.
    pub version: u32,
    /// On which day; a version hangs there no earlier.
    pub approved: Day,
    /// What.
    pub wording: Wording,
}

impl Edition {
    /// From which day it hangs there.
    #[must_use]
    pub fn since(&self) -> Day {
        self.wording.from.max(self.approved)
    }
}

/// How far the version that is worked on has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// None is worked on.
    #[default]
    Posted,
    /// It is written.
    Draft,
    /// It waits for somebody to look it through.
    Submitted,
}

/// The work on a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// How many events made it.
    pub rev: u64,
    /// What was approved, in that order. First what came with the program.
    pub editions: Vec<Edition>,
    /// The version that is worked on.
    pub draft: Option<Wording>,
    /// How far that has come.
    pub stage: Stage,
    /// Who wrote it last.
    pub written_by: Option<StaffId>,
    /// Why it was given back, until it is written anew.
    pub returned: Option<String>,
}

/// What somebody has to do with a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// Its last day has passed, and nothing comes in its place.
    Replace {
        /// The last day.
        ended: Day,
    },
    /// Somebody should have looked at it again.
    LookAgain {
        /// By which day.
        by: Day,
    },
    /// A new version waits for somebody else to look it through.
    Review,
}

impl Posting {
    /// What hangs on a day: of what was approved for it, the newest.
    #[must_use]
    pub fn in_force(&self, today: Day) -> Option<&Edition> {
        self.editions.iter().rev().find(|edition| edition.since() <= today)
    }

    /// What hung there before that version.
    #[must_use]
    pub fn before(&self, edition: &Edition) -> Option<&Edition> {
        let mut earlier = self.editions.iter().rev().filter(|other| other.version < edition.version);
        earlier.find(|other| other.since() <= edition.since())
    }

    /// What is approved and whose day has not come.
    #[must_use]
    pub fn next(&self, today: Day) -> Option<&Edition> {
        let newest = self.editions.last()?;
        (newest.since() > today).then_some(newest)
    }

    /// How the paper stands on the board; none while that is what came with the program.
    #[must_use]
    pub fn standing(&self, today: Day) -> Option<Standing> {
        let edition = self.in_force(today)?;
        let before = self.before(edition);
        let first = edition.version == 1 && edition.wording.until.is_none();
        (!first).then(|| Standing {
            paper: edition.wording.paper.name(),
            version: edition.version,
            since: edition.since(),
            until: edition.wording.until,
            why: edition.wording.why.clone(),
            changes: before
                .map(|before| edition.wording.paper.changes_since(&before.wording.paper))
                .unwrap_or_default(),
        })
    }

    /// Whether that member may look the waiting version through.
    #[must_use]
    pub fn is_for_review_by(&self, id: StaffId, role: Role) -> bool {
        self.stage == Stage::Submitted && role.supervises() && self.written_by != Some(id)
    }
}

/// What has to be done with a paper as it hangs today, and with the work on it, if there is any.
#[must_use]
pub fn tasks(paper: &Paper, posting: Option<&Posting>, today: Day) -> Vec<Task> {
    let edition = posting.and_then(|posting| posting.in_force(today));
    let hangs = edition.map_or(paper, |edition| &edition.wording.paper);
    let ended = edition.and_then(|edition| edition.wording.until).filter(|until| *until < today);
    let comes = posting.is_some_and(|posting| posting.next(today).is_some());
    let due = Some(hangs.review_by()).filter(|by| *by < today && !comes);
    let waits = posting.is_some_and(|posting| posting.stage == Stage::Submitted);
    let replace = ended.filter(|_| !comes).map(|ended| Task::Replace { ended });
    [replace, due.map(|by| Task::LookAgain { by }), waits.then_some(Task::Review)].into_iter().flatten().collect()
}

/// Whether the board would hold together with that paper on it, and no other has its title.
///
/// # Errors
///
/// Why not.
pub fn fits(board: &Board, paper: &Paper) -> Result<(), Rejection> {
    let (name, title) = (paper.name(), paper.title());
    if board.papers().any(|other| other.name() != name && other.title().zh.trim() == title.zh.trim()) {
        return Err(Rejection::TitleTaken);
    }
    let mut with = board.clone();
    with.put(paper.clone());
    match with.validate() {
        Ok(()) => Ok(()),
        Err(BoardError::MissingLanguage { .. }) => Err(Rejection::LanguageMissing),
        Err(BoardError::ArticleOutOfOrder { .. }) => Err(Rejection::ArticleTwice),
        Err(_) => Err(Rejection::DoesNotHold),
    }
}

/// The papers that hang today in the place of those that came with the program, and how they stand.
pub fn posted<'a>(postings: impl IntoIterator<Item = &'a Posting>, board: &mut Board, today: Day) -> Vec<Standing> {
    let mut standings = Vec::new();
    // Documents come after the laws that they quote.
    let mut in_force: Vec<(&Posting, &Edition)> =
        postings.into_iter().filter_map(|posting| Some((posting, posting.in_force(today)?))).collect();
    in_force.sort_by_key(|(_, edition)| std::cmp::Reverse(edition.wording.paper.name()));
    for (posting, edition) in in_force {
        let mut with = board.clone();
        with.put(edition.wording.paper.clone());
        // It held together when it was approved; a board of a later program may not. Then what is there stays.
        if with.validate().is_ok() {
            *board = with;
            standings.extend(posting.standing(today));
        }
    }
    standings.sort_by(|a, b| a.paper.cmp(&b.paper));
    standings
}

/// What a person asks of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Writes a new version.
    Write {
        /// What.
        wording: Box<Wording>,
        /// What hangs there, where nobody has worked on it before; the server says it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first: Option<Box<Paper>>,
    },
    /// Asks another person to look it through.
    Submit,
    /// It is right: it will hang there.
    Approve,
    /// It is not right yet.
    Return {
        /// What has to change.
        why: String,
    },
    /// The version that is worked on is not wanted any more.
    Discard,
    /// What hangs there was compared with its source and is still right.
    Confirm {
        /// When somebody looks again.
        review_by: Day,
        /// As in [`Command::Write`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first: Option<Box<Paper>>,
    },
}

/// What happened to a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A new version was written.
    Written {
        /// What.
        wording: Box<Wording>,
        /// What hung there, where nobody had worked on it before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first: Option<Box<Paper>>,
    },
    /// It waits to be looked through.
    Submitted,
    /// It was looked through.
    Approved,
    /// It was given back.
    Returned {
        /// What has to change.
        why: String,
    },
    /// It was thrown away.
    Discarded,
    /// What hangs there was found to be right.
    Confirmed {
        /// When somebody looks again.
        review_by: Day,
        /// As in [`Event::Written`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first: Option<Box<Paper>>,
    },
}

impl Posting {
    /// Before anything was done to it.
    fn beginning(first: Option<Paper>) -> Self {
        let edition = |paper: Paper| Edition {
            version: paper.version(),
            approved: paper.since(),
            wording: Wording { from: paper.since(), until: None, why: Bilingual::default(), paper },
        };
        let editions = first.map(edition).into_iter().collect();
        Self { rev: 0, editions, draft: None, stage: Stage::Posted, written_by: None, returned: None }
    }

    fn approved(mut self, on: Day) -> Option<Self> {
        let Wording { paper, from, until, why } = self.draft.take()?;
        let version = self.editions.last().map_or(1, |newest| newest.version + 1);
        let paper = paper.numbered(version, from.max(on));
        self.editions.push(Edition { version, approved: on, wording: Wording { paper, from, until, why } });
        if self.editions.len() > MOST_EDITIONS {
            self.editions.remove(1);
        }
        Some(Self { stage: Stage::Posted, returned: None, ..self })
    }

    fn confirmed(mut self, on: Day, review_by: Day) -> Self {
        if let Some(hangs) = self.editions.iter_mut().rev().find(|edition| edition.since() <= on) {
            hangs.wording.paper = hangs.wording.paper.clone().reviewed(review_by);
        }
        self
    }
}

impl EventSourced for Posting {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = Command;
    type Event = Event;
    type Rejection = Rejection;

    fn op_kind(command: &Command) -> &'static str {
        match command {
            Command::Write { .. } => "posting.write",
            Command::Submit => "posting.submit",
            Command::Approve => "posting.approve",
            Command::Return { .. } => "posting.return",
            Command::Discard => "posting.discard",
            Command::Confirm { .. } => "posting.confirm",
        }
    }

    fn decide(
        state: Option<&Self>,
        base: Option<u64>,
        command: &Command,
        context: &Context,
    ) -> Result<Vec<Event>, Rejection> {
        decide::decide(state, base, command, context)
    }

    fn evolve(_: Uuid, state: Option<Self>, record: &Record<Event>) -> Option<Self> {
        let on = record.at.day();
        let next = match (&record.event, state) {
            (Event::Written { wording, first }, before) => {
                let before = before.unwrap_or_else(|| Self::beginning(first.as_deref().cloned()));
                let written_by = match record.by {
                    Actor::Staff { id, .. } => Some(id),
                    Actor::Server | Actor::Consumer | Actor::Merchant => None,
                };
                Self { draft: Some((**wording).clone()), stage: Stage::Draft, written_by, returned: None, ..before }
            }
            (Event::Submitted, before) => Self { stage: Stage::Submitted, ..before? },
            (Event::Approved, before) => before?.approved(on)?,
            (Event::Returned { why }, before) => Self { stage: Stage::Draft, returned: Some(why.clone()), ..before? },
            (Event::Discarded, before) => Self { draft: None, stage: Stage::Posted, returned: None, ..before? },
            (Event::Confirmed { review_by, first }, before) => {
                before.unwrap_or_else(|| Self::beginning(first.as_deref().cloned())).confirmed(on, *review_by)
            }
        };
        Some(Self { rev: record.rev, ..next })
    }

    fn rev(state: &Self) -> u64 {
        state.rev
    }
}
