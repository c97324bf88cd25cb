//! Where the contact point could not help: every other way there is (消费者权益保护法 第三十九条).

use domain::{
    case::{Command, Exit},
    words::{Text, text},
};
use leptos::prelude::*;

use super::act::WordsForm;
use crate::{
    device::{OwnCase, use_device},
    lang::{say, use_lang},
};

const TITLE: Text = text("您还可以", "You still can");
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

const SELLER: Text = text("申请提供销售者信息", "Apply for the seller’s information");
const SELLER_WHY: Text = text(
    "要商家的名称、地址和联系方式？可以写用途（选填）",
    "The seller’s name, address and contact; what for (optional)",
);

/// The list.
#[component]
pub fn Exits(own: Signal<OwnCase>) -> impl IntoView {
    let device = use_device();
    // Asked for once; on its way counts.
    let may_ask = Memo::new(move |_| {
        device.alive.get()
            && own.with(|own| {
                let asked = |command: &Command| matches!(command, Command::RequestSellerInfo { .. });
                let on_its_way = own.waiting.iter().any(|words| words.refused.is_none() && asked(&words.command));
                own.view.as_ref().is_some_and(|view| view.exits.contains(&Exit::SellerInfo)) && !on_its_way
            })
    });
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
            <Show when=move || may_ask.get()>
                <WordsForm
                    own
                    address="/case/seller"
                    label=SELLER_WHY
                    button=SELLER
                    needed=false
                    command=|words| Command::RequestSellerInfo { words }
                />
            </Show>
        </section>
    }
}
