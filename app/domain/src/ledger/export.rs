//! Each export of the ledger is on record: who took what out of the house, and whether it named people.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::CaseFilter;
use crate::{
    ids::StaffId,
    kind::{Context, EventSourced, KindInfo, Record, Refusal, Viewer},
    moment::Moment,
    role::Actor,
    words::{Bilingual, text},
};

/// Exports of the ledger, for supervisors.
pub const KIND: KindInfo = KindInfo {
    name: "ledger_export",
    commands: &["ledger_export.record"],
    begins: &[],
    visible_to: |viewer| matches!(viewer, Viewer::Staff(role) if role.supervises()),
    in_first_version: false,
};

/// One export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerExport {
    /// How many events made it: one.
    pub rev: u64,
    /// When.
    pub at: Moment,
    /// What.
    #[serde(flatten)]
    pub what: Exported,
}

/// What was exported, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// By whom.
    pub by: StaffId,
    /// Which cases.
    pub filter: CaseFilter,
    /// How many they were.
    pub cases: u64,
    /// It named people.
    pub personal_data: bool,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportCommand {
    /// Writes an export down. By the server.
    Record(Exported),
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportEvent {
    /// The ledger was exported.
    Exported(Exported),
}

/// Why it is not written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ExportRejection {
    /// Nobody writes this by hand.
    #[error("by the server only")]
    ServerOnly,
}

impl Refusal for ExportRejection {
    fn code(&self) -> &'static str {
        "server_only"
    }

    fn sentence(&self) -> Bilingual {
        text("导出记录由系统自动写，不能手工添加。", "Exports are recorded by the server; nobody adds one by hand.")
            .into()
    }
}

impl EventSourced for LedgerExport {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = ExportCommand;
    type Event = ExportEvent;
    type Rejection = ExportRejection;

    fn op_kind(_: &ExportCommand) -> &'static str {
        "ledger_export.record"
    }

    fn decide(
        state: Option<&Self>,
        _: Option<u64>,
        command: &ExportCommand,
        context: &Context,
    ) -> Result<Vec<ExportEvent>, ExportRejection> {
        let ExportCommand::Record(exported) = command;
        if context.by == Actor::Server && state.is_none() {
            Ok(vec![ExportEvent::Exported(exported.clone())])
        } else {
            Err(ExportRejection::ServerOnly)
        }
    }

    fn evolve(_: Uuid, state: Option<Self>, record: &Record<ExportEvent>) -> Option<Self> {
        let ExportEvent::Exported(what) = &record.event;
        Some(state.unwrap_or(Self { rev: record.rev, at: record.at, what: what.clone() }))
    }

    fn rev(state: &Self) -> u64 {
        state.rev
    }
}
