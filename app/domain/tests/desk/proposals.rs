//! 和解方案: proposed to the merchant, answered as such, and what both then sign.

use domain::{
    case::{Case, Command, Gap, Rejection, Stance, State},
    role::Actor,
};

use crate::bench::*;

const MERCHANT: Actor = Actor::Merchant;

fn propose() -> Command {
    Command::ProposeSettlement { proposal: proposal("2026-11-30") }
}

fn answer(case: &Case, stance: Stance, words: &str) -> Command {
    let proposal = case.proposed().expect("a proposal").rev;
    Command::AnswerProposal { proposal, stance, words: words.into() }
}

#[test]
fn 商户答复_a_merchant_accepts_the_proposal_that_stands_without_a_word_and_its_clock_ends() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    desk.does(RECEPTION, propose());
    let accepts = answer(desk.case(), Stance::Agrees, "");
    desk.at("2026-11-24 09:00").does(MERCHANT, accepts.clone());
    let case = desk.case();
    assert_eq!(case.proposed().expect("a proposal").answer, Some(Stance::Agrees));
    assert_eq!((case.merchant_stance, case.merchant_has_answered()), (Some(Stance::Agrees), true));
    assert_eq!(desk.refused(MERCHANT, &accepts), Rejection::DoneAlready);
    let question = desk.case().for_merchant().expect("asked");
    assert_eq!(question.proposal.expect("shown").answer, Some(Stance::Agrees));
    // What was accepted is signed by both; the law knows no settlement before that.
    assert_eq!(desk.case().state, State::WithMerchant);
    desk.does(RECEPTION, Command::SignSettlement { settlement: settlement("300", "2026-11-30") });
    assert!(!desk.public().contains("proposal"), "a proposal is between the desk and the merchant until it is signed");
    desk.replays();
}

#[test]
fn whoever_does_not_accept_says_why_or_what_instead() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    desk.does(RECEPTION, propose());
    for stance in [Stance::Offers, Stance::Refuses] {
        let silent = answer(desk.case(), stance, "  ");
        assert_eq!(desk.refused(MERCHANT, &silent), Rejection::WordsMissing);
    }
    let offers = answer(desk.case(), Stance::Offers, "只能换新");
    desk.does(MERCHANT, offers);
    assert_eq!(desk.case().proposed().expect("a proposal").answer, Some(Stance::Offers));
}

#[test]
fn a_proposal_that_was_replaced_cannot_be_accepted_any_more() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    desk.does(RECEPTION, propose());
    let old = answer(desk.case(), Stance::Agrees, "");
    desk.does(RECEPTION, Command::ProposeSettlement { proposal: proposal("2026-12-05") });
    assert_eq!(desk.refused(MERCHANT, &old), Rejection::ProposalChanged);
    let new = answer(desk.case(), Stance::Agrees, "");
    desk.does(MERCHANT, new);
}

#[test]
fn a_proposal_is_complete_made_by_the_desk_and_only_while_the_merchant_can_answer() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.does(RECEPTION, Command::Accept);
    assert_eq!(desk.refused(RECEPTION, &propose()), Rejection::NotInThisState { state: State::Accepted });
    desk.does(RECEPTION, Command::SendToMerchant { request: "请退款".into() });
    for (by, why) in [(CONSUMER, Rejection::StaffOnly), (MERCHANT, Rejection::StaffOnly)] {
        assert_eq!(desk.refused(by, &propose()), why);
    }
    let past = Command::ProposeSettlement { proposal: proposal("2026-11-22") };
    assert_eq!(desk.refused(RECEPTION, &past), Rejection::Incomplete { part: Gap::PerformBy });
}

#[test]
fn in_a_mediation_that_began_without_a_question_the_proposal_is_what_the_merchant_is_asked() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.does(RECEPTION, Command::Accept);
    desk.does(SUPERVISOR, Command::StartMediation { consumer_consents: true, merchant_consents: true });
    assert!(desk.case().for_merchant().is_none() && desk.case().merchant_asked_at().is_none());
    desk.does(SUPERVISOR, propose());
    let case = desk.case();
    assert_eq!(case.merchant_asked_at(), case.proposed().map(|proposed| proposed.rev));
    let question = case.for_merchant().expect("asked");
    assert!(question.open && question.request.is_empty());
}
