//! Who may do what at a contact point.

use serde::{Deserialize, Serialize};

use crate::{
    ids::StaffId,
    words::{Text, text},
};

/// A role of a member of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 接待员: receives, answers, follows a case.
    Receptionist,
    /// 调解员: mediates between consumer and merchant.
    Mediator,
    /// 品控: checks goods.
    Quality,
    /// 主管: approves, declines, transfers, merges.
    Supervisor,
    /// 管理员: accounts and settings; may also do all that a supervisor may.
    Administrator,
    /// 市场监管: reads, never writes.
    Regulator,
}

impl Role {
    /// Every role, in the order of a menu.
    pub const ALL: [Self; 6] =
        [Self::Receptionist, Self::Mediator, Self::Quality, Self::Supervisor, Self::Administrator, Self::Regulator];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Receptionist => text("接待员", "Receptionist"),
            Self::Mediator => text("调解员", "Mediator"),
            Self::Quality => text("品控", "Quality control"),
            Self::Supervisor => text("主管", "Supervisor"),
            Self::Administrator => text("管理员", "Administrator"),
            Self::Regulator => text("市场监管（只读）", "Regulator (read-only)"),
        }
    }

    /// The stable word for it in data and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Receptionist => "receptionist",
            Self::Mediator => "mediator",
            Self::Quality => "quality",
            Self::Supervisor => "supervisor",
            Self::Administrator => "administrator",
            Self::Regulator => "regulator",
        }
    }

    /// The role of a stable word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }

    /// Whether what a supervisor decides can be decided in it.
    #[must_use]
    pub const fn supervises(self) -> bool {
        matches!(self, Self::Supervisor | Self::Administrator)
    }

    /// Whether figures of the whole house are for people of this role (分析汇总).
    #[must_use]
    pub const fn reads_figures(self) -> bool {
        matches!(self, Self::Supervisor | Self::Administrator | Self::Regulator)
    }

    /// Whether new cases are given to people of this role.
    #[must_use]
    pub const fn receives_cases(self) -> bool {
        matches!(self, Self::Receptionist | Self::Mediator | Self::Supervisor | Self::Administrator)
    }
}

/// Who gives a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The person who filed the case, known by its claim code.
    Consumer,
    /// A member of staff.
    Staff {
        /// Who.
        id: StaffId,
        /// In which role.
        role: Role,
    },
    /// A merchant, known by a link or by the key of its own system.
    Merchant,
    /// The contact point's server by itself (assignment, clocks).
    Server,
}
