//! What the events of a case move in the pool.

use super::Movement;
use crate::{
    case::{Case, Event},
    role::Actor,
};

/// The movement that belongs to an event of a case, and by whom it is posted (none: by the event's own author). It is
/// posted in the transaction in which the event is kept; where the ledger refuses it, the command is refused with
/// [`crate::case::Rejection::Fund`]. `before` is the case as it was.
#[must_use]
pub fn movement_of(before: &Case, event: &Event) -> Option<(Movement, Option<Actor>)> {
    let case = before.id;
    match event {
        Event::AdvancePaymentApproved { amount, payment: Some(payment), merchant: Some(merchant), .. } => {
            Some((Movement::Approve { case, payment: *payment, merchant: *merchant, amount: *amount }, None))
        }
        Event::AdvancePaid { payment, .. } => Some((Movement::HandOver { case, payment: *payment }, None)),
        Event::Closed { .. } if before.state == crate::case::State::AdvancePayment => {
            let open = before.payments.last().filter(|payment| payment.paid_at.is_none())?;
            Some((Movement::TakeBack { case, payment: open.id }, Some(Actor::Server)))
        }
        _ => None,
    }
}
