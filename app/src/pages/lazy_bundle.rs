//! Everything but the first page, and what it stands on: storage and sending. A file of its own, so that the first page of
//! a first visit is alive early; it is fetched next, and kept, so that the device can file without a network.

use domain::words::{Text, text};
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::ChooseView;

use super::{
    answer::Answer, board, bundles::NotLoaded, complain, handoff, help::VisitorGuide, merchant::MerchantPublic,
    my_cases, privacy::Privacy, statistics::StatisticsPage, tips::Tips, track::Track, training::SignInAtTraining,
};
use crate::components::NotHere;
#[cfg(feature = "hydrate")]
use crate::visit::Brought;

const TITLE: Text = text("这一页还没有存到这台设备", "This page is not on this device yet");
const LEAD: Text = text(
    "第一次打开要联网。请连上网络再试；这台设备上存的内容都还在。",
    "It needs a network the first time. Please connect and try again; everything saved on this device is still here.",
);

/// A page of this file, as a route names it: all routes are of one type, which keeps the first file small.
#[derive(Clone, Copy, Debug)]
pub enum LazyPage {
    /// A document.
    Document,
    /// A law.
    Law,
    /// What the contact point has published.
    Tips,
    /// What it has dealt with, in numbers.
    Statistics,
    /// One merchant, for everybody.
    Merchant,
    /// Search.
    Search,
    /// The workflow diagram.
    Workflow,
    /// A poster to print.
    Poster,
    /// Small cards to print.
    TableCards,
    /// On with it on a phone.
    Handoff,
    /// What is done with personal data.
    Privacy,
    /// How a visitor uses all this.
    Help,
    /// A form begins.
    Begin,
    /// The form, step by step.
    Wizard,
    /// The cases on this device.
    Mine,
    /// One of them.
    Case,
    /// Goes on with a form that was begun at a kiosk.
    GoOn,
    /// Delivers what a kiosk without a network holds.
    Deliver,
    /// Somebody signs in at a training.
    Training,
    /// 「查进度」.
    Track,
    /// A merchant answers by its link.
    Answer,
}

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// What the file holds.
pub fn view_of(page: LazyPage) -> AnyView {
    match page {
        LazyPage::Document => view! { <board::DocumentPage /> }.into_any(),
        LazyPage::Law => view! { <board::LawPage /> }.into_any(),
        LazyPage::Tips => view! { <Tips /> }.into_any(),
        LazyPage::Merchant => view! { <MerchantPublic /> }.into_any(),
        LazyPage::Statistics => view! { <StatisticsPage /> }.into_any(),
        LazyPage::Search => view! { <board::SearchPage /> }.into_any(),
        LazyPage::Workflow => view! { <board::WorkflowPage /> }.into_any(),
        LazyPage::TableCards => view! { <board::TableCardsPage /> }.into_any(),
        LazyPage::Poster => view! { <board::PosterPage /> }.into_any(),
        LazyPage::Handoff => view! { <board::HandoffPage /> }.into_any(),
        LazyPage::Privacy => view! { <Privacy /> }.into_any(),
        LazyPage::Help => view! { <VisitorGuide /> }.into_any(),
        LazyPage::Begin => view! { <complain::Begin /> }.into_any(),
        LazyPage::Wizard => view! { <complain::Wizard /> }.into_any(),
        LazyPage::Mine => view! { <my_cases::Mine /> }.into_any(),
        LazyPage::Case => view! { <my_cases::CasePage /> }.into_any(),
        LazyPage::GoOn => view! { <handoff::GoOn /> }.into_any(),
        LazyPage::Deliver => view! { <handoff::Deliver /> }.into_any(),
        LazyPage::Answer => view! { <Answer /> }.into_any(),
        LazyPage::Training => view! { <SignInAtTraining /> }.into_any(),
        LazyPage::Track => view! { <Track /> }.into_any(),
    }
}

#[wasm_split(lazy, wasm_split_path = leptos::wasm_split, fallible, preload(load))]
fn lazy_page(page: LazyPage) -> Result<AnyView, NotLoaded> {
    #[cfg(feature = "hydrate")]
    crate::host::set_forms(&crate::browser::forms::Forms);
    Ok(view_of(page))
}

/// Reads what the server's page brought along.
///
/// # Errors
/// [`NotLoaded`]; it can be tried again.
#[cfg(feature = "hydrate")]
#[wasm_split(lazy, wasm_split_path = leptos::wasm_split, fallible)]
pub fn read_page() -> Result<(), NotLoaded> {
    crate::browser::first_pull::read();
    Ok(())
}

/// What was read, for what the browser takes over.
///
/// # Errors
/// [`NotLoaded`]; it can be tried again.
#[cfg(feature = "hydrate")]
#[wasm_split(lazy, wasm_split_path = leptos::wasm_split, fallible)]
pub fn brought_by_page() -> Result<Option<Brought>, NotLoaded> {
    Ok(crate::browser::first_pull::brought())
}

/// Starts storage and sending, once the file is there.
///
/// # Errors
/// [`NotLoaded`]; it can be tried again.
#[cfg(feature = "hydrate")]
#[wasm_split(lazy, wasm_split_path = leptos::wasm_split, fallible)]
pub fn start_driver(device: crate::device::Device) -> Result<(), NotLoaded> {
    crate::browser::driver::start(device);
    Ok(())
}

/// The same; false where the file could not be fetched.
#[cfg(feature = "hydrate")]
pub fn start_driver_soon(device: crate::device::Device) -> std::pin::Pin<Box<dyn Future<Output = bool>>> {
    Box::pin(async move { start_driver(device).await.is_ok() })
}

/// Waits for the file.
///
/// # Errors
/// [`NotLoaded`]; it can be tried again.
pub async fn ensure_loaded() -> Result<(), NotLoaded> {
    Ok(load().await?)
}

async fn shown(page: LazyPage) -> AnyView {
    lazy_page(page).await.unwrap_or_else(|NotLoaded| view! { <NotHere title=TITLE lead=LEAD /> }.into_any())
}

impl ChooseView for LazyPage {
    async fn choose(self) -> AnyView {
        shown(self).await
    }

    async fn preload(&self) {
        // A failure shows when the page is asked for.
        let _ = ensure_loaded().await;
    }
}
