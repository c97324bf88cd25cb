//! The telephone log of a case (电话记录), with calls back (回访).

use serde::{Deserialize, Serialize};

use super::StaffOnly;
use crate::form::terms;

terms! {
    /// Who called whom.
    CallDirection {
        Outgoing = "outgoing", "打出", "Outgoing";
        Incoming = "incoming", "打入", "Incoming";
    }
}

terms! {
    /// Who was at the other end.
    CallWith {
        Consumer = "consumer", "消费者", "The consumer";
        Merchant = "merchant", "商家", "The merchant";
        Authority = "authority", "监管部门或 12315", "An authority or 12315";
        Other = "other", "其他人", "Somebody else";
    }
}

terms! {
    /// What became of it.
    CallResult {
        Reached = "reached", "已接通", "Reached";
        NoAnswer = "no_answer", "无人接听", "No answer";
        Unreachable = "unreachable", "关机或号码不对", "Switched off, or a wrong number";
    }
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Who called whom.
    pub direction: CallDirection,
    /// The other end.
    pub with: CallWith,
    /// What became of it.
    pub result: CallResult,
    /// A call back to hear whether all is well (回访).
    #[serde(default)]
    pub follow_up: bool,
    /// What was said; may be empty only where nobody was reached.
    pub words: StaffOnly,
}
