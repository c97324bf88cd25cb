//! 分析汇总 of a period, as the staff's page shows it.

use serde::{Deserialize, Serialize};

use super::{About, Alert, Concentrations, Figures, Period};
use crate::{
    form::{Category, GoodsKind},
    moment::Day,
    words::Bilingual,
};

/// So many merchants are shown.
pub const MOST_MERCHANTS: usize = 40;
/// So many issues are shown.
pub const MOST_ISSUES: usize = 20;
/// From so many complaints in the period on, a merchant is one of whom complaints repeat.
pub const REPEATS_FROM: i64 = 3;

/// Figures of a period, beside those of the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Of when.
    pub period: Period,
    /// The one before.
    pub before: Period,
    /// All cases.
    pub now: Figures,
    /// All cases of the one before.
    pub then: Figures,
    /// By the day, or for long periods by the month: the first days, with the figures.
    pub series: Vec<(Day, Figures)>,
    /// By category, where there is any.
    pub categories: Vec<CategoryLine>,
    /// By kind of goods, where there is any.
    pub goods: Vec<GoodsLine>,
    /// By merchant, most complaints first.
    pub merchants: Vec<MerchantLine>,
    /// By category and merchant, most first.
    pub issues: Vec<IssueLine>,
    /// Filed in each of the 24 hours of a day.
    pub hours: Vec<i64>,
}

/// A category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryLine {
    /// Which.
    pub category: Category,
    /// In the period.
    pub now: Figures,
    /// In the one before.
    pub then: Figures,
}

/// A kind of goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoodsLine {
    /// Which.
    pub goods: GoodsKind,
    /// In the period.
    pub now: Figures,
    /// In the one before.
    pub then: Figures,
}

/// A merchant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MerchantLine {
    /// Which.
    pub about: About,
    /// As it is called; nothing where the consumer was not sure.
    pub name: String,
    /// In the period.
    pub now: Figures,
    /// In the one before.
    pub then: Figures,
}

/// An issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueLine {
    /// 问题类别.
    pub category: Category,
    /// About whom.
    pub about: About,
    /// As it is called.
    pub name: String,
    /// Complaints and reports in the period.
    pub now: i64,
    /// In the one before.
    pub then: i64,
}

/// 集中问题, with the merchants' names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unusual {
    /// What was looked at, and what is told.
    pub said: Concentrations,
    /// The names that go with the alerts, in their order.
    pub names: Vec<String>,
}

impl Unusual {
    /// Each alert with the merchant's name and the sentence that explains it.
    pub fn alerts(&self) -> impl Iterator<Item = (&Alert, &str, Bilingual)> {
        self.said.alerts.iter().zip(&self.names).map(|(alert, name)| (alert, name.as_str(), alert.because(name)))
    }
}

/// An overview, with its charts as SVG in the language that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charted {
    /// The figures.
    pub overview: Overview,
    /// Cases over time.
    pub over_time: String,
    /// By category, beside the period before.
    pub by_category: String,
    /// By merchant, of whom there are most.
    pub by_merchant: String,
    /// By hour of the day.
    pub by_hour: String,
}
