//! How long lines of the ledger are kept, which is the law's. From when on goods are 临期 is a mall's own: `NearExpiry` of its rules.

/// The times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoodsRules {
    /// Counted up with every change.
    pub version: u32,
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
    kept_months_after_expiry: 6,
    kept_years: 2,
    bulletin_days: 90,
    source: "食品安全法 第五十、五十三、五十四条（凭证保存至保质期满后六个月，没有保质期的不少于二年）；公告天数为商场自定，待复核",
    review_on: "2027-06-30",
};
