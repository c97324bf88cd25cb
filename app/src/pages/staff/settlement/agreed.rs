//! What a case already says about its settlement; what it does not say is left blank on the paper.

use domain::{
    case::{Case, Event, Signature, State},
    form::{Demand, Kind},
    moment::Day,
    money::Yuan,
};

/// As much of the facts as the paper has room for; the case has them in full.
const FACTS_CHARS: usize = 200;

/// What both sides agreed on, as far as recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// What the merchant does.
    pub performs: Vec<Demand>,
    /// The terms in words.
    pub terms: String,
    /// How much.
    pub amount: Option<Yuan>,
    /// By the end of which day.
    pub perform_by: Day,
    /// Who signed: the consumer, the merchant.
    pub signed: Option<(Signature, Signature)>,
}

/// Whether there is something for both sides to sign, or signed already: from when a complaint is taken on, and after
/// its end as long as what was signed holds.
#[must_use]
pub fn is_printed(case: &Case) -> bool {
    use State::{Accepted, AdvancePayment, AwaitingPerformance, Closed, Mediating, WithMerchant};
    match case.state {
        Accepted | WithMerchant | Mediating | AwaitingPerformance => case.complaint.kind == Kind::Complaint,
        AdvancePayment | Closed => agreed(case).is_some(),
        _ => false,
    }
}

/// What is agreed; none while the sides still talk, or after they fell out again.
#[must_use]
pub fn agreed(case: &Case) -> Option<Agreed> {
    if let Some(settlement) = &case.settlement {
        return Some(Agreed {
            performs: settlement.performs.clone(),
            terms: settlement.terms.clone(),
            amount: settlement.amount,
            perform_by: settlement.perform_by,
            signed: Some((settlement.consumer.clone(), settlement.merchant.clone())),
        });
    }
    if !matches!(case.state, State::AwaitingPerformance | State::AdvancePayment | State::Closed) {
        return None;
    }
    // Signed on paper: only its words and its day are in the case. What came before a new round holds no more.
    let events = case.timeline.iter().rev().filter_map(|entry| entry.event.as_ref());
    let mut this_round =
        events.take_while(|event| !matches!(event, Event::Objected { .. } | Event::Unperformed { .. }));
    this_round.find_map(|event| match event {
        Event::Settled { terms, perform_by, .. } => Some(Agreed {
            performs: Vec::new(),
            terms: terms.clone(),
            amount: None,
            perform_by: *perform_by,
            signed: None,
        }),
        _ => None,
    })
}

/// The facts, cut where the paper's room ends.
#[must_use]
pub fn shortened(facts: &str) -> String {
    match facts.char_indices().nth(FACTS_CHARS) {
        Some((end, _)) => format!("{}……", facts[..end].trim_end()),
        None => facts.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn case(changes: &Value) -> Case {
        let mut case = json!({
            "id": uuid::Uuid::nil(), "rev": 2, "number": { "year": 2026, "serial": 42 }, "state": "mediating",
            "resume_to": null, "first_receiver": null, "assignee": null, "filed_at": 0, "received_at": 0, "due": null,
            "object_until": null, "timeline": [],
            "complaint": {
                "kind": "complaint", "merchant": "unsure", "goods": "电饭煲", "goods_kind": "appliance",
                "purchased_on": null, "amount": 32000, "category": "quality", "facts": "插电不加热，商家不肯退。",
                "demand_amount": null, "demand_words": null, "mediation_consent": true, "contact": null,
                "publication_consent": false, "privacy_notice": 1
            }
        });
        for (key, value) in changes.as_object().into_iter().flatten() {
            case[key] = value.clone();
        }
        serde_json::from_value(case).expect("a case")
    }

    fn on_paper(state: &str) -> Case {
        let settled = json!({ "settled": { "terms": "退货退款 320 元。", "perform_by": "2026-11-30" } });
        let entry = json!({ "at": 0, "made_at": 0, "by": "server", "state": "awaiting_performance", "event": settled });
        case(&json!({ "state": state, "timeline": [entry] }))
    }

    #[test]
    fn while_the_sides_still_talk_the_paper_has_room_to_write_on() {
        assert_eq!(agreed(&case(&json!({}))), None);
    }

    #[test]
    fn what_was_signed_on_paper_is_printed_again_with_its_day() {
        let agreed = agreed(&on_paper("awaiting_performance")).expect("agreed");
        assert_eq!(
            (agreed.terms.as_str(), agreed.perform_by.to_string().as_str()),
            ("退货退款 320 元。", "2026-11-30")
        );
    }

    #[test]
    fn what_the_merchant_did_not_carry_out_is_not_printed_as_agreed() {
        assert_eq!(agreed(&on_paper("reopened")), None);
    }

    #[test]
    fn it_is_printed_from_when_a_complaint_is_taken_on_until_after_its_end() {
        for (state, printed) in [("received", false), ("accepted", true), ("mediating", true), ("closed", false)] {
            assert_eq!(is_printed(&case(&json!({ "state": state }))), printed, "{state}");
        }
        assert!(is_printed(&on_paper("closed")), "what was signed is still there");
        assert!(!is_printed(&on_paper("reopened")));
    }

    #[test]
    fn a_whole_settlement_brings_its_amount_and_who_signed() {
        let settlement = json!({
            "performs": ["return", "refund"], "terms": "收到电饭煲当天退款。", "amount": 32000, "perform_by": "2026-11-30",
            "consumer": { "name": "张三", "way": "on_paper" }, "merchant": { "name": "李店长", "way": "on_paper" }
        });
        let agreed = agreed(&case(&json!({ "settlement": settlement }))).expect("agreed");
        assert_eq!(agreed.performs, [Demand::Return, Demand::Refund]);
        assert_eq!(agreed.amount, Some(Yuan::from_fen(32_000)));
        let names = agreed.signed.map(|(consumer, merchant)| (consumer.name, merchant.name));
        assert_eq!(names, Some(("张三".into(), "李店长".into())));
    }

    #[test]
    fn a_long_story_is_cut_at_a_character_and_says_so() {
        let long = "电".repeat(FACTS_CHARS + 1);
        assert_eq!(shortened(&long), format!("{}……", "电".repeat(FACTS_CHARS)));
        assert_eq!(shortened("不长。"), "不长。");
    }
}
