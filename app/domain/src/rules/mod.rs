//! The contact point's rules: configuration with a version, an effective date, a source and a review date.

mod check;
mod near_expiry;

use serde::{Deserialize, Serialize};

use crate::{clock::StatutoryTerm, moment::Day, money::Yuan, training::TrainingRules};

pub use check::RulesFault;
pub use near_expiry::{NearExpiry, NearStep};

/// Promised times (站内承诺时限) and thresholds. Times are in working days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Counted up with every change.
    pub version: u32,
    /// First day on which these hold.
    pub effective_from: Day,
    /// Where they come from.
    pub source: String,
    /// When someone must look at them again.
    pub review_by: Day,
    /// Until a received complaint is accepted or refused.
    pub accept_within: u32,
    /// For the consumer to answer a question.
    pub supplement_within: u32,
    /// For the merchant to answer.
    pub merchant_within: u32,
    /// For mediation.
    pub mediation_within: u32,
    /// For a reasoned refusal.
    pub decline_within: u32,
    /// Calendar days in which a consumer may object to a closed case.
    pub object_within_days: u32,
    /// 小额纠纷快速处理 takes amounts up to and including this.
    pub small_claim_limit: Yuan,
    /// End of a working day: hour and minute in Shanghai.
    pub closing_time: (u8, u8),
    /// Version of the privacy notice that a filing consents to.
    pub privacy_notice: u32,
    /// Opening hours, warnings and the clocks of the fast mechanisms.
    #[serde(default)]
    pub desk: DeskRules,
    /// When goods are 临期.
    #[serde(default)]
    pub near_expiry: NearExpiry,
    /// How often there is a training.
    #[serde(default)]
    pub training: TrainingRules,
    /// Statutory times (法定时限), with their sources; shown apart from promises.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statutory: Vec<StatutoryTerm>,
}

/// What the desk's clocks need besides the times of the table. Times are in working days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeskRules {
    /// Begin of a working day: hour and minute in Shanghai.
    pub opening_time: (u8, u8),
    /// At which percent of a clock's working time somebody is warned, in rising order; the last, 100, escalates.
    pub warn_at: Vec<u8>,
    /// For a case of 小额纠纷快速处理 to be settled.
    pub small_claim_within: u32,
    /// For an approved advance payment to be handed over.
    pub advance_within: u32,
    /// For the merchant to answer in the 绿色通道.
    pub green_merchant_within: u32,
    /// For mediation in the 绿色通道.
    pub green_mediation_within: u32,
    /// Calendar days of 无理由退货 for goods sold by internet, telephone or mail (消费者权益保护法 第二十五条).
    pub remote_return_days: u32,
}

impl Default for DeskRules {
    fn default() -> Self {
        Self {
            opening_time: (9, 0),
            warn_at: vec![50, 80, 100],
            small_claim_within: 1,
            advance_within: 3,
            green_merchant_within: 1,
            green_mediation_within: 5,
            remote_return_days: 7,
        }
    }
}
