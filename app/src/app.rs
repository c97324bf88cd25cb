//! The routes, and what every page shares.

use domain::words::Lang;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;
use std::sync::Arc;

use crate::{
    board_summary::BoardSummary,
    components::{Banners, in_turn},
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
    visit::{Brought, Visit, use_visit},
};

/// The whole application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    prepare();
    view! { <Pages /> }
}

/// What every page shares. A browser that takes a page over does it in a task of its own.
pub fn prepare() {
    provide_meta_context();
    let visit = use_visit();
    let lang = RwSignal::new(first_lang(visit.as_ref()));
    provide_context(LangContext(lang));
    let text_size = RwSignal::new(TextSize::Normal);
    provide_context(TextSizeContext(text_size));
    let Brought { notice, published } = brought(visit.as_ref());
    // From the server's page to the browser, so that both render the same; none in the cached shell.
    let summary =
        SharedValue::<Option<BoardSummary>>::new(|| visit.map(|visit| BoardSummary::of(&visit.notice))).into_inner();
    let device = Device::new(notice, published, summary);
    provide_context(device);
    #[cfg(feature = "hydrate")]
    crate::browser::startup::begin(
        device,
        lang,
        text_size,
        crate::pages::lazy_bundle::start_driver_soon,
        crate::pages::kiosk::kiosk_bundle::start_kiosk_soon,
    );
}

/// The pages by their addresses, and what stands around them.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Router>
            <OnTheWay />
            {in_turn(|| view! { <Banners /> }.into_any())}
            <KioskGuard />
            <Routes fallback=NotFound>
                <Route path=path!("/") view=home::Home />
                <Route path=path!("/board/:document") view=LazyPage::Document />
                <Route path=path!("/law/:law") view=LazyPage::Law />
                <Route path=path!("/tips") view=LazyPage::Tips />
                <Route path=path!("/statistics") view=LazyPage::Statistics />
                <Route path=path!("/merchants/:merchant") view=LazyPage::Merchant />
                <Route path=path!("/search") view=LazyPage::Search />
                <Route path=path!("/workflow") view=LazyPage::Workflow />
                <Route path=path!("/poster") view=LazyPage::Poster />
                <Route path=path!("/poster/cards") view=LazyPage::TableCards />
                <Route path=path!("/handoff") view=LazyPage::Handoff />
                <Route path=path!("/privacy") view=LazyPage::Privacy />
                <Route path=path!("/help") view=LazyPage::Help />
                <Route path=path!("/help/staff") view=StaffPage::StaffGuide />
                <Route path=path!("/help/administrator") view=StaffPage::AdministratorGuide />
                <Route path=path!("/complain") view=LazyPage::Begin />
                <Route path=path!("/complain/:draft/:step") view=LazyPage::Wizard />
                <Route path=path!("/mine") view=LazyPage::Mine />
                <Route path=path!("/mine/:case") view=LazyPage::Case />
                <Route path=path!("/continue") view=LazyPage::GoOn />
                <Route path=path!("/deliver") view=LazyPage::Deliver />
                <Route path=path!("/answer") view=LazyPage::Answer />
                <Route path=path!("/training") view=LazyPage::Training />
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
                <Route path=path!("/staff/analysis") view=StaffPage::Analysis />
                <Route path=path!("/staff/analysis/report") view=StaffPage::FiguresReport />
                <Route path=path!("/staff/merchants") view=StaffPage::Merchants />
                <Route path=path!("/staff/merchants/new") view=StaffPage::Merchant />
                <Route path=path!("/staff/merchants/:merchant") view=StaffPage::Merchant />
                <Route path=path!("/staff/inspections") view=StaffPage::Inspections />
                <Route path=path!("/staff/inspections/new") view=StaffPage::Inspection />
                <Route path=path!("/staff/inspections/:inspection") view=StaffPage::Inspection />
                <Route path=path!("/staff/checklists") view=StaffPage::Checklists />
                <Route path=path!("/staff/measures") view=StaffPage::Measures />
                <Route path=path!("/staff/measures/new") view=StaffPage::Measure />
                <Route path=path!("/staff/measures/:measure") view=StaffPage::Measure />
                <Route path=path!("/staff/measures/:measure/notice") view=StaffPage::MeasureNotice />
                <Route path=path!("/staff/regulator") view=StaffPage::Regulator />
                <Route path=path!("/staff/regulator/reports/new") view=StaffPage::Report />
                <Route path=path!("/staff/regulator/reports/:report") view=StaffPage::Report />
                <Route path=path!("/staff/regulator/directives/new") view=StaffPage::Directive />
                <Route path=path!("/staff/regulator/directives/:directive") view=StaffPage::Directive />
                <Route path=path!("/staff/regulator/cases") view=StaffPage::RegulatorCases />
                <Route path=path!("/staff/regulator/cases/:number") view=StaffPage::RegulatorCases />
                <Route path=path!("/staff/evidence") view=StaffPage::Evidence />
                <Route path=path!("/staff/goods") view=StaffPage::GoodsList />
                <Route path=path!("/staff/goods/new") view=StaffPage::Goods />
                <Route path=path!("/staff/goods/:goods") view=StaffPage::Goods />
                <Route path=path!("/staff/quality") view=StaffPage::Quality />
                <Route path=path!("/staff/replies") view=StaffPage::Replies />
                <Route path=path!("/staff/board") view=StaffPage::Papers />
                <Route path=path!("/staff/publications") view=StaffPage::Publications />
                <Route path=path!("/staff/trainings") view=StaffPage::Trainings />
                <Route path=path!("/staff/trainings/new") view=StaffPage::Training />
                <Route path=path!("/staff/trainings/:training") view=StaffPage::Training />
                <Route path=path!("/staff/trainings/:training/door") view=StaffPage::TrainingDoor />
                <Route path=path!("/staff/workdays") view=StaffPage::Workdays />
                <Route path=path!("/staff/devices") view=StaffPage::Devices />
                <Route path=path!("/staff/account") view=StaffPage::Account />
                <Route path=path!("/staff/today") view=StaffPage::Today />
                <Route path=path!("/staff/case/:case/packet") view=StaffPage::Packet />
                <Route path=path!("/staff/case/:case/council") view=StaffPage::Council />
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

/// What the page begins with: the server's own, and in the browser what the page brought along.
fn brought(visit: Option<&Visit>) -> Brought {
    if let Some(visit) = visit {
        return Brought { notice: Some(Arc::clone(&visit.notice)), published: Arc::clone(&visit.published) };
    }
    #[cfg(feature = "hydrate")]
    return crate::browser::startup::brought();
    #[cfg(not(feature = "hydrate"))]
    Brought::default()
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
