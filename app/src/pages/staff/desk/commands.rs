//! The commands that come of what was typed, or what is still missing in it.

use domain::{
    case::{Action, Command, DeclineReason, FailureReason, Outcome, SellerInfo, Signature, SignedWay, Stance},
    form::{FACTS_CHARS, LINE_CHARS, MESSAGE_CHARS, SHORT_CHARS, Term, clean},
    ids::{CaseId, MerchantId, PaymentId, StaffId},
    mechanism::{Grounds, Mechanism, ReturnException, ReturnFacts, ReturnPromise},
    moment::Day,
    money::Yuan,
    words::{Text, half_width, text},
};
use uuid::Uuid;

use super::asking::{
    Deed, FAULT, INTACT, NO_EXCEPTION, PROMISED_DAYS, Part, RECEIPT, RECEIVED_ON, REMOTE, SELLER_ADDRESS,
    SELLER_CONTACT, SELLER_NAME, SIGNER, parts,
};

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
const DAY_TO_COME: Text = text("这一天还没到，请核对。", "This day is still to come; please check.");
const DAYS: Text = text("请写 0 到 365 的整数，例如 7。", "Please write a whole number from 0 to 365, for example 7.");
const MOST_DAYS: u32 = 365;
const AMOUNT: Text = text(
    "请写大于 0 的金额，最多两位小数，例如 320 或 320.50。",
    "Please write an amount above 0 with at most two decimals, for example 320 or 320.50.",
);
const CONFIRM: Text = text("请先确认这一项。", "Please confirm this first.");

/// The commands, in their order, from what was typed (by the part's key). What begins here, a report that
/// is split off or a payment, gets the name `fresh`.
///
/// # Errors
/// The first thing that is missing.
pub fn commands(deed: Deed, today: Day, fresh: Uuid, typed: impl Fn(&str) -> String) -> Result<Vec<Command>, Missing> {
    for part in parts(deed) {
        complete(*part, today, &typed)?;
    }
    if deed == Deed::SplitReport && clean(&typed("words")).chars().count() < FACTS_CHARS.0 {
        return Err(Missing { key: "words", what: TOO_SHORT });
    }
    let asked = match deed {
        Deed::Move(action) => command(action, fresh, &typed)?,
        Deed::MerchantReply => {
            Command::RecordMerchantReply { stance: term::<Stance>(&typed)?, words: trimmed(&typed, "words") }
        }
        Deed::HandOver => Command::HandOver { to: StaffId(chosen(&typed)?), words: trimmed(&typed, "words") },
        Deed::Merge => Command::Merge { into: CaseId(chosen(&typed)?), words: trimmed(&typed, "words") },
        Deed::Unmerge => Command::Unmerge { words: trimmed(&typed, "words") },
        Deed::SplitReport => Command::SplitReport { report: CaseId(fresh), facts: trimmed(&typed, "words") },
        Deed::SmallClaim => Command::TakeRoute { grounds: Grounds::SmallClaim { evidence_clear: true } },
        Deed::GreenLane => Command::TakeRoute { grounds: Grounds::GreenLane { merchant_opted_in: true } },
        Deed::Override => {
            let (which, takes) = Turn::from_code(&typed("reason")).ok_or(CHOOSE_ONE)?.parts();
            Command::OverrideMechanism { which, takes, reason: trimmed(&typed, "words") }
        }
        Deed::Recuse => Command::Recuse { staff: None, words: trimmed(&typed, "words") },
        Deed::NoReasonReturn { goods_kind, asked_on } => {
            let holds = |key| !typed(key).is_empty();
            let facts = ReturnFacts {
                goods_kind,
                remote: holds(REMOTE),
                exception: exception(&typed)?,
                received_on: past_day(&typed, RECEIVED_ON, today)?,
                asked_on,
                intact: holds(INTACT),
                quality_fault: holds(FAULT),
            };
            let days = days(&typed, PROMISED_DAYS)?;
            let none_taken_out = || ReturnPromise { days, covers: Vec::new(), excepts: ReturnException::ALL.to_vec() };
            Command::TakeRoute { grounds: Grounds::NoReasonReturn { promise: (days > 0).then(none_taken_out), facts } }
        }
        Deed::AdvancePaid(payment) => Command::RecordAdvancePaid { payment, receipt: trimmed(&typed, RECEIPT) },
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

fn trimmed(typed: &impl Fn(&str) -> String, key: &str) -> String {
    typed(key).trim().to_owned()
}

fn command(action: Action, fresh: Uuid, typed: &impl Fn(&str) -> String) -> Result<Command, Missing> {
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
        Action::PayInAdvance => Command::PayInAdvance {
            amount: amount(typed)?,
            payment: Some(PaymentId(fresh)),
            merchant: Some(MerchantId(chosen(typed)?)),
            // The paper is kept at the desk.
            agreement: Some(Signature { name: trimmed(typed, SIGNER), way: SignedWay::OnPaper, evidence: None }),
        },
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
        Part::Line { key: SIGNER, .. } if value.trim().chars().count() > SHORT_CHARS => missing(TOO_LONG),
        Part::Amount { .. } => amount(typed).map(|_| ()),
        Part::PastDay { .. } => past_day(typed, key, today).map(|_| ()),
        Part::Days { .. } => days(typed, key).map(|_| ()),
        Part::Exception => exception(typed).map(|_| ()),
        Part::Colleague | Part::OtherCase | Part::Merchant => chosen(typed).map(|_| ()),
        Part::Route => Turn::from_code(&value).map(|_| ()).ok_or(CHOOSE_ONE),
        Part::Stance => term::<Stance>(typed).map(|_| ()),
        Part::Words { .. } if value.chars().count() > MESSAGE_CHARS => missing(TOO_LONG),
        Part::Outcome => term::<Outcome>(typed).map(|_| ()),
        Part::FailureReason => term::<FailureReason>(typed).map(|_| ()),
        Part::DeclineReason => term::<DeclineReason>(typed).map(|_| ()),
        Part::Day if day(typed)? < today => missing(DAY_PAST),
        Part::Confirm { .. } if value.is_empty() => missing(CONFIRM),
        Part::Words { .. } | Part::Line { .. } | Part::Day | Part::Confirm { .. } | Part::Fact { .. } => Ok(()),
    }
}

fn day(typed: &impl Fn(&str) -> String) -> Result<Day, Missing> {
    Day::parse(&typed("day")).ok_or(Missing { key: "day", what: DAY_MISSING })
}

fn past_day(typed: &impl Fn(&str) -> String, key: &'static str, today: Day) -> Result<Day, Missing> {
    let day = Day::parse(&typed(key)).ok_or(Missing { key, what: DAY_MISSING })?;
    if day > today { Err(Missing { key, what: DAY_TO_COME }) } else { Ok(day) }
}

fn days(typed: &impl Fn(&str) -> String, key: &'static str) -> Result<u32, Missing> {
    let plain = half_width(&typed(key));
    let days = plain.trim().trim_end_matches(['天', '日']).trim().parse().ok().filter(|days| *days <= MOST_DAYS);
    days.ok_or(Missing { key, what: DAYS })
}

/// The exception that was chosen; none where none applies.
fn exception(typed: &impl Fn(&str) -> String) -> Result<Option<ReturnException>, Missing> {
    if typed("reason") == NO_EXCEPTION { Ok(None) } else { term(typed).map(Some) }
}

fn amount(typed: &impl Fn(&str) -> String) -> Result<Yuan, Missing> {
    let amount = Yuan::parse(&typed("amount")).ok().filter(|amount| *amount > Yuan::ZERO);
    amount.ok_or(Missing { key: "amount", what: AMOUNT })
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
