//! What can be done to a publication by whoever looks at it.

use domain::{
    publication::{Command, Publication, Stage},
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;
use uuid::Uuid;

use super::{
    super::{fields::Lines, focus::focus_soon},
    Editing, EditingContext,
    editor::FIRST_FIELD,
    judged, me,
};
use crate::{
    components::{NoticeBox, Show, Tone},
    device::use_device,
    lang::{say, use_lang},
};

const CHANGE: Text = text("修改", "Change");
const SUBMIT: Text = text("送审", "Send for review");
const APPROVE: Text = text("看过了，发布", "Read through: publish");
const RETURN: Text = text("退回修改", "Give back");
const WITHDRAW: Text = text("撤下", "Take down");
const WHY: Text = text("为什么", "Why");
const DO_IT: Text = text("确定", "Confirm");
const CANCEL: Text = text("不做了", "Leave it");
const WHY_FIELD: &str = "publication-why";

/// What a reason is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Return,
    Withdraw,
}

/// The buttons.
#[component]
pub fn Actions(id: Uuid, publication: Arc<Publication>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let EditingContext(editing) = expect_context();
    let (rev, stage, live) = (publication.rev, publication.stage, publication.live.is_some());
    let asked = RwSignal::new(None::<Asked>);
    let why = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<Bilingual>);
    // Whoever signs in instead has the list drawn anew.
    let (supervises, reviews) = untrack(|| me(&device))
        .map_or((false, false), |(who, role)| (role.supervises(), publication.is_for_review_by(who, role)));
    let does = move |command: Command| match judged(&device, id, Some(rev), &command) {
        Err(said) => wrong.set(Some(said)),
        Ok(()) => {
            asked.set(None);
            spawn_local(async move { device.act_on::<Publication>(id, Some(rev), command).await });
        }
    };
    let change = move |_| {
        editing.set(Some(Editing::of(id, Some(rev), &publication.wording, publication.from_case)));
        focus_soon(FIRST_FIELD.to_owned());
    };
    let ask = move |what| {
        wrong.set(None);
        asked.set(Some(what));
        focus_soon(WHY_FIELD.to_owned());
    };
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let why = why.get_untracked();
        match asked.get_untracked() {
            Some(Asked::Return) => does(Command::Return { why }),
            Some(Asked::Withdraw) => does(Command::Withdraw { why }),
            None => {}
        }
    };
    view! {
        <div class="replies__actions">
            {move || {
                wrong
                    .get()
                    .map(|said| {
                        let words = said.in_lang(lang.get()).to_owned();
                        view! {
                            <NoticeBox tone=Tone::Error>
                                <p role="alert">{words}</p>
                            </NoticeBox>
                        }
                    })
            }}
            {move || match asked.get() {
                Some(what) => {
                    view! {
                        <form method="post" on:submit=confirm>
                            <Lines id=WHY_FIELD label=WHY tag="zh-CN" value=why />
                            <div class="actions">
                                <button class="btn btn--main" type="submit">
                                    {say(if what == Asked::Return { RETURN } else { WITHDRAW })} " · " {say(DO_IT)}
                                </button>
                                <button class="btn" type="button" on:click=move |_| asked.set(None)>
                                    {say(CANCEL)}
                                </button>
                            </div>
                        </form>
                    }
                        .into_any()
                }
                None => {
                    let change = change.clone();
                    view! {
                        <div class="actions">
                            <Show when=move || reviews>
                                <button class="btn btn--main" type="button" on:click=move |_| does(Command::Approve)>
                                    {say(APPROVE)}
                                </button>
                            </Show>
                            <Show when=move || reviews>
                                <button class="btn" type="button" on:click=move |_| ask(Asked::Return)>
                                    {say(RETURN)}
                                </button>
                            </Show>
                            <Show when=move || stage == Stage::Draft>
                                <button class="btn btn--main" type="button" on:click=move |_| does(Command::Submit)>
                                    {say(SUBMIT)}
                                </button>
                            </Show>
                            <button class="btn" type="button" on:click=change>
                                {say(CHANGE)}
                            </button>
                            <Show when=move || live && supervises>
                                <button class="btn btn--quiet" type="button" on:click=move |_| ask(Asked::Withdraw)>
                                    {say(WITHDRAW)}
                                </button>
                            </Show>
                        </div>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}
