//! Locking the device, by hand, by leaving it alone, or by signing out.

use std::rc::Rc;

use gloo_net::http::Request;
use leptos::prelude::*;
use sync::engine::{Event, PersistedState};

use super::SessionLock;
use crate::{
    browser::{document::cover, network, preferences, storage::Scope, tabs::Message},
    desk::SessionState,
};

impl SessionLock {
    /// Locks the device, all its tabs, and ends the session at the server: what is not shown here shall not be had by a
    /// line in the address bar either.
    pub async fn lock(self: Rc<Self>) {
        self.driver.tell(&Message::Locked);
        preferences::remember_desk_locked();
        self.clone().shut().await;
        self.end_session().await;
    }

    /// Ends the session; without a network once there is one.
    pub(super) async fn end_session(&self) {
        preferences::remember_session_to_end(true);
        let ended = network::ask::<()>(Request::delete("/api/v1/session"), None::<&()>).await;
        if ended.is_ok() {
            preferences::remember_session_to_end(false);
        }
    }

    /// Locks this tab.
    pub(super) async fn shut(self: Rc<Self>) {
        if self.opened().is_none() {
            return;
        }
        self.keep_typed().await;
        self.open.replace(None);
        let kept = self.driver.storage.stored_for(&Scope::default()).await;
        self.driver.storage.switch(Scope::default());
        // What the disk cannot give, memory keeps: nothing in it says otherwise.
        let stored: PersistedState = kept.unwrap_or_default();
        self.driver.clone().dispatch(Event::Switched { staff: None, stored });
        let desk = self.driver.device.desk;
        desk.cases.set(std::sync::Arc::default());
        desk.members.set(std::sync::Arc::default());
        desk.merchants.set(std::sync::Arc::default());
        desk.looked_up.set(None);
        desk.refused_elsewhere.set(std::sync::Arc::default());
        desk.typing.forget_all();
        self.show_locked().await;
        cover(false);
    }

    /// Shows who can open the device.
    pub(super) async fn show_locked(&self) {
        let vault = self.driver.storage.vault().await.ok().flatten();
        let kept = self.driver.storage.snapshot(self.driver.me).await.ok();
        let sealed_of = kept.map(|kept| kept.sealed_of).unwrap_or_default();
        self.show_session(vault.as_ref(), &sealed_of, SessionState::Locked);
    }
}
