//! Colleagues.

use domain::{
    ids::StaffId,
    staff::{KIND, StaffMember},
};
use leptos::prelude::*;

use super::{Changed, KindView, replace_if_different};
use crate::browser::driver::Driver;

/// Colleagues.
#[derive(Debug)]
pub struct Members;

impl KindView for Members {
    fn kind(&self) -> &'static str {
        KIND.name
    }

    fn show(&self, driver: &Driver, _: Option<StaffId>, changed: &Changed<'_>) {
        if changed.has_kind(KIND.name) {
            let engine = driver.engine.borrow();
            let members = engine.replica().of_kind(KIND.name).filter_map(|change| change.body.read::<StaffMember>());
            let members = members.map(|member| (member.id, member)).collect();
            driver.device.desk.members.maybe_update(|shown| replace_if_different(shown, members));
        }
    }
}
