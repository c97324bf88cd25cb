//! The routes, and what every page shares.

use domain::words::Lang;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, path};
use std::sync::Arc;
use sync::kinds::board::Notice;

use crate::{
    components::Banners,
    device::Device,
    lang::LangContext,
    pages::{
        home,
        lazy_bundle::{
            BeginRoute, CaseRoute, DocumentRoute, HandoffRoute, LawRoute, MineRoute, PosterRoute, PrivacyRoute,
            SearchRoute, TrackRoute, WizardRoute, WorkflowRoute,
        },
        not_found::NotFound,
        staff::staff_bundle::{
            AccountRoute, DeskRoute, DevicesRoute, FundRoute, MembersRoute, PacketRoute, QuarantineRoute, RepliesRoute,
            RosterRoute, SettlementRoute, SetupRoute, SignInRoute, TodayRoute, WorkdaysRoute,
        },
    },
    prefs::{TextSize, TextSizeContext},
    visit::Visit,
};

/// The whole application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let visit = use_context::<Visit>();
    let lang = RwSignal::new(first_lang(visit.as_ref()));
    provide_context(LangContext(lang));
    let text_size = RwSignal::new(TextSize::Normal);
    provide_context(TextSizeContext(text_size));
    // From the server's page to the browser, so that both render the same; none in the cached shell.
    let notice = SharedValue::<Option<Notice>>::new(|| visit.map(|visit| (*visit.notice).clone())).into_inner();
    let device = Device::new(notice.map(Arc::new));
    provide_context(device);
    #[cfg(feature = "hydrate")]
    crate::browser::startup::begin(device, lang, text_size, crate::pages::lazy_bundle::start_driver_soon);

    view! {
        <Router>
            <Banners />
            <Routes fallback=NotFound>
                <Route path=path!("/") view=home::Home />
                <Route path=path!("/board/:document") view={Lazy::<DocumentRoute>::new()} />
                <Route path=path!("/law/:law") view={Lazy::<LawRoute>::new()} />
                <Route path=path!("/search") view={Lazy::<SearchRoute>::new()} />
                <Route path=path!("/workflow") view={Lazy::<WorkflowRoute>::new()} />
                <Route path=path!("/poster") view={Lazy::<PosterRoute>::new()} />
                <Route path=path!("/handoff") view={Lazy::<HandoffRoute>::new()} />
                <Route path=path!("/privacy") view={Lazy::<PrivacyRoute>::new()} />
                <Route path=path!("/complain") view={Lazy::<BeginRoute>::new()} />
                <Route path=path!("/complain/:draft/:step") view={Lazy::<WizardRoute>::new()} />
                <Route path=path!("/mine") view={Lazy::<MineRoute>::new()} />
                <Route path=path!("/mine/:case") view={Lazy::<CaseRoute>::new()} />
                <Route path=path!("/track") view={Lazy::<TrackRoute>::new()} />
                <Route path=path!("/staff/sign-in") view={Lazy::<SignInRoute>::new()} />
                <Route path=path!("/staff/setup") view={Lazy::<SetupRoute>::new()} />
                <Route path=path!("/staff/members") view={Lazy::<MembersRoute>::new()} />
                <Route path=path!("/staff/fund") view={Lazy::<FundRoute>::new()} />
                <Route path=path!("/staff/aside") view={Lazy::<QuarantineRoute>::new()} />
                <Route path=path!("/staff/roster") view={Lazy::<RosterRoute>::new()} />
                <Route path=path!("/staff/replies") view={Lazy::<RepliesRoute>::new()} />
                <Route path=path!("/staff/workdays") view={Lazy::<WorkdaysRoute>::new()} />
                <Route path=path!("/staff/devices") view={Lazy::<DevicesRoute>::new()} />
                <Route path=path!("/staff/account") view={Lazy::<AccountRoute>::new()} />
                <Route path=path!("/staff/today") view={Lazy::<TodayRoute>::new()} />
                <Route path=path!("/staff/case/:case/packet") view={Lazy::<PacketRoute>::new()} />
                <Route path=path!("/staff/case/:case/settlement") view={Lazy::<SettlementRoute>::new()} />
                // One desk for the queue and every case: opening one keeps filter, search and place in the list.
                <ParentRoute path=path!("/staff") view={Lazy::<DeskRoute>::new()}>
                    <Route path=path!("") view=|| () />
                    <Route path=path!("case/:case") view=|| () />
                </ParentRoute>
            </Routes>
        </Router>
    }
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
