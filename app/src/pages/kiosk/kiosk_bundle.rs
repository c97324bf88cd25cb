//! What only a kiosk does: a file of its own, which neither a phone nor a tablet loads.

use domain::words::{Text, text};
use leptos::{prelude::*, wasm_split::wasm_split};
use leptos_router::ChooseView;
#[cfg(feature = "hydrate")]
use {
    crate::{
        browser::kiosk,
        device::Device,
        lang::LangContext,
        pages::complain::set_beside_merchant,
        prefs::{TextSize, TextSizeContext},
    },
    domain::words::Lang,
};

use super::{home::KioskHome, receipt::BESIDE_TICKET, staff::KioskStaff};
use crate::{
    components::NotHere,
    pages::{bundles::NotLoaded, lazy_bundle, my_cases::CasePage},
};

const TITLE: Text = text("自助机的页面还没有存到这台机器", "The kiosk’s pages are not on this machine yet");
const LEAD: Text = text(
    "第一次打开要联网。请连上网络再试；这台机器上存的内容都还在。",
    "They need a network the first time. Please connect and try again; everything kept on this machine is still here.",
);

/// A page of a kiosk, as a route names it.
#[derive(Clone, Copy, Debug)]
pub enum KioskPage {
    /// The first page; where the browser is no kiosk yet, it becomes one here.
    Home,
    /// A case of the visit.
    Case,
    /// For staff, behind a PIN.
    Staff,
}

#[wasm_split(kiosk, wasm_split_path = leptos::wasm_split, fallible, preload(load))]
fn kiosk_page(page: KioskPage) -> Result<AnyView, NotLoaded> {
    #[cfg(feature = "hydrate")]
    {
        crate::host::set_forms(&crate::browser::forms::Forms);
        crate::host::set_kiosk(&kiosk::Browser);
    }
    // Named, not called, as in the staff's half: what leads to the consumer's pages as well lies with them, once.
    std::hint::black_box(lazy_bundle::view_of as fn(lazy_bundle::LazyPage) -> AnyView);
    Ok(match page {
        KioskPage::Home => view! { <KioskHome /> }.into_any(),
        KioskPage::Case => view! { <CasePage beside_ticket=BESIDE_TICKET /> }.into_any(),
        KioskPage::Staff => view! { <KioskStaff /> }.into_any(),
    })
}

/// Starts what an enrolled kiosk does beside its pages.
///
/// # Errors
/// [`NotLoaded`]; it can be tried again.
#[cfg(feature = "hydrate")]
#[wasm_split(kiosk, wasm_split_path = leptos::wasm_split, fallible)]
fn start_kiosk(device: Device, lang: RwSignal<Lang>, text_size: RwSignal<TextSize>) -> Result<(), NotLoaded> {
    crate::host::set_kiosk(&kiosk::Browser);
    kiosk::harden();
    kiosk::keep_parts();
    kiosk::show_keyboard();
    kiosk::report_from_now_on();
    kiosk::fetch_merchants_from_now_on();
    kiosk::open_calendars_by_touch();
    set_beside_merchant(super::merchants::beside_merchant);
    let left = kiosk::follow_visit(device);
    // Beside the pages, not in one of them: it stays while they change.
    if let Some(body) = document().body() {
        mount_to(body, move || {
            provide_context(device);
            provide_context(LangContext(lang));
            provide_context(TextSizeContext(text_size));
            view! { <super::countdown::Countdown left /> }
        })
        .forget();
    }
    Ok(())
}

/// The same; false where the file could not be fetched.
#[cfg(feature = "hydrate")]
pub fn start_kiosk_soon(
    device: Device,
    lang: RwSignal<Lang>,
    text_size: RwSignal<TextSize>,
) -> std::pin::Pin<Box<dyn Future<Output = bool>>> {
    Box::pin(async move { start_kiosk(device, lang, text_size).await.is_ok() })
}

/// Waits for the file.
///
/// # Errors
/// [`NotLoaded`]; it can be tried again.
pub async fn ensure_loaded() -> Result<(), NotLoaded> {
    // The case of a visit is a page of the consumer's part.
    lazy_bundle::ensure_loaded().await?;
    Ok(load().await?)
}

async fn shown(page: KioskPage) -> AnyView {
    kiosk_page(page).await.unwrap_or_else(|NotLoaded| view! { <NotHere title=TITLE lead=LEAD /> }.into_any())
}

impl ChooseView for KioskPage {
    async fn choose(self) -> AnyView {
        shown(self).await
    }

    async fn preload(&self) {
        // A failure shows when the page is asked for.
        let _ = ensure_loaded().await;
    }
}
