//! What everybody may know of a merchant: its promises, how it answers, how it went. Of a few cases nothing is said.

use serde::{Deserialize, Serialize};

use super::{Figures, Measure, Period, suppression::LEAST};
use crate::{
    merchant::DirectoryEntry,
    moment::Day,
    words::{Text, text},
};

/// The version of the open data: fields are added, never changed.
pub const PUBLIC_MERCHANTS_VERSION: u32 = 1;

/// Every merchant that sells here, for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicMerchants {
    /// [`PUBLIC_MERCHANTS_VERSION`].
    pub version: u32,
    /// Whose.
    pub contact_point: String,
    /// Of fewer cases nothing is said.
    pub least: i64,
    /// Whether the house publishes merchants at all; without that there is none below.
    pub published: bool,
    /// Of when: whole quarters that have ended. None before the first has.
    pub period: Option<Period>,
    /// By floor, stall and name.
    pub merchants: Vec<PublicMerchant>,
}

/// One merchant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicMerchant {
    /// Which.
    #[serde(flatten)]
    pub merchant: DirectoryEntry,
    /// Which commitments on the board it has signed, and since when.
    pub signed: Vec<(String, Day)>,
    /// How many days it promises to take goods back without a reason; none: it promises nothing.
    pub returns_within_days: Option<u32>,
    /// How many complaints there were, roughly.
    pub complaints: Band,
    /// Of a hundred times that it was asked, those in which it answered in time.
    pub answered_in_time: Option<i64>,
    /// Of a hundred complaints with a result, those that were settled with it.
    pub settled: Option<i64>,
    /// Stars on average, in tenths.
    pub stars_in_tenths: Option<i64>,
}

/// How many, roughly: an exact number of one quarter more would say what happened in that quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// None, or so few that nothing is said.
    Few,
    /// 5 to 9.
    Some,
    /// 10 to 19.
    Tens,
    /// 20 and more.
    Many,
}

impl Band {
    /// Of a number.
    #[must_use]
    pub const fn of(number: i64) -> Self {
        match number {
            ..LEAST => Self::Few,
            LEAST..10 => Self::Some,
            10..20 => Self::Tens,
            _ => Self::Many,
        }
    }

    /// In words.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Few => text("少于 5 件", "fewer than 5"),
            Self::Some => text("5–9 件", "5–9"),
            Self::Tens => text("10–19 件", "10–19"),
            Self::Many => text("20 件以上", "20 or more"),
        }
    }
}

impl PublicMerchant {
    /// What may be said of these figures.
    #[must_use]
    pub fn of(
        merchant: DirectoryEntry,
        signed: Vec<(String, Day)>,
        returns_within_days: Option<u32>,
        figures: &Figures,
    ) -> Self {
        use Measure as M;
        let asked = figures.of(M::MerchantAsked);
        let settled = figures.of(M::SettledOnSite) + figures.of(M::Performed);
        Self {
            merchant,
            signed,
            returns_within_days,
            complaints: Band::of(figures.of(M::Complaints)),
            answered_in_time: share(asked - figures.of(M::MerchantLate), asked),
            settled: share(settled, figures.of(M::Concluded)),
            stars_in_tenths: figures.stars_in_tenths().filter(|_| figures.rated() >= LEAST),
        }
    }
}

/// A share of which the one part is a few people says who they were.
fn share(part: i64, all: i64) -> Option<i64> {
    let is_small = |part: i64| (1..LEAST).contains(&part);
    (all >= LEAST && !is_small(part) && !is_small(all - part)).then(|| (part * 100 + all / 2) / all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_few_cases_nothing_is_said_and_of_more_no_exact_number() {
        assert_eq!(
            [0, 4, 5, 9, 10, 19, 20].map(Band::of),
            [Band::Few, Band::Few, Band::Some, Band::Some, Band::Tens, Band::Tens, Band::Many]
        );
        assert_eq!(share(4, 4), None);
        assert_eq!(share(5, 5), Some(100));
        assert_eq!((share(5, 6), share(1, 10), share(10, 15)), (None, None, Some(67)));
    }
}
