//! What a consumer takes along: the ticket as a picture, and the promised time for their calendar.

use domain::{
    moment::Moment,
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use super::{calendar_file::calendar_file, picture, picture::TicketPicture};
use crate::{
    components::{Icon, Show, Sign},
    device::{OwnCase, use_device},
    host,
    lang::{say, use_lang},
};

const PICTURE: Text = text("存成图片", "Keep as a picture");
const PICTURE_ALT: Text = text("查询码和二维码的图片", "Picture of the claim code and its QR code");
const HOLD: Text = text(
    "长按图片可以保存或转发。它等于查询码，请只给要帮您查的人。",
    "Hold the picture to save or send it. Whoever has it has the claim code: give it only to those who help you.",
);
const SAVE: Text = text("保存图片", "Save the picture");
const SHARE: Text = text("转发图片", "Send the picture");
const NO_PICTURE: Text = text(
    "这个浏览器画不出图片，请截屏或抄下查询码。",
    "This browser cannot draw the picture; please take a screenshot or write the code down.",
);
const CALENDAR: Text = text("承诺时间加进日历", "Promised time to my calendar");
const FILE: &str = "claim-code.png";
const CALENDAR_FILE: &str = "promised-time.ics";

/// The buttons, and the picture once it is asked for.
#[component]
pub fn Keep(own: Signal<OwnCase>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    // None until it was asked for; then the picture, or none where the browser cannot draw it.
    let drawn = RwSignal::new(None::<Option<String>>);
    let place = move || device.notice.with(|notice| notice.as_ref().map(|notice| notice.place.clone()));
    let page = move || {
        let base = place().map(|place| place.public_url).unwrap_or_default();
        format!("{}/track", base.trim_end_matches('/'))
    };
    let phone = move || place().map(|place| place.contact_phone).unwrap_or_default();
    let draw = move |_| {
        let picture = own.with_untracked(|own| TicketPicture {
            claim: own.claim.clone(),
            link: format!("{}#{}", page(), own.claim.plain()),
            number: own.view.as_ref().and_then(|view| view.number).map(|number| number.to_string()),
            goods: own.goods.clone(),
            phone: phone(),
            lang: lang.get_untracked(),
        });
        spawn_local(async move {
            let png = match (picture.svg(), host::device()) {
                (Some(svg), Some(host)) => host.png_of(&svg, picture::WIDTH, picture::HEIGHT).await,
                _ => None,
            };
            drawn.set(Some(png));
        });
    };
    let due = Memo::new(move |_| own.with(|own| own.view.as_ref().and_then(|view| view.due)).map(|due| due.at));
    let file = move |due: Moment| {
        own.with_untracked(|own| {
            let view = own.view.as_ref()?;
            Some(calendar_file(view, due, device.now(), lang.get_untracked(), &page(), &phone()))
        })
    };
    let enter = move |_| {
        if let Some((file, host)) = due.get_untracked().and_then(file).zip(host::device()) {
            host.save_file(file.as_bytes(), CALENDAR_FILE, "text/calendar");
        }
    };
    view! {
        // A kiosk keeps nothing for anybody.
        <Show when=move || device.alive.get() && !device.kiosk.get()>
            <div class="receipt__more no-print">
                <button class="link" type="button" on:click=draw>
                    <Icon sign=Sign::Camera />
                    {say(PICTURE)}
                </button>
                <Show when=move || due.get().is_some()>
                    <button class="link" type="button" on:click=enter>
                        <Icon sign=Sign::Wait />
                        {say(CALENDAR)}
                    </button>
                </Show>
            </div>
        </Show>
        {move || drawn.get().map(|png| view! { <Drawn png lang=lang.get() /> })}
    }
}

#[component]
fn Drawn(png: Option<String>, lang: Lang) -> impl IntoView {
    let Some(png) = png else {
        return view! { <p class="field__error no-print" role="status">{NO_PICTURE.in_lang(lang)}</p> }.into_any();
    };
    let (saved, shared) = (png.clone(), StoredValue::new(png.clone()));
    let can_share = host::device().is_some_and(|host| host.can_share_png());
    let share = move |_| {
        if let Some(host) = host::device() {
            shared.with_value(|png| host.share_png(png, FILE));
        }
    };
    view! {
        <div class="keepsake no-print">
            <img class="keepsake__picture" src=png alt=PICTURE_ALT.in_lang(lang) width=picture::WIDTH height=picture::HEIGHT />
            <p class="small muted" role="status">{HOLD.in_lang(lang)}</p>
            <div class="receipt__more">
                <a class="link" href=saved download=FILE>
                    {SAVE.in_lang(lang)}
                </a>
                <Show when=move || can_share>
                    <button class="link" type="button" on:click=share>
                        <Icon sign=Sign::Share />
                        {SHARE.in_lang(lang)}
                    </button>
                </Show>
            </div>
        </div>
    }
    .into_any()
}
