//! 常用筛选: a filter of the case list under a name, for everybody at the desk, on every tablet.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    kind::{Context, EventSourced, KindInfo, Record, Refusal, Viewer},
    ledger::CaseFilter,
    role::{Actor, Role},
    typed::clean_line,
    words::{Bilingual, text},
};

/// Most characters of a name.
pub const NAME_CHARS: usize = 20;

/// Saved views.
pub const KIND: KindInfo = KindInfo {
    name: "saved_view",
    commands: &["saved_view.save", "saved_view.remove"],
    begins: &[],
    visible_to: |viewer| matches!(viewer, Viewer::Staff(role) if role != Role::Regulator),
    in_first_version: false,
};

/// A filter under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// How many events made it.
    pub rev: u64,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub filter: CaseFilter,
    /// It is not offered any more.
    pub removed: bool,
}

/// What a person asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewCommand {
    /// Saves it.
    Save {
        /// Under this name.
        name: String,
        /// What it shows.
        filter: CaseFilter,
    },
    /// It is not offered any more.
    Remove,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewEvent {
    /// It was saved.
    Saved {
        /// Under this name.
        name: String,
        /// What it shows.
        filter: CaseFilter,
    },
    /// It was removed.
    Removed,
}

/// Why it is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ViewRejection {
    /// Only who works at the desk.
    #[error("staff who write only")]
    StaffOnly,
    /// It has no name.
    #[error("no name")]
    NameMissing,
    /// Its name is too long.
    #[error("name too long")]
    NameTooLong,
    /// Without a filter it shows everything, as the list does anyway.
    #[error("no filter")]
    FilterMissing,
    /// There is no such view.
    #[error("no such view")]
    NoSuchView,
}

impl Refusal for ViewRejection {
    fn code(&self) -> &'static str {
        match self {
            Self::StaffOnly => "staff_only",
            Self::NameMissing => "name_missing",
            Self::NameTooLong => "name_too_long",
            Self::FilterMissing => "filter_missing",
            Self::NoSuchView => "no_such_view",
        }
    }

    fn sentence(&self) -> Bilingual {
        match self {
            Self::StaffOnly => {
                text("您的角色只能看，不能保存筛选。", "Your role reads only and cannot save a view.").into()
            }
            Self::NameMissing => {
                text("请给这个筛选起个名字，例如“本月食品”。", "Please name this view, for example “Food this month”.")
                    .into()
            }
            Self::NameTooLong => {
                text("名字最多 {} 个字。", "A name has at most {} characters.").filled(&[&NAME_CHARS.to_string()])
            }
            Self::FilterMissing => {
                text("请先选好条件，再保存。", "Please choose what to show first, then save it.").into()
            }
            Self::NoSuchView => {
                text("没有这个筛选，请刷新后再试。", "There is no such view; please reload and try again.").into()
            }
        }
    }
}

impl EventSourced for SavedView {
    const KIND: &'static KindInfo = &KIND;
    type State = Self;
    type Command = ViewCommand;
    type Event = ViewEvent;
    type Rejection = ViewRejection;

    fn op_kind(command: &ViewCommand) -> &'static str {
        match command {
            ViewCommand::Save { .. } => "saved_view.save",
            ViewCommand::Remove => "saved_view.remove",
        }
    }

    fn decide(
        state: Option<&Self>,
        _: Option<u64>,
        command: &ViewCommand,
        context: &Context,
    ) -> Result<Vec<ViewEvent>, ViewRejection> {
        if !matches!(context.by, Actor::Staff { role, .. } if role != Role::Regulator) {
            return Err(ViewRejection::StaffOnly);
        }
        match command {
            ViewCommand::Save { name, filter } => {
                let name = clean_line(name);
                if name.is_empty() {
                    return Err(ViewRejection::NameMissing);
                }
                if name.chars().count() > NAME_CHARS {
                    return Err(ViewRejection::NameTooLong);
                }
                if filter.is_empty() {
                    return Err(ViewRejection::FilterMissing);
                }
                Ok(vec![ViewEvent::Saved { name, filter: filter.clone() }])
            }
            ViewCommand::Remove => state.map(|_| vec![ViewEvent::Removed]).ok_or(ViewRejection::NoSuchView),
        }
    }

    fn evolve(_: Uuid, state: Option<Self>, record: &Record<ViewEvent>) -> Option<Self> {
        let rev = record.rev;
        Some(match &record.event {
            ViewEvent::Saved { name, filter } => {
                Self { rev, name: name.clone(), filter: filter.clone(), removed: false }
            }
            ViewEvent::Removed => Self { rev, removed: true, ..state? },
        })
    }

    fn rev(state: &Self) -> u64 {
        state.rev
    }
}
