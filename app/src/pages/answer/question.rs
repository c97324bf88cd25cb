//! What the merchant reads: what is asked, by when, and what it has said so far.

use domain::{
    case::{MerchantAnswer, MerchantQuestion},
    form::Term,
    words::{Text, text},
};
use leptos::prelude::*;

use crate::{
    components::{LongText, NoticeBox, Tone},
    device::use_device,
    format::said,
    lang::use_lang,
};

const ASKED: Text = text("消费维权联络点请您答复", "The contact point asks for your answer");
const UNTIL: Text = text("请在 {} 前答复", "Please answer by {}");
const LATE: Text =
    text("答复时间已过（{}）。现在答复仍会记下。", "The time to answer is over ({}). An answer now is still taken.");
const REQUEST: Text = text("联络点的话", "The request");
const FACTS: Text = text("消费者说", "The consumer says");
const GOODS: Text = text("商品或服务", "Goods or service");
const BOUGHT: Text = text("消费日期", "Bought on");
const AMOUNT: Text = text("涉及金额", "Amount");
const WISH: Text = text("诉求", "Asks for");
const NUMBER: Text = text("案号", "Case");
const HIDDEN: Text = text(
    "消费者的姓名和电话不给您看；要联系，请通过联络点。",
    "The consumer’s name and number are not shown; please go through the contact point.",
);
const TAKEN: Text =
    text("答复收到了，联络点会转告消费者并接着办。", "The answer was taken; the contact point goes on with it.");
const YOURS: Text = text("您的答复", "Your answers");

/// The question.
#[component]
pub fn About(asked: RwSignal<Option<MerchantQuestion>>) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    move || {
        let (lang, now) = (lang.get(), device.now());
        let question = asked.get()?;
        let due = question.due.spoken(lang, now.day());
        let until = if question.due < now { LATE } else { UNTIL }.fill(lang, &[&due]);
        let tone = if question.due < now { Tone::Error } else { Tone::Amber };
        let mut wish: Vec<String> =
            question.demands.iter().map(|demand| demand.name().in_lang(lang).to_owned()).collect();
        wish.extend(question.demand_amount.map(|amount| said(amount, lang)));
        let rows = [
            (NUMBER, question.number.map(|number| number.to_string())),
            (GOODS, Some(question.goods.clone())),
            (BOUGHT, question.purchased_on.map(|day| day.spoken(lang, now.day()))),
            (AMOUNT, question.amount.map(|amount| said(amount, lang))),
            (WISH, Some(wish.join(" · ")).filter(|wish| !wish.is_empty())),
        ];
        let row = |(name, said): (Text, Option<String>)| {
            said.map(|said| {
                view! {
                    <div class="review__row">
                        <dt>{name.in_lang(lang)}</dt>
                        <dd class="tnum">{said}</dd>
                    </div>
                }
            })
        };
        Some(view! {
            <NoticeBox tone>
                <p class="notice__title">{ASKED.in_lang(lang)}</p>
                <p class="tnum">{until}</p>
            </NoticeBox>
            <section class="card">
                {(!question.request.is_empty())
                    .then(|| {
                        view! {
                            <h2 class="card__title">{REQUEST.in_lang(lang)}</h2>
                            <LongText words=question.request.clone() class="desk__words" />
                        }
                    })}
                <dl class="review">{rows.into_iter().map(row).collect_view()}</dl>
                <h2 class="card__title">{FACTS.in_lang(lang)}</h2>
                <LongText words=question.facts.clone() class="desk__words" />
                <p class="small muted">{HIDDEN.in_lang(lang)}</p>
            </section>
        })
    }
}

/// What it has answered.
#[component]
pub fn Answers(asked: RwSignal<Option<MerchantQuestion>>) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    move || {
        let (lang, today) = (lang.get(), device.now().day());
        let answers =
            asked.with(|asked| asked.as_ref().map(|asked| asked.answers.clone())).filter(|all| !all.is_empty())?;
        let line = |one: MerchantAnswer| {
            let head = format!("{} · {}", one.at.spoken(lang, today), one.stance.name().in_lang(lang));
            view! {
                <li>
                    <p class="small muted tnum">{head}</p>
                    <p>{one.words}</p>
                </li>
            }
        };
        Some(view! {
            <section class="card">
                <h2 class="card__title">{YOURS.in_lang(lang)}</h2>
                <NoticeBox tone=Tone::Done>
                    <p role="status">{TAKEN.in_lang(lang)}</p>
                </NoticeBox>
                <ul>{answers.into_iter().map(line).collect_view()}</ul>
            </section>
        })
    }
}
