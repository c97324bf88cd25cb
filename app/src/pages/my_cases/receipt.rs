//! Just after 「提交」: saved here, on its way, or received; and the code to keep.

use domain::words::{Text, text};
use leptos::prelude::*;

use super::{
    case_alerts::CaseAlertsCard, keep::Keep, page::BesideTicket, standing::state_of, ticket::Ticket,
    timeline::OnItsWay, when,
};
use crate::{
    components::{Icon, NoticeBox, Sign, Tone},
    device::{Delivery, OwnCase, use_device},
    lang::{say, use_lang},
};

const RECEIVED: Text = text("已收到", "Received");
const RECEIVED_LEAD: Text =
    text("请记好查询码，在任何手机上都能查。", "Please keep the claim code; it works on any phone.");
const SAVED: Text = text("已存在这台设备", "Saved on this device");
const SAVED_LEAD: Text = text(
    "联网后自动送达。送达前请不要清除浏览器数据，先记好查询码。",
    "It is sent by itself once there is a network. Until then please do not clear the browser’s data, and keep the claim code.",
);
const SEALED: Text = text("已封存在这台机器里", "Sealed on this machine");
const SEALED_LEAD: Text = text(
    "只有联络点打得开，联网后自动送达。请记好查询码，之后在任何手机上都能查。",
    "Only the contact point can open it; it is sent by itself once there is a network. Please keep the claim code: it works on any phone.",
);
const NOT_SAVED: Text = text("还没有存进这台设备", "Not saved on this device");
const NOT_SAVED_LEAD: Text = text(
    "正在直接送给联络点，送到之前请不要关闭这一页。",
    "It is being sent directly; please do not close this page until it has arrived.",
);
const ASIDE: Text = text("没有送成", "Not delivered");
const ASIDE_LEAD: Text = text("您写的内容还在这台设备上，没有丢。", "What you wrote is still on this device.");
const END: Text = text("结束，清除屏幕", "Finish and clear the screen");
const WAITING: Text = text("等待网络", "Waiting");
const NUMBER: Text = text("案件号 {} · {}", "Case {} · {}");
const NEEDS_CARE: Text = text("请看说明", "See below");
const STEP_SAVED: Text = text("已存在本机", "Saved here");
const STEP_DELIVER: Text = text("送到联络点", "Delivered to the contact point");
const STEP_DELIVER_META: Text = text("联网后自动", "by itself, once online");
const JUST_NOW: Text = text("刚刚", "just now");
const STEP_OWNER: Text = text("有人负责", "Somebody takes it on");
const STEP_OWNER_META: Text = text("送到后 {} 个工作日内", "within {} working day{s} of delivery");
const OWNER: Text = text("由 {} 负责（首问人）", "{} is responsible for it");
const NOW: Text = text("现在：", "Now: ");
const DONE: Text = text("已完成：", "Done: ");
const NEXT: Text = text("接下来：", "Next: ");

/// The receipt.
#[component]
pub fn Receipt(
    own: Signal<OwnCase>,
    /// Stands above and below the ticket.
    beside_ticket: Option<BesideTicket>,
) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let delivery = Memo::new(move |_| own.with(|own| own.delivery.clone()));
    // From one source: asked for the delivery first and for the case after it, an effect would miss that only the
    // latter has changed.
    let words = Memo::new(move |_| {
        own.with(|own| match &own.delivery {
            Delivery::Delivered => (RECEIVED, RECEIVED_LEAD),
            Delivery::Waiting if !own.saved => (NOT_SAVED, NOT_SAVED_LEAD),
            Delivery::Waiting if device.kiosk.get() => (SEALED, SEALED_LEAD),
            Delivery::Waiting => (SAVED, SAVED_LEAD),
            Delivery::SetAside { .. } => (ASIDE, ASIDE_LEAD),
        })
    });
    let stamp = Signal::derive(move || match delivery.get() {
        Delivery::Delivered => (own.with(state_of).name(), "stamp stamp--in"),
        Delivery::Waiting => (WAITING, "stamp stamp--wait"),
        Delivery::SetAside { .. } => (NEEDS_CARE, "stamp"),
    });
    let meta = Signal::derive(move || {
        own.with(|own| match own.view.as_ref().and_then(|view| view.number) {
            Some(number) => NUMBER.fill(lang.get(), &[&number.to_string(), &own.goods]),
            None => own.goods.clone(),
        })
    });
    view! {
        <div class="page__head">
            <h1 tabindex="-1">{move || words.get().0.in_lang(lang.get())}</h1>
            <p class="page__lead" role="status">{move || words.get().1.in_lang(lang.get())}</p>
        </div>
        {move || match delivery.get() {
            Delivery::SetAside { detail } => Some(view! {
                <NoticeBox tone=Tone::Error><p role="alert">{move || detail.in_lang(lang.get()).to_owned()}</p></NoticeBox>
            }),
            _ => None,
        }}
        {beside_ticket.map(|beside_ticket| (beside_ticket.above)(own))}
        <Ticket claim=own.with_untracked(|own| own.claim.clone()) stamp meta>
            <Steps own />
        </Ticket>
        {beside_ticket.map(|beside_ticket| (beside_ticket.below)(own))}
        <Keep own />
        <CaseAlertsCard />
        <OnItsWay own />
        {move || device.kiosk.get().then(|| view! { <EndVisit /> })}
    }
}

/// The receipt of a kiosk ends here: the next visitor finds nothing.
#[component]
fn EndVisit() -> impl IntoView {
    let end = |_| {
        if let Some(host) = crate::host::kiosk() {
            host.end_visit();
        }
    };
    view! {
        <button class="btn btn--main kiosk-end no-print" type="button" on:click=end>
            <Icon sign=Sign::Check />
            {say(END)}
        </button>
    }
}

/// Three steps: saved, delivered, somebody responsible.
#[component]
fn Steps(own: Signal<OwnCase>) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let today = move || device.now().day();
    let delivered = move || own.with(|own| own.delivery == Delivery::Delivered);
    let saved = move || own.with(|own| own.saved) || delivered();
    // By the server's clock as soon as it has told: this device's own may be wrong.
    let filed_at = move || own.with(|own| own.view.as_ref().map_or(own.filed_at, |view| view.filed_at));
    let saved_meta = move || when::moment(lang.get(), filed_at(), today());
    let delivered_meta = move || {
        own.with(|own| own.view.as_ref().and_then(|view| view.received_at)).map_or_else(
            || if delivered() { JUST_NOW } else { STEP_DELIVER_META }.in_lang(lang.get()).to_owned(),
            |at| when::moment(lang.get(), at, today()),
        )
    };
    let owner = move || {
        own.with(|own| own.view.as_ref().and_then(|view| view.first_receiver.clone()))
            .map_or_else(|| STEP_OWNER.in_lang(lang.get()).to_owned(), |name| OWNER.fill(lang.get(), &[&name]))
    };
    let owner_meta = move || {
        let due = own.with(|own| own.view.as_ref().and_then(|view| view.due));
        let days = device.notice.with(|notice| notice.as_ref().map_or(1, |notice| notice.rules.accept_within));
        due.map_or_else(
            || STEP_OWNER_META.fill(lang.get(), &[&days.to_string()]),
            |due| when::due(lang.get(), due, today()),
        )
    };
    view! {
        <ol class="timeline">
            <li class=move || if delivered() { "timeline__item timeline__item--done" } else { "timeline__item timeline__item--now" }>
                <p class="timeline__what">
                    <span class="vh">{move || if delivered() { DONE } else { NOW }.in_lang(lang.get())}</span>
                    {move || if saved() { STEP_SAVED } else { NOT_SAVED }.in_lang(lang.get())}
                </p>
                <p class="timeline__meta tnum">{saved_meta}</p>
            </li>
            <li class=move || if delivered() { "timeline__item timeline__item--done" } else { "timeline__item timeline__item--next" }>
                <p class="timeline__what">
                    <span class="vh">{move || if delivered() { DONE } else { NEXT }.in_lang(lang.get())}</span>
                    {move || if delivered() { RECEIVED } else { STEP_DELIVER }.in_lang(lang.get())}
                </p>
                <p class="timeline__meta tnum">{delivered_meta}</p>
            </li>
            <li class=move || if delivered() { "timeline__item timeline__item--now" } else { "timeline__item timeline__item--next" }>
                <p class="timeline__what">
                    <span class="vh">{move || if delivered() { NOW } else { NEXT }.in_lang(lang.get())}</span>
                    {owner}
                </p>
                <p class="timeline__meta tnum">{owner_meta}</p>
            </li>
        </ol>
    }
}
