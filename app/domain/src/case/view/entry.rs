//! What a consumer reads on a line of the timeline.

use super::{PublicEntry, PublicWords};
use crate::{
    case::{AssignReason, Attachment, Entry, Event, LinkKind, Media, Side},
    form::Term,
    mechanism::Mechanism,
    role::Actor,
    words::{Bilingual, Text, text},
};

const AGREED: Text = text("{}同意调解", "Mediation: {} agrees");
const NOT_AGREED: Text = text("{}不同意调解", "Mediation: {} does not agree");
const MERCHANT_ANSWERED: Text = text("商家已答复，我们正在跟进", "The merchant has answered; we are following it up");
const PAID: Text = text("先行赔付 {} 元已付", "Advance payment of {} yuan made");
const APPROVED: Text = text("先行赔付 {} 元已批准", "Advance payment of {} yuan approved");
const PROVEN: Text = text("商家已兑现：{}", "Carried out by the merchant: {}");
const SOLVED: Text = text("您确认已解决", "You said that it is solved");
const OTHER_HANDS: Text = text("已换人办理，首问人不变", "Somebody else works on it now; your first receiver stays");
const TAKEN_UP: Text = text("已有人负责办理", "Somebody is responsible for it now");
const STEPPED_ASIDE: Text = text("经办人已回避，换人办理", "Who worked on it stepped aside; somebody else takes over");
const MERGED: Text = text("与同一事项的另一件合并办理", "Worked on together with another case of the same matter");
const UNMERGED: Text = text("恢复单独办理", "Worked on by itself again");
const MERGED_ENDED: Text = text("合并办理的案件：{}", "The case it goes on in: {}");
const SPLIT: Text = text(
    "您反映的违法线索已另立一件，调解结束也不影响它",
    "The illegal conduct you reported is a case of its own now; the end of mediation does not end it",
);
const TAKEN_DOWN: Text = text("由工作人员代您登记（{}）", "Registered for you by staff ({})");
const PHOTO_CAME: Text = text("收到您的一张照片", "A photo of yours has arrived");
const PDF_CAME: Text = text("收到您的一份文件", "A file of yours has arrived");
const COUNCIL_ASKED: Text =
    text("已请消保委协助，材料编号 {}", "The consumer council was asked to help; our packet is {}");
const COUNCIL_HAS_IT: Text = text("消保委已收到材料", "The consumer council has the papers");
const COUNCIL_NUMBER: Text = text("消保委已收到材料，编号 {}", "The consumer council has the papers; its number is {}");
const COUNCIL_ANSWERED: Text = text("消保委答复：{}", "The consumer council answered: {}");
const ASKED_SELLER: Text = text("您申请提供销售者信息", "You applied for the seller's information");

/// What the consumer sees of a line; none for what is the staff's own, and for an event that nobody has said is public.
pub(super) fn public_entry(entry: &Entry) -> Option<PublicEntry> {
    let words = match &entry.event {
        None => None,
        Some(event) => match event {
            // The number and the name of who is responsible stand at the head; the filing itself is the line.
            Event::Noted { .. }
            | Event::Refused { .. }
            // What was said on the telephone is a working paper; what concerns the consumer is told in a reply.
            | Event::CallLogged { .. }
            | Event::ReminderSet { .. }
            | Event::ReminderCompleted { .. }
            | Event::Filed { .. }
            | Event::Registered { .. }
            | Event::MechanismOverridden { .. }
            | Event::DuplicateTaken { .. }
            | Event::DuplicateReleased { .. }
            // A working paper of staff.
            | Event::Attached { attachment: Attachment { staff: Some(_), .. } }
            // That somebody looks into it is the authority's business.
            | Event::Held { .. }
            | Event::HoldLifted { .. }
            | Event::EvidencePacked { .. }
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
        Event::TakenDown { intake } => {
            Bilingual::of(|lang| TAKEN_DOWN.fill(lang, &[intake.channel.name().in_lang(lang)]))
        }
        Event::MerchantReplied { .. } => fixed(MERCHANT_ANSWERED),
        Event::AdvancePaymentApproved { amount, .. } => APPROVED.filled(&[&amount.to_string()]),
        Event::AdvancePaid { amount, .. } => PAID.filled(&[&amount.to_string()]),
        Event::PerformanceProven { words, .. } => PROVEN.filled(&[words]),
        Event::ConfirmedSolved => fixed(SOLVED),
        Event::Assigned { why: AssignReason::NobodyOnDuty, .. } => fixed(TAKEN_UP),
        Event::HandedOver { .. } | Event::Assigned { .. } => fixed(OTHER_HANDS),
        Event::Recused { .. } => fixed(STEPPED_ASIDE),
        // Who is served first is no news for the file; what is refused and what is granted is.
        Event::RouteDecided { decision, .. } if decision.mechanism == Mechanism::GreenLane && !decision.takes => {
            return None;
        }
        Event::RouteDecided { decision, .. } => decision.because.clone(),
        Event::Merged { .. } => fixed(MERGED),
        Event::Unmerged { .. } => fixed(UNMERGED),
        Event::MergedCaseEnded { state, .. } | Event::MergedCaseMoved { state } => {
            Bilingual::of(|lang| MERGED_ENDED.fill(lang, &[state.name().in_lang(lang)]))
        }
        Event::Linked { .. } => fixed(SPLIT),
        Event::SellerInfoRequested { .. } => fixed(ASKED_SELLER),
        Event::PassedToCouncil { packet, .. } => COUNCIL_ASKED.filled(&[packet]),
        Event::CouncilReceived { receipt } if receipt.number.is_empty() => fixed(COUNCIL_HAS_IT),
        Event::CouncilReceived { receipt } => COUNCIL_NUMBER.filled(&[&receipt.number]),
        Event::CouncilAnswered { words, .. } => COUNCIL_ANSWERED.filled(&[words]),
        // A working paper of the desk, as what staff take down.
        Event::Attached { attachment } if attachment.side() == Side::Merchant => return None,
        Event::Attached { attachment } if attachment.media == Media::Pdf => fixed(PDF_CAME),
        Event::Attached { .. } => fixed(PHOTO_CAME),
        _ => return None,
    };
    Some(PublicWords::Told { zh, en })
}

fn ended(reason: Text, words: &str) -> PublicWords {
    PublicWords::Ended { reason_zh: reason.zh.to_owned(), reason_en: reason.en.to_owned(), words: words.to_owned() }
}
