//! The frame of the desk: the queue and the case that is open.

use std::str::FromStr;

use domain::{
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use super::{case::CasePane, context::use_desk, queue::Queue, queue_foot::Me, signed_in::SignedIn};
use crate::lang::{say, use_lang};

const REGULATOR: Text = text("市场监管查阅", "For the market regulator");
const REGULATOR_LEAD: Text = text(
    "这个账号只看不改。案件在“监管查阅”里看，每次查阅都有记录；报告、要求、商户、商品和数字在下面。",
    "This account reads and changes nothing. Cases are looked at one by one, and each look is on record; reports, requests, merchants, goods and figures are below.",
);
const TO_CASES: Text = text("监管查阅", "Cases to look at");
const SKIP: Text = text("跳到案件", "Skip to the cases");
const TITLE: Text = text("案件 · 消费维权联络点", "Cases · Consumer Rights Contact Point");

/// The page.
#[component]
pub fn Desk() -> impl IntoView {
    let lang = use_lang();
    let path = use_location().pathname;
    let open = Memo::new(move |_| path.with(|path| case_of(path)));
    let view_name = move || if open.get().is_some() { "case" } else { "queue" };
    // On the server the head is written after the page is gone: what it says must not depend on it any more.
    #[cfg(not(feature = "hydrate"))]
    let title = TITLE.in_lang(lang.get_untracked());
    #[cfg(feature = "hydrate")]
    let title = move || TITLE.in_lang(lang.get());
    view! {
        <Title text=title />
        <a class="skip" href="#main" rel="external">{say(SKIP)}</a>
        <main class="desk" id="main" tabindex="-1" data-view=view_name>
            <SignedIn>
                <Body open />
            </SignedIn>
        </main>
    }
}

/// Cases for whoever works on them; the regulator, who has none on its device, finds its way to what it may look at.
#[component]
fn Body(open: Memo<Option<CaseId>>) -> impl IntoView {
    let desk = use_desk();
    let reads_only = Memo::new(move |_| desk.reads_only());
    move || {
        if reads_only.get() {
            view! { <RegulatorDesk /> }.into_any()
        } else {
            view! {
                <Queue open />
                <CasePane open />
            }
            .into_any()
        }
    }
}

#[component]
fn RegulatorDesk() -> impl IntoView {
    view! {
        <section class="desk__regulator">
            <h1>{say(REGULATOR)}</h1>
            <p class="muted">{say(REGULATOR_LEAD)}</p>
            <a class="btn btn--main" href="/staff/regulator/cases">
                {say(TO_CASES)}
            </a>
            <Me />
        </section>
    }
}

fn case_of(path: &str) -> Option<CaseId> {
    CaseId::from_str(path.strip_prefix("/staff/case/")?.trim_end_matches('/')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_names_the_open_case() {
        let id = "019a0000-0000-7000-8000-000000000042";
        assert_eq!(case_of(&format!("/staff/case/{id}")).map(|case| case.to_string()).as_deref(), Some(id));
        assert_eq!(case_of("/staff"), None);
        assert_eq!(case_of("/staff/case/42"), None);
    }
}
