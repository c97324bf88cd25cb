//! What a consumer may see of a case: never a note, never a colleague's attempt.

mod entry;

use serde::{Deserialize, Serialize};

use super::{Attachment, Case, Exit, Outcome, SellerInfo, Side, State, exits};
use crate::{
    calendar::Due,
    form::Kind,
    ids::{CaseId, CaseNumber, StaffId},
    moment::{Day, Moment},
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
    /// What is still open to them where the contact point could not help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exits: Vec<Exit>,
    /// The number of the packet under which it went to the regulator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packet: Option<String>,
    /// The regulator's own number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// They said that it is solved.
    #[serde(default)]
    pub confirmed: bool,
    /// How many stars they gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stars: Option<u8>,
    /// It is worked on together with another case; which one is not theirs to know.
    #[serde(default)]
    pub merged: bool,
    /// Where the case stands in which it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_state: Option<State>,
    /// Their own photos and PDFs; what staff took down is a working paper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
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
    /// Something of ours in fixed words.
    Told {
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    },
    /// Who sold it, given on application after mediation failed.
    Seller {
        /// The three things.
        info: SellerInfo,
    },
    /// How they found it.
    Rating {
        /// 1 to 5.
        stars: u8,
        /// Their words.
        words: String,
    },
}

impl Case {
    /// Whether the consumer's page has a line of ours for any of the last so many entries.
    #[must_use]
    pub fn tells_consumer(&self, last: usize) -> bool {
        self.timeline.iter().rev().take(last).filter_map(entry::public_entry).any(|line| !line.mine)
    }

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
            timeline: self.timeline.iter().filter_map(entry::public_entry).collect(),
            exits: exits(self),
            packet: self.packet.clone(),
            reference: self.reference.clone(),
            confirmed: self.confirmed,
            stars: self.rating.as_ref().map(|rating| rating.stars),
            merged: self.merged_into.is_some(),
            merged_state: self.goes_on_as(),
            attachments: self.attachments.iter().filter(|one| one.side() == Side::Consumer).cloned().collect(),
        }
    }
}
