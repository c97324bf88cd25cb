//! The routes, and what every page shares.

use domain::words::Lang;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;
use std::sync::Arc;
use sync::kinds::board::Notice;

use crate::{
    board_summary::BoardSummary,
    components::Banners,
    device::Device,
    lang::LangContext,
    pages::{
        home,
        kiosk::{guard::KioskGuard, kiosk_bundle::KioskPage},
        lazy_bundle::LazyPage,
        not_found::NotFound,
        on_the_way::OnTheWay,
        staff::staff_bundle::StaffPage,
    },
    prefs::{TextSize, TextSizeContext},
    visit::{Visit, use_visit},
};

/// The whole application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let visit = use_visit();
    let lang = RwSignal::new(first_lang(visit.as_ref()));
    provide_context(LangContext(lang));
    let text_size = RwSignal::new(TextSize::Normal);
    provide_context(TextSizeContext(text_size));
    let notice = first_notice(visit.as_ref());
    // From the server's page to the browser, so that both render the same; none in the cached shell.
    let summary =
        SharedValue::<Option<BoardSummary>>::new(|| visit.map(|visit| BoardSummary::of(&visit.notice))).into_inner();
    let device = Device::new(notice, summary);
    provide_context(device);
    #[cfg(feature = "hydrate")]
    crate::browser::startup::begin(
        device,
        lang,
        text_size,
        crate::pages::lazy_bundle::start_driver_soon,
        crate::pages::kiosk::kiosk_bundle::start_kiosk_soon,
    );

    view! {
        <Router>
            <OnTheWay />
            <Banners />
            <KioskGuard />
            <Routes fallback=NotFound>
                <Route path=path!("/") view=home::Home />
                <Route path=path!("/board/:document") view=LazyPage::Document />
                <Route path=path!("/law/:law") view=LazyPage::Law />
                <Route path=path!("/search") view=LazyPage::Search />
                <Route path=path!("/workflow") view=LazyPage::Workflow />
                <Route path=path!("/poster") view=LazyPage::Poster />
                <Route path=path!("/handoff") view=LazyPage::Handoff />
                <Route path=path!("/privacy") view=LazyPage::Privacy />
                <Route path=path!("/complain") view=LazyPage::Begin />
                <Route path=path!("/complain/:draft/:step") view=LazyPage::Wizard />
                <Route path=path!("/mine") view=LazyPage::Mine />
                <Route path=path!("/mine/:case") view=LazyPage::Case />
                <Route path=path!("/continue") view=LazyPage::GoOn />
                <Route path=path!("/deliver") view=LazyPage::Deliver />
                <Route path=path!("/answer") view=LazyPage::Answer />
                <Route path=path!("/apply") view=StaffPage::Apply />
                <Route path=path!("/track") view=LazyPage::Track />
                <Route path=path!("/kiosk") view=KioskPage::Home />
                <Route path=path!("/kiosk/case/:case") view=KioskPage::Case />
                <Route path=path!("/kiosk/staff") view=KioskPage::Staff />
                <Route path=path!("/staff/sign-in") view=StaffPage::SignIn />
                <Route path=path!("/staff/setup") view=StaffPage::Setup />
                <Route path=path!("/staff/members") view=StaffPage::Members />
                <Route path=path!("/staff/fund") view=StaffPage::Fund />
                <Route path=path!("/staff/aside") view=StaffPage::Quarantine />
                <Route path=path!("/staff/roster") view=StaffPage::Roster />
                <Route path=path!("/staff/intake") view=StaffPage::Intake />
                <Route path=path!("/staff/ledger") view=StaffPage::Ledger />
                <Route path=path!("/staff/merchants") view=StaffPage::Merchants />
                <Route path=path!("/staff/merchants/new") view=StaffPage::Merchant />
                <Route path=path!("/staff/merchants/:merchant") view=StaffPage::Merchant />
                <Route path=path!("/staff/replies") view=StaffPage::Replies />
                <Route path=path!("/staff/workdays") view=StaffPage::Workdays />
                <Route path=path!("/staff/devices") view=StaffPage::Devices />
                <Route path=path!("/staff/account") view=StaffPage::Account />
                <Route path=path!("/staff/today") view=StaffPage::Today />
                <Route path=path!("/staff/case/:case/packet") view=StaffPage::Packet />
                <Route path=path!("/staff/case/:case/settlement") view=StaffPage::Settlement />
                // One desk for the queue and every case: opening one keeps filter, search and place in the list.
                <ParentRoute path=path!("/staff") view=StaffPage::Desk>
                    <Route path=path!("") view=|| () />
                    <Route path=path!("case/:case") view=|| () />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// The board with which the page begins: the server's own, and in the browser the one that the page brought along.
fn first_notice(visit: Option<&Visit>) -> Option<Arc<Notice>> {
    if let Some(visit) = visit {
        return Some(Arc::clone(&visit.notice));
    }
    #[cfg(feature = "hydrate")]
    return crate::browser::startup::first_notice();
    #[cfg(not(feature = "hydrate"))]
    None
}

fn first_lang(visit: Option<&Visit>) -> Lang {
    if let Some(visit) = visit {
        return visit.lang;
    }
    #[cfg(feature = "hydrate")]
    if let Some(lang) = crate::browser::startup::first_lang() {
        return lang;
    }
    Lang::default()
}
