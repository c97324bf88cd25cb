//! What a merchant sees of a case by the link for its answer: what is asked, and what it needs to answer. Nobody who filed it, no
//! telephone number, no note.

use serde::{Deserialize, Serialize};

use super::{Attachment, Case, ContentHash, Event, Media, Proposal, Side, Stance, State};
use crate::{
    form::{Category, Demand, GoodsKind},
    ids::CaseNumber,
    moment::{Day, Moment},
    money::Amount,
    role::Actor,
};

/// So many digits in a row may be somebody's number.
const NUMBER_DIGITS: usize = 7;

/// The question to a merchant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MerchantQuestion {
    /// The case's number.
    pub number: Option<CaseNumber>,
    /// 商品或服务.
    pub goods: String,
    /// Its kind.
    pub goods_kind: GoodsKind,
    /// 问题类别.
    pub category: Category,
    /// When it was bought.
    pub purchased_on: Option<Day>,
    /// 涉及金额.
    pub amount: Option<Amount>,
    /// What happened, as written; numbers in it are covered.
    pub facts: String,
    /// 诉求.
    pub demands: Vec<Demand>,
    /// 诉求金额.
    pub demand_amount: Option<Amount>,
    /// What the contact point asks.
    pub request: String,
    /// Until when.
    pub due: Moment,
    /// An answer is taken.
    pub open: bool,
    /// What it has answered by links, oldest first.
    pub answers: Vec<MerchantAnswer>,
    /// The settlement that is proposed to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<ProposalToMerchant>,
    /// What it has sent to show something, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proofs: Vec<MerchantProof>,
}

/// A proposed settlement, as the merchant sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalToMerchant {
    /// By which its answer names it.
    pub rev: u64,
    /// What it would do.
    #[serde(flatten)]
    pub proposal: Proposal,
    /// What it has said to it; none while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Stance>,
}

/// A photo or PDF that the merchant has sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MerchantProof {
    /// As it was sent.
    pub hash: ContentHash,
    /// What it is.
    pub media: Media,
}

impl From<&Attachment> for MerchantProof {
    fn from(of: &Attachment) -> Self {
        Self { hash: of.sent.unwrap_or(of.hash), media: of.media }
    }
}

/// An answer that came by a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MerchantAnswer {
    /// When.
    pub at: Moment,
    /// Where it stands.
    pub stance: Stance,
    /// In its words.
    pub words: String,
}

impl Case {
    /// What its merchant sees; none where it was never asked.
    #[must_use]
    pub fn for_merchant(&self) -> Option<MerchantQuestion> {
        let mut asked = None;
        let mut answers = Vec::new();
        for entry in &self.timeline {
            match &entry.event {
                Some(Event::SentToMerchant { request, due, .. }) => asked = Some((request.clone(), due.at)),
                // In a mediation that began without a question a proposal is the first that the merchant hears of it.
                Some(Event::SettlementProposed { .. }) if asked.is_none() => {
                    asked = Some((String::new(), self.due.map_or(entry.at, |due| due.at)));
                }
                Some(Event::MerchantReplied { stance, words, .. }) if entry.by == Actor::Merchant => {
                    let words = words.for_staff().to_owned();
                    answers.push(MerchantAnswer { at: entry.at, stance: *stance, words });
                }
                _ => {}
            }
        }
        let (request, due) = asked?;
        let filed = &self.complaint;
        let agreeing = matches!(self.state, State::WithMerchant | State::Mediating);
        let answerable = matches!(self.state, State::WithMerchant | State::Mediating | State::AwaitingPerformance);
        Some(MerchantQuestion {
            number: self.number,
            goods: filed.goods.clone(),
            goods_kind: filed.goods_kind,
            category: filed.category,
            purchased_on: filed.purchased_on,
            amount: filed.concerned(),
            facts: without_numbers(&filed.facts),
            demands: filed.demands.clone(),
            demand_amount: filed.demanded(),
            request: without_numbers(&request),
            due,
            open: answerable && self.merged_into.is_none(),
            answers,
            // What was not answered while the two sides could still agree is nothing to answer now.
            proposal: self.proposed().filter(|proposed| proposed.answer.is_some() || agreeing).map(|proposed| {
                ProposalToMerchant { rev: proposed.rev, proposal: proposed.proposal.clone(), answer: proposed.answer }
            }),
            proofs: self.attachments.iter().filter(|one| one.side() == Side::Merchant).map(Into::into).collect(),
        })
    }

    /// Which question it was asked last: the revision, which a link names.
    #[must_use]
    pub fn merchant_asked_at(&self) -> Option<u64> {
        let asked = |entry: &super::Entry| matches!(entry.event, Some(Event::SentToMerchant { .. }));
        let proposed = |entry: &super::Entry| matches!(entry.event, Some(Event::SettlementProposed { .. }));
        let first = || self.timeline.iter().position(proposed);
        self.timeline.iter().rposition(asked).or_else(first).map(|place| place as u64 + 1)
    }
}

/// Whatever may be a telephone or identity number is covered.
fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for sign in text.chars().chain(std::iter::once('\0')) {
        let joins = !run.is_empty() && matches!(sign, ' ' | '-' | '\u{2010}'..='\u{2015}');
        if crate::typed::half_width(&sign.to_string()).chars().all(|sign| sign.is_ascii_digit()) || joins {
            run.push(sign);
            continue;
        }
        let digits = run.chars().filter(|sign| sign.is_numeric()).count();
        if digits >= NUMBER_DIGITS {
            let end: String = run.chars().rev().take_while(|sign| !sign.is_numeric()).collect();
            out.push_str("****");
            out.extend(end.chars().rev());
        } else {
            out.push_str(&run);
        }
        run.clear();
        if sign != '\0' {
            out.push(sign);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::without_numbers;

    #[test]
    fn numbers_in_what_was_written_are_covered_and_amounts_and_days_are_not() {
        for (written, shown) in [
            ("请打 13912345678 找我", "请打 **** 找我"),
            ("电话139 1234-5678，320 元", "电话****，320 元"),
            ("１３９１２３４５６７８", "****"),
            ("买了 3 天，花了 320.50 元，11 月 2 日", "买了 3 天，花了 320.50 元，11 月 2 日"),
        ] {
            assert_eq!(without_numbers(written), shown);
        }
    }
}
