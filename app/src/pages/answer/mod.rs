//! 商户答复: a merchant's own page, by the link that the contact point gave it: one question or one proposed settlement, one answer, on
//! a phone, without an account. What it types stays until the answer is taken, also when the phone throws the page away.

mod form;
mod kept;
mod proofs;
mod proposal;
mod question;
mod sending;

use domain::{
    case::MerchantQuestion,
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use sync::protocol::Problem;

use crate::{
    components::{AppBar, NoticeBox, Page, Show, Tone},
    device::use_device,
    host,
    lang::{say, use_lang},
    tab_storage,
};

use form::Form;
use proofs::Proofs;
use proposal::ProposedSettlement;
use question::{About, Answers};
use sending::Sending;

const TITLE: Text = text("商家答复", "The merchant’s answer");
const HOME: Text = text("公示栏", "Notice board");
const OPENING: Text = text("正在打开…", "Opening…");
const NO_ANSWER: Text = text(
    "没有连上，请检查网络后再试。您写的还在。",
    "No connection; please check it and try again. What you wrote is still here.",
);
const AGAIN: Text = text("再试一次", "Try again");
const ENDED: Text = text("这个案件已进入下一步，不再收答复。", "The case has moved on; no answer is taken any more.");

/// The page.
#[component]
pub fn Answer() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let asked = RwSignal::new(None::<MerchantQuestion>);
    let failed = RwSignal::new(None::<Option<Problem>>);
    let read = move || {
        failed.set(None);
        spawn_local(async move {
            match view_question().await {
                Ok(question) => asked.set(Some(question)),
                Err(why) => failed.set(Some(why)),
            }
        });
    };
    Effect::new(move |_| {
        // Only what has been read can ask: on a first visit that is a moment later.
        if device.alive.get() && device.loaded.get() {
            read();
        }
    });
    // A question that is read anew leaves what is typed, and what is said of it, where they stand.
    let is_there = Memo::new(move |_| asked.with(Option::is_some));
    let body = move || {
        if is_there.get() {
            return view! { <Question asked /> }.into_any();
        }
        match failed.get() {
            None => view! { <p role="status">{say(OPENING)}</p> }.into_any(),
            Some(why) => view! {
                <NoticeBox tone=Tone::Error>
                    <p role="alert">{move || words(why.as_ref(), lang.get())}</p>
                    <div class="actions">
                        <button class="btn" type="button" on:click=move |_| read()>
                            {say(AGAIN)}
                        </button>
                    </div>
                </NoticeBox>
            }
            .into_any(),
        }
    };
    view! {
        <Page
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/" to=HOME /> }
        >
            <div class="page__head">
                <h1>{say(TITLE)}</h1>
            </div>
            {body}
        </Page>
    }
}

/// What stands behind `#`: browsers send it to nobody.
fn token() -> String {
    tab_storage::fragment()
}

async fn view_question() -> Result<MerchantQuestion, Option<Problem>> {
    ask("merchant-answer/view", &serde_json::json!({ "token": token() })).await
}

async fn ask(path: &str, body: &serde_json::Value) -> Result<MerchantQuestion, Option<Problem>> {
    let host = host::device().ok_or(None)?;
    let said = host.ask_public(path, Some(body.to_string())).await?;
    sync::read_json(&said).map_err(|_| None)
}

fn words(why: Option<&Problem>, lang: Lang) -> String {
    why.map_or_else(|| NO_ANSWER.in_lang(lang).to_owned(), |why| why.detail.in_lang(lang).to_owned())
}

#[component]
fn Question(asked: RwSignal<Option<MerchantQuestion>>) -> impl IntoView {
    let of = move |what: fn(&MerchantQuestion) -> bool| {
        Memo::new(move |_| asked.with(|asked| asked.as_ref().is_some_and(what)))
    };
    let open = of(|asked| asked.open);
    // One thing at a time: while a settlement is proposed, that is what is asked.
    let proposal = Memo::new(move |_| {
        asked.with(|asked| {
            let open = asked.as_ref()?.proposal.as_ref().filter(|proposal| proposal.answer.is_none());
            open.map(|proposal| proposal.rev)
        })
    });
    view! {
        <About asked />
        <Answers asked />
        <Show when=move || open.get() fallback=|| view! { <p class="muted">{say(ENDED)}</p> }>
            {move || match proposal.get() {
                Some(rev) => view! { <ProposedSettlement asked rev /> }.into_any(),
                None => view! { <Form sending=Sending::new(asked, None) /> }.into_any(),
            }}
            <Proofs asked />
        </Show>
    }
}
