//! The board: one entity, everybody's.

use std::sync::Arc;

use domain::{board::KIND, ids::StaffId};
use leptos::prelude::*;
use sync::{
    engine::Key,
    kinds::board::{ID, Notice},
};

use super::{Changed, KindView};
use crate::{board_summary::BoardSummary, browser::driver::Driver};

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
        let Some(notice) = found else { return };
        let shown = &driver.device.notice;
        if shown.with_untracked(|shown| shown.as_deref() != Some(&notice)) {
            driver.device.summary.set(Some(Arc::new(BoardSummary::of(&notice))));
            shown.set(Some(Arc::new(notice)));
        }
    }
}
