//! The frame of the desk: the queue and the case that is open.

use std::str::FromStr;

use domain::{
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use super::{case::CasePane, queue::Queue, signed_in::SignedIn};
use crate::lang::{say, use_lang};

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
                <Queue open />
                <CasePane open />
            </SignedIn>
        </main>
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
