//! 制止措施: what is done about a merchant that does not keep to the rules, in four grades, each step with its ground, the article
//! or rule, and the person who decided it. A re-inspection closes it or leads to the next grade; an appeal is decided by
//! somebody else.

mod decide;
mod event;
mod evolve;
mod task;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Entry, Rejection};
use crate::{
    form::terms,
    ids::{MerchantId, StaffId},
    kind::{Context, EventSourced, KindInfo, Record, Viewer},
    moment::Day,
    role::Actor,
};

pub use event::{Command, Event, Found, NewStep, Ruling};
pub use task::{Task, in_force, suggested};

/// Measures: for everybody who works here, and the regulator.
pub const KIND: KindInfo = KindInfo {
    name: "measure",
    commands: &[
        "measure.impose",
        "measure.recheck",
        "measure.raise",
        "measure.extend",
        "measure.appeal",
        "measure.decide_appeal",
        "measure.withdraw",
    ],
    begins: &["measure.impose"],
    visible_to: |viewer| viewer != Viewer::Public,
    in_first_version: false,
};

terms! {
    /// How strong it is, mildest first.
    Level {
        Warning = "warning", "警告", "Warning";
        Rectification = "rectification", "限期整改", "To be put right by a date";
        SaleStopped = "sale_stopped", "暂停销售", "Sale stopped";
        ServiceStopped = "service_stopped", "停止服务", "Service stopped";
    }
}

/// Articles and rules that are often named; others are typed.
pub const BASES: [&str; 8] = [
    "《产品质量法》第三十三条（进货检查验收）",
    "《产品质量法》第三十五条（不得销售失效、变质的产品）",
    "《产品质量法》第三十六条（产品标识）",
    "《产品质量法》第三十九条（不得掺杂掺假、以次充好）",
    "《食品安全法》第五十四条（按要求贮存、清理过期食品）",
    "《消费者权益保护法》第二十条（真实、全面的信息，明码标价）",
    "企业服务管理制度（商户管理）",
    "质量和服务规范承诺",
];

/// A measure: all its steps about one matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// How many events made it.
    pub rev: u64,
    /// Against whom.
    pub merchant: MerchantId,
    /// The visit of a round at which it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Found>,
    /// Each grade that it had, the present one last.
    pub steps: Vec<Step>,
    /// Whether it holds.
    pub standing: Standing,
    /// The last re-inspection of the present step did not find it put right.
    pub failed_recheck: bool,
    /// What the merchant said against it, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appeals: Vec<Appeal>,
    /// Everything that happened, oldest first.
    pub history: Vec<Entry<Event>>,
}

/// One grade of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// How strong.
    pub level: Level,
    /// The facts.
    pub ground: String,
    /// The article of law or the house's rule.
    pub basis: String,
    /// By which day it has to be put right, or is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// On which day it was imposed.
    pub on: Day,
    /// By whom.
    pub by: StaffId,
}

/// Whether a measure holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 执行中.
    InForce,
    /// 已改正: a re-inspection found it put right.
    Rectified,
    /// 申诉成立，撤销.
    Annulled,
    /// 已撤回: it was imposed by mistake.
    Withdrawn,
}

/// 申诉.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// Against which step, by its place.
    pub step: usize,
    /// Who spoke for the merchant.
    pub appellant: String,
    /// What it says.
    pub words: String,
    /// Who took it down.
    pub taken_by: StaffId,
    /// On which day.
    pub on: Day,
    /// What was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<AppealDecision>,
}

/// What was decided about an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealDecision {
    /// By whom; never by who imposed a step.
    pub by: StaffId,
    /// What.
    pub ruling: Ruling,
    /// Why.
    pub reason: String,
}

impl Measure {
    /// It holds.
    #[must_use]
    pub const fn is_in_force(&self) -> bool {
        matches!(self.standing, Standing::InForce)
    }

    /// The present step. A measure without one is none.
    #[must_use]
    pub fn step(&self) -> Option<&Step> {
        self.steps.last()
    }

    /// How strong it is now.
    #[must_use]
    pub fn level(&self) -> Level {
        self.step().map_or(Level::Warning, |step| step.level)
    }

    /// The appeal that waits.
    #[must_use]
    pub fn open_appeal(&self) -> Option<&Appeal> {
        self.appeals.iter().find(|appeal| appeal.decision.is_none())
    }

    /// Whether that person has imposed any step of it.
    #[must_use]
    pub fn was_imposed_by(&self, who: StaffId) -> bool {
        self.steps.iter().any(|step| step.by == who)
    }
}

impl EventSourced for Measure {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = Command;
    type Event = Event;
    type Rejection = Rejection;

    fn op_kind(command: &Command) -> &'static str {
        command.kind()
    }

    fn decide(
        state: Option<&Self>,
        base: Option<u64>,
        command: &Command,
        context: &Context,
    ) -> Result<Vec<Event>, Rejection> {
        decide::decide(state, base, command, context).map(|event| vec![event])
    }

    fn evolve(_: Uuid, state: Option<Self>, record: &Record<Event>) -> Option<Self> {
        evolve::evolve(state, record)
    }

    fn rev(state: &Self) -> u64 {
        state.rev
    }
}

/// The member of staff who did it.
fn person(by: Actor) -> StaffId {
    if let Actor::Staff { id, .. } = by { id } else { StaffId(Uuid::nil()) }
}
