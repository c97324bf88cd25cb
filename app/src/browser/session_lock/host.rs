//! The session lock, as pages ask it.

use std::rc::Rc;

use async_trait::async_trait;
use domain::{
    album::AlbumName,
    case::{ContentHash, Party, Purpose},
    ids::{CaseId, StaffId},
    moment::Moment,
    publication::Picture,
    staff::StaffMember,
};
use gloo_net::http::{Method, RequestBuilder};
use leptos::prelude::*;
use sync::{
    engine::Failure,
    protocol::{Code, MAX_LIST_BYTES},
};
use vault::Way;

use super::{SessionLock, Typed, scanner, session_lock};
use crate::{
    alert_prefs::AlertPrefs,
    browser::{
        alerts,
        attachments::Whose,
        document,
        network::{self, Asked},
        preferences, push_subscription,
    },
    desk::{SessionState, UnlockProblem},
    host::{NoAnswer, StaffHost},
    redaction::Region,
    signing::Drawing,
};

/// The session lock, once the driver has started.
#[must_use]
pub fn host() -> Option<Rc<dyn StaffHost>> {
    session_lock().map(|lock| lock as Rc<dyn StaffHost>)
}

#[async_trait(?Send)]
impl StaffHost for SessionLock {
    fn opener(&self) -> Option<String> {
        preferences::opener()
    }

    async fn ask_who(self: Rc<Self>) {
        self.ask().await;
    }

    async fn enter(self: Rc<Self>, staff: StaffMember, account: &str, password: &str) -> Result<(), NoAnswer> {
        Self::enter(self, staff, Some(Typed { account, password })).await.map_err(why)
    }

    async fn lock(self: Rc<Self>) {
        Self::lock(self).await;
    }

    async fn unlock(self: Rc<Self>, staff: StaffId, way: Way, secret: &str) -> Result<(), UnlockProblem> {
        Self::unlock(self, staff, way, secret).await
    }

    async fn set_pin(&self, pin: Option<&str>) -> Result<(), UnlockProblem> {
        Self::set_pin(self, pin).await
    }

    async fn set_password(&self, password: &str) -> Result<(), UnlockProblem> {
        Self::set_password(self, password).await
    }

    fn typed(self: Rc<Self>, key: String, text: String) {
        Self::typed(self, key, text);
    }

    fn alert_prefs(&self) -> AlertPrefs {
        preferences::alerts()
    }

    fn remember_alert_prefs(&self, prefs: AlertPrefs) {
        preferences::remember_alerts(prefs);
    }

    async fn allow_notifications(&self) -> bool {
        alerts::allow_notifications().await
    }

    async fn settle_web_push(&self) -> bool {
        push_subscription::settle().await
    }

    fn alert(&self, words: &str) {
        alerts::alert(words);
    }

    fn badge(&self, count: usize) {
        alerts::badge(count);
    }

    async fn keep_redacted(
        &self,
        case: CaseId,
        of: ContentHash,
        picture: &str,
        regions: &[Region],
    ) -> Result<ContentHash, Code> {
        let staff = Some(self.signed_in().ok_or(Code::SignInNeeded)?);
        let whose = Whose { case, album: None, staff, purpose: Some(Purpose::Redaction { of }) };
        self.driver.clone().keep_redacted(whose, picture, regions).await
    }

    async fn keep_signature(&self, case: CaseId, of: Party, drawing: &Drawing) -> Result<ContentHash, Code> {
        let staff = Some(self.signed_in().ok_or(Code::SignInNeeded)?);
        let whose = Whose { case, album: None, staff, purpose: Some(Purpose::Signature { of }) };
        self.driver.clone().keep_signature(whose, drawing).await
    }

    async fn keep_signed_paper(&self, case: CaseId, of: Party, input: &str) -> Result<ContentHash, Code> {
        let staff = Some(self.signed_in().ok_or(Code::SignInNeeded)?);
        let whose = Whose { case, album: None, staff, purpose: Some(Purpose::Signature { of }) };
        self.driver.clone().keep_chosen(whose, input).await
    }

    async fn keep_picture(&self, album: AlbumName, input: &str) -> Result<ContentHash, Code> {
        let staff = self.signed_in().ok_or(Code::SignInNeeded)?;
        self.driver.clone().keep_chosen(Whose::of_album(album, staff), input).await
    }

    async fn keep_drawing(&self, album: AlbumName, drawing: &Drawing) -> Result<ContentHash, Code> {
        let staff = self.signed_in().ok_or(Code::SignInNeeded)?;
        self.driver.clone().keep_signature(Whose::of_album(album, staff), drawing).await
    }

    async fn download(&self, path: &str, body: String, name: &str) -> Result<(), NoAnswer> {
        let request = RequestBuilder::new(&format!("/api/v1/{path}")).method(Method::POST);
        let file = network::ask_file(request, body).await.map_err(why)?;
        document::save(&file, name, "").ok_or(NoAnswer::NoAnswer)
    }

    async fn small_picture(&self, input: &str) -> Result<Picture, Code> {
        self.driver.clone().small_picture(input).await
    }

    fn last_contact(&self) -> Option<Moment> {
        preferences::last_contact()
    }

    fn can_scan(&self) -> bool {
        scanner::is_there()
    }

    async fn scan(&self, video: &str) -> Option<String> {
        scanner::read(video).await
    }

    fn stop_scanning(&self, video: &str) {
        scanner::close(video);
    }

    async fn upload(&self, path: &str, input: &str) -> Option<Result<String, NoAnswer>> {
        let file = document::chosen_file(input)?;
        // Said before minutes of sending, for the server would close in the middle of it.
        if file.size() > MAX_LIST_BYTES as f64 {
            return Some(Err(NoAnswer::Problem(Box::new(Code::TableTooLong.problem()))));
        }
        let request = RequestBuilder::new(&format!("/api/v1/{path}")).method(Method::POST);
        Some(network::ask_with_file(request, file).await.map_err(why))
    }

    async fn ask(&self, method: &str, path: &str, body: Option<String>) -> Result<String, NoAnswer> {
        let method = match method {
            "POST" => Method::POST,
            "PUT" => Method::PUT,
            "PATCH" => Method::PATCH,
            "DELETE" => Method::DELETE,
            _ => Method::GET,
        };
        let request = RequestBuilder::new(&format!("/api/v1/{path}")).method(method);
        network::ask_text(request, body).await.map_err(why)
    }
}

impl SessionLock {
    fn signed_in(&self) -> Option<StaffId> {
        self.driver.device.desk.session.with_untracked(|session| match session {
            SessionState::SignedIn(member) => Some(member.id),
            _ => None,
        })
    }
}

fn why(asked: Asked) -> NoAnswer {
    match asked {
        Asked::Problem(problem) => NoAnswer::Problem(problem),
        Asked::Failed(Failure::Network) => NoAnswer::Offline,
        Asked::Failed(_) => NoAnswer::NoAnswer,
    }
}
