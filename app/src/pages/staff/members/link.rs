//! A one-time link, shown once: as text to copy and as a code to scan.

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::{
    components::{NoticeBox, Sign, Tone, qr::Qr},
    device::use_device,
    lang::{say, use_lang},
    pages::staff::clipboard::write_clipboard,
    staff_api::Link,
};

const TITLE: Text = text("给 {} 的链接", "The link for {}");
const HOW: Text = text(
    "请当面交给本人：扫码或打开链接，自己设密码。只能用一次，{}前有效；离开这一页就看不到了。",
    "Give it to them in person: they scan or open it and set a password. It works once, until {}, and is not shown again.",
);
const COPY: Text = text("复制链接", "Copy the link");
const COPIED: Text = text("已复制", "Copied");
const SCAN: Text = text("设密码的二维码", "Code for setting the password");
const CLOSE: Text = text("已交给本人", "They have it");

/// The link, where one was just made.
#[component]
pub fn Shown(
    /// The link, with the name of whose it is.
    link: RwSignal<Option<(String, Link)>>,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    view! {
        <div role="status">
            {move || {
                link.get()
                    .map(|(name, made)| {
                        let address = format!("{}{}", origin(), made.link);
                        let copied = RwSignal::new(false);
                        let until = move || {
                            let until = made.link_expires_at.spoken(lang.get(), device.now().day());
                            HOW.fill(lang.get(), &[&until])
                        };
                        let copy = {
                            let address = address.clone();
                            move |_| {
                                write_clipboard(&address);
                                copied.set(true);
                            }
                        };
                        view! {
                            <NoticeBox tone=Tone::Done sign=Sign::Qr>
                                <p class="notice__title">{move || TITLE.fill(lang.get(), &[&name])}</p>
                                <p>{until}</p>
                                <div class="members__link">
                                    <Qr text=address.clone() label=SCAN />
                                    <p class="members__address">{address.clone()}</p>
                                </div>
                                <div class="notice__actions">
                                    <button class="btn" type="button" on:click=copy>
                                        {move || if copied.get() { COPIED } else { COPY }.in_lang(lang.get())}
                                    </button>
                                    <button class="btn" type="button" on:click=move |_| link.set(None)>
                                        {say(CLOSE)}
                                    </button>
                                </div>
                            </NoticeBox>
                        }
                    })
            }}
        </div>
    }
}

/// Where this page is; the link that the server gives has no host.
#[cfg(feature = "hydrate")]
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// On the server there is none.
#[cfg(not(feature = "hydrate"))]
pub fn origin() -> String {
    String::new()
}
