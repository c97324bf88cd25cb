//! The promised times about goods, with where they come from.

/// The times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoodsRules {
    /// Counted up with every change.
    pub version: u32,
    /// Of goods that keep for at least so many days, so many days before the end are 临期; the longest first.
    pub near_expiry: [(i64, i64); 6],
    /// 临期 where it is not known when they were made.
    pub near_expiry_unknown: i64,
    /// The ledger is kept for so many months after the last day.
    pub kept_months_after_expiry: i32,
    /// And for so many years where there is none.
    pub kept_years: i32,
    /// A bulletin of a delisting hangs for so many days, unless somebody takes it down before.
    pub bulletin_days: i64,
    /// Where the duties come from.
    pub source: &'static str,
    /// When somebody has to look at them again.
    pub review_on: &'static str,
}

/// As they hold now.
pub const RULES: GoodsRules = GoodsRules {
    version: 2,
    near_expiry: [(365, 45), (180, 20), (90, 15), (30, 10), (15, 5), (0, 1)],
    near_expiry_unknown: 30,
    kept_months_after_expiry: 6,
    kept_years: 2,
    bulletin_days: 90,
    source: "食品安全法 第五十、五十三、五十四条（凭证保存至保质期满后六个月，没有保质期的不少于二年）；临期天数和公告天数为商场自定，待复核",
    review_on: "2027-06-30",
};
