//! How a case ends: with proof, by an advance payment, as a packet to the regulator.

use super::{
    Context, in_states, reception, supervisor,
    words::{at_most, evidence, line, line_at_most, said},
};
use crate::{
    case::{Case, Command, Event, Gap, Outcome, Rejection, StaffOnly, State, settlement::is_payable},
    form::{Kind, Term},
    ids::PaymentId,
    mechanism::{Mechanism, advance_ground, advance_payment, with_override},
};

impl Case {
    /// The endings that closing it can name now, for a menu.
    #[must_use]
    pub fn endings(&self) -> Vec<Outcome> {
        Outcome::ALL.iter().copied().filter(|outcome| fits(self, *outcome).is_ok()).collect()
    }
}

/// Whether a case can end so.
fn fits(case: &Case, outcome: Outcome) -> Result<(), Rejection> {
    use Outcome as O;
    // Whoever gives up or cannot be reached ends any case.
    if matches!(outcome, O::ConsumerGaveUp | O::Unreachable) {
        let owed = case.payments.iter().any(|payment| payment.paid_at.is_some()) && case.state == State::AdvancePayment;
        return if owed { Err(Rejection::OutcomeUnfit) } else { Ok(()) };
    }
    let of_kind = match case.complaint.kind {
        Kind::Inquiry => outcome == O::Answered,
        Kind::Report => outcome == O::Recorded,
        Kind::Complaint => matches!(outcome, O::SettledOnSite | O::Performed | O::AdvancePaid),
    };
    let paid = case.payments.last().is_some_and(|payment| payment.paid_at.is_some());
    match outcome {
        _ if !of_kind || case.state == State::NeedsMore => Err(Rejection::OutcomeUnfit),
        O::AdvancePaid if !(paid && case.state == State::AdvancePayment) => Err(Rejection::OutcomeUnfit),
        O::Performed | O::SettledOnSite if case.state == State::AdvancePayment => Err(Rejection::OutcomeUnfit),
        O::Performed if case.proof.is_none() => Err(Rejection::ProofMissing),
        O::SettledOnSite if case.state == State::AwaitingPerformance && case.proof.is_none() => {
            Err(Rejection::ProofMissing)
        }
        _ => Ok(()),
    }
}

pub(super) fn close(case: &Case, outcome: Outcome, summary: &str, context: &Context<'_>) -> Result<Event, Rejection> {
    fits(case, outcome)?;
    let days = i64::from(context.rules.object_within_days) + 1;
    Ok(Event::Closed { outcome, summary: said(summary)?, object_until: context.now.day().plus_days(days).at(0, 0) })
}

/// Approves an advance payment: a ground in the case's own history, the agreement signed, and a name that was not used.
pub(super) fn pay_in_advance(case: &Case, command: &Command, context: &Context<'_>) -> Result<Event, Rejection> {
    let Command::PayInAdvance { amount, payment, merchant, agreement } = command else {
        return Err(Rejection::StaffOnly);
    };
    let missing = |part| Rejection::Incomplete { part };
    if !is_payable(*amount) {
        return Err(missing(Gap::Amount));
    }
    let payment = payment.ok_or(missing(Gap::Payment))?;
    let merchant = merchant.ok_or(missing(Gap::Merchant))?;
    // Without it the claim does not pass to the mall, and there is no 追偿: no supervisor can do without.
    let agreement = agreement.as_ref().ok_or(Rejection::SignatureMissing)?.checked()?;
    if case.payments.iter().any(|known| known.id == payment || known.paid_at.is_some()) {
        return Err(Rejection::DoneAlready);
    }
    let ground = advance_ground(case, context.calendar, context.now);
    let decision = with_override(case, advance_payment(ground, true));
    if !decision.takes {
        return Err(Rejection::RouteNotOpen { mechanism: Mechanism::AdvancePayment, because: decision.because });
    }
    let (due, clock) = context.clock(context.rules.desk.advance_within);
    Ok(Event::AdvancePaymentApproved {
        amount: *amount,
        payment: Some(payment),
        merchant: Some(merchant),
        agreement: Some(agreement),
        decision: Some(Box::new(decision)),
        due: Some(due),
        clock,
    })
}

pub(super) fn advance_paid(
    case: &Case,
    payment: PaymentId,
    receipt: &str,
    context: &Context<'_>,
) -> Result<Event, Rejection> {
    supervisor(context.by)?;
    in_states(case, &[State::AdvancePayment])?;
    let approved = case.payments.iter().find(|known| known.id == payment);
    let approved = approved.ok_or(Rejection::Incomplete { part: Gap::Payment })?;
    if approved.paid_at.is_some() {
        return Err(Rejection::DoneAlready);
    }
    Ok(Event::AdvancePaid { payment, amount: approved.amount, receipt: line(receipt)?.into() })
}

pub(super) fn prove(
    case: &Case,
    words: &str,
    hashes: &[String],
    receipt: &StaffOnly,
    context: &Context<'_>,
) -> Result<Event, Rejection> {
    reception(context.by)?;
    let states = [State::Accepted, State::WithMerchant, State::Mediating, State::AwaitingPerformance];
    in_states(case, &states)?;
    let receipt = line_at_most(receipt.for_staff())?.into();
    Ok(Event::PerformanceProven { words: said(words)?, evidence: evidence(hashes)?, receipt })
}

pub(super) fn reference(case: &Case, number: &str, context: &Context<'_>) -> Result<Event, Rejection> {
    reception(context.by)?;
    in_states(case, &[State::Transferred])?;
    Ok(Event::ReferenceRecorded { reference: line(number)? })
}

/// What the consumer says of the end: one word for each ending.
pub(super) fn rate(case: &Case, stars: u8, words: &str) -> Result<Event, Rejection> {
    let state = case.goes_on_as().unwrap_or(case.state);
    if !state.is_final() || state == State::Withdrawn {
        return Err(Rejection::NotInThisState { state });
    }
    if case.rating.is_some() {
        return Err(Rejection::DoneAlready);
    }
    if !(1..=5).contains(&stars) {
        return Err(Rejection::Incomplete { part: Gap::Stars });
    }
    Ok(Event::Rated { stars, words: at_most(words)? })
}

/// The number of our packet: the case's own number and that it was passed on. A case is passed on once.
pub(super) fn packet(case: &Case) -> Option<String> {
    Some(format!("{}-Z", case.number?))
}
