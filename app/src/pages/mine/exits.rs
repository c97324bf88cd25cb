//! When mediation fails: every other way there is (消费者权益保护法 第三十九条).

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::{
    device::use_device,
    lang::{say, use_lang},
};

const TITLE: Text = text("没谈成，您还可以", "No agreement; you still can");
const REGULATOR: Text = text("打 12315，向市场监管部门投诉", "Call 12315, the market regulator");
const REGULATOR_TEXT: Text = text(
    "收到后 7 个工作日内处理并告诉您（消费者权益保护法第四十六条）",
    "it acts and tells you within 7 working days (Consumer Protection Law art. 46)",
);
const COUNCIL: Text = text("请消费者权益保护委员会调解", "Ask the consumer council to mediate");
const ARBITRATION: Text = text("仲裁", "Arbitration");
const ARBITRATION_TEXT: Text =
    text("和商家有仲裁协议的，可以申请", "where you and the merchant have an arbitration agreement");
const COURT: Text = text("向人民法院起诉", "Go to court");
const COURT_TEXT: Text = text(
    "可以请联络点提供商家的名称、地址和联系方式",
    "the contact point can give you the merchant's name, address and contact",
);

/// The list.
#[component]
pub fn Exits() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let council = move || {
        device
            .notice
            .with(|notice| notice.as_ref().map(|notice| notice.place.council.in_lang(lang.get()).to_owned()))
            .unwrap_or_default()
    };
    view! {
        <section class="card">
            <h2 class="card__title">{say(TITLE)}</h2>
            <ul class="rows exits">
                <li>
                    <a class="row" href="tel:12315">
                        <span class="row__main">
                            <span class="row__title">{say(REGULATOR)}</span>
                            <span class="row__meta">{say(REGULATOR_TEXT)}</span>
                        </span>
                    </a>
                </li>
                <li class="row row--plain">
                    <span class="row__main">
                        <span class="row__title">{say(COUNCIL)}</span>
                        <span class="row__meta">{council}</span>
                    </span>
                </li>
                <li class="row row--plain">
                    <span class="row__main">
                        <span class="row__title">{say(ARBITRATION)}</span>
                        <span class="row__meta">{say(ARBITRATION_TEXT)}</span>
                    </span>
                </li>
                <li class="row row--plain">
                    <span class="row__main">
                        <span class="row__title">{say(COURT)}</span>
                        <span class="row__meta">{say(COURT_TEXT)}</span>
                    </span>
                </li>
            </ul>
        </section>
    }
}
