//! 入驻申请: the applicant's own page, by the link that the desk gave it, on a phone and without an account.

use domain::{
    case::ContentHash,
    merchant::{Applied, Field},
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;
use sync::protocol::Problem;
use uuid::Uuid;

use super::{application::Fields, controls::id_of, sheet::Sheet, sign_by_link::SignByLink};
use crate::{
    attachments::Proof,
    components::{AppBar, NoticeBox, Page, Tone},
    device::{fresh_name, use_device},
    host,
    lang::{say, use_lang},
    pages::staff::focus::focus_soon,
    tab_storage,
};

const TITLE: Text = text("入驻申请", "Application to sell here");
const HOME: Text = text("公示栏", "Notice board");
const OPENING: Text = text("正在打开…", "Opening…");
const LEAD: Text = text(
    "照营业执照和许可证填写，提交后带原件到服务台核实。中途离开，填过的还在这一页。",
    "Fill it in from your licence and permits, send it, and bring the originals to the desk. What you typed stays on this page.",
);
const NO_ANSWER: Text = text(
    "没有连上，请检查网络后再试。您写的还在。",
    "No connection; please check it and try again. What you wrote is still here.",
);
const AGAIN: Text = text("再试一次", "Try again");
const SEND: Text = text("提交申请", "Send the application");
const SEND_CHANGE: Text = text("提交修改", "Send the change");
const SENDING: Text = text("正在提交…", "Sending…");
const TAKEN: Text = text(
    "申请收到了。请带营业执照、许可证和本人身份证件的原件到服务台核实。",
    "The application was taken. Please bring the originals of licence, permits and your identity document to the desk.",
);
const ASKED: Text = text("请补正后再提交：", "Please complete this and send it again: ");
const ADMITTED: Text =
    text("已入驻。以后要变更资料，请到服务台。", "You are admitted. For any change please come to the desk.");
const ENDED: Text = text(
    "这份申请已经办结，不能再改。有疑问请到服务台。",
    "This application has ended and cannot be changed. Please ask at the desk.",
);

/// What the server says of it.
#[derive(Debug, Deserialize)]
pub(super) struct Answered {
    pub(super) applied: Option<Applied>,
    #[serde(default)]
    pictures: Vec<ContentHash>,
}

/// What the page knows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// The application, once it was asked for.
    pub(super) seen: RwSignal<Option<Option<Applied>>>,
    /// Pictures on their way from this page.
    pub(super) proofs: RwSignal<Vec<Proof>>,
    /// Pictures that have arrived.
    pub(super) arrived: RwSignal<Vec<ContentHash>>,
}

impl Known {
    fn nothing() -> Self {
        Self { seen: RwSignal::new(None), proofs: RwSignal::default(), arrived: RwSignal::default() }
    }

    /// What the server has said is what is known.
    pub(super) fn take(self, said: Answered) {
        self.arrived.set(said.pictures);
        self.seen.set(Some(said.applied));
    }
}

/// The page.
#[component]
pub fn ApplyByLink() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let known = Known::nothing();
    let failed = RwSignal::new(None::<Option<Problem>>);
    let read = move || {
        failed.set(None);
        spawn_local(async move {
            match ask("merchant-application/view", &serde_json::json!({ "token": tab_storage::fragment() })).await {
                Ok(said) => known.take(said),
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
    let body = move || match (known.seen.get(), failed.get()) {
        (Some(applied), _) => view! { <Standing applied known /> }.into_any(),
        (None, None) => view! { <p role="status">{say(OPENING)}</p> }.into_any(),
        (None, Some(why)) => view! {
            <NoticeBox tone=Tone::Error>
                <p role="alert">{move || said(why.as_ref(), lang.get())}</p>
                <div class="actions">
                    <button class="btn" type="button" on:click=move |_| read()>
                        {say(AGAIN)}
                    </button>
                </div>
            </NoticeBox>
        }
        .into_any(),
    };
    view! {
        <Page
            main="merchants"
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

/// Asks the server by the link.
///
/// # Errors
/// Why not, where the server says it.
pub(super) async fn ask(path: &str, body: &serde_json::Value) -> Result<Answered, Option<Problem>> {
    let host = host::device().ok_or(None)?;
    let said = host.ask_public(path, Some(body.to_string())).await?;
    sync::read_json(&said).map_err(|_| None)
}

/// Why not, in words.
pub(super) fn said(why: Option<&Problem>, lang: domain::words::Lang) -> String {
    why.map_or_else(|| NO_ANSWER.in_lang(lang).to_owned(), |why| why.detail.in_lang(lang).to_owned())
}

/// How it stands, and the form as long as it can be changed.
#[component]
fn Standing(applied: Option<Applied>, known: Known) -> impl IntoView {
    let lang = use_lang();
    let open = applied.as_ref().is_none_or(|applied| applied.open);
    let notice = applied.as_ref().map(|applied| {
        let (tone, words) = match (applied.open, &applied.asked) {
            _ if applied.admitted => (Tone::Done, ADMITTED),
            (true, Some(_)) => (Tone::Amber, ASKED),
            (true, None) => (Tone::Done, TAKEN),
            (false, _) => (Tone::Error, ENDED),
        };
        let asked = applied.asked.clone();
        view! {
            <NoticeBox tone>
                <p role="status">{move || words.in_lang(lang.get())} {asked}</p>
            </NoticeBox>
        }
    });
    let signs = applied.clone().filter(|applied| applied.signs);
    view! {
        {notice}
        {open.then(|| view! { <Filling applied known /> })}
        {signs.map(|applied| view! { <SignByLink applied known /> })}
    }
}

#[component]
fn Filling(applied: Option<Applied>, known: Known) -> impl IntoView {
    let lang = use_lang();
    let key = format!("apply/{}", tab_storage::fragment().chars().take(22).collect::<String>());
    let base = applied.as_ref().map(|applied| applied.rev);
    let is_new = base.is_none();
    let sheet = Sheet::of_applicant(
        key,
        base,
        applied.map(|applied| applied.form).unwrap_or_default(),
        known.proofs,
        known.arrived,
    );
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<Option<Problem>>));
    // One name for every try of one content: whose answer was lost on the way asks for the same again.
    let tried = StoredValue::new(None::<(Uuid, domain::merchant::ApplicationForm)>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        sheet.check_number();
        sheet.tried.set(true);
        if sheet.number_wrong.get_untracked().is_some() {
            return focus_soon(id_of(Field::Identity));
        }
        let form = sheet.form.get_untracked();
        if form.check().is_err() {
            return focus_soon("merchant-mistakes".to_owned());
        }
        let op = tried.with_value(|tried| tried.as_ref().filter(|(_, before)| *before == form).map(|(op, _)| *op));
        let op = op.unwrap_or_else(fresh_name);
        tried.set_value(Some((op, form.clone())));
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            let body = serde_json::json!({ "token": tab_storage::fragment(), "op": op, "base": base, "form": form });
            match ask("merchant-application", &body).await {
                Ok(said) => {
                    sheet.clear();
                    busy.set(false);
                    known.take(said);
                }
                Err(why) => {
                    wrong.set(Some(why));
                    busy.set(false);
                }
            }
        });
    };
    view! {
        <p class="muted">{say(LEAD)}</p>
        <form class="merchants__form" method="post" novalidate on:submit=submit>
            <Fields sheet />
            {move || {
                wrong
                    .get()
                    .map(|why| {
                        view! {
                            <NoticeBox tone=Tone::Error>
                                <p role="alert">{said(why.as_ref(), lang.get())}</p>
                            </NoticeBox>
                        }
                    })
            }}
            <div class="actions">
                <button class="btn btn--main" type="submit" disabled=move || busy.get()>
                    {move || {
                        if busy.get() { say(SENDING)() } else { say(if is_new { SEND } else { SEND_CHANGE })() }
                    }}
                </button>
            </div>
        </form>
    }
}
