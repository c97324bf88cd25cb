//! Registered: the code goes to the consumer by voice, on paper, or in a message.

use domain::{
    ids::CaseId,
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::sheet::Sheet;
use crate::{
    components::{Icon, Sign},
    lang::{say, use_lang},
    pages::{
        my_cases::ticket::Ticket,
        staff::{
            clipboard::write_clipboard,
            desk::context::{DeskContext, use_desk},
        },
    },
};

const REGISTERED: Text = text("已登记", "Registered");
const RECEIVED: Text = text("已送到，案件号 {}", "Received as case {}");
const WAITING: Text = text("已存在这台设备，联网后自动送出", "Saved on this device; it is sent by itself once online");
const SEAL_IN: Text = text("已收到", "Received");
const SEAL_WAIT: Text = text("待送出", "To send");
const READ_OUT: Text =
    text("念给对方听，请对方记下再念回来：", "Read it out; let them write it down and read it back:");
const MESSAGE: Text = text("发给对方的短信", "A message to send them");
const MESSAGE_ZH_EN: Text = text(
    "【{}】您的投诉已登记。查询码：{}。查进度：{}/track，或来电 {}。请勿把查询码告诉不相干的人。",
    "{}: your complaint is registered. Claim code: {}. Follow it at {}/track or call {}. Please keep the code to yourself.",
);
const POINT: Text = text("消费维权联络点", "Consumer Rights Contact Point");
const COPY: Text = text("复制", "Copy");
const SEND: Text = text("用短信发送", "Send as a text message");
const OPEN: Text = text("打开案件", "Open the case");
const NEXT: Text = text("对方已拿到查询码，登记下一件", "They have the code; the next one");

/// The code, in three ways.
#[component]
pub fn Registered(sheet: RwSignal<Sheet>, next: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let case = CaseId(sheet.with_untracked(|sheet| sheet.case));
    let number = Memo::new(move |_| desk.case(case).and_then(|on_desk| on_desk.case.number));
    let title = move || desk.case(case).map(|on_desk| on_desk.case.complaint.title().to_owned()).unwrap_or_default();
    let where_it_is = move || {
        let lang = lang.get();
        number
            .get()
            .map_or_else(|| WAITING.in_lang(lang).to_owned(), |number| RECEIVED.fill(lang, &[&number.to_string()]))
    };
    let stamp = Signal::derive(move || {
        if number.get().is_some() { (SEAL_IN, "stamp stamp--in") } else { (SEAL_WAIT, "stamp stamp--wait") }
    });
    let claim = sheet.with_untracked(|sheet| sheet.claim.clone());
    let phone = sheet.with_untracked(|sheet| sheet.form.get(domain::form::Field::Phone).to_owned());
    view! {
        <div class="intake__done">
            <div class="page__head">
                <h2 tabindex="-1">{say(REGISTERED)}</h2>
                <p class="page__lead" role="status">{where_it_is}</p>
            </div>
            {claim
                .map(|claim| {
                    let spoken = claim.groups().join(" ");
                    let message = Signal::derive({
                        let claim = spoken.clone();
                        move || message(desk, &claim, lang.get())
                    });
                    let copy = move |_| message.with_untracked(|words| write_clipboard(words));
                    // Opened by the tablet itself: it goes to no server.
                    let sms = move || {
                        let digits: String = phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
                        let body = message.with(|words| utf8_percent_encode(words, NON_ALPHANUMERIC).to_string());
                        format!("sms:{digits}?&body={body}")
                    };
                    view! {
                        <p class="no-print">{say(READ_OUT)}</p>
                        <Ticket claim stamp meta=Signal::derive(title) />
                        <section class="card no-print" aria-labelledby="intake-message">
                            <h3 class="card__title" id="intake-message">
                                {say(MESSAGE)}
                            </h3>
                            <p class="intake__message">{message}</p>
                            <div class="actions">
                                <button class="btn" type="button" on:click=copy>
                                    {say(COPY)}
                                </button>
                                <a class="btn" href=sms>
                                    <Icon sign=Sign::Chat />
                                    {say(SEND)}
                                </a>
                            </div>
                        </section>
                    }
                })}
            <div class="actions no-print">
                <button class="btn btn--main" type="button" on:click=move |_| next.run(())>
                    {say(NEXT)}
                </button>
                <a class="btn" href=format!("/staff/case/{case}")>
                    {say(OPEN)}
                </a>
            </div>
        </div>
    }
}

fn message(desk: DeskContext, claim: &str, lang: Lang) -> String {
    let place = desk.device.notice.with(|notice| notice.as_ref().map(|notice| notice.place.clone()));
    let Some(place) = place else { return claim.to_owned() };
    let mall = place.mall.in_lang(lang);
    let point = if mall.is_empty() { POINT.in_lang(lang).to_owned() } else { format!("{mall}{}", POINT.in_lang(lang)) };
    MESSAGE_ZH_EN.fill(lang, &[&point, claim, place.public_url.trim_end_matches('/'), &place.contact_phone])
}
