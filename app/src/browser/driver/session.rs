//! Who is signed in on this device.

use std::rc::Rc;

use gloo_net::http::Request;
use leptos::prelude::*;
use serde::Deserialize;
use sync::{
    engine::Event,
    protocol::{Code, StaffMember},
};

use super::Driver;
use crate::{
    browser::network::{self, Asked},
    desk::SessionState,
};

/// `GET /api/v1/session`.
#[derive(Debug, Deserialize)]
struct Session {
    staff: StaffMember,
}

impl Driver {
    /// Asks the server who is signed in. Without an answer the device keeps what it knows.
    pub async fn ask_session(self: Rc<Self>) {
        let known = matches!(self.device.desk.session.get_untracked(), SessionState::SignedIn(_));
        match network::ask::<Session>(Request::get("/api/v1/session"), None::<&()>).await {
            Ok(session) => self.signed_in(session.staff).await,
            Err(Asked::Problem(problem)) if problem.code == Code::SignInNeeded => self.signed_out().await,
            Err(_) if !known => self.device.desk.session.set(SessionState::SignedOut),
            Err(_) => {}
        }
    }

    /// Somebody has signed in.
    pub async fn signed_in(self: Rc<Self>, staff: StaffMember) {
        // Refused storage only means that a restart asks the server first.
        let _ = self.storage.remember_staff(Some(&staff)).await;
        self.device.desk.session.set(SessionState::SignedIn(staff.clone()));
        self.dispatch(Event::SignedIn { staff: staff.id });
    }

    /// Nobody is signed in any more. What was not sent stays and goes out when the same person signs in again.
    pub async fn signed_out(self: Rc<Self>) {
        let _ = self.storage.remember_staff(None).await;
        let was = self.device.desk.session.get_untracked();
        self.device.desk.session.set(SessionState::SignedOut);
        if matches!(was, SessionState::SignedIn(_)) {
            self.dispatch(Event::SignedOut);
        }
    }
}
