//! Each look of the regulator at a case is on record, for supervisors to see.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ids::{CaseNumber, StaffId},
    kind::{Context, EventSourced, KindInfo, Record, Refusal, Viewer},
    moment::Moment,
    role::Actor,
    words::{Bilingual, text},
};

/// Looks, for supervisors.
pub const KIND: KindInfo = KindInfo {
    name: "regulator_look",
    commands: &["regulator_look.record"],
    begins: &[],
    visible_to: |viewer| matches!(viewer, Viewer::Staff(role) if role.supervises()),
    in_first_version: false,
};

/// One look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegulatorLook {
    /// How many events made it: one.
    pub rev: u64,
    /// When.
    pub at: Moment,
    /// Who looked at what.
    #[serde(flatten)]
    pub what: Looked,
}

/// Who looked at what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// Who.
    pub by: StaffId,
    /// At what.
    pub seen: Seen,
}

/// What was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// The list of cases, without names.
    List {
        /// How many were on it.
        cases: u64,
    },
    /// A case.
    Case {
        /// Which.
        number: CaseNumber,
        /// All of it, because it was passed on; else what is on the list, and where it stood when.
        whole: bool,
    },
    /// A photo or PDF of a case that was passed on.
    Attachment {
        /// Of which case.
        number: CaseNumber,
    },
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookCommand {
    /// Writes a look down. By the server.
    Record(Looked),
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookEvent {
    /// Somebody looked.
    Looked(Looked),
}

/// Why it is not written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum LookRejection {
    /// Nobody writes this by hand.
    #[error("by the server only")]
    ServerOnly,
}

impl Refusal for LookRejection {
    fn code(&self) -> &'static str {
        "server_only"
    }

    fn sentence(&self) -> Bilingual {
        text("查阅记录由系统自动写，不能手工添加。", "Looks are recorded by the server; nobody adds one by hand.")
            .into()
    }
}

impl EventSourced for RegulatorLook {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = LookCommand;
    type Event = LookEvent;
    type Rejection = LookRejection;

    fn op_kind(_: &LookCommand) -> &'static str {
        "regulator_look.record"
    }

    fn decide(
        state: Option<&Self>,
        _: Option<u64>,
        command: &LookCommand,
        context: &Context,
    ) -> Result<Vec<LookEvent>, LookRejection> {
        let LookCommand::Record(looked) = command;
        if context.by == Actor::Server && state.is_none() {
            Ok(vec![LookEvent::Looked(looked.clone())])
        } else {
            Err(LookRejection::ServerOnly)
        }
    }

    fn evolve(_: Uuid, state: Option<Self>, record: &Record<LookEvent>) -> Option<Self> {
        let LookEvent::Looked(what) = &record.event;
        Some(state.unwrap_or(Self { rev: record.rev, at: record.at, what: what.clone() }))
    }

    fn rev(state: &Self) -> u64 {
        state.rev
    }
}
