//! 商户答复: a merchant's own page, by the link that the contact point gave it. One question, one answer, on a phone, without an
//! account. What it types stays on the page until the answer is taken.

use domain::{
    case::{MerchantQuestion, Stance},
    form::Term,
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use sync::protocol::Problem;

use crate::{
    components::{AppBar, Icon, LongText, NoticeBox, Page, Show, Sign, Tone},
    device::{fresh_name, use_device},
    format::said,
    host,
    lang::{say, use_lang},
};

const TITLE: Text = text("商家答复", "The merchant’s answer");
const HOME: Text = text("公示栏", "Notice board");
const OPENING: Text = text("正在打开…", "Opening…");
const NO_ANSWER: Text = text(
    "没有连上，请检查网络后再试。您写的还在。",
    "No connection; please check it and try again. What you wrote is still here.",
);
const AGAIN: Text = text("再试一次", "Try again");
const ASKED: Text = text("消费维权联络点请您答复", "The contact point asks for your answer");
const UNTIL: Text = text("请在 {} 前答复", "Please answer by {}");
const LATE: Text =
    text("答复时间已过（{}）。现在答复仍会记下。", "The time to answer is over ({}). An answer now is still taken.");
const REQUEST: Text = text("联络点的话", "The request");
const FACTS: Text = text("消费者说", "The consumer says");
const GOODS: Text = text("商品或服务", "Goods or service");
const BOUGHT: Text = text("消费日期", "Bought on");
const AMOUNT: Text = text("涉及金额", "Amount");
const WISH: Text = text("诉求", "Asks for");
const NUMBER: Text = text("案号", "Case");
const HIDDEN: Text = text(
    "消费者的姓名和电话不给您看；要联系，请通过联络点。",
    "The consumer’s name and number are not shown; please go through the contact point.",
);
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
const TAKEN: Text =
    text("答复收到了，联络点会转告消费者并接着办。", "The answer was taken; the contact point goes on with it.");
const ENDED: Text = text("这个案件已进入下一步，不再收答复。", "The case has moved on; no answer is taken any more.");
const YOURS: Text = text("您的答复", "Your answers");

/// What a merchant can say by itself; that it has left, it cannot.
const STANCES: [Stance; 3] = [Stance::Agrees, Stance::Offers, Stance::Refuses];

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
            let body = serde_json::json!({ "token": token() });
            match ask("merchant-answer/view", &body).await {
                Ok(question) => asked.set(Some(question)),
                Err(why) => failed.set(Some(why)),
            }
        });
    };
    Effect::new(move |_| {
        if device.alive.get() {
            read();
        }
    });
    let body = move || {
        if asked.with(Option::is_some) {
            return view! { <Question asked /> }.into_any();
        }
        match failed.get() {
            None => view! { <p role="status">{say(OPENING)}</p> }.into_any(),
            Some(why) => view! {
                <NoticeBox tone=Tone::Error>
                    <p role="alert">{words(why, lang.get())}</p>
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
            <h1>{say(TITLE)}</h1>
            {body}
        </Page>
    }
}

/// What stands behind `#`: browsers send it to nobody.
fn token() -> String {
    #[cfg(feature = "hydrate")]
    return window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned();
    #[cfg(not(feature = "hydrate"))]
    String::new()
}

async fn ask(path: &str, body: &serde_json::Value) -> Result<MerchantQuestion, Option<Problem>> {
    let host = host::device().ok_or(None)?;
    let said = host.ask_public(path, Some(body.to_string())).await?;
    sync::read_json(&said).map_err(|_| None)
}

fn words(why: Option<Problem>, lang: Lang) -> String {
    why.map_or_else(|| NO_ANSWER.in_lang(lang).to_owned(), |why| why.detail.in_lang(lang).to_owned())
}

#[component]
fn Question(asked: RwSignal<Option<MerchantQuestion>>) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let about = move || {
        let (lang, now) = (lang.get(), device.now());
        let question = asked.get()?;
        let due = question.due.spoken(lang, now.day());
        let until = if question.due < now { LATE } else { UNTIL }.fill(lang, &[&due]);
        let tone = if question.due < now { Tone::Error } else { Tone::Amber };
        let mut wish: Vec<String> =
            question.demands.iter().map(|demand| demand.name().in_lang(lang).to_owned()).collect();
        wish.extend(question.demand_amount.map(|amount| said(amount, lang)));
        let rows = [
            (NUMBER, question.number.map(|number| number.to_string())),
            (GOODS, Some(question.goods.clone())),
            (BOUGHT, question.purchased_on.map(|day| day.spoken(lang, now.day()))),
            (AMOUNT, question.amount.map(|amount| said(amount, lang))),
            (WISH, Some(wish.join(" · ")).filter(|wish| !wish.is_empty())),
        ];
        let row = |(name, said): (Text, Option<String>)| {
            said.map(|said| {
                view! {
                    <div class="review__row">
                        <dt>{name.in_lang(lang)}</dt>
                        <dd class="tnum">{said}</dd>
                    </div>
                }
            })
        };
        Some(view! {
            <NoticeBox tone>
                <p class="notice__title">{ASKED.in_lang(lang)}</p>
                <p class="tnum">{until}</p>
            </NoticeBox>
            <section class="card">
                <h2 class="card__title">{REQUEST.in_lang(lang)}</h2>
                <LongText words=question.request.clone() class="desk__words" />
                <dl class="review">{rows.into_iter().map(row).collect_view()}</dl>
                <h2 class="card__title">{FACTS.in_lang(lang)}</h2>
                <LongText words=question.facts.clone() class="desk__words" />
                <p class="small muted">{HIDDEN.in_lang(lang)}</p>
            </section>
        })
    };
    let answers = move || {
        let (lang, today) = (lang.get(), device.now().day());
        let answers =
            asked.with(|asked| asked.as_ref().map(|asked| asked.answers.clone())).filter(|all| !all.is_empty())?;
        let line = |one: domain::case::MerchantAnswer| {
            let head = format!("{} · {}", one.at.spoken(lang, today), one.stance.name().in_lang(lang));
            view! {
                <li>
                    <p class="small muted tnum">{head}</p>
                    <p>{one.words}</p>
                </li>
            }
        };
        Some(view! {
            <section class="card">
                <h2 class="card__title">{YOURS.in_lang(lang)}</h2>
                <NoticeBox tone=Tone::Done>
                    <p role="status">{TAKEN.in_lang(lang)}</p>
                </NoticeBox>
                <ul>{answers.into_iter().map(line).collect_view()}</ul>
            </section>
        })
    };
    let open = Memo::new(move |_| asked.with(|asked| asked.as_ref().is_some_and(|asked| asked.open)));
    view! {
        {about}
        {answers}
        <Show when=move || open.get() fallback=|| view! { <p class="muted">{say(ENDED)}</p> }>
            <Form asked />
        </Show>
    }
}

#[component]
fn Form(asked: RwSignal<Option<MerchantQuestion>>) -> impl IntoView {
    let lang = use_lang();
    let (stance, typed) = (RwSignal::new(None::<Stance>), RwSignal::new(String::new()));
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<String>));
    // One name for every try of one answer: whose answer was lost on the way asks for the same again.
    let op = RwSignal::new(fresh_name());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let Some(stance) = stance.get_untracked().filter(|_| domain::typed::is_filled(&typed.get_untracked())) else {
            return wrong.set(Some(CHOOSE.in_lang(lang.get_untracked()).to_owned()));
        };
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            let body = serde_json::json!({
                "token": token(), "op": op.get_untracked(), "stance": stance.code(), "words": typed.get_untracked(),
            });
            match ask("merchant-answer", &body).await {
                Ok(question) => {
                    typed.set(String::new());
                    op.set(fresh_name());
                    asked.set(Some(question));
                }
                Err(why) => wrong.set(Some(words(why, lang.get_untracked()))),
            }
            busy.set(false);
        });
    };
    let tile = move |one: Stance| {
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    name="stance"
                    value=one.code()
                    prop:checked=move || stance.get() == Some(one)
                    on:change=move |_| stance.set(Some(one))
                />
                <span class="choice__body">
                    <span class="choice__title">{say(one.name())}</span>
                </span>
            </label>
        }
    };
    view! {
        <form class="card" method="post" novalidate on:submit=submit>
            <fieldset class="field">
                <legend class="field__label">{say(STANCE)}</legend>
                <div class="choices choices--3">{STANCES.into_iter().map(tile).collect_view()}</div>
            </fieldset>
            <div class="field">
                <label class="field__label" for="answer-words">
                    {say(WORDS)}
                </label>
                <p class="field__hint" id="answer-hint">
                    {say(WORDS_HINT)}
                </p>
                <textarea
                    class="field__input"
                    id="answer-words"
                    rows="4"
                    maxlength="2000"
                    aria-describedby="answer-hint"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                ></textarea>
            </div>
            {move || {
                wrong
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
                <button class="btn btn--main" type="submit" disabled=move || busy.get()>
                    {move || if busy.get() { say(SENDING)() } else { say(SEND)() }}
                </button>
            </div>
        </form>
    }
}
