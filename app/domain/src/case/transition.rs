//! The state machine, as a table. The workflow diagram on the notice board is drawn from it, and `decide` obeys it.

use super::{Action, State};
use crate::role::{Actor, Role};

/// Where a move leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// To that state.
    State(State),
    /// Back to the state in which the case was paused.
    Resume,
}

/// Who makes a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mover {
    /// The person who filed.
    Consumer,
    /// The device or the server, by itself.
    System,
    /// Staff in one of these roles.
    Staff(&'static [Role]),
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// From any of these states.
    pub from: &'static [State],
    /// By this move.
    pub action: Action,
    /// To this state.
    pub to: Target,
    /// Made by.
    pub by: Mover,
}

use Role::{Administrator, Mediator, Receptionist, Supervisor};
use State::{
    Accepted, AdvancePayment, AwaitingPerformance, Closed, Declined, Draft, Mediating, MediationFailed, NeedsMore,
    Queued, Received, Reopened, Testing, Transferred, WithMerchant, Withdrawn,
};

const RECEPTION: Mover = Mover::Staff(&[Receptionist, Mediator, Supervisor, Administrator]);
const MEDIATION: Mover = Mover::Staff(&[Mediator, Supervisor, Administrator]);
const SUPERVISION: Mover = Mover::Staff(&[Supervisor, Administrator]);

const fn row(from: &'static [State], action: Action, to: State, by: Mover) -> Transition {
    Transition { from, action, to: Target::State(to), by }
}

const fn resume(from: &'static [State], action: Action, by: Mover) -> Transition {
    Transition { from, action, to: Target::Resume, by }
}

/// Every move there is. What is not here cannot happen.
pub const TRANSITIONS: &[Transition] = &[
    row(&[Draft], Action::Submit, Queued, Mover::Consumer),
    row(&[Queued], Action::Receive, Received, Mover::System),
    row(&[Received, Reopened], Action::Accept, Accepted, RECEPTION),
    row(&[Received, Reopened, Accepted, WithMerchant, Mediating], Action::AskMore, NeedsMore, RECEPTION),
    resume(&[NeedsMore], Action::Supplement, Mover::Consumer),
    row(&[Accepted], Action::SendToMerchant, WithMerchant, RECEPTION),
    row(&[Accepted, WithMerchant], Action::StartMediation, Mediating, MEDIATION),
    row(&[Accepted, WithMerchant, Mediating], Action::SendToTesting, Testing, SUPERVISION),
    resume(&[Testing], Action::ReportTest, SUPERVISION),
    row(&[Accepted, WithMerchant, Mediating], Action::Settle, AwaitingPerformance, RECEPTION),
    // From wherever its ground can be known: the merchant has left before it was asked, a settlement was not carried out
    // and the case is accepted again, mediation failed. A reopened case is accepted first: somebody answers for it then.
    row(
        &[Accepted, WithMerchant, Mediating, AwaitingPerformance, MediationFailed],
        Action::PayInAdvance,
        AdvancePayment,
        SUPERVISION,
    ),
    row(
        &[Accepted, WithMerchant, Mediating, AwaitingPerformance, AdvancePayment, NeedsMore],
        Action::Close,
        Closed,
        RECEPTION,
    ),
    row(&[WithMerchant, Mediating], Action::FailMediation, MediationFailed, MEDIATION),
    row(&[Accepted, WithMerchant, Mediating, MediationFailed], Action::Transfer, Transferred, SUPERVISION),
    row(&[Received, Reopened, NeedsMore], Action::Decline, Declined, SUPERVISION),
    row(
        &[Received, NeedsMore, Accepted, WithMerchant, Mediating, Testing, AwaitingPerformance, Reopened],
        Action::Withdraw,
        Withdrawn,
        Mover::Consumer,
    ),
    row(&[Closed], Action::Object, Reopened, Mover::Consumer),
    row(&[AwaitingPerformance], Action::ReportUnperformed, Reopened, RECEPTION),
];

impl Transition {
    /// Whether this actor may make the move.
    #[must_use]
    pub fn allows(&self, actor: Actor) -> bool {
        match (self.by, actor) {
            (Mover::Consumer, Actor::Consumer) | (Mover::System, Actor::Server) => true,
            (Mover::Staff(roles), Actor::Staff { role, .. }) => roles.contains(&role),
            _ => false,
        }
    }
}

/// The moves that this actor can make from that state.
pub fn moves_from(state: State, actor: Actor) -> impl Iterator<Item = &'static Transition> {
    TRANSITIONS.iter().filter(move |t| t.from.contains(&state) && t.allows(actor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_state_can_be_reached_from_a_draft() {
        let mut reached = BTreeSet::from([Draft]);
        loop {
            let before = reached.len();
            for t in TRANSITIONS {
                if let Target::State(to) = t.to
                    && t.from.iter().any(|s| reached.contains(s))
                {
                    reached.insert(to);
                }
            }
            if reached.len() == before {
                break;
            }
        }
        assert_eq!(reached.len(), State::ALL.len());
    }

    #[test]
    fn a_move_from_a_state_is_unambiguous() {
        for state in State::ALL {
            let mut seen = BTreeSet::new();
            for t in TRANSITIONS.iter().filter(|t| t.from.contains(&state)) {
                assert!(seen.insert(t.action), "{state:?} has two rows for {:?}", t.action);
            }
        }
    }

    #[test]
    fn only_the_regulator_and_quality_control_can_move_nothing() {
        let id = crate::ids::StaffId(uuid::Uuid::nil());
        for role in Role::ALL {
            let moves = State::ALL.iter().flat_map(|&s| moves_from(s, Actor::Staff { id, role })).count();
            assert_eq!(moves == 0, matches!(role, Role::Regulator | Role::Quality), "{role:?}");
        }
    }
}
