//! 「查进度」: by claim code, on any device.

use domain::{
    claim_code::{ClaimCode, NotAClaimCode},
    words::{Text, text},
};
use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::my_cases::sheet::Sheet;
use crate::{
    components::{AppBar, Icon, NoticeBox, Page, Sign, Tone},
    device::{Delivery, OwnCase, use_device},
    lang::{say, use_lang},
    visit::{Posted, Refused, use_visit},
};

const TITLE: Text = text("查进度", "Follow a case");
const HOME: Text = text("首页", "Home");
const LEAD: Text = text("输入回执上的查询码，不用登录。", "Enter the claim code on your receipt; no sign-in.");
const CODE: Text = text("查询码", "Claim code");
const HINT: Text =
    text("16 位字母和数字，大小写都行，不用输短横线。", "16 letters and digits, in any case, without dashes.");
const LOOK: Text = text("查一查", "Look it up");
const LOOKING: Text = text("正在查…", "Looking…");
const LOST: Text = text("忘了查询码？", "Lost the code?");
const LOST_TEXT: Text =
    text("到服务台，或者打联络点电话，我们帮您找：", "Come to the desk or call us; we will help you find it:");
const EMPTY: Text = text("请先输入查询码。", "Please enter the claim code.");
const LENGTH: Text = text(
    "查询码是 16 位，请看看是不是少了或多了。",
    "A claim code has 16 signs; please check whether one is missing or too many.",
);
const SYMBOL: Text = text("查询码只有字母和数字，请看看有没有别的符号。", "A claim code has only letters and digits.");
const MISTYPED: Text = text(
    "这个码对不上。请再看一遍，最容易看错的是 8 和 B、0 和 D。",
    "This code is not right. Please look again: 8 and B, 0 and D are easily confused.",
);

/// The page, or the case where a posted form found it.
#[component]
pub fn Track() -> impl IntoView {
    match use_visit().and_then(|visit| visit.posted) {
        Some(Posted::Case { view, claim, filed_now, refused }) => {
            let own = OwnCase {
                id: view.id,
                claim,
                kind: view.kind,
                goods: view.goods.clone(),
                filed_at: view.filed_at,
                saved: true,
                delivery: Delivery::Delivered,
                view: Some(*view),
                waiting: Vec::new(),
            };
            view! { <Found own filed_now refused /> }.into_any()
        }
        Some(Posted::NotTracked { typed, problem }) => view! { <Ask typed problem=Some(problem) /> }.into_any(),
        _ => view! { <Ask typed=String::new() problem=None /> }.into_any(),
    }
}

#[component]
fn Found(own: OwnCase, filed_now: bool, refused: Option<Refused>) -> impl IntoView {
    let lang = use_lang();
    let title = own.goods.clone();
    let own = Signal::stored(own);
    view! {
        <Page class="case" title=title bar=|| view! { <AppBar back="/" to=HOME /> }>
            {refused.map(|refused| view! {
                <NoticeBox tone=Tone::Error>
                    <p role="alert">{move || refused.detail.in_lang(lang.get()).to_owned()}</p>
                </NoticeBox>
            })}
            {if filed_now {
                view! {
                    <super::my_cases::receipt::Receipt own beside_ticket=None />
                    <super::my_cases::attached::Attached own />
                }
                .into_any()
            } else {
                view! { <Sheet own /> }.into_any()
            }}
        </Page>
    }
}

#[component]
fn Ask(typed: String, problem: Option<sync::protocol::Problem>) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let navigate = use_navigate();
    let input = NodeRef::<html::Input>::new();
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(problem.map(|problem| problem.detail));
    let look = Callback::new(move |text: String| {
        let code = match text.parse::<ClaimCode>() {
            Ok(code) => code,
            Err(why) => {
                let sentence = match why {
                    NotAClaimCode::Empty => EMPTY,
                    NotAClaimCode::Length => LENGTH,
                    NotAClaimCode::Symbol => SYMBOL,
                    NotAClaimCode::Mistyped => MISTYPED,
                };
                problem.set(Some(sentence.into()));
                if let Some(input) = input.get_untracked() {
                    let _ = input.focus();
                }
                return;
            }
        };
        if busy.get_untracked() {
            return;
        }
        problem.set(None);
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            match device.track(code).await {
                Ok(case) => navigate(&device.address_of(case), NavigateOptions::default()),
                Err(why) => problem.set(Some(why.detail)),
            }
            busy.set(false);
        });
    });
    // The QR code on a receipt brings the code in the fragment.
    Effect::new(move |_| {
        if device.loaded.get()
            && let Some(code) = code_in_fragment()
        {
            if let Some(input) = input.get_untracked() {
                input.set_value(&code);
            }
            look.run(code);
        }
    });
    let submit = move |event: SubmitEvent| {
        if device.alive.get_untracked() {
            event.prevent_default();
            look.run(input.get_untracked().map(|input| input.value()).unwrap_or_default());
        }
    };
    let described = move || if problem.get().is_some() { "code-hint code-error" } else { "code-hint" };
    view! {
        <Page main="track" title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned()) bar=|| view! { <AppBar back="/" to=HOME /> }>
            <div class="page__head">
                <h1>{say(TITLE)}</h1>
                <p class="page__lead">{say(LEAD)}</p>
            </div>
            <form method="post" action="/track" novalidate on:submit=submit>
                <input type="hidden" name="lang" value=move || lang.get().tag() />
                <div class="field" class=("field--error", move || problem.get().is_some())>
                    <label class="field__label" for="code">{say(CODE)}</label>
                    <p class="field__hint" id="code-hint">{say(HINT)}</p>
                    <input
                        class="field__input track__code"
                        id="code"
                        name="code"
                        node_ref=input
                        value=typed
                        type="text"
                        autocomplete="off"
                        autocapitalize="characters"
                        spellcheck="false"
                        placeholder="7F4Q-2M9X-K3TB-W6ZD"
                        aria-invalid=move || problem.get().map(|_| "true")
                        aria-describedby=described
                    />
                    <p class="field__error" id="code-error" role="alert" hidden=move || problem.get().is_none()>
                        <Icon sign=Sign::Alert />
                        <span>{move || problem.get().map(|detail| detail.in_lang(lang.get()).to_owned())}</span>
                    </p>
                </div>
                <div class="actions actions--stack">
                    <button class="btn btn--main" type="submit" aria-busy=move || busy.get().then_some("true")>
                        {move || if busy.get() { LOOKING.in_lang(lang.get()) } else { LOOK.in_lang(lang.get()) }}
                    </button>
                </div>
            </form>
            <section class="track__or">
                <h2>{say(LOST)}</h2>
                <p>
                    {say(LOST_TEXT)} " "
                    {move || device.notice.get().map(|notice| view! {
                        <a class="num" href=format!("tel:{}", notice.place.dialled())>{notice.place.contact_phone.clone()}</a>
                    })}
                </p>
            </section>
        </Page>
    }
}

/// Taken once: the code leaves the address bar and the history.
fn code_in_fragment() -> Option<String> {
    #[cfg(feature = "hydrate")]
    {
        let window = window();
        let fragment = window.location().hash().ok()?;
        let code = fragment.strip_prefix('#').filter(|code| !code.is_empty())?.to_owned();
        // An address bar that keeps it is no reason not to look.
        let _ = window.history().ok()?.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("/track"));
        Some(code)
    }
    #[cfg(not(feature = "hydrate"))]
    None
}
