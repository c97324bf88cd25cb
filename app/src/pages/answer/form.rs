//! The answer to the question: where the merchant stands, and what it will do.

use domain::{
    case::Stance,
    form::Term,
    typed::is_filled,
    words::{Text, text},
};
use leptos::prelude::*;

use super::sending::Sending;
use crate::{
    components::{Icon, Sign},
    lang::{say, use_lang},
};

const STANCE: Text = text("您的意见", "Where you stand");
const WORDS: Text = text("具体怎么办", "What you will do");
const WORDS_HINT: Text = text(
    "例如：明天下午来店里退款，带上小票。",
    "For example: come tomorrow afternoon with the receipt for the refund.",
);
const SEND: Text = text("提交答复", "Send the answer");
const SENDING: Text = text("正在提交…", "Sending…");
const CHOOSE: Text =
    text("请先选您的意见，并写明具体怎么办。", "Please choose where you stand, and say what you will do.");

/// What a merchant can say by itself; that it has left, it cannot.
const STANCES: [Stance; 3] = [Stance::Agrees, Stance::Offers, Stance::Refuses];

/// The form.
#[component]
pub fn Form(sending: Sending) -> impl IntoView {
    let lang = use_lang();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match sending.stance.get_untracked().filter(|_| is_filled(&sending.typed.get_untracked())) {
            Some(stance) => sending.send(stance, lang.get_untracked()),
            None => sending.wrong.set(Some(CHOOSE.in_lang(lang.get_untracked()).to_owned())),
        }
    };
    view! {
        <form class="card" method="post" novalidate on:submit=submit>
            <Stances sending legend=STANCE name=Stance::name />
            <Words sending label=WORDS hint=WORDS_HINT />
            <Send sending label=SEND />
        </form>
    }
}

/// The three ways to stand.
#[component]
pub fn Stances(sending: Sending, legend: Text, name: fn(Stance) -> Text) -> impl IntoView {
    let tile = move |one: Stance| {
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    name="stance"
                    value=one.code()
                    prop:checked=move || sending.stance.get() == Some(one)
                    on:change=move |_| sending.stance.set(Some(one))
                />
                <span class="choice__body">
                    <span class="choice__title">{say(name(one))}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{say(legend)}</legend>
            <div class="choices choices--3">{STANCES.into_iter().map(tile).collect_view()}</div>
        </fieldset>
    }
}

/// In words.
#[component]
pub fn Words(sending: Sending, label: Text, hint: Text) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for="answer-words">
                {say(label)}
            </label>
            <p class="field__hint" id="answer-hint">
                {say(hint)}
            </p>
            <textarea
                class="field__input"
                id="answer-words"
                rows="4"
                maxlength="2000"
                aria-describedby="answer-hint"
                prop:value=move || sending.typed.get()
                on:input=move |event| sending.write(event_target_value(&event))
            ></textarea>
        </div>
    }
}

/// Why it was not taken, and the button.
#[component]
pub fn Send(sending: Sending, label: Text) -> impl IntoView {
    view! {
        {move || {
            sending
                .wrong
                .get()
                .map(|words| {
                    view! {
                        <p class="field__error" role="alert">
                            <Icon sign=Sign::Alert />
                            <span>{words}</span>
                        </p>
                    }
                })
        }}
        <div class="actions">
            <button class="btn btn--main" type="submit" disabled=move || sending.busy.get()>
                {move || if sending.busy.get() { say(SENDING)() } else { say(label)() }}
            </button>
        </div>
    }
}
