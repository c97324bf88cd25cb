//! What a person sees and a browser does. One crate, built twice: with `ssr` for the server, with `hydrate` for the
//! browser.

pub mod alert_prefs;
pub mod app;
pub mod attachments;
pub mod board_summary;
#[cfg(feature = "hydrate")]
pub mod browser;
pub mod components;
pub mod desk;
pub mod device;
pub mod entities;
pub mod format;
pub mod handoff;
pub mod host;
pub mod kiosk;
pub mod lang;
pub mod links;
pub mod pages;
pub mod prefs;
pub mod redaction;
pub mod secure;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod signed_in;
pub mod signing;
pub mod staff_api;
pub mod tab_storage;
pub mod typing;
pub mod visit;
pub mod words;

pub use app::App;
#[cfg(feature = "ssr")]
pub use pages::pattern_library::PatternLibrary;

#[cfg(feature = "hydrate")]
use pages::bundles::{Bundle, NotLoaded};

/// Brings the page to life. Called once, by the boot script.
///
/// A page rendered by the server is taken over as it stands, piece by piece, and nothing changes or works before the last of
/// them: what it lies in comes first. Until then it is the page that works without a script. The cached shell has an empty
/// body and is filled; where a part is missing, the page says so.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn start() {
    console_error_panic_hook::set_once();
    browser::turns::begin();
    browser::composing::hear_words_once_chosen();
    browser::task::next_task().await;
    let bundle = Bundle::of(&browser::document::path());
    if browser::document::is_shell() {
        let _ = bundle.ensure_loaded().await;
        leptos::mount::mount_to_body(App);
        browser::startup::hydrated();
    } else {
        let brought = loop {
            if let Ok(brought) = brought_by_page(bundle).await {
                break brought;
            }
            gloo_timers::future::sleep(browser::startup::AGAIN).await;
        };
        browser::startup::begin_with(brought);
        browser::turns::hold();
        browser::task::next_task().await;
        browser::taking_over::take_over(app::prepare, app::Pages).await;
        browser::startup::hydrated();
        browser::turns::release();
    }
    browser::turns::quiet().await;
    browser::document::mark_ready();
    browser::service_worker::register();
}

/// Waits for the part of the application in which a page lies, and for what it brought along. The first page brings only a
/// summary of the board.
#[cfg(feature = "hydrate")]
async fn brought_by_page(bundle: Bundle) -> Result<Option<visit::Brought>, NotLoaded> {
    bundle.ensure_loaded().await?;
    if bundle == Bundle::First {
        return Ok(None);
    }
    browser::task::next_task().await;
    pages::lazy_bundle::read_page().await?;
    browser::task::next_task().await;
    pages::lazy_bundle::brought_by_page().await
}
