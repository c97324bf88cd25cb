//! A file of goods, as everybody reads it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CheckItem, Event, Findings, Lot, Particulars, Recall, SaleStop, Sample, Takedown};
use crate::{moment::Moment, role::Actor};

/// Who did something, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Who.
    pub by: Actor,
    /// When, by the server's clock once it has it.
    pub at: Moment,
}

/// A file of goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoodsFile {
    /// How many events made it.
    pub rev: u64,
    /// What they are, at their newest.
    pub particulars: Particulars,
    /// The revision of that, and of everything on which the next check of them depends.
    pub written: u64,
    /// Where they stand.
    pub standing: Standing,
    /// Since when.
    pub since: Moment,
    /// The last check before they were listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<(Findings, Stamp)>,
    /// 不销售: the stops that hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<SaleStop>,
    /// 下架, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub takedowns: Vec<Takedown>,
    /// 退市, oldest first; only the last can be open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recalls: Vec<Recall>,
    /// 台账, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<Lot>,
    /// 送检, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<Sample>,
    /// Everything that happened but the lines of the ledger, which stand in it; oldest first.
    pub history: Vec<Entry>,
}

/// Where goods stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 等上架查验.
    Proposed,
    /// 查验不合格.
    Nonconforming {
        /// What was not in order.
        items: Vec<CheckItem>,
    },
    /// 已上架.
    Listed,
    /// 已下架.
    TakenDown,
    /// 不再销售.
    Withdrawn {
        /// Why.
        reason: String,
    },
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The file's revision afterwards.
    pub rev: u64,
    /// Who, and when.
    #[serde(flatten)]
    pub by: Stamp,
    /// What.
    pub event: Event,
}

impl GoodsFile {
    /// Nothing more happens to them.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        matches!(self.standing, Standing::Withdrawn { .. })
    }

    /// The lot of a name.
    #[must_use]
    pub fn lot(&self, id: Uuid) -> Option<&Lot> {
        self.lots.iter().find(|lot| lot.id == id)
    }

    /// Since when they may not be sold, where something stops them.
    #[must_use]
    pub fn stopped_since(&self) -> Option<Moment> {
        let standing = (self.standing != Standing::Listed).then_some(self.since);
        let stop = self.stops.iter().map(|stop| stop.since.at).min();
        let recall = self.open_recall().filter(|recall| recall.whole).map(|recall| recall.begun.at);
        [standing, stop, recall].into_iter().flatten().min()
    }
}
