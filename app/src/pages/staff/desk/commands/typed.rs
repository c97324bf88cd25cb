//! What was typed, read part by part; what is missing says so in words.

use domain::{
    case::{CallDirection, CallResult, CallWith, ConsentWay, DeclineReason, FailureReason, Outcome, Party, Stance},
    form::{Demand, LINE_CHARS, MESSAGE_CHARS, SHORT_CHARS, Term},
    mechanism::ReturnException,
    moment::Day,
    money::{NotAnAmount, Yuan},
    typed::{clean, is_filled, plain_signs},
    words::{Lang, Text, text},
};
use uuid::Uuid;

use super::Turn;
use crate::pages::staff::desk::input_key::{NO_EXCEPTION, Part, RESULT, SIGNER};

/// What is missing, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The key of the part.
    pub key: &'static str,
    /// What to do.
    pub what: Lack,
}

/// What to do about what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// These words say it.
    Words(Text),
    /// The amount was not understood, and why.
    Amount(NotAnAmount),
}

impl Lack {
    /// In words.
    #[must_use]
    pub fn in_lang(self, lang: Lang) -> String {
        match self {
            Self::Words(words) => words.in_lang(lang).to_owned(),
            Self::Amount(why) => why.sentence().in_lang(lang).to_owned(),
        }
    }
}

const WORDS_MISSING: Text = text("请先写几个字。", "Please write a few words first.");
const TOO_LONG: Text = text("写得太长了，请缩短一些。", "This is too long; please shorten it.");
const CHOOSE: Text = text("请选一项。", "Please choose one.");
pub(super) const CHOOSE_ONE: Missing = Missing { key: "reason", what: Lack::Words(CHOOSE) };
const DAY_MISSING: Text = text("请选日期，例如明天。", "Please choose a day, for example tomorrow.");
const PAST_DAY_MISSING: Text = text("请选日期，今天或以前。", "Please choose the day: today or before.");
const DAY_PAST: Text = text("日期已经过去了，请选今天或以后。", "This day has passed; please choose today or later.");
pub(super) const TOO_SHORT: Text =
    text("请写清楚一些，至少 10 个字。", "Please write a little more: at least 10 characters.");
pub(super) const DAY_TO_COME: Text = text("这一天还没到，请核对。", "This day is still to come; please check.");
pub(super) const DAYS: Text =
    text("请写 0 到 365 的整数，例如 7。", "Please write a whole number from 0 to 365, for example 7.");
const MOST_DAYS: u32 = 365;
const AMOUNT: Text = text(
    "请写大于 0 的金额，最多两位小数，例如 320 或 320.50。",
    "Please write an amount above 0 with at most two decimals, for example 320 or 320.50.",
);
const CHOOSE_SOME: Text = text("请至少选一项。", "Please choose at least one.");
const PROOF_MISSING: Text = text(
    "请写凭证，例如收条编号、转账编号，或“当面确认”。",
    "Please write what shows it: the number of a receipt or transfer, or “confirmed in person”.",
);
/// A side agrees.
pub const YES: &str = "yes";
/// A side does not.
pub const NO: &str = "no";
const CONFIRM: Text = text("请先确认这一项。", "Please confirm this first.");

/// As it is kept.
pub(super) fn trimmed(typed: &impl Fn(&str) -> String, key: &str) -> String {
    clean(&typed(key))
}

/// Whether a part is answered.
///
/// # Errors
/// What is missing in it.
pub(super) fn complete(part: Part, today: Day, typed: &impl Fn(&str) -> String) -> Result<(), Missing> {
    let key = part.key();
    let value = typed(key);
    let missing = |what| Err(Missing { key, what: Lack::Words(what) });
    let is_empty = !is_filled(&value);
    match part {
        Part::Words { .. } | Part::Line { .. } | Part::Signature { .. } if is_empty => missing(WORDS_MISSING),
        Part::Line { .. } | Part::MaybeLine { .. } | Part::Proof if value.trim().chars().count() > LINE_CHARS => {
            missing(TOO_LONG)
        }
        Part::Proof if typed("reason") == Outcome::Performed.code() && is_empty => missing(PROOF_MISSING),
        Part::Line { key: SIGNER, .. } | Part::Signature { .. } if value.trim().chars().count() > SHORT_CHARS => {
            missing(TOO_LONG)
        }
        Part::Amount { .. } => amount(typed).map(|_| ()),
        Part::MaybeAmount { .. } => maybe_amount(typed).map(|_| ()),
        Part::Performs => performs(typed).map(|_| ()),
        Part::Side => term_of::<Party>(typed, key).map(|_| ()),
        Part::Agrees => agrees(typed).map(|_| ()),
        Part::Way { .. } => term_of::<ConsentWay>(typed, key).map(|_| ()),
        Part::PastDay { .. } => past_day(typed, key, today).map(|_| ()),
        Part::Days { .. } => days(typed, key).map(|_| ()),
        Part::Exception => exception(typed).map(|_| ()),
        Part::Colleague | Part::Whom | Part::OtherCase | Part::Merchant => chosen(typed).map(|_| ()),
        Part::Route => turn(typed).map(|_| ()),
        Part::Stance => term::<Stance>(typed).map(|_| ()),
        Part::Words { .. } | Part::MaybeWords { .. } if value.chars().count() > MESSAGE_CHARS => missing(TOO_LONG),
        Part::Outcome => term::<Outcome>(typed).map(|_| ()),
        Part::FailureReason => term::<FailureReason>(typed).map(|_| ()),
        Part::DeclineReason => term::<DeclineReason>(typed).map(|_| ()),
        Part::Day { .. } if day(typed)? < today => missing(DAY_PAST),
        Part::MaybeDay { .. } if !is_empty && day(typed)? < today => missing(DAY_PAST),
        Part::CallDirection => term_of::<CallDirection>(typed, key).map(|_| ()),
        Part::CallWith => term_of::<CallWith>(typed, key).map(|_| ()),
        Part::CallResult => term_of::<CallResult>(typed, key).map(|_| ()),
        Part::MaybeWords { .. } if is_empty && typed(RESULT) == CallResult::Reached.code() => missing(WORDS_MISSING),
        Part::Confirm { .. } if value.is_empty() => missing(CONFIRM),
        Part::Words { .. }
        | Part::Line { .. }
        | Part::Signature { .. }
        | Part::MaybeLine { .. }
        | Part::Proof
        | Part::MaybeWords { .. }
        | Part::MaybeDay { .. }
        | Part::Day { .. }
        | Part::Confirm { .. }
        | Part::Fact { .. } => Ok(()),
    }
}

pub(super) fn day(typed: &impl Fn(&str) -> String) -> Result<Day, Missing> {
    Day::parse(&typed("day")).ok_or(Missing { key: "day", what: Lack::Words(DAY_MISSING) })
}

pub(super) fn past_day(typed: &impl Fn(&str) -> String, key: &'static str, today: Day) -> Result<Day, Missing> {
    let day = Day::parse(&typed(key)).ok_or(Missing { key, what: Lack::Words(PAST_DAY_MISSING) })?;
    if day > today { Err(Missing { key, what: Lack::Words(DAY_TO_COME) }) } else { Ok(day) }
}

pub(super) fn days(typed: &impl Fn(&str) -> String, key: &'static str) -> Result<u32, Missing> {
    let plain = plain_signs(&typed(key));
    let days = plain.trim_end_matches(['天', '日']).trim().parse().ok().filter(|days| *days <= MOST_DAYS);
    days.ok_or(Missing { key, what: Lack::Words(DAYS) })
}

/// The exception that was chosen; none where none applies.
pub(super) fn exception(typed: &impl Fn(&str) -> String) -> Result<Option<ReturnException>, Missing> {
    if typed("reason") == NO_EXCEPTION { Ok(None) } else { term(typed).map(Some) }
}

pub(super) fn amount(typed: &impl Fn(&str) -> String) -> Result<Yuan, Missing> {
    let missing = |what| Missing { key: "amount", what };
    match Yuan::parse(&typed("amount")) {
        Ok(Yuan::ZERO) | Err(NotAnAmount::Empty) => Err(missing(Lack::Words(AMOUNT))),
        Ok(amount) => Ok(amount),
        Err(why) => Err(missing(Lack::Amount(why))),
    }
}

pub(super) fn term<T: Term>(typed: &impl Fn(&str) -> String) -> Result<T, Missing> {
    T::from_code(&typed("reason")).ok_or(CHOOSE_ONE)
}

/// A term under a key of its own, where more than one is asked.
pub(super) fn term_of<T: Term>(typed: &impl Fn(&str) -> String, key: &'static str) -> Result<T, Missing> {
    T::from_code(&typed(key)).ok_or(Missing { key, what: Lack::Words(CHOOSE) })
}

/// Whether that side agrees.
pub(super) fn agrees(typed: &impl Fn(&str) -> String) -> Result<bool, Missing> {
    match typed("agrees").as_str() {
        YES => Ok(true),
        NO => Ok(false),
        _ => Err(Missing { key: "agrees", what: Lack::Words(CHOOSE) }),
    }
}

/// What the merchant does: the codes, one after the other.
pub(super) fn performs(typed: &impl Fn(&str) -> String) -> Result<Vec<Demand>, Missing> {
    let chosen: Vec<Demand> = typed("performs").split(',').filter_map(Demand::from_code).collect();
    if chosen.is_empty() { Err(Missing { key: "performs", what: Lack::Words(CHOOSE_SOME) }) } else { Ok(chosen) }
}

/// Nothing, or an amount; needed where money is what the merchant owes.
pub(super) fn maybe_amount(typed: &impl Fn(&str) -> String) -> Result<Option<Yuan>, Missing> {
    let needed = performs(typed).is_ok_and(|performs| performs.iter().any(|what| what.needs_amount()));
    if !is_filled(&typed("amount")) && !needed { Ok(None) } else { amount(typed).map(Some) }
}

/// The name of the colleague or case that was chosen.
pub(super) fn chosen(typed: &impl Fn(&str) -> String) -> Result<Uuid, Missing> {
    Uuid::parse_str(&typed("reason")).map_err(|_| CHOOSE_ONE)
}

/// How a supervisor turns a mechanism.
pub(super) fn turn(typed: &impl Fn(&str) -> String) -> Result<Turn, Missing> {
    Turn::from_code(&typed("reason")).ok_or(CHOOSE_ONE)
}
