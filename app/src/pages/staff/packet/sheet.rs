//! The paper itself: who complains about whom, the facts in full, what was done here, and room for both hands.

use std::sync::Arc;

use domain::{
    case::{Case, Event},
    form::{Kind, Term},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use sync::kinds::board::Notice;

use super::enclosures::{choices, printed};
use crate::{
    components::long_text::on_paper,
    desk::CaseOnDesk,
    format::{phone, said},
    lang::use_lang,
    pages::staff::{
        desk::{
            context::use_desk,
            filing::{names, statutory_checked, wish},
            timeline_entry::{Readers, happened},
            words::merchant,
        },
        settlement::sheet::{foot, in_full, line},
    },
};

const TITLE: Text = text("消费投诉移送材料", "Complaint passed to the market regulator");
const TITLE_REPORT: Text = text("举报线索移送材料", "Report passed to the market regulator");
const PLACE: Text = text("消费维权联络点", "Consumer Rights Contact Point");
const TO: Text = text("致：{}", "To: {}");
const REGULATOR: Text = text("市场监督管理部门", "the market regulator");
const NUMBERS: Text = text("案号 {} · 移送编号 {}", "Case {} · packet {}");
const CASE_ONLY: Text = text("案号 {}", "Case {}");
const REFERENCE: Text = text("受理编号", "Its reference");
const PASSED_ON: Text = text("移送日期", "Passed on");
const CONSUMER: Text = text("消费者", "Consumer");
const ANONYMOUS: Text = text("匿名", "anonymous");
const PHONE: Text = text("电话", "Telephone");
const ADDRESS: Text = text("地址", "Address");
const AGENT: Text = text("代办人", "Agent");
const MERCHANT: Text = text("商家", "Merchant");
const STANCE: Text = text("商家态度", "The merchant");
const GOODS: Text = text("商品或服务", "Goods or service");
const BOUGHT: Text = text("消费日期", "Bought on");
const AMOUNT: Text = text("涉及金额", "Amount");
const CATEGORY: Text = text("问题类别", "Kind of problem");
const PLATFORM: Text = text("12315 类别", "Category at 12315");
const TAGS: Text = text("涉及", "Concerns");
const STORY: Text = text("一、事情经过", "1. What happened");
const ASKS: Text = text("诉求：", "Asked for: ");
/// What was done stands second among the papers for the regulator.
const DONE: Text = text("二、联络点办理经过", "2. What the contact point did");
const EVIDENCE: Text = text("三、材料", "3. Papers");
const ATTACHED: Text =
    text("随本材料移交的小票、照片、检测报告等：", "Receipts, photos and test reports handed over with this:");
const STATUTORY: Text = text("法定时限：", "Statutory time: ");
const SIGN_FROM: Text = text("移送人（签名）", "Passed on by (signature)");
const SIGN_TO: Text = text("接收人（签名或盖章）", "Received by (signature or seal)");
const DATE: Text = text("日期", "Date");

/// The paper.
#[component]
pub fn Sheet(
    /// Whose.
    case: Arc<CaseOnDesk>,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let left_out = RwSignal::new(Vec::new());
    move || {
        let lang = lang.get();
        let notice = desk.device.notice.get();
        paper(&case.case, notice.as_deref(), left_out, lang)
    }
}

/// The packet's number and the day, once it is passed on.
fn passed_on(case: &Case, lang: Lang) -> Option<(Option<String>, String)> {
    case.timeline.iter().rev().find_map(|entry| match &entry.event {
        Some(Event::Transferred { packet, .. }) => Some((packet.clone(), in_full(entry.at.day(), lang))),
        _ => None,
    })
}

fn paper(case: &Case, notice: Option<&Notice>, left_out: RwSignal<Vec<usize>>, lang: Lang) -> AnyView {
    let number = case.number.map(|number| number.to_string()).unwrap_or_default();
    let place = notice.map(|notice| &notice.place);
    let mall = place.map(|place| place.mall.in_lang(lang).to_owned()).unwrap_or_default();
    let regulator = place.map(|place| place.regulator.in_lang(lang)).filter(|name| !name.is_empty());
    let regulator = regulator.unwrap_or_else(|| REGULATOR.in_lang(lang));
    let passed_on = passed_on(case, lang);
    let packet = passed_on.as_ref().and_then(|(packet, _)| packet.clone());
    let numbers = match packet {
        Some(packet) => NUMBERS.fill(lang, &[&number, &packet]),
        None => CASE_ONLY.fill(lang, &[&number]),
    };
    let title = if case.complaint.kind == Kind::Report { TITLE_REPORT } else { TITLE };
    let times = statutory_checked(case, notice, lang).join("；");
    view! {
        {choices(case, left_out, lang)}
        <article class="agreement">
            <header class="agreement__head">
                <p class="agreement__by">{format!("{mall} {}", PLACE.in_lang(lang)).trim().to_owned()}</p>
                <h1>{title.in_lang(lang)}</h1>
                <p class="tnum">{numbers}</p>
                <p>{TO.fill(lang, &[regulator])}</p>
            </header>
            {facts(case, passed_on, lang)}
            <section class="agreement__part">
                <h2>{STORY.in_lang(lang)}</h2>
                <p class="agreement__words">{on_paper(&case.complaint.facts)}</p>
                <p>{ASKS.in_lang(lang)} {wish(&case.complaint, lang)}</p>
            </section>
            {done(case, DONE, lang)}
            <section class="agreement__part">
                <h2>{EVIDENCE.in_lang(lang)}</h2>
                <p class="agreement__fill">{ATTACHED.in_lang(lang)} {line(lang)}</p>
                {(!times.is_empty()).then(|| view! { <p class="tnum">{STATUTORY.in_lang(lang)} {times}</p> })}
            </section>
            <div class="agreement__signs">{signature(SIGN_FROM, lang)} {signature(SIGN_TO, lang)}</div>
            {foot(notice, lang)}
            {printed(case, left_out, lang)}
        </article>
    }
    .into_any()
}

pub fn facts(case: &Case, passed_on: Option<(Option<String>, String)>, lang: Lang) -> impl IntoView + use<> {
    let filing = &case.complaint;
    let contact = filing.contact.as_ref();
    let day = passed_on.map(|(_, day)| day);
    // The regulator gives its number later than the packet goes.
    let reference = case.reference.clone();
    let consumer = contact.map_or_else(|| ANONYMOUS.in_lang(lang).to_owned(), |contact| contact.name.clone());
    let rows = [
        (PASSED_ON, day),
        (REFERENCE, reference),
        (CONSUMER, Some(consumer)),
        (PHONE, contact.map(|contact| phone(&contact.phone, lang))),
        (ADDRESS, contact.and_then(|contact| contact.address.clone())),
        (AGENT, contact.and_then(|contact| contact.agent.as_ref()).map(|agent| agent.name.clone())),
        (MERCHANT, Some(merchant(&filing.merchant, lang))),
        (STANCE, case.merchant_stance.map(|stance| stance.name().in_lang(lang).to_owned())),
        (GOODS, Some(filing.goods.clone())),
        (CATEGORY, Some(filing.category.name().in_lang(lang).to_owned())),
        (PLATFORM, platform(case, lang)),
        (TAGS, Some(names(&filing.tags, lang)).filter(|tags| !tags.is_empty())),
        (BOUGHT, filing.purchased_on.map(|day| in_full(day, lang))),
        (AMOUNT, filing.concerned().map(|amount| said(amount, lang))),
    ];
    let row = |(label, value): (Text, Option<String>)| {
        value.map(|value| {
            view! {
                <div class="agreement__row">
                    <dt>{label.in_lang(lang)}</dt>
                    <dd class="tnum">{value}</dd>
                </div>
            }
        })
    };
    view! { <dl class="agreement__facts">{rows.into_iter().map(row).collect_view()}</dl> }
}

/// The category of the 12315 platform, and how sure that is.
pub fn platform(case: &Case, lang: Lang) -> Option<String> {
    let row = sync::platform_categories()?.of(case.complaint.category, case.complaint.goods_kind)?;
    Some(row.said().in_lang(lang).to_owned())
}

/// What was done and said to the consumer, below that heading. What staff wrote for themselves is not in it.
pub fn done(case: &Case, heading: Text, lang: Lang) -> impl IntoView + use<> {
    let shown = case.timeline.iter().filter_map(|entry| {
        let happened = happened(entry, lang);
        (happened.readers != Readers::Internal).then_some((entry.at, happened))
    });
    let line = |(at, happened): (domain::moment::Moment, crate::pages::staff::desk::timeline_entry::EntryView)| {
        let words = happened.words.map(|words| view! { <span class="agreement__words">"：" {on_paper(&words)}</span> });
        view! { <li>{in_full(at.day(), lang)} " " {happened.what} {words}</li> }
    };
    view! {
        <section class="agreement__part">
            <h2>{heading.in_lang(lang)}</h2>
            <ol class="agreement__steps tnum">{shown.map(line).collect_view()}</ol>
        </section>
    }
}

pub fn signature(who: Text, lang: Lang) -> impl IntoView {
    view! {
        <div class="agreement__sign">
            <p>{who.in_lang(lang)}</p>
            {line(lang)}
            <p>{DATE.in_lang(lang)}</p>
            {line(lang)}
        </div>
    }
}
