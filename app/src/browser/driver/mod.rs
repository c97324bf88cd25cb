//! Drives the sync engine: gives it what happens, does what it asks for, and shows what changed.

mod commands;
mod effects;
mod host;
mod reread;
mod show;
mod start;
mod storage_recovery;
mod visit;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use domain::ids::DeviceId;
use gloo_timers::callback::Timeout;
use sync::engine::{Engine, Purpose};

use super::{
    attachments::OnItsWay,
    kinds::Changed,
    storage::{Filing, Storage},
    stream::Stream,
    tabs::{Message, Tabs, Turn},
};
use crate::device::{Device, DraftRow};

pub use show::refusal;
pub use start::start;

/// Everything of this tab that is not a signal.
pub struct Driver {
    pub(super) device: Device,
    pub(super) storage: Storage,
    pub(super) engine: RefCell<Engine>,
    pub(super) filings: RefCell<Vec<Filing>>,
    /// The name that this device gave itself.
    pub me: DeviceId,
    timers: RefCell<BTreeMap<Purpose, Timeout>>,
    tabs: RefCell<Option<Tabs>>,
    turn: RefCell<Option<Turn>>,
    /// Once this tab was the one that sends.
    stream: RefCell<Option<Stream>>,
    staff_observer: RefCell<Option<Rc<dyn StaffObserver>>>,
    /// The newest text of drafts that are not on the disk yet.
    unsaved: RefCell<BTreeMap<uuid::Uuid, DraftRow>>,
    pub(super) memory_only: RefCell<MemoryOnly>,
    rereading: Cell<Rereading>,
    /// On a kiosk, what is known of the visit, in memory only.
    pub(super) visit: Option<visit::Visit>,
    /// What is kept could not be read yet.
    unread: Cell<bool>,
    /// Photos and PDFs.
    pub(super) on_its_way: OnItsWay,
    /// When the tab that sends was last heard of.
    sender_heard: Cell<domain::moment::Moment>,
}

/// What only the pages of staff bring along: showing what is kept for staff, and opening and locking it.
pub trait StaffObserver {
    /// Shows what changed of what staff see.
    fn show(&self, driver: &Driver, changed: &Changed<'_>);
    /// Another tab opened or locked the device, or asks whether it is open.
    fn heard(&self, message: Message);
}

/// What the device refused to keep: it lives as long as the page, and what another tab writes does not take it away.
#[derive(Debug, Default)]
pub(super) struct MemoryOnly {
    pub(super) filings: Vec<Filing>,
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

impl Driver {
    /// From here the staff's cases are shown, and other tabs are heard about them.
    pub fn observe_staff(&self, observer: Rc<dyn StaffObserver>) {
        self.staff_observer.replace(Some(observer));
    }

    /// Tells the other tabs.
    pub fn tell(&self, message: &Message) {
        if let Some(tabs) = &*self.tabs.borrow() {
            tabs.tell(message);
        }
    }

    /// Whether this is the tab that sends.
    pub(super) fn is_sender(&self) -> bool {
        self.turn.borrow().as_ref().is_some_and(Turn::is_held)
    }

    /// From here this tab sends, whichever did before.
    pub fn take_turn(&self) {
        if let Some(turn) = &*self.turn.borrow() {
            turn.take();
        }
    }
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
