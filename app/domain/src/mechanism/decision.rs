//! What a rule decides, and why.

use serde::{Deserialize, Serialize};

use crate::{
    case::StaffOnly,
    form::terms,
    moment::Moment,
    money::Yuan,
    role::Actor,
    words::{Bilingual, Text},
};

terms! {
    /// A fast mechanism (快速机制).
    Mechanism {
        FirstReceiver = "first_receiver", "首问责任", "First receiver answers";
        NoReasonReturn = "no_reason_return", "无理由退货", "No-reason return";
        SmallClaim = "small_claim", "小额快速", "Small-claims fast track";
        AdvancePayment = "advance_payment", "先行赔付", "Advance payment";
        GreenLane = "green_lane", "绿色通道", "Green lane";
    }
}

/// Whether a case takes a mechanism, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Which.
    pub mechanism: Mechanism,
    /// Whether the case takes it.
    pub takes: bool,
    /// Why, for whoever reads the case: “进入小额快速：金额 ¥320 ≤ ¥500”.
    pub because: Bilingual,
}

/// A supervisor's word against a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Against which.
    pub mechanism: Mechanism,
    /// Whether the case takes it now.
    pub takes: bool,
    /// Why; for staff only.
    pub reason: StaffOnly,
    /// Whose word.
    pub by: Actor,
    /// When.
    pub at: Moment,
}

impl Decision {
    pub(super) fn takes(mechanism: Mechanism, why: Text, parts: &[&str]) -> Self {
        Self { mechanism, takes: true, because: why.filled(parts) }
    }

    pub(super) fn leaves(mechanism: Mechanism, why: Text, parts: &[&str]) -> Self {
        Self { mechanism, takes: false, because: why.filled(parts) }
    }
}

/// `¥320`, `¥320.50`: as people say it.
pub(super) fn spoken(amount: Yuan) -> String {
    let plain = amount.to_string();
    format!("¥{}", plain.strip_suffix(".00").unwrap_or(&plain))
}
