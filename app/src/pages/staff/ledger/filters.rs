//! What the list is filtered by.

use domain::{
    case::State,
    form::{Category, Kind, Term},
    ids::StaffId,
    ledger::CaseFilter,
    mechanism::Mechanism,
    moment::Day,
    words::{Text, text},
};
use leptos::prelude::*;

use crate::{
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const FILTER: Text = text("筛选", "Filters");
const ANY: Text = text("不限", "Any");
const STATE: Text = text("状态", "State");
const MERCHANT: Text = text("商户或铺位", "Merchant or stall");
const KIND: Text = text("类型", "Kind");
const CATEGORY: Text = text("问题类别", "Category");
const RECEIVER: Text = text("首问人", "First receiver");
const MECHANISM: Text = text("快速机制", "Mechanism");
const FROM: Text = text("收到：从", "Received from");
const TO: Text = text("到", "to");
const CLEAR: Text = text("清除条件", "Clear");

/// The controls.
#[component]
pub fn Filters(filter: RwSignal<CaseFilter>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let states = move || {
        let all = State::ALL.iter().filter(|state| !state.is_on_device());
        all.map(|state| (format!("{state:?}"), state.name().in_lang(lang.get()).to_owned())).collect::<Vec<_>>()
    };
    let people = move || {
        let members = desk.device.desk.members;
        let mut all: Vec<(String, String)> = members.with(|members| {
            let receiving = members.values().filter(|one| one.role.receives_cases());
            receiving.map(|one| (one.id.to_string(), one.name.clone())).collect()
        });
        all.sort_by(|one, other| one.1.cmp(&other.1));
        all
    };
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <div class="ledger__filters no-print" role="group" aria-label=say(FILTER)>
            <Choice
                id="ledger-state"
                label=STATE
                choices=Signal::derive(states)
                value=Signal::derive(move || filter.with(|f| f.state.map(|s| format!("{s:?}")).unwrap_or_default()))
                write=Callback::new(move |code: String| {
                    filter.update(|f| f.state = State::ALL.into_iter().find(|state| format!("{state:?}") == code));
                })
            />
            <Choice
                id="ledger-kind"
                label=KIND
                choices=Signal::derive(move || terms::<Kind>(lang.get()))
                value=Signal::derive(move || filter.with(|f| f.kind.map(|kind| kind.code().to_owned()).unwrap_or_default()))
                write=Callback::new(move |code: String| filter.update(|f| f.kind = Kind::from_code(&code)))
            />
            <Choice
                id="ledger-category"
                label=CATEGORY
                choices=Signal::derive(move || terms::<Category>(lang.get()))
                value=Signal::derive(move || filter.with(|f| f.category.map(|c| c.code().to_owned()).unwrap_or_default()))
                write=Callback::new(move |code: String| filter.update(|f| f.category = Category::from_code(&code)))
            />
            <Choice
                id="ledger-receiver"
                label=RECEIVER
                choices=Signal::derive(people)
                value=Signal::derive(move || filter.with(|f| f.receiver.map(|id| id.to_string()).unwrap_or_default()))
                write=Callback::new(move |code: String| filter.update(|f| f.receiver = code.parse::<StaffId>().ok()))
            />
            <Choice
                id="ledger-mechanism"
                label=MECHANISM
                choices=Signal::derive(move || terms::<Mechanism>(lang.get()))
                value=Signal::derive(move || filter.with(|f| f.mechanism.map(|m| m.code().to_owned()).unwrap_or_default()))
                write=Callback::new(move |code: String| filter.update(|f| f.mechanism = Mechanism::from_code(&code)))
            />
            <Line
                id="ledger-merchant"
                kind="search"
                label=MERCHANT
                value=Signal::derive(move || filter.with(|f| f.merchant.clone()))
                write=Callback::new(move |typed| filter.update(|f| (f.merchant, f.file) = (typed, None)))
            />
            <Line
                id="ledger-from"
                kind="date"
                label=FROM
                value=Signal::derive(move || day(filter.with(|f| f.from)))
                write=Callback::new(move |typed: String| filter.update(|f| f.from = Day::parse(&typed)))
            />
            <Line
                id="ledger-to"
                kind="date"
                label=TO
                value=Signal::derive(move || day(filter.with(|f| f.to)))
                write=Callback::new(move |typed: String| filter.update(|f| f.to = Day::parse(&typed)))
            />
            <button
                class="btn btn--quiet"
                type="button"
                disabled=move || filter.with(CaseFilter::is_empty)
                on:click=move |_| filter.set(CaseFilter::default())
            >
                {say(CLEAR)}
            </button>
        </div>
    }
}

fn terms<T: Term>(lang: domain::words::Lang) -> Vec<(String, String)> {
    T::ALL.iter().map(|term| (term.code().to_owned(), term.name().in_lang(lang).to_owned())).collect()
}

#[component]
fn Choice(
    id: &'static str,
    label: Text,
    choices: Signal<Vec<(String, String)>>,
    value: Signal<String>,
    write: Callback<String>,
) -> impl IntoView {
    let option = move |(code, name): (String, String)| {
        let chosen = code.clone();
        view! {
            <option value=code selected=move || value.get() == chosen>
                {name}
            </option>
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {say(label)}
            </label>
            <select class="field__input" id=id on:change=move |event| write.run(event_target_value(&event))>
                <option value="" selected=move || value.with(String::is_empty)>
                    {say(ANY)}
                </option>
                {move || choices.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn Line(
    id: &'static str,
    kind: &'static str,
    label: Text,
    value: Signal<String>,
    write: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {say(label)}
            </label>
            <input
                class="field__input"
                id=id
                type=kind
                autocomplete="off"
                prop:value=move || value.get()
                on:input=move |event| write.run(event_target_value(&event))
            />
        </div>
    }
}
