//! The house's own times. A deadline that was set is kept as a day, so that a later version moves none.

/// The times, with where they come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OversightRules {
    /// Counted up with every change.
    pub version: u32,
    /// A tablet may bring what was done on it so many days later.
    pub late_days: i64,
    /// A deadline is at most so many days ahead.
    pub most_days: i64,
    /// What was imposed within so many days before makes the next measure a stronger one.
    pub repeat_days: i64,
    /// A report for which no receipt came after so many days is asked about.
    pub receipt_days: i64,
    /// So many days before something is due it is a task.
    pub notice_days: i64,
    /// Where they come from.
    pub source: &'static str,
    /// When somebody has to look at them again.
    pub review_on: &'static str,
}

/// As they hold now. The law gives a mall no times for this; the grades follow 行政处罚法 第五条, 第六条 (proportion, and
/// education before punishment) by analogy.
pub const RULES: OversightRules = OversightRules {
    version: 1,
    late_days: 31,
    most_days: 366,
    repeat_days: 365,
    receipt_days: 7,
    notice_days: 3,
    source: "企业服务管理制度：监督检查、及时制止、报告与配合；期限为商场自定",
    review_on: "2027-06-30",
};
