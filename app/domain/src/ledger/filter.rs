//! Which cases a list shows: the same rule on the tablet, on paper and in the exported file.

use serde::{Deserialize, Serialize};

use crate::{
    case::{Case, State},
    form::{Category, Kind, Merchant},
    ids::{MerchantId, StaffId},
    mechanism::Mechanism,
    moment::Day,
    typed::folded,
};

/// What is asked for; whatever is none asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CaseFilter {
    /// Where the case stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// Part of the merchant's name or stall.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub merchant: String,
    /// 问题类别.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// 首问人.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver: Option<StaffId>,
    /// Received on this day or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// Received on this day or earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// A mechanism that the case takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mechanism: Option<Mechanism>,
    /// What was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// About this file of the register; of what nobody has linked, those that name `merchant` exactly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<MerchantId>,
    /// Without those that go on in another: the cases that figures count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub counted: bool,
}

impl CaseFilter {
    /// Nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the list shows that case.
    #[must_use]
    pub fn shows(&self, case: &Case) -> bool {
        let day = case.received_at.unwrap_or(case.filed_at).day();
        self.state.is_none_or(|state| case.state == state)
            && self.category.is_none_or(|category| case.complaint.category == category)
            && self.receiver.is_none_or(|receiver| case.first_receiver == Some(receiver))
            && self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
            && self.mechanism.is_none_or(|mechanism| takes(case, mechanism))
            && self.kind.is_none_or(|kind| case.complaint.kind == kind)
            && !(self.counted && case.merged_into.is_some())
            && self.is_about(case)
    }

    fn is_about(&self, case: &Case) -> bool {
        let Some(file) = self.file else { return self.names(&case.complaint.merchant) };
        case.merchant.map_or_else(|| self.is_name_of(&case.complaint.merchant), |linked| linked == file)
    }

    fn is_name_of(&self, merchant: &Merchant) -> bool {
        let Merchant::Named { name: Some(name), .. } = merchant else { return false };
        folded(name.trim()) == folded(self.merchant.trim())
    }

    fn names(&self, merchant: &Merchant) -> bool {
        let asked = folded(self.merchant.trim());
        if asked.is_empty() {
            return true;
        }
        let Merchant::Named { name, stall } = merchant else { return false };
        [name, stall].into_iter().flatten().any(|text| folded(text).contains(&asked))
    }
}

/// As its latest decision says: a supervisor's word, else the rule's. 首问责任 is every case's.
#[must_use]
pub fn takes(case: &Case, mechanism: Mechanism) -> bool {
    if mechanism == Mechanism::FirstReceiver {
        return case.first_receiver.is_some();
    }
    if mechanism == Mechanism::AdvancePayment && !case.payments.is_empty() {
        return true;
    }
    let overridden = case.overrides.iter().rfind(|one| one.mechanism == mechanism).map(|one| one.takes);
    overridden.unwrap_or_else(|| {
        case.takes(mechanism) || mechanism == Mechanism::GreenLane && crate::mechanism::is_green(case)
    })
}
