//! The figures: what is counted of cases, and what follows from the counts.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::{
    form::{Term, terms},
    money::Yuan,
};

terms! {
    /// What is counted. Times are in minutes, amounts in fen.
    Measure {
        Cases = "cases", "案件", "Cases";
        Inquiries = "inquiries", "咨询", "Questions";
        Complaints = "complaints", "投诉", "Complaints";
        Reports = "reports", "举报线索", "Reports";
        Open = "open", "没结的", "Open";
        Answered = "answered", "已首次答复", "Answered once";
        AnswerMinutes = "answer_minutes", "到首次答复的分钟", "Minutes to the first answer";
        AnsweredHour = "answered_hour", "1 小时内首次答复", "First answer within 1 hour";
        AnsweredHalfDay = "answered_half_day", "4 小时内首次答复", "First answer within 4 hours";
        AnsweredDay = "answered_day", "1 天内首次答复", "First answer within 1 day";
        AnsweredThreeDays = "answered_three_days", "3 天内首次答复", "First answer within 3 days";
        Ended = "ended", "已结", "Ended";
        EndMinutes = "end_minutes", "到办结的分钟", "Minutes to the end";
        EndedDay = "ended_day", "1 天内办结", "Ended within 1 day";
        EndedThreeDays = "ended_three_days", "3 天内办结", "Ended within 3 days";
        EndedWeek = "ended_week", "7 天内办结", "Ended within 7 days";
        EndedMonth = "ended_month", "30 天内办结", "Ended within 30 days";
        Promised = "promised", "承诺时限已见分晓", "Promised times decided";
        Late = "late", "有承诺时限到期未办", "A promised time ran out";
        MerchantAsked = "merchant_asked", "请商家答复", "Merchant asked";
        MerchantLate = "merchant_late", "商家逾期未答复", "Merchant’s time ran out";
        Concluded = "concluded", "投诉有了结果", "Complaints with a result";
        SettledOnSite = "settled_on_site", "现场和解", "Settled on the spot";
        Performed = "performed", "和解已兑现", "Carried out by the merchant";
        AdvancePaid = "advance_paid", "已先行赔付", "Paid in advance";
        MediationFailed = "mediation_failed", "调解不成", "Mediation failed";
        Transferred = "transferred", "已转市场监管", "Passed to the regulator";
        Declined = "declined", "不予受理", "Not accepted";
        Withdrawn = "withdrawn", "已撤回", "Withdrawn";
        Reopened = "reopened", "曾重新打开", "Taken up again";
        Asked = "asked", "诉求金额", "Amount asked";
        Recovered = "recovered", "挽回金额", "Amount recovered";
        Compensations = "compensations", "赔偿损失的和解", "Settlements with compensation";
        Compensated = "compensated", "其中和解金额", "Their amount";
        FirstReceiver = "first_receiver", "首问责任", "First receiver answers";
        NoReasonReturn = "no_reason_return", "无理由退货", "No-reason return";
        SmallClaim = "small_claim", "小额快速", "Small-claims fast track";
        Advance = "advance", "先行赔付", "Advance payment";
        GreenLane = "green_lane", "绿色通道", "Green lane";
        Star1 = "star_1", "1 星", "1 star";
        Star2 = "star_2", "2 星", "2 stars";
        Star3 = "star_3", "3 星", "3 stars";
        Star4 = "star_4", "4 星", "4 stars";
        Star5 = "star_5", "5 星", "5 stars";
    }
}

const COUNT: usize = Measure::ALL.len();

/// Within how many minutes the first answer came, each including those before it.
pub const ANSWERED_WITHIN: [(i64, Measure); 4] = [
    (60, Measure::AnsweredHour),
    (4 * 60, Measure::AnsweredHalfDay),
    (24 * 60, Measure::AnsweredDay),
    (3 * 24 * 60, Measure::AnsweredThreeDays),
];
/// Within how many minutes the case ended, each including those before it.
pub const ENDED_WITHIN: [(i64, Measure); 4] = [
    (24 * 60, Measure::EndedDay),
    (3 * 24 * 60, Measure::EndedThreeDays),
    (7 * 24 * 60, Measure::EndedWeek),
    (30 * 24 * 60, Measure::EndedMonth),
];
/// How often each number of stars was given.
pub const STARS: [Measure; 5] = [Measure::Star1, Measure::Star2, Measure::Star3, Measure::Star4, Measure::Star5];

/// One number for each measure. In JSON, those that are not nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, i64>", into = "BTreeMap<&'static str, i64>")]
pub struct Figures([i64; COUNT]);

impl Default for Figures {
    fn default() -> Self {
        Self([0; COUNT])
    }
}

impl Figures {
    /// One of them.
    #[must_use]
    pub fn of(&self, measure: Measure) -> i64 {
        self.0.get(measure as usize).copied().unwrap_or_default()
    }

    /// Adds to one of them.
    pub fn add(&mut self, measure: Measure, more: i64) {
        if let Some(number) = self.0.get_mut(measure as usize) {
            *number = number.saturating_add(more);
        }
    }

    /// Adds all of them.
    pub fn join(&mut self, other: &Self) {
        for (number, more) in self.0.iter_mut().zip(other.0) {
            *number = number.saturating_add(more);
        }
    }

    /// The same less.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self(self.0.map(i64::saturating_neg))
    }

    /// Nothing is counted.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.0.iter().all(|number| *number == 0)
    }

    /// So many of a hundred, rounded; none of nothing.
    #[must_use]
    pub fn percent(&self, part: &[Measure], of: Measure) -> Option<i64> {
        let all = self.of(of);
        let part: i64 = part.iter().map(|measure| self.of(*measure)).sum();
        (all > 0).then(|| (part * 100 + all / 2) / all)
    }

    /// Of the complaints with a result, those in which both agreed (和解在企业).
    #[must_use]
    pub fn settled_percent(&self) -> Option<i64> {
        self.percent(&[Measure::SettledOnSite, Measure::Performed], Measure::Concluded)
    }

    /// Of them, those that were settled on the spot (化解在现场).
    #[must_use]
    pub fn on_site_percent(&self) -> Option<i64> {
        self.percent(&[Measure::SettledOnSite], Measure::Concluded)
    }

    /// Of the cases of which that is decided, those in which no promised time of ours ran out.
    #[must_use]
    pub fn within_promise_percent(&self) -> Option<i64> {
        let all = self.of(Measure::Promised);
        (all > 0).then(|| ((all - self.of(Measure::Late)) * 100 + all / 2) / all)
    }

    /// Minutes to the first answer, on average.
    #[must_use]
    pub fn minutes_to_answer(&self) -> Option<i64> {
        self.of(Measure::AnswerMinutes).checked_div(self.of(Measure::Answered))
    }

    /// Minutes to the end, on average.
    #[must_use]
    pub fn minutes_to_end(&self) -> Option<i64> {
        self.of(Measure::EndMinutes).checked_div(self.of(Measure::Ended))
    }

    /// How many were rated.
    #[must_use]
    pub fn rated(&self) -> i64 {
        STARS.iter().map(|stars| self.of(*stars)).sum()
    }

    /// Stars on average, in tenths.
    #[must_use]
    pub fn stars_in_tenths(&self) -> Option<i64> {
        let given: i64 = (1..).zip(STARS).map(|(stars, measure)| stars * self.of(measure)).sum();
        let rated = self.rated();
        (rated > 0).then(|| (given * 10 + rated / 2) / rated)
    }

    /// An amount of money among them.
    #[must_use]
    pub fn yuan(&self, measure: Measure) -> Yuan {
        Yuan::from_fen(self.of(measure))
    }
}

impl From<BTreeMap<String, i64>> for Figures {
    /// What only a later version counts is left out.
    fn from(named: BTreeMap<String, i64>) -> Self {
        let mut figures = Self::default();
        for (code, number) in &named {
            if let Some(measure) = Measure::from_code(code) {
                figures.add(measure, *number);
            }
        }
        figures
    }
}

impl From<Figures> for BTreeMap<&'static str, i64> {
    fn from(figures: Figures) -> Self {
        let all = Measure::ALL.iter().map(|measure| (measure.code(), figures.of(*measure)));
        all.filter(|(_, number)| *number != 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_of_nothing_is_none_and_others_are_rounded() {
        let mut figures = Figures::default();
        assert_eq!(
            (figures.settled_percent(), figures.within_promise_percent(), figures.stars_in_tenths()),
            (None, None, None)
        );
        assert_eq!((figures.minutes_to_answer(), figures.minutes_to_end()), (None, None));
        figures.add(Measure::Concluded, 3);
        figures.add(Measure::Performed, 1);
        figures.add(Measure::SettledOnSite, 1);
        figures.add(Measure::Promised, 8);
        figures.add(Measure::Late, 1);
        figures.add(Measure::Star5, 2);
        figures.add(Measure::Star2, 1);
        assert_eq!((figures.settled_percent(), figures.on_site_percent()), (Some(67), Some(33)));
        assert_eq!((figures.within_promise_percent(), figures.stars_in_tenths()), (Some(88), Some(40)));
    }

    #[test]
    fn what_is_written_is_read_and_what_is_unknown_is_left_out() {
        let mut figures = Figures::default();
        figures.add(Measure::Cases, 7);
        figures.add(Measure::Asked, -5);
        let json = serde_json::to_string(&figures).expect("JSON");
        assert_eq!(json, r#"{"asked":-5,"cases":7}"#);
        let read: Figures = serde_json::from_str(r#"{"asked":-5,"cases":7,"of_later":3}"#).expect("figures");
        assert_eq!(read, figures);
    }
}
