//! Where figures are kept: cells of a few cubes, by the day and by the month.

use std::collections::HashMap;

use super::Contribution;
use crate::{
    case::Case,
    form::{Term, terms},
    moment::Day,
};

terms! {
    /// By what figures are kept. Each answers one question about any period by few rows.
    Cube {
        /// Category by kind of goods; all of them together are all cases.
        Goods = "goods", "类别和商品", "Category and goods";
        /// Merchant.
        Merchant = "merchant", "商户", "Merchant";
        /// Category by merchant: the issues.
        Issue = "issue", "类别和商户", "Category and merchant";
        /// Hour of the day.
        Hour = "hour", "时段", "Hour";
    }
}

terms! {
    /// How long a bucket is.
    Grain {
        Day = "day", "日", "Day";
        Month = "month", "月", "Month";
    }
}

/// Where figures are kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// By what.
    pub cube: Cube,
    /// Day or month.
    pub grain: Grain,
    /// The day, or the first of the month.
    pub bucket: Day,
    /// The first word of the cube, such as a category.
    pub row: String,
    /// The second.
    pub column: String,
}

/// By how much cells change.
pub type Moved = HashMap<Cell, super::Figures>;

impl Contribution {
    /// The cells to which it adds.
    fn cells(&self) -> impl Iterator<Item = Cell> {
        let (category, goods) = (self.category.code().to_owned(), self.goods.code().to_owned());
        let about = self.about.to_string();
        let cubes = [
            (Cube::Goods, category.clone(), goods),
            (Cube::Merchant, about.clone(), String::new()),
            (Cube::Issue, category, about),
            (Cube::Hour, format!("{:02}", self.hour), String::new()),
        ];
        let buckets = [(Grain::Day, self.day), (Grain::Month, self.day.first_of_month())];
        cubes.into_iter().flat_map(move |(cube, row, column)| {
            buckets.map(|(grain, bucket)| Cell { cube, grain, bucket, row: row.clone(), column: column.clone() })
        })
    }
}

/// Adds what a change of a case changes: what it contributes afterwards, less what it contributed before.
pub fn moved(before: Option<&Case>, after: Option<&Case>, into: &mut Moved) {
    let (before, after) = (before.and_then(Contribution::of), after.and_then(Contribution::of));
    if before == after {
        return;
    }
    if let Some(before) = before {
        let less = before.figures.negated();
        before.cells().for_each(|cell| into.entry(cell).or_default().join(&less));
    }
    if let Some(after) = after {
        after.cells().for_each(|cell| into.entry(cell).or_default().join(&after.figures));
    }
}
