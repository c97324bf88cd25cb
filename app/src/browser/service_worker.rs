//! Registers the service worker, and lets a waiting new version take over when the page says so.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{JsString, Object, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

/// The browser lets an old version finish what it has begun, which may take minutes; after this many milliseconds the
/// page goes, and with it what was begun.
const TAKES_OVER_WITHIN_MS: u32 = 4_000;

thread_local! {
    static UPDATE_WAITS: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// True from the moment that a new version is installed and waits for [`activate_update`].
#[must_use]
pub fn update_waits() -> ArcRwSignal<bool> {
    UPDATE_WAITS.with(Clone::clone)
}

/// Starts the worker. Without it (an insecure origin, an embedded browser) the page works online only.
pub fn register() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let registered = JsFuture::from(container.register("/sw.js")).await;
        match registered.and_then(JsCast::dyn_into::<ServiceWorkerRegistration>) {
            Ok(registration) => watch(&registration),
            Err(error) => leptos::logging::warn!("service worker: {error:?}"),
        }
    });
}

/// Keeps the staff's part from here: on a first visit the page has loaded it before there was a worker to keep it.
pub fn keep_staff_bundle() {
    let Some(container) = container() else { return };
    let Ok(ready) = container.ready() else { return };
    spawn_local(async move {
        let Ok(registration) = JsFuture::from(ready).await else { return };
        let active = registration.dyn_into::<ServiceWorkerRegistration>().ok().and_then(|it| it.active());
        if let Some(active) = active {
            post(&active, "keep-staff-bundle");
        }
    });
}

/// Asks the server for a newer version now. A page that stays open for weeks, as a kiosk's does, would otherwise hear of
/// one only when the browser looks by itself; once it is installed, [`update_waits`] says so.
pub fn look_for_update() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let Ok(registration) = JsFuture::from(container.get_registration()).await else { return };
        if let Ok(registration) = registration.dyn_into::<ServiceWorkerRegistration>()
            && let Ok(updated) = registration.update()
            && let Err(error) = JsFuture::from(updated).await
        {
            leptos::logging::warn!("service worker: {error:?}");
        }
    });
}

/// Lets the waiting version take over and reloads this page with it. Only call it when no draft is open.
pub fn activate_update() {
    let Some(container) = container() else { return };
    let Ok(ready) = container.ready() else { return };
    let first = Rc::new(Cell::new(true));
    let reload = move || {
        if first.replace(false) {
            // A page that may not reload keeps running on the files it has already loaded.
            let _ = window().location().reload();
        }
    };
    Timeout::new(TAKES_OVER_WITHIN_MS, reload.clone()).forget();
    let on_change = Closure::<dyn FnMut()>::new(reload);
    container.set_oncontrollerchange(Some(on_change.as_ref().unchecked_ref()));
    on_change.forget();
    spawn_local(async move {
        let Ok(registration) = JsFuture::from(ready).await else { return };
        let waiting = registration.dyn_into::<ServiceWorkerRegistration>().ok().and_then(|it| it.waiting());
        if let Some(waiting) = waiting {
            post(&waiting, "skip-waiting");
        }
    });
}

fn post(worker: &ServiceWorker, kind: &str) {
    let message = Object::new();
    let typed = Reflect::set(&message, &JsString::from("type"), &JsString::from(kind));
    if let Ok(true) = typed
        && let Err(error) = worker.post_message(&message)
    {
        leptos::logging::warn!("service worker: {error:?}");
    }
}

fn watch(registration: &ServiceWorkerRegistration) {
    if registration.waiting().is_some() {
        update_waits().set(true);
    }
    let watched = registration.clone();
    let on_update = Closure::<dyn FnMut()>::new(move || {
        let Some(worker) = watched.installing() else { return };
        // The first version of all has nobody to wait for.
        if watched.active().is_none() {
            return;
        }
        let installing = worker.clone();
        let on_state = Closure::<dyn FnMut()>::new(move || {
            if installing.state() == ServiceWorkerState::Installed {
                update_waits().set(true);
            }
        });
        worker.set_onstatechange(Some(on_state.as_ref().unchecked_ref()));
        on_state.forget();
    });
    registration.set_onupdatefound(Some(on_update.as_ref().unchecked_ref()));
    on_update.forget();
}

/// Absent in insecure contexts and in some embedded browsers, where web-sys would hand out `undefined` as an object.
pub fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    Reflect::get(&navigator, &JsString::from("serviceWorker")).ok()?.dyn_into().ok()
}
