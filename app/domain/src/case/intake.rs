//! What staff write down of a complaint that comes by telephone or on foot, or that another office sends (代录).

use serde::{Deserialize, Serialize};

use super::StaffOnly;
use crate::{form::terms, moment::Day};

terms! {
    /// How a complaint that staff registered came in.
    Channel {
        Phone = "phone", "来电", "By telephone";
        WalkIn = "walk_in", "来访", "In person";
        Referred = "referred", "转办", "Referred by another office";
        Hotline12315 = "hotline_12315", "12315", "From 12315";
    }
}

impl Channel {
    /// The consumer is there and can be read to what was written.
    #[must_use]
    pub const fn is_spoken(self) -> bool {
        matches!(self, Self::Phone | Self::WalkIn)
    }
}

/// How it came in, and what was said with it. Who took it is the author of the event, and the case's 首问人 (首问责任).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// How.
    pub channel: Channel,
    /// What was written was read back to the consumer, who said that it is right.
    #[serde(default)]
    pub read_back: bool,
    /// How the consumer agreed to the processing of personal data (个人信息保护法 第十四条), in the words of whoever took it.
    pub consent: StaffOnly,
    /// The office that sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral: Option<Referral>,
}

/// Under which number another office sent it (转办单).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// The office's own number.
    pub number: String,
    /// Until when that office wants an answer; no promise of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
}
