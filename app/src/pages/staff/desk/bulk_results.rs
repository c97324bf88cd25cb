//! What became of the cases that a supervisor gave to a colleague at once: an answer for each.

use domain::{
    case::Command,
    ids::{CaseId, StaffId},
    words::{Bilingual, Lang, Text, text},
};
use leptos::prelude::*;

use super::{
    context::{DeskContext, use_desk},
    item,
};
use crate::{
    components::{For, NoticeBox, Show, Tone},
    desk::CaseOnDesk,
    lang::{say, use_lang},
};

const DONE: Text = text("分派结果", "What became of it");
const GIVEN: Text = text("已分派给{}", "given to {}");
const TO_SEND: Text = text("已记下，待送出", "noted, to be sent");
const ELSEWHERE: Text = text("现在由{}办", "now with {}");
const UNDERSTOOD: Text = text("知道了", "Understood");

/// One case that was to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkResult {
    /// Which.
    pub case: CaseId,
    /// To whom.
    pub to: StaffId,
    /// Why it was not even tried.
    pub refused: Option<Bilingual>,
}

/// The list, until it is understood.
#[component]
pub fn Results(
    /// What was given.
    given: RwSignal<Vec<BulkResult>>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Show when=move || !given.with(Vec::is_empty)>
            <section class="bulk__results" role="status" aria-label=say(DONE)>
                <NoticeBox tone=Tone::Info>
                    <p class="notice__title">{say(DONE)}</p>
                    <ul>
                        <For each=move || given.get() key=|given| given.case let:one>
                            <Result one lang />
                        </For>
                    </ul>
                    <div class="notice__actions">
                        <button class="btn" type="button" on:click=move |_| given.set(Vec::new())>
                            {say(UNDERSTOOD)}
                        </button>
                    </div>
                </NoticeBox>
            </section>
        </Show>
    }
}

#[component]
fn Result(one: BulkResult, lang: RwSignal<Lang>) -> impl IntoView {
    let desk = use_desk();
    let line = move || {
        let lang = lang.get();
        let on_desk = desk.case(one.case);
        let title = on_desk.as_ref().map(|on_desk| item::title(on_desk, lang)).unwrap_or_default();
        let how = match (&one.refused, on_desk) {
            (Some(why), _) => why.in_lang(lang).to_owned(),
            (None, Some(on_desk)) => stands(desk, &on_desk, one.to, lang),
            (None, None) => TO_SEND.in_lang(lang).to_owned(),
        };
        format!("{title}：{how}")
    };
    view! { <li class="tnum">{line}</li> }
}

/// How it stands with what was sent; it changes while one looks.
fn stands(desk: DeskContext, on_desk: &CaseOnDesk, to: StaffId, lang: Lang) -> String {
    let assigns = |command: &Command| matches!(command, Command::Assign { to: whom, .. } if *whom == to);
    if let Some(refused) = on_desk.refused.iter().rfind(|refused| assigns(&refused.command)) {
        return refused.detail.in_lang(lang).to_owned();
    }
    if on_desk.pending.iter().any(|pending| assigns(&pending.command)) {
        return TO_SEND.in_lang(lang).to_owned();
    }
    let words = if on_desk.case.assignee == Some(to) { GIVEN } else { ELSEWHERE };
    words.fill(lang, &[&desk.name_or_nobody(on_desk.case.assignee, lang)])
}
