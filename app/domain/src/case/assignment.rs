//! Who gets the cases that nobody has: filed while nobody was on duty, or left by somebody who is away.

use super::{AssignReason, Case, Command};
use crate::{
    ids::{CaseId, StaffId},
    mechanism::queue_place,
    role::Role,
};

/// A member of staff who is on duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnDuty {
    /// Who.
    pub staff: StaffId,
    /// In which role.
    pub role: Role,
    /// How many open cases they have.
    pub open_cases: u32,
    /// When they were last given one, as a number that grows: among equals whoever has waited longest is next.
    pub last_given: i64,
}

impl OnDuty {
    /// The least is next: the fewest open cases; among equals whoever has waited longest.
    const fn turn(&self) -> (u32, i64, StaffId) {
        (self.open_cases, self.last_given, self.staff)
    }
}

/// Who is given a new case, and is its first receiver (首问人); none where nobody is there who receives cases.
#[must_use]
pub fn first_receiver(on_duty: &[OnDuty]) -> Option<StaffId> {
    on_duty.iter().filter(|p| p.role.receives_cases()).min_by_key(|p| p.turn()).map(|p| p.staff)
}

/// The commands, each for [`crate::role::Actor::Server`], by which every open case without an owner gets one, and every
/// case of somebody in `away` another: what must be served first to whoever has the fewest. Asked again when somebody
/// comes on duty or is said to be away; where nothing is to be done, or nobody is there, it gives nothing.
#[must_use]
pub fn assignments(cases: &[Case], on_duty: &[OnDuty], away: &[StaffId]) -> Vec<(CaseId, Command)> {
    let mut able: Vec<OnDuty> =
        on_duty.iter().filter(|p| p.role.receives_cases() && !away.contains(&p.staff)).copied().collect();
    let mut waiting: Vec<(&Case, AssignReason)> =
        cases.iter().filter_map(|case| Some((case, case.needs_owner(away)?))).collect();
    waiting.sort_by_key(|(case, _)| queue_place(case));
    let mut turn = able.iter().map(|p| p.last_given).max().unwrap_or_default();
    let mut given = Vec::new();
    for (case, why) in waiting {
        let free = able.iter_mut().filter(|p| !case.recused.contains(&p.staff));
        let Some(next) = free.min_by_key(|p| p.turn()) else { continue };
        turn += 1;
        (next.open_cases, next.last_given) = (next.open_cases.saturating_add(1), turn);
        given.push((case.id, Command::Assign { to: next.staff, seen: case.assignee, why }));
    }
    given
}

impl Case {
    /// Why the case must be given to somebody; none where somebody has it who is not in `away`, or nobody has to.
    #[must_use]
    pub fn needs_owner(&self, away: &[StaffId]) -> Option<AssignReason> {
        if !self.is_open() {
            return None;
        }
        match self.assignee {
            Some(owner) if away.contains(&owner) => Some(AssignReason::Absent),
            Some(_) => None,
            None if self.recused.is_empty() => Some(AssignReason::NobodyOnDuty),
            None => Some(AssignReason::Recused),
        }
    }
}
