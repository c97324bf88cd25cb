//! Saved views: filters under a name, for everybody at the desk. They work without a network.

use domain::{
    kind::{Context, EventSourced, Refusal},
    ledger::CaseFilter,
    role::Role,
    saved_view::{SavedView, ViewCommand},
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use crate::{
    components::{For, Icon, Show, Sign},
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const VIEWS: Text = text("常用筛选", "Saved views");
const NAME: Text = text("名字", "Name");
const SAVE: Text = text("存为常用筛选", "Save as a view");
const REMOVE: Text = text("删除常用筛选“{}”", "Remove the view “{}”");

/// The views, and the way to save one.
#[component]
pub fn Views(filter: RwSignal<CaseFilter>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let list = desk.device.desk.entities.of::<SavedView>();
    let views = Memo::new(move |_| {
        list.with(|list| {
            let offered = list.shown.iter().filter(|(_, view)| !view.state.removed);
            let mut offered: Vec<(String, Uuid, CaseFilter)> =
                offered.map(|(id, view)| (view.state.name.clone(), *id, view.state.filter.clone())).collect();
            offered.sort_by(|one, other| one.0.cmp(&other.0));
            offered
        })
    });
    let name = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<Bilingual>);
    let writes = Memo::new(move |_| desk.me.with(|me| me.role != Role::Regulator));
    let save = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        let command = ViewCommand::Save { name: name.get_untracked(), filter: filter.get_untracked() };
        let context = Context { now: desk.device.now(), by: desk.actor() };
        match SavedView::decide(None, None, &command, &context) {
            Err(why) => wrong.set(Some(why.sentence())),
            Ok(_) => {
                wrong.set(None);
                name.set(String::new());
                let id = crate::device::fresh_name();
                spawn_local(async move { desk.device.act_on::<SavedView>(id, None, command).await });
            }
        }
    };
    let one = move |(label, id, of): (String, Uuid, CaseFilter)| {
        let chosen = of.clone();
        let removes = label.clone();
        let remove = move |_| {
            spawn_local(async move { desk.device.act_on::<SavedView>(id, None, ViewCommand::Remove).await });
        };
        view! {
            <span class="ledger__view">
                <button
                    class="pill"
                    type="button"
                    aria-pressed=move || filter.with(|now| *now == chosen).to_string()
                    on:click=move |_| filter.set(of.clone())
                >
                    {label}
                </button>
                <Show when=move || writes.get()>
                    <button
                        class="pill ledger__remove"
                        type="button"
                        aria-label={
                            let removes = removes.clone();
                            move || REMOVE.fill(lang.get(), &[&removes])
                        }
                        on:click=remove
                    >
                        <Icon sign=Sign::Close />
                    </button>
                </Show>
            </span>
        }
    };
    view! {
        <div class="ledger__views no-print">
            <div class="pills" role="group" aria-label=say(VIEWS)>
                <For each=move || views.get() key=|view| view.clone() children=one />
            </div>
            <Show when=move || writes.get() && filter.with(|filter| !filter.is_empty())>
                <form class="ledger__save" method="post" on:submit=save>
                    <label class="vh" for="view-name">
                        {say(NAME)}
                    </label>
                    <input
                        class="field__input"
                        id="view-name"
                        type="text"
                        autocomplete="off"
                        placeholder=say(NAME)
                        aria-describedby="view-wrong"
                        prop:value=move || name.get()
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                    <button class="btn" type="submit">
                        {say(SAVE)}
                    </button>
                    <p class="field__error" id="view-wrong" role="alert">
                        {move || wrong.get().map(|why| why.in_lang(lang.get()).to_owned())}
                    </p>
                </form>
            </Show>
        </div>
    }
}
