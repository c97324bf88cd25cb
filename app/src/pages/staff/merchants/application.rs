//! 入驻申请: the form, for a new merchant and for a change of one. What is wrong is said by the very rule that the server keeps.

use domain::{
    form::{GoodsKind, Term},
    merchant::{Command, Field, IdentityDocument, NotAnIdentity, SubjectForm},
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::{
    act,
    controls::{Choice, Line, Mistakes, Select, Sentences, Tiles, Wrong, id_of},
    permits::Permits,
    sheet::Sheet,
};
use crate::{
    components::Show,
    lang::{say, use_lang},
    pages::staff::{desk::context::use_desk, focus::focus_soon},
};

const SIGN: Text = text("在哪里、卖什么", "Where and what");
const WHO: Text = text("主体", "Who answers for it");
const REACH: Text = text("怎么联系", "How to reach it");
const FLOOR_HINT: Text = text("例如 L2、B1", "Such as L2 or B1");
const STALL_HINT: Text = text("例如 L2-031", "Such as L2-031");
const CODE_HINT: Text = text("照营业执照写 18 位", "Eighteen signs, as on the licence");
const LEGAL_HINT: Text = text("照执照或证件写", "As on the licence or the document");
const RESPONSIBLE_HINT: Text = text("出了事找谁", "Whom to turn to");
const PHONE_HINT: Text = text("手机，或带区号的固定电话", "A mobile number, or one with its area code");
const DOCUMENT: Text = text("证件", "Document");
const NUMBER: Text = text("证件号码", "Its number");
const NUMBER_HINT: Text = text(
    "照证件写，当场核对；核对后只留末四位，全号不保存、不发送。",
    "Copy it from the document; it is checked here, and only the last four signs are kept. The rest is neither saved nor sent.",
);
const CHECKED: Text = text("已核对：{} {}", "Checked: {} {}");
const CHECK: Text = text("核对号码", "Check the number");
const SAVE_NEW: Text = text("登记申请", "File the application");
const SAVE: Text = text("保存变更", "Save the change");
const CANCEL: Text = text("先不填了", "Leave it");

/// The form. `done` gets the file's name once it is on the disk, and none where it was left.
#[component]
pub fn Application(sheet: Sheet, done: Callback<Option<Uuid>>) -> impl IntoView {
    let desk = use_desk();
    let busy = RwSignal::new(false);
    let is_new = sheet.base.get_value().is_none();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        sheet.check_number();
        sheet.tried.set(true);
        if sheet.number_wrong.get_untracked().is_some() {
            return focus_soon(id_of(Field::Identity));
        }
        let form = sheet.form.get_untracked();
        if form.check().is_err() {
            return focus_soon("merchant-mistakes".to_owned());
        }
        busy.set(true);
        let (id, base, form) = (sheet.id.get_value(), sheet.base.get_value(), Box::new(form));
        let command = if is_new { Command::Apply { form } } else { Command::Amend { form } };
        spawn_local(async move {
            act(desk, id, base, command).await;
            // Only now: a tablet that dies in between has the words in one of the two places.
            sheet.clear();
            done.run(Some(id));
        });
    };
    let leave = move |_| {
        sheet.clear();
        done.run(None);
    };
    view! {
        <form class="merchants__form" method="post" novalidate on:submit=submit>
            <Fields sheet />
            <div class="actions merchants__actions">
                <button class="btn btn--main" type="submit" disabled=move || busy.get()>
                    {say(if is_new { SAVE_NEW } else { SAVE })}
                </button>
                <button class="btn" type="button" on:click=leave>
                    {say(CANCEL)}
                </button>
            </div>
        </form>
    }
}

/// Everything that is asked.
#[component]
pub fn Fields(sheet: Sheet) -> impl IntoView {
    view! {
        <Mistakes sheet />
        <section class="card">
            <h2 class="card__title">{say(SIGN)}</h2>
            <Line sheet field=Field::Name place=|form| &mut form.name />
            <div class="field-row">
                <Line sheet field=Field::Floor place=|form| &mut form.floor hint=FLOOR_HINT />
                <Line sheet field=Field::Stall place=|form| &mut form.stall hint=STALL_HINT />
            </div>
            <Choice sheet field=Field::Trade place=|form| &mut form.trade terms=GoodsKind::ALL />
        </section>
        <section class="card">
            <h2 class="card__title">{say(WHO)}</h2>
            <Tiles sheet field=Field::Form place=|form| &mut form.form terms=SubjectForm::ALL />
            <Line sheet field=Field::LegalName place=|form| &mut form.legal_name hint=LEGAL_HINT />
            <Show
                when=move || sheet.is_person()
                fallback=move || view! { <Line sheet field=Field::Code place=|form| &mut form.code hint=CODE_HINT /> }
            >
                <Person sheet />
            </Show>
        </section>
        <section class="card">
            <h2 class="card__title">{say(REACH)}</h2>
            <div class="field-row">
                <Line sheet field=Field::Responsible place=|form| &mut form.responsible hint=RESPONSIBLE_HINT />
                <Line sheet field=Field::Phone place=|form| &mut form.phone hint=PHONE_HINT kind="tel" />
            </div>
            <Line sheet field=Field::Address place=|form| &mut form.address />
        </section>
        <section class="card">
            <Permits sheet />
        </section>
    }
}

/// The document of a natural person. Its number stays in this control and is gone once it was checked.
#[component]
fn Person(sheet: Sheet) -> impl IntoView {
    let lang = use_lang();
    let id = id_of(Field::Identity);
    let terms = IdentityDocument::ALL.iter().map(|document| (document.code(), document.name())).collect::<Vec<_>>();
    let checked = move || {
        sheet.form.with(|form| {
            form.identity.as_ref().map(|identity| {
                CHECKED.fill(lang.get(), &[identity.document.name().in_lang(lang.get()), &identity.masked()])
            })
        })
    };
    let wrong = move || sheet.number_wrong.get().map(NotAnIdentity::sentence);
    let sentences = Signal::derive(move || wrong().into_iter().collect::<Vec<Bilingual>>());
    view! {
        <div class="field-row">
            <div class="field">
                <label class="field__label" for="merchant-document">
                    {say(DOCUMENT)}
                </label>
                <Select
                    id="merchant-document"
                    terms
                    value=Signal::derive(move || sheet.document.get())
                    write=Callback::new(move |code| sheet.document.set(code))
                    wrong=Signal::derive(|| false)
                />
            </div>
            <div class="field" class=("field--error", move || sheet.number_wrong.get().is_some())>
                <label class="field__label" for=id.clone()>
                    {say(NUMBER)}
                </label>
                <p class="field__hint" id="merchant-number-hint">
                    {say(NUMBER_HINT)}
                </p>
                <input
                    class="field__input"
                    id=id
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby="merchant-number-hint merchant-number-error"
                    aria-invalid=move || sheet.number_wrong.get().is_some().then_some("true")
                    prop:value=move || sheet.number.get()
                    on:input=move |event| sheet.number.set(event_target_value(&event))
                />
                <Sentences id="merchant-number-error" sentences />
                <Wrong sheet field=Field::Identity />
                <p class="merchants__checked" role="status">
                    {checked}
                </p>
                <button class="btn" type="button" on:click=move |_| sheet.check_number()>
                    {say(CHECK)}
                </button>
            </div>
        </div>
    }
}
