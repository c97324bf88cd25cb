//! 合并: one merchant that was entered twice goes on in one file. Which other file that may be is proposed by likeness; a
//! supervisor decides, with a reason, and can take it back.

use domain::{
    form::Merchant,
    ids::{CaseId, MerchantId},
    kind::{Context, EventSourced, Refusal},
    merchant::{Command, MerchantFile, proposals},
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::{act, files, words};
use crate::{
    components::{NoticeBox, Show, Tone},
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const TITLE: Text = text("登记重复了？", "Entered twice?");
const LEAD: Text = text(
    "下面的档案和这一家很像。是同一家就把这一份并过去：案件和回复率一起算，以后还能取消。",
    "These files are much like this one. If it is one merchant, let this file go on in the other: cases and figures count together, and it can be undone.",
);
const WHICH: Text = text("并入哪一份", "Into which");
const CHOOSE: Text = text("请先选并入哪一份。", "Please choose the other file first.");
const WHY: Text = text("为什么是同一家？", "Why are they one?");
const MERGE: Text = text("并入这一份", "Let it go on there");
const PLACE: &str = "merchant-merge";

/// The card; where nothing is alike there is none.
#[component]
pub fn Doubles(id: Uuid, state: Memo<Option<MerchantFile>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let files = files(&desk);
    let chosen = RwSignal::new(None::<MerchantId>);
    let wrong = RwSignal::new(None::<Bilingual>);
    let slot = desk.slot(CaseId(id), PLACE);
    let alike = Memo::new(move |_| {
        let Some(file) = state.get().filter(|file| !file.has_ended()) else { return Vec::new() };
        let named = Merchant::Named { name: Some(file.application.name.clone()), stall: Some(file.application.stall) };
        files.with(|files| {
            let others = files.shown.iter().filter(|(other, shown)| **other != id && !shown.state.has_ended());
            let others: Vec<_> = others.map(|(id, shown)| (MerchantId(*id), &shown.state)).collect();
            let found = proposals(&named, others.iter().copied());
            let title = |of: MerchantId| others.iter().find(|(id, _)| *id == of).map(|(_, file)| title(file));
            found.into_iter().filter_map(|found| Some((found.id, title(found.id)?))).collect::<Vec<_>>()
        })
    });
    let may = Memo::new(move |_| desk.me.with(|me| me.role.supervises()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(file) = state.get_untracked() else { return };
        let Some(into) = chosen.get_untracked() else { return wrong.set(Some(CHOOSE.into())) };
        let command = Command::Merge { into, reason: desk.written(CaseId(id), PLACE) };
        let context = Context { now: desk.device.now(), by: desk.actor() };
        match MerchantFile::decide(Some(&file), Some(file.rev), &command, &context) {
            Err(why) => wrong.set(Some(why.sentence())),
            Ok(_) => {
                spawn_local(async move {
                    act(desk, id, Some(file.rev), command).await;
                    slot.set(String::new());
                });
            }
        }
    };
    let option = move |(other, title): (MerchantId, String)| {
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    name="merchant-merge-into"
                    prop:checked=move || chosen.get() == Some(other)
                    on:change=move |_| chosen.set(Some(other))
                />
                <span class="choice__body">
                    <span class="choice__title">{title}</span>
                </span>
            </label>
        }
    };
    view! {
        <Show when=move || may.get() && !alike.with(Vec::is_empty)>
            <section class="card" aria-labelledby="merchant-doubles">
                <h2 class="card__title" id="merchant-doubles">
                    {say(TITLE)}
                </h2>
                <p class="muted">{say(LEAD)}</p>
                <form method="post" novalidate on:submit=submit>
                    <fieldset class="field">
                        <legend class="field__label">{say(WHICH)}</legend>
                        <div class="choices">{move || alike.get().into_iter().map(option).collect_view()}</div>
                    </fieldset>
                    <div class="field">
                        <label class="field__label" for=PLACE>
                            {say(WHY)}
                        </label>
                        <input
                            class="field__input"
                            id=PLACE
                            type="text"
                            autocomplete="off"
                            prop:value=move || slot.get()
                            on:input=move |event| slot.set(event_target_value(&event))
                        />
                    </div>
                    {move || {
                        wrong
                            .get()
                            .map(|why| {
                                let words = why.in_lang(lang.get()).to_owned();
                                view! {
                                    <NoticeBox tone=Tone::Error>
                                        <p role="alert">{words}</p>
                                    </NoticeBox>
                                }
                            })
                    }}
                    <div class="actions">
                        <button class="btn" type="submit">
                            {say(MERGE)}
                        </button>
                    </div>
                </form>
            </section>
        </Show>
    }
}

fn title(file: &MerchantFile) -> String {
    format!("{} · {}", file.application.name, words::place(file))
}
