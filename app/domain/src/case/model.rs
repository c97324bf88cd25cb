//! What a case is.

use serde::{Deserialize, Serialize};

use super::{
    AdvancePayment, Attachment, Consent, CouncilHelp, Event, Hold, Intake, Link, LinkKind, Party, Proof, Rating,
    Reminder, Settlement, Stance, State,
};
use crate::{
    calendar::Due,
    clock::{Promise, WarningKey},
    form::Complaint,
    ids::{CaseId, CaseNumber, MerchantId, StaffId},
    mechanism::{Decision, Mechanism, Override},
    moment::Moment,
    role::Actor,
};

/// A case as staff know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its name, from the device that filed it.
    pub id: CaseId,
    /// How many events made it: the revision a command is based on.
    pub rev: u64,
    /// Its number; none before the server has it.
    pub number: Option<CaseNumber>,
    /// Where it stands.
    pub state: State,
    /// Where 待补充 or 检测中 goes back to.
    pub resume_to: Option<State>,
    /// What was filed.
    pub complaint: Complaint,
    /// The merchant's file of the register, once staff have linked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant: Option<MerchantId>,
    /// How it came in, where staff took it down; none where the consumer filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intake: Option<Box<Intake>>,
    /// 首问人: recorded once, never changed.
    pub first_receiver: Option<StaffId>,
    /// Who works on it now.
    pub assignee: Option<StaffId>,
    /// When the consumer pressed 「提交」.
    pub filed_at: Moment,
    /// When the server received it.
    pub received_at: Option<Moment>,
    /// The promised time that runs now (站内承诺时限).
    pub due: Option<Due>,
    /// Until when the consumer may object.
    pub object_until: Option<Moment>,
    /// The latest consent or refusal of each side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Consent>,
    /// Where the merchant stands, by its latest answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_stance: Option<Stance>,
    /// The 和解书 that holds now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settlement: Option<Box<Settlement>>,
    /// The proof that it was carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
    /// Payments out of the deposit pool.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<AdvancePayment>,
    /// The number of our packet to the regulator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packet: Option<String>,
    /// The regulator's own number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The consumer said that it is solved.
    #[serde(default)]
    pub confirmed: bool,
    /// How the consumer found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// Who stepped aside (回避).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recused: Vec<StaffId>,
    /// What mechanisms' rules answered, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<Decision>,
    /// A supervisor's words against rules, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// The case in which this one goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<CaseId>,
    /// The cases that go on in this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duplicates: Vec<CaseId>,
    /// Cases that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Warnings that were raised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raised: Vec<WarningKey>,
    /// What people must not forget, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Reminder>,
    /// Photos and PDFs, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// 依法留存: while it stands, nothing of the case is erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Box<Hold>>,
    /// What the consumer council was asked last, and what came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub council: Option<Box<CouncilHelp>>,
    /// Everything that happened, oldest first.
    pub timeline: Vec<Entry>,
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When the server took it.
    pub at: Moment,
    /// When it was done.
    pub made_at: Moment,
    /// Who.
    pub by: Actor,
    /// Where the case stood afterwards.
    pub state: State,
    /// What; the filing itself stands in [`Case::complaint`] and is not repeated.
    pub event: Option<Event>,
}

impl Case {
    /// Where the case stood at that revision; none where it had none yet.
    #[must_use]
    pub fn state_at(&self, rev: u64) -> Option<State> {
        let index = usize::try_from(rev.checked_sub(1)?).ok()?;
        self.timeline.get(index).map(|entry| entry.state)
    }

    /// Where the case stood for somebody who saw it at that revision: there, or where their own latest move since has
    /// brought it. None for a revision that is not here.
    #[must_use]
    pub fn state_for(&self, who: Actor, rev: u64) -> Option<State> {
        let mut seen = self.state_at(rev)?;
        let since = usize::try_from(rev).ok()?;
        for (before, entry) in self.timeline.iter().skip(since.saturating_sub(1)).zip(self.timeline.iter().skip(since))
        {
            if entry.state != before.state && entry.by == who {
                seen = entry.state;
            }
        }
        Some(seen)
    }

    /// Somebody has to work on it: it has not ended, and does not go on in another case.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !self.state.is_final() && !self.state.is_on_device() && self.merged_into.is_none()
    }

    /// Whether that side agrees to mediation, as far as recorded. The box on the form is the consumer's own word.
    #[must_use]
    pub fn agrees_to_mediation(&self, party: Party) -> bool {
        let recorded = self.consents.iter().find(|consent| consent.party == party).map(|consent| consent.agrees);
        recorded.unwrap_or(party == Party::Consumer && self.complaint.mediation_consent)
    }

    /// Whether the latest answer of that mechanism's rule was yes.
    #[must_use]
    pub fn takes(&self, mechanism: Mechanism) -> bool {
        self.routes.iter().rfind(|route| route.mechanism == mechanism).is_some_and(|route| route.takes)
    }

    /// At which share of its running time somebody was told, in percent, the latest of them: since the case came to this
    /// state, and since the merchant's answer, which ends the merchant's time and begins ours.
    #[must_use]
    pub fn warned_at(&self) -> Option<u8> {
        let mut answered = false;
        let here = self.timeline.iter().rev().take_while(|entry| entry.state == self.state);
        let told = here.filter_map(|entry| match entry.event.as_ref()? {
            Event::MerchantReplied { due: Some(_), .. } => {
                answered = true;
                None
            }
            // A small claim's own time goes on beside.
            Event::Warned { warning } if !answered || warning.promise == Promise::SmallClaim => Some(warning.percent),
            _ => None,
        });
        told.max()
    }

    /// A clock ran out and a supervisor was told, and the case has not moved since.
    #[must_use]
    pub fn is_escalated(&self) -> bool {
        self.warned_at().is_some_and(|percent| percent >= 100)
    }

    /// The merchant was asked and has answered: now it is the contact point's turn.
    #[must_use]
    pub fn merchant_has_answered(&self) -> bool {
        let of = |event: &&Event| matches!(event, Event::SentToMerchant { .. } | Event::MerchantReplied { .. });
        let last = self.timeline.iter().rev().filter_map(|entry| entry.event.as_ref()).find(of);
        matches!(last, Some(Event::MerchantReplied { .. }))
    }

    /// Where the case stands in which this one goes on; none where it goes on by itself, and in a history that did not
    /// tell.
    #[must_use]
    pub fn goes_on_as(&self) -> Option<State> {
        self.merged_into?;
        let events = self.timeline.iter().rev().filter_map(|entry| entry.event.as_ref());
        let since = events.take_while(|event| !matches!(event, Event::Merged { .. }));
        since.into_iter().find_map(|event| match event {
            Event::MergedCaseMoved { state } | Event::MergedCaseEnded { state, .. } => Some(*state),
            _ => None,
        })
    }

    /// Mediation failed.
    #[must_use]
    pub fn mediation_failed(&self) -> bool {
        self.happened(|event| matches!(event, Event::MediationFailed { .. }))
    }

    /// The consumer's application for seller information is not answered yet.
    #[must_use]
    pub fn seller_info_is_asked(&self) -> bool {
        let of = |event: &&Event| matches!(event, Event::SellerInfoRequested { .. } | Event::SellerInfoReleased { .. });
        let last = self.timeline.iter().rev().filter_map(|entry| entry.event.as_ref()).find(of);
        matches!(last, Some(Event::SellerInfoRequested { .. }))
    }

    /// The record that illegal conduct was split off into, or the complaint it came from.
    pub fn linked(&self, is: LinkKind) -> impl Iterator<Item = CaseId> {
        self.links.iter().filter(move |link| link.is == is).map(|link| link.case)
    }

    fn happened(&self, what: impl Fn(&Event) -> bool) -> bool {
        self.timeline.iter().filter_map(|entry| entry.event.as_ref()).any(what)
    }
}
