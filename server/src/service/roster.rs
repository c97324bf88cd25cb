//! Puts people on and off duty as planned (排班). When the next planned change falls due stands in the database and is
//! made under the contact point's lock: a restart loses none, several servers make none twice. Between two planned
//! changes the switch is in people's hands.
//!
//! Whoever is on leave over a working day is absent: [`super::auto_assign`] gives their open cases to colleagues, as soon as
//! there are any on duty. A break or the end of a shift takes no case away.

use domain::calendar::WorkCalendar;
use domain::ids::StaffId;
use domain::moment::Moment;
use domain::role::Role;
use domain::roster::{NotAPlan, Plan, Standing};
use domain::staff::StaffMember;
use sync::protocol::Code;
use thiserror::Error;

use super::{Inner, Service};
use crate::store::StoreError;
use crate::store::entities::{RosterRow, SyncBatch, Turn};

/// Why a plan is not taken.
#[derive(Clone, Debug, Error)]
pub enum RosterError {
    /// The request itself is not acceptable.
    #[error("{}", .0.as_str())]
    Unfit(Code),
    /// It cannot be a plan.
    #[error(transparent)]
    Wrong(#[from] NotAPlan),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Service {
    /// Every plan; for whoever works here.
    ///
    /// # Errors
    ///
    /// `forbidden` for the regulator, or when the store fails.
    pub async fn roster(&self, by: &StaffMember) -> Result<Vec<(StaffId, Plan)>, RosterError> {
        if by.role == Role::Regulator {
            return Err(RosterError::Unfit(Code::Forbidden));
        }
        Ok(self.inner.store.roster(self.point()).await?)
    }

    /// Takes a plan in place of the one before. Where it says something else about now, it holds at once.
    ///
    /// # Errors
    ///
    /// `forbidden` for anybody but supervisors and administrators, `not_found` for a member that is not there, why it is
    /// no plan, or when the store fails.
    pub async fn plan(&self, by: &StaffMember, staff: StaffId, plan: Plan) -> Result<(), RosterError> {
        if !by.role.supervises() {
            return Err(RosterError::Unfit(Code::Forbidden));
        }
        let plan = plan.checked()?;
        if !self.inner.keep_plan(by.id, staff, &plan).await? {
            return Err(RosterError::Unfit(Code::NotFound));
        }
        self.auto_assign_soon();
        Ok(())
    }

    /// Makes every planned change that is due, and says how many members colleagues see differently.
    ///
    /// # Errors
    ///
    /// When the store fails; nothing has happened then.
    pub async fn turn_roster(&self) -> Result<usize, StoreError> {
        self.inner.turn_roster().await
    }
}

impl Inner {
    async fn keep_plan(&self, by: StaffId, staff: StaffId, plan: &Plan) -> Result<bool, StoreError> {
        let _turn = self.turn.lock().await;
        let mut transaction = self.store.begin(self.setting.point).await?;
        if !transaction.keep_plan((staff, plan), by, self.setting.world.now()).await? {
            return Ok(false);
        }
        self.turn_due(&mut *transaction).await?;
        self.commit_roster(transaction).await?;
        Ok(true)
    }

    async fn turn_roster(&self) -> Result<usize, StoreError> {
        let _turn = self.turn.lock().await;
        let mut transaction = self.store.begin(self.setting.point).await?;
        let Some(seen) = self.turn_due(&mut *transaction).await? else { return Ok(0) };
        self.commit_roster(transaction).await?;
        Ok(seen)
    }

    /// None where nothing was due.
    async fn turn_due(&self, transaction: &mut dyn SyncBatch) -> Result<Option<usize>, StoreError> {
        let now = self.setting.world.now();
        let due = transaction.roster_due(now).await?;
        let content = self.content();
        let turns: Vec<Turn> = due.iter().map(|row| turned(row, &content.calendar, now)).collect();
        for turn in &turns {
            transaction.turn(turn).await?;
        }
        Ok((!turns.is_empty()).then(|| turns.iter().filter(|turn| turn.seen).count()))
    }

    async fn commit_roster(&self, transaction: Box<dyn SyncBatch>) -> Result<(), StoreError> {
        transaction.commit().await?;
        let point = self.store.point(self.setting.point).await?;
        self.announce(point.head, Some(point.epoch));
        Ok(())
    }
}

/// What a look at a plan leads to.
fn turned(row: &RosterRow, calendar: &WorkCalendar, now: Moment) -> Turn {
    let standing = row.plan.standing(now, calendar);
    // Also one that came and went while no server was up: what a hand did before it is over.
    let changed = || row.plan.next_change(row.checked_at, calendar).is_some_and(|at| at <= now);
    let planned = if row.standing != Some(standing) || changed() { on_duty(standing) } else { None };
    let on_duty = row.active && planned.unwrap_or(row.on_duty);
    let absent = |standing, on_duty: bool| standing == Some(Standing::OnLeave) && !on_duty;
    Turn {
        staff: row.staff,
        standing,
        on_duty,
        seen: on_duty != row.on_duty || absent(row.standing, row.on_duty) != absent(Some(standing), on_duty),
        checked_at: now,
        check_at: row.plan.look_again(now, calendar),
    }
}

/// How the switch is turned; not at all where the plan has no hours.
const fn on_duty(standing: Standing) -> Option<bool> {
    match standing {
        Standing::OnShift => Some(true),
        Standing::Off | Standing::OnLeave => Some(false),
        Standing::Free => None,
    }
}
