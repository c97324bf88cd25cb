//! The queue: connection, filters, search, and the cases in the order in which they are due.

use domain::{
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;

use super::{
    context::use_desk,
    item::Item,
    list::{self, Filter},
    net::Net,
};
use crate::{
    components::{Icon, Sign, Tools},
    lang::{say, use_lang},
};

const TITLE: Text = text("我的案件", "Cases");
const QUEUE: Text = text("案件列表", "List of cases");
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
const ON_DUTY: Text = text("今天当班", "on duty");
const OFF_DUTY: Text = text("今天不在", "off duty");
const MEMBERS: Text = text("成员", "Members");
const ACCOUNT: Text = text("我的账号", "My account");

/// As many as a person looks through; more on request, so that thousands stay fluid.
const PAGE: usize = 60;

/// The left half of the desk.
#[component]
pub fn Queue(
    /// The case that is open.
    open: Memo<Option<CaseId>>,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let filter = RwSignal::new(Filter::default());
    let query = RwSignal::new(String::new());
    let most = RwSignal::new(PAGE);
    let index = Memo::new(move |_| desk.device.desk.cases.with(|cases| list::index(cases)));
    let me = Memo::new(move |_| desk.me.with(|me| me.id));
    let counts = Memo::new(move |_| index.with(|index| list::counts(index, me.get(), desk.now.get())));
    let chosen = Memo::new(move |_| {
        index.with(|index| query.with(|query| list::chosen(index, filter.get(), query, me.get(), desk.now.get())))
    });
    let shown = move || chosen.with(|ids| ids.iter().take(most.get()).copied().collect::<Vec<_>>());
    let hidden = move || chosen.with(Vec::len).saturating_sub(most.get());
    let has_more = move || hidden() > 0;
    let searching = Memo::new(move |_| query.with(|query| !query.trim().is_empty()));
    view! {
        <section class="desk__queue" aria-label=say(QUEUE)>
            <div class="desk__head">
                <h1>{say(TITLE)}</h1>
                <Net />
            </div>
            <Search query most />
            <div class="pills" role="group" aria-label=say(FILTER)>
                {Filter::ALL
                    .into_iter()
                    .enumerate()
                    .map(|(place, each)| {
                        let pressed = move || !searching.get() && filter.get() == each;
                        view! {
                            <button
                                class="pill"
                                type="button"
                                aria-pressed=move || pressed().to_string()
                                on:click=move |_| {
                                    query.set(String::new());
                                    most.set(PAGE);
                                    filter.set(each);
                                }
                            >
                                {say(each.name())}
                                <span class="pill__n num">{move || counts.with(|counts| counts[place])}</span>
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <Show when=move || searching.get()>
                <p class="small muted" role="status">
                    {move || FOUND.fill(lang.get(), &[&chosen.with(Vec::len).to_string()])}
                </p>
            </Show>
            <ul class="queue">
                <For each=shown key=|id| *id let:id>
                    <Item id open />
                </For>
            </ul>
            <Show when=has_more>
                <button class="btn" type="button" on:click=move |_| most.update(|most| *most += PAGE)>
                    {move || MORE.fill(lang.get(), &[&hidden().min(PAGE).to_string()])}
                </button>
            </Show>
            <Show when=move || chosen.with(Vec::is_empty)>
                <Nothing searching filter />
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

/// Who works here, and the way to everything that is not a case.
#[component]
fn Me() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let duty = move |on_duty| if on_duty { ON_DUTY.in_lang(lang.get()) } else { OFF_DUTY.in_lang(lang.get()) };
    let who = move || {
        desk.me.with(|me| match me.role {
            domain::role::Role::Regulator => format!("{} · {}", me.name, me.role.name().in_lang(lang.get())),
            _ => format!("{} · {}", me.name, duty(me.on_duty)),
        })
    };
    let manages = move || {
        desk.me.with(|me| matches!(me.role, domain::role::Role::Administrator | domain::role::Role::Supervisor))
    };
    view! {
        <div class="desk__me">
            <span>{who}</span>
            <span class="desk__links">
                <Show when=manages>
                    <a class="link" href="/staff/members">
                        {say(MEMBERS)}
                    </a>
                </Show>
                <a class="link" href="/staff/account">
                    {say(ACCOUNT)}
                </a>
            </span>
            <span class="desk__tools">
                <Tools />
            </span>
        </div>
    }
}
