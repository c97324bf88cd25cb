//! 检查清单: what is looked at on a round. A supervisor edits it; each time it is a new version, and a round keeps the one by
//! which it was made.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Entry, LINE_CHARS, Rejection, line, line_or_none, supervises, unmoved};
use crate::{
    kind::{Context, EventSourced, KindInfo, Record, Viewer},
    typed::clean_line,
    words::{Bilingual, Lang},
};

/// Most items of a checklist.
pub const MOST_ITEMS: usize = 60;

/// Checklists: for everybody who works here, and the regulator.
pub const KIND: KindInfo = KindInfo {
    name: "checklist",
    commands: &["checklist.write", "checklist.retire", "checklist.restore"],
    begins: &[],
    visible_to: |viewer| viewer != Viewer::Public,
    in_first_version: false,
};

/// A checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// How many events made it.
    pub rev: u64,
    /// Counted up each time that it is written.
    pub version: u32,
    /// What it is for.
    pub title: Bilingual,
    /// What is looked at, in order.
    pub items: Vec<Item>,
    /// No round begins with it any more.
    pub retired: bool,
    /// Every version, oldest first.
    pub history: Vec<Entry<Event>>,
}

/// One thing that is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What. English may be missing; then the Chinese words are shown.
    pub words: Bilingual,
    /// The article or rule behind it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
}

/// Words in a language that they may lack.
#[must_use]
pub fn said(words: &Bilingual, lang: Lang) -> &str {
    let said = words.in_lang(lang);
    if said.is_empty() { &words.zh } else { said }
}

/// What a supervisor asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Writes a new one, or a new version.
    Write {
        /// What it is for.
        title: Bilingual,
        /// What is looked at, in order.
        items: Vec<Item>,
    },
    /// No round begins with it any more.
    Retire,
    /// It is used again.
    Restore,
}

/// What happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was written.
    Written {
        /// Which version it is.
        version: u32,
        /// What it is for.
        title: Bilingual,
        /// What is looked at, in order.
        items: Vec<Item>,
    },
    /// No round begins with it any more.
    Retired,
    /// It is used again.
    Restored,
}

impl EventSourced for Checklist {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = Command;
    type Event = Event;
    type Rejection = Rejection;

    fn op_kind(command: &Command) -> &'static str {
        match command {
            Command::Write { .. } => "checklist.write",
            Command::Retire => "checklist.retire",
            Command::Restore => "checklist.restore",
        }
    }

    fn decide(
        state: Option<&Self>,
        base: Option<u64>,
        command: &Command,
        context: &Context,
    ) -> Result<Vec<Event>, Rejection> {
        // A contact point begins with some.
        if context.by != crate::role::Actor::Server {
            supervises(context.by)?;
        }
        if let Some(list) = state {
            unmoved(base, list.rev)?;
        }
        let event = match (command, state) {
            (Command::Write { title, items }, before) => {
                let (title, items) = (titled(title)?, checked(items)?);
                if before.is_some_and(|before| before.title == title && before.items == items) {
                    return Err(Rejection::NothingChanged);
                }
                Event::Written { version: before.map_or(0, |before| before.version) + 1, title, items }
            }
            (_, None) => return Err(Rejection::NotThere),
            (Command::Retire, Some(list)) if list.retired => return Err(Rejection::Ended),
            (Command::Restore, Some(list)) if !list.retired => return Err(Rejection::NotEnded),
            (Command::Retire, Some(_)) => Event::Retired,
            (Command::Restore, Some(_)) => Event::Restored,
        };
        Ok(vec![event])
    }

    fn evolve(_: Uuid, state: Option<Self>, record: &Record<Event>) -> Option<Self> {
        let Record { rev, at, by, event, .. } = record;
        let mut list = match (&record.event, state) {
            (Event::Written { version, title, items }, before) => Self {
                rev: *rev,
                version: *version,
                title: title.clone(),
                items: items.clone(),
                retired: before.as_ref().is_some_and(|before| before.retired),
                history: before.map_or_else(Vec::new, |before| before.history),
            },
            (Event::Retired, before) => Self { rev: *rev, retired: true, ..before? },
            (Event::Restored, before) => Self { rev: *rev, retired: false, ..before? },
        };
        list.history.push(Entry { rev: *rev, at: *at, by: *by, event: event.clone() });
        Some(list)
    }

    fn rev(state: &Self) -> u64 {
        state.rev
    }
}

fn titled(title: &Bilingual) -> Result<Bilingual, Rejection> {
    Ok(Bilingual { zh: line(&title.zh, Rejection::TitleMissing)?, en: line_or_none(&title.en)? })
}

/// The items, in order; rows that were left empty are no items.
pub(super) fn checked(items: &[Item]) -> Result<Vec<Item>, Rejection> {
    let mut checked = Vec::new();
    for item in items {
        let (zh, en, basis) = (clean_line(&item.words.zh), clean_line(&item.words.en), clean_line(&item.basis));
        if zh.is_empty() && en.is_empty() && basis.is_empty() {
            continue;
        }
        if [&zh, &en, &basis].into_iter().any(|text| text.chars().count() > LINE_CHARS) {
            return Err(Rejection::TooLong { most: LINE_CHARS });
        }
        if zh.is_empty() {
            return Err(Rejection::ItemsCount);
        }
        checked.push(Item { words: Bilingual { zh, en }, basis });
    }
    if checked.is_empty() || checked.len() > MOST_ITEMS { Err(Rejection::ItemsCount) } else { Ok(checked) }
}
