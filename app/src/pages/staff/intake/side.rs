//! Beside the form: what this number filed before, and what may be the same matter.

use domain::{
    form::{AreaCode, Field, Phone},
    ids::CaseId,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::sync::Arc;

use super::known::{self, Alike};
use crate::{
    components::{For, NoticeBox, Show, Tone},
    desk::CaseOnDesk,
    lang::{say, use_lang},
    pages::{
        complain::form_state::FormState,
        staff::desk::{context::use_desk, due::when, item, words::merchant},
    },
    staff_api,
};

const FILED: Text = text("这个号码以前登记过", "Filed from this number before");
const NONE: Text = text("这台设备上没有这个号码的案件。", "No case of this number is on this device.");
const FIRST: Text =
    text("先问电话：输入号码，以前的案件会出现在这里。", "Ask for the number first: earlier cases show here.");
const KEPT: Text = text(
    "按这台设备上存着的案件找（在办的和近 90 天的）。",
    "Looked for in what this device keeps: what is open, and the last 90 days.",
);
const OLDER: Text = text("更早的，从服务器上找到：", "Older ones, found on the server:");
const SAME: Text = text("可能是同一件事", "May be the same matter");
const SAME_WHY: Text = text(
    "30 天内有相近的案件。是同一件就打开它，加一条备注；不是就接着登记。",
    "There are similar cases within 30 days. If it is the same, open it and add a note; if not, go on.",
);

/// The column.
#[component]
pub fn Side(form: FormState, case: CaseId) -> impl IntoView {
    let desk = use_desk();
    let area =
        move || desk.device.notice.with(|notice| notice.as_ref().map_or_else(AreaCode::default, |n| n.place.area_code));
    let typed = Memo::new(move |_| form.draft.with(|draft| draft.get(Field::Phone).to_owned()));
    let before =
        Memo::new(move |_| desk.index.with(|index| typed.with(|typed| known::of_number(index, typed, area()))));
    let alike = Memo::new(move |_| {
        desk.index.with(|index| {
            form.draft.with(|draft| known::may_be_the_same(index, draft, case, area(), desk.now.get_untracked()))
        })
    });
    // What has left this device, from the server, once the number is whole.
    let archived = RwSignal::new(Vec::<Arc<CaseOnDesk>>::new());
    let whole =
        Memo::new(move |_| typed.with(|typed| Phone::parse(typed, area()).ok().map(|phone| phone.number().to_owned())));
    Effect::new(move |_| {
        archived.set(Vec::new());
        let Some(phone) = whole.get() else { return };
        spawn_local(async move {
            // Without a network the line below says what was looked through.
            let Ok(cases) = staff_api::archived_of(&phone).await else { return };
            // The number may have been typed on meanwhile.
            if whole.get_untracked() == Some(phone) {
                let on_desk = |case| Arc::new(CaseOnDesk { case, pending: Vec::new(), refused: Vec::new() });
                archived.set(cases.into_iter().map(on_desk).collect());
            }
        });
    });
    let asked = Memo::new(move |_| typed.with(|typed| typed.chars().filter(char::is_ascii_digit).count() >= 4));
    view! {
        <aside class="intake__side">
            <section class="card" aria-labelledby="intake-before">
                <h2 class="card__title" id="intake-before">
                    {say(FILED)}
                </h2>
                <div role="status">
                    <Show when=move || before.with(|before| !before.is_empty()) fallback=move || view! {
                        <p class="muted">{move || if asked.get() { say(NONE)() } else { say(FIRST)() }}</p>
                    }>
                        <ul class="rows">
                            <For each=move || before.get() key=|id| *id let:id>
                                <Before id />
                            </For>
                        </ul>
                    </Show>
                </div>
                <Show
                    when=move || archived.with(|archived| !archived.is_empty())
                    fallback=|| view! { <p class="small muted">{say(KEPT)}</p> }
                >
                    <p class="small muted">{say(OLDER)}</p>
                    <ul class="rows">
                        <For each=move || archived.get() key=|one| one.case.id let:one>
                            <Archived one />
                        </For>
                    </ul>
                </Show>
            </section>
            <Show when=move || alike.with(|alike| !alike.is_empty())>
                <div role="status">
                    <NoticeBox tone=Tone::Amber>
                        <p class="notice__title">{say(SAME)}</p>
                        <p>{say(SAME_WHY)}</p>
                        <ul class="rows">
                            <For each=move || alike.get() key=|one| *one let:one>
                                <Same one />
                            </For>
                        </ul>
                    </NoticeBox>
                </div>
            </Show>
        </aside>
    }
}

/// A case, with a way there that leaves the form where it is.
#[component]
fn Before(id: CaseId, #[prop(optional, into)] why: Option<Signal<String>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let case = Memo::new(move |_| desk.case(id));
    let line = move || {
        let (lang, now) = (lang.get(), desk.now.get());
        case.get().map(|on_desk| {
            let case = &on_desk.case;
            let came = when(case.received_at.unwrap_or(case.filed_at), now, lang);
            let against = merchant(&case.complaint.merchant, lang);
            view! {
                <span class="row__main">
                    <span class="row__title">{item::title(&on_desk, lang)}</span>
                    <span class="row__meta tnum">{format!("{came} · {against}")}</span>
                    {why.map(|why| view! { <span class="row__meta">{why}</span> })}
                </span>
                <span class="row__end">
                    <span class="tag">{case.state.name().in_lang(lang)}</span>
                </span>
            }
        })
    };
    view! {
        <li>
            <a class="row" href=format!("/staff/case/{id}")>
                {line}
            </a>
        </li>
    }
}

/// One that this device does not hold; it is opened to be read.
#[component]
fn Archived(one: Arc<CaseOnDesk>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let navigate = use_navigate();
    let shown = one.clone();
    let line = move || {
        let (lang, now, case) = (lang.get(), desk.now.get(), &shown.case);
        let came = when(case.received_at.unwrap_or(case.filed_at), now, lang);
        let against = merchant(&case.complaint.merchant, lang);
        view! {
            <span class="row__main">
                <span class="row__title">{item::title(&shown, lang)}</span>
                <span class="row__meta tnum">{format!("{came} · {against}")}</span>
            </span>
            <span class="row__end">
                <span class="tag">{case.state.name().in_lang(lang)}</span>
            </span>
        }
    };
    let read = move |_| {
        let me = desk.me.with_untracked(|me| me.id);
        desk.device.desk.looked_up.set(Some((me, one.clone())));
        navigate(&format!("/staff/case/{}", one.case.id), NavigateOptions::default());
    };
    view! {
        <li>
            <button class="row" type="button" on:click=read>
                {line}
            </button>
        </li>
    }
}

#[component]
fn Same(one: Alike) -> impl IntoView {
    let lang = use_lang();
    let why = Signal::derive(move || {
        let lang = lang.get();
        one.shared().iter().map(|words| words.in_lang(lang)).collect::<Vec<_>>().join(" · ")
    });
    view! { <Before id=one.case why /> }
}
