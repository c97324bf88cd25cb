//! What is promised, and under which rules.

use serde::{Deserialize, Serialize};

use crate::{
    calendar::WorkCalendar,
    form::terms,
    rules::{DeskRules, Rules},
};

use super::WorkTime;

terms! {
    /// What the contact point (or who it waits for) has to do in time.
    Promise {
        Accept = "accept", "受理", "accept it";
        Decline = "decline", "说明不予受理的理由", "say why it is not accepted";
        Answer = "answer", "办理并答复", "act on it and answer";
        Supplement = "supplement", "消费者补充", "the consumer to answer";
        Merchant = "merchant", "商家答复", "the merchant to answer";
        Mediation = "mediation", "调解", "mediate";
        Performance = "performance", "商家兑现", "the merchant to carry it out";
        Advance = "advance", "先行赔付", "pay in advance";
        SmallClaim = "small_claim", "小额快速办结", "settle the small claim";
    }
}

impl Promise {
    /// A day that two sides agreed on: no pause of ours moves it.
    #[must_use]
    pub const fn is_agreed_day(self) -> bool {
        matches!(self, Self::Performance)
    }
}

/// The rules under which a clock started, as far as they concern it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockTerms {
    /// Version of the rules.
    pub rules: u32,
    /// Working days.
    pub days: u32,
    /// When a working day begins: hour and minute in Shanghai.
    pub opens: (u8, u8),
    /// When it ends.
    pub closes: (u8, u8),
}

impl ClockTerms {
    /// So many working days under these rules.
    #[must_use]
    pub fn of(rules: &Rules, days: u32) -> Self {
        Self { rules: rules.version, days, opens: rules.desk.opening_time, closes: rules.closing_time }
    }

    /// For a clock whose history is older than these terms: the default hours, and the close of its due time.
    pub(super) fn unknown(closes: (u8, u8)) -> Self {
        Self { rules: 0, days: 0, opens: DeskRules::default().opening_time, closes }
    }

    /// Working time under these terms.
    #[must_use]
    pub const fn work<'a>(&self, calendar: &'a WorkCalendar) -> WorkTime<'a> {
        WorkTime::new(calendar, self.opens, self.closes)
    }
}
