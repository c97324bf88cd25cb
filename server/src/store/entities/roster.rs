//! What is kept of the roster.

use domain::ids::StaffId;
use domain::moment::Moment;
use domain::roster::{Plan, Standing};

/// A member's plan, and what of it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRow {
    /// Whose.
    pub staff: StaffId,
    /// As planned.
    pub plan: Plan,
    /// What was planned at the last look; none before the first.
    pub standing: Option<Standing>,
    /// When that was.
    pub checked_at: Moment,
    /// Receives new cases now, by plan or by hand.
    pub on_duty: bool,
    /// May sign in.
    pub active: bool,
}

/// What a look at a plan leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Whose.
    pub staff: StaffId,
    /// What is planned now.
    pub standing: Standing,
    /// Receives new cases from now on.
    pub on_duty: bool,
    /// Colleagues see something else than before.
    pub seen: bool,
    /// Now.
    pub checked_at: Moment,
    /// When to look again.
    pub check_at: Moment,
}
