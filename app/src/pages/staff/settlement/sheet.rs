//! The paper itself. It names people but never their telephone or address: the other side reads it too.

use std::sync::Arc;

use domain::{
    case::{Case, Signature},
    form::{Demand, Term},
    moment::Day,
    money::in_capitals,
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use sync::kinds::board::Notice;

use super::agreed::{Agreed, agreed, shortened};
use crate::{
    components::long_text::on_paper,
    desk::CaseOnDesk,
    format::{amount, said},
    lang::use_lang,
    pages::staff::desk::{
        context::use_desk,
        filing::{names, wish},
        signed_picture::SignedPicture,
        words::merchant,
    },
};

const TITLE: Text = text("消费争议和解书", "Settlement of a consumer dispute");
const PLACE: Text = text("消费维权联络点", "Consumer Rights Contact Point");
const NUMBER: Text = text("案号 {}", "Case {}");
const NO_NUMBER: Text = text("（还没有编号）", "(no number yet)");
const CONSUMER: Text = text("消费者", "Consumer");
const MERCHANT: Text = text("商家", "Merchant");
const GOODS: Text = text("商品或服务", "Goods or service");
const BOUGHT: Text = text("消费日期", "Bought on");
const AMOUNT: Text = text("涉及金额", "Amount concerned");
const STORY: Text = text("一、经过和诉求", "1. What happened and what is asked");
const SAYS: Text = text("消费者说：", "The consumer says: ");
const ASKS: Text = text("消费者的诉求：", "The consumer asks for: ");
const MERCHANT_SAYS: Text = text("商家的意见：", "The merchant says: ");
const TERMS: Text = text("二、双方约定", "2. What both agree on");
const PERFORMS: Text = text("商家要做的：", "The merchant will: ");
const PAYS: Text = text("金额：", "Amount: ");
const BY: Text = text("兑现期限：", "To be carried out by: ");
const BY_DAY: Text = text("{}前（含当天）", "{} at the latest");
const MORE: Text = text("具体约定：", "The terms: ");
const EFFECT: Text = text(
    "以上由双方自愿商定。商家到期没有兑现的，消费者可以告诉联络点，案件会重新办理。本和解书一式三份，双方和联络点各存一份。",
    "Both sides agree to this of their own will. Where the merchant has not carried it out in time, the consumer may tell the contact point, and the case is taken up again. Three copies: one for each side and one for the contact point.",
);
const SIGN_CONSUMER: Text = text("消费者（签名）", "Consumer (signature)");
const SIGN_MERCHANT: Text = text("商家（签名或盖章）", "Merchant (signature or seal)");
const SIGN_STAFF: Text = text("联络点经办人（签名）", "For the contact point (signature)");
const DATE: Text = text("日期", "Date");
const TO_WRITE: Text = text("（留空手写）", "(blank, to write on)");
const CONTACT: Text = text("联系人 {}", "Contact: {}");

/// The paper.
#[component]
pub fn Sheet(
    /// Whose.
    case: Arc<CaseOnDesk>,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    move || {
        let lang = lang.get();
        let notice = desk.device.notice.get();
        let staff = case.case.assignee.map(|id| desk.name_of(id, lang));
        paper(&case.case, notice.as_deref(), staff, lang)
    }
}

fn paper(case: &Case, notice: Option<&Notice>, staff: Option<String>, lang: Lang) -> AnyView {
    let number = case.number.map_or_else(|| NO_NUMBER.in_lang(lang).to_owned(), |number| number.to_string());
    let mall = notice.map(|notice| notice.place.mall.in_lang(lang).to_owned()).unwrap_or_default();
    let agreed = agreed(case);
    let signed = agreed.as_ref().and_then(|agreed| agreed.signed.clone()).unzip();
    view! {
        <article class="agreement">
            <header class="agreement__head">
                <p class="agreement__by">{format!("{mall} {}", PLACE.in_lang(lang)).trim().to_owned()}</p>
                <h1>{TITLE.in_lang(lang)}</h1>
                <p class="tnum">{NUMBER.fill(lang, &[&number])}</p>
            </header>
            {facts(case, lang)}
            {story(case, lang)}
            <section class="agreement__part">
                <h2>{TERMS.in_lang(lang)}</h2>
                {match &agreed {
                    Some(agreed) => filled(agreed, lang).into_any(),
                    None => blank(lang).into_any(),
                }}
                <p class="agreement__effect">{EFFECT.in_lang(lang)}</p>
            </section>
            <div class="agreement__signs">
                {signed_by(SIGN_CONSUMER, case, signed.0, lang)} {signed_by(SIGN_MERCHANT, case, signed.1, lang)}
                {signature(SIGN_STAFF, staff, (), lang)}
            </div>
            {foot(notice, lang)}
        </article>
    }
    .into_any()
}

fn facts(case: &Case, lang: Lang) -> impl IntoView + use<> {
    let filing = &case.complaint;
    let rows = [
        (CONSUMER, filing.contact.as_ref().map(|contact| contact.name.clone())),
        (MERCHANT, Some(merchant(&filing.merchant, lang))),
        (GOODS, Some(filing.goods.clone())),
        (BOUGHT, filing.purchased_on.map(|day| in_full(day, lang))),
        (AMOUNT, filing.concerned().map(|amount| said(amount, lang))),
    ];
    let row = |(label, value): (Text, Option<String>)| {
        view! {
            <div class="agreement__row">
                <dt>{label.in_lang(lang)}</dt>
                <dd class="tnum">
                    {match value {
                        Some(value) => value.into_any(),
                        None => line(lang).into_any(),
                    }}
                </dd>
            </div>
        }
    };
    view! { <dl class="agreement__facts">{rows.into_iter().map(row).collect_view()}</dl> }
}

fn story(case: &Case, lang: Lang) -> impl IntoView + use<> {
    view! {
        <section class="agreement__part">
            <h2>{STORY.in_lang(lang)}</h2>
            <p class="agreement__words">{SAYS.in_lang(lang)} {shortened(&on_paper(&case.complaint.facts))}</p>
            <p>{ASKS.in_lang(lang)} {wish(&case.complaint, lang)}</p>
            // What the merchant told staff stays with staff: on the paper it says it in its own hand.
            <p>{MERCHANT_SAYS.in_lang(lang)}</p>
            {lines(2, lang)}
        </section>
    }
}

fn filled(agreed: &Agreed, lang: Lang) -> impl IntoView + use<> {
    let performs = (!agreed.performs.is_empty())
        .then(|| view! { <p>{PERFORMS.in_lang(lang)} {names(&agreed.performs, lang)}</p> });
    let pays = agreed
        .amount
        .map(|yuan| view! { <p class="tnum">{PAYS.in_lang(lang)} {amount(yuan)} " " {in_capitals(yuan)}</p> });
    view! {
        {performs}
        {pays}
        <p class="agreement__words">{MORE.in_lang(lang)} {on_paper(&agreed.terms)}</p>
        <p class="tnum">{BY.in_lang(lang)} {BY_DAY.fill(lang, &[&in_full(agreed.perform_by, lang)])}</p>
    }
}

fn blank(lang: Lang) -> impl IntoView {
    let choice = |demand: &Demand| {
        view! {
            <li>
                <span class="agreement__box" aria-hidden="true"></span>
                {demand.name().in_lang(lang)}
            </li>
        }
    };
    view! {
        <div class="agreement__choice">
            <p>{PERFORMS.in_lang(lang)}</p>
            <ul class="agreement__choices">{Demand::ALL.iter().map(choice).collect_view()}</ul>
        </div>
        <p class="agreement__fill">{PAYS.in_lang(lang)} {line(lang)}</p>
        <p class="agreement__fill">{BY.in_lang(lang)} {line(lang)}</p>
        <p>{MORE.in_lang(lang)}</p>
        {lines(3, lang)}
    }
}

/// Whoever signed on the screen, or on a paper of which there is a photo, is seen to have signed; else there is room to.
fn signed_by(who: Text, case: &Case, signed: Option<Signature>, lang: Lang) -> AnyView {
    let hash = signed.as_ref().and_then(|signed| signed.evidence.as_deref()?.parse().ok());
    let case = case.id;
    let picture = hash.map(|hash| view! { <SignedPicture case hash /> });
    signature(who, signed.map(|signed| signed.name), picture, lang).into_any()
}

fn signature(who: Text, name: Option<String>, picture: impl IntoView, lang: Lang) -> impl IntoView {
    view! {
        <div class="agreement__sign">
            <p>{who.in_lang(lang)} {name.map(|name| view! { <span class="agreement__name">{name}</span> })}</p>
            {picture}
            {line(lang)}
            <p>{DATE.in_lang(lang)}</p>
            {line(lang)}
        </div>
    }
}

/// Who has made the paper.
pub fn foot(notice: Option<&Notice>, lang: Lang) -> impl IntoView + use<> {
    let place = notice.map(|notice| &notice.place);
    let person = place.map(|place| place.contact_person.in_lang(lang)).filter(|person| !person.is_empty());
    let person = person.map(|person| CONTACT.fill(lang, &[person]));
    let phone = place.map(|place| place.contact_phone.clone());
    let council = place.map(|place| place.council.in_lang(lang).to_owned());
    let parts = [Some(PLACE.in_lang(lang).to_owned()), person, phone, council];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    view! { <footer class="agreement__foot tnum">{parts.join(" · ")}</footer> }
}

/// Room to write in.
pub fn line(lang: Lang) -> impl IntoView {
    view! {
        <span class="agreement__line">
            <span class="vh">{TO_WRITE.in_lang(lang)}</span>
        </span>
    }
}

/// Several lines to write on; said aloud once.
fn lines(count: usize, lang: Lang) -> impl IntoView {
    view! {
        <div class="agreement__lines">
            <span class="vh">{TO_WRITE.in_lang(lang)}</span>
            {(0..count).map(|_| view! { <span class="agreement__line"></span> }).collect_view()}
        </div>
    }
}

/// A paper is read in later years: its days always say theirs.
#[must_use]
pub fn in_full(day: Day, lang: Lang) -> String {
    day.spoken(lang, day.plus_years(1))
}
