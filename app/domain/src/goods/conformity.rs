//! 上架查验: what quality control looks at before goods are listed. One thing that is not in order blocks.

use serde::{Deserialize, Serialize};

use crate::{
    form::{GoodsKind, terms},
    merchant::PermitKind,
};

terms! {
    /// What is looked at.
    CheckItem {
        Marking = "marking", "标识", "Marking";
        Certificate = "certificate", "合格证明", "Certificate of conformity";
        Permit = "permit", "许可", "Permit";
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// 合格.
    Passed,
    /// 不合格.
    Failed {
        /// What is not in order.
        note: String,
    },
    /// These goods need no permit.
    NotNeeded,
}

/// What was found of each; none where nobody has looked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Findings {
    /// 标识: name, maker, address, standard, as the Product Quality Law asks (art. 27).
    pub marking: Option<Finding>,
    /// 合格证明.
    pub certificate: Option<Finding>,
    /// 许可: where the goods need one.
    pub permit: Option<Finding>,
}

impl Findings {
    /// Each with what it is about.
    pub fn each(&self) -> impl Iterator<Item = (CheckItem, Option<&Finding>)> {
        [
            (CheckItem::Marking, self.marking.as_ref()),
            (CheckItem::Certificate, self.certificate.as_ref()),
            (CheckItem::Permit, self.permit.as_ref()),
        ]
        .into_iter()
    }

    /// At which nobody has looked. That something needs no permit is an answer only for goods that need none.
    #[must_use]
    pub fn open(&self, kind: GoodsKind) -> Vec<CheckItem> {
        let is_open = |item: CheckItem, finding: Option<&Finding>| match finding {
            None => true,
            Some(Finding::NotNeeded) => item != CheckItem::Permit || permit_of(kind).is_some(),
            Some(_) => false,
        };
        self.each().filter(|(item, finding)| is_open(*item, *finding)).map(|(item, _)| item).collect()
    }

    /// What is not in order.
    #[must_use]
    pub fn failed(&self) -> Vec<CheckItem> {
        let failed = |finding: Option<&Finding>| matches!(finding, Some(Finding::Failed { .. }));
        self.each().filter(|(_, finding)| failed(*finding)).map(|(item, _)| item).collect()
    }
}

/// The permit under which goods of that kind are sold (食品安全法 第三十五条).
#[must_use]
pub const fn permit_of(kind: GoodsKind) -> Option<PermitKind> {
    match kind {
        GoodsKind::Food | GoodsKind::Dining => Some(PermitKind::FoodTrade),
        _ => None,
    }
}
