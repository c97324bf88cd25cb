//! The contact point's rules: configuration with a version, an effective date, a source and a review date.

use serde::{Deserialize, Serialize};

use crate::{moment::Day, money::Yuan};

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
}
