//! 定期组织培训: a training is planned, people sign in by its code or at the door, and what came of it is on record. When the next one is
//! due follows from those that were held ([`tasks`]).

mod attendance;
mod decide;
mod due;
mod plan;
mod record;
mod rejection;
mod sign_link;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use attendance::Attendance;
pub use due::{Task, TrainingRules, What, tasks};
pub use plan::{Audience, Invited, Material, Plan, Who};
pub use record::{cells, head};
pub use rejection::Rejection;
pub use sign_link::SignLink;

use crate::{
    kind::{Context, EventSourced, KindInfo, Record, Viewer},
    moment::{Day, Moment},
    role::{Actor, Role},
};

/// Most characters of a line, such as a name.
pub const LINE_CHARS: usize = 60;
/// Most characters of what is told.
pub const WORDS_CHARS: usize = 1_000;
/// Most who are named as those who must come.
pub const MOST_INVITED: usize = 400;
/// Most materials.
pub const MOST_MATERIALS: usize = 12;
/// Most who sign in.
pub const MOST_ATTENDANCES: usize = 600;
/// A tablet may bring what was done on it so many days later.
pub const LATE_DAYS: i64 = 31;
/// A training is planned at most so far ahead.
pub const MOST_DAYS: i64 = 366;

/// Trainings, with the names of those who came: for whoever works here.
pub const KIND: KindInfo = KindInfo {
    name: "training",
    commands: &[
        "training.plan",
        "training.amend",
        "training.sign_in",
        "training.strike",
        "training.hold",
        "training.cancel",
    ],
    begins: &["training.plan"],
    visible_to: |viewer| matches!(viewer, Viewer::Staff(role) if role != Role::Regulator),
    in_first_version: false,
};

/// A training.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    /// How many events made it.
    pub rev: u64,
    /// What is planned.
    pub plan: Plan,
    /// How often the plan was written.
    pub version: u32,
    /// What the code at the door says, so that only who stands there signs in by it.
    pub code: String,
    /// Who planned it.
    pub planned_by: Actor,
    /// Where it stands.
    pub standing: Standing,
    /// Who came, in the order in which the server heard of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendances: Vec<Attendance>,
}

/// Where a training stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 待培训.
    Planned,
    /// 已举办.
    Held {
        /// Who wrote that down.
        by: Actor,
        /// When that was done.
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

impl Training {
    /// Nothing more is to be done.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        !matches!(self.standing, Standing::Planned)
    }

    /// It was held, and nobody has written that down.
    #[must_use]
    pub fn is_unrecorded(&self, today: Day) -> bool {
        !self.has_ended() && self.plan.day < today
    }

    /// Who of those who must come has not signed in.
    #[must_use]
    pub fn missing(&self) -> Vec<&Invited> {
        let came: Vec<usize> = self.attendances.iter().filter_map(|one| self.stands_for(one)).collect();
        let invited = self.plan.invited.iter().enumerate();
        invited.filter(|(place, _)| !came.contains(place)).map(|(_, invited)| invited).collect()
    }

    /// Of whom of those who must come somebody is, by place: as whoever kept the door said, or by name.
    #[must_use]
    pub fn stands_for(&self, one: &Attendance) -> Option<usize> {
        self.plan.stands_for(one.who, &one.name, &one.unit)
    }
}

/// What a person asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// 安排培训: begins one.
    Plan {
        /// What is planned.
        plan: Box<Plan>,
        /// What the code at the door says; made by the device.
        code: String,
        /// On the day on which it is planned; a tablet may bring it later.
        on: Day,
    },
    /// 改安排.
    Amend {
        /// What is planned now.
        plan: Box<Plan>,
        /// Which version of the plan was seen: whoever signs in meanwhile is no change of it.
        seen: u32,
        /// On the day on which that is decided.
        on: Day,
    },
    /// 签到: by whoever stands at the door with a device of their own, or by whoever keeps it.
    SignIn {
        /// Named by the device: sent twice, it is one.
        entry: Uuid,
        /// What the code says; empty at the door.
        code: String,
        /// When; the server corrects what a device's clock says.
        at: Moment,
        /// Who comes.
        name: String,
        /// From where: a shop, a team.
        unit: String,
        /// Of whom of those who must come, where whoever keeps the door knows it.
        who: Option<Who>,
    },
    /// 删去签到: it was written down by mistake.
    Strike {
        /// Which.
        entry: Uuid,
        /// Why.
        why: String,
    },
    /// 记下已举办.
    Hold {
        /// When that was done; the server corrects what a device's clock says.
        at: Moment,
        /// What is said of it as a whole.
        words: String,
    },
    /// 取消培训.
    Cancel {
        /// Why.
        reason: String,
    },
}

impl Command {
    /// What a device's clock says is replaced by what the server makes of it.
    pub fn set_time(&mut self, corrected: Moment) {
        if let Self::SignIn { at, .. } | Self::Hold { at, .. } = self {
            *at = corrected;
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was planned.
    Planned {
        /// What.
        plan: Box<Plan>,
        /// What the code says.
        code: String,
    },
    /// The plan was written anew.
    Amended {
        /// What is planned now.
        plan: Box<Plan>,
    },
    /// Somebody signed in.
    SignedIn {
        /// The entry's name.
        entry: Uuid,
        /// When.
        at: Moment,
        /// Who.
        name: String,
        /// From where.
        unit: String,
        /// Of whom.
        who: Option<Who>,
    },
    /// An entry was struck.
    Struck {
        /// Which.
        entry: Uuid,
        /// Why.
        why: String,
    },
    /// It was held.
    Held {
        /// When that was written down.
        at: Moment,
        /// What is said of it.
        words: String,
    },
    /// It will not be held.
    Cancelled {
        /// Why.
        reason: String,
    },
}

impl EventSourced for Training {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = Command;
    type Event = Event;
    type Rejection = Rejection;

    fn op_kind(command: &Command) -> &'static str {
        match command {
            Command::Plan { .. } => "training.plan",
            Command::Amend { .. } => "training.amend",
            Command::SignIn { .. } => "training.sign_in",
            Command::Strike { .. } => "training.strike",
            Command::Hold { .. } => "training.hold",
            Command::Cancel { .. } => "training.cancel",
        }
    }

    fn decide(
        state: Option<&Self>,
        _: Option<u64>,
        command: &Command,
        context: &Context,
    ) -> Result<Vec<Event>, Rejection> {
        decide::decide(state, command, context).map(|event| vec![event])
    }

    fn evolve(_: Uuid, state: Option<Self>, record: &Record<Event>) -> Option<Self> {
        let Record { rev, by, event, .. } = record;
        if let Event::Planned { plan, code } = event {
            return Some(Self {
                rev: *rev,
                plan: (**plan).clone(),
                version: 1,
                code: code.clone(),
                planned_by: *by,
                standing: Standing::Planned,
                attendances: Vec::new(),
            });
        }
        let mut training = state?;
        training.rev = *rev;
        match event {
            Event::Planned { .. } => {}
            Event::Amended { plan } => {
                training.plan = (**plan).clone();
                training.version += 1;
            }
            Event::SignedIn { entry, at, name, unit, who } => training.attendances.push(Attendance {
                id: *entry,
                at: *at,
                by: *by,
                name: name.clone(),
                unit: unit.clone(),
                who: *who,
            }),
            Event::Struck { entry, .. } => training.attendances.retain(|one| one.id != *entry),
            Event::Held { at, words } => {
                training.standing = Standing::Held { by: *by, at: *at, words: words.clone() };
            }
            Event::Cancelled { reason } => training.standing = Standing::Cancelled { reason: reason.clone() },
        }
        Some(training)
    }

    fn rev(state: &Self) -> u64 {
        state.rev
    }
}
