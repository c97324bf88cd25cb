//! The list of staff, and who may change what in it.

use domain::ids::StaffId;
use domain::role::Role;
use domain::staff::StaffMember;
use sync::protocol::Code;
use uuid::Uuid;

use super::links::GivenLink;
use super::names::{AccountName, display_name};
use super::{AccountError, Accounts};
use crate::store::accounts::{LinkPurpose, NewStaff, StaffChange, StaffRecord};

/// A member to be added, as filled in.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// With what they will sign in.
    pub account: String,
    /// Under which name they answer.
    pub name: String,
    /// In which role.
    pub role: Role,
}

/// A member was added.
#[derive(Clone, Debug)]
pub struct Added {
    /// Who.
    pub record: StaffRecord,
    /// By which they set their password.
    pub link: GivenLink,
}

/// A member was changed.
#[derive(Clone, Debug)]
pub struct Changed {
    /// As they are now.
    pub record: StaffRecord,
    /// Can receive cases now and could not before: cases that wait for somebody can be given out.
    pub came_on_duty: bool,
}

impl Accounts {
    /// Every member.
    ///
    /// # Errors
    ///
    /// [`Code::Forbidden`] for anybody but administrators and supervisors, or a failing store.
    pub async fn members(&self, who: &StaffMember) -> Result<Vec<StaffRecord>, AccountError> {
        if !matches!(who.role, Role::Administrator | Role::Supervisor) {
            return Err(Code::Forbidden.into());
        }
        Ok(self.store.staff(self.point).await?)
    }

    /// Adds a member, who sets their password through the link.
    ///
    /// # Errors
    ///
    /// [`Code::Forbidden`] for anybody but administrators; where a name breaks a rule or is taken; a failing store.
    pub async fn add_member(&self, who: &StaffMember, new: &NewMember) -> Result<Added, AccountError> {
        only_administrators(who)?;
        self.add_as(StaffId(Uuid::now_v7()), new, false).await
    }

    /// The same under a name that is given, before there is an administrator: for sample data.
    pub(crate) async fn add_as(&self, id: StaffId, new: &NewMember, on_duty: bool) -> Result<Added, AccountError> {
        let account = AccountName::new(&new.account)?;
        let name = display_name(&new.name)?;
        let staff = NewStaff { id, account, name, role: new.role, password: None, on_duty };
        let (given, link) = self.new_link(LinkPurpose::Invitation(id))?;
        let written = self.store.add_staff(self.point, &staff, &link, self.now()).await?;
        self.committed(written.seq);
        Ok(Added { record: written.record, link: given })
    }

    /// Changes a member.
    ///
    /// # Errors
    ///
    /// [`Code::Forbidden`] where `who` may not; [`Code::LastAdministrator`]; where the name breaks a rule; no such
    /// member; a failing store.
    pub async fn change_member(
        &self,
        who: &StaffMember,
        id: StaffId,
        change: &StaffChange,
    ) -> Result<Changed, AccountError> {
        if !may_change(who, id, change) {
            return Err(Code::Forbidden.into());
        }
        let name = change.name.as_deref().map(display_name).transpose()?;
        let change = StaffChange { name, ..change.clone() };
        let written = self.store.change_staff(self.point, id, &change, self.now()).await?;
        self.committed(written.seq);
        Ok(Changed { record: written.record, came_on_duty: written.came_on_duty })
    }

    /// A link for a member to set a new password.
    ///
    /// # Errors
    ///
    /// [`Code::Forbidden`] for anybody but administrators; no such member; one who may not sign in; a failing store.
    pub async fn reset_link(&self, who: &StaffMember, id: StaffId) -> Result<GivenLink, AccountError> {
        only_administrators(who)?;
        self.member_link(id).await
    }
}

fn only_administrators(who: &StaffMember) -> Result<(), Code> {
    if who.role == Role::Administrator { Ok(()) } else { Err(Code::Forbidden) }
}

/// Administrators change everything; everybody who is not here only to read says whether they are on duty.
fn may_change(who: &StaffMember, id: StaffId, change: &StaffChange) -> bool {
    let only_duty = *change == StaffChange { on_duty: change.on_duty, ..StaffChange::default() };
    match who.role {
        Role::Administrator => true,
        Role::Regulator => false,
        _ => who.id == id && only_duty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somebody(role: Role) -> StaffMember {
        StaffMember {
            id: StaffId(Uuid::now_v7()),
            name: "某人".to_owned(),
            role,
            on_duty: false,
            active: true,
            absent: false,
        }
    }

    #[test]
    fn everybody_but_the_regulator_says_whether_they_are_on_duty() {
        let on_duty = StaffChange { on_duty: Some(true), ..StaffChange::default() };
        for role in Role::ALL {
            let who = somebody(role);
            assert_eq!(may_change(&who, who.id, &on_duty), role != Role::Regulator, "{role:?}");
        }
    }

    #[test]
    fn only_administrators_change_others_or_promote_themselves() {
        let on_duty = StaffChange { on_duty: Some(true), ..StaffChange::default() };
        let promote = StaffChange { role: Some(Role::Administrator), ..on_duty.clone() };
        for role in Role::ALL {
            let who = somebody(role);
            let other = somebody(Role::Receptionist).id;
            assert_eq!(may_change(&who, other, &on_duty), role == Role::Administrator, "{role:?}");
            assert_eq!(may_change(&who, who.id, &promote), role == Role::Administrator, "{role:?}");
        }
    }
}
