//! The three entry points.

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::{
    components::{Icon, Sign},
    device::use_device,
    lang::{say, use_lang},
};

const DOORS: Text = text("办事", "What to do");
const FILE: Text = text("我要投诉或咨询", "Complaint or question");
const FILE_HINT: Text = text("大约 4 分钟，一步一步来", "About 4 minutes, step by step");
const TRACK: Text = text("查进度", "Follow a case");
const TRACK_HINT: Text = text("凭查询码，免登录", "With the claim code, no account");
const PHONE: Text = text("用手机办", "On your phone");
const PHONE_HINT: Text = text("扫码自己填，更方便", "Scan and fill it in yourself");
const MINE: Text = text("我的投诉", "My cases");
const MINE_HINT: Text = text("这台设备上办的", "Filed on this device");
const MINE_COUNT: Text = text("这台设备上有 {} 件", "{} on this device");

/// The entry points. A kiosk is everybody's, so it offers a person's own phone where other devices offer their own cases.
#[component]
pub fn EntryPoints() -> impl IntoView {
    let (lang, device) = (use_lang(), use_device());
    let mine = move || match device.mine.with(Vec::len) {
        count if count > 0 && device.alive.get() => MINE_COUNT.fill(lang.get(), &[&count.to_string()]),
        _ => MINE_HINT.in_lang(lang.get()).to_owned(),
    };
    view! {
        <nav class="entry-points" aria-label=say(DOORS)>
            <a class="entry-point entry-point--main" href="/complain">
                <Icon sign=Sign::Pen class="icon entry-point__icon" />
                <span class="entry-point__title">{say(FILE)}</span>
                <span class="entry-point__hint">{say(FILE_HINT)}</span>
            </a>
            <a class="entry-point" href="/track">
                <Icon sign=Sign::Search class="icon entry-point__icon" />
                <span class="entry-point__title">{say(TRACK)}</span>
                <span class="entry-point__hint">{say(TRACK_HINT)}</span>
            </a>
            <a class="entry-point only-kiosk" href="/handoff">
                <Icon sign=Sign::Phone class="icon entry-point__icon" />
                <span class="entry-point__title">{say(PHONE)}</span>
                <span class="entry-point__hint">{say(PHONE_HINT)}</span>
            </a>
            <a class="entry-point not-kiosk" href="/mine">
                <Icon sign=Sign::List class="icon entry-point__icon" />
                <span class="entry-point__title">{say(MINE)}</span>
                <span class="entry-point__hint">{mine}</span>
            </a>
        </nav>
    }
}
