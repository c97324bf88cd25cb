//! Which moves a person is offered on a case.

use domain::{
    case::{Action, Case, moves_from},
    role::Actor,
};

use super::asking::{is_offered, usual};

/// The moves of one person on one case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// The big button.
    pub main: Option<Action>,
    /// Under 「更多」.
    pub others: Vec<Action>,
}

/// What the table of moves allows this actor, the usual one first.
#[must_use]
pub fn offered(case: &Case, actor: Actor) -> Offered {
    let allowed: Vec<Action> =
        moves_from(case.state, actor).map(|row| row.action).filter(|action| is_offered(*action)).collect();
    let main = usual(case.state, case.complaint.kind).iter().copied().find(|action| allowed.contains(action));
    let others = allowed.into_iter().filter(|action| Some(*action) != main).collect();
    Offered { main, others }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{case::State, ids::StaffId, role::Role};
    use uuid::Uuid;

    /// A case in a state, as the protocol carries it.
    fn case(state: &str, kind: &str) -> Case {
        serde_json::from_value(serde_json::json!({
            "id": Uuid::from_u128(42), "rev": 2, "number": { "year": 2026, "serial": 42 }, "state": state,
            "resume_to": null, "first_receiver": null, "assignee": null, "filed_at": 0, "received_at": 0, "due": null,
            "object_until": null, "timeline": [],
            "complaint": {
                "kind": kind, "merchant": "unsure", "goods": "电饭煲", "goods_kind": "appliance",
                "purchased_on": null, "amount": 32000, "category": "quality", "facts": "插电不加热，商家不肯退。",
                "demand_amount": null, "demand_words": null, "mediation_consent": true, "contact": null,
                "publication_consent": false, "privacy_notice": 1
            }
        }))
        .expect("a case")
    }

    fn by(role: Role) -> Actor {
        Actor::Staff { id: StaffId(Uuid::nil()), role }
    }

    #[test]
    fn a_new_case_is_accepted_first() {
        let moves = offered(&case("received", "complaint"), by(Role::Receptionist));
        assert_eq!(moves.main, Some(Action::Accept));
        assert_eq!(moves.others, [Action::AskMore]);
    }

    #[test]
    fn a_question_is_answered_and_closed_and_a_complaint_goes_to_the_merchant() {
        assert_eq!(offered(&case("accepted", "inquiry"), by(Role::Receptionist)).main, Some(Action::Close));
        assert_eq!(offered(&case("accepted", "complaint"), by(Role::Receptionist)).main, Some(Action::SendToMerchant));
    }

    #[test]
    fn only_a_supervisor_has_goods_tested_and_nobody_pays_without_a_fund() {
        let case = case("with_merchant", "complaint");
        assert_eq!(case.state, State::WithMerchant);
        assert!(!offered(&case, by(Role::Mediator)).others.contains(&Action::SendToTesting));
        let supervisor = offered(&case, by(Role::Supervisor));
        assert!(supervisor.others.contains(&Action::SendToTesting));
        assert!(!supervisor.others.contains(&Action::PayInAdvance));
    }

    #[test]
    fn the_regulator_is_offered_nothing() {
        assert_eq!(offered(&case("accepted", "complaint"), by(Role::Regulator)), Offered::default());
    }
}
