//! The controls of the form. Each is named after its field, so that the same form posts without WebAssembly.

use domain::{
    form::{Field, Term},
    words::Text,
};
use leptos::{prelude::*, tachys::view::any_view::IntoAny};

use super::form_state::FormState;
use crate::{
    components::{AmountRead, Icon, Sign},
    device::use_device,
    lang::{say, use_lang},
};

/// What a text field is for, so that the right keyboard opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    pub kind: &'static str,
    pub mode: &'static str,
    pub autocomplete: &'static str,
    pub affix: Option<&'static str>,
}

impl Keys {
    pub const TEXT: Self = Self { kind: "text", mode: "text", autocomplete: "off", affix: None };
    pub const DATE: Self = Self { kind: "date", mode: "none", autocomplete: "off", affix: None };
    pub const MONEY: Self = Self { kind: "text", mode: "decimal", autocomplete: "off", affix: Some("¥") };
    pub const NAME: Self = Self { kind: "text", mode: "text", autocomplete: "name", affix: None };
    pub const PHONE: Self = Self { kind: "tel", mode: "tel", autocomplete: "tel", affix: None };
    pub const ADDRESS: Self = Self { kind: "text", mode: "text", autocomplete: "street-address", affix: None };
}

fn described_by(field: Field, hint: bool, error: bool) -> Option<String> {
    let name = field.name();
    let parts: Vec<_> = [(hint, "hint"), (error, "error")]
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, part)| format!("{name}-{part}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// One line of text.
#[component]
pub fn TextField(
    form: FormState,
    field: Field,
    #[prop(optional)] hint: Option<Text>,
    #[prop(default = Keys::TEXT)] keys: Keys,
) -> impl IntoView {
    let device = use_device();
    let wrong = move || form.error_of(field).is_some();
    let input = view! {
        <input
            class="field__input"
            id=field.name()
            name=field.name()
            type=keys.kind
            inputmode=keys.mode
            autocomplete=move || if device.kiosk.get() { "off" } else { keys.autocomplete }
            value=form.draft.with_untracked(|draft| draft.get(field).to_owned())
            aria-invalid=move || wrong().then_some("true")
            aria-describedby=move || described_by(field, hint.is_some(), wrong())
            on:input=move |event| form.write(field, |draft| draft.set(field, event_target_value(&event)))
        />
    };
    // What was read of an amount shows while it is typed; without a script the server shows it with its answer.
    let read = (keys == Keys::MONEY).then(|| {
        let typed = Signal::derive(move || form.draft.with(|draft| draft.get(field).to_owned()));
        view! { <AmountRead typed /> }
    });
    let input = match keys.affix {
        Some(affix) => view! {
            <div class="field__wrap">
                <span class="field__affix" aria-hidden="true">{affix}</span>
                {input}
            </div>
        }
        .into_any(),
        None => input.into_any(),
    };
    view! {
        <div class="field" class=("field--error", wrong)>
            <label class="field__label" for=field.name()>{say(field.label())}</label>
            <Hint field hint />
            {input}
            {read}
            <FieldProblem form field />
        </div>
    }
}

/// Several lines of text, with a counter.
#[component]
pub fn AreaField(form: FormState, field: Field, hint: Text, most: usize) -> impl IntoView {
    let device = use_device();
    let wrong = move || form.error_of(field).is_some();
    let lang = use_lang();
    let count = move || {
        let written = form.draft.with(|draft| draft.get(field).trim().chars().count());
        super::steps::COUNT.fill(lang.get(), &[&written.to_string(), &most.to_string()])
    };
    view! {
        <div class="field" class=("field--error", wrong)>
            <label class="field__label" for=field.name()>{say(field.label())}</label>
            <Hint field hint=Some(hint) />
            <textarea
                class="field__input"
                id=field.name()
                name=field.name()
                rows="7"
                autocomplete=move || device.kiosk.get().then_some("off")
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=move || described_by(field, true, wrong())
                on:input=move |event| form.write(field, |draft| draft.set(field, event_target_value(&event)))
            >
                {form.draft.with_untracked(|draft| draft.get(field).to_owned())}
            </textarea>
            <p class="field__foot">
                <span class="field__count num">{count}</span>
            </p>
            <FieldProblem form field />
        </div>
    }
}

/// A choice from a list of terms, as big tiles: one, or several where the field takes several.
#[component]
pub fn ChoiceField<T>(
    form: FormState,
    field: Field,
    /// A list to choose from.
    terms: &'static [T],
    #[prop(optional)] hint: Option<Text>,
    /// A word under each tile.
    #[prop(optional)]
    explain: Option<fn(T) -> Text>,
    #[prop(default = "choices choices--2")] class: &'static str,
) -> impl IntoView
where
    T: Term + Send + Sync,
{
    let tiles = terms.iter().map(|&term| Tile {
        code: term.code(),
        title: term.name(),
        explained: explain.map(|explain| explain(term)),
    });
    view! { <Tiles form field tiles=tiles.collect() hint class /> }
}

/// One term to choose.
struct Tile {
    code: &'static str,
    title: Text,
    explained: Option<Text>,
}

/// Not generic: one copy of this in the WebAssembly serves every list of terms.
#[component]
fn Tiles(form: FormState, field: Field, tiles: Vec<Tile>, hint: Option<Text>, class: &'static str) -> impl IntoView {
    let wrong = move || form.error_of(field).is_some();
    let many = field.takes_many();
    // The step's own question says the same already.
    let legend = if field == Field::Kind { "vh" } else { "field__label" };
    let tiles = tiles
        .into_iter()
        .enumerate()
        .map(|(index, Tile { code, title, explained })| {
            let chosen = move || form.draft.with(|draft| draft.has(field, code));
            // The first tile carries the field's name as its id, so that the list of mistakes can lead to it.
            let id = if index == 0 { field.name().to_owned() } else { format!("{}-{code}", field.name()) };
            view! {
                <label class="choice">
                    <input
                        class="choice__input"
                        type=if many { "checkbox" } else { "radio" }
                        id=id
                        name=field.name()
                        value=code
                        checked=form.draft.with_untracked(|draft| draft.has(field, code))
                        prop:checked=chosen
                        on:change=move |event| {
                            let checked = event_target_checked(&event);
                            form.write(field, |draft| {
                                if many {
                                    draft.choose(field, code, checked);
                                } else {
                                    draft.set(field, code);
                                }
                            });
                        }
                    />
                    <span class="choice__body">
                        <span class="choice__title">{say(title)}</span>
                        {explained.map(|words| view! { <span class="choice__hint">{say(words)}</span> })}
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field" class=("field--error", wrong) aria-describedby=move || described_by(field, hint.is_some(), wrong())>
            <legend class=legend>{say(field.label())}</legend>
            <Hint field hint />
            <div class=class>{tiles}</div>
            <FieldProblem form field />
        </fieldset>
    }
}

/// A box to tick.
#[component]
pub fn CheckField(
    form: FormState,
    field: Field,
    #[prop(optional)] hint: Option<Text>,
    /// Stands after the label, such as a link.
    #[prop(optional, into)]
    more: Option<ViewFn>,
) -> impl IntoView {
    let wrong = move || form.error_of(field).is_some();
    view! {
        <div class="field" class=("field--error", wrong)>
            <label class="check">
                <input
                    class="check__input"
                    type="checkbox"
                    id=field.name()
                    name=field.name()
                    value="yes"
                    checked=form.draft.with_untracked(|draft| draft.is_checked(field))
                    prop:checked=move || form.draft.with(|draft| draft.is_checked(field))
                    aria-invalid=move || wrong().then_some("true")
                    aria-describedby=move || described_by(field, false, wrong())
                    on:change=move |event| form.write(field, |draft| draft.check(field, event_target_checked(&event)))
                />
                <span class="check__text">
                    {say(field.label())} {more.map(|more| more.run())}
                    {hint.map(|hint| view! { <span class="check__hint">{say(hint)}</span> })}
                </span>
            </label>
            <FieldProblem form field />
        </div>
    }
}

#[component]
fn Hint(field: Field, hint: Option<Text>) -> impl IntoView {
    hint.map(|hint| view! { <p class="field__hint" id=format!("{}-hint", field.name())>{say(hint)}</p> })
}

#[component]
fn FieldProblem(form: FormState, field: Field) -> impl IntoView {
    let lang = use_lang();
    move || {
        form.error_of(field).map(|error| {
            view! {
                <p class="field__error" id=format!("{}-error", field.name())>
                    <Icon sign=Sign::Alert />
                    <span>{move || error.sentence().in_lang(lang.get()).to_owned()}</span>
                </p>
            }
        })
    }
}
