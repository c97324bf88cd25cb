//! The members who signed in on this device, and how each of them opens it.

use domain::ids::StaffId;
use domain::staff::StaffMember;
use serde::{Deserialize, Serialize};

use super::{
    cipher::{Fresh, Sealed, VaultKey},
    secret::{Cost, Guarded},
};

/// So many wrong tries, and the device asks the server.
const WRONG_TRIES: u8 = 5;

/// A member who signed in here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// As colleagues saw them then.
    pub staff: StaffMember,
    /// What they typed to sign in; empty where they came through a link.
    pub account: String,
    password: Option<Guarded>,
    pin: Option<Guarded>,
    /// Wrong tries since the last right one, counted before each try: switching the device off in between undoes none.
    wrong: u8,
    /// By which the server knows them on this device; sealed under the device's key.
    token: Option<Sealed>,
}

/// How somebody opens the device without a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// By the password with which they signed in here.
    Password,
    /// By a PIN of this device.
    Pin,
}

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It is open.
    Open(VaultKey),
    /// Wrong; so many more before the server must be asked.
    Wrong {
        /// Tries that are left.
        left: u8,
    },
    /// Wrong too often, or nothing is known here that could open it: only signing in at the server does.
    AskServer,
}

impl Person {
    pub(super) fn new(staff: StaffMember) -> Self {
        Self { staff, account: String::new(), password: None, pin: None, wrong: 0, token: None }
    }

    /// Whether this person can open the device that way.
    #[must_use]
    pub const fn can(&self, way: Way) -> bool {
        match way {
            Way::Password => self.password.is_some(),
            Way::Pin => self.pin.is_some(),
        }
    }

    /// Counts a try. To be on the disk before [`Person::attempt`].
    pub const fn begin_try(&mut self) {
        self.wrong = self.wrong.saturating_add(1);
    }

    /// Tries a secret, after the try was counted. Takes a while: guessing shall.
    #[must_use]
    pub fn attempt(&mut self, way: Way, secret: &str) -> Tried {
        let (place, guarded) = match way {
            Way::Password => (place(self.staff.id, Way::Password), &self.password),
            Way::Pin => (place(self.staff.id, Way::Pin), &self.pin),
        };
        let Some(guarded) = guarded.as_ref().filter(|_| self.wrong <= WRONG_TRIES) else {
            self.forget_secrets();
            return Tried::AskServer;
        };
        if let Some(key) = guarded.open(&place, secret) {
            self.wrong = 0;
            return Tried::Open(key);
        }
        if self.wrong >= WRONG_TRIES {
            self.forget_secrets();
            return Tried::AskServer;
        }
        Tried::Wrong { left: WRONG_TRIES - self.wrong }
    }

    /// From here a secret opens the device.
    pub(super) fn guard(&mut self, way: Way, secret: &str, key: &VaultKey, fresh: Fresh<'_>) -> Option<()> {
        let cost = match way {
            Way::Password => Cost::PASSWORD,
            Way::Pin => Cost::PIN,
        };
        let guarded = Guarded::new(&place(self.staff.id, way), secret, cost, key, fresh)?;
        match way {
            Way::Password => self.password = Some(guarded),
            Way::Pin => self.pin = Some(guarded),
        }
        self.wrong = 0;
        Some(())
    }

    /// No PIN any more.
    pub fn drop_pin(&mut self) {
        self.pin = None;
    }

    pub(super) fn keep_token(&mut self, token: &str, key: &VaultKey, fresh: Fresh<'_>) -> Option<()> {
        self.token = Some(key.seal(&token_place(self.staff.id), token.as_bytes(), fresh)?);
        Some(())
    }

    /// By which the server knows them here.
    #[must_use]
    pub fn token(&self, key: &VaultKey) -> Option<String> {
        let opened = key.open(&token_place(self.staff.id), &self.token.as_ref()?.0)?;
        String::from_utf8(opened.to_vec()).ok()
    }

    fn forget_secrets(&mut self) {
        (self.password, self.pin) = (None, None);
    }
}

fn place(staff: StaffId, way: Way) -> String {
    match way {
        Way::Password => format!("password/{staff}"),
        Way::Pin => format!("pin/{staff}"),
    }
}

fn token_place(staff: StaffId) -> String {
    format!("token/{staff}")
}
