//! What one case adds to the figures.

use serde::{Deserialize, Serialize};
use std::fmt;

use super::{ANSWERED_WITHIN, ENDED_WITHIN, Figures, Measure, STARS};
use crate::{
    case::{Case, Entry, Event, Outcome, State},
    clock::Promise,
    form::{Category, Demand, GoodsKind, Kind, Merchant},
    ids::MerchantId,
    ledger::takes,
    mechanism::Mechanism,
    moment::Day,
    money::Yuan,
    role::Actor,
    typed::folded,
};

/// Counted up with every change of what a case contributes: what is kept is then counted anew.
pub const VERSION: i64 = 1;

/// Most characters of a merchant that is known by its name only.
const NAME_CHARS: usize = 40;

/// Whom a case is about, as far as cases are counted by it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// 「不确定」.
    Unsure,
    /// As the consumer named it, while nobody has linked it: two ways to write one name are one.
    Named(String),
    /// A file of the register.
    File(MerchantId),
}

impl About {
    pub(super) fn of(case: &Case) -> Self {
        if let Some(file) = case.merchant {
            return Self::File(file);
        }
        let Merchant::Named { name, stall } = &case.complaint.merchant else { return Self::Unsure };
        let Some(named) = name.as_ref().or(stall.as_ref()) else { return Self::Unsure };
        Self::Named(Self::named(named))
    }

    /// A name as it is counted: two ways to write it are one.
    #[must_use]
    pub fn named(name: &str) -> String {
        folded(name.trim()).chars().take(NAME_CHARS).collect()
    }

    /// As it is kept.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        match key.split_at_checked(2) {
            Some(("f:", id)) => id.parse().map_or(Self::Unsure, Self::File),
            Some(("n:", name)) => Self::Named(name.to_owned()),
            _ => Self::Unsure,
        }
    }
}

/// As it is kept.
impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsure => Ok(()),
            Self::Named(name) => write!(f, "n:{name}"),
            Self::File(id) => write!(f, "f:{id}"),
        }
    }
}

/// What one case adds, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The day on which it was received: every figure of the case counts for that day, whenever it came about.
    pub day: Day,
    /// The hour at which it was filed.
    pub hour: u8,
    /// 问题类别.
    pub category: Category,
    /// The kind of goods or service.
    pub goods: GoodsKind,
    /// Whom it is about.
    pub about: About,
    /// The figures.
    pub figures: Figures,
}

impl Contribution {
    /// What a case contributes. Nothing before it is registered, and nothing while it goes on in another: that one counts.
    #[must_use]
    pub fn of(case: &Case) -> Option<Self> {
        if case.merged_into.is_some() {
            return None;
        }
        let received = case.received_at?;
        Some(Self {
            day: received.day(),
            hour: case.filed_at.hour_minute().0,
            category: case.complaint.category,
            goods: case.complaint.goods_kind,
            about: About::of(case),
            figures: figures(case, received.millis()),
        })
    }
}

fn figures(case: &Case, received: i64) -> Figures {
    use Measure as M;
    let mut figures = Figures::default();
    let mut count = |measure, takes: bool| figures.add(measure, i64::from(takes));
    let kind = case.complaint.kind;
    count(M::Cases, true);
    count(M::Inquiries, kind == Kind::Inquiry);
    count(M::Complaints, kind == Kind::Complaint);
    count(M::Reports, kind == Kind::Report);
    let has_ended = case.state.is_final();
    count(M::Open, !has_ended);
    for (measure, mechanism) in [
        (M::FirstReceiver, Mechanism::FirstReceiver),
        (M::NoReasonReturn, Mechanism::NoReasonReturn),
        (M::SmallClaim, Mechanism::SmallClaim),
        (M::Advance, Mechanism::AdvancePayment),
        (M::GreenLane, Mechanism::GreenLane),
    ] {
        count(measure, takes(case, mechanism));
    }
    let ran_out = |ours: bool| {
        let all = case.raised.iter().filter(|warning| warning.escalates());
        all.into_iter().any(|warning| is_ours(warning.promise) == Some(ours))
    };
    let is_late = ran_out(true);
    count(M::Late, is_late);
    count(M::Promised, is_late || has_ended);
    count(M::MerchantAsked, happened(case, |event| matches!(event, Event::SentToMerchant { .. })));
    count(M::MerchantLate, ran_out(false));
    count(M::Reopened, happened(case, |event| matches!(event, Event::Objected { .. } | Event::Unperformed { .. })));
    let outcome = outcome(case);
    let ends = |of: Outcome| outcome == Some(of);
    count(M::SettledOnSite, ends(Outcome::SettledOnSite));
    count(M::Performed, ends(Outcome::Performed));
    count(M::AdvancePaid, ends(Outcome::AdvancePaid));
    count(M::MediationFailed, case.state == State::MediationFailed);
    count(M::Transferred, case.state == State::Transferred);
    count(M::Declined, case.state == State::Declined);
    count(M::Withdrawn, case.state == State::Withdrawn);
    let has_result = matches!(case.state, State::MediationFailed | State::Transferred)
        || matches!(outcome, Some(Outcome::SettledOnSite | Outcome::Performed | Outcome::AdvancePaid));
    count(M::Concluded, kind == Kind::Complaint && has_result);
    if let Some(stars) = &case.rating {
        let measure = STARS.get(usize::from(stars.stars.saturating_sub(1)));
        measure.into_iter().for_each(|measure| count(*measure, true));
    }
    times(case, received, &mut figures);
    amounts(case, outcome, &mut figures);
    figures
}

fn times(case: &Case, received: i64, figures: &mut Figures) {
    let minutes = |at: &Entry| (at.at.millis().saturating_sub(received) / 60_000).max(0);
    if let Some(took) = case.timeline.iter().find(|entry| is_answer(entry)).map(minutes) {
        figures.add(Measure::Answered, 1);
        figures.add(Measure::AnswerMinutes, took);
        ANSWERED_WITHIN.iter().for_each(|(most, measure)| figures.add(*measure, i64::from(took <= *most)));
    }
    let ended = case.timeline.iter().rev().take_while(|entry| entry.state.is_final()).last();
    if let Some(took) = ended.map(minutes) {
        figures.add(Measure::Ended, 1);
        figures.add(Measure::EndMinutes, took);
        ENDED_WITHIN.iter().for_each(|(most, measure)| figures.add(*measure, i64::from(took <= *most)));
    }
}

/// What was asked for, and what the consumer has got of it: what was agreed, where it was carried out, and what the mall paid
/// first. A case in which both is there counts the larger: the one stands in for the other.
fn amounts(case: &Case, outcome: Option<Outcome>, figures: &mut Figures) {
    figures.add(Measure::Asked, case.complaint.demand_amount.map_or(0, Yuan::fen));
    let paid = case.payments.iter().filter(|payment| payment.paid_at.is_some());
    let paid: i64 = paid.map(|payment| payment.amount.fen()).sum();
    let carried_out = matches!(outcome, Some(Outcome::SettledOnSite | Outcome::Performed));
    let settlement = case.settlement.as_ref().filter(|_| carried_out);
    let agreed = settlement.and_then(|settlement| settlement.amount).map_or(0, Yuan::fen);
    figures.add(Measure::Recovered, paid.max(agreed));
    if settlement.is_some_and(|settlement| settlement.performs.contains(&Demand::Compensate)) {
        figures.add(Measure::Compensations, 1);
        figures.add(Measure::Compensated, agreed);
    }
}

/// The first thing of a person here that the consumer reads.
fn is_answer(entry: &Entry) -> bool {
    let tells = matches!(
        entry.event,
        Some(
            Event::Accepted { .. }
                | Event::MoreAsked { .. }
                | Event::Replied { .. }
                | Event::Settled { .. }
                | Event::Closed { .. }
                | Event::MediationFailed { .. }
                | Event::Transferred { .. }
                | Event::Declined { .. }
        )
    );
    tells && matches!(entry.by, Actor::Staff { .. })
}

/// Whether a promised time is ours or the merchant's; none for what the consumer is asked.
const fn is_ours(promise: Promise) -> Option<bool> {
    match promise {
        Promise::Accept
        | Promise::Decline
        | Promise::Answer
        | Promise::Mediation
        | Promise::Advance
        | Promise::SmallClaim => Some(true),
        Promise::Merchant | Promise::Performance => Some(false),
        Promise::Supplement => None,
    }
}

fn outcome(case: &Case) -> Option<Outcome> {
    if case.state != State::Closed {
        return None;
    }
    let events = case.timeline.iter().rev().filter_map(|entry| entry.event.as_ref());
    events.into_iter().find_map(|event| match event {
        Event::Closed { outcome, .. } => Some(*outcome),
        _ => None,
    })
}

fn happened(case: &Case, what: impl Fn(&Event) -> bool) -> bool {
    case.timeline.iter().filter_map(|entry| entry.event.as_ref()).any(what)
}
