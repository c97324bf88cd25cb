//! Which moves a person is offered on a case.

use domain::{
    case::{Action, Case, Party, State, moves_from},
    form::Kind,
    mechanism::{Mechanism, is_green},
    role::{Actor, Role},
};

use super::desk_action::{DeskAction, usual};

/// The moves of one person on one case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// The big button.
    pub main: Option<DeskAction>,
    /// Under 「更多」.
    pub others: Vec<DeskAction>,
}

/// What the table of moves allows this actor, the usual one first, and what can be written down beside.
#[must_use]
pub fn offered(case: &Case, actor: Actor) -> Offered {
    // Who stepped aside does nothing here any more.
    if matches!(actor, Actor::Staff { id, .. } if case.recused.contains(&id)) {
        return Offered::default();
    }
    let allowed: Vec<Action> = moves_from(case.state, actor).map(|row| row.action).collect();
    let usual = usual(case.state, case.complaint.kind).iter().copied().find(|action| allowed.contains(action));
    // Money that was approved is handed over before anything else.
    let main = paying(case, actor).or(usual.map(DeskAction::Move));
    let moves = allowed.into_iter().map(|action| a_move(case, action)).filter(|desk_action| Some(*desk_action) != main);
    Offered { main, others: moves.chain(beside(case, actor)).collect() }
}

/// Mediation asks how each side agreed that has not yet.
fn a_move(case: &Case, action: Action) -> DeskAction {
    let asks = |party| !case.agrees_to_mediation(party);
    let (asks_consumer, asks_merchant) = (asks(Party::Consumer), asks(Party::Merchant));
    if action == Action::StartMediation && (asks_consumer || asks_merchant) {
        DeskAction::Mediate { asks_consumer, asks_merchant }
    } else {
        DeskAction::Move(action)
    }
}

/// Whoever files a complaint about goods that they want to give back asks on that day.
fn no_reason_return(case: &Case) -> DeskAction {
    DeskAction::NoReasonReturn { goods_kind: case.complaint.goods_kind, asked_on: case.filed_at.day() }
}

/// The payment that is approved and not handed over yet.
fn paying(case: &Case, actor: Actor) -> Option<DeskAction> {
    let supervises = matches!(actor, Actor::Staff { role, .. } if role.supervises());
    let open = case.payments.last().filter(|payment| payment.paid_at.is_none());
    let waits = supervises && case.state == State::AdvancePayment;
    open.filter(|_| waits).map(|payment| DeskAction::AdvancePaid(payment.id))
}

fn beside(case: &Case, actor: Actor) -> impl Iterator<Item = DeskAction> {
    use State::{Accepted, AwaitingPerformance, Mediating, WithMerchant};
    let me = match actor {
        Actor::Staff { id, role } if role.receives_cases() => Some(id),
        _ => None,
    };
    let answers = matches!(case.state, Accepted | WithMerchant | Mediating | AwaitingPerformance);
    let answers = answers && case.complaint.kind == Kind::Complaint;
    let mine = me.is_some() && case.assignee == me && !case.state.is_final() && case.merged_into.is_none();
    let writes = matches!(actor, Actor::Staff { role, .. } if role != Role::Regulator);
    let supervises = matches!(actor, Actor::Staff { role, .. } if role.supervises());
    let open = !case.state.is_final() && !case.state.is_on_device() && case.merged_into.is_none();
    let on_server = !case.state.is_on_device() && case.merged_into.is_none();
    let complaint = case.complaint.kind == Kind::Complaint;
    let tries = me.is_some() && open && complaint;
    [
        (DeskAction::MerchantReply, me.is_some() && answers),
        (DeskAction::Propose, me.is_some() && open && complaint && matches!(case.state, WithMerchant | Mediating)),
        (DeskAction::LogCall, writes),
        (DeskAction::SetReminder, writes),
        (DeskAction::Consent, tries),
        (DeskAction::RecordReference, me.is_some() && case.state == State::Transferred),
        (DeskAction::RequestSellerInfo, me.is_some() && case.mediation_failed() && !case.seller_info_is_asked()),
        (DeskAction::ReleaseSellerInfo, me.is_some() && case.seller_info_is_asked()),
        (DeskAction::SmallClaim, tries && !case.takes(Mechanism::SmallClaim)),
        (no_reason_return(case), tries && !case.takes(Mechanism::NoReasonReturn)),
        (DeskAction::GreenLane, tries && !is_green(case)),
        (DeskAction::HandOver, open && (mine || supervises)),
        (DeskAction::SplitReport, tries),
        // A conflict of interest can be anybody's who may come to work on it.
        (DeskAction::Recuse, me.is_some() && open),
        (DeskAction::RecuseOther, supervises && open),
        (DeskAction::Merge, supervises && open && case.duplicates.is_empty()),
        (DeskAction::Unmerge, supervises && case.merged_into.is_some()),
        (DeskAction::Override, supervises && open && complaint),
        (
            DeskAction::PassToCouncil,
            me.is_some() && on_server && case.council.as_ref().is_none_or(|help| help.answer.is_some()),
        ),
        (DeskAction::CouncilReceipt, me.is_some() && case.council.as_ref().is_some_and(|help| help.receipt.is_none())),
        (DeskAction::CouncilAnswer, me.is_some() && case.council.is_some()),
        (DeskAction::Hold, supervises && on_server && case.hold.is_none()),
        (DeskAction::LiftHold, supervises && case.hold.is_some()),
    ]
    .into_iter()
    .filter_map(|(desk_action, offered)| offered.then_some(desk_action))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        case::AdvancePayment,
        ids::{MerchantId, PaymentId, StaffId},
        moment::Moment,
        money::Yuan,
    };
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
        assert_eq!(moves.main, Some(DeskAction::Move(Action::Accept)));
        assert_eq!(moves.others.first(), Some(&DeskAction::Move(Action::AskMore)));
    }

    #[test]
    fn a_question_is_answered_and_closed_and_a_complaint_goes_to_the_merchant() {
        assert_eq!(
            offered(&case("accepted", "inquiry"), by(Role::Receptionist)).main,
            Some(DeskAction::Move(Action::Close))
        );
        assert_eq!(
            offered(&case("accepted", "complaint"), by(Role::Receptionist)).main,
            Some(DeskAction::Move(Action::SendToMerchant))
        );
    }

    #[test]
    fn only_a_supervisor_has_goods_tested_and_pays_in_advance() {
        let case = case("with_merchant", "complaint");
        assert_eq!(case.state, State::WithMerchant);
        let (mediator, supervisor) = (offered(&case, by(Role::Mediator)), offered(&case, by(Role::Supervisor)));
        for action in [Action::SendToTesting, Action::PayInAdvance] {
            assert!(!mediator.others.contains(&DeskAction::Move(action)), "{action:?}");
            assert!(supervisor.others.contains(&DeskAction::Move(action)), "{action:?}");
        }
    }

    #[test]
    fn money_that_was_approved_is_handed_over_first_and_then_the_case_is_closed() {
        let mut case = case("advance_payment", "complaint");
        let id = PaymentId(Uuid::from_u128(1));
        let (merchant, amount) = (MerchantId(Uuid::from_u128(7)), Yuan::from_fen(32_000));
        case.payments.push(AdvancePayment { id, merchant, amount, paid_at: None });
        assert_eq!(offered(&case, by(Role::Supervisor)).main, Some(DeskAction::AdvancePaid(id)));
        assert_eq!(offered(&case, by(Role::Receptionist)).main, Some(DeskAction::Move(Action::Close)));
        case.payments[0].paid_at = Some(Moment::from_millis(0));
        assert_eq!(offered(&case, by(Role::Supervisor)).main, Some(DeskAction::Move(Action::Close)));
    }

    #[test]
    fn only_a_supervisor_merges_and_decides_against_a_rule() {
        let case = case("accepted", "complaint");
        let (few, all) = (offered(&case, by(Role::Mediator)).others, offered(&case, by(Role::Supervisor)).others);
        for desk_action in [DeskAction::Merge, DeskAction::Override, DeskAction::HandOver] {
            assert!(!few.contains(&desk_action) && all.contains(&desk_action), "{desk_action:?}");
        }
        assert!(few.contains(&DeskAction::SplitReport) && few.contains(&DeskAction::SmallClaim));
    }

    #[test]
    fn whoever_may_work_on_a_case_can_step_aside_and_then_does_nothing_in_it() {
        let mut case = case("accepted", "complaint");
        case.assignee = Some(StaffId(Uuid::from_u128(5)));
        let (few, all) = (offered(&case, by(Role::Mediator)).others, offered(&case, by(Role::Supervisor)).others);
        assert!(few.contains(&DeskAction::Recuse) && !few.contains(&DeskAction::RecuseOther));
        assert!(all.contains(&DeskAction::RecuseOther));
        case.recused.push(StaffId(Uuid::nil()));
        assert_eq!(offered(&case, by(Role::Supervisor)), Offered::default());
    }

    #[test]
    fn mediation_asks_only_how_those_agreed_who_have_not_said_so_yet() {
        let mut case = case("accepted", "complaint");
        let begins =
            |case: &Case, desk_action: DeskAction| offered(case, by(Role::Mediator)).others.contains(&desk_action);
        assert!(begins(&case, DeskAction::Mediate { asks_consumer: false, asks_merchant: true }));
        case.complaint.mediation_consent = false;
        assert!(begins(&case, DeskAction::Mediate { asks_consumer: true, asks_merchant: true }));
        for party in [Party::Consumer, Party::Merchant] {
            let (agrees, way, at) = (true, domain::case::ConsentWay::Phone, Moment::from_millis(0));
            case.consents.push(domain::case::Consent { party, agrees, way, at });
        }
        assert!(begins(&case, DeskAction::Move(Action::StartMediation)));
    }

    #[test]
    fn the_regulators_number_is_written_down_once_the_case_is_there() {
        let offers = |state| {
            offered(&case(state, "complaint"), by(Role::Receptionist)).others.contains(&DeskAction::RecordReference)
        };
        assert!(offers("transferred") && !offers("accepted"));
    }

    #[test]
    fn the_regulator_is_offered_nothing() {
        assert_eq!(offered(&case("accepted", "complaint"), by(Role::Regulator)), Offered::default());
    }
}
