//! What makes a browser a kiosk: enrolled by a code, sealing what is filed, everybody's again after each visit.

mod calendar;
mod camera;
mod draft_handoff;
mod hardened;
mod health;
mod kept;
mod merchants;
mod sealing;
mod speech;
mod visit;

use async_trait::async_trait;
use domain::{ids::CaseId, words::Lang};
use gloo_net::http::Request;
use leptos::prelude::window;
use sync::{
    handoff::split,
    protocol::{Code, DraftHandoffState, EnrolRequest, KioskSettings, ListedMerchant},
};
use uuid::Uuid;

use super::{
    document,
    driver::driver,
    network::{self, Asked},
    preferences, service_worker,
};
use crate::{
    host::{KioskHost, NoAnswer},
    kiosk::{DraftLink, Health, Kiosk, PinRefused},
};
use kept::KioskKept;

pub use calendar::open_calendars_by_touch;
pub use hardened::harden;
pub use health::report_from_now_on;
pub use merchants::fetch_merchants_from_now_on;
pub use sealing::{NotSealed, seal, seal_content};
pub use visit::{end_visit, follow_visit, wipe};

/// The browser's half.
#[derive(Debug)]
pub struct Browser;

#[async_trait(?Send)]
impl KioskHost for Browser {
    fn kiosk(&self) -> Option<Kiosk> {
        KioskKept::read().map(|kept| Kiosk { settings: kept.settings, refused: kept.refused })
    }

    async fn enrol(&self, code: &str, pin: &str) -> Result<(), NoAnswer> {
        let body = EnrolRequest { code: code.to_owned() };
        let settings: KioskSettings =
            network::ask(Request::post("/api/v1/kiosk"), Some(&body)).await.map_err(no_answer)?;
        KioskKept::new(settings, pin).filter(KioskKept::write).ok_or(NoAnswer::NoAnswer)?;
        // What was done on this browser before it was everybody's.
        if let Some(driver) = driver() {
            wipe(&driver).await;
        }
        document::begin_anew();
        Ok(())
    }

    fn try_pin(&self, pin: &str) -> Result<(), PinRefused> {
        let Some(mut kept) = KioskKept::read() else { return Err(PinRefused::Wrong) };
        let tried = kept.try_pin(pin, crate::device::now());
        kept.write();
        tried
    }

    fn handoff(&self, case: CaseId) -> Vec<String> {
        driver().and_then(|driver| driver.handoff_of(case)).map_or_else(Vec::new, |handoff| split(&handoff))
    }

    async fn hand_draft_off(&self) -> Result<DraftLink, NoAnswer> {
        draft_handoff::hand_off().await
    }

    async fn draft_handoff(&self, id: Uuid) -> Result<DraftHandoffState, NoAnswer> {
        draft_handoff::standing(id).await
    }

    fn merchants(&self) -> Vec<ListedMerchant> {
        merchants::merchants()
    }

    fn can_read_aloud(&self, lang: Lang) -> bool {
        speech::can_read_aloud(lang)
    }

    fn read_aloud(&self, words: &str, lang: Lang) {
        speech::read_aloud(words, lang);
    }

    fn be_silent(&self) {
        speech::be_silent();
    }

    async fn health(&self) -> Health {
        let told = health::of_now().await;
        let answered = health::report().await.is_some();
        Health { last_contact: if answered { Some(crate::device::now()) } else { health::last_contact() }, told }
    }

    async fn open_camera(&self, video: &str) -> bool {
        camera::open(video).await.is_some()
    }

    async fn take_photo(&self, case: CaseId, video: &str) -> Result<(), Code> {
        let (Some(driver), Some(video)) = (driver(), camera::element(video)) else {
            return Err(Code::AttachmentUnreadable);
        };
        driver.keep_seen(case, &video).await
    }

    fn close_camera(&self, video: &str) {
        camera::close(video);
    }

    fn end_visit(&self) {
        end_visit();
    }

    fn leave(&self) {
        preferences::remember_kiosk(None);
        let _ = window().location().replace("/");
    }

    fn close_window(&self) {
        let _ = window().close();
    }
}

/// Keeps the parts that a kiosk needs without a network.
pub fn keep_parts() {
    service_worker::keep_staff_bundle();
}

/// Shows a keyboard where the kiosk was enrolled with one: `keyboard.js` hears it.
pub fn show_keyboard() {
    if KioskKept::read().is_some_and(|kept| kept.settings.keyboard)
        && let Ok(event) = web_sys::Event::new("on-screen-keyboard")
    {
        let _ = window().dispatch_event(&event);
    }
}

fn no_answer(asked: Asked) -> NoAnswer {
    match asked {
        Asked::Problem(problem) => NoAnswer::Problem(problem),
        Asked::Failed(sync::engine::Failure::Network | sync::engine::Failure::CaptivePortal) => NoAnswer::Offline,
        Asked::Failed(_) => NoAnswer::NoAnswer,
    }
}
