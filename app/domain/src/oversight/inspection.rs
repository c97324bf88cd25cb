//! 巡查: a round that is planned for a day and made by a checklist. What is found at a merchant is written down at its stall, also
//! without a network; what two people find in one round stands side by side.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    RULES, Rejection,
    checklist::{self, Item},
    done_on, line, line_or_none, unmoved, words, words_or_none, writes,
};
use crate::{
    case::ContentHash,
    ids::{MerchantId, StaffId},
    kind::{Context, EventSourced, KindInfo, Record, Viewer},
    moment::{Day, Moment},
    role::Actor,
    words::Bilingual,
};

/// Most photos of one finding.
pub const MOST_PHOTOS: usize = 4;
/// Most merchants of a plan.
pub const MOST_MERCHANTS: usize = 400;

/// Rounds: for everybody who works here, and the regulator.
pub const KIND: KindInfo = KindInfo {
    name: "inspection",
    commands: &[
        "inspection.plan",
        "inspection.begin",
        "inspection.check",
        "inspection.finish",
        "inspection.move",
        "inspection.cancel",
    ],
    begins: &["inspection.plan"],
    visible_to: |viewer| viewer != Viewer::Public,
    in_first_version: false,
};

/// A round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// How many events made it.
    pub rev: u64,
    /// Where, and what for.
    pub title: String,
    /// The day for which it is planned.
    pub day: Day,
    /// Who goes.
    pub inspector: StaffId,
    /// By which checklist.
    pub checklist: Uuid,
    /// Who is to be visited; empty: whoever is met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merchants: Vec<MerchantId>,
    /// Who planned it.
    pub planned_by: Actor,
    /// Where it stands.
    pub standing: Standing,
    /// What it is made by, once it has begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_list: Option<ByList>,
    /// Each visit, in the order in which the server heard of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<Visit>,
}

/// Where a round stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 待巡查.
    Planned,
    /// 巡查中.
    Underway,
    /// 已结束.
    Finished {
        /// By whom.
        by: Actor,
        /// When.
        at: Moment,
        /// What is said of it as a whole.
        words: String,
    },
    /// 已取消.
    Cancelled {
        /// Why.
        reason: String,
    },
}

/// The checklist as it was when the round began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByList {
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: Bilingual,
    /// What is looked at.
    pub items: Vec<Item>,
}

/// A visit at a merchant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Named by the device on which it was written down.
    pub id: Uuid,
    /// At whom.
    pub merchant: MerchantId,
    /// By whom.
    pub by: Actor,
    /// When, by the device's clock corrected to the server's.
    pub at: Moment,
    /// For each item of the checklist, in order.
    pub answers: Vec<Answer>,
    /// Who of the merchant was there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub met: String,
    /// What else is to be said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What was found of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// 合格.
    Pass,
    /// 不适用.
    NotApplicable,
    /// 不合格.
    Fail {
        /// What is wrong.
        words: String,
        /// 当场改正: it was put right on the spot.
        corrected: bool,
        /// Photos of it, as they were sent; the album of the visit has each once it has arrived.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        photos: Vec<ContentHash>,
    },
}

impl Visit {
    /// What is not in order: the item's place, the words, and whether it was put right on the spot.
    pub fn findings(&self) -> impl Iterator<Item = (usize, &str, bool)> {
        self.answers.iter().enumerate().filter_map(|(place, answer)| match answer {
            Answer::Fail { words, corrected, .. } => Some((place, words.as_str(), *corrected)),
            Answer::Pass | Answer::NotApplicable => None,
        })
    }

    /// The photos of what is not in order at that place of the checklist.
    #[must_use]
    pub fn photos(&self, place: usize) -> &[ContentHash] {
        match self.answers.get(place) {
            Some(Answer::Fail { photos, .. }) => photos,
            _ => &[],
        }
    }
}

impl Inspection {
    /// Nothing more is to be done.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        matches!(self.standing, Standing::Finished { .. } | Standing::Cancelled { .. })
    }

    /// It should have been made before that day.
    #[must_use]
    pub fn is_overdue(&self, today: Day) -> bool {
        !self.has_ended() && self.day < today
    }

    /// Who of the plan was not visited.
    #[must_use]
    pub fn unvisited(&self) -> Vec<MerchantId> {
        let visited = |id: &MerchantId| self.visits.iter().any(|visit| visit.merchant == *id);
        self.merchants.iter().filter(|id| !visited(id)).copied().collect()
    }

    /// How much is not in order.
    #[must_use]
    pub fn findings(&self) -> usize {
        self.visits.iter().map(|visit| visit.findings().count()).sum()
    }
}

/// What a person asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// 安排巡查: begins one.
    Plan {
        /// Where, and what for.
        title: String,
        /// On the day on which it is planned; a tablet may bring it later.
        on: Day,
        /// For which day.
        day: Day,
        /// Who goes.
        inspector: StaffId,
        /// By which checklist.
        checklist: Uuid,
        /// Who is to be visited; empty: whoever is met.
        merchants: Vec<MerchantId>,
    },
    /// 开始巡查: by the checklist as it is now.
    Begin {
        /// The checklist.
        by_list: ByList,
    },
    /// 记录检查: at a merchant.
    Check {
        /// The visit's name.
        visit: Uuid,
        /// At whom.
        merchant: MerchantId,
        /// The version of the checklist.
        version: u32,
        /// For each item, in order.
        answers: Vec<Answer>,
        /// Who of the merchant was there.
        met: String,
        /// What else is to be said.
        note: String,
    },
    /// 结束巡查.
    Finish {
        /// What is said of it as a whole; needed where somebody was not visited.
        words: String,
    },
    /// 改期、换人.
    Move {
        /// On the day on which that is decided.
        on: Day,
        /// For which day.
        day: Day,
        /// Who goes.
        inspector: StaffId,
    },
    /// 取消巡查.
    Cancel {
        /// Why.
        reason: String,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was planned.
    Planned {
        /// Where, and what for.
        title: String,
        /// For which day.
        day: Day,
        /// Who goes.
        inspector: StaffId,
        /// By which checklist.
        checklist: Uuid,
        /// Who is to be visited.
        merchants: Vec<MerchantId>,
    },
    /// It has begun.
    Begun {
        /// By this checklist.
        by_list: ByList,
    },
    /// A merchant was visited.
    Checked {
        /// The visit's name.
        visit: Uuid,
        /// At whom.
        merchant: MerchantId,
        /// For each item, in order.
        answers: Vec<Answer>,
        /// Who of the merchant was there.
        met: String,
        /// What else is to be said.
        note: String,
    },
    /// It is finished.
    Finished {
        /// What is said of it as a whole.
        words: String,
    },
    /// It was moved.
    Moved {
        /// To which day.
        day: Day,
        /// Who goes.
        inspector: StaffId,
    },
    /// It will not be made.
    Cancelled {
        /// Why.
        reason: String,
    },
}

impl EventSourced for Inspection {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = Command;
    type Event = Event;
    type Rejection = Rejection;

    fn op_kind(command: &Command) -> &'static str {
        match command {
            Command::Plan { .. } => "inspection.plan",
            Command::Begin { .. } => "inspection.begin",
            Command::Check { .. } => "inspection.check",
            Command::Finish { .. } => "inspection.finish",
            Command::Move { .. } => "inspection.move",
            Command::Cancel { .. } => "inspection.cancel",
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
    round: Option<&Inspection>,
    base: Option<u64>,
    command: &Command,
    context: &Context,
) -> Result<Event, Rejection> {
    let (me, role) = writes(context.by)?;
    let today = context.now.day();
    let may_send = |who: StaffId| if who == me || role.supervises() { Ok(who) } else { Err(Rejection::SendsOthers) };
    let Some(round) = round else {
        let Command::Plan { title, on, day, inspector, checklist, merchants } = command else {
            return Err(Rejection::NotThere);
        };
        let (title, day) = (line(title, Rejection::TitleMissing)?, planned_for(*day, done_on(*on, today)?)?);
        let mut merchants = merchants.clone();
        merchants.truncate(MOST_MERCHANTS);
        return Ok(Event::Planned { title, day, inspector: may_send(*inspector)?, checklist: *checklist, merchants });
    };
    // What was seen stays true whatever happened to the round meanwhile.
    if let Command::Check { visit, merchant, version, answers, met, note } = command {
        let answers = seen(round, *visit, *version, answers)?;
        let (met, note) = (line_or_none(met)?, words_or_none(note)?);
        return Ok(Event::Checked { visit: *visit, merchant: *merchant, answers, met, note });
    }
    unmoved(base, round.rev)?;
    match command {
        Command::Plan { .. } | Command::Check { .. } => Err(Rejection::ThereAlready),
        _ if round.has_ended() => Err(Rejection::Ended),
        Command::Begin { by_list } => {
            if round.standing != Standing::Planned {
                return Err(Rejection::Begun);
            }
            let title = line(&by_list.title.zh, Rejection::TitleMissing)?;
            let title = Bilingual { zh: title, en: line_or_none(&by_list.title.en)? };
            let items = checklist::checked(&by_list.items)?;
            Ok(Event::Begun { by_list: ByList { version: by_list.version, title, items } })
        }
        Command::Finish { words: said } => {
            if round.standing != Standing::Underway {
                return Err(Rejection::NotBegun);
            }
            let words = if round.unvisited().is_empty() && !round.visits.is_empty() {
                words_or_none(said)?
            } else {
                words(said, Rejection::NotVisited)?
            };
            Ok(Event::Finished { words })
        }
        Command::Move { on, day, inspector } => {
            let (day, inspector) = (planned_for(*day, done_on(*on, today)?)?, may_send(*inspector)?);
            if round.inspector != me && !role.supervises() {
                return Err(Rejection::SupervisorOnly);
            }
            if (day, inspector) == (round.day, round.inspector) {
                return Err(Rejection::NothingChanged);
            }
            Ok(Event::Moved { day, inspector })
        }
        Command::Cancel { reason } => {
            if !round.visits.is_empty() {
                return Err(Rejection::Visited);
            }
            if round.inspector != me && !role.supervises() {
                return Err(Rejection::SupervisorOnly);
            }
            Ok(Event::Cancelled { reason: words(reason, Rejection::WordsMissing)? })
        }
    }
}

fn planned_for(day: Day, on: Day) -> Result<Day, Rejection> {
    match day.days_since(on) {
        ..0 => Err(Rejection::PlannedPast),
        ahead if ahead > RULES.most_days => Err(Rejection::DueFar),
        _ => Ok(day),
    }
}

fn seen(round: &Inspection, visit: Uuid, version: u32, answers: &[Answer]) -> Result<Vec<Answer>, Rejection> {
    if matches!(round.standing, Standing::Cancelled { .. }) {
        return Err(Rejection::Ended);
    }
    let list = round.by_list.as_ref().ok_or(Rejection::NotBegun)?;
    if round.visits.iter().any(|one| one.id == visit) {
        return Err(Rejection::ThereAlready);
    }
    if list.version != version || list.items.len() != answers.len() {
        return Err(Rejection::OtherChecklist);
    }
    let answer = |answer: &Answer| match answer {
        Answer::Fail { photos, .. } if photos.len() > MOST_PHOTOS => Err(Rejection::TooManyPhotos),
        Answer::Fail { words: said, corrected, photos } => {
            let words = words(said, Rejection::FindingUnsaid)?;
            Ok(Answer::Fail { words, corrected: *corrected, photos: photos.clone() })
        }
        plain => Ok(plain.clone()),
    };
    answers.iter().map(answer).collect()
}

fn evolve(round: Option<Inspection>, record: &Record<Event>) -> Option<Inspection> {
    let Record { rev, at, made_at, by, event } = record;
    if let Event::Planned { title, day, inspector, checklist, merchants } = event {
        return Some(Inspection {
            rev: *rev,
            title: title.clone(),
            day: *day,
            inspector: *inspector,
            checklist: *checklist,
            merchants: merchants.clone(),
            planned_by: *by,
            standing: Standing::Planned,
            by_list: None,
            visits: Vec::new(),
        });
    }
    let mut round = round?;
    round.rev = *rev;
    match event {
        Event::Planned { .. } => {}
        Event::Begun { by_list } => {
            round.by_list = Some(by_list.clone());
            round.standing = Standing::Underway;
        }
        Event::Checked { visit, merchant, answers, met, note } => round.visits.push(Visit {
            id: *visit,
            merchant: *merchant,
            by: *by,
            at: *made_at,
            answers: answers.clone(),
            met: met.clone(),
            note: note.clone(),
        }),
        Event::Finished { words } => round.standing = Standing::Finished { by: *by, at: *at, words: words.clone() },
        Event::Moved { day, inspector } => (round.day, round.inspector) = (*day, *inspector),
        Event::Cancelled { reason } => round.standing = Standing::Cancelled { reason: reason.clone() },
    }
    Some(round)
}
