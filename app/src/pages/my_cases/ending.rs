//! After a case was closed: whether it is solved, and how it went. Both work without a network, like everything here.

use domain::{
    case::{Command, State},
    form::MESSAGE_CHARS,
    typed::clean,
    words::{Text, text},
};
use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};

use super::{
    act::use_objecting,
    standing::{Objecting, stands_as},
};
use crate::{
    components::{Icon, Show, Sign},
    device::{OwnCase, use_device},
    lang::{say, use_lang},
};

const SOLVED: Text = text("问题解决了吗？", "Is it solved?");
const SOLVED_HINT: Text = text("没解决就在下面写明，我们重新处理。", "If not, say so below and we work on it again.");
const YES: Text = text("解决了", "It is solved");
const CONFIRMED: Text = text("您已确认解决。谢谢！", "You said that it is solved. Thank you!");
const RATE: Text = text("您对这次办理满意吗？", "How did it go?");
const WORDS: Text = text("想说几句（选填）", "A few words (optional)");
const SEND: Text = text("提交评价", "Send the rating");
const CHOOSE: Text = text("请先选一项再提交。", "Please choose one first.");
const TOO_LONG: Text = text("写得太长了，最多 {} 个字。", "Too long: at most {} characters.");
const RATED: Text = text("您评了：{}。谢谢！", "You said: {}. Thank you!");
/// From five to one.
const STARS: [(u8, Text); 5] = [
    (5, text("很满意", "Very good")),
    (4, text("满意", "Good")),
    (3, text("一般", "So-so")),
    (2, text("不满意", "Not good")),
    (1, text("很不满意", "Not good at all")),
];

/// The two questions, each until it is answered.
#[component]
pub fn Ending(own: Signal<OwnCase>) -> impl IntoView {
    let device = use_device();
    let asks = Memo::new(move |_| device.alive.get() && own.with(|own| stands_as(own) == State::Closed));
    view! {
        <Show when=move || asks.get()>
            <section class="card">
                <Solved own />
            </section>
            <section class="card">
                <Rating own />
            </section>
        </Show>
    }
}

#[component]
fn Solved(own: Signal<OwnCase>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let problem = RwSignal::new(None::<String>);
    let objecting = use_objecting(own);
    let done = Memo::new(move |_| {
        own.with(|own| {
            own.view.as_ref().is_some_and(|view| view.confirmed)
                || own.waiting.iter().any(|words| words.refused.is_none() && words.command == Command::ConfirmSolved)
        })
    });
    let confirm = move |_| {
        let case = own.with_untracked(|own| own.id);
        spawn_local(async move {
            let acted = device.act(case, Command::ConfirmSolved).await;
            problem.set(acted.err().map(|why| why.detail.in_lang(lang.get_untracked()).to_owned()));
        });
    };
    view! {
        <h2 class="card__title">{say(SOLVED)}</h2>
        <div role="status">
            <Show when=move || done.get()>
                <p>{say(CONFIRMED)}</p>
            </Show>
        </div>
        <Show when=move || !done.get()>
            <Show when=move || matches!(objecting.get(), Objecting::Until(_))>
                <p class="muted">{say(SOLVED_HINT)}</p>
            </Show>
            <div class="actions">
                <button class="btn btn--main" type="button" on:click=confirm>{say(YES)}</button>
            </div>
            <Problem problem />
        </Show>
    }
}

#[component]
fn Rating(own: Signal<OwnCase>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let problem = RwSignal::new(None::<String>);
    let chosen = RwSignal::new(None::<u8>);
    let words = NodeRef::<html::Textarea>::new();
    let rated = Memo::new(move |_| {
        own.with(|own| {
            let waiting = own.waiting.iter().filter(|words| words.refused.is_none());
            let mut on_its_way = waiting.filter_map(|words| match words.command {
                Command::Rate { stars, .. } => Some(stars),
                _ => None,
            });
            own.view.as_ref().and_then(|view| view.stars).or_else(|| on_its_way.next_back())
        })
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(stars) = chosen.get_untracked() else {
            problem.set(Some(CHOOSE.in_lang(lang.get_untracked()).to_owned()));
            return;
        };
        let words = clean(&words.get_untracked().map(|area| area.value()).unwrap_or_default());
        if words.chars().count() > MESSAGE_CHARS {
            problem.set(Some(TOO_LONG.fill(lang.get_untracked(), &[&MESSAGE_CHARS.to_string()])));
            return;
        }
        let case = own.with_untracked(|own| own.id);
        spawn_local(async move {
            let acted = device.act(case, Command::Rate { stars, words }).await;
            problem.set(acted.err().map(|why| why.detail.in_lang(lang.get_untracked()).to_owned()));
        });
    };
    let answer = move || {
        let stars = rated.get()?;
        let (_, name) = STARS.into_iter().find(|(value, _)| *value == stars)?;
        Some(RATED.fill(lang.get(), &[name.in_lang(lang.get())]))
    };
    view! {
        <p role="status">{answer}</p>
        <Show when=move || rated.get().is_none()>
            <form novalidate on:submit=submit>
                <fieldset class="field">
                    <legend class="field__label">{say(RATE)}</legend>
                    <div class="choices choices--2">
                        {STARS.into_iter().map(|(stars, name)| view! { <Star stars name chosen problem /> }).collect_view()}
                    </div>
                </fieldset>
                <div class="field">
                    <label class="field__label" for="rating-words">{say(WORDS)}</label>
                    <textarea class="field__input" id="rating-words" rows="3" node_ref=words></textarea>
                </div>
                <Problem problem />
                <div class="actions">
                    <button class="btn" type="submit">{say(SEND)}</button>
                </div>
            </form>
        </Show>
    }
}

#[component]
fn Star(stars: u8, name: Text, chosen: RwSignal<Option<u8>>, problem: RwSignal<Option<String>>) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                class="choice__input"
                type="radio"
                name="stars"
                value=stars.to_string()
                on:change=move |_| {
                    problem.set(None);
                    chosen.set(Some(stars));
                }
            />
            <span class="choice__body">
                <span class="choice__title">{say(name)}</span>
            </span>
        </label>
    }
}

#[component]
fn Problem(problem: RwSignal<Option<String>>) -> impl IntoView {
    view! {
        <div aria-live="polite">
            {move || {
                problem.get().map(|words| {
                    view! {
                        <p class="field__error">
                            <Icon sign=Sign::Alert />
                            <span>{words}</span>
                        </p>
                    }
                })
            }}
        </div>
    }
}
