//! Which goods somebody wants to see: by where they stand.

use domain::{
    goods::{Freshness, GoodsFile, Standing},
    moment::Day,
    rules::NearExpiry,
    words::{Text, text},
};

/// Some of the goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All that are not sold no more.
    All,
    /// 在售.
    OnSale,
    /// 等上架查验, or not passed.
    Waiting,
    /// 停售.
    Stopped,
    /// 下架.
    TakenDown,
    /// 退市, open or closed.
    Delisted,
    /// 临期.
    Near,
    /// 过期.
    Expired,
    /// 不再销售.
    Ended,
}

impl Which {
    /// As they are offered.
    pub const ALL: [Self; 9] = [
        Self::All,
        Self::OnSale,
        Self::Waiting,
        Self::Stopped,
        Self::TakenDown,
        Self::Delisted,
        Self::Near,
        Self::Expired,
        Self::Ended,
    ];

    /// Its word in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::OnSale => "on_sale",
            Self::Waiting => "waiting",
            Self::Stopped => "stopped",
            Self::TakenDown => "taken_down",
            Self::Delisted => "delisted",
            Self::Near => "near",
            Self::Expired => "expired",
            Self::Ended => "ended",
        }
    }

    /// The one of a word; all for a word that there is not.
    pub fn of_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|which| which.code() == code).unwrap_or(Self::All)
    }

    /// In words.
    pub const fn name(self) -> Text {
        match self {
            Self::All => text("全部", "All"),
            Self::OnSale => text("在售", "On sale"),
            Self::Waiting => text("等上架查验", "To be checked"),
            Self::Stopped => text("停售", "Stopped"),
            Self::TakenDown => text("下架", "Taken down"),
            Self::Delisted => text("退市", "Delisted"),
            Self::Near => text("临期", "Ends soon"),
            Self::Expired => text("过期", "Expired"),
            Self::Ended => text("不再销售", "Sold no more"),
        }
    }

    /// A file is one of them on that day.
    pub fn has(self, file: &GoodsFile, today: Day, rules: &NearExpiry) -> bool {
        let here = |of: fn(Freshness) -> bool| {
            let here = file.lots.iter().filter(|lot| !lot.left().is_zero() && !file.is_recalled(lot.id));
            here.map(|lot| lot.freshness(today, rules)).any(of)
        };
        match self {
            Self::Ended => file.has_ended(),
            _ if file.has_ended() => false,
            Self::All => true,
            Self::OnSale => file.is_on_sale(today),
            Self::Waiting => matches!(file.standing, Standing::Proposed | Standing::Nonconforming { .. }),
            Self::Stopped => !file.stops.is_empty(),
            Self::TakenDown => file.standing == Standing::TakenDown,
            Self::Delisted => !file.recalls.is_empty(),
            Self::Near => here(|fresh| matches!(fresh, Freshness::Near { .. })),
            Self::Expired => here(|fresh| matches!(fresh, Freshness::Expired { .. })),
        }
    }
}
