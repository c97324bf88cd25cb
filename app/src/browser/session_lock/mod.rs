//! staff on this device: who has opened it, and what only they see. All of it is in the staff's file.
//!
//! Opened is what [`vault`] unwraps: then the sync engine works on the staff's replica, under the name of whoever
//! opened it. Locked, the tab is a consumer's again, and what is kept for staff cannot be read. All tabs of a browser are
//! opened and locked together.

mod enter;
mod host;
mod idle;
mod lock;
mod orphaned_ops;
mod renew;
mod scanner;
mod seal;
mod typed;
mod unlock;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use domain::ids::StaffId;
use leptos::prelude::*;
use vault::{Vault, VaultKey, Way};

pub use self::enter::Typed;
pub use self::host::host;
use self::seal::VaultSeal;
use super::{
    driver::{Driver, driver},
    kinds::{Changed, STAFF},
    storage::Scope,
    tabs::Message,
};
use crate::desk::{KnownPerson, SessionState};

/// staff on this device.
pub struct SessionLock {
    driver: Rc<Driver>,
    open: RefCell<Option<Open>>,
    /// What is being written and is not on the disk yet, by name.
    unsaved: RefCell<BTreeMap<String, String>>,
    watching: Cell<bool>,
    asking: Cell<bool>,
    /// Another tab has told how to open, and this one is at it.
    opening: Cell<bool>,
    /// It was left alone for too long and is being locked.
    locking: Cell<bool>,
}

/// Who has opened it.
#[derive(Clone)]
struct Open {
    staff: StaffId,
    key: VaultKey,
    scope: Scope,
}

thread_local! {
    static SESSION_LOCK: RefCell<Option<Rc<SessionLock>>> = const { RefCell::new(None) };
}

/// The lock, once the driver has started.
#[must_use]
pub fn session_lock() -> Option<Rc<SessionLock>> {
    let known = SESSION_LOCK.with(|lock| lock.borrow().clone());
    if known.is_some() {
        return known;
    }
    let driver = driver()?;
    let lock = Rc::new(SessionLock {
        driver: driver.clone(),
        open: RefCell::default(),
        unsaved: RefCell::default(),
        watching: Cell::default(),
        asking: Cell::default(),
        opening: Cell::default(),
        locking: Cell::default(),
    });
    SESSION_LOCK.with(|slot| slot.replace(Some(lock.clone())));
    driver.observe_staff(Rc::new(Heard(lock.clone())));
    Some(lock)
}

/// What the driver tells the lock.
struct Heard(Rc<SessionLock>);

impl super::driver::StaffObserver for Heard {
    fn show(&self, driver: &Driver, changed: &Changed<'_>) {
        // Locked, nothing of staff is shown.
        if let Some(open) = self.0.opened() {
            STAFF.iter().for_each(|view| view.show(driver, Some(open.staff), changed));
        }
    }

    fn heard(&self, message: Message) {
        let lock = self.0.clone();
        match message {
            Message::Wrote | Message::Sends => {}
            Message::Locked => leptos::task::spawn_local(lock.shut()),
            Message::IsOpen => lock.tell_key(),
            Message::Open(how) => leptos::task::spawn_local(lock.opened_elsewhere(how)),
        }
    }
}

impl std::fmt::Debug for SessionLock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionLock(…)")
    }
}

impl SessionLock {
    fn opened(&self) -> Option<Open> {
        self.open.borrow().clone()
    }

    fn scope_of(vault: &Vault, key: &VaultKey) -> Scope {
        Scope::open(Rc::new(VaultSeal::new(vault.id, key.clone())))
    }

    /// Shows who can open the device, and who has.
    fn show_session(&self, vault: Option<&Vault>, sealed_of: &[StaffId], session: SessionState) {
        let people = vault.map(|vault| {
            let known = |person: &vault::Person| KnownPerson {
                staff: person.staff.clone(),
                pin: person.can(Way::Pin),
                password: person.can(Way::Password),
                unsent: sealed_of.iter().filter(|staff| **staff == person.staff.id).count(),
            };
            vault.people.iter().map(known).collect::<Vec<_>>()
        });
        let people = people.unwrap_or_default();
        let session = match session {
            SessionState::Locked if people.is_empty() => SessionState::SignedOut,
            other => other,
        };
        self.driver.device.desk.people.set(people.into());
        self.driver.device.desk.session.set(session);
    }
}
