//! How this kiosk is: told to the server every minute.

use std::cell::Cell;

use domain::moment::Moment;
use gloo_net::http::Request;
use gloo_timers::future::sleep;
use leptos::{prelude::window, task::spawn_local};
use sync::{
    engine::RowState,
    protocol::{Code, KioskHealth, KioskSettings},
};
use wasm_bindgen_futures::JsFuture;

use super::kept::KioskKept;
use crate::browser::{
    driver::driver,
    network::{self, Asked},
};

const EVERY: std::time::Duration = std::time::Duration::from_secs(60);
/// The first: once the page is there.
const AFTER_START: std::time::Duration = std::time::Duration::from_secs(2);

thread_local! {
    static LAST_CONTACT: Cell<Option<Moment>> = const { Cell::new(None) };
}

/// When the server last answered a report of this page.
pub(super) fn last_contact() -> Option<Moment> {
    LAST_CONTACT.get()
}

/// Tells it from now on.
pub fn report_from_now_on() {
    spawn_local(async {
        sleep(AFTER_START).await;
        loop {
            report().await;
            sleep(EVERY).await;
        }
    });
}

/// Tells it once, and keeps what the server answers: a new name, a new key to seal to, that this is no kiosk any more.
pub(super) async fn report() -> Option<KioskSettings> {
    let body = of_now().await;
    let answer = network::ask::<KioskSettings>(Request::post("/api/v1/kiosk/health"), Some(&body)).await;
    let mut kept = KioskKept::read()?;
    let before = (kept.settings.clone(), kept.refused);
    let answered = match answer {
        Ok(settings) => {
            LAST_CONTACT.set(Some(crate::device::now()));
            kept.settings = KioskSettings { server_time: kept.settings.server_time, ..settings.clone() };
            kept.refused = None;
            Some(settings)
        }
        Err(Asked::Problem(problem)) if matches!(problem.code, Code::KioskRevoked | Code::KioskUnknown) => {
            kept.refused = Some(problem.code);
            None
        }
        Err(_) => None,
    };
    if before != (kept.settings.clone(), kept.refused) {
        kept.write();
    }
    answered
}

/// How it is now.
pub(super) async fn of_now() -> KioskHealth {
    let (queued, oldest_queued_at) = driver().map_or((0, None), |driver| {
        let engine = driver.engine.borrow();
        let waiting = || engine.rows().filter(|row| row.state == RowState::Waiting);
        let (photos, photos_since) = driver.waiting_sealed();
        let count = u32::try_from(waiting().count() + photos).unwrap_or(u32::MAX);
        (count, waiting().map(|row| row.queued_at).chain(photos_since).min())
    });
    let (storage_used, storage_quota) = storage().await.unzip();
    let persisted = driver()
        .is_some_and(|driver| leptos::prelude::GetUntracked::get_untracked(&driver.device.persisted) == Some(true));
    KioskHealth {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        clock: crate::device::now(),
        queued,
        oldest_queued_at,
        storage_used,
        storage_quota,
        persisted,
    }
}

/// Bytes that the site uses and may use.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bytes of a disk, far below 2^53")]
async fn storage() -> Option<(u64, u64)> {
    let asked = window().navigator().storage().estimate().ok()?;
    let estimate = JsFuture::from(asked).await.ok()?;
    let bytes = |name: &str| js_sys::Reflect::get(&estimate, &name.into()).ok()?.as_f64().map(|bytes| bytes as u64);
    Some((bytes("usage")?, bytes("quota")?))
}
