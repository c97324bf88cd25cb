//! 协助查处 and 消保委协助: what is kept because somebody looks into it, and what goes on with the consumer council's help.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Case, Event, StaffOnly};
use crate::{
    ids::StaffId,
    moment::{Day, Moment},
};

/// 依法留存 (legal hold): nothing of the case is erased or made anonymous while it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Which supervisor set it.
    pub by: StaffId,
    /// When.
    pub at: Moment,
    /// On what ground.
    pub ground: StaffOnly,
}

/// An evidence pack that was made of the case, among others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidencePack {
    /// Its name, which is the name of the report that hands it over.
    pub pack: Uuid,
    /// Its number, as people say it.
    pub number: String,
    /// For which authority.
    pub to: String,
    /// Who made it.
    pub by: StaffId,
    /// SHA-256 of the manifest, in hexadecimal: what was signed.
    pub manifest: String,
}

/// What the consumer council (消保委) was asked, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouncilHelp {
    /// The number of our packet.
    pub packet: String,
    /// When it was asked.
    pub asked_at: Moment,
    /// What it was asked.
    pub ask: String,
    /// That it has the packet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<CouncilReceipt>,
    /// What it answered, the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// The council has the packet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouncilReceipt {
    /// On which day.
    pub on: Day,
    /// Who of the council confirmed it.
    pub from: String,
    /// Its number, where it has one.
    pub number: String,
}

impl Case {
    /// Whether something of the case may be erased or made anonymous. Whatever does that asks here first.
    #[must_use]
    pub const fn may_be_erased(&self) -> bool {
        self.hold.is_none()
    }

    /// The evidence packs that were made of it, oldest first.
    pub fn evidence_packs(&self) -> impl Iterator<Item = (Moment, &EvidencePack)> {
        self.timeline.iter().filter_map(|entry| match &entry.event {
            Some(Event::EvidencePacked { pack }) => Some((entry.at, pack)),
            _ => None,
        })
    }
}
