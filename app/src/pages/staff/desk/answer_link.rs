//! The link by which the merchant of a case answers for itself: to be read off, copied or scanned.

use domain::{
    case::State,
    moment::Moment,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use super::context::{CaseSignal, use_desk};
use crate::{
    components::{Icon, Show, Sign, qr::Qr},
    lang::{say, use_lang},
    pages::staff::{clipboard::write_clipboard, members::link::origin, trouble::Trouble},
    staff_api::{self, ApiError},
};

const TITLE: Text = text("让商户自己答复", "Let the merchant answer by itself");
const LEAD: Text = text(
    "商户用手机打开链接就能答复，不用账号。看不到消费者的姓名、电话和内部备注。",
    "The merchant opens the link on a phone and answers, without an account. It sees neither the consumer’s name and number nor any note.",
);
const GIVE: Text = text("生成链接", "Make a link");
const UNTIL: Text = text("链接有效期至 {}", "The link works until {}");
const COPY: Text = text("复制链接", "Copy the link");
const QR: Text = text("商户答复链接的二维码", "The link as a QR code");
const FAILED: Text = text("没有生成链接", "No link was made");

/// The card, while the merchant is asked.
#[component]
pub fn AnswerLink(
    /// The case.
    case: CaseSignal,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let asked = Memo::new(move |_| {
        let waits = case.with(|on_desk| {
            let case = &on_desk.case;
            // In a mediation that began without a question there is nothing to answer before something is proposed.
            case.state == State::WithMerchant || case.state == State::Mediating && case.merchant_asked_at().is_some()
        });
        waits && desk.me.with(|me| me.role.receives_cases())
    });
    let link = RwSignal::new(None::<(String, Moment)>);
    let error = RwSignal::new(None::<ApiError>);
    let give = move |_| {
        error.set(None);
        let id = case.with_untracked(|on_desk| on_desk.case.id);
        spawn_local(async move {
            match staff_api::merchant_link(id).await {
                Ok((path, until)) => link.set(Some((format!("{}{path}", origin()), until))),
                Err(why) => error.set(Some(why)),
            }
        });
    };
    let shown = move || {
        link.get().map(|(address, until)| {
            let until = move || UNTIL.fill(lang.get(), &[&until.spoken(lang.get(), desk.now.get().day())]);
            let copied = address.clone();
            view! {
                <div class="merchants__link">
                    <Qr text=address.clone() label=QR />
                    <div>
                        <p class="merchants__version">{address}</p>
                        <p class="small muted tnum">{until}</p>
                        <button class="btn" type="button" on:click=move |_| write_clipboard(&copied)>
                            {say(COPY)}
                        </button>
                    </div>
                </div>
            }
        })
    };
    view! {
        <Show when=move || asked.get()>
            <section class="card" aria-labelledby="desk-answer-link">
                <h2 class="card__title" id="desk-answer-link">
                    {say(TITLE)}
                </h2>
                <p class="muted">{say(LEAD)}</p>
                <Trouble title=FAILED error />
                {shown}
                <Show when=move || link.with(Option::is_none)>
                    <button class="btn" type="button" on:click=give>
                        <Icon sign=Sign::Share />
                        {say(GIVE)}
                    </button>
                </Show>
            </section>
        </Show>
    }
}
