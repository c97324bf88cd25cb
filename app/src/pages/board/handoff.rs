//! From the kiosk to a person's own phone.

use domain::words::{Text, text};
use leptos::prelude::*;
use std::sync::Arc;
use sync::kinds::board::Notice;

use crate::{
    components::{AppBar, Page, WithNotice, qr::Qr},
    lang::{say, use_lang},
};

const TITLE: Text = text("用手机扫一扫", "Scan with your phone");
const WINDOW: Text = text("用手机办", "On your phone");
const HOME: Text = text("首页", "Home");
const LEAD: Text = text(
    "在自己的手机上填，内容只存在您的手机里，回家也能接着写。",
    "Fill it in on your own phone: what you write stays on it, and you can go on at home.",
);
const CODE: Text = text("在手机上投诉或咨询的二维码", "QR code for filing on your phone");
const HOW: Text = text("微信、支付宝或相机都可以扫。", "WeChat, Alipay or the camera can scan it.");
const TYPED: Text = text("扫不了？在手机浏览器里输入：", "Cannot scan? Type this in the phone’s browser:");
const HERE: Text = text("就在这里填", "Fill it in here");
const UNSET: Text = text(
    "手机用的网址还没有设置，请在这里填，或者打电话给我们。",
    "The address for phones has not been set yet. Please fill it in here, or call us.",
);

/// The page.
#[component]
pub fn HandoffPage() -> impl IntoView {
    let lang = use_lang();
    let body = move |notice: Arc<Notice>| {
        let address = notice.place.public_url.trim_end_matches('/');
        if address.is_empty() {
            return view! { <p class="page__lead">{say(UNSET)}</p> }.into_any();
        }
        let address = format!("{address}/complain");
        view! {
            <p class="page__lead">{say(LEAD)}</p>
            <div class="ticket handoff">
                <div class="ticket__qr">
                    <Qr text=address.clone() label=CODE />
                    <p>{say(HOW)}</p>
                </div>
                <div class="ticket__body">
                    <p class="muted small">{say(TYPED)}</p>
                    <p class="handoff__address strong">{address}</p>
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <Page
            main="receipt"
            title=Signal::derive(move || WINDOW.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/" to=HOME /> }
        >
            <div class="page__head">
                <h1>{say(TITLE)}</h1>
                <WithNotice children=body />
            </div>
            <p class="receipt__next"><a class="btn" href="/complain">{say(HERE)}</a></p>
        </Page>
    }
}
