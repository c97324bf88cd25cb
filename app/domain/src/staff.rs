//! A member of staff, as colleagues see them.

use serde::{Deserialize, Serialize};

use crate::{
    ids::StaffId,
    kind::{KindInfo, Viewer},
    role::Role,
};

/// Members of staff, changed online by whoever manages accounts, and by the roster.
pub const KIND: KindInfo = KindInfo {
    name: "staff",
    commands: &[],
    begins: &[],
    visible_to: |viewer| viewer != Viewer::Public,
    in_first_version: true,
};

/// A member of staff as colleagues see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMember {
    /// Who.
    pub id: StaffId,
    /// The name under which they answer, such as 「接待员 01」.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// Receives new cases now.
    pub on_duty: bool,
    /// May sign in.
    pub active: bool,
    /// On leave by the roster, and not here: somebody else goes on with their cases.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub absent: bool,
}
