//! Four small cards on a sheet of A4, to be cut and put on tables and counters.

use domain::words::{Lang, Text, text};
use leptos::prelude::*;
use sync::kinds::board::Notice;

use crate::{
    components::{Icon, Page, Show, Sign, WithNotice, qr::Qr},
    device::use_device,
    lang::{say, use_lang},
};

const WINDOW: Text = text("桌卡", "Table cards");
const HOME: Text = text("回首页", "To the start");
const POSTER: Text = text("海报（A4）", "Poster (A4)");
const PRINT: Text = text("打印桌卡（一页 4 张）", "Print the cards (4 a page)");
const HOW: Text =
    text("用 A4 纸打印，沿虚线剪开，每张 A6 大小。", "Print on A4 and cut along the dashed lines; each card is A6.");
const NAME: Text = text("消费维权联络点", "Consumer Rights Contact Point");
const CALL: Text = text("买得不满意？扫码告诉我们", "Not happy with a purchase? Scan and tell us");
const MORE: Text = text("不用下载，不用登录", "Nothing to install, no account");
const CODE: Text = text("用手机投诉或咨询的二维码", "QR code for filing with a phone");
const ANSWER: Text = text("{} 个工作日内有人负责", "Somebody takes it on within {} working day{s}");
/// So many fit on a sheet.
const CARDS: usize = 4;

/// The page.
#[component]
pub fn TableCardsPage() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page
            main="table-cards"
            title=Signal::derive(move || WINDOW.in_lang(lang.get()).to_owned())
            bar=|| view! { <Controls /> }
        >
            <h1 class="vh">{say(WINDOW)}</h1>
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
            <a class="btn btn--quiet" href="/poster">{say(POSTER)}</a>
            <Show when=move || device.alive.get()>
                <button class="btn btn--main" type="button" on:click=move |_| { let _ = window().print(); }>
                    <Icon sign=Sign::Print />
                    {say(PRINT)}
                </button>
            </Show>
        </nav>
        <p class="table-cards__how muted small no-print">{say(HOW)}</p>
    }
}

fn sheet(notice: &Notice, lang: Lang) -> AnyView {
    (0..CARDS).map(|_| card(notice, lang)).collect_view().into_any()
}

fn card(notice: &Notice, lang: Lang) -> impl IntoView + use<> {
    let place = &notice.place;
    let code = (!place.public_url.is_empty()).then(|| view! { <Qr text=place.public_url.clone() label=CODE /> });
    let days = notice.rules.accept_within.to_string();
    let mall = place.mall.in_lang(lang).to_owned();
    view! {
        <section class="table-card">
            <p class="table-card__name">{NAME.in_lang(lang)}</p>
            <p class="table-card__call">{CALL.in_lang(lang)}</p>
            {code}
            <p class="table-card__small">{MORE.in_lang(lang)} " · " {ANSWER.fill(lang, &[&days])}</p>
            <p class="table-card__tel">{place.contact_phone.clone()}</p>
            <p class="table-card__small">{mall}</p>
        </section>
    }
}
