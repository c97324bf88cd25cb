//! What can be done to a paper by whoever looks at it.

use domain::{
    board::Paper,
    moment::Day,
    posting::{Command, Posting, Stage},
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{
        fields::{DayField, Lines},
        focus::focus_soon,
    },
    Editing, EditingContext, REVIEW_MONTHS,
    editor::FIRST_FIELD,
    judged, me,
};
use crate::{
    components::{NoticeBox, Show, Tone},
    device::use_device,
    lang::{say, use_lang},
};

const CHANGE: Text = text("写新的一版", "Write a new version");
const GO_ON: Text = text("接着写", "Go on writing");
const SUBMIT: Text = text("送审", "Send for review");
const APPROVE: Text = text("看过了，公布", "Looked through: post it");
const RETURN: Text = text("退回修改", "Give back");
const DISCARD: Text = text("不要这一版", "Throw this version away");
const CONFIRM: Text = text("复核过了，没有变", "Reviewed: still right");
const WHY: Text = text("为什么", "Why");
const NEXT: Text = text("下次复核", "Next review");
const DO_IT: Text = text("确定", "Confirm");
const CANCEL: Text = text("不做了", "Leave it");
const NO_DAY: Text = text("请选下次复核的日子。", "Please choose the day of the next review.");
const WHY_FIELD: &str = "paper-why-back";
const NEXT_FIELD: &str = "paper-next-review";

/// What is asked for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Return,
    Confirm,
}

/// The buttons.
#[component]
pub fn Actions(
    /// As it hangs.
    paper: Paper,
    /// The work on it, if there is any.
    posting: Option<Posting>,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let EditingContext(editing) = expect_context();
    let id = paper.name().key();
    let (base, stage) =
        (posting.as_ref().map(|one| one.rev), posting.as_ref().map(|one| one.stage).unwrap_or_default());
    let draft = posting.as_ref().and_then(|posting| posting.draft.clone());
    let asked = RwSignal::new(None::<Asked>);
    let why = RwSignal::new(String::new());
    let next = RwSignal::new(device.now().day().plus_months(REVIEW_MONTHS).to_string());
    let wrong = RwSignal::new(None::<Bilingual>);
    // Whoever signs in instead has the list drawn anew.
    let who = untrack(|| me(&device));
    let supervises = who.is_some_and(|(_, role)| role.supervises());
    let reviews = who.zip(posting.as_ref()).is_some_and(|((id, role), posting)| posting.is_for_review_by(id, role));
    let wrote = who.zip(posting.as_ref()).is_some_and(|((id, _), posting)| posting.written_by == Some(id));
    let (is_drafted, can_discard) = (draft.is_some(), draft.is_some() && (supervises || wrote));
    let does = move |command: Command| match judged(&device, id, base, &command) {
        Err(said) => wrong.set(Some(said)),
        Ok(()) => {
            asked.set(None);
            spawn_local(async move { device.act_on::<Posting>(id, base, command).await });
        }
    };
    let change = move |_| {
        let today = device.now().day();
        let begun = match &draft {
            Some(draft) => Editing::again(draft, base),
            None => Editing::of(paper.clone(), base, today),
        };
        editing.set(Some(begun));
        focus_soon(FIRST_FIELD.to_owned());
    };
    let ask = move |what, field: &str| {
        wrong.set(None);
        asked.set(Some(what));
        focus_soon(field.to_owned());
    };
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match asked.get_untracked() {
            Some(Asked::Return) => does(Command::Return { why: why.get_untracked() }),
            Some(Asked::Confirm) => match Day::parse(&next.get_untracked()) {
                Some(review_by) => does(Command::Confirm { review_by, first: None }),
                None => wrong.set(Some(NO_DAY.into())),
            },
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
                    let field = if what == Asked::Return {
                        view! { <Lines id=WHY_FIELD label=WHY tag="zh-CN" value=why /> }.into_any()
                    } else {
                        view! { <DayField id=NEXT_FIELD label=NEXT value=next /> }.into_any()
                    };
                    view! {
                        <form method="post" on:submit=confirm>
                            {field}
                            <div class="actions">
                                <button class="btn btn--main" type="submit">
                                    {say(if what == Asked::Return { RETURN } else { CONFIRM })} " · " {say(DO_IT)}
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
                                <button class="btn" type="button" on:click=move |_| ask(Asked::Return, WHY_FIELD)>
                                    {say(RETURN)}
                                </button>
                            </Show>
                            <Show when=move || stage == Stage::Draft>
                                <button class="btn btn--main" type="button" on:click=move |_| does(Command::Submit)>
                                    {say(SUBMIT)}
                                </button>
                            </Show>
                            <button class="btn" type="button" on:click=change>
                                {say(if is_drafted { GO_ON } else { CHANGE })}
                            </button>
                            <Show when=move || can_discard>
                                <button class="btn btn--quiet" type="button" on:click=move |_| does(Command::Discard)>
                                    {say(DISCARD)}
                                </button>
                            </Show>
                            <Show when=move || supervises && !is_drafted>
                                <button class="btn" type="button" on:click=move |_| ask(Asked::Confirm, NEXT_FIELD)>
                                    {say(CONFIRM)}
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
