//! What a consumer may see of a case: never a note, never a colleague's attempt.

use serde::{Deserialize, Serialize};

use super::{Case, Event, Exit, LinkKind, Outcome, SellerInfo, State, exits};
use crate::{
    calendar::Due,
    form::{Kind, Term},
    ids::{CaseId, CaseNumber, StaffId},
    mechanism::Mechanism,
    moment::{Day, Moment},
    role::Actor,
    words::{Bilingual, Text, text},
};

/// A case as its consumer sees it. No name, telephone or address: whoever holds the code sees the progress, not the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseView {
    /// Its name.
    pub id: CaseId,
    /// Its revision.
    pub rev: u64,
    /// Its number.
    pub number: Option<CaseNumber>,
    /// What was filed.
    pub kind: Kind,
    /// 商品或服务.
    pub goods: String,
    /// Where it stands.
    pub state: State,
    /// The name under which 首问人 answers.
    pub first_receiver: Option<String>,
    /// When it was filed on the device.
    pub filed_at: Moment,
    /// When the server received it.
    pub received_at: Option<Moment>,
    /// The promised time that runs now.
    pub due: Option<Due>,
    /// Until when the consumer may object.
    pub object_until: Option<Moment>,
    /// What happened, oldest first.
    pub timeline: Vec<PublicEntry>,
    /// What is still open to them where the contact point could not help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exits: Vec<Exit>,
    /// The number of the packet under which it went to the regulator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packet: Option<String>,
    /// The regulator's own number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// They said that it is solved.
    #[serde(default)]
    pub confirmed: bool,
    /// How many stars they gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stars: Option<u8>,
    /// It is worked on together with another case; which one is not theirs to know.
    #[serde(default)]
    pub merged: bool,
}

/// One public line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicEntry {
    /// When.
    pub at: Moment,
    /// When it was done on the device.
    pub made_at: Moment,
    /// By the consumer.
    pub mine: bool,
    /// Where the case stood afterwards.
    pub state: State,
    /// What was said.
    pub words: Option<PublicWords>,
}

/// What the consumer reads on a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum PublicWords {
    /// A question to the consumer.
    Question {
        /// The words.
        words: String,
    },
    /// A reply of the contact point.
    Reply {
        /// The words.
        words: String,
    },
    /// What the consumer wrote.
    Own {
        /// The words.
        words: String,
    },
    /// How it was closed.
    Closed {
        /// How.
        outcome: Outcome,
        /// The words.
        words: String,
    },
    /// Why it ended without agreement or was not accepted, with a reason code's words first.
    Ended {
        /// Reason in Chinese.
        reason_zh: String,
        /// Reason in English.
        reason_en: String,
        /// The words.
        words: String,
    },
    /// What was agreed.
    Settled {
        /// The terms.
        words: String,
        /// By when.
        perform_by: Day,
    },
    /// Something of ours in fixed words.
    Told {
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    },
    /// Who sold it, given on application after mediation failed.
    Seller {
        /// The three things.
        info: SellerInfo,
    },
    /// How they found it.
    Rating {
        /// 1 to 5.
        stars: u8,
        /// Their words.
        words: String,
    },
}

impl Case {
    /// What its consumer may see. `name_of` gives the name under which a member of staff answers.
    #[must_use]
    pub fn for_consumer(&self, name_of: impl Fn(StaffId) -> Option<String>) -> CaseView {
        CaseView {
            id: self.id,
            rev: self.rev,
            number: self.number,
            kind: self.complaint.kind,
            goods: self.complaint.goods.clone(),
            state: self.state,
            first_receiver: self.first_receiver.and_then(name_of),
            filed_at: self.filed_at,
            received_at: self.received_at,
            due: self.due,
            object_until: self.object_until,
            timeline: self.timeline.iter().filter_map(public_entry).collect(),
            exits: exits(self),
            packet: self.packet.clone(),
            reference: self.reference.clone(),
            confirmed: self.confirmed,
            stars: self.rating.as_ref().map(|rating| rating.stars),
            merged: self.merged_into.is_some(),
        }
    }
}

const AGREED: Text = text("{}同意调解", "Mediation: {} agrees");
const NOT_AGREED: Text = text("{}不同意调解", "Mediation: {} does not agree");
const MERCHANT_ANSWERED: Text = text("商家已答复，我们正在跟进", "The merchant has answered; we are following it up");
const PAID: Text = text("先行赔付 {} 元已付", "Advance payment of {} yuan made");
const APPROVED: Text = text("先行赔付 {} 元已批准", "Advance payment of {} yuan approved");
const PROVEN: Text = text("商家已兑现：{}", "Carried out by the merchant: {}");
const SOLVED: Text = text("您确认已解决", "You said that it is solved");
const OTHER_HANDS: Text = text("已换人办理，首问人不变", "Somebody else works on it now; your first receiver stays");
const STEPPED_ASIDE: Text = text("经办人已回避，换人办理", "Who worked on it stepped aside; somebody else takes over");
const MERGED: Text = text("与同一事项的另一件合并办理", "Worked on together with another case of the same matter");
const UNMERGED: Text = text("恢复单独办理", "Worked on by itself again");
const MERGED_ENDED: Text = text("合并办理的案件：{}", "The case it goes on in: {}");
const SPLIT: Text = text(
    "您反映的违法线索已另立一件，调解结束也不影响它",
    "The illegal conduct you reported is a case of its own now; the end of mediation does not end it",
);
const ASKED_SELLER: Text = text("您申请提供销售者信息", "You applied for the seller's information");

/// What the consumer sees of a line; none for what is the house's own, and for an event that nobody has said is public.
fn public_entry(entry: &super::Entry) -> Option<PublicEntry> {
    let words = match &entry.event {
        None => None,
        Some(event) => match event {
            // The number and the name of who is responsible stand at the head; the filing itself is the line.
            Event::Noted { .. }
            | Event::Refused { .. }
            | Event::Filed { .. }
            | Event::Registered { .. }
            | Event::MechanismOverridden { .. }
            | Event::DuplicateTaken { .. }
            | Event::DuplicateReleased { .. }
            | Event::Linked { is: LinkKind::Origin, .. }
            | Event::Warned { .. } => return None,
            // What the merchant is asked, what is tested and what was not carried out are working papers.
            Event::Accepted { .. }
            | Event::SentToMerchant { .. }
            | Event::MediationStarted { .. }
            | Event::SentToTesting { .. }
            | Event::Unperformed { .. } => None,
            Event::Withdrawn { words } if words.is_empty() => None,
            Event::MoreAsked { question, .. } => Some(PublicWords::Question { words: question.clone() }),
            Event::Replied { words } | Event::TestReported { result: words, .. } => {
                Some(PublicWords::Reply { words: words.clone() })
            }
            Event::Transferred { reference: words, packet } => {
                let number = if words.is_empty() { packet.clone().unwrap_or_default() } else { words.clone() };
                Some(PublicWords::Reply { words: number })
            }
            Event::ReferenceRecorded { reference } => Some(PublicWords::Reply { words: reference.clone() }),
            Event::Supplemented { words, .. } | Event::Objected { words, .. } | Event::Withdrawn { words } => {
                Some(PublicWords::Own { words: words.clone() })
            }
            Event::Closed { outcome, summary, .. } => {
                Some(PublicWords::Closed { outcome: *outcome, words: summary.clone() })
            }
            Event::MediationFailed { reason, words } => Some(ended(reason.name(), words)),
            Event::Declined { reason, words } => Some(ended(reason.name(), words)),
            Event::Settled { terms, perform_by, .. } => {
                Some(PublicWords::Settled { words: terms.clone(), perform_by: *perform_by })
            }
            Event::Rated { stars, words } => Some(PublicWords::Rating { stars: *stars, words: words.clone() }),
            Event::SellerInfoReleased { info } => Some(PublicWords::Seller { info: info.clone() }),
            event => Some(told(event)?),
        },
    };
    Some(PublicEntry {
        at: entry.at,
        made_at: entry.made_at,
        mine: entry.by == Actor::Consumer,
        state: entry.state,
        words,
    })
}

/// What the consumer is told in fixed words, whatever staff wrote beside.
fn told(event: &Event) -> Option<PublicWords> {
    let fixed = |words: Text| Bilingual::from(words);
    let Bilingual { zh, en } = match event {
        Event::ConsentRecorded { party, agrees, .. } => {
            let words = if *agrees { AGREED } else { NOT_AGREED };
            Bilingual::of(|lang| words.fill(lang, &[party.name().in_lang(lang)]))
        }
        Event::MerchantReplied { .. } => fixed(MERCHANT_ANSWERED),
        Event::AdvancePaymentApproved { amount, .. } => APPROVED.filled(&[&amount.to_string()]),
        Event::AdvancePaid { amount, .. } => PAID.filled(&[&amount.to_string()]),
        Event::PerformanceProven { words, .. } => PROVEN.filled(&[words]),
        Event::ConfirmedSolved => fixed(SOLVED),
        Event::HandedOver { .. } | Event::Assigned { .. } => fixed(OTHER_HANDS),
        Event::Recused { .. } => fixed(STEPPED_ASIDE),
        // Who is served first is no news for the file; what is refused and what is granted is.
        Event::RouteDecided { decision, .. } if decision.mechanism == Mechanism::GreenLane && !decision.takes => {
            return None;
        }
        Event::RouteDecided { decision, .. } => decision.because.clone(),
        Event::Merged { .. } => fixed(MERGED),
        Event::Unmerged { .. } => fixed(UNMERGED),
        Event::MergedCaseEnded { state } => {
            Bilingual::of(|lang| MERGED_ENDED.fill(lang, &[state.name().in_lang(lang)]))
        }
        Event::Linked { .. } => fixed(SPLIT),
        Event::SellerInfoRequested { .. } => fixed(ASKED_SELLER),
        _ => return None,
    };
    Some(PublicWords::Told { zh, en })
}

fn ended(reason: Text, words: &str) -> PublicWords {
    PublicWords::Ended { reason_zh: reason.zh.to_owned(), reason_en: reason.en.to_owned(), words: words.to_owned() }
}
