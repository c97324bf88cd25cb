//! 和解书 on paper: filled from the case, with room for what is not agreed yet, for both sides to sign.

pub mod agreed;
pub mod sheet;

use std::str::FromStr;

use domain::{
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use self::sheet::Sheet;
use super::desk::{context::use_desk, signed_in::SignedIn};
use crate::{
    components::{AppBar, Icon, Page, Sign},
    lang::{say, use_lang},
};

const TITLE: Text = text("和解书", "Settlement agreement");
const BACK: Text = text("回案件", "To the case");
const PRINT: Text = text("打印和解书（A4）", "Print the agreement (A4)");
const MISSING: Text = text("这台设备上没有这个案件", "This case is not on this device");
const MISSING_WHY: Text = text(
    "可能还没取到，联网后会自动出现；也可能链接抄错了。",
    "It may not have arrived yet and shows by itself once online, or the link is mistyped.",
);

/// Where the paper of a case is.
#[must_use]
pub fn address(case: CaseId) -> String {
    format!("/staff/case/{case}/settlement")
}

fn case_of(path: &str) -> Option<CaseId> {
    let path = path.trim_end_matches('/');
    CaseId::from_str(path.strip_prefix("/staff/case/")?.strip_suffix("/settlement")?).ok()
}

/// The page.
#[component]
pub fn SettlementPaper() -> impl IntoView {
    let lang = use_lang();
    let path = use_location().pathname;
    // While the person leaves, the address is another already: the paper stays until the next page stands.
    let id = Memo::new(move |before: Option<&Option<CaseId>>| {
        path.with(|path| case_of(path)).or_else(|| before.copied().flatten())
    });
    let back = Signal::derive(move || id.get().map_or_else(|| "/staff".to_owned(), |id| format!("/staff/case/{id}")));
    view! {
        <Page
            class="agreement-page"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=move || view! { <AppBar back to=BACK /> }
        >
            <SignedIn>
                <Paper id />
            </SignedIn>
        </Page>
    }
}

#[component]
fn Paper(id: Memo<Option<CaseId>>) -> impl IntoView {
    let desk = use_desk();
    let case = Memo::new(move |_| id.get().and_then(|id| desk.case(id)));
    move || match case.get() {
        Some(case) => view! {
            <div class="agreement__tools no-print">
                <button class="btn btn--main" type="button" on:click=move |_| { let _ = window().print(); }>
                    <Icon sign=Sign::Print />
                    {say(PRINT)}
                </button>
            </div>
            <Sheet case />
        }
        .into_any(),
        None => view! { <Missing /> }.into_any(),
    }
}

#[component]
fn Missing() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon sign=Sign::Doc class="icon empty__icon" />
            <h1 class="empty__title">{say(MISSING)}</h1>
            <p class="empty__text">{say(MISSING_WHY)}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paper_has_an_address_below_its_case() {
        let id = CaseId(uuid::Uuid::from_u128(42));
        assert_eq!(case_of(&address(id)), Some(id));
        assert_eq!(case_of(&format!("{}/", address(id))), Some(id));
        assert_eq!(case_of(&format!("/staff/case/{id}")), None);
    }
}
