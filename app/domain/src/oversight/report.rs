//! 报告: what the contact point tells the regulator, with what proves that it was sent, and the receipt.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Entry, RULES, Rejection, done_on, line, line_or_none, supervises, unmoved, words, writes};
use crate::{
    analysis::Period,
    form::terms,
    ids::{CaseNumber, MerchantId, StaffId},
    kind::{Context, EventSourced, KindInfo, Record, Viewer},
    moment::{Day, Moment},
    role::Actor,
};

/// Reports: for everybody who works here, and the regulator.
pub const KIND: KindInfo = KindInfo {
    name: "regulator_report",
    commands: &[
        "regulator_report.write",
        "regulator_report.send",
        "regulator_report.receive",
        "regulator_report.drop",
        "regulator_report.enclose",
    ],
    begins: &["regulator_report.write", "regulator_report.enclose"],
    visible_to: |viewer| viewer != Viewer::Public,
    in_first_version: false,
};

terms! {
    /// How a report was handed over.
    Way {
        InPerson = "in_person", "当面递交", "Handed over in person";
        Platform = "platform", "12315 平台", "On the 12315 platform";
        Email = "email", "电子邮件", "By email";
        Post = "post", "邮寄", "By post";
        Phone = "phone", "电话报告", "By telephone";
    }
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How many events made it.
    pub rev: u64,
    /// What it says.
    pub content: Content,
    /// Who wrote it.
    pub by: StaffId,
    /// On which day.
    pub written_on: Day,
    /// Each time that it was sent, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sendings: Vec<Sending>,
    /// That it arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
    /// It is not sent after all; why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<String>,
    /// Everything that happened, oldest first.
    pub history: Vec<Entry<Event>>,
}

/// What a report says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// In a line.
    pub subject: String,
    /// To which authority.
    pub to: String,
    /// All of it.
    pub words: String,
    /// About whom, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant: Option<MerchantId>,
    /// By which day it has to be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// Of which period it says the figures (向市场监管反映).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The evidence pack that it hands over (协助查处).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<Box<Enclosed>>,
}

/// An evidence pack that goes with a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosed {
    /// Its number.
    pub number: String,
    /// Of which cases.
    pub cases: Vec<CaseNumber>,
    /// How many files.
    pub files: u32,
    /// SHA-256 of the manifest, in hexadecimal: what was signed.
    pub manifest: String,
    /// The key that it was signed with, in hexadecimal.
    pub public_key: String,
}

/// The name of the report of the figures of a period: there is one, whoever writes it on whichever tablet.
#[must_use]
pub fn of_period(period: Period) -> Uuid {
    const FIGURES: u64 = 0x315F_1675_0000_8000;
    let day = |day: Day| u64::try_from(day.days_since(Moment::from_millis(0).day())).unwrap_or_default() & 0xFFFF_FFFF;
    Uuid::from_u64_pair(FIGURES, 0x8000_0000_0000_0000 | (day(period.from) & 0x3FFF_FFFF) << 32 | day(period.to))
}

/// That it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// How.
    pub way: Way,
    /// On which day.
    pub on: Day,
    /// What proves it: a parcel number, a reference, who took it.
    pub proof: String,
    /// By whom.
    pub by: StaffId,
}

/// That it arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// On which day.
    pub on: Day,
    /// Who of the authority confirmed it.
    pub from: String,
    /// Its number, where it has one.
    pub number: String,
    /// Who wrote it down.
    pub by: StaffId,
}

/// What a person asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// 写报告: begins one, or writes it anew while it was not sent.
    Write {
        /// What it says.
        content: Content,
    },
    /// 登记送出.
    Send {
        /// How.
        way: Way,
        /// On which day.
        on: Day,
        /// What proves it.
        proof: String,
    },
    /// 登记回执.
    Receive {
        /// On which day.
        on: Day,
        /// Who of the authority confirmed it.
        from: String,
        /// Its number, where it has one.
        number: String,
    },
    /// 不用报了.
    Drop {
        /// Why.
        reason: String,
    },
    /// 协助查处: an evidence pack was made, which is handed over as a report. By the server, which makes it.
    Enclose {
        /// What the report says.
        content: Content,
        /// Who made the pack.
        by: StaffId,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was written.
    Written {
        /// What it says.
        content: Content,
    },
    /// It was sent.
    Sent {
        /// How.
        way: Way,
        /// On which day.
        on: Day,
        /// What proves it.
        proof: String,
    },
    /// It arrived.
    Received {
        /// On which day.
        on: Day,
        /// Who of the authority confirmed it.
        from: String,
        /// Its number, where it has one.
        number: String,
    },
    /// It is not sent after all.
    Dropped {
        /// Why.
        reason: String,
    },
    /// An evidence pack was made.
    Enclosed {
        /// What the report says.
        content: Content,
        /// Who made the pack.
        by: StaffId,
    },
}

/// What somebody has to do about a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// 待送出.
    Send {
        /// By which day, where one is set.
        due: Option<Day>,
    },
    /// 待回执: since the last sending.
    AskForReceipt {
        /// When it was sent.
        sent: Day,
    },
}

impl Task {
    /// 逾期: it is late on that day.
    #[must_use]
    pub fn is_overdue(self, today: Day) -> bool {
        match self {
            Self::Send { due } => due.is_some_and(|due| due < today),
            Self::AskForReceipt { sent } => today.days_since(sent) > RULES.receipt_days,
        }
    }
}

impl Report {
    /// What somebody has to do about it.
    #[must_use]
    pub fn task(&self) -> Option<Task> {
        if self.dropped.is_some() || self.receipt.is_some() {
            return None;
        }
        Some(match self.sendings.last() {
            None => Task::Send { due: self.content.due },
            Some(sending) => Task::AskForReceipt { sent: sending.on },
        })
    }
}

impl EventSourced for Report {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = Command;
    type Event = Event;
    type Rejection = Rejection;

    fn op_kind(command: &Command) -> &'static str {
        match command {
            Command::Write { .. } => "regulator_report.write",
            Command::Send { .. } => "regulator_report.send",
            Command::Receive { .. } => "regulator_report.receive",
            Command::Drop { .. } => "regulator_report.drop",
            Command::Enclose { .. } => "regulator_report.enclose",
        }
    }

    fn decide(
        state: Option<&Self>,
        base: Option<u64>,
        command: &Command,
        context: &Context,
    ) -> Result<Vec<Event>, Rejection> {
        decide(state, base, command, context).map(|event| vec![event])
    }

    fn evolve(_: Uuid, state: Option<Self>, record: &Record<Event>) -> Option<Self> {
        evolve(state, record)
    }

    fn rev(state: &Self) -> u64 {
        state.rev
    }
}

fn decide(
    report: Option<&Report>,
    base: Option<u64>,
    command: &Command,
    context: &Context,
) -> Result<Event, Rejection> {
    let today = context.now.day();
    if let Command::Enclose { content, by } = command {
        let is_new = report.is_none() && content.pack.is_some();
        if context.by != Actor::Server || !is_new {
            return Err(Rejection::ServerOnly);
        }
        return Ok(Event::Enclosed { content: checked(content)?, by: *by });
    }
    writes(context.by)?;
    let Some(report) = report else {
        let Command::Write { content } = command else { return Err(Rejection::NotThere) };
        in_time(content, today)?;
        // Nobody but whoever makes a pack says that there is one.
        return Ok(Event::Written { content: checked(&Content { pack: None, ..content.clone() })? });
    };
    unmoved(base, report.rev)?;
    if report.dropped.is_some() || report.receipt.is_some() {
        return Err(Rejection::Ended);
    }
    match command {
        Command::Write { content } => {
            in_time(content, today)?;
            let content = checked(&Content { pack: report.content.pack.clone(), ..content.clone() })?;
            if !report.sendings.is_empty() {
                return Err(Rejection::SentAlready);
            }
            if content == report.content { Err(Rejection::NothingChanged) } else { Ok(Event::Written { content }) }
        }
        Command::Send { way, on, proof } => {
            let (way, on, proof) = (*way, done_on(*on, today)?, line(proof, Rejection::ProofMissing)?);
            // Sent again it is sent otherwise, or on another day, or something else proves it.
            if report.sendings.iter().any(|sent| (sent.way, sent.on, &sent.proof) == (way, on, &proof)) {
                return Err(Rejection::SentSoAlready);
            }
            Ok(Event::Sent { way, on, proof })
        }
        Command::Receive { on, from, number } => {
            if report.sendings.is_empty() {
                return Err(Rejection::NotSent);
            }
            let (on, number) = (done_on(*on, today)?, line_or_none(number)?);
            Ok(Event::Received { on, from: line(from, Rejection::ProofMissing)?, number })
        }
        Command::Drop { reason } => {
            supervises(context.by)?;
            if !report.sendings.is_empty() {
                return Err(Rejection::SentAlready);
            }
            Ok(Event::Dropped { reason: words(reason, Rejection::WordsMissing)? })
        }
        Command::Enclose { .. } => Err(Rejection::ServerOnly),
    }
}

/// Figures are of days that have come.
fn in_time(content: &Content, today: Day) -> Result<(), Rejection> {
    // A device's clock may be off by one.
    let is_ahead = content.period.is_some_and(|period| period.from > today.next());
    if is_ahead { Err(Rejection::PeriodAhead) } else { Ok(()) }
}

fn checked(content: &Content) -> Result<Content, Rejection> {
    Ok(Content {
        subject: line(&content.subject, Rejection::TitleMissing)?,
        to: line(&content.to, Rejection::AddresseeMissing)?,
        words: words(&content.words, Rejection::WordsMissing)?,
        merchant: content.merchant,
        due: content.due,
        period: content.period,
        pack: content.pack.clone(),
    })
}

fn evolve(report: Option<Report>, record: &Record<Event>) -> Option<Report> {
    let Record { rev, at, made_at, by, event } = record;
    let me = if let Actor::Staff { id, .. } = by { *id } else { StaffId(Uuid::nil()) };
    let mut report = match (event, report) {
        (Event::Written { content }, None) => Report {
            rev: *rev,
            content: content.clone(),
            by: me,
            written_on: made_at.day(),
            sendings: Vec::new(),
            receipt: None,
            dropped: None,
            history: Vec::new(),
        },
        (Event::Enclosed { content, by }, None) => Report {
            rev: *rev,
            content: content.clone(),
            by: *by,
            written_on: made_at.day(),
            sendings: Vec::new(),
            receipt: None,
            dropped: None,
            history: Vec::new(),
        },
        (_, before) => before?,
    };
    report.rev = *rev;
    match event {
        Event::Written { content } | Event::Enclosed { content, .. } => report.content = content.clone(),
        Event::Sent { way, on, proof } => {
            report.sendings.push(Sending { way: *way, on: *on, proof: proof.clone(), by: me });
        }
        Event::Received { on, from, number } => {
            report.receipt = Some(Receipt { on: *on, from: from.clone(), number: number.clone(), by: me });
        }
        Event::Dropped { reason } => report.dropped = Some(reason.clone()),
    }
    report.history.push(Entry { rev: *rev, at: *at, by: *by, event: event.clone() });
    Some(report)
}
