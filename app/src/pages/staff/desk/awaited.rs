//! For whom a case waits: one answer for each, so that the groups add up.

use domain::{
    case::{Case, State},
    ids::StaffId,
    words::{Text, text},
};

/// Whoever has the next step, other than the person who works on the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Awaited {
    /// Nobody has it: somebody has to take it.
    Nobody,
    /// A supervisor was told that its clock ran out.
    Supervisor,
    /// The consumer was asked something.
    Consumer,
    /// The merchant was asked.
    Merchant,
    /// The goods are being tested.
    Testing,
    /// Both signed; the merchant has until the agreed day.
    Performance,
}

impl Awaited {
    /// Everybody, first those among staff.
    pub const ALL: [Self; 6] =
        [Self::Nobody, Self::Supervisor, Self::Consumer, Self::Merchant, Self::Testing, Self::Performance];

    /// As the day says it.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Nobody => text("还没人接手", "Nobody has it yet"),
            Self::Supervisor => text("等主管过问", "A supervisor’s review"),
            Self::Consumer => text("等消费者补充", "The consumer"),
            Self::Merchant => text("等商家答复", "The merchant"),
            Self::Testing => text("等检测结果", "A test result"),
            Self::Performance => text("等商家兑现", "The merchant’s performance"),
        }
    }

    /// The stable word in an address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Supervisor => "supervisor",
            Self::Consumer => "consumer",
            Self::Merchant => "merchant",
            Self::Testing => "testing",
            Self::Performance => "performance",
        }
    }
}

/// For whom a case waits; none where it has ended, goes on in another case, or is the turn of whoever works on it. What
/// has run out is a supervisor's worry first, wherever it stands; what nobody has still needs somebody to take it.
#[must_use]
pub fn waits(case: &Case, worked_on_by: Option<StaffId>) -> Option<Awaited> {
    if case.state.is_final() || case.merged_into.is_some() {
        return None;
    }
    if case.is_escalated() {
        return Some(Awaited::Supervisor);
    }
    if worked_on_by.is_none() {
        return Some(Awaited::Nobody);
    }
    match case.state {
        State::NeedsMore => Some(Awaited::Consumer),
        State::WithMerchant if !case.merchant_has_answered() => Some(Awaited::Merchant),
        State::Testing => Some(Awaited::Testing),
        State::AwaitingPerformance => Some(Awaited::Performance),
        _ => None,
    }
}

/// Whether the next step is the contact point's; else the consumer or the merchant has until the promised time.
#[must_use]
pub fn is_our_turn(case: &Case) -> bool {
    match case.state {
        State::Received
        | State::Reopened
        | State::Accepted
        | State::Mediating
        | State::Testing
        | State::AdvancePayment => true,
        State::WithMerchant => case.merchant_has_answered(),
        _ => false,
    }
}
