//! 检查清单: supervisors edit them; each time it is a new version, and rounds keep the one by which they were made.

use domain::{
    oversight::checklist::{Checklist, Command, Item, MOST_ITEMS, said},
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::super::{
    all,
    fields::{Form, Line},
    frame::{OnePage, Section},
    refused::not_saved,
    sheet::Sheet,
    words,
};
use crate::{
    components::Show,
    device::fresh_name,
    entities::Shown,
    lang::{say, use_lang},
    pages::staff::desk::{connection::ConnectionLine, context::use_desk},
};

const TITLE: Text = text("检查清单", "Checklists");
const LEAD: Text = text(
    "主管修改；改一次就是新的一版。开始了的巡查还照开始时那一版。",
    "Supervisors edit them; each change is a new version. A round that has begun keeps the version it began with.",
);
const NEW: Text = text("新写一份", "A new checklist");
const EDIT: Text = text("修改", "Change it");
const RETIRE: Text = text("停用", "Stop using it");
const RESTORE: Text = text("恢复使用这份清单", "Use it again");
const RETIRED: Text = text("已停用", "Not in use");
const VERSION: Text = text("第 {} 版 · {} 项", "Version {} · {} item{s}");
const NAME: Text = text("清单名称", "Name of the checklist");
const NAME_EN: Text = text("英文名称（可以以后再写）", "Name in English (may follow later)");
const ROW: Text = text("第 {} 项：查什么", "Item {}: what is looked at");
const ROW_EN: Text = text("英文（可不填）", "In English (optional)");
const BASIS: Text = text("依据（可不填）", "Article or rule (optional)");
const MORE: Text = text("再加一项", "Another item");
const SAVE: Text = text("保存这一版", "Save this version");

/// The page.
#[component]
pub fn Checklists() -> impl IntoView {
    view! {
        <OnePage section=Section::Rounds title=TITLE>
            <All />
        </OnePage>
    }
}

#[component]
fn All() -> impl IntoView {
    let desk = use_desk();
    let supervises = Memo::new(move |_| desk.me.with(|me| me.role.supervises()));
    let editing = RwSignal::new(None::<(Uuid, bool)>);
    let lists = all::<Checklist>(&desk);
    let rows = {
        let lists = lists.clone();
        move || {
            let of = |(id, shown): (&Uuid, &Shown<Checklist>)| one(*id, shown, supervises, editing).into_any();
            lists.with(|lists| lists.shown.iter().map(of).collect_view())
        }
    };
    view! {
        <div class="order__head">
            <h1>{say(TITLE)}</h1>
            <ConnectionLine />
            <p class="muted">{say(LEAD)}</p>
        </div>
        {not_saved::<Checklist>(None, said_of, |_| "/staff/checklists".to_owned())}
        <Show when=move || supervises.get() && editing.with(Option::is_none)>
            <div class="actions">
                <button class="btn btn--main" type="button" on:click=move |_| editing.set(Some((fresh_name(), true)))>
                    {say(NEW)}
                </button>
            </div>
        </Show>
        {move || match editing.get() {
            Some((id, is_new)) => view! { <Editor id is_new editing /> }.into_any(),
            None => rows().into_any(),
        }}
    }
}

fn said_of(command: &Command) -> String {
    match command {
        Command::Write { title, items } => {
            let items = items.iter().map(|item| item.words.zh.as_str());
            [title.zh.as_str()].into_iter().chain(items).collect::<Vec<_>>().join(" · ")
        }
        Command::Retire | Command::Restore => String::new(),
    }
}

fn one(
    id: Uuid,
    shown: &Shown<Checklist>,
    supervises: Memo<bool>,
    editing: RwSignal<Option<(Uuid, bool)>>,
) -> impl IntoView + use<> {
    let device = use_desk().device;
    let lang = use_lang();
    let (list, waits) = (shown.state.clone(), shown.waits);
    let (rev, retired) = (list.rev, list.retired);
    let counts = [list.version.to_string(), list.items.len().to_string()];
    let title = list.title;
    let item = move |item: Item| {
        let basis =
            (!item.basis.is_empty()).then(|| view! { <span class="small muted">" " {item.basis.clone()}</span> });
        view! { <li>{move || said(&item.words, lang.get()).to_owned()} {basis}</li> }
    };
    let turn = move |_| {
        let command = if retired { Command::Restore } else { Command::Retire };
        spawn_local(async move { device.act_on::<Checklist>(id, Some(rev), command).await });
    };
    view! {
        <section class="card">
            <h2 class="card__title">{move || said(&title, lang.get()).to_owned()}</h2>
            <p class="muted">
                {move || VERSION.fill(lang.get(), &[&counts[0], &counts[1]])} " "
                {retired.then(|| view! { <span class="tag">{say(RETIRED)}</span> })} " "
                {waits.then(|| view! { <span class="tag tag--amber">{say(words::WAITS)}</span> })}
            </p>
            <ol class="order__list">{list.items.into_iter().map(item).collect_view()}</ol>
            <Show when=move || supervises.get()>
                <div class="actions">
                    <button class="btn" type="button" on:click=move |_| editing.set(Some((id, false)))>
                        {say(EDIT)}
                    </button>
                    <button class="btn btn--quiet" type="button" on:click=turn>
                        {say(if retired { RESTORE } else { RETIRE })}
                    </button>
                </div>
            </Show>
        </section>
    }
}

#[component]
fn Editor(id: Uuid, is_new: bool, editing: RwSignal<Option<(Uuid, bool)>>) -> impl IntoView {
    let desk = use_desk();
    let lists = all::<Checklist>(&desk);
    let before = lists.with_untracked(|lists| lists.shown.get(&id).map(|shown| shown.state.clone()));
    // A new one is found again under no name: it has none before it is saved.
    let sheet = Sheet::of(desk, if is_new { Uuid::nil() } else { id }, "checklist");
    let items = before.as_ref().map(|list| list.items.clone()).unwrap_or_default();
    if let Some(list) = &before {
        sheet.begun_on(list.rev, |sheet| {
            sheet.slot("zh").set(list.title.zh.clone());
            sheet.slot("en").set(list.title.en.clone());
            for (place, item) in items.iter().enumerate() {
                sheet.slot(&format!("zh{place}")).set(item.words.zh.clone());
                sheet.slot(&format!("en{place}")).set(item.words.en.clone());
                sheet.slot(&format!("basis{place}")).set(item.basis.clone());
            }
        });
    }
    sheet.suggest("rows", || items.len().max(3).to_string());
    let rows = sheet.slot("rows");
    let count = Memo::new(move |_| rows.get().parse::<usize>().unwrap_or(3).min(MOST_ITEMS));
    let close = Callback::new(move |()| {
        editing.try_set(None);
    });
    let leave = Callback::new(move |()| {
        sheet.clear();
        editing.set(None);
    });
    let submit = Callback::new(move |()| {
        let item = |place: usize| Item {
            words: Bilingual { zh: sheet.text(&format!("zh{place}")), en: sheet.text(&format!("en{place}")) },
            basis: sheet.text(&format!("basis{place}")),
        };
        let title = Bilingual { zh: sheet.text("zh"), en: sheet.text("en") };
        let command = Command::Write { title, items: (0..count.get_untracked()).map(item).collect() };
        sheet.submit::<Checklist>(id, before.clone(), vec![command], close);
    });
    view! {
        <section class="card">
            <Form sheet act=SAVE submit cancel=leave>
                <Line sheet field="zh" label=NAME />
                <Line sheet field="en" label=NAME_EN />
                {move || (0..count.get()).map(|place| view! { <Row sheet place /> }).collect_view()}
                <Show when=move || count.get() < MOST_ITEMS>
                    <button class="btn" type="button" on:click=move |_| rows.set((count.get_untracked() + 1).to_string())>
                        {say(MORE)}
                    </button>
                </Show>
            </Form>
        </section>
    }
}

#[component]
fn Row(sheet: Sheet, place: usize) -> impl IntoView {
    let lang = use_lang();
    let number = (place + 1).to_string();
    let input = |of: &str, label: Signal<String>| {
        let key = format!("{of}{place}");
        let (slot, id) = (sheet.slot(&key), sheet.id(&key));
        view! {
            <div class="field">
                <label class="field__label" for=id.clone()>
                    {move || label.get()}
                </label>
                <input
                    class="field__input"
                    id=id
                    type="text"
                    autocomplete="off"
                    prop:value=move || slot.get()
                    on:input=move |event| slot.set(event_target_value(&event))
                />
            </div>
        }
    };
    let plain = move |label: Text| Signal::derive(move || label.in_lang(lang.get()).to_owned());
    view! {
        <div class="order__row">
            {input("zh", Signal::derive(move || ROW.fill(lang.get(), &[&number])))} {input("en", plain(ROW_EN))}
            {input("basis", plain(BASIS))}
        </div>
    }
}
