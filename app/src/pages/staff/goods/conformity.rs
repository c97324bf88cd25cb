//! 上架查验: quality control looks at marking, certificate and permit. What is not in order blocks, and is written down.

use domain::{
    form::Term,
    goods::{CheckItem, Command, Finding, Findings, GoodsFile, Standing, permit_of, seller_hindrance},
    kind::Refusal,
    merchant::{MerchantFile, verifies},
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    today,
    typed::{Typed, Why},
};
use crate::{
    components::{NoticeBox, Show, Tone},
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const TITLE: Text = text("上架查验", "Check before listing");
const LEAD: Text = text(
    "三项都要看，有一项不合格就不能上架。",
    "All three are looked at; one that is not in order blocks the listing.",
);
const PASSED: Text = text("合格", "In order");
const FAILED: Text = text("不合格", "Not in order");
const NOT_NEEDED: Text = text("不需要许可", "No permit needed");
const NOTE: Text = text("哪里不合格？", "What is not in order?");
const GIVE: Text = text("登记查验结果", "Record the result");
const NOT_YOURS: Text =
    text("上架查验由品控或主管来做。", "Quality control or a supervisor checks goods before they are listed.");
const RESULT: Text = text("{}：{}", "{}: {}");
const BY: Text = text("{} 于 {} 查验", "Checked by {}, {}");

/// What is looked at, in words.
const fn asks(item: CheckItem) -> Text {
    match item {
        CheckItem::Marking => text(
            "标识：名称、生产者和地址、规格、执行标准，中文写清楚",
            "Marking: name, maker and address, size and standard, in Chinese",
        ),
        CheckItem::Certificate => {
            text("合格证明：检验合格证或报告，和这件商品对得上", "Certificate: of conformity, for these very goods")
        }
        CheckItem::Permit => {
            text("许可：这类商品要的许可，在有效期内", "Permit: what such goods need, and still in force")
        }
    }
}

/// The panel.
#[component]
pub fn Conformity(id: Uuid, state: Memo<Option<GoodsFile>>) -> impl IntoView {
    let desk = use_desk();
    let typed = Typed::at(desk, id, "check");
    let asked = Memo::new(move |_| {
        state.with(|file| {
            let waits = |file: &GoodsFile| {
                matches!(file.standing, Standing::Proposed | Standing::Nonconforming { .. })
                    && file.open_recall().is_none()
            };
            file.as_ref().is_some_and(waits)
        })
    });
    let may = Memo::new(move |_| desk.me.with(|me| verifies(me.role)));
    let body = move || match (asked.get(), may.get()) {
        (true, true) => view! { <Form typed state /> }.into_any(),
        (true, false) => view! { <p class="muted">{say(NOT_YOURS)}</p> }.into_any(),
        (false, _) => ().into_any(),
    };
    let is_known = move || asked.get() || state.with(|file| file.as_ref().is_some_and(|file| file.checked.is_some()));
    view! {
        <Show when=is_known>
            <section class="card" aria-labelledby="goods-check">
                <h2 class="card__title" id="goods-check">
                    {say(TITLE)}
                </h2>
                <Last state />
                {body}
            </section>
        </Show>
    }
}

/// What the last check found.
#[component]
fn Last(state: Memo<Option<GoodsFile>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    move || {
        let (lang, today) = (lang.get(), today(&desk));
        let (findings, by) = state.with(|file| file.as_ref()?.checked.clone())?;
        let line = |(item, finding): (CheckItem, Option<&Finding>)| {
            let said = match finding? {
                Finding::Passed => PASSED.in_lang(lang).to_owned(),
                Finding::NotNeeded => NOT_NEEDED.in_lang(lang).to_owned(),
                Finding::Failed { note } => RESULT.fill(lang, &[FAILED.in_lang(lang), note]),
            };
            Some(view! { <li>{RESULT.fill(lang, &[item.name().in_lang(lang), &said])}</li> })
        };
        let lines = findings.each().filter_map(line).collect_view();
        let by = BY.fill(lang, &[&desk.who(by.by, lang), &by.at.spoken(lang, today)]);
        Some(view! {
            <ul class="goods__findings">{lines}</ul>
            <p class="small muted">{by}</p>
        })
    }
}

#[component]
fn Form(typed: Typed, state: Memo<Option<GoodsFile>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let merchants = desk.device.desk.entities.of::<MerchantFile>();
    // What only the merchant's file says is said before somebody looks in vain; the server has the last word.
    let hindrance = Memo::new(move |_| {
        state.with(|file| {
            let of = &file.as_ref()?.particulars;
            let today = today(&desk);
            merchants.with(|files| {
                let merchant = files.shown.get(&of.merchant.0).map(|shown| &shown.state);
                seller_hindrance(merchant, of, today)
            })
        })
    });
    let may_need_none = Memo::new(move |_| {
        state.with(|file| file.as_ref().is_some_and(|file| permit_of(file.particulars.kind).is_none()))
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let finding = |item: CheckItem| match typed.now(item.code()).as_str() {
            "passed" => Some(Finding::Passed),
            "failed" => Some(Finding::Failed { note: typed.now(&note_of(item)) }),
            "not_needed" => Some(Finding::NotNeeded),
            _ => None,
        };
        let findings = Findings {
            marking: finding(CheckItem::Marking),
            certificate: finding(CheckItem::Certificate),
            permit: finding(CheckItem::Permit),
        };
        if findings.failed().is_empty()
            && let Some(why) = hindrance.get_untracked()
        {
            return typed.refuse(why);
        }
        typed.give(state.get_untracked().as_ref(), Command::Check { findings }, || ());
    };
    let item = move |item: &CheckItem| {
        let item = *item;
        let none = move || item == CheckItem::Permit && may_need_none.get();
        view! {
            <fieldset class="field goods__check">
                <legend class="field__label">{say(asks(item))}</legend>
                <div class="choices choices--3">
                    <Radio typed item code="passed" name=PASSED />
                    <Radio typed item code="failed" name=FAILED />
                    <Show when=none>
                        <Radio typed item code="not_needed" name=NOT_NEEDED />
                    </Show>
                </div>
                <Show when=move || typed.get(item.code()) == "failed">
                    <label class="field__label" for=typed.control(&note_of(item))>
                        {say(NOTE)}
                    </label>
                    <input
                        class="field__input"
                        id=typed.control(&note_of(item))
                        autocomplete="off"
                        prop:value=move || typed.get(&note_of(item))
                        on:input=move |event| typed.set(&note_of(item), event_target_value(&event))
                    />
                </Show>
            </fieldset>
        }
    };
    view! {
        <form method="post" novalidate on:submit=submit>
            <p class="muted">{say(LEAD)}</p>
            {move || {
                hindrance
                    .get()
                    .map(|why| {
                        let words = why.sentence().in_lang(lang.get()).to_owned();
                        view! {
                            <NoticeBox tone=Tone::Amber>
                                <p>{words}</p>
                            </NoticeBox>
                        }
                    })
            }}
            {CheckItem::ALL.iter().map(item).collect_view()}
            <Why typed />
            <div class="actions">
                <button class="btn btn--main" type="submit">
                    {say(GIVE)}
                </button>
            </div>
        </form>
    }
}

fn note_of(item: CheckItem) -> String {
    format!("{}_note", item.code())
}

#[component]
fn Radio(typed: Typed, item: CheckItem, code: &'static str, name: Text) -> impl IntoView {
    let group = typed.control(item.code());
    view! {
        <label class="choice">
            <input
                class="choice__input"
                type="radio"
                name=group
                value=code
                prop:checked=move || typed.get(item.code()) == code
                on:change=move |_| typed.set(item.code(), code.to_owned())
            />
            <span class="choice__body">
                <span class="choice__title">{say(name)}</span>
            </span>
        </label>
    }
}
