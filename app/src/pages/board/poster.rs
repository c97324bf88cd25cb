//! A sheet of A4 to hang beside the kiosk or in a shop.

use domain::{
    board::DocumentKind,
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use sync::kinds::board::Notice;

use crate::{
    components::{Icon, Page, Show, Sign, WithNotice, qr::Qr},
    device::use_device,
    lang::{say, use_lang},
    pages::home::rights::{RIGHTS, RIGHTS_LAW},
};

const NAME: Text = text("消费维权联络点", "Consumer Rights Contact Point");
const WINDOW: Text = text("海报", "Poster");
const HOME: Text = text("回首页", "To the start");
const CARDS: Text = text("桌卡（A6）", "Table cards (A6)");
const PRINT: Text = text("打印海报（A4）", "Print the poster (A4)");
const CALL: Text = text("买得不满意，扫码告诉我们", "Not happy with a purchase? Scan and tell us");
const CALL_MORE: Text =
    text("不用下载，不用登录；没有网络也能填。", "Nothing to install, no account; it works without a network too.");
const CODE: Text = text("用手机投诉或咨询的二维码", "QR code for filing with a phone");
const STEPS: [(Text, Text); 2] = [
    (text("扫一扫，说清楚事情", "Scan, and say what happened"), text("大约 4 分钟", "About 4 minutes")),
    (text("记好查询码", "Keep your claim code"), text("在哪部手机上都能查", "It works on any phone")),
];
const ANSWER: Text = text("{} 个工作日内有人负责", "Somebody takes it on within {} working day{s}");
const ANSWER_MORE: Text = text("谁接待，谁跟进，谁答复", "Whoever receives it follows it and answers");
const YOURS: Text = text("您的权利", "Your rights");
const CONTACT: Text = text("联系人 {}", "Contact: {}");

/// The page.
#[component]
pub fn PosterPage() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page
            main="poster"
            title=Signal::derive(move || WINDOW.in_lang(lang.get()).to_owned())
            bar=|| view! { <Controls /> }
        >
            <WithNotice let:notice>{sheet(&notice, lang.get())}</WithNotice>
        </Page>
    }
}

#[component]
fn Controls() -> impl IntoView {
    let device = use_device();
    view! {
        <nav class="poster__tools no-print" aria-label=say(WINDOW)>
            <a class="btn btn--quiet" href="/">{say(HOME)}</a>
            <a class="btn btn--quiet" href="/poster/cards">{say(CARDS)}</a>
            <Show when=move || device.alive.get()>
                <button class="btn btn--main" type="button" on:click=move |_| { let _ = window().print(); }>
                    <Icon sign=Sign::Print />
                    {say(PRINT)}
                </button>
            </Show>
        </nav>
    }
}

fn sheet(notice: &Notice, lang: Lang) -> AnyView {
    let place = &notice.place;
    let credit = notice.board.first_of(DocumentKind::Credit).map(|d| d.shown_heading(lang, &place.configured()));
    let mall = place.mall.in_lang(lang).to_owned();
    let mall = (!mall.is_empty()).then(|| view! { {mall} <br /> });
    let code = (!place.public_url.is_empty()).then(|| view! { <Qr text=place.public_url.clone() label=CODE /> });
    let days = notice.rules.accept_within.to_string();
    let steps = STEPS
        .into_iter()
        .map(|(what, more)| (what.in_lang(lang).to_owned(), more))
        .chain([(ANSWER.fill(lang, &[&days]), ANSWER_MORE)])
        .map(|(what, more)| view! { <li><div><b>{what}</b> {more.in_lang(lang)}</div></li> })
        .collect_view();
    let hours = place.hours.in_lang(lang).to_owned();
    let person = place.contact_person.in_lang(lang);
    let person = (!person.is_empty()).then(|| view! { <p>{CONTACT.fill(lang, &[person])}</p> });
    view! {
        <header class="poster__head">
            <img class="mark" src="/icon.svg" alt="" />
            <div>
                <p class="poster__by">{credit}</p>
                <h1>{NAME.in_lang(lang)}</h1>
            </div>
        </header>
        <p class="poster__call">{CALL.in_lang(lang)} <span>{CALL_MORE.in_lang(lang)}</span></p>
        <div class="poster__qr">
            {code}
            <ol class="poster__how">{steps}</ol>
        </div>
        <section class="poster__rights">
            <h2>{YOURS.in_lang(lang)}</h2>
            <p>{RIGHTS.in_lang(lang).replace('*', "")}</p>
            <p class="poster__small">{RIGHTS_LAW.in_lang(lang)}</p>
        </section>
        <footer class="poster__foot">
            <div>
                {person}
                <p class="poster__tel">{place.contact_phone.clone()}</p>
            </div>
            <p class="poster__small">{mall} {hours}</p>
        </footer>
    }
    .into_any()
}
