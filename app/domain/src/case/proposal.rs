//! 和解方案: what is proposed to the merchant before anybody signs. By its link it accepts that proposal as such, offers something else, or
//! refuses; what it accepted is what both then sign.

use serde::{Deserialize, Serialize};

use super::{Case, Event, Gap, Rejection, Stance, decide::said, settlement::is_payable};
use crate::{form::Demand, moment::Day, money::Yuan};

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What the merchant would do: repair, refund, …
    pub performs: Vec<Demand>,
    /// The terms in words, which the merchant reads.
    pub terms: String,
    /// How much; needed for 退款 and 赔偿损失.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Yuan>,
    /// By the end of which day.
    pub perform_by: Day,
}

/// A proposal as it stands: the latest of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed<'a> {
    /// The revision that made it, by which an answer names it.
    pub rev: u64,
    /// What.
    pub proposal: &'a Proposal,
    /// What the merchant says to it.
    pub answer: Option<Stance>,
}

impl Proposal {
    /// As it is kept: trimmed, complete, not for a day before `today`.
    pub(super) fn checked(&self, today: Day) -> Result<Self, Rejection> {
        if self.performs.is_empty() {
            return Err(Rejection::Incomplete { part: Gap::Performs });
        }
        let amount = self.amount.filter(|amount| *amount != Yuan::ZERO);
        let needs_amount = self.performs.iter().any(|what| what.needs_amount());
        if amount.is_none() && needs_amount || amount.is_some_and(|amount| !is_payable(amount)) {
            return Err(Rejection::Incomplete { part: Gap::Amount });
        }
        if self.perform_by < today {
            return Err(Rejection::Incomplete { part: Gap::PerformBy });
        }
        Ok(Self { performs: self.performs.clone(), terms: said(&self.terms)?, amount, perform_by: self.perform_by })
    }
}

impl Case {
    /// The latest proposal, of this round of the case.
    #[must_use]
    pub fn proposed(&self) -> Option<Proposed<'_>> {
        let mut found = None::<Proposed<'_>>;
        for (rev, entry) in (1..).zip(&self.timeline) {
            match &entry.event {
                Some(Event::SettlementProposed { proposal }) => found = Some(Proposed { rev, proposal, answer: None }),
                Some(Event::MerchantReplied { stance, proposal: Some(of), .. }) => {
                    if let Some(found) = found.as_mut().filter(|found| found.rev == *of) {
                        found.answer = Some(*stance);
                    }
                }
                Some(Event::Objected { .. } | Event::Unperformed { .. }) => found = None,
                _ => {}
            }
        }
        found
    }
}
