//! The permits in an application: one after another, and those that the trade requires named beforehand.

use domain::{
    form::{GoodsKind, Term},
    merchant::{Field, FieldProblem, MOST_PERMITS, PermitForm, PermitKind, SubjectForm, UNLIMITED, required},
    words::{Text, text},
};
use leptos::prelude::*;

use super::{
    controls::{Select, Wrong, id_of},
    permit_picture::PermitPicture,
    sheet::Sheet,
};
use crate::{
    components::{Icon, Show, Sign},
    lang::{say, use_lang},
};

const TITLE: Text = text("行政许可", "Permits");
const REQUIRED: Text = text("这类商户必须有：{}", "Merchants of this kind must have: {}");
const NONE_REQUIRED: Text =
    text("这类商户没有必须的许可；有就登记。", "None is required of this kind; enter what there is.");
const KIND: Text = text("许可", "Permit");
const NUMBER: Text = text("编号", "Number");
const UNTIL: Text = text("有效期至", "Holds until");
const NO_END: Text = text("长期有效", "Without an end");
const ADD: Text = text("加一项许可", "Add a permit");
const REMOVE: Text = text("去掉这一项", "Remove it");

/// All of them.
#[component]
pub fn Permits(sheet: Sheet) -> impl IntoView {
    let lang = use_lang();
    let count = Memo::new(move |_| sheet.form.with(|form| form.permits.len()));
    let needed = move || {
        sheet.form.with(|form| {
            let known = SubjectForm::from_code(&form.form).zip(GoodsKind::from_code(&form.trade));
            known.map(|(form, trade)| {
                let lang = lang.get();
                let names: Vec<_> = required(form, trade).iter().map(|kind| kind.name().in_lang(lang)).collect();
                if names.is_empty() {
                    NONE_REQUIRED.in_lang(lang).to_owned()
                } else {
                    REQUIRED.fill(lang, &[&names.join(if lang == domain::words::Lang::Zh { "、" } else { ", " })])
                }
            })
        })
    };
    let add = move |_| {
        sheet.form.update(|form| {
            let known = SubjectForm::from_code(&form.form).zip(GoodsKind::from_code(&form.trade));
            let needed = known.map(|(form, trade)| required(form, trade)).unwrap_or_default();
            // The next that is required and not there yet.
            let next = needed.into_iter().find(|kind| form.permits.iter().all(|permit| permit.kind != kind.code()));
            let kind = next.map_or_else(String::new, |kind| kind.code().to_owned());
            form.permits.push(PermitForm { kind, ..PermitForm::default() });
        });
    };
    view! {
        <fieldset class="field merchants__permits" id=id_of(Field::Permit) tabindex="-1">
            <legend class="field__label">{say(TITLE)}</legend>
            <p class="field__hint">{needed}</p>
            {move || (0..count.get()).map(|index| view! { <Permit sheet index /> }).collect_view()}
            <Show when=move || count.get() < MOST_PERMITS>
                <button class="btn" type="button" on:click=add>
                    <Icon sign=Sign::Plus />
                    {say(ADD)}
                </button>
            </Show>
            <Wrong sheet field=Field::Permit />
        </fieldset>
    }
}

#[component]
fn Permit(sheet: Sheet, index: usize) -> impl IntoView {
    let read = move |part: fn(&PermitForm) -> &String| {
        sheet.form.with(|form| form.permits.get(index).map(|permit| part(permit).clone()).unwrap_or_default())
    };
    let write = move |change: &dyn Fn(&mut PermitForm)| {
        sheet.form.update(|form| {
            if let Some(permit) = form.permits.get_mut(index) {
                change(permit);
            }
        });
    };
    let terms = PermitKind::ALL.iter().map(|kind| (kind.code(), kind.name())).collect::<Vec<_>>();
    let unlimited = move || read(|permit| &permit.expires) == UNLIMITED;
    let lacks = move |is: fn(&FieldProblem) -> bool| sheet.wrong_at(Field::Permit).iter().any(is);
    let id = |part: &str| format!("merchant-permit-{index}-{part}");
    view! {
        <div class="merchants__permit" role="group" aria-label=move || read(|permit| &permit.number)>
            <div class="field">
                <label class="field__label" for=id("kind")>
                    {say(KIND)}
                </label>
                <Select
                    id=id("kind")
                    terms
                    value=Signal::derive(move || read(|permit| &permit.kind))
                    write=Callback::new(move |code: String| write(&|permit| permit.kind.clone_from(&code)))
                    wrong=Signal::derive(move || lacks(|problem| matches!(problem, FieldProblem::Missing { .. })))
                />
            </div>
            <div class="field">
                <label class="field__label" for=id("number")>
                    {say(NUMBER)}
                </label>
                <input
                    class="field__input"
                    id=id("number")
                    type="text"
                    autocomplete="off"
                    prop:value=move || read(|permit| &permit.number)
                    on:input=move |event| write(&|permit| permit.number = event_target_value(&event))
                />
            </div>
            <div class="field">
                <label class="field__label" for=id("until")>
                    {say(UNTIL)}
                </label>
                <input
                    class="field__input"
                    id=id("until")
                    type="date"
                    disabled=unlimited
                    prop:value=move || if unlimited() { String::new() } else { read(|permit| &permit.expires) }
                    on:input=move |event| write(&|permit| permit.expires = event_target_value(&event))
                />
                <label class="check">
                    <input
                        class="check__input"
                        type="checkbox"
                        prop:checked=unlimited
                        on:change=move |event| {
                            let expires = if event_target_checked(&event) { UNLIMITED } else { "" };
                            write(&|permit| expires.clone_into(&mut permit.expires));
                        }
                    />
                    <span class="check__text">{say(NO_END)}</span>
                </label>
            </div>
            <PermitPicture sheet index />
            <button
                class="btn btn--quiet"
                type="button"
                on:click=move |_| {
                    sheet.form.update(|form| {
                        if index < form.permits.len() {
                            form.permits.remove(index);
                        }
                    });
                }
            >
                <Icon sign=Sign::Trash />
                {say(REMOVE)}
            </button>
        </div>
    }
}
