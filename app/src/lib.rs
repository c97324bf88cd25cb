//! What a person sees and a browser does. One crate, built twice: with `ssr` for the server, with `hydrate` for the
//! browser.

pub mod app;
#[cfg(feature = "hydrate")]
pub mod browser;
pub mod components;
pub mod desk;
pub mod device;
pub mod lang;
pub mod pages;
pub mod prefs;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod staff_api;
pub mod typing;
pub mod vault;
pub mod visit;
pub mod words;

pub use app::App;

/// Brings the page to life. Called once, by the boot script.
///
/// A page rendered by the server is taken over as it stands; the cached shell has an empty body and is filled.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn start() {
    console_error_panic_hook::set_once();
    if browser::document::is_shell() {
        leptos::mount::mount_to_body(App);
    } else {
        // Waits for the staff's file on the staff's pages; the consumer's are all here.
        let body = leptos::prelude::document().body().expect("a document has a body");
        leptos::mount::hydrate_from_async(body, App).await.forget();
    }
    browser::life::taken_over();
    browser::document::mark_ready();
    browser::service_worker::register();
}
