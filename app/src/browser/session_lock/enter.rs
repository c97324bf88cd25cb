//! Opening the device: after signing in at the server, after a page was loaded again, or because another tab did.

use domain::staff::StaffMember;
use std::{rc::Rc, time::Duration};

use domain::ids::StaffId;
use gloo_net::http::Request;
use gloo_timers::future::sleep;
use leptos::prelude::*;
use serde::Deserialize;
use sync::{
    engine::Event,
    protocol::{Code, DeviceKey, DeviceName, OnDevice, Problem},
};
use vault::{Tried, Vault, VaultKey, Way};

use super::{Open, SessionLock, seal::fresh};
use crate::{
    browser::{
        network::{self, Asked},
        preferences, random,
        tabs::Message,
    },
    desk::SessionState,
};

/// So long another tab has to answer.
const ANSWER_WITHIN: Duration = Duration::from_millis(150);

/// `GET /api/v1/session`.
#[derive(Debug, Deserialize)]
struct Session {
    staff: StaffMember,
}

/// With what somebody signed in, where they typed it here.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// Account name.
    pub account: &'a str,
    /// Password.
    pub password: &'a str,
}

impl SessionLock {
    /// Finds out who has this device: whoever opened another tab of it, or whose session goes on, or nobody.
    pub async fn ask(self: Rc<Self>) {
        if self.asking.replace(true) {
            return;
        }
        if self.opened().is_none() {
            self.clone().find_out().await;
        }
        self.asking.set(false);
    }

    async fn find_out(self: Rc<Self>) {
        self.watch();
        self.driver.tell(&Message::IsOpen);
        sleep(ANSWER_WITHIN).await;
        if self.opened().is_some() || self.opening.get() {
            return;
        }
        let kept = self.driver.storage.snapshot(self.driver.me).await.ok();
        let sealed_of = kept.map(|kept| kept.sealed_of).unwrap_or_default();
        let vault = self.driver.storage.vault().await.ok().flatten();
        // Left alone for a while, or locked by hand, a page that is loaded again stays locked.
        let goes_on = vault.is_none() || preferences::desk_goes_on(crate::device::now());
        let session = if goes_on { self.session(vault.is_some()).await } else { Ok(None) };
        match session {
            Ok(Some(staff)) if self.resume(&staff, vault.as_ref()).await => return,
            Ok(Some(staff)) => match self.clone().enter(staff, None).await {
                Ok(()) => return,
                Err(Asked::Problem(problem)) if problem.code == Code::DeviceRevoked => return,
                Err(_) => {}
            },
            Ok(None) | Err(_) => {}
        }
        self.show_session(vault.as_ref(), &sealed_of, SessionState::Locked);
        self.check_standing().await;
    }

    /// Whose session the browser has, if anybody's.
    async fn session(&self, known_here: bool) -> Result<Option<StaffMember>, Asked> {
        let asked = network::ask::<Session>(Request::get("/api/v1/session"), None::<&()>).await;
        match asked {
            Ok(session) => Ok(Some(session.staff)),
            Err(Asked::Problem(problem)) if problem.code == Code::SignInNeeded => Ok(None),
            Err(why) if known_here => Err(why),
            Err(_) => Ok(None),
        }
    }

    /// Somebody has a session at the server: opens the device for them.
    ///
    /// # Errors
    /// Where the server does not let them work on this device, or does not answer; nothing is opened then.
    pub async fn enter(self: Rc<Self>, staff: StaffMember, typed: Option<Typed<'_>>) -> Result<(), Asked> {
        let on_device = self.register().await?;
        let known = self.driver.storage.vault().await.ok().flatten();
        let opened = known.as_ref().and_then(|vault| open(vault, &on_device.key, &staff, typed));
        // What another key sealed stays on the disk; a new vault does not open it, and does not take it away.
        let (mut vault, key) = match (known, opened) {
            (Some(vault), Some(key)) => (vault, key),
            _ => Vault::new(random::uuid(), &fresh).ok_or(no_randomness())?,
        };
        let id = staff.id;
        vault.welcome(staff.clone());
        let made = vault.trust_server(&on_device.key, &key, &fresh);
        let kept = vault.keep_token(id, &on_device.token, &key, &fresh);
        made.zip(kept).ok_or(no_randomness())?;
        if let Some(Typed { account, password }) = typed {
            account.clone_into(&mut vault.welcome(staff.clone()).account);
            vault.guard(id, Way::Password, password, &key, &fresh).ok_or(no_randomness())?;
        }
        let written = vault.clone();
        // A device that keeps nothing works online all the same; the page says that it keeps nothing.
        if let Err(problem) = self.driver.storage.change_vault(move |_| Some(written)).await {
            self.driver.device.storage.set(Some(problem));
        }
        self.open_for(staff, &vault, key).await;
        Ok(())
    }

    /// Opens the device again for whoever had it a moment ago, with what the server keeps for it.
    async fn resume(self: &Rc<Self>, staff: &StaffMember, vault: Option<&Vault>) -> bool {
        let Some(vault) = vault.filter(|vault| vault.person(staff.id).is_some()) else { return false };
        let Ok(key) = network::ask::<DeviceKey>(Request::get("/api/v1/device"), None::<&()>).await else {
            return false;
        };
        let Some(key) = vault.open_by_server(&key) else { return false };
        self.open_for(staff.clone(), vault, key).await;
        true
    }

    async fn register(&self) -> Result<OnDevice, Asked> {
        let name = DeviceName { device: self.driver.me };
        let asked = network::ask::<OnDevice>(Request::post("/api/v1/device"), Some(&name)).await;
        if let Err(Asked::Problem(problem)) = &asked
            && problem.code == Code::DeviceRevoked
        {
            self.ended_while_locked().await;
        }
        asked
    }

    /// From here the device is theirs.
    pub(super) async fn open_for(self: &Rc<Self>, staff: StaffMember, vault: &Vault, key: VaultKey) {
        let scope = Self::scope_of(vault, &key);
        // Refused, an earlier version's rows stay as they are until the next time.
        let _ = self.driver.storage.seal_rows(&scope).await;
        let stored = self.driver.storage.stored_for(&scope).await.unwrap_or_default();
        let typed = self.driver.storage.typed(&scope).await.unwrap_or_default();
        self.open.replace(Some(Open { staff: staff.id, key, scope: scope.clone() }));
        self.driver.storage.switch(scope);
        self.driver.device.desk.typing.remember(typed);
        self.driver.device.desk.ended.set(None);
        self.driver.clone().dispatch(Event::Switched { staff: Some(staff.id), stored });
        self.show_session(Some(vault), &[], SessionState::SignedIn(staff));
        preferences::remember_desk_open(crate::device::now());
        self.watch();
        // Only an open tab can read what is to be sent.
        self.driver.take_turn();
        self.tell_key();
    }

    /// Tells the other tabs how to open.
    pub(super) fn tell_key(&self) {
        if let Some(Open { staff, key, .. }) = self.opened() {
            let DeviceKey(bytes) = DeviceKey(*key.bytes());
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            self.driver.tell(&Message::Open(format!("{staff} {hex}")));
        }
    }

    /// Another tab was opened.
    pub(super) async fn opened_elsewhere(self: Rc<Self>, how: String) {
        let Some((staff, key)) = read(&how) else { return };
        if self.opened().is_some_and(|open| open.staff == staff && open.key == key) {
            return;
        }
        self.opening.set(true);
        let vault = self.driver.storage.vault().await.ok().flatten();
        let person = vault.as_ref().and_then(|vault| Some((vault, vault.person(staff)?.staff.clone())));
        if let Some((vault, staff)) = person {
            self.open_quietly(staff, vault, key).await;
        }
        self.opening.set(false);
    }

    /// As [`SessionLock::open_for`], without telling the others or taking the turn to send from them.
    async fn open_quietly(self: &Rc<Self>, staff: StaffMember, vault: &Vault, key: VaultKey) {
        let scope = Self::scope_of(vault, &key);
        let stored = self.driver.storage.stored_for(&scope).await.unwrap_or_default();
        let typed = self.driver.storage.typed(&scope).await.unwrap_or_default();
        self.open.replace(Some(Open { staff: staff.id, key, scope: scope.clone() }));
        self.driver.storage.switch(scope);
        self.driver.device.desk.typing.remember(typed);
        self.driver.clone().dispatch(Event::Switched { staff: Some(staff.id), stored });
        self.show_session(Some(vault), &[], SessionState::SignedIn(staff));
        self.watch();
    }
}

/// What the server keeps opens it, else the password that was just typed, where it is still the one from before.
fn open(vault: &Vault, server: &DeviceKey, staff: &StaffMember, typed: Option<Typed<'_>>) -> Option<VaultKey> {
    vault.open_by_server(server).or_else(|| {
        let mut person = vault.person(staff.id)?.clone();
        match person.attempt(Way::Password, typed?.password) {
            Tried::Open(key) => Some(key),
            Tried::Wrong { .. } | Tried::AskServer => None,
        }
    })
}

fn read(how: &str) -> Option<(StaffId, VaultKey)> {
    let (staff, hex) = how.split_once(' ')?;
    let key: DeviceKey = serde_json::from_value(hex.into()).ok()?;
    Some((StaffId(staff.parse().ok()?), VaultKey::new(key.0)))
}

fn no_randomness() -> Asked {
    Asked::Problem(Box::new(Problem { ..Code::Internal.problem() }))
}
