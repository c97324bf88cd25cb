//! The link by which an applicant fills its application in: to be read off, copied or scanned.

use domain::{
    moment::Moment,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::today;
use crate::{
    components::{Icon, Show, Sign, qr::Qr},
    lang::{say, use_lang},
    pages::staff::{clipboard::write_clipboard, desk::context::use_desk, members::link::origin, trouble::Trouble},
    staff_api::{self, ApiError},
};

const TITLE: Text = text("让商户自己填", "Let the merchant fill it in");
const LEAD: Text = text(
    "商户用手机打开链接，不用账号：填写申请、拍证照，入驻后用它签承诺。申请填好后出现在“等审核”里，再看原件。",
    "The merchant opens the link on a phone, without an account: it applies and photographs its permits, and once admitted signs the commitments. An application waits here to be examined with the originals.",
);
const GIVE: Text = text("生成链接", "Make a link");
const UNTIL: Text = text("链接有效期至 {}", "The link works until {}");
const COPY: Text = text("复制链接", "Copy the link");
const QR: Text = text("入驻申请链接的二维码", "The link as a QR code");
const FAILED: Text = text("没有生成链接", "No link was made");

/// The card: for a file that waits, or for one that begins by it.
#[component]
pub fn ApplyLink(of: Option<Uuid>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let link = RwSignal::new(None::<(String, Moment)>);
    let error = RwSignal::new(None::<ApiError>);
    let give = move |_| {
        error.set(None);
        spawn_local(async move {
            match staff_api::application_link(of).await {
                Ok((path, until)) => link.set(Some((format!("{}{path}", origin()), until))),
                Err(why) => error.set(Some(why)),
            }
        });
    };
    let shown = move || {
        link.get().map(|(address, until)| {
            let until = move || UNTIL.fill(lang.get(), &[&until.spoken(lang.get(), today(&desk))]);
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
        <section class="card" aria-labelledby="merchant-apply-link">
            <h2 class="card__title" id="merchant-apply-link">
                {say(TITLE)}
            </h2>
            <p class="muted">{say(LEAD)}</p>
            <Show when=move || error.with(Option::is_some)><Trouble title=FAILED error /></Show>
            {shown}
            <Show when=move || link.with(Option::is_none)>
                <button class="btn" type="button" on:click=give>
                    <Icon sign=Sign::Share />
                    {say(GIVE)}
                </button>
            </Show>
        </section>
    }
}
