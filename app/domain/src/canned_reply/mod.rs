//! 常用答复: words that the desk writes every day, kept by supervisors. What a consumer may read and what stays with staff are
//! two lists, and a reply never changes from one to the other.

mod decide;
mod filled;
mod rejection;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    kind::{Context, EventSourced, KindInfo, Record, Viewer},
    role::Role,
    words::Bilingual,
};

pub use filled::{PLACEHOLDERS, appended};
pub use rejection::Rejection;

/// Most characters of a title.
pub const TITLE_CHARS: usize = 40;
/// Most characters of the words.
pub const WORDS_CHARS: usize = 1_000;

/// Canned replies: for everybody who writes, kept by supervisors.
pub const KIND: KindInfo = KindInfo {
    name: "canned_reply",
    commands: &["canned_reply.write", "canned_reply.retire", "canned_reply.restore"],
    begins: &[],
    visible_to: |viewer| matches!(viewer, Viewer::Staff(role) if role != Role::Regulator),
    in_first_version: false,
};

/// A reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedReply {
    /// How many events made it.
    pub rev: u64,
    /// Who reads it.
    pub reader: Reader,
    /// What it is for.
    pub title: Bilingual,
    /// What is written, with the places of [`PLACEHOLDERS`]. English may be missing; then the Chinese words are offered.
    pub words: Bilingual,
    /// It is not offered any more.
    pub retired: bool,
}

/// Who reads a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reader {
    /// The consumer.
    Consumer,
    /// Colleagues only.
    Staff,
}

/// What a person asks of a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Writes a new one, or writes it anew.
    Write {
        /// Who reads it; of one that is there, as it is.
        reader: Reader,
        /// What it is for.
        title: Bilingual,
        /// What is written.
        words: Bilingual,
    },
    /// It is not offered any more.
    Retire,
    /// It is offered again.
    Restore,
}

/// What happened to a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was written.
    Written {
        /// Who reads it.
        reader: Reader,
        /// What it is for.
        title: Bilingual,
        /// What is written.
        words: Bilingual,
    },
    /// It is not offered any more.
    Retired,
    /// It is offered again.
    Restored,
}

impl EventSourced for CannedReply {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = Command;
    type Event = Event;
    type Rejection = Rejection;

    fn op_kind(command: &Command) -> &'static str {
        match command {
            Command::Write { .. } => "canned_reply.write",
            Command::Retire => "canned_reply.retire",
            Command::Restore => "canned_reply.restore",
        }
    }

    fn decide(
        state: Option<&Self>,
        base: Option<u64>,
        command: &Command,
        context: &Context,
    ) -> Result<Vec<Event>, Rejection> {
        decide::decide(state, base, command, context.by).map(|event| vec![event])
    }

    fn evolve(_: Uuid, state: Option<Self>, record: &Record<Event>) -> Option<Self> {
        let rev = record.rev;
        Some(match (&record.event, state) {
            (Event::Written { reader, title, words }, before) => Self {
                rev,
                reader: *reader,
                title: title.clone(),
                words: words.clone(),
                retired: before.is_some_and(|before| before.retired),
            },
            (Event::Retired, before) => Self { rev, retired: true, ..before? },
            (Event::Restored, before) => Self { rev, retired: false, ..before? },
        })
    }

    fn rev(state: &Self) -> u64 {
        state.rev
    }
}
