//! A session at the server for whoever opened the device without asking it.

use domain::staff::StaffMember;
use std::rc::Rc;

use gloo_net::http::Request;
use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;
use sync::{
    engine::{Event, State},
    protocol::{Code, DeviceName, ReturningTo, StandingOfDevice},
};

use super::SessionLock;
use crate::{
    browser::{
        network::{self, Asked},
        preferences, service_worker,
    },
    desk::SessionState,
};

#[derive(Debug, Deserialize)]
struct Session {
    staff: StaffMember,
}

impl SessionLock {
    /// Gets a session by what the server gave this person for this device. Where it says that the person or the device
    /// has no business here any more, what was not sent is handed over, and the copy of the cases goes.
    pub(super) async fn renew(self: Rc<Self>) {
        let Some(open) = self.opened() else { return };
        let Some(from) = self.returning(open.staff).await else { return };
        let asked = network::ask::<Session>(Request::post("/api/v1/device/session"), Some(&from)).await;
        if self.opened().is_none_or(|now| now.staff != open.staff) {
            return;
        }
        match asked {
            Ok(Session { staff }) => {
                preferences::remember_session_to_end(false);
                let id = staff.id;
                self.driver.device.desk.session.set(SessionState::SignedIn(staff));
                self.driver.clone().dispatch(Event::SignedIn { staff: id });
                self.hand_over_for_colleagues().await;
            }
            Err(Asked::Problem(problem)) if matches!(problem.code, Code::DeviceRevoked | Code::AccountClosed) => {
                self.give_up(problem.code).await;
            }
            // Without an answer it is asked again once there is a network; a password is asked for by the page.
            Err(_) => {}
        }
    }

    /// What speaks for a person on this device.
    pub(super) async fn returning(&self, staff: domain::ids::StaffId) -> Option<ReturningTo> {
        let open = self.opened()?;
        let vault = self.driver.storage.vault().await.ok().flatten()?;
        let token = vault.person(staff)?.token(&open.key)?;
        Some(ReturningTo { device: self.driver.me, staff, token })
    }

    /// A locked device asks whether it was ended: then the copy of the cases goes at once, though nobody opened it.
    pub(super) async fn check_standing(&self) {
        if self.opened().is_some() || self.driver.device.desk.session.get_untracked() != SessionState::Locked {
            return;
        }
        let name = DeviceName { device: self.driver.me };
        let asked = network::ask::<StandingOfDevice>(Request::post("/api/v1/device/standing"), Some(&name)).await;
        if asked.is_ok_and(|standing| standing.revoked) {
            self.ended_while_locked().await;
        }
    }

    /// Watches, from the first page of staff on: the connection, for a session, and the person, for the lock.
    pub(super) fn watch(self: &Rc<Self>) {
        if self.watching.replace(true) {
            return;
        }
        self.watch_idleness();
        service_worker::keep_staff_bundle();
        let lock = self.clone();
        let (status, members) = (self.driver.device.status, self.driver.device.desk.members);
        let for_colleagues = self.clone();
        // The effect lives as long as the tab: it belongs to no page.
        let owner = Owner::new();
        owner.with(|| {
            let state = Memo::new(move |_| status.with(|status| status.as_ref().map(|status| kind(status.state))));
            Effect::new(move |_| {
                let Some(kind) = state.get() else { return };
                let lock = lock.clone();
                spawn_local(async move {
                    match kind {
                        Connection::NoSession => lock.renew().await,
                        Connection::There => lock.connected().await,
                        Connection::Gone => {}
                    }
                });
            });
            let closed = Memo::new(move |_| members.with(|all| all.values().filter(|m| !m.active).count()));
            Effect::new(move |_| {
                if closed.get() > 0 {
                    let lock = for_colleagues.clone();
                    spawn_local(async move { lock.hand_over_for_colleagues().await });
                }
            });
        });
        std::mem::forget(owner);
    }

    async fn connected(self: Rc<Self>) {
        if self.opened().is_some() {
            self.hand_over_for_colleagues().await;
        } else {
            if preferences::session_to_end() {
                self.end_session().await;
            }
            self.check_standing().await;
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Connection {
    Gone,
    NoSession,
    There,
}

const fn kind(state: State) -> Connection {
    match state {
        State::Offline | State::CaptivePortal => Connection::Gone,
        State::SignInNeeded => Connection::NoSession,
        State::UpdateNeeded | State::Waiting { .. } | State::Attention | State::Differs | State::AllDelivered => {
            Connection::There
        }
    }
}
