//! The promised times of the register. An entry of a file's history keeps the day that it led to, so that a later version of the
//! rules moves no promise that was given.

/// The times, with where they come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MerchantRules {
    /// Counted up with every change.
    pub version: u32,
    /// 定期核实更新 after so many months.
    pub review_months: i32,
    /// So many days before something is due it is a task.
    pub notice_days: i64,
    /// So many days after it was due, sale is suspended.
    pub grace_days: i64,
    /// Where the duty comes from.
    pub source: &'static str,
    /// When somebody has to look at them again.
    pub review_on: &'static str,
}

/// As they hold now.
pub const RULES: MerchantRules = MerchantRules {
    version: 1,
    review_months: 6,
    notice_days: 30,
    grace_days: 14,
    source: "网络交易监督管理办法 第二十四条（每六个月核验更新一次），商场比照执行",
    review_on: "2027-06-30",
};
