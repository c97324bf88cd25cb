//! 不销售: what must not be sold, and why goods are not on sale on a day.

use serde::{Deserialize, Serialize};

use super::{GoodsFile, Stamp, Standing};
use crate::{form::terms, moment::Day};

terms! {
    /// Why goods must not be sold (产品质量法 第二十七、三十五条, 食品安全法 第三十四条).
    Unsaleable {
        NoMarking = "no_marking", "三无商品", "Without name, maker or address";
        Expired = "expired", "过期", "Expired";
        Spoiled = "spoiled", "变质", "Spoiled";
        Failed = "failed", "检验不合格", "Failed a test";
        Dangerous = "dangerous", "有安全隐患", "Dangerous";
    }
}

/// A stop that holds until somebody lifts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaleStop {
    /// Why.
    pub why: Unsaleable,
    /// What was seen.
    pub words: String,
    /// By whom and when.
    pub since: Stamp,
}

/// A reason for which goods are not on sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOnSale {
    /// They have not passed their check yet.
    NotListed,
    /// 已下架.
    TakenDown,
    /// They are sold here no more.
    Withdrawn,
    /// They must not be sold.
    Stopped(Unsaleable),
    /// 退市 is under way.
    Recalled,
    /// Of every lot that is left the last day has passed.
    AllExpired,
}

impl GoodsFile {
    /// Why they are not on sale on that day; nothing: they are.
    #[must_use]
    pub fn not_on_sale(&self, today: Day) -> Vec<NotOnSale> {
        let standing = match &self.standing {
            Standing::Listed => None,
            Standing::Proposed | Standing::Nonconforming { .. } => Some(NotOnSale::NotListed),
            Standing::TakenDown => Some(NotOnSale::TakenDown),
            Standing::Withdrawn { .. } => Some(NotOnSale::Withdrawn),
        };
        let recalled = self.open_recall().filter(|recall| recall.whole).map(|_| NotOnSale::Recalled);
        let stopped = self.stops.iter().map(|stop| NotOnSale::Stopped(stop.why));
        let of_sale = |lot: &&super::Lot| !lot.left().is_zero() && !self.is_recalled(lot.id);
        let mut left = self.lots.iter().filter(of_sale).peekable();
        let all_expired = left.peek().is_some() && left.all(|lot| lot.is_expired(today));
        let expired = all_expired.then_some(NotOnSale::AllExpired);
        recalled.into_iter().chain(standing).chain(stopped).chain(expired).collect()
    }

    /// They may be sold on that day.
    #[must_use]
    pub fn is_on_sale(&self, today: Day) -> bool {
        self.not_on_sale(today).is_empty()
    }
}
