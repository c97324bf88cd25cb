//! The number on the application's icon (<https://w3c.github.io/badging/>), a short sound, and notifications of the system
//! (<https://notifications.spec.whatwg.org/>). A browser that lacks one of them leaves it out.

use js_sys::{Function, JsString, Promise, Reflect};
use leptos::{prelude::window, task::spawn_local};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AudioContext, Notification, NotificationOptions, NotificationPermission, ServiceWorkerRegistration};

use super::{preferences, service_worker};
use crate::device::now;

/// One notification replaces the one before: a count, not a heap.
const TAG: &str = "news";
const ICON: &str = "/icon-192.png";
/// A sound of so many hertz, for so many seconds, so loud.
const HERTZ: f32 = 660.0;
const SECONDS: f64 = 0.25;
const VOLUME: f32 = 0.12;

/// Writes the count on the icon of the installed application; nought takes it away.
pub fn badge(count: usize) {
    let navigator = window().navigator();
    let name = if count == 0 { "clearAppBadge" } else { "setAppBadge" };
    let Some(set) = Reflect::get(&navigator, &JsString::from(name)).ok().and_then(|it| it.dyn_into::<Function>().ok())
    else {
        return;
    };
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let asked = if count == 0 { set.call0(&navigator) } else { set.call1(&navigator, &JsValue::from(count)) };
    if let Some(asked) = asked.ok().and_then(|asked| asked.dyn_into::<Promise>().ok()) {
        // Refused where the application is not installed.
        spawn_local(async move { drop(JsFuture::from(asked).await) });
    }
}

/// Tells it as was chosen on this device, outside its quiet hours.
pub fn alert(words: &str) {
    let prefs = preferences::alerts();
    if prefs.quiet.is_some_and(|quiet| quiet.holds(now())) {
        return;
    }
    if prefs.sound {
        // A browser plays nothing before somebody has touched the page; then there is a number all the same.
        let _ = play();
    }
    if prefs.system && Notification::permission() == NotificationPermission::Granted {
        let words = words.to_owned();
        spawn_local(async move { notify(&words).await });
    }
}

/// Asks the person, where the browser has not been told yet.
pub async fn allow_notifications() -> bool {
    if Reflect::get(&window(), &JsString::from("Notification")).is_ok_and(|of| of.is_undefined()) {
        return false;
    }
    if Notification::permission() != NotificationPermission::Default {
        return Notification::permission() == NotificationPermission::Granted;
    }
    let Ok(asked) = Notification::request_permission() else { return false };
    JsFuture::from(asked).await.is_ok() && Notification::permission() == NotificationPermission::Granted
}

fn play() -> Result<(), JsValue> {
    let audio = AudioContext::new()?;
    let (tone, volume) = (audio.create_oscillator()?, audio.create_gain()?);
    tone.frequency().set_value(HERTZ);
    volume.gain().set_value(VOLUME);
    tone.connect_with_audio_node(&volume)?;
    volume.connect_with_audio_node(&audio.destination())?;
    tone.start()?;
    tone.stop_with_when(audio.current_time() + SECONDS)
}

async fn notify(words: &str) {
    let options = NotificationOptions::new();
    options.set_tag(TAG);
    options.set_icon(ICON);
    let ready = service_worker::container().and_then(|container| container.ready().ok());
    let through = match ready {
        Some(ready) => JsFuture::from(ready).await.ok(),
        None => None,
    };
    // Tablets show those of a service worker only.
    if let Some(worker) = through.and_then(|it| it.dyn_into::<ServiceWorkerRegistration>().ok())
        && let Ok(shown) = worker.show_notification_with_options(words, &options)
    {
        let _ = JsFuture::from(shown).await;
        return;
    }
    let _ = Notification::new_with_options(words, &options);
}
