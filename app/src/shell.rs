//! The two documents around the application: rendered by the server, or empty for the service worker to hand out.

use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::App;

/// Where the built files of this version are.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The script that loads the others and starts the application.
    pub boot: String,
    /// The glue between browser and WebAssembly.
    pub js: String,
    /// The application.
    pub wasm: String,
    /// All styles.
    pub css: String,
}

/// A page with its content, for the first visit and for browsers without WebAssembly.
#[must_use]
pub fn page(assets: Assets) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="zh-CN">
            <head>
                <Head assets />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The document that the service worker answers every navigation with. It names no route, so that none can be wrong.
#[must_use]
pub fn empty(assets: Assets) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="zh-CN" data-shell="">
            <head>
                <Head assets />
                <title>"消费维权联络点"</title>
            </head>
            <body></body>
        </html>
    }
}

#[component]
fn Head(assets: Assets) -> impl IntoView {
    view! {
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href=assets.css />
        <link rel="modulepreload" href=assets.js />
        <link rel="preload" href=assets.wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
        <link rel="manifest" href="/manifest.webmanifest" />
        <link rel="icon" href="/icon.svg" r#type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/icon-192.png" />
        <script r#type="module" src=assets.boot></script>
    }
}
