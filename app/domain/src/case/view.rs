//! What a consumer may see of a case: never a note, never a colleague's attempt.

use serde::{Deserialize, Serialize};

use super::{Case, Event, Outcome, State};
use crate::{
    calendar::Due,
    form::Kind,
    ids::{CaseId, CaseNumber, StaffId},
    moment::{Day, Moment},
    role::Actor,
};

/// A case as its consumer sees it. No name, telephone or address: whoever holds the code sees the progress, not the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseView {
    /// Its name.
    pub id: CaseId,
    /// Its revision.
    pub rev: u64,
    /// Its number.
    pub number: Option<CaseNumber>,
    /// What was filed.
    pub kind: Kind,
    /// 商品或服务.
    pub goods: String,
    /// Where it stands.
    pub state: State,
    /// The name under which 首问人 answers.
    pub first_receiver: Option<String>,
    /// When it was filed on the device.
    pub filed_at: Moment,
    /// When the server received it.
    pub received_at: Option<Moment>,
    /// The promised time that runs now.
    pub due: Option<Due>,
    /// Until when the consumer may object.
    pub object_until: Option<Moment>,
    /// What happened, oldest first.
    pub timeline: Vec<PublicEntry>,
}

/// One public line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicEntry {
    /// When.
    pub at: Moment,
    /// When it was done on the device.
    pub made_at: Moment,
    /// By the consumer.
    pub mine: bool,
    /// Where the case stood afterwards.
    pub state: State,
    /// What was said.
    pub words: Option<PublicWords>,
}

/// What the consumer reads on a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicWords {
    /// A question to the consumer.
    Question {
        /// The words.
        words: String,
    },
    /// A reply of the contact point.
    Reply {
        /// The words.
        words: String,
    },
    /// What the consumer wrote.
    Own {
        /// The words.
        words: String,
    },
    /// How it was closed.
    Closed {
        /// How.
        outcome: Outcome,
        /// The words.
        words: String,
    },
    /// Why it ended without agreement or was not accepted, with a reason code's words first.
    Ended {
        /// Reason in Chinese.
        reason_zh: String,
        /// Reason in English.
        reason_en: String,
        /// The words.
        words: String,
    },
    /// What was agreed.
    Settled {
        /// The terms.
        words: String,
        /// By when.
        perform_by: Day,
    },
}

impl Case {
    /// What its consumer may see. `name_of` gives the name under which a member of staff answers.
    #[must_use]
    pub fn for_consumer(&self, name_of: impl Fn(StaffId) -> Option<String>) -> CaseView {
        CaseView {
            id: self.id,
            rev: self.rev,
            number: self.number,
            kind: self.complaint.kind,
            goods: self.complaint.goods.clone(),
            state: self.state,
            first_receiver: self.first_receiver.and_then(name_of),
            filed_at: self.filed_at,
            received_at: self.received_at,
            due: self.due,
            object_until: self.object_until,
            timeline: self.timeline.iter().filter_map(public_entry).collect(),
        }
    }
}

fn public_entry(entry: &super::Entry) -> Option<PublicEntry> {
    use crate::form::Term;
    let words = match &entry.event {
        // The number and the name of who is responsible stand at the head; the filing itself is the line.
        Some(Event::Noted { .. } | Event::Refused { .. } | Event::Filed { .. } | Event::Registered { .. }) => {
            return None;
        }
        Some(Event::MoreAsked { question, .. }) => Some(PublicWords::Question { words: question.clone() }),
        Some(
            Event::Replied { words } | Event::TestReported { result: words } | Event::Transferred { reference: words },
        ) => Some(PublicWords::Reply { words: words.clone() }),
        Some(Event::Supplemented { words } | Event::Objected { words }) => {
            Some(PublicWords::Own { words: words.clone() })
        }
        Some(Event::Withdrawn { words }) if !words.is_empty() => Some(PublicWords::Own { words: words.clone() }),
        Some(Event::Closed { outcome, summary, .. }) => {
            Some(PublicWords::Closed { outcome: *outcome, words: summary.clone() })
        }
        Some(Event::MediationFailed { reason, words }) => Some(ended(reason.name(), words)),
        Some(Event::Declined { reason, words }) => Some(ended(reason.name(), words)),
        Some(Event::Settled { terms, perform_by }) => {
            Some(PublicWords::Settled { words: terms.clone(), perform_by: *perform_by })
        }
        // What the merchant is asked, what is tested and what was not carried out are working papers.
        _ => None,
    };
    Some(PublicEntry {
        at: entry.at,
        made_at: entry.made_at,
        mine: entry.by == Actor::Consumer,
        state: entry.state,
        words,
    })
}

fn ended(reason: crate::words::Text, words: &str) -> PublicWords {
    PublicWords::Ended { reason_zh: reason.zh.to_owned(), reason_en: reason.en.to_owned(), words: words.to_owned() }
}
