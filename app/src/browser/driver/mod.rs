//! Drives the sync engine: gives it what happens, does what it asks for, and shows what changed.

mod commands;
mod desk;
mod effects;
mod kept_again;
mod reread;
mod session;
mod show;
mod start;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use domain::ids::DeviceId;
use gloo_timers::callback::Timeout;
use sync::engine::{Engine, Purpose};

use super::{
    storage::{Filing, Storage},
    tabs::Tabs,
};
use crate::device::{Device, DraftRow};

pub use start::start;

/// Everything of this tab that is not a signal.
pub struct Driver {
    device: Device,
    storage: Storage,
    engine: RefCell<Engine>,
    filings: RefCell<Vec<Filing>>,
    me: DeviceId,
    timers: RefCell<BTreeMap<Purpose, Timeout>>,
    tabs: RefCell<Option<Tabs>>,
    /// The newest text of drafts that are not on the disk yet.
    unsaved: RefCell<BTreeMap<uuid::Uuid, DraftRow>>,
    unkept: RefCell<Unkept>,
    rereading: Cell<Rereading>,
}

/// What the device refused to keep: it lives as long as the page, and what another tab writes does not take it away.
#[derive(Debug, Default)]
struct Unkept {
    filings: Vec<Filing>,
    drafts: BTreeMap<uuid::Uuid, DraftRow>,
    /// Operations on cases, filings left out.
    ops: Vec<sync::protocol::OpId>,
}

/// Reading again what other tabs wrote, one reading at a time: an older list never replaces a newer one.
#[derive(Clone, Copy, Debug, Default)]
struct Rereading {
    running: bool,
    /// Somebody wrote since it began.
    again: bool,
    /// This tab changed its own list since it began: what was read may be from before.
    overtaken: bool,
}

impl std::fmt::Debug for Driver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Driver(…)")
    }
}

thread_local! {
    static DRIVER: RefCell<Option<Rc<Driver>>> = const { RefCell::new(None) };
}

/// The driver, once it has started.
#[must_use]
pub fn driver() -> Option<Rc<Driver>> {
    DRIVER.with(|driver| driver.borrow().clone())
}
