//! What the contact point has published: everybody's, and few.

use domain::{
    ids::StaffId,
    publication::{PUBLISHED_KIND, Published},
};
use leptos::prelude::*;

use super::{Changed, KindView, replace_if_different};
use crate::browser::driver::Driver;

/// What is published.
#[derive(Debug)]
pub struct PublishedView;

impl KindView for PublishedView {
    fn kind(&self) -> &'static str {
        PUBLISHED_KIND.name
    }

    fn show(&self, driver: &Driver, _: Option<StaffId>, changed: &Changed<'_>) {
        if changed.has_kind(PUBLISHED_KIND.name) {
            let engine = driver.engine.borrow();
            let all = engine.replica().of_kind(PUBLISHED_KIND.name);
            let read = all.filter_map(|change| Some((change.id.parse().ok()?, change.body.read::<Published>()?)));
            let read = read.collect();
            driver.device.published.maybe_update(|shown| replace_if_different(shown, read));
        }
    }
}
