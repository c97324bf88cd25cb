//! The board: one entity, everybody's.

use std::sync::Arc;

use domain::{board::KIND, ids::StaffId};
use leptos::prelude::*;
use sync::{
    engine::Key,
    kinds::board::{ID, Notice},
};

use super::{Changed, KindView};
use crate::browser::driver::Driver;

/// The board.
#[derive(Debug)]
pub struct BoardView;

impl KindView for BoardView {
    fn kind(&self) -> &'static str {
        KIND.name
    }

    fn show(&self, driver: &Driver, _: Option<StaffId>, changed: &Changed<'_>) {
        if !changed.has_kind(KIND.name) {
            return;
        }
        let key = Key { kind: KIND.name.into(), id: ID.to_owned() };
        let found = driver.engine.borrow().replica().get(&key).and_then(|change| change.body.read::<Notice>());
        if let Some(notice) = found {
            driver.device.notice.maybe_update(|shown| {
                let differs = shown.as_deref() != Some(&notice);
                if differs {
                    *shown = Some(Arc::new(notice));
                }
                differs
            });
        }
    }
}
