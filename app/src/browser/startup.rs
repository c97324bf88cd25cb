//! From a rendered page to a living one.

use std::{cell::RefCell, pin::Pin, rc::Rc, time::Duration};

use domain::words::Lang;
use gloo_timers::future::sleep;
use leptos::{prelude::*, task::spawn_local};

use super::{document, preferences, service_worker};
use crate::{
    device::Device,
    host::{self, PlatformHost},
    prefs::TextSize,
    visit::Brought,
};

/// How long until a part of the application is asked for again that could not be fetched.
pub const AGAIN: Duration = Duration::from_secs(3);

/// Starts storage and sending; false where their part could not be fetched. The composition root says how: they lie in a part of
/// the application that pages name.
pub type StartDriver = fn(Device) -> Pin<Box<dyn Future<Output = bool>>>;

/// Starts what only a kiosk does; false where its part could not be fetched.
pub type StartKiosk = fn(Device, RwSignal<Lang>, RwSignal<TextSize>) -> Pin<Box<dyn Future<Output = bool>>>;

/// What the browser does for every page.
struct Browser;

impl PlatformHost for Browser {
    fn remember_lang(&self, lang: Lang) {
        preferences::remember_lang(lang);
    }

    fn remember_text_size(&self, size: TextSize) {
        preferences::remember_text_size(size);
    }

    fn activate_update(&self) {
        service_worker::activate_update();
    }

    fn leave_for(&self, address: &str) {
        document::leave_for(address);
    }
}

/// The language of the first rendering: the server's where it rendered, else the one chosen here, else the browser's.
#[must_use]
pub fn first_lang() -> Option<Lang> {
    if document::is_shell() {
        let browser = || Lang::from_tag(&window().navigator().language()?);
        preferences::lang().or_else(browser)
    } else {
        preferences::document_lang()
    }
}

thread_local! {
    /// What the page brought along, until the application has taken it.
    static BROUGHT: RefCell<Option<Brought>> = const { RefCell::new(None) };
    /// Whether the page that the server rendered is the application's now: what changes before is not compared with the
    /// page, and would never show.
    static TAKEN_OVER: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// The application begins with this.
pub fn begin_with(brought: Option<Brought>) {
    BROUGHT.with(|slot| slot.replace(brought));
}

/// What it begins with; taken once.
#[must_use]
pub fn brought() -> Brought {
    BROUGHT.with(RefCell::take).unwrap_or_default()
}

/// From now on what changes shows.
pub fn hydrated() {
    TAKEN_OVER.with(|hydrated| hydrated.set(true));
}

/// Called while the application renders for the first time. What differs from the server's rendering waits until after.
pub fn begin(
    device: Device,
    lang: RwSignal<Lang>,
    text_size: RwSignal<TextSize>,
    start_driver: StartDriver,
    start_kiosk: StartKiosk,
) {
    host::set_platform(Rc::new(Browser));
    Effect::new(move |_| document::set_attribute("lang", lang.get().tag()));
    Effect::new(move |_| match text_size.get() {
        TextSize::Normal => document::remove_attribute("data-text"),
        TextSize::Large => document::set_attribute("data-text", "large"),
    });
    // The shell is empty: there is no other rendering to be like, and nothing is drawn twice.
    if document::is_shell() {
        come_alive(device, lang, text_size, start_driver, start_kiosk);
        return;
    }
    let hydrated = TAKEN_OVER.with(ArcRwSignal::clone);
    Effect::new(move |begun: Option<bool>| {
        let begins = hydrated.get();
        if begins && begun != Some(true) {
            come_alive(device, lang, text_size, start_driver, start_kiosk);
        }
        begins
    });
}

fn come_alive(
    device: Device,
    lang: RwSignal<Lang>,
    text_size: RwSignal<TextSize>,
    start_driver: StartDriver,
    start_kiosk: StartKiosk,
) {
    if let Some(chosen) = preferences::lang() {
        lang.set(chosen);
    }
    text_size.set(preferences::text_size());
    let update = service_worker::update_waits();
    Effect::new(move |_| device.update_waits.set(update.get()));
    if preferences::is_kiosk() {
        // A document of its own for each visit: whatever address it began with, it begins on the first page.
        if document::path() != document::KIOSK {
            document::begin_anew();
            return;
        }
        document::set_attribute("data-device", "kiosk");
        device.kiosk.set(true);
        spawn_local(async move {
            while !start_kiosk(device, lang, text_size).await {
                sleep(AGAIN).await;
            }
        });
    }
    device.alive.set(true);
    spawn_local(async move {
        // A network that is gone for a moment; pages that need what is missing say so meanwhile.
        while !start_driver(device).await {
            sleep(AGAIN).await;
        }
    });
}
