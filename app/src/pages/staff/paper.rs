//! A paper that is printed of a case: where it is, and what stands around it on the screen.

use std::{str::FromStr, sync::Arc};

use domain::{
    case::Case,
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{
    desk::{context::use_desk, signed_in::SignedIn},
    packet::is_packed,
    settlement::agreed::is_printed,
};
use crate::{
    components::{AppBar, Icon, Page, Sign},
    desk::CaseOnDesk,
    lang::{say, use_lang},
};

const BACK: Text = text("回案件", "To the case");
const MISSING: Text = text("这台设备上没有这个案件", "This case is not on this device");
const MISSING_WHY: Text = text(
    "可能还没取到，联网后会自动出现；也可能链接抄错了。",
    "It may not have arrived yet and shows by itself once online, or the link is mistyped.",
);

/// Which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 和解书.
    Settlement,
    /// 移送材料.
    Packet,
    /// 请消保委协助.
    Council,
}

impl Paper {
    const fn word(self) -> &'static str {
        match self {
            Self::Settlement => "settlement",
            Self::Packet => "packet",
            Self::Council => "council",
        }
    }

    /// What the browser's window is called.
    const fn title(self) -> Text {
        match self {
            Self::Settlement => text("和解书", "Settlement agreement"),
            Self::Packet => text("移送材料", "Papers for the regulator"),
            Self::Council => text("请消保委协助", "Papers for the consumer council"),
        }
    }

    /// What leads to it.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Settlement => text("打印和解书", "Print the settlement agreement"),
            Self::Packet => text("打印移送材料", "Print the papers for the regulator"),
            Self::Council => text("打印给消保委的材料", "Print the papers for the consumer council"),
        }
    }

    /// The papers that a case has now.
    #[must_use]
    pub fn of(case: &Case) -> Vec<Self> {
        let settlement = is_printed(case).then_some(Self::Settlement);
        let council = case.council.is_some().then_some(Self::Council);
        settlement.into_iter().chain(is_packed(case).then_some(Self::Packet)).chain(council).collect()
    }

    /// What the button on its page says.
    const fn print(self) -> Text {
        match self {
            Self::Settlement => text("打印和解书（A4）", "Print the agreement (A4)"),
            Self::Packet | Self::Council => text("打印移送材料（A4）", "Print the papers (A4)"),
        }
    }

    /// Where the paper of a case is.
    #[must_use]
    pub fn address(self, case: CaseId) -> String {
        format!("/staff/case/{case}/{}", self.word())
    }

    fn case_of(self, path: &str) -> Option<CaseId> {
        let below = path.trim_end_matches('/').strip_prefix("/staff/case/")?;
        CaseId::from_str(below.strip_suffix(self.word())?.strip_suffix('/')?).ok()
    }
}

/// The page around a paper.
#[component]
pub fn OnPaper(
    /// Which paper.
    paper: Paper,
    /// The paper itself.
    sheet: fn(Arc<CaseOnDesk>) -> AnyView,
) -> impl IntoView {
    let lang = use_lang();
    let path = use_location().pathname;
    // While the person leaves, the address is another already: the paper stays until the next page stands.
    let id = Memo::new(move |before: Option<&Option<CaseId>>| {
        path.with(|path| paper.case_of(path)).or_else(|| before.copied().flatten())
    });
    let back = Signal::derive(move || id.get().map_or_else(|| "/staff".to_owned(), |id| format!("/staff/case/{id}")));
    view! {
        <Page
            class="agreement-page"
            title=Signal::derive(move || paper.title().in_lang(lang.get()).to_owned())
            bar=move || view! { <AppBar back to=BACK /> }
        >
            <SignedIn>
                <Printed paper id sheet />
            </SignedIn>
        </Page>
    }
}

#[component]
fn Printed(paper: Paper, id: Memo<Option<CaseId>>, sheet: fn(Arc<CaseOnDesk>) -> AnyView) -> impl IntoView {
    let desk = use_desk();
    let case = Memo::new(move |_| id.get().and_then(|id| desk.case(id)));
    move || match case.get() {
        Some(case) => view! {
            <div class="agreement__tools no-print">
                <button class="btn btn--main" type="button" on:click=move |_| { let _ = window().print(); }>
                    <Icon sign=Sign::Print />
                    {say(paper.print())}
                </button>
            </div>
            {sheet(case)}
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
    fn each_paper_has_an_address_of_its_own_below_its_case() {
        let id = CaseId(uuid::Uuid::from_u128(42));
        for (paper, other) in [(Paper::Settlement, Paper::Packet), (Paper::Packet, Paper::Settlement)] {
            assert_eq!(paper.case_of(&paper.address(id)), Some(id));
            assert_eq!(paper.case_of(&format!("{}/", paper.address(id))), Some(id));
            assert_eq!(paper.case_of(&other.address(id)), None);
            assert_eq!(paper.case_of(&format!("/staff/case/{id}")), None);
        }
    }
}
