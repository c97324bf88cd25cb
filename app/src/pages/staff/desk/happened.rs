//! What a line of the timeline says, and who besides staff can read it.

use domain::{
    case::{Entry, Event, State},
    form::Term,
    words::{Lang, Text, text},
};

const FILED: Text = text("消费者提交", "Filed by the consumer");
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
pub struct Happened {
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
pub fn happened(entry: &Entry, lang: Lang) -> Happened {
    let fixed = |words: Text| words.in_lang(lang).to_owned();
    let class = match entry.state {
        State::NeedsMore | State::Testing => "timeline__item--paused",
        _ => "timeline__item--done",
    };
    let line = |what: String, words: Option<&String>, readers| Happened {
        what,
        words: words.filter(|words| !words.is_empty()).cloned(),
        readers,
        class,
    };
    let Some(event) = &entry.event else { return line(fixed(FILED), None, Readers::Own) };
    match event {
        Event::Filed { .. } => line(fixed(FILED), None, Readers::Own),
        Event::Registered { number, .. } => line(RECEIVED.fill(lang, &[&number.to_string()]), None, Readers::Internal),
        Event::Accepted { .. } => line(fixed(ACCEPTED), None, Readers::Public),
        Event::MoreAsked { question, .. } => line(fixed(ASKED), Some(question), Readers::Public),
        Event::Supplemented { words } => line(fixed(SUPPLEMENTED), Some(words), Readers::Own),
        Event::Replied { words } => line(fixed(REPLIED), Some(words), Readers::Public),
        Event::Noted { words } => {
            Happened { class: "timeline__item--internal", ..line(fixed(NOTED), Some(words), Readers::Internal) }
        }
        Event::SentToMerchant { request, .. } => line(fixed(TO_MERCHANT), Some(request), Readers::Internal),
        Event::MediationStarted { .. } => line(fixed(MEDIATING), None, Readers::Public),
        Event::SentToTesting { what } => line(fixed(TO_TESTING), Some(what), Readers::Internal),
        Event::TestReported { result } => line(fixed(TESTED), Some(result), Readers::Public),
        Event::Settled { terms, perform_by } => {
            let by = perform_by.spoken(lang, entry.at.day());
            line(SETTLED.fill(lang, &[&by]), Some(terms), Readers::Public)
        }
        Event::AdvancePaymentApproved { amount } => {
            line(PAID.fill(lang, &[&amount.to_string()]), None, Readers::Public)
        }
        Event::Closed { outcome, summary, .. } => {
            line(CLOSED.fill(lang, &[outcome.name().in_lang(lang)]), Some(summary), Readers::Public)
        }
        Event::MediationFailed { reason, words } => {
            line(FAILED.fill(lang, &[reason.name().in_lang(lang)]), Some(words), Readers::Public)
        }
        Event::Transferred { reference } => line(fixed(TRANSFERRED), Some(reference), Readers::Public),
        Event::Declined { reason, words } => {
            line(DECLINED.fill(lang, &[reason.name().in_lang(lang)]), Some(words), Readers::Public)
        }
        Event::Withdrawn { words } => line(fixed(WITHDRAWN), Some(words), Readers::Own),
        Event::Objected { words } => line(fixed(OBJECTED), Some(words), Readers::Own),
        Event::Unperformed { words } => line(fixed(UNPERFORMED), Some(words), Readers::Internal),
        Event::Refused { action, written, .. } => {
            let tried = action.map_or(SOMETHING, domain::case::Action::name);
            Happened {
                class: "timeline__item--failed",
                ..line(ATTEMPT.fill(lang, &[tried.in_lang(lang)]), written.as_ref(), Readers::Internal)
            }
        }
    }
}

/// Whether the entry moved the case, so that it can stand in the way of somebody else's move.
#[must_use]
pub const fn moves(entry: &Entry) -> bool {
    !matches!(
        entry.event,
        None | Some(
            Event::Filed { .. }
                | Event::Registered { .. }
                | Event::Replied { .. }
                | Event::Noted { .. }
                | Event::Refused { .. }
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        case::Action,
        ids::StaffId,
        moment::Moment,
        role::{Actor, Role},
    };

    fn entry(event: Event) -> Entry {
        let at = Moment::from_millis(1_795_365_000_000);
        let by = Actor::Staff { id: StaffId(uuid::Uuid::nil()), role: Role::Receptionist };
        Entry { at, made_at: at, by, state: State::Accepted, event: Some(event) }
    }

    #[test]
    fn a_note_is_never_mistaken_for_a_reply() {
        let note = happened(&entry(Event::Noted { words: "店长电话打不通".into() }), Lang::Zh);
        let reply = happened(&entry(Event::Replied { words: "明天答复您".into() }), Lang::Zh);
        assert_eq!((note.readers, note.class), (Readers::Internal, "timeline__item--internal"));
        assert_eq!((reply.readers, reply.class), (Readers::Public, "timeline__item--done"));
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
        assert!(!moves(&attempt));
    }
}
