//! Members of staff.

use domain::{kind::KindInfo, staff::StaffMember};

use crate::protocol::EntityBody;

impl EntityBody for StaffMember {
    const KIND: &'static KindInfo = &domain::staff::KIND;
}
