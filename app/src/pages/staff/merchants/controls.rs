//! The controls of an application.

use domain::{
    form::Term,
    merchant::{ApplicationForm, Field, FieldProblem},
    words::{Bilingual, Text, text},
};
use leptos::prelude::*;

use super::sheet::Sheet;
use crate::{
    components::{Icon, Sign},
    lang::{say, use_lang},
};

const CHOOSE: Text = text("请选择", "Please choose");
const HOW_MANY: Text = text("还有 {} 处要改", "{} thing{s} to correct");

/// The id of a field's control.
pub fn id_of(field: Field) -> String {
    format!("merchant-{}", field.code())
}

/// Writes one field.
pub type Place = fn(&mut ApplicationForm) -> &mut String;

fn read(form: &ApplicationForm, place: Place) -> String {
    // A place is written through; reading goes over a copy, of which there is one for a field and keystroke.
    place(&mut form.clone()).clone()
}

/// A field for one line.
#[component]
pub fn Line(
    sheet: Sheet,
    field: Field,
    place: Place,
    #[prop(optional)] hint: Option<Text>,
    /// `text` or `tel`.
    #[prop(default = "text")]
    kind: &'static str,
) -> impl IntoView {
    let id = id_of(field);
    let wrong = Memo::new(move |_| !sheet.wrong_at(field).is_empty());
    let described = {
        let id = id.clone();
        move || {
            let hint = hint.map(|_| format!("{id}-hint"));
            let wrong = wrong.get().then(|| format!("{id}-error"));
            hint.into_iter().chain(wrong).collect::<Vec<_>>().join(" ")
        }
    };
    view! {
        <div class="field" class=("field--error", move || wrong.get())>
            <label class="field__label" for=id.clone()>
                {say(field.label())}
            </label>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{}-hint", id_of(field))>{say(hint)}</p> })}
            <input
                class="field__input"
                id=id
                type=kind
                autocomplete="off"
                spellcheck="false"
                aria-invalid=move || wrong.get().then_some("true")
                aria-describedby=described
                prop:value=move || sheet.form.with(|form| read(form, place))
                on:input=move |event| sheet.form.update(|form| *place(form) = event_target_value(&event))
            />
            <Wrong sheet field />
        </div>
    }
}

/// One term of a list.
#[component]
pub fn Choice<T>(sheet: Sheet, field: Field, place: Place, terms: &'static [T]) -> impl IntoView
where
    T: Term + Send + Sync,
{
    let named = terms.iter().map(|term| (term.code(), term.name())).collect::<Vec<_>>();
    let value = Signal::derive(move || sheet.form.with(|form| read(form, place)));
    let write = Callback::new(move |code| sheet.form.update(|form| *place(form) = code));
    let wrong = Signal::derive(move || !sheet.wrong_at(field).is_empty());
    view! {
        <div class="field" class=("field--error", move || wrong.get())>
            <label class="field__label" for=id_of(field)>
                {say(field.label())}
            </label>
            <Select id=id_of(field) terms=named value write wrong />
            <Wrong sheet field />
        </div>
    }
}

/// The list itself.
#[component]
pub fn Select(
    #[prop(into)] id: String,
    terms: Vec<(&'static str, Text)>,
    value: Signal<String>,
    write: Callback<String>,
    #[prop(into)] wrong: Signal<bool>,
) -> impl IntoView {
    let lang = use_lang();
    let option = move |(code, name): (&'static str, Text)| {
        view! {
            <option value=code selected=move || value.with(|value| value == code)>
                {move || name.in_lang(lang.get())}
            </option>
        }
    };
    view! {
        <select
            class="field__input"
            id=id
            aria-invalid=move || wrong.get().then_some("true")
            prop:value=move || value.get()
            on:change=move |event| write.run(event_target_value(&event))
        >
            <option value="" selected=move || value.with(String::is_empty)>
                {say(CHOOSE)}
            </option>
            {terms.into_iter().map(option).collect_view()}
        </select>
    }
}

/// One term of a few, as tiles.
#[component]
pub fn Tiles<T>(sheet: Sheet, field: Field, place: Place, terms: &'static [T]) -> impl IntoView
where
    T: Term + Send + Sync,
{
    let tile = |(index, term): (usize, &T)| {
        let (code, name) = (term.code(), term.name());
        // The first carries the field's id, so that the list of mistakes leads to it.
        let id = if index == 0 { id_of(field) } else { format!("{}-{code}", id_of(field)) };
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    id=id
                    name=id_of(field)
                    value=code
                    prop:checked=move || sheet.form.with(|form| read(form, place) == code)
                    on:change=move |_| sheet.form.update(|form| code.clone_into(place(form)))
                />
                <span class="choice__body">
                    <span class="choice__title">{say(name)}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="field" class=("field--error", move || !sheet.wrong_at(field).is_empty())>
            <legend class="field__label">{say(field.label())}</legend>
            <div class="choices choices--3">{terms.iter().enumerate().map(tile).collect_view()}</div>
            <Wrong sheet field />
        </fieldset>
    }
}

/// What is wrong with a field.
#[component]
pub fn Wrong(sheet: Sheet, field: Field) -> impl IntoView {
    let sentences = move || sheet.wrong_at(field).into_iter().map(FieldProblem::sentence).collect::<Vec<_>>();
    view! { <Sentences id=format!("{}-error", id_of(field)) sentences=Signal::derive(sentences) /> }
}

/// Mistakes, each a sentence.
#[component]
pub fn Sentences(#[prop(into)] id: String, sentences: Signal<Vec<Bilingual>>) -> impl IntoView {
    let lang = use_lang();
    move || {
        let all = sentences.get();
        (!all.is_empty()).then(|| {
            let line = |sentence: Bilingual| {
                view! {
                    <span class="field__error">
                        <Icon sign=Sign::Alert />
                        <span>{move || sentence.in_lang(lang.get()).to_owned()}</span>
                    </span>
                }
            };
            view! { <div id=id.clone()>{all.into_iter().map(line).collect_view()}</div> }
        })
    }
}

/// The list of mistakes above the form.
#[component]
pub fn Mistakes(sheet: Sheet) -> impl IntoView {
    let lang = use_lang();
    let all = Memo::new(move |_| sheet.wrong());
    let item = move |problem: FieldProblem| {
        view! {
            <li>
                <a href=format!("#{}", id_of(problem.field()))>
                    {move || problem.sentence().in_lang(lang.get()).to_owned()}
                </a>
            </li>
        }
    };
    view! {
        <div class="errors" id="merchant-mistakes" role="alert" tabindex="-1" hidden=move || all.with(Vec::is_empty)>
            <h2 class="errors__title">{move || HOW_MANY.fill(lang.get(), &[&all.with(Vec::len).to_string()])}</h2>
            <ul class="errors__list">{move || all.get().into_iter().map(item).collect_view()}</ul>
        </div>
    }
}
