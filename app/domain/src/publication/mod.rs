//! 宣传与消费提示: what the contact point publishes. Somebody writes it, another person who supervises looks it through, and from
//! its day on it hangs at the kiosk and on everybody's phone, until its last day or until it is taken down. While a new version
//! is written and looked through, the one before stays where it is.

mod decide;
mod faq;
mod leftovers;
mod picture;
mod published;
mod rejection;
pub mod rich_text;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ids::{CaseId, StaffId},
    kind::{Context, EventSourced, KindInfo, Record, Viewer},
    moment::Day,
    role::{Actor, Role},
    words::{Bilingual, Text, text},
};

pub use faq::{may_become_faq, names_of, without_its_people};
pub use leftovers::{Leftover, LeftoverKind, leftovers};
pub use picture::{MOST_PICTURES, PICTURE_CHARS, Picture};
pub use published::{PUBLISHED_KIND, Published};
pub use rejection::Rejection;
pub use rich_text::{Block, RichText, Span};

/// Most characters of a title.
pub const TITLE_CHARS: usize = 40;
/// Most characters of the words: what somebody reads standing.
pub const WORDS_CHARS: usize = 600;
/// Most characters of a reason.
pub const REASON_CHARS: usize = 200;

/// What is written, looked through and published; for staff. What everybody sees of it is [`PUBLISHED_KIND`].
pub const KIND: KindInfo = KindInfo {
    name: "publication",
    commands: &[
        "publication.write",
        "publication.write_faq",
        "publication.submit",
        "publication.approve",
        "publication.return",
        "publication.withdraw",
    ],
    begins: &["publication.write", "publication.write_faq"],
    visible_to: |viewer| matches!(viewer, Viewer::Staff(role) if role != Role::Regulator),
    in_first_version: false,
};

/// What it is about. None is called 警示: that word is the consumer council's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 消费提示.
    Tip,
    /// 法律法规.
    Law,
    /// 维权知识.
    Rights,
    /// 商品知识.
    Goods,
    /// 退市公告.
    Delisting,
    /// 常见问题.
    Faq,
}

impl Category {
    /// All of them, as they are offered.
    pub const ALL: [Self; 6] = [Self::Tip, Self::Law, Self::Rights, Self::Goods, Self::Delisting, Self::Faq];

    /// In words.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Tip => text("消费提示", "Good to know"),
            Self::Law => text("法律法规", "The law"),
            Self::Rights => text("维权知识", "Your rights"),
            Self::Goods => text("商品知识", "About goods"),
            Self::Delisting => text("退市公告", "Taken off sale"),
            Self::Faq => text("常见问题", "Questions and answers"),
        }
    }
}

/// What is to be published, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// What it is about.
    pub category: Category,
    /// Its heading. English may be missing; then the Chinese words are shown.
    pub title: Bilingual,
    /// What it says, as Markdown: see [`rich_text`].
    pub words: Bilingual,
    /// From the beginning of that day.
    pub from: Day,
    /// To the end of that day; none: until it is taken down.
    pub until: Option<Day>,
    /// It takes the first page of every kiosk by itself.
    #[serde(default)]
    pub urgent: bool,
    /// Its pictures; the words say where each of them stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
}

/// How far the version that is worked on has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It is written.
    Draft,
    /// It waits for somebody to look it through.
    Submitted,
    /// It is what everybody sees.
    Published,
    /// It was taken down.
    Withdrawn,
}

/// A publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// How many events made it.
    pub rev: u64,
    /// The version that is worked on, or the published one.
    pub wording: Wording,
    /// How far that has come.
    pub stage: Stage,
    /// Who wrote it last; none: it came with the program.
    pub written_by: Option<StaffId>,
    /// Why it was given back, until it is written anew.
    pub returned: Option<String>,
    /// How many versions were published.
    pub version: u32,
    /// What everybody sees, from the day on which it was approved.
    pub live: Option<(Wording, Day)>,
    /// How often what everybody sees has changed.
    pub public_rev: u64,
    /// The consultation of which it was made; nobody but staff sees which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_case: Option<CaseId>,
}

impl Publication {
    /// What everybody sees of it; none where nothing was ever published.
    #[must_use]
    pub fn published(&self) -> Option<Published> {
        if self.public_rev == 0 {
            return None;
        }
        // Everybody is sent the parts, and beside them the words without the signs of Markdown: nobody's telephone reads it.
        let mut shown = self.live.clone();
        let rich = shown.as_ref().and_then(|(wording, _)| RichText::of(wording).ok().flatten());
        if let (Some(rich), Some((wording, _))) = (&rich, &mut shown) {
            wording.words = rich.plain();
        }
        Some(Published { rev: self.public_rev, version: self.version, shown, rich })
    }

    /// Whether it has passed its last day, so that nothing of it is shown.
    #[must_use]
    pub fn has_expired(&self, today: Day) -> bool {
        self.stage == Stage::Published && self.wording.until.is_some_and(|until| until < today)
    }

    /// Whether that member may look the waiting version through.
    #[must_use]
    pub fn is_for_review_by(&self, id: StaffId, role: Role) -> bool {
        self.stage == Stage::Submitted && role.supervises() && self.written_by != Some(id)
    }
}

/// What a person asks of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Writes a new one, or a new version.
    Write {
        /// What.
        wording: Wording,
    },
    /// Writes an answer for everybody out of an answered consultation.
    WriteFaq {
        /// What.
        wording: Wording,
        /// Of which consultation.
        case: CaseId,
        /// Whoever wrote it says that nobody is in it any more.
        deidentified: bool,
    },
    /// Asks another person to look it through.
    Submit,
    /// It is right: publishes it.
    Approve,
    /// It is not right yet.
    Return {
        /// What has to change.
        why: String,
    },
    /// Takes down what everybody sees.
    Withdraw {
        /// Why.
        why: String,
    },
}

/// What happened to a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was written.
    Written {
        /// What.
        wording: Wording,
    },
    /// It was written out of a consultation, without the people in it.
    WrittenFaq {
        /// What.
        wording: Wording,
        /// Of which consultation.
        case: CaseId,
    },
    /// It waits to be looked through.
    Submitted,
    /// It was looked through and published.
    Approved,
    /// It was given back.
    Returned {
        /// What has to change.
        why: String,
    },
    /// It was taken down.
    Withdrawn {
        /// Why.
        why: String,
    },
}

impl EventSourced for Publication {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = Command;
    type Event = Event;
    type Rejection = Rejection;

    fn op_kind(command: &Command) -> &'static str {
        match command {
            Command::Write { .. } => "publication.write",
            Command::WriteFaq { .. } => "publication.write_faq",
            Command::Submit => "publication.submit",
            Command::Approve => "publication.approve",
            Command::Return { .. } => "publication.return",
            Command::Withdraw { .. } => "publication.withdraw",
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
        let rev = record.rev;
        let next = match (&record.event, state) {
            (Event::Written { wording } | Event::WrittenFaq { wording, .. }, before) => {
                let from_case = match &record.event {
                    Event::WrittenFaq { case, .. } => Some(*case),
                    _ => before.as_ref().and_then(|before| before.from_case),
                };
                let written_by = match record.by {
                    Actor::Staff { id, .. } => Some(id),
                    Actor::Server | Actor::Consumer | Actor::Merchant => None,
                };
                let (wording, stage) = (wording.clone(), Stage::Draft);
                match before {
                    Some(before) => Self { wording, stage, written_by, returned: None, from_case, ..before },
                    None => Self {
                        rev,
                        wording,
                        stage,
                        written_by,
                        returned: None,
                        version: 0,
                        live: None,
                        public_rev: 0,
                        from_case,
                    },
                }
            }
            (Event::Submitted, before) => Self { stage: Stage::Submitted, ..before? },
            (Event::Approved, before) => {
                let before = before?;
                Self {
                    stage: Stage::Published,
                    version: before.version + 1,
                    live: Some((before.wording.clone(), record.at.day())),
                    public_rev: before.public_rev + 1,
                    ..before
                }
            }
            (Event::Returned { why }, before) => Self { stage: Stage::Draft, returned: Some(why.clone()), ..before? },
            (Event::Withdrawn { .. }, before) => {
                let before = before?;
                // A version that is being written goes on being written.
                let stage = if before.stage == Stage::Published { Stage::Withdrawn } else { before.stage };
                Self { stage, live: None, public_rev: before.public_rev + 1, ..before }
            }
        };
        Some(Self { rev, ..next })
    }

    fn rev(state: &Self) -> u64 {
        state.rev
    }
}
