//! 监管要求: what the regulator asks of the contact point by a day, as a task that somebody holds.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Entry, RULES, Rejection, done_on, line, line_or_none, supervises, unmoved, words, writes};
use crate::{
    ids::{MerchantId, StaffId},
    kind::{Context, EventSourced, KindInfo, Record, Viewer},
    moment::Day,
    role::Actor,
};

/// What the regulator asks: for everybody who works here, and the regulator.
pub const KIND: KindInfo = KindInfo {
    name: "regulator_directive",
    commands: &[
        "regulator_directive.receive",
        "regulator_directive.hand_over",
        "regulator_directive.extend",
        "regulator_directive.comply",
        "regulator_directive.reopen",
    ],
    begins: &["regulator_directive.receive"],
    visible_to: |viewer| viewer != Viewer::Public,
    in_first_version: false,
};

/// Something that the regulator asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directive {
    /// How many events made it.
    pub rev: u64,
    /// What it is.
    pub content: Content,
    /// By which day.
    pub due: Day,
    /// Who sees to it.
    pub holder: StaffId,
    /// What was done; none while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
    /// Everything that happened, oldest first.
    pub history: Vec<Entry<Event>>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Which authority, and who of it.
    pub from: String,
    /// The document's number; empty where it was said by telephone.
    pub number: String,
    /// What is to be done.
    pub words: String,
    /// On which day it came.
    pub received_on: Day,
    /// About whom, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant: Option<MerchantId>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// On which day.
    pub on: Day,
    /// What.
    pub words: String,
    /// What proves it.
    pub proof: String,
    /// By whom.
    pub by: StaffId,
}

/// What a person asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// 登记监管要求: begins one.
    Receive {
        /// What it is.
        content: Content,
        /// By which day.
        due: Day,
        /// Who sees to it.
        holder: StaffId,
    },
    /// 交给同事.
    HandOver {
        /// To whom.
        to: StaffId,
        /// What the colleague has to know.
        words: String,
    },
    /// 登记延期: the regulator gave more time.
    Extend {
        /// Until when.
        due: Day,
        /// Who gave it.
        reason: String,
    },
    /// 登记办结.
    Comply {
        /// On which day.
        on: Day,
        /// What was done.
        words: String,
        /// What proves it.
        proof: String,
    },
    /// 重新办理: it was not enough.
    Reopen {
        /// By which day.
        due: Day,
        /// On the day on which that was said.
        on: Day,
        /// Why.
        reason: String,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It came.
    Received {
        /// What it is.
        content: Content,
        /// By which day.
        due: Day,
        /// Who sees to it.
        holder: StaffId,
    },
    /// A colleague sees to it.
    HandedOver {
        /// Who.
        to: StaffId,
        /// What the colleague has to know.
        words: String,
    },
    /// There is more time.
    Extended {
        /// Until when.
        due: Day,
        /// Who gave it.
        reason: String,
    },
    /// It was done.
    Complied {
        /// On which day.
        on: Day,
        /// What.
        words: String,
        /// What proves it.
        proof: String,
    },
    /// It was not enough.
    Reopened {
        /// By which day.
        due: Day,
        /// Why.
        reason: String,
    },
}

impl Directive {
    /// It is open, and its day is past.
    #[must_use]
    pub fn is_overdue(&self, today: Day) -> bool {
        self.done.is_none() && self.due < today
    }
}

impl EventSourced for Directive {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = Command;
    type Event = Event;
    type Rejection = Rejection;

    fn op_kind(command: &Command) -> &'static str {
        match command {
            Command::Receive { .. } => "regulator_directive.receive",
            Command::HandOver { .. } => "regulator_directive.hand_over",
            Command::Extend { .. } => "regulator_directive.extend",
            Command::Comply { .. } => "regulator_directive.comply",
            Command::Reopen { .. } => "regulator_directive.reopen",
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
    directive: Option<&Directive>,
    base: Option<u64>,
    command: &Command,
    context: &Context,
) -> Result<Event, Rejection> {
    writes(context.by)?;
    let today = context.now.day();
    let Some(directive) = directive else {
        let Command::Receive { content, due, holder } = command else { return Err(Rejection::NotThere) };
        let content = Content {
            from: line(&content.from, Rejection::AuthorityMissing)?,
            number: line_or_none(&content.number)?,
            words: words(&content.words, Rejection::WordsMissing)?,
            received_on: done_on(content.received_on, today)?,
            merchant: content.merchant,
        };
        // One that was found late may be overdue at once, which is then seen.
        let due = from_day(*due, content.received_on)?;
        return Ok(Event::Received { content, due, holder: *holder });
    };
    unmoved(base, directive.rev)?;
    if directive.done.is_some() {
        let Command::Reopen { due, on, reason } = command else { return Err(Rejection::Ended) };
        supervises(context.by)?;
        let due = from_day(*due, done_on(*on, today)?)?;
        return Ok(Event::Reopened { due, reason: words(reason, Rejection::WordsMissing)? });
    }
    match command {
        Command::Receive { .. } => Err(Rejection::ThereAlready),
        Command::Reopen { .. } => Err(Rejection::NotEnded),
        Command::HandOver { to, .. } if *to == directive.holder => Err(Rejection::NothingChanged),
        Command::HandOver { to, words: said } => {
            Ok(Event::HandedOver { to: *to, words: words(said, Rejection::WordsMissing)? })
        }
        Command::Extend { due, reason } => {
            supervises(context.by)?;
            if *due <= directive.due {
                return Err(Rejection::NotLater);
            }
            let due = from_day(*due, directive.content.received_on)?;
            Ok(Event::Extended { due, reason: words(reason, Rejection::WordsMissing)? })
        }
        Command::Comply { on, words: said, proof } => Ok(Event::Complied {
            on: done_on(*on, today)?,
            words: words(said, Rejection::WordsMissing)?,
            proof: line(proof, Rejection::ProofMissing)?,
        }),
    }
}

fn from_day(due: Day, on: Day) -> Result<Day, Rejection> {
    match due.days_since(on) {
        ..0 => Err(Rejection::DueBefore),
        ahead if ahead > RULES.most_days => Err(Rejection::DueFar),
        _ => Ok(due),
    }
}

fn evolve(directive: Option<Directive>, record: &Record<Event>) -> Option<Directive> {
    let Record { rev, at, by, event, .. } = record;
    let mut directive = match (event, directive) {
        (Event::Received { content, due, holder }, _) => Directive {
            rev: *rev,
            content: content.clone(),
            due: *due,
            holder: *holder,
            done: None,
            history: Vec::new(),
        },
        (_, before) => before?,
    };
    directive.rev = *rev;
    match event {
        Event::Received { .. } => {}
        Event::HandedOver { to, .. } => directive.holder = *to,
        Event::Extended { due, .. } => directive.due = *due,
        Event::Complied { on, words, proof } => {
            let by = if let Actor::Staff { id, .. } = by { *id } else { StaffId(Uuid::nil()) };
            directive.done = Some(Done { on: *on, words: words.clone(), proof: proof.clone(), by });
        }
        Event::Reopened { due, .. } => {
            directive.due = *due;
            directive.done = None;
        }
    }
    directive.history.push(Entry { rev: *rev, at: *at, by: *by, event: event.clone() });
    Some(directive)
}
