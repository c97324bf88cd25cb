//! Who works at the contact point. Nobody of them can sign in before an administrator gives them a link, and the first
//! administrator is whoever opens the link that the server prints.

use domain::ids::StaffId;
use domain::role::Role;

use super::SampleError;
use super::mall::Mall;
use crate::accounts::NewMember;

const STAFF: &[(&str, &str, Role)] = &[
    ("sample-supervisor-1", "示例主管 01", Role::Supervisor),
    ("sample-supervisor-2", "示例主管 02", Role::Supervisor),
    ("sample-mediator-1", "示例调解员 01", Role::Mediator),
    ("sample-mediator-2", "示例调解员 02", Role::Mediator),
    ("sample-receptionist-1", "示例接待员 01", Role::Receptionist),
    ("sample-receptionist-2", "示例接待员 02", Role::Receptionist),
    ("sample-receptionist-3", "示例接待员 03", Role::Receptionist),
    ("sample-quality-1", "示例品控 01", Role::Quality),
    ("sample-quality-2", "示例品控 02", Role::Quality),
    ("sample-regulator-1", "示例监管员 01", Role::Regulator),
];

pub(super) async fn engage(mall: &mut Mall) -> Result<(), SampleError> {
    for (account, name, role) in STAFF {
        let id = StaffId(mall.fresh());
        let new = NewMember { account: (*account).to_owned(), name: (*name).to_owned(), role: *role };
        // Cases go to the counter; mediators and supervisors get theirs by what they are.
        let on_duty = *role == Role::Receptionist;
        let record = mall.accounts.add_as(id, &new, on_duty).await?.record;
        mall.staff.push(record.member);
    }
    Ok(())
}
