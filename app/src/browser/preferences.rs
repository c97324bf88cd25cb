//! Preferences in `localStorage`, through gloo-storage. Where storage is refused they last as long as the page.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{moment::Moment, words::Lang};
use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

use crate::{alert_prefs::AlertPrefs, prefs::TextSize};

const LANG: &str = "lang";
const TEXT_SIZE: &str = "text-size";
const LARGE: &str = "large";
const YEAR_SECONDS: u32 = 365 * 24 * 3600;

/// A word as gloo-storage keeps it, in the quotes of JSON, read without the code that reads everything.
fn word(key: &str) -> Option<String> {
    Some(LocalStorage::raw().get_item(key).ok()??.trim_matches('"').to_owned())
}

fn keep_word(key: &str, word: &str) {
    // Refused storage only means that the choice ends with the page.
    let _ = LocalStorage::raw().set_item(key, &["\"", word, "\""].concat());
}

/// The language chosen on this device, if ever.
#[must_use]
pub fn lang() -> Option<Lang> {
    Lang::from_tag(&word(LANG)?)
}

/// The language of the page as the server rendered it.
#[must_use]
pub fn document_lang() -> Option<Lang> {
    Lang::from_tag(&document().document_element()?.get_attribute("lang")?)
}

/// Keeps the language. The next visitor of a kiosk has chosen none.
pub fn remember_lang(lang: Lang) {
    if is_kiosk() {
        return;
    }
    keep_word(LANG, if lang == Lang::En { "en" } else { "zh" });
    if let Ok(document) = document().dyn_into::<HtmlDocument>() {
        let _ = document.set_cookie(&format!("lang={}; path=/; max-age={YEAR_SECONDS}; samesite=lax", lang.tag()));
    }
}

/// The text size chosen on this device.
#[must_use]
pub fn text_size() -> TextSize {
    if word(TEXT_SIZE).as_deref() == Some(LARGE) { TextSize::Large } else { TextSize::Normal }
}

/// Keeps the text size; not on a kiosk.
pub fn remember_text_size(size: TextSize) {
    if is_kiosk() {
        return;
    }
    keep_word(TEXT_SIZE, if size == TextSize::Large { LARGE } else { "normal" });
}

const DESK_TOUCHED: &str = "desk-touched";
const SESSION_TO_END: &str = "session-to-end";

/// Without a touch for so long, staff on this device is locked.
const DESK_IDLE_MS: i64 = 5 * 60 * 1_000;

/// Somebody works for staff on this device now.
pub fn remember_desk_open(now: Moment) {
    let _ = LocalStorage::set(DESK_TOUCHED, now.millis());
}

/// staff was locked on this device.
pub fn remember_desk_locked() {
    LocalStorage::delete(DESK_TOUCHED);
}

/// Whether somebody worked for staff a moment ago. A clock that was set back says no.
#[must_use]
pub fn desk_goes_on(now: Moment) -> bool {
    let touched = LocalStorage::get::<i64>(DESK_TOUCHED).ok();
    touched.is_some_and(|touched| (0..DESK_IDLE_MS).contains(&now.millis().saturating_sub(touched)))
}

const CONTACT: &str = "last-contact";
/// Not written more often than that.
const CONTACT_EVERY_MS: i64 = 5_000;

/// The server has answered. A list that is read without a network says how old it is, also after a restart.
pub fn remember_contact(at: Moment) {
    let kept = last_contact().map_or(i64::MIN, Moment::millis);
    if !is_kiosk() && at.millis().saturating_sub(kept).saturating_abs() >= CONTACT_EVERY_MS {
        let _ = LocalStorage::set(CONTACT, at.millis());
    }
}

/// When it last did.
#[must_use]
pub fn last_contact() -> Option<Moment> {
    LocalStorage::get::<i64>(CONTACT).ok().map(Moment::from_millis)
}

const ALERTS: &str = "alerts";

/// How this device tells that something has come.
#[must_use]
pub fn alerts() -> AlertPrefs {
    let kept = LocalStorage::raw().get_item(ALERTS).ok().flatten();
    kept.and_then(|kept| sync::read_json(&kept).ok()).unwrap_or_default()
}

/// Keeps that.
pub fn remember_alerts(prefs: AlertPrefs) {
    let _ = LocalStorage::set(ALERTS, prefs);
}

const CASE_ALERTS: &str = "case-alerts";

/// A consumer asked on this device to be told of news.
#[must_use]
pub fn case_alerts() -> bool {
    LocalStorage::get(CASE_ALERTS).unwrap_or_default()
}

/// Keeps that.
pub fn remember_case_alerts(on: bool) {
    if on {
        let _ = LocalStorage::set(CASE_ALERTS, true);
    } else {
        LocalStorage::delete(CASE_ALERTS);
    }
}

/// A session has to be ended at the server as soon as it is reached.
pub fn remember_session_to_end(to_end: bool) {
    if to_end {
        let _ = LocalStorage::set(SESSION_TO_END, true);
    } else {
        LocalStorage::delete(SESSION_TO_END);
    }
}

/// Whether one has.
#[must_use]
pub fn session_to_end() -> bool {
    LocalStorage::get(SESSION_TO_END).unwrap_or_default()
}

/// What an enrolled kiosk knows of itself.
const KIOSK: &str = "kiosk";

/// Whether this browser was enrolled as a kiosk.
#[must_use]
pub fn is_kiosk() -> bool {
    LocalStorage::raw().get_item(KIOSK).ok().flatten().is_some()
}

/// What it knows of itself, as JSON.
#[must_use]
pub fn kiosk() -> Option<String> {
    LocalStorage::raw().get_item(KIOSK).ok().flatten()
}

/// Keeps that; without it, this browser is no kiosk any more. False where it is refused.
pub fn remember_kiosk(kiosk: Option<&str>) -> bool {
    match kiosk {
        Some(text) => LocalStorage::raw().set_item(KIOSK, text).is_ok(),
        None => LocalStorage::raw().remove_item(KIOSK).is_ok(),
    }
}

/// The random name that this browser gives itself where it opens a one-time link; the same for as long as its storage lasts.
#[must_use]
pub fn opener() -> Option<String> {
    const OPENER: &str = "opener";
    if let Some(kept) = word(OPENER) {
        return Some(kept);
    }
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok()?;
    let name = URL_SAFE_NO_PAD.encode(bytes);
    keep_word(OPENER, &name);
    // Where storage is refused a reload would be another browser: then none is bound.
    word(OPENER)
}
