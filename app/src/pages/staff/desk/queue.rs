//! The queue: connection, filters, search, and the cases in the order in which they are due.

use domain::{
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use sync::engine::State;

use super::{
    archived_case::ArchivedCase,
    bulk::Bulk,
    connection::ConnectionLine,
    context::use_desk,
    item::Item,
    kiosk_alerts::KioskAlerts,
    list::{self, Filter},
    orphaned_refusals::OrphanedRefusals,
    pill::Pill,
    queue_foot::Me,
};
use crate::{
    components::{For, Icon, NoticeBox, Show, Sign, Tone},
    lang::{say, use_lang},
};

const TITLE: Text = text("我的案件", "Cases");
const QUEUE: Text = text("案件列表", "List of cases");
const TODAY: Text = text("今日一览", "Today");
const FILTER: Text = text("筛选", "Filter");
const SEARCH: Text = text("找案件", "Search the cases");
const SEARCH_HINT: Text = text("编号、商品、商家、姓名、事情经过", "Number, goods, merchant, name, facts");
const FOUND: Text = text("在全部案件里找到 {} 件", "{} found among all cases");
const MORE: Text = text("再看 {} 件", "Show {} more");
const NOTHING: Text = text("这里没有案件", "No cases here");
const NOTHING_WHY: Text = text("新案件来了会自动出现在这里。", "New cases appear here by themselves.");
const NOT_FOUND: Text = text("没有找到", "Nothing found");
const NOT_FOUND_WHY: Text =
    text("换一个词试试，例如商品名或铺位号。", "Try another word, such as the goods or the stall.");
const ALL_OPEN: Text = text("看“全部”", "See all open");
const INTAKE: Text = text("代录来电来访", "Register a caller");
const COMING: Text = text("正在取案件…", "Fetching the cases…");
const SIGN_IN_AGAIN: Text = text("要登录一下", "Please sign in");
const SIGN_IN_WHY: Text = text(
    "没送出的内容都还在这台设备上，写它的人登录后自动送出，不会丢。",
    "What is not sent is still on this device; it goes out by itself once whoever wrote it signs in.",
);
const SIGN_IN: Text = text("去登录", "Sign in");

/// As many as a person looks through; more on request, so that thousands stay fluid.
pub const PAGE: usize = 60;

/// The left half of the desk.
#[component]
pub fn Queue(
    /// The case that is open.
    open: Memo<Option<CaseId>>,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let filter = desk.filter;
    let query = RwSignal::new(String::new());
    let most = RwSignal::new(PAGE);
    // Where an address asks for cases that no pill stands for, that filter is a pill as well.
    let address = use_query_map();
    let asked = Memo::new(move |_| address.with(|query| query.get_str("show").and_then(Filter::from_code)));
    if let Some(asked) = asked.get_untracked() {
        filter.set(asked);
    }
    Effect::new(move |before: Option<()>| {
        if let (Some(asked), Some(())) = (asked.get(), before) {
            query.set(String::new());
            filter.set(asked);
        }
    });
    let viewer = Memo::new(move |_| desk.viewer());
    let lost = desk.device.desk.refused_elsewhere;
    let refused = Memo::new(move |_| {
        desk.index.with(|index| index.iter().any(|case| case.refused)) || lost.with(|lost| !lost.is_empty())
    });
    let pills = Memo::new(move |_| list::pills(viewer.get(), refused.get(), filter.get()));
    let counts = Memo::new(move |_| {
        let (pills, viewer, now) = (pills.get(), viewer.get(), desk.now.get());
        let counts = desk.index.with(|index| list::counts(index, &pills, viewer, now));
        pills.into_iter().zip(counts).collect::<Vec<_>>()
    });
    let chosen = Memo::new(move |_| {
        let (filter, viewer, now) = (filter.get(), viewer.get(), desk.now.get());
        desk.index.with(|index| query.with(|query| list::chosen(index, filter, query, viewer, now)))
    });
    let shown = Memo::new(move |_| chosen.with(|ids| ids.iter().take(most.get()).copied().collect::<Vec<_>>()));
    let hidden = move || chosen.with(Vec::len).saturating_sub(most.get());
    let has_more = move || hidden() > 0;
    let searching = Memo::new(move |_| query.with(|query| !query.trim().is_empty()));
    let ticked = RwSignal::new(None);
    let shows_lost = Memo::new(move |_| filter.get() == Filter::Refused && lost.with(|lost| !lost.is_empty()));
    view! {
        <section class="desk__queue" aria-label=say(QUEUE)>
            <div class="desk__head">
                <h1>{say(TITLE)}</h1>
                <ConnectionLine />
            </div>
            <div class="desk__ways">
                <a class="desk__today" href="/staff/today">
                    <Icon sign=Sign::List />
                    {say(TODAY)}
                </a>
                <Show when=move || desk.me.with(|me| me.role.receives_cases())>
                    <a class="desk__today" href="/staff/intake">
                        <Icon sign=Sign::Call />
                        {say(INTAKE)}
                    </a>
                </Show>
            </div>
            <SignInNeeded />
            <KioskAlerts />
            <Search query most />
            <div class="pills" role="group" aria-label=say(FILTER)>
                <For each=move || pills.get() key=|pill| *pill let:each>
                    <Pill each filter query most counts lost />
                </For>
            </div>
            <Bulk ticked shown />
            <Show when=move || searching.get()>
                <p class="small muted" role="status">
                    {move || FOUND.fill(lang.get(), &[&chosen.with(Vec::len).to_string()])}
                </p>
            </Show>
            <Show when=move || shows_lost.get()>
                <OrphanedRefusals />
            </Show>
            <ul class="queue">
                <For each=move || shown.get() key=|id| *id let:id>
                    <Item id open ticked />
                </For>
            </ul>
            <Show when=has_more>
                <button class="btn" type="button" on:click=move |_| most.update(|most| *most += PAGE)>
                    {move || MORE.fill(lang.get(), &[&hidden().min(PAGE).to_string()])}
                </button>
            </Show>
            <Show when=move || chosen.with(Vec::is_empty) && !shows_lost.get()>
                <Show when=move || !desk.is_coming() fallback=Coming>
                    <Nothing searching filter />
                    <ArchivedCase query />
                </Show>
            </Show>
            <Me />
        </section>
    }
}

#[component]
fn Search(query: RwSignal<String>, most: RwSignal<usize>) -> impl IntoView {
    view! {
        <form class="search" role="search" on:submit=|submit| submit.prevent_default()>
            <label class="vh" for="desk-search">
                {say(SEARCH)}
            </label>
            <Icon sign=Sign::Search class="icon search__icon" />
            <input
                class="search__input"
                id="desk-search"
                type="search"
                autocomplete="off"
                placeholder=say(SEARCH_HINT)
                prop:value=move || query.get()
                on:input=move |input| {
                    most.set(PAGE);
                    query.set(event_target_value(&input));
                }
            />
        </form>
    }
}

/// The session has ended, or a colleague's work waits here for the colleague.
#[component]
fn SignInNeeded() -> impl IntoView {
    let desk = use_desk();
    let needed = Memo::new(move |_| {
        desk.device.status.with(|status| status.as_ref().is_some_and(|status| status.state == State::SignInNeeded))
    });
    view! {
        <Show when=move || needed.get()>
            <div role="status">
                <NoticeBox tone=Tone::Amber sign=Sign::Lock>
                    <p class="notice__title">{say(SIGN_IN_AGAIN)}</p>
                    <p>{say(SIGN_IN_WHY)}</p>
                    <div class="notice__actions">
                        <a class="btn" href="/staff/sign-in">
                            {say(SIGN_IN)}
                        </a>
                    </div>
                </NoticeBox>
            </div>
        </Show>
    }
}

#[component]
fn Coming() -> impl IntoView {
    view! {
        <div class="loading" role="status">
            <span class="vh">{say(COMING)}</span>
            <div class="skeleton skeleton--card"></div>
            <div class="skeleton skeleton--card"></div>
            <div class="skeleton skeleton--card"></div>
        </div>
    }
}

#[component]
fn Nothing(searching: Memo<bool>, filter: RwSignal<Filter>) -> impl IntoView {
    let pick = move |found: Text, otherwise: Text| {
        let (found, otherwise) = (say(found), say(otherwise));
        move || if searching.get() { found() } else { otherwise() }
    };
    view! {
        <div class="empty">
            <Icon sign=Sign::Check class="icon empty__icon" />
            <p class="empty__title">{pick(NOT_FOUND, NOTHING)}</p>
            <p class="empty__text">{pick(NOT_FOUND_WHY, NOTHING_WHY)}</p>
            <Show when=move || !searching.get() && filter.get() != Filter::Open>
                <button class="btn" type="button" on:click=move |_| filter.set(Filter::Open)>
                    {say(ALL_OPEN)}
                </button>
            </Show>
        </div>
    }
}
