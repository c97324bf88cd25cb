//! What the regulator sees of cases: of each that there is one and how it went, and all of those that were passed on to it.

use serde::{Deserialize, Serialize};

use crate::{
    case::{Attachment, Case, CaseView, Side, State},
    form::{Category, Complaint, GoodsKind, Kind, Merchant},
    ids::{CaseId, CaseNumber},
    moment::{Day, Moment},
};

/// A case on the list: nobody is named but the merchant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegulatorLine {
    /// Its number.
    pub number: CaseNumber,
    /// On which day it was received.
    pub on: Day,
    /// What was filed.
    pub kind: Kind,
    /// About what.
    pub category: Category,
    /// About which goods.
    pub goods: GoodsKind,
    /// About whom, as it was filed.
    pub merchant: Merchant,
    /// Where it stands.
    pub state: State,
    /// It was passed on: all of it can be read.
    pub whole: bool,
}

/// A case that the regulator opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegulatorCase {
    /// As on the list.
    pub line: RegulatorLine,
    /// Where it stood when.
    pub steps: Vec<(Moment, State)>,
    /// The rest, where it was passed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<Box<WholeCase>>,
}

/// A case that was passed on. No note of staff is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WholeCase {
    /// Its name, under which its photos are found.
    pub id: CaseId,
    /// What was filed. Who reported illegal conduct is not named.
    pub complaint: Complaint,
    /// What happened, as the consumer reads it.
    pub view: CaseView,
    /// Photos and PDFs: never the original where somebody has covered a part of it.
    pub attachments: Vec<Attachment>,
}

impl Case {
    /// It was passed on to the regulator: as a packet, in an evidence pack, or because it is a report of illegal conduct.
    #[must_use]
    pub fn is_passed_on(&self) -> bool {
        self.names_consumer_to_regulator() || (self.complaint.kind == Kind::Report && !self.state.is_on_device())
    }

    /// With the consumer's name and number: whoever reports illegal conduct stays unknown until it is passed on.
    fn names_consumer_to_regulator(&self) -> bool {
        self.packet.is_some() || self.state == State::Transferred || self.evidence_packs().next().is_some()
    }

    /// Its line on the regulator's list; none before it has a number.
    #[must_use]
    pub fn regulator_line(&self) -> Option<RegulatorLine> {
        Some(RegulatorLine {
            number: self.number?,
            on: self.received_at.unwrap_or(self.filed_at).day(),
            kind: self.complaint.kind,
            category: self.complaint.category,
            goods: self.complaint.goods_kind,
            merchant: self.complaint.merchant.clone(),
            state: self.state,
            whole: self.is_passed_on(),
        })
    }

    /// What the regulator sees of it.
    #[must_use]
    pub fn for_regulator(&self) -> Option<RegulatorCase> {
        let whole = self.is_passed_on().then(|| {
            let contact = self.complaint.contact.clone().filter(|_| self.names_consumer_to_regulator());
            Box::new(WholeCase {
                id: self.id,
                complaint: Complaint { contact, ..self.complaint.clone() },
                view: self.for_consumer(|_| None),
                attachments: self.shown_to_regulator().cloned().collect(),
            })
        });
        let steps = self.timeline.iter().map(|entry| (entry.at, entry.state));
        let mut steps: Vec<(Moment, State)> = steps.collect();
        steps.dedup_by_key(|(_, state)| *state);
        Some(RegulatorCase { line: self.regulator_line()?, steps, whole })
    }

    /// The photos and PDFs that the regulator may open.
    pub fn shown_to_regulator(&self) -> impl Iterator<Item = &Attachment> {
        let is_passed_on = self.is_passed_on();
        let shown = self.passed_on().into_iter().map(|one| one.shown());
        shown.filter(move |one| is_passed_on && one.side() != Side::Merchant)
    }
}
