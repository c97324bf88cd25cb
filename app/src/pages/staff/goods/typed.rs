//! What is typed into a form about goods: on the disk with every keystroke, sealed, until the command that it becomes is.

use std::collections::BTreeMap;

use domain::{
    form::Term,
    goods::{Command, Field, FieldProblem, GoodsFile, Rejection},
    ids::CaseId,
    kind::{Context, EventSourced, Refusal},
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::act;
use crate::{
    components::{Icon, NoticeBox, Sign, Tone},
    lang::{say, use_lang},
    pages::staff::{desk::context::DeskContext, focus::focus_soon},
    typing::Slot,
};

const CHOOSE: Text = text("请选择", "Please choose");

type Fields = BTreeMap<String, String>;

/// The fields of one form.
#[derive(Clone, Copy)]
pub struct Typed {
    desk: DeskContext,
    /// Where it is kept.
    id: Uuid,
    /// The goods that it is about.
    goods: Uuid,
    place: &'static str,
    fields: RwSignal<Fields>,
    slot: Slot,
    why: RwSignal<Option<Rejection>>,
    busy: RwSignal<bool>,
}

impl Typed {
    /// As far as it was typed before.
    pub fn at(desk: DeskContext, id: Uuid, place: &'static str) -> Self {
        let kept = sync::read_json(&desk.written(CaseId(id), place)).unwrap_or_default();
        let slot = desk.slot(CaseId(id), place);
        let (fields, why, busy) = (RwSignal::new(kept), RwSignal::new(None), RwSignal::new(false));
        Self { desk, id, goods: id, place, fields, slot, why, busy }
    }

    /// The same about goods that have another name than the place where it is kept.
    pub fn for_goods(self, goods: Uuid) -> Self {
        Self { goods, ..self }
    }

    /// Nothing was typed.
    pub fn is_empty(self) -> bool {
        self.fields.with_untracked(BTreeMap::is_empty)
    }

    /// A field, followed.
    pub fn get(self, field: &str) -> String {
        self.fields.with(|fields| fields.get(field).cloned()).unwrap_or_default()
    }

    /// A field as it is now.
    pub fn now(self, field: &str) -> String {
        self.fields.with_untracked(|fields| fields.get(field).cloned()).unwrap_or_default()
    }

    /// The same of a named field.
    pub fn of(self, field: Field) -> String {
        self.now(field.code())
    }

    /// Writes a field.
    pub fn set(self, field: &str, text: String) {
        self.fields.update(|fields| {
            fields.insert(field.to_owned(), text);
        });
        self.slot.set(self.fields.with_untracked(|fields| serde_json::to_string(fields).unwrap_or_default()));
    }

    /// Writes a field where nothing stands in it.
    pub fn suggest(self, field: Field, text: String) {
        if self.of(field).is_empty() {
            self.fields.update(|fields| {
                fields.insert(field.code().to_owned(), text);
            });
        }
    }

    /// Nothing is typed any more.
    pub fn clear(self) {
        self.why.set(None);
        self.fields.set(Fields::new());
        self.slot.set(String::new());
    }

    /// The id of a field's control.
    pub fn control(self, field: &str) -> String {
        format!("goods-{}-{field}", self.place)
    }

    fn wrong_at(self, field: Field) -> Vec<FieldProblem> {
        self.why.with(|why| match why {
            Some(Rejection::Wrong { wrong }) => {
                wrong.iter().filter(|problem| problem.field() == field).copied().collect()
            }
            _ => Vec::new(),
        })
    }

    /// Says why it cannot be.
    pub fn refuse(self, why: Rejection) {
        let first = if let Rejection::Wrong { wrong } = &why { wrong.first().map(|one| one.field()) } else { None };
        self.why.set(Some(why));
        focus_soon(first.map_or_else(|| self.control("why"), |field| self.control(field.code())));
    }

    /// Gives the command, or says why it cannot be; afterwards the form is empty.
    pub fn give(self, file: Option<&GoodsFile>, command: Command, done: impl FnOnce() + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        let context = Context { now: self.desk.device.now(), by: self.desk.actor() };
        let base = file.map(|file| file.rev);
        if let Err(why) = GoodsFile::decide(file, base, &command, &context) {
            return self.refuse(why);
        }
        self.busy.set(true);
        let (typing, me) = (self.desk.typing, self.desk.me.with_untracked(|me| me.id));
        let Self { desk, id, goods, place, fields, why, busy, .. } = self;
        spawn_local(async move {
            act(desk, goods, base, command).await;
            // Only now: a tablet that dies in between has the words in one of the two places.
            typing.clear(me, CaseId(id), place);
            fields.try_set(Fields::new());
            why.try_set(None);
            busy.try_set(false);
            done();
        });
    }
}

/// A field for one line.
#[component]
pub fn Line(
    typed: Typed,
    field: Field,
    /// `text`, `tel` or `date`.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional)] hint: Option<Text>,
    /// Another name than the field's.
    #[prop(optional)]
    label: Option<Text>,
) -> impl IntoView {
    let id = typed.control(field.code());
    let wrong = Memo::new(move |_| !typed.wrong_at(field).is_empty());
    let described = {
        let id = id.clone();
        move || {
            let hint = hint.map(|_| format!("{id}-hint"));
            let wrong = wrong.get().then(|| format!("{id}-error"));
            hint.into_iter().chain(wrong).collect::<Vec<_>>().join(" ")
        }
    };
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field" class=("field--error", move || wrong.get())>
            <label class="field__label" for=id.clone()>
                {say(label.unwrap_or(field.name()))}
            </label>
            {hint.map(|hint| view! { <p class="field__hint" id=hint_id>{say(hint)}</p> })}
            <input
                class="field__input"
                id=id
                type=kind
                autocomplete="off"
                spellcheck="false"
                aria-invalid=move || wrong.get().then_some("true")
                aria-describedby=described
                prop:value=move || typed.get(field.code())
                on:input=move |event| typed.set(field.code(), event_target_value(&event))
            />
            <Wrong typed field />
        </div>
    }
}

/// What is wrong with a field.
#[component]
pub fn Wrong(typed: Typed, field: Field) -> impl IntoView {
    let lang = use_lang();
    let id = format!("{}-error", typed.control(field.code()));
    move || {
        let all = typed.wrong_at(field);
        (!all.is_empty()).then(|| {
            let line = |problem: FieldProblem| {
                view! {
                    <span class="field__error">
                        <Icon sign=Sign::Alert />
                        <span>{move || problem.sentence().in_lang(lang.get()).to_owned()}</span>
                    </span>
                }
            };
            view! { <div id=id.clone()>{all.into_iter().map(line).collect_view()}</div> }
        })
    }
}

/// One of a list; `options` are codes with their names.
#[component]
pub fn Choice(
    typed: Typed,
    field: &'static str,
    label: Text,
    options: Signal<Vec<(String, Bilingual)>>,
) -> impl IntoView {
    let lang = use_lang();
    let id = typed.control(field);
    let option = move |(code, name): (String, Bilingual)| {
        let value = code.clone();
        view! {
            <option value=value selected=move || typed.get(field) == code>
                {move || name.in_lang(lang.get()).to_owned()}
            </option>
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {say(label)}
            </label>
            <select
                class="field__input"
                id=id
                prop:value=move || typed.get(field)
                on:change=move |event| typed.set(field, event_target_value(&event))
            >
                <option value="" selected=move || typed.get(field).is_empty()>
                    {say(CHOOSE)}
                </option>
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
            {Field::from_code(field).map(|field| view! { <Wrong typed field /> })}
        </div>
    }
}

/// The terms of a list, for [`Choice`].
pub fn terms<T: Term>() -> Signal<Vec<(String, Bilingual)>> {
    let all: Vec<_> = T::ALL.iter().map(|term| (term.code().to_owned(), Bilingual::from(term.name()))).collect();
    Signal::derive(move || all.clone())
}

/// A tick.
#[component]
pub fn Tick(typed: Typed, field: &'static str, #[prop(into)] label: Signal<String>) -> impl IntoView {
    view! {
        <label class="check">
            <input
                class="check__input"
                type="checkbox"
                prop:checked=move || !typed.get(field).is_empty()
                on:change=move |event| {
                    typed.set(field, if event_target_checked(&event) { "yes".to_owned() } else { String::new() });
                }
            />
            <span class="check__text">{label}</span>
        </label>
    }
}

/// Why it cannot be, above the button.
#[component]
pub fn Why(typed: Typed) -> impl IntoView {
    let lang = use_lang();
    move || {
        typed.why.get().map(|why| {
            let words = why.sentence().in_lang(lang.get()).to_owned();
            view! {
                <div id=typed.control("why") tabindex="-1">
                    <NoticeBox tone=Tone::Error>
                        <p role="alert">{words}</p>
                    </NoticeBox>
                </div>
            }
        })
    }
}
