//! Statutory times (法定时限): of the regulator and of the courts, never of the contact point.

use serde::{Deserialize, Serialize};

use crate::{
    calendar::WorkCalendar,
    case::{Case, Event},
    form::terms,
    moment::Day,
    words::{Bilingual, Text, text},
};

terms! {
    /// Which statutory time.
    StatutoryKind {
        RegulatorDecides = "regulator_decides", "市场监管部门处理并告知", "The regulator acts and answers";
        RegulatorMediates = "regulator_mediates", "市场监管部门调解", "The regulator's mediation ends";
        DefectClaim = "defect_claim", "产品缺陷赔偿诉讼时效", "Limitation of claims for defective products";
        GeneralClaim = "general_claim", "一般诉讼时效", "General limitation of claims";
    }
}

impl StatutoryKind {
    /// From which day it is counted, for a person.
    #[must_use]
    pub const fn counted_from(self) -> Text {
        match self {
            Self::RegulatorDecides | Self::RegulatorMediates => {
                text("自转交市场监管那天起算", "counted from the day it was passed to the regulator")
            }
            Self::DefectClaim | Self::GeneralClaim => text("自购买那天起算", "counted from the day of purchase"),
        }
    }
}

terms! {
    /// What a statutory time is counted in.
    StatutoryUnit {
        WorkingDays = "working_days", "工作日", "working days";
        Days = "days", "日", "days";
        Years = "years", "年", "years";
    }
}

/// A statutory time as configured: length, source, and when somebody must read the law again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatutoryTerm {
    /// Which.
    pub kind: StatutoryKind,
    /// How many …
    pub length: u32,
    /// … of these.
    pub unit: StatutoryUnit,
    /// Law and article.
    pub article: Bilingual,
    /// Date of the text that was read.
    pub text_of: Day,
    /// Where it was read.
    pub source: String,
    /// When somebody must look at it again.
    pub review_by: Day,
    /// Read from a secondary copy only: to be shown as such.
    pub needs_review: bool,
}

/// The last day of a statutory time. Not a [`crate::calendar::Due`]: no page can show it as a promise of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatutoryDue {
    /// Its last day. Where that is a holiday the law gives a little more (民法典 第二百零三条); people are told the earlier.
    pub last_day: Day,
    /// 暂定: a year on the way is not announced yet.
    pub tentative: bool,
}

/// A statutory time that runs in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatutoryClock<'a> {
    /// What it is, with its source.
    pub term: &'a StatutoryTerm,
    /// The day it is counted from; that day itself does not count.
    pub from: Day,
    /// Its end.
    pub due: StatutoryDue,
}

/// Every statutory time that a case gives reason to show. Limitation is counted from the day of purchase: the law counts
/// from when the harm was or should have been known, so the true end is never earlier.
#[must_use]
pub fn statutory_clocks<'a>(
    case: &Case,
    calendar: &WorkCalendar,
    terms: &'a [StatutoryTerm],
) -> Vec<StatutoryClock<'a>> {
    let passed_on = case.timeline.iter().find(|entry| matches!(entry.event, Some(Event::Transferred { .. })));
    let passed_on = passed_on.map(|entry| entry.at.day());
    let clock = |term: &'a StatutoryTerm| {
        let from = match term.kind {
            StatutoryKind::RegulatorDecides | StatutoryKind::RegulatorMediates => passed_on?,
            StatutoryKind::DefectClaim | StatutoryKind::GeneralClaim => case.complaint.purchased_on?,
        };
        Some(StatutoryClock { term, from, due: term.due(from, calendar) })
    };
    terms.iter().filter_map(clock).collect()
}

/// The regulator's own times, counted from the day on which a case was passed on to it.
#[must_use]
pub fn regulator_clocks<'a>(
    passed_on: Day,
    calendar: &WorkCalendar,
    terms: &'a [StatutoryTerm],
) -> Vec<StatutoryClock<'a>> {
    let of_regulator = |kind| matches!(kind, StatutoryKind::RegulatorDecides | StatutoryKind::RegulatorMediates);
    let clock = |term: &'a StatutoryTerm| StatutoryClock { term, from: passed_on, due: term.due(passed_on, calendar) };
    terms.iter().filter(|term| of_regulator(term.kind)).map(clock).collect()
}

impl StatutoryTerm {
    /// Its last day, counted from the day after `from`.
    #[must_use]
    pub fn due(&self, from: Day, calendar: &WorkCalendar) -> StatutoryDue {
        match self.unit {
            StatutoryUnit::WorkingDays => {
                let due = calendar.due(from.at(0, 0), self.length, (23, 59));
                StatutoryDue { last_day: due.at.day(), tentative: due.tentative }
            }
            StatutoryUnit::Days => StatutoryDue { last_day: from.plus_days(i64::from(self.length)), tentative: false },
            StatutoryUnit::Years => {
                let years = i32::try_from(self.length).unwrap_or(i32::MAX);
                StatutoryDue { last_day: from.plus_years(years), tentative: false }
            }
        }
    }
}
