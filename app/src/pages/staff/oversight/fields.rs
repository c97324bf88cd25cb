//! The controls of the forms.

use domain::words::{Text, text};
use leptos::prelude::*;

use super::sheet::Sheet;
use crate::{
    components::{NoticeBox, Tone},
    lang::{say, use_lang},
};

const CHOOSE: Text = text("请选择", "Please choose");
const CANCEL: Text = text("先不办", "Not now");

/// The form: its fields, what is wrong, and the way on.
#[component]
pub fn Form(
    sheet: Sheet,
    /// What is done.
    act: Text,
    /// Does it.
    submit: Callback<()>,
    /// Leaves it.
    #[prop(optional)]
    cancel: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let wrong = move || {
        sheet.wrong.get().map(|why| {
            let words = why.in_lang(lang.get()).to_owned();
            view! {
                <NoticeBox tone=Tone::Error>
                    <p role="alert">{words}</p>
                </NoticeBox>
            }
        })
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        submit.run(());
    };
    view! {
        <form class="order__form" method="post" novalidate on:submit=on_submit>
            {children()} {wrong}
            <div class="actions">
                <button class="btn btn--main" type="submit">
                    {say(act)}
                </button>
                {cancel
                    .map(|cancel| {
                        view! {
                            <button class="btn" type="button" on:click=move |_| cancel.run(())>
                                {say(CANCEL)}
                            </button>
                        }
                    })}
            </div>
        </form>
    }
}

/// A field for one line.
#[component]
pub fn Line(
    sheet: Sheet,
    field: &'static str,
    label: Text,
    #[prop(optional)] hint: Option<Text>,
    /// What is often written.
    #[prop(optional)]
    offers: &'static [&'static str],
    /// `text` or `date`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What stands there until somebody types.
    #[prop(optional, into)]
    offered: Option<String>,
) -> impl IntoView {
    let (slot, id) = (sheet.slot(field), sheet.id(field));
    let value =
        move || Some(slot.get()).filter(|text| !text.is_empty()).or_else(|| offered.clone()).unwrap_or_default();
    let list = (!offers.is_empty()).then(|| format!("{id}-offers"));
    let described = hint.map(|_| format!("{id}-hint"));
    let datalist = list.clone().map(|list| {
        let options = offers.iter().map(|offer| view! { <option value=*offer></option> }).collect_view();
        view! { <datalist id=list>{options}</datalist> }
    });
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {say(label)}
            </label>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{say(hint)}</p> })}
            <input
                class="field__input"
                id=id.clone()
                type=kind
                autocomplete="off"
                list=list
                aria-describedby=described
                prop:value=value
                on:input=move |event| slot.set(event_target_value(&event))
            />
            {datalist}
        </div>
    }
}

/// A field for words.
#[component]
pub fn Words(
    sheet: Sheet,
    #[prop(into)] field: String,
    label: Text,
    #[prop(optional)] hint: Option<Text>,
) -> impl IntoView {
    let (slot, id) = (sheet.slot(&field), sheet.id(&field));
    let described = hint.map(|_| format!("{id}-hint"));
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {say(label)}
            </label>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{say(hint)}</p> })}
            <textarea
                class="field__input"
                id=id.clone()
                rows="3"
                aria-describedby=described
                prop:value=move || slot.get()
                on:input=move |event| slot.set(event_target_value(&event))
            ></textarea>
        </div>
    }
}

/// One of a list that may be long.
#[component]
pub fn Pick(
    sheet: Sheet,
    field: &'static str,
    label: Text,
    /// Words in data, and what people read.
    options: Signal<Vec<(String, String)>>,
    /// What stands for none of them.
    #[prop(default = CHOOSE)]
    none: Text,
) -> impl IntoView {
    let (slot, id) = (sheet.slot(field), sheet.id(field));
    let option = move |(code, name): (String, String)| {
        let is_chosen = {
            let code = code.clone();
            move || slot.get() == code
        };
        view! {
            <option value=code selected=is_chosen>
                {name}
            </option>
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {say(label)}
            </label>
            <select class="field__input" id=id.clone() on:change=move |event| slot.set(event_target_value(&event))>
                <option value="" selected=move || slot.get().is_empty()>
                    {say(none)}
                </option>
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

/// One of a few, as tiles.
#[component]
pub fn Tiles(
    sheet: Sheet,
    field: &'static str,
    label: Text,
    options: Vec<(&'static str, Text)>,
    #[prop(optional)] hint: Option<Signal<String>>,
) -> impl IntoView {
    let (slot, id) = (sheet.slot(field), sheet.id(field));
    let tile = |(code, name): (&'static str, Text)| {
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    id=format!("{id}-{code}")
                    name=id.clone()
                    value=code
                    prop:checked=move || slot.get() == code
                    on:change=move |_| slot.set(code.to_owned())
                />
                <span class="choice__body">
                    <span class="choice__title">{say(name)}</span>
                </span>
            </label>
        }
    };
    let tiles = options.into_iter().map(tile).collect_view();
    view! {
        <fieldset class="field">
            <legend class="field__label">{say(label)}</legend>
            {hint.map(|hint| view! { <p class="field__hint">{move || hint.get()}</p> })}
            <div class="choices choices--3">{tiles}</div>
        </fieldset>
    }
}

/// What is wrong in the words of a control that has none in the domain.
pub fn wrong(sheet: Sheet, what: Text) {
    sheet.wrong.set(Some(what.into()));
}
