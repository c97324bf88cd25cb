//! 集中问题: whether an issue (category × merchant) has come up more often of late than its own history lets expect.
//!
//! The rule, in words. Counted are the complaints and reports of the last [`Rule::window_days`] days, for each issue. What is to
//! be expected follows from the whole calendar months before them, at most [`Rule::most_months`]: the issue's own rate, drawn
//! towards the average issue of the house by as much as [`Rule::prior_days`] days are worth (so that one without a history is not
//! expected to stay at nothing), and raised where the rest of the house is busier than it was. A count that is drawn from such a
//! rate, which itself is uncertain and varies from month to month, is distributed as a negative binomial; how much issues vary
//! is estimated from all of them together. The chance of so many or more is the tail of that. Of many issues some are always
//! unusual by accident: those are told whose chance stays below the bound of Benjamini and Hochberg, so that of all that is ever
//! told at most a share of [`Rule::false_share`] is expected to be an accident. Fewer than [`Rule::least_cases`] cases are
//! never told, whatever their chance.
//!
//! How often it is wrong and how soon it is right was measured: `app/domain/tests/concentration.rs` prints the table.

use serde::{Deserialize, Serialize};
use statrs::distribution::{DiscreteCDF, NegativeBinomial};

use super::{About, Period};
use crate::{
    form::{Category, Term},
    moment::Day,
    words::{Bilingual, Text, text},
};

/// The numbers of the rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// How far back is looked.
    pub window_days: i64,
    /// Months of history, at most.
    pub most_months: i32,
    /// Months of history without which nothing is said.
    pub least_months: usize,
    /// Fewer cases are never told.
    pub least_cases: u32,
    /// How many days of history the average issue is worth.
    pub prior_days: f64,
    /// Of all that is told, the share that may be an accident.
    pub false_share: f64,
    /// By how much at most a busy season raises what is expected.
    pub most_busy: f64,
}

/// The rule as it holds.
pub const RULE: Rule = Rule {
    window_days: 28,
    most_months: 12,
    least_months: 3,
    least_cases: 4,
    prior_days: 90.0,
    false_share: 0.05,
    most_busy: 3.0,
};

/// How often an issue came up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// 问题类别.
    pub category: Category,
    /// About whom.
    pub about: About,
    /// In the window.
    pub now: u32,
    /// In each month of the history.
    pub months: Vec<u32>,
}

/// When is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Horizon {
    /// The last days.
    pub window: Period,
    /// The whole months before them.
    pub history: Option<Period>,
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concentrations {
    /// Of when.
    pub horizon: Horizon,
    /// How many issues were looked at.
    pub issues: usize,
    /// So many months of history are there; below [`Rule::least_months`] nothing is said.
    pub months: usize,
    /// What is unusual, the most unusual first.
    pub alerts: Vec<Alert>,
}

/// An issue that has come up unusually often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// 问题类别.
    pub category: Category,
    /// About whom.
    pub about: About,
    /// So many cases in the window.
    pub count: u32,
    /// So many were to be expected, in tenths.
    pub expected_tenths: u32,
    /// That so many come by accident happens once in so many times.
    pub once_in: u64,
    /// From how many months it is known.
    pub months: usize,
}

const SENTENCE: Text = text(
    "近 {} 天，“{}”问题有 {} 件，都与{}有关。按此前 {} 个月，通常约 {} 件；只是碰巧的可能约 {} 分之一。",
    "In {} days “{}” came up {} time{s}, each time about {}. By the {} months before, some {} would be usual; by chance alone it happens once in about {} times.",
);

impl Alert {
    /// Why it is told. `name` is the merchant's.
    #[must_use]
    pub fn because(&self, name: &str) -> Bilingual {
        let (tenths, once_in) = (self.expected_tenths, rounded(self.once_in).to_string());
        let expected = format!("{}.{}", tenths / 10, tenths % 10);
        let (days, count, months) = (RULE.window_days.to_string(), self.count.to_string(), self.months.to_string());
        Bilingual::of(|lang| {
            let category = self.category.name().in_lang(lang);
            SENTENCE.fill(lang, &[&days, category, &count, name, &months, &expected, &once_in])
        })
    }
}

/// Two digits are all that such a number says.
fn rounded(number: u64) -> u64 {
    let unit = 10_u64.pow(number.checked_ilog10().unwrap_or_default().saturating_sub(1));
    number / unit * unit
}

impl Horizon {
    /// What is looked at on a day. `since` is the first day of which anything is known.
    #[must_use]
    pub fn on(today: Day, since: Option<Day>, rule: &Rule) -> Self {
        let window = Period { from: today.plus_days(1 - rule.window_days), to: today };
        let to = window.from.first_of_month().plus_days(-1);
        let furthest = to.next().plus_months(-rule.most_months);
        // A month that had begun before anything was written down is no whole one.
        let known = since
            .map(|since| if since == since.first_of_month() { since } else { since.first_of_month().plus_months(1) });
        let history = known.and_then(|known| Period::new(known.max(furthest), to));
        Self { window, history }
    }

    /// How many months of history there are.
    #[must_use]
    pub fn months(&self) -> usize {
        let Some(history) = self.history else { return 0 };
        (0..).take_while(|months| history.from.plus_months(*months) <= history.to).count()
    }
}

/// Looks at every issue.
#[must_use]
pub fn concentrations(horizon: Horizon, observed: &[Observed], rule: &Rule) -> Concentrations {
    let months = horizon.months();
    let mut said = Concentrations { horizon, issues: observed.len(), months, alerts: Vec::new() };
    let Some(history) = horizon.history.filter(|_| months >= rule.least_months) else { return said };
    let house = House::of(observed, float(history.days()), rule);
    let mut chances: Vec<(f64, &Observed, f64)> = Vec::new();
    for issue in observed.iter().filter(|issue| issue.now > 0) {
        let expected = house.expected(issue, rule);
        chances.push((house.chance(issue, expected), issue, expected));
    }
    chances.sort_by(|one, other| one.0.total_cmp(&other.0));
    let all = float(i64::try_from(observed.len()).unwrap_or(i64::MAX));
    let holds = |place: usize, chance: f64| {
        chance <= float(i64::try_from(place + 1).unwrap_or(i64::MAX)) * rule.false_share / all
    };
    let told =
        chances.iter().enumerate().rposition(|(place, (chance, ..))| holds(place, *chance)).map_or(0, |last| last + 1);
    for (chance, issue, expected) in
        chances.into_iter().take(told).filter(|(_, issue, _)| issue.now >= rule.least_cases)
    {
        said.alerts.push(Alert {
            category: issue.category,
            about: issue.about.clone(),
            count: issue.now,
            expected_tenths: whole(expected * 10.0).try_into().unwrap_or(u32::MAX),
            once_in: whole(1.0 / chance.max(1e-12)),
            months,
        });
    }
    said
}

/// What all issues say together.
struct House {
    /// Days of history.
    days: f64,
    /// Cases of the average issue in a day.
    rate: f64,
    /// How much issues vary from month to month, as the square of the coefficient of variation.
    varies: f64,
    /// Cases in the window, and as many as were to be expected.
    now: f64,
    expected: f64,
}

impl House {
    fn of(observed: &[Observed], days: f64, rule: &Rule) -> Self {
        let past = |issue: &Observed| -> f64 { issue.months.iter().copied().map(f64::from).sum() };
        let total: f64 = observed.iter().map(past).sum();
        let rate = total / days / float(i64::try_from(observed.len().max(1)).unwrap_or(i64::MAX));
        let (mut beyond, mut squares) = (0.0, 0.0);
        for issue in observed.iter().filter(|issue| issue.months.len() > 1) {
            let months = float(i64::try_from(issue.months.len()).unwrap_or(i64::MAX));
            let mean = past(issue) / months;
            let apart: f64 = issue.months.iter().map(|count| (f64::from(*count) - mean).powi(2)).sum();
            // Beyond what chance alone makes of a steady rate.
            beyond += apart / (months - 1.0) - mean;
            squares += mean * mean;
        }
        let varies = if squares > 0.0 { (beyond / squares).clamp(0.0, 4.0) } else { 0.0 };
        let now = observed.iter().map(|issue| f64::from(issue.now)).sum();
        let mut house = Self { days, rate, varies, now, expected: 0.0 };
        house.expected = observed.iter().map(|issue| house.usual(issue, rule)).sum();
        house
    }

    /// The weight of an issue's history, in cases.
    fn shape(&self, issue: &Observed, rule: &Rule) -> f64 {
        let own: f64 = issue.months.iter().copied().map(f64::from).sum();
        own + (self.rate * rule.prior_days).max(f64::MIN_POSITIVE)
    }

    /// How many there are in a window as usual.
    fn usual(&self, issue: &Observed, rule: &Rule) -> f64 {
        self.shape(issue, rule) * float(rule.window_days) / (self.days + rule.prior_days)
    }

    /// How many were to be expected, where the rest of the house is as busy as it is.
    fn expected(&self, issue: &Observed, rule: &Rule) -> f64 {
        let usual = self.usual(issue, rule);
        let (rest, rest_usual) = (self.now - f64::from(issue.now), self.expected - usual);
        let busy = if rest_usual > 0.0 { (rest / rest_usual).clamp(1.0, rule.most_busy) } else { 1.0 };
        usual * busy
    }

    /// The chance of so many or more.
    fn chance(&self, issue: &Observed, expected: f64) -> f64 {
        let uncertain = 1.0 / self.shape(issue, &RULE) + self.varies;
        let shape = 1.0 / uncertain;
        let Some(below) = issue.now.checked_sub(1) else { return 1.0 };
        let tail = NegativeBinomial::new(shape, shape / (shape + expected)).map(|counts| counts.sf(u64::from(below)));
        tail.unwrap_or(1.0)
    }
}

#[expect(clippy::cast_precision_loss, reason = "days and cases, far below 2^53")]
const fn float(number: i64) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative; what is too large stays at the largest"
)]
const fn whole(number: f64) -> u64 {
    number.round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::MerchantId, words::Lang};
    use uuid::Uuid;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn issue(number: u128, now: u32, month: u32) -> Observed {
        let about = About::File(MerchantId(Uuid::from_u128(number)));
        Observed { category: Category::Quality, about, now, months: vec![month; 12] }
    }

    fn look(of: &[Observed]) -> Concentrations {
        concentrations(Horizon::on(day("2026-11-29"), Some(day("2024-01-01")), &RULE), of, &RULE)
    }

    fn quiet() -> Vec<Observed> {
        (0..100).map(|number| issue(number, u32::from(number % 3 == 0), u32::from(number % 4 == 0))).collect()
    }

    #[test]
    fn twelve_where_one_was_usual_is_told_with_its_reason() {
        let mut all = quiet();
        all.push(issue(1_000, 12, 1));
        let said = look(&all);
        assert_eq!(said.alerts.len(), 1, "{said:?}");
        let alert = said.alerts.first().expect("an alert");
        assert_eq!((alert.count, alert.months), (12, 12));
        assert!((8..=14).contains(&alert.expected_tenths), "{alert:?}");
        let because = alert.because("佳电电器");
        assert!(because.zh.contains("佳电电器") && because.zh.contains("12 件"), "{}", because.zh);
        assert!(because.in_lang(Lang::En).contains("12 times"), "{}", because.en);
    }

    #[test]
    fn three_cases_are_never_told_however_new_the_issue() {
        let mut all = quiet();
        all.push(issue(1_000, 3, 0));
        assert_eq!(look(&all).alerts, []);
        all.push(issue(1_001, 5, 0));
        assert_eq!(look(&all).alerts.len(), 1);
    }

    #[test]
    fn a_busy_season_of_the_whole_house_is_not_an_issue_of_each_merchant() {
        let all: Vec<_> = (0..40).map(|number| issue(number, 10, 5)).collect();
        assert_eq!(look(&all).alerts, []);
    }

    #[test]
    fn without_a_history_nothing_is_said() {
        let horizon = Horizon::on(day("2026-11-29"), Some(day("2026-08-20")), &RULE);
        let said = concentrations(horizon, &[issue(1, 50, 1)], &RULE);
        assert_eq!((said.months, said.alerts.len()), (2, 0));
        let none = concentrations(Horizon::on(day("2026-11-29"), None, &RULE), &[], &RULE);
        assert_eq!((none.months, none.issues), (0, 0));
    }

    #[test]
    fn a_chance_is_said_with_two_digits() {
        assert_eq!([0, 7, 12_345, 999].map(rounded), [0, 7, 12_000, 990]);
    }
}
