//! What each move asks of the person who makes it, and the command that comes of it.

use domain::{
    case::{Action, Case, Command, DeclineReason, FailureReason, Outcome, SellerInfo, Stance, State},
    form::{FACTS_CHARS, Kind, LINE_CHARS, MESSAGE_CHARS, Term, clean},
    ids::{CaseId, StaffId},
    mechanism::{Grounds, Mechanism},
    moment::Day,
    words::{Text, text},
};
use uuid::Uuid;

/// Something that staff do to a case from the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A move of the table.
    Move(Action),
    /// The merchant's answer is written down.
    MerchantReply,
    /// Somebody steps aside (回避).
    Recuse,
    /// The consumer gets the seller's name, address and contact.
    ReleaseSellerInfo,
    /// A colleague goes on with it; the first receiver stays (首问人不变).
    HandOver,
    /// The same matter was filed twice.
    Merge,
    /// They were two matters after all.
    Unmerge,
    /// What is also a report (举报线索) becomes a case of its own.
    SplitReport,
    /// The case is tried as a small claim (小额快速).
    SmallClaim,
    /// The case is tried for the green lane (绿色通道).
    GreenLane,
    /// A supervisor decides against a mechanism's rule.
    Override,
}

impl Deed {
    /// What a button says.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Move(action) => action.name(),
            Self::MerchantReply => text("记录商家答复", "Record the merchant’s answer"),
            Self::Recuse => text("我要回避", "Step aside"),
            Self::ReleaseSellerInfo => text("提供销售者信息", "Give the seller’s information"),
            Self::HandOver => text("转交同事", "Hand over to a colleague"),
            Self::Merge => text("与另一件合并", "Merge with another case"),
            Self::Unmerge => text("恢复单独办理", "Let it go on by itself again"),
            Self::SplitReport => text("另立举报线索", "Split off a report"),
            Self::SmallClaim => text("进入小额快速", "Take the small-claims fast track"),
            Self::GreenLane => text("进入绿色通道", "Take the green lane"),
            Self::Override => text("主管决定快速机制", "Override a fast mechanism"),
        }
    }
}

/// One thing that is asked. Its name is the key under which what was typed is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Words {
        /// What to write.
        label: Text,
        /// The consumer reads it.
        public: bool,
    },
    /// One line, which the consumer reads.
    Line {
        /// Its key.
        key: &'static str,
        /// What to write.
        label: Text,
    },
    /// One of the colleagues who are there.
    Colleague,
    /// One of the cases that may be the same matter.
    OtherCase,
    /// A mechanism that the case is to take, or to leave.
    Route,
    /// Where the merchant stands.
    Stance,
    /// How it was closed.
    Outcome,
    /// Why mediation failed.
    FailureReason,
    /// Why it is not accepted.
    DeclineReason,
    /// By when it is carried out.
    Day,
    /// Something to confirm.
    Confirm {
        /// Its key.
        key: &'static str,
        /// What is confirmed.
        label: Text,
    },
}

impl Part {
    /// The key under which what was typed is kept, within the move.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Words { .. } => "words",
            Self::Outcome
            | Self::FailureReason
            | Self::DeclineReason
            | Self::Stance
            | Self::Colleague
            | Self::OtherCase
            | Self::Route => "reason",
            Self::Day => "day",
            Self::Confirm { key, .. } | Self::Line { key, .. } => key,
        }
    }
}

const CONSUMER: &str = "consumer";
const MERCHANT: &str = "merchant";
const SIGNED: &str = "signed";
const CLEAR: &str = "clear";
const JOINED: &str = "joined";
const SELLER_NAME: &str = "name";
const SELLER_ADDRESS: &str = "address";
const SELLER_CONTACT: &str = "contact";

const fn words(label: Text, public: bool) -> Part {
    Part::Words { label, public }
}

const fn confirm(key: &'static str, label: Text) -> Part {
    Part::Confirm { key, label }
}

/// What is asked.
#[must_use]
pub const fn parts(deed: Deed) -> &'static [Part] {
    match deed {
        Deed::Move(action) => of_move(action),
        Deed::MerchantReply => {
            const { &[Part::Stance, words(text("商家怎么说？", "What does the merchant say?"), false)] }
        }
        Deed::Recuse => const { &[words(text("为什么回避？", "Why do you step aside?"), false)] },
        Deed::HandOver => {
            const {
                &[Part::Colleague, words(text("同事需要知道什么？", "What does the colleague need to know?"), false)]
            }
        }
        Deed::Merge => {
            const { &[Part::OtherCase, words(text("为什么是同一件事？", "Why is it the same matter?"), false)] }
        }
        Deed::Unmerge => const { &[words(text("为什么是两件事？", "Why are they two matters?"), false)] },
        Deed::SplitReport => {
            const { &[words(text("举报的是什么？不要写是谁说的", "What is reported? Not by whom"), false)] }
        }
        Deed::SmallClaim => {
            const {
                &[confirm(
                    CLEAR,
                    text("证据清楚，例如小票和照片都在", "The evidence is clear: a receipt and photos, for example"),
                )]
            }
        }
        Deed::GreenLane => {
            const { &[confirm(JOINED, text("商家已加入绿色通道", "The merchant has joined the green lane"))] }
        }
        Deed::Override => const { &[Part::Route, words(text("为什么这样决定？", "Why do you decide so?"), false)] },
        Deed::ReleaseSellerInfo => {
            const {
                &[
                    Part::Line { key: SELLER_NAME, label: text("销售者名称", "The seller’s name") },
                    Part::Line { key: SELLER_ADDRESS, label: text("地址", "Address") },
                    Part::Line { key: SELLER_CONTACT, label: text("联系方式", "Contact") },
                ]
            }
        }
    }
}

const fn of_move(action: Action) -> &'static [Part] {
    match action {
        Action::AskMore => {
            const { &[words(text("想请消费者补充什么？", "What do you need from the consumer?"), true)] }
        }
        Action::SendToMerchant => {
            const { &[words(text("请商家做什么？", "What is the merchant asked to do?"), false)] }
        }
        Action::StartMediation => {
            const {
                &[
                    confirm(CONSUMER, text("消费者同意调解", "The consumer agrees to mediation")),
                    confirm(MERCHANT, text("商家同意调解", "The merchant agrees to mediation")),
                ]
            }
        }
        Action::SendToTesting => {
            const { &[words(text("送检什么，送到哪里？", "What is tested, and where?"), false)] }
        }
        Action::ReportTest => const { &[words(text("检测结果", "The test’s result"), true)] },
        Action::Settle => {
            const {
                &[
                    words(text("双方谈成了什么？", "What was agreed?"), true),
                    Part::Day,
                    confirm(SIGNED, text("和解书双方都已签字", "Both sides have signed the settlement")),
                ]
            }
        }
        Action::Close => const { &[Part::Outcome, words(text("怎么解决的？", "How was it solved?"), true)] },
        Action::FailMediation => {
            const {
                &[Part::FailureReason, words(text("说明（双方都会看到）", "In words (both sides read it)"), true)]
            }
        }
        Action::Transfer => {
            const { &[words(text("市场监管部门的受理编号", "The regulator’s reference number"), true)] }
        }
        Action::Decline => {
            const {
                &[
                    Part::DeclineReason,
                    words(text("说明，以及消费者还有什么办法", "In words, and what else they can do"), true),
                ]
            }
        }
        Action::ReportUnperformed => const { &[words(text("哪些没有兑现？", "What was not carried out?"), false)] },
        Action::Accept
        | Action::PayInAdvance
        | Action::Submit
        | Action::Receive
        | Action::Supplement
        | Action::Withdraw
        | Action::Object => &[],
    }
}

/// Whether the desk offers the move. An advance payment needs a fund, which there is none of yet.
#[must_use]
pub const fn is_offered(action: Action) -> bool {
    !matches!(action, Action::PayInAdvance)
}

/// The move that most cases take next; the first of these that the role may make is the big button.
#[must_use]
pub const fn usual(state: State, kind: Kind) -> &'static [Action] {
    match (state, kind) {
        (State::Received | State::Reopened, _) => &[Action::Accept],
        (State::Accepted, Kind::Inquiry) | (State::AwaitingPerformance | State::AdvancePayment, _) => &[Action::Close],
        (State::Accepted, _) => &[Action::SendToMerchant],
        (State::WithMerchant | State::Mediating, _) => &[Action::Settle],
        (State::Testing, _) => &[Action::ReportTest],
        (State::MediationFailed, _) => &[Action::Transfer],
        _ => &[],
    }
}

/// What is missing, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The key of the part.
    pub key: &'static str,
    /// What to do.
    pub what: Text,
}

const WORDS_MISSING: Text = text("请先写几个字。", "Please write a few words first.");
const TOO_LONG: Text = text("写得太长了，请缩短一些。", "This is too long; please shorten it.");
const CHOOSE: Text = text("请选一项。", "Please choose one.");
const CHOOSE_ONE: Missing = Missing { key: "reason", what: CHOOSE };
const DAY_MISSING: Text = text("请选日期，例如明天。", "Please choose a day, for example tomorrow.");
const DAY_PAST: Text = text("日期已经过去了，请选今天或以后。", "This day has passed; please choose today or later.");
const TOO_SHORT: Text = text("请写清楚一些，至少 10 个字。", "Please write a little more: at least 10 characters.");
const CONFIRM: Text = text("请先确认这一项。", "Please confirm this first.");

/// The commands, in their order, from what was typed (by the part's key). A report that is split off gets the name `fresh`.
///
/// # Errors
/// The first thing that is missing.
pub fn commands(
    deed: Deed,
    today: Day,
    fresh: CaseId,
    typed: impl Fn(&str) -> String,
) -> Result<Vec<Command>, Missing> {
    for part in parts(deed) {
        complete(*part, today, &typed)?;
    }
    if deed == Deed::SplitReport && clean(&typed("words")).chars().count() < FACTS_CHARS.0 {
        return Err(Missing { key: "words", what: TOO_SHORT });
    }
    let asked = match deed {
        Deed::Move(action) => command(action, &typed)?,
        Deed::MerchantReply => {
            Command::RecordMerchantReply { stance: term::<Stance>(&typed)?, words: trimmed(&typed, "words") }
        }
        Deed::HandOver => Command::HandOver { to: StaffId(chosen(&typed)?), words: trimmed(&typed, "words") },
        Deed::Merge => Command::Merge { into: CaseId(chosen(&typed)?), words: trimmed(&typed, "words") },
        Deed::Unmerge => Command::Unmerge { words: trimmed(&typed, "words") },
        Deed::SplitReport => Command::SplitReport { report: fresh, facts: trimmed(&typed, "words") },
        Deed::SmallClaim => Command::TakeRoute { grounds: Grounds::SmallClaim { evidence_clear: true } },
        Deed::GreenLane => Command::TakeRoute { grounds: Grounds::GreenLane { merchant_opted_in: true } },
        Deed::Override => {
            let (which, takes) = Turn::from_code(&typed("reason")).ok_or(CHOOSE_ONE)?.parts();
            Command::OverrideMechanism { which, takes, reason: trimmed(&typed, "words") }
        }
        Deed::Recuse => Command::Recuse { staff: None, words: trimmed(&typed, "words") },
        Deed::ReleaseSellerInfo => {
            let line = |key| trimmed(&typed, key);
            let info =
                SellerInfo { name: line(SELLER_NAME), address: line(SELLER_ADDRESS), contact: line(SELLER_CONTACT) };
            Command::ReleaseSellerInfo { info }
        }
    };
    // What was carried out is recorded before the case is closed by it; the same words say both.
    let proof = match &asked {
        Command::Close { outcome: Outcome::Performed, summary } => {
            Some(Command::ProvePerformance { words: summary.clone(), evidence: Vec::new() })
        }
        _ => None,
    };
    Ok(proof.into_iter().chain([asked]).collect())
}

/// A mechanism that a supervisor has a case take, or leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    which: Mechanism,
    takes: bool,
}

impl Turn {
    /// The opposite of what holds now.
    #[must_use]
    pub const fn away_from(which: Mechanism, takes_now: bool) -> Self {
        Self { which, takes: !takes_now }
    }

    /// The word under which it is chosen.
    #[must_use]
    pub fn code(self) -> String {
        format!("{}/{}", self.which.code(), if self.takes { "yes" } else { "no" })
    }

    fn from_code(code: &str) -> Option<Self> {
        let (which, takes) = code.split_once('/')?;
        Some(Self { which: Mechanism::from_code(which)?, takes: takes == "yes" })
    }

    /// Which, and whether the case takes it.
    #[must_use]
    pub const fn parts(self) -> (Mechanism, bool) {
        (self.which, self.takes)
    }
}

/// How a case can be closed now. 已兑现 is offered where something was agreed: closing by it records the proof.
#[must_use]
pub fn outcomes(case: &Case) -> Vec<Outcome> {
    let mut outcomes = case.endings();
    if case.state == State::AwaitingPerformance && !outcomes.contains(&Outcome::Performed) {
        outcomes.insert(0, Outcome::Performed);
    }
    outcomes
}

fn trimmed(typed: &impl Fn(&str) -> String, key: &str) -> String {
    typed(key).trim().to_owned()
}

fn command(action: Action, typed: &impl Fn(&str) -> String) -> Result<Command, Missing> {
    let words = || trimmed(typed, "words");
    Ok(match action {
        Action::AskMore => Command::AskMore { question: words() },
        Action::SendToMerchant => Command::SendToMerchant { request: words() },
        Action::StartMediation => Command::StartMediation { consumer_consents: true, merchant_consents: true },
        Action::SendToTesting => Command::SendToTesting { what: words() },
        Action::ReportTest => Command::ReportTest { result: words() },
        Action::Settle => Command::Settle { terms: words(), perform_by: day(&typed)?, both_signed: true },
        Action::Close => Command::Close { outcome: term::<Outcome>(&typed)?, summary: words() },
        Action::FailMediation => Command::FailMediation { reason: term::<FailureReason>(&typed)?, words: words() },
        Action::Transfer => Command::Transfer { reference: words() },
        Action::Decline => Command::Decline { reason: term::<DeclineReason>(&typed)?, words: words() },
        Action::ReportUnperformed => Command::ReportUnperformed { words: words() },
        _ => Command::Accept,
    })
}

fn complete(part: Part, today: Day, typed: &impl Fn(&str) -> String) -> Result<(), Missing> {
    let key = part.key();
    let value = typed(key);
    let missing = |what| Err(Missing { key, what });
    match part {
        Part::Words { .. } | Part::Line { .. } if value.trim().is_empty() => missing(WORDS_MISSING),
        Part::Line { .. } if value.trim().chars().count() > LINE_CHARS => missing(TOO_LONG),
        Part::Colleague | Part::OtherCase => chosen(typed).map(|_| ()),
        Part::Route => Turn::from_code(&value).map(|_| ()).ok_or(CHOOSE_ONE),
        Part::Stance => term::<Stance>(typed).map(|_| ()),
        Part::Words { .. } if value.chars().count() > MESSAGE_CHARS => missing(TOO_LONG),
        Part::Outcome => term::<Outcome>(typed).map(|_| ()),
        Part::FailureReason => term::<FailureReason>(typed).map(|_| ()),
        Part::DeclineReason => term::<DeclineReason>(typed).map(|_| ()),
        Part::Day if day(typed)? < today => missing(DAY_PAST),
        Part::Confirm { .. } if value.is_empty() => missing(CONFIRM),
        Part::Words { .. } | Part::Line { .. } | Part::Day | Part::Confirm { .. } => Ok(()),
    }
}

fn day(typed: &impl Fn(&str) -> String) -> Result<Day, Missing> {
    Day::parse(&typed("day")).ok_or(Missing { key: "day", what: DAY_MISSING })
}

fn term<T: Term>(typed: &impl Fn(&str) -> String) -> Result<T, Missing> {
    T::from_code(&typed("reason")).ok_or(CHOOSE_ONE)
}

/// The name of the colleague or case that was chosen.
fn chosen(typed: &impl Fn(&str) -> String) -> Result<Uuid, Missing> {
    Uuid::parse_str(&typed("reason")).map_err(|_| CHOOSE_ONE)
}

#[cfg(test)]
mod tests;
