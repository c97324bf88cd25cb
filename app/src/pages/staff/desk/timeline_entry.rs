//! What a line of the timeline says, and who besides staff can read it.

use domain::{
    case::{Case, Entry, Event, Media, Proposal, Purpose, Side, StaffOnly, Stance, State},
    form::Term,
    role::Actor,
    words::{Lang, Text, text},
};

const FILED: Text = text("消费者提交", "Filed by the consumer");
const FILED_FOR: Text = text("登记", "Registered");
const TAKEN_DOWN: Text = text("工作人员代录：{}", "Registered by staff: {}");
const CALL: Text = text("电话{}：{}，{}", "Call ({}) with {}: {}");
const FOLLOW_UP: Text = text("回访（{}）：{}，{}", "Follow-up call ({}) with {}: {}");
const REMINDER: Text = text("提醒自己：{}", "Reminder for {}");
const REMINDED: Text = text("提醒已办", "Reminder ticked off");
const RECEIVED: Text = text("收到，编号 {}", "Received as {}");
const ACCEPTED: Text = text("已受理", "Accepted");
const ASKED: Text = text("请消费者补充", "Asked the consumer for more");
const SUPPLEMENTED: Text = text("消费者补充", "The consumer added");
const REPLIED: Text = text("答复消费者", "Reply to the consumer");
const NOTED: Text = text("内部备注", "Internal note");
const TO_MERCHANT: Text = text("转商家处理", "Asked the merchant");
const MEDIATING: Text = text("开始调解，双方都同意", "Mediation began; both agreed");
const TO_TESTING: Text = text("送检，时钟暂停", "Sent to be tested; the clock is paused");
const TESTED: Text = text("检测结果已出", "The test result is in");
const SETTLED: Text = text("双方和解，{}前兑现", "Both settled, to be carried out by {}");
const PAID: Text = text("批准先行赔付 {} 元", "Advance payment of {} yuan approved");
const CLOSED: Text = text("办结：{}", "Closed: {}");
const FAILED: Text = text("调解不成：{}", "Mediation failed: {}");
const TRANSFERRED: Text = text("转市场监管，编号", "Passed to the regulator, reference");
const DECLINED: Text = text("不予受理：{}", "Not accepted: {}");
const WITHDRAWN: Text = text("消费者撤回", "Withdrawn by the consumer");
const OBJECTED: Text = text("消费者说没解决，重新打开", "The consumer says it is not solved; reopened");
const UNPERFORMED: Text = text("商家没兑现，重新打开", "Not carried out; reopened");
const ATTEMPT: Text = text("{}（没有生效）", "{} (did not take effect)");
const CONSENTS: Text = text("{}同意调解", "Mediation: {} agrees");
const CONSENTS_NOT: Text = text("{}不同意调解", "Mediation: {} does not agree");
const MERCHANT_REPLIED: Text = text("商家答复：{}", "The merchant answered: {}");
const PROPOSED: Text = text("向商家提出和解方案：{}", "A settlement was proposed to the merchant: {}");
const PROPOSED_AMOUNT: Text = text("{}，{} 元，{} 前兑现", "{}, {} yuan, by {}");
const PROPOSED_PLAIN: Text = text("{}，{} 前兑现", "{}, by {}");
const ACCEPTED_IT: Text = text("商家接受和解方案", "The merchant accepts the proposed settlement");
const OFFERED_ELSE: Text =
    text("商家不接受方案，另提办法", "The merchant does not accept the proposal and offers something else");
const REFUSED_IT: Text = text("商家不接受和解方案", "The merchant refuses the proposed settlement");
const MERCHANTS_PHOTO: Text = text("商家交来一张照片", "The merchant sent a photo");
const MERCHANTS_PDF: Text = text("商家交来一份 PDF", "The merchant sent a PDF");
const PAID_OUT: Text = text("先行赔付 {} 元已付", "Advance payment of {} yuan made");
const PROVEN: Text = text("商家已兑现，凭证：{}", "Carried out by the merchant; shown by: {}");
const PROVEN_FILES: Text = text("商家已兑现，凭证 {} 份", "Carried out by the merchant; papers: {}");
const UNPROVEN: Text = text("商家已兑现（没有写凭证）", "Carried out by the merchant (nothing is named that shows it)");
const REFERENCE: Text = text("市场监管受理编号", "The regulator’s reference");
const SOLVED: Text = text("消费者确认已解决", "The consumer says it is solved");
const RATED: Text = text("消费者评价：{} 分（满分 5 分）", "Rated by the consumer: {} of 5");
const HANDED_OVER: Text = text("转交同事办理，首问人不变", "Handed over; the first receiver stays");
const RECUSED: Text = text("经办人回避", "Stepped aside for a conflict of interest");
const ASSIGNED: Text = text("分派经办人：{}", "Given to somebody: {}");
const TAKES: Text = text("主管决定适用：{}", "A supervisor decided: takes {}");
const TAKES_NOT: Text = text("主管决定不适用：{}", "A supervisor decided: does not take {}");
const MERGED: Text = text("并入另一件办理", "Goes on in another case");
const UNMERGED: Text = text("恢复单独办理", "Goes on by itself again");
const DUPLICATE: Text = text("另一件并入本件", "Another case goes on in this one");
const DUPLICATE_NOT: Text = text("另一件不再并入本件", "Another case no longer goes on in this one");
const MERGED_ENDED: Text = text("合并办理的案件：{}", "The case it goes on in: {}");
const SELLER_ASKED: Text = text("消费者申请提供销售者信息", "The consumer applied for the seller’s information");
const SELLER_GIVEN: Text = text("已提供销售者信息", "The seller’s information was given");
const WARNED: Text = text("时限提醒：已用 {}%", "Time limit: {} % used");
const COVERED: Text = text("做了一份遮盖后的照片", "A copy of a photo was made, with parts covered");
const SIGNATURE_CAME: Text = text("收到和解书的一份签字", "A signature under the settlement arrived");
const PHOTO_CAME: Text = text("收到一张照片", "A photo arrived");
const PDF_CAME: Text = text("收到一份文件", "A file arrived");
const MERCHANT_LINKED: Text = text("关联到商户档案", "Linked to the merchant’s file");
const MERCHANT_UNLINKED: Text = text("取消关联商户档案", "Link to the merchant’s file taken back");
const HELD: Text = text("依法留存：不清除、不匿名", "Under legal hold: nothing is erased or made anonymous");
const HOLD_LIFTED: Text = text("解除依法留存", "Legal hold lifted");
const PACKED: Text = text("做成证据包 {}，给 {}", "Evidence pack {} made for {}");
const TO_COUNCIL: Text = text("请消保委协助，材料编号 {}", "The consumer council was asked to help; packet {}");
const COUNCIL_RECEIVED: Text =
    text("消保委已收到材料，{} 确认", "The consumer council has the papers, confirmed by {}");
const COUNCIL_ANSWERED: Text = text("消保委答复", "The consumer council answered");
const SOMETHING: Text = text("办理", "Action");

/// Who reads the words of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Written by staff for the consumer.
    Public,
    /// Staff only.
    Internal,
    /// The consumer's own.
    Own,
}

/// A line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryView {
    /// What.
    pub what: String,
    /// What was written.
    pub words: Option<String>,
    /// Who reads it.
    pub readers: Readers,
    /// The class of the line.
    pub class: &'static str,
}

/// What an entry says.
#[must_use]
pub fn happened(entry: &Entry, lang: Lang) -> EntryView {
    let fixed = |words: Text| words.in_lang(lang).to_owned();
    let class = match entry.state {
        State::NeedsMore | State::Testing => "timeline__item--paused",
        _ => "timeline__item--done",
    };
    let line = |what: String, words: Option<&String>, readers| EntryView {
        what,
        words: words.filter(|words| !words.is_empty()).cloned(),
        readers,
        class,
    };
    let internal = |what: String, words: &StaffOnly| EntryView {
        what,
        words: Some(words.for_staff().to_owned()).filter(|words| !words.is_empty()),
        readers: Readers::Internal,
        class: "timeline__item--internal",
    };
    let filed = if entry.by == Actor::Consumer { FILED } else { FILED_FOR };
    let Some(event) = &entry.event else { return line(fixed(filed), None, Readers::Own) };
    match event {
        Event::Filed { .. } => line(fixed(FILED), None, Readers::Own),
        Event::Registered { number, .. } => line(RECEIVED.fill(lang, &[&number.to_string()]), None, Readers::Internal),
        Event::Accepted { .. } => line(fixed(ACCEPTED), None, Readers::Public),
        Event::MoreAsked { question, .. } => line(fixed(ASKED), Some(question), Readers::Public),
        Event::Supplemented { words, .. } => line(fixed(SUPPLEMENTED), Some(words), Readers::Own),
        Event::Replied { words } => line(fixed(REPLIED), Some(words), Readers::Public),
        Event::Noted { words, .. } => internal(fixed(NOTED), words),
        Event::TakenDown { intake } => {
            internal(TAKEN_DOWN.fill(lang, &[intake.channel.name().in_lang(lang)]), &intake.consent)
        }
        Event::CallLogged { call } => {
            let name = |words: Text| words.in_lang(lang);
            let words = [name(call.direction.name()), name(call.with.name()), name(call.result.name())];
            internal(if call.follow_up { FOLLOW_UP } else { CALL }.fill(lang, &words), &call.words)
        }
        Event::ReminderSet { on, words } => internal(REMINDER.fill(lang, &[&on.spoken(lang, entry.at.day())]), words),
        Event::ReminderCompleted { .. } => line(fixed(REMINDED), None, Readers::Internal),
        Event::SentToMerchant { request, .. } => line(fixed(TO_MERCHANT), Some(request), Readers::Internal),
        Event::MediationStarted { .. } => line(fixed(MEDIATING), None, Readers::Public),
        Event::SentToTesting { what } => line(fixed(TO_TESTING), Some(what), Readers::Internal),
        Event::TestReported { result, .. } => line(fixed(TESTED), Some(result), Readers::Public),
        Event::Settled { terms, perform_by, .. } => {
            let by = perform_by.spoken(lang, entry.at.day());
            line(SETTLED.fill(lang, &[&by]), Some(terms), Readers::Public)
        }
        Event::AdvancePaymentApproved { amount, .. } => {
            line(PAID.fill(lang, &[&amount.to_string()]), None, Readers::Public)
        }
        Event::Closed { outcome, summary, .. } => {
            line(CLOSED.fill(lang, &[outcome.name().in_lang(lang)]), Some(summary), Readers::Public)
        }
        Event::MediationFailed { reason, words } => {
            line(FAILED.fill(lang, &[reason.name().in_lang(lang)]), Some(words), Readers::Public)
        }
        Event::Transferred { reference, packet } => {
            let number = if reference.is_empty() { packet.as_ref() } else { Some(reference) };
            line(fixed(TRANSFERRED), number, Readers::Public)
        }
        Event::Declined { reason, words } => {
            line(DECLINED.fill(lang, &[reason.name().in_lang(lang)]), Some(words), Readers::Public)
        }
        Event::Withdrawn { words } => line(fixed(WITHDRAWN), Some(words), Readers::Own),
        Event::Objected { words, .. } => line(fixed(OBJECTED), Some(words), Readers::Own),
        Event::Unperformed { words, .. } => line(fixed(UNPERFORMED), Some(words), Readers::Internal),
        Event::Refused { action, written, .. } => {
            let tried = action.map_or(SOMETHING, domain::case::Action::name);
            EntryView {
                class: "timeline__item--failed",
                ..line(ATTEMPT.fill(lang, &[tried.in_lang(lang)]), written.as_ref(), Readers::Internal)
            }
        }
        Event::ConsentRecorded { party, agrees, .. } => {
            let words = if *agrees { CONSENTS } else { CONSENTS_NOT };
            line(words.fill(lang, &[party.name().in_lang(lang)]), None, Readers::Public)
        }
        Event::SettlementProposed { proposal } => {
            line(PROPOSED.fill(lang, &[&proposed(proposal, lang)]), Some(&proposal.terms), Readers::Internal)
        }
        Event::MerchantReplied { stance, words, proposal: Some(_), .. } => {
            let said = match stance {
                Stance::Agrees => ACCEPTED_IT,
                Stance::Offers => OFFERED_ELSE,
                Stance::Refuses | Stance::Left => REFUSED_IT,
            };
            internal(fixed(said), words)
        }
        Event::MerchantReplied { stance, words, .. } => {
            internal(MERCHANT_REPLIED.fill(lang, &[stance.name().in_lang(lang)]), words)
        }
        Event::AdvancePaid { amount, receipt, .. } => internal(PAID_OUT.fill(lang, &[&amount.to_string()]), receipt),
        Event::PerformanceProven { words, evidence, receipt } => {
            line(proven(evidence.len(), receipt, lang), Some(words), Readers::Public)
        }
        Event::ReferenceRecorded { reference } => line(fixed(REFERENCE), Some(reference), Readers::Public),
        Event::ConfirmedSolved => line(fixed(SOLVED), None, Readers::Own),
        Event::Rated { stars, words } => line(RATED.fill(lang, &[&stars.to_string()]), Some(words), Readers::Own),
        Event::HandedOver { words, .. } => internal(fixed(HANDED_OVER), words),
        Event::Recused { words, .. } => internal(fixed(RECUSED), words),
        Event::Assigned { why, .. } => line(ASSIGNED.fill(lang, &[why.name().in_lang(lang)]), None, Readers::Internal),
        Event::RouteDecided { decision, .. } => line(decision.because.in_lang(lang).to_owned(), None, Readers::Public),
        Event::MechanismOverridden { which, takes, reason, .. } => {
            let words = if *takes { TAKES } else { TAKES_NOT };
            internal(words.fill(lang, &[which.name().in_lang(lang)]), reason)
        }
        Event::Merged { words, .. } => internal(fixed(MERGED), words),
        Event::Unmerged { words, .. } => internal(fixed(UNMERGED), words),
        Event::DuplicateTaken { .. } => line(fixed(DUPLICATE), None, Readers::Internal),
        Event::DuplicateReleased { .. } => line(fixed(DUPLICATE_NOT), None, Readers::Internal),
        Event::MergedCaseEnded { state, .. } | Event::MergedCaseMoved { state } => {
            line(MERGED_ENDED.fill(lang, &[state.name().in_lang(lang)]), None, Readers::Public)
        }
        Event::Linked { is, .. } => line(is.name().in_lang(lang).to_owned(), None, Readers::Internal),
        Event::SellerInfoRequested { words } => line(fixed(SELLER_ASKED), Some(words), Readers::Own),
        Event::SellerInfoReleased { info } => EntryView {
            words: Some(format!("{} · {} · {}", info.name, info.address, info.contact)),
            ..line(fixed(SELLER_GIVEN), None, Readers::Public)
        },
        Event::Attached { attachment } => {
            let readers = if attachment.side() == Side::Consumer { Readers::Own } else { Readers::Internal };
            let came = match (attachment.purpose, attachment.media) {
                (Some(Purpose::Redaction { .. }), _) => COVERED,
                (Some(Purpose::Signature { .. }), _) => SIGNATURE_CAME,
                (Some(Purpose::FromMerchant), Media::Pdf) => MERCHANTS_PDF,
                (Some(Purpose::FromMerchant), Media::Jpeg) => MERCHANTS_PHOTO,
                (None, Media::Pdf) => PDF_CAME,
                (None, Media::Jpeg) => PHOTO_CAME,
            };
            line(fixed(came), None, readers)
        }
        Event::Held { ground } => internal(fixed(HELD), ground),
        Event::HoldLifted { ground } => internal(fixed(HOLD_LIFTED), ground),
        Event::EvidencePacked { pack } => line(PACKED.fill(lang, &[&pack.number, &pack.to]), None, Readers::Internal),
        Event::PassedToCouncil { packet, ask } => line(TO_COUNCIL.fill(lang, &[packet]), Some(ask), Readers::Internal),
        Event::CouncilReceived { receipt } => {
            line(COUNCIL_RECEIVED.fill(lang, &[&receipt.from]), Some(&receipt.number), Readers::Public)
        }
        Event::CouncilAnswered { words, .. } => line(fixed(COUNCIL_ANSWERED), Some(words), Readers::Public),
        Event::MerchantLinked { merchant } => {
            line(fixed(if merchant.is_some() { MERCHANT_LINKED } else { MERCHANT_UNLINKED }), None, Readers::Internal)
        }
        Event::Warned { warning } => line(WARNED.fill(lang, &[&warning.percent.to_string()]), None, Readers::Internal),
    }
}

/// A whole case as plain text, for whoever has nothing but the file.
#[must_use]
pub fn told(case: &Case, lang: Lang) -> String {
    let number = case.number.map(|number| number.to_string()).unwrap_or_default();
    let filing = &case.complaint;
    let name = |words: Text| words.in_lang(lang);
    let mut lines = vec![
        format!(
            "{number} · {} · {} · {}",
            name(filing.kind.name()),
            name(filing.category.name()),
            name(case.state.name())
        ),
        format!("{} · {}", super::words::merchant(&filing.merchant, lang), filing.goods),
        String::new(),
        filing.facts.clone(),
        String::new(),
    ];
    for entry in &case.timeline {
        let said = happened(entry, lang);
        let (hour, minute) = entry.at.hour_minute();
        let words = said.words.map(|words| format!("：{words}")).unwrap_or_default();
        lines.push(format!("{} {hour:02}:{minute:02} {}{words}", entry.at.day(), said.what));
    }
    lines.join("\n")
}

/// What the merchant would do, how much, by when.
fn proposed(proposal: &Proposal, lang: Lang) -> String {
    let space = if lang == Lang::Zh { "、" } else { ", " };
    let names: Vec<_> = proposal.performs.iter().map(|what| what.name().in_lang(lang)).collect();
    let (does, by) = (names.join(space), proposal.perform_by.to_string());
    match proposal.amount {
        Some(amount) => PROPOSED_AMOUNT.fill(lang, &[&does, &amount.to_string(), &by]),
        None => PROPOSED_PLAIN.fill(lang, &[&does, &by]),
    }
}

/// What shows that it was carried out, as far as it was named: nothing is claimed that nobody wrote.
fn proven(files: usize, receipt: &StaffOnly, lang: Lang) -> String {
    match (receipt.is_empty(), files) {
        (false, _) => PROVEN.fill(lang, &[receipt.for_staff()]),
        (true, 0) => UNPROVEN.in_lang(lang).to_owned(),
        (true, files) => PROVEN_FILES.fill(lang, &[&files.to_string()]),
    }
}

/// The latest entry that moved the case and was not made by `me`: what can stand in the way of somebody's own move.
#[must_use]
pub fn last_move_of_another(timeline: &[Entry], me: Actor) -> Option<&Entry> {
    let moves = |(before, entry): &(Option<&Entry>, &Entry)| before.is_some_and(|before| before.state != entry.state);
    let before = std::iter::once(None).chain(timeline.iter().map(Some));
    before.zip(timeline).filter(moves).map(|(_, entry)| entry).filter(|entry| entry.by != me).last()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{calendar::Due, case::Action, ids::StaffId, moment::Moment, role::Role};

    fn entry(event: Event) -> Entry {
        let at = Moment::from_millis(1_795_365_000_000);
        let by = Actor::Staff { id: StaffId(uuid::Uuid::nil()), role: Role::Receptionist };
        Entry { at, made_at: at, by, state: State::Accepted, event: Some(event) }
    }

    #[test]
    fn a_note_is_never_mistaken_for_a_reply() {
        let note = happened(&entry(Event::Noted { words: "店长电话打不通".into(), mentions: Vec::new() }), Lang::Zh);
        let reply = happened(&entry(Event::Replied { words: "明天答复您".into() }), Lang::Zh);
        assert_eq!((note.readers, note.class), (Readers::Internal, "timeline__item--internal"));
        assert_eq!((reply.readers, reply.class), (Readers::Public, "timeline__item--done"));
    }

    #[test]
    fn proof_is_said_as_far_as_it_was_named() {
        let said = |receipt: &str, evidence: Vec<String>| {
            let event = Event::PerformanceProven { words: "已退款".into(), evidence, receipt: receipt.into() };
            happened(&entry(event), Lang::Zh).what
        };
        assert_eq!(said("转账 20261124-7", Vec::new()), "商家已兑现，凭证：转账 20261124-7");
        assert_eq!(said("", vec!["ab".repeat(32)]), "商家已兑现，凭证 1 份");
        assert_eq!(said("", Vec::new()), "商家已兑现（没有写凭证）");
    }

    #[test]
    fn an_attempt_keeps_its_words_and_moves_nothing() {
        let attempt = entry(Event::Refused {
            action: Some(Action::Accept),
            code: "wrong_state".into(),
            written: Some("我来办".into()),
        });
        let line = happened(&attempt, Lang::Zh);
        assert_eq!(line.what, "受理（没有生效）");
        assert_eq!(line.words.as_deref(), Some("我来办"));
        assert_eq!(line.readers, Readers::Internal);
        let before = entry(Event::Accepted { due: Due { at: attempt.at, tentative: false }, clock: None });
        assert_eq!(last_move_of_another(&[before, attempt], Actor::Consumer), None);
    }
}
