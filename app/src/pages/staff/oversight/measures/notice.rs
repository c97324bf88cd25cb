//! 通知书: what the merchant gets on paper of the step that holds: the facts, the article, until when, and that it may appeal.

use domain::{
    form::Term,
    merchant::MerchantFile,
    moment::Day,
    oversight::measure::{Level, Measure, Step},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::{
    super::{all, one},
    address,
};
use crate::{
    components::{AppBar, Icon, Page, Sign},
    lang::{say, use_lang},
    pages::staff::desk::{
        context::{DeskContext, use_desk},
        signed_in::SignedIn,
    },
};

const TITLE: Text = text("{}通知书", "Notice: {}");
const PAGE: Text = text("措施通知书", "Notice of a measure");
const BACK: Text = text("回这项措施", "To the measure");
const PRINT: Text = text("打印通知书（A4）", "Print the notice (A4)");
const PLACE: Text = text("消费维权联络点", "Consumer Rights Contact Point");
const MERCHANT: Text = text("商户", "Merchant");
const STALL: Text = text("铺位", "Stall");
const FACTS: Text = text("一、事实", "1. The facts");
const BASIS: Text = text("二、依据", "2. The basis");
const DECISION: Text = text("三、决定", "3. What was decided");
const APPEAL: Text = text("四、申诉", "4. Appeal");
const DECIDED: Text = text("决定：{}。", "Decided: {}.");
const UNTIL: Text = text(
    "请在 {} 前改好。到期由联络点复查；没有改好的，措施会升级。",
    "Please put it right by {}. The contact point then looks again; where it is not put right, the measure is raised.",
);
const STOPPED: Text = text(
    "改好以后请告诉联络点，复查通过就恢复。",
    "Please tell the contact point once it is put right; after it has looked, this ends.",
);
const WARNED: Text = text("请马上改正，以后不再发生。", "Please put it right at once, and do not let it happen again.");
const MAY_APPEAL: Text = text(
    "不同意这个决定的，可以到联络点申诉。申诉由另一位主管决定，不会因为申诉加重。申诉期间措施照常执行。",
    "If you do not agree, you may appeal at the contact point. Another supervisor decides; nobody is worse off for appealing. Meanwhile the measure holds.",
);
const SIGN_HOUSE: Text = text("联络点（签名）", "For the contact point (signature)");
const SIGN_MERCHANT: Text = text("商户收到（签名）", "Received by the merchant (signature)");
const DATE: Text = text("日期", "Date");

/// The page.
#[component]
pub fn MeasureNotice() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        let id: Option<Uuid> = params.with(|params| params.get("measure")).and_then(|id| id.parse().ok());
        id.unwrap_or_default()
    });
    view! {
        <Page
            class="agreement-page"
            title=Signal::derive(move || PAGE.in_lang(lang.get()).to_owned())
            bar=move || view! { <AppBar back=Signal::derive(move || address(id.get())) to=BACK /> }
        >
            <SignedIn>
                <div class="agreement__tools no-print">
                    <button
                        class="btn btn--main"
                        type="button"
                        on:click=move |_| {
                            let _ = window().print();
                        }
                    >
                        <Icon sign=Sign::Print />
                        {say(PRINT)}
                    </button>
                </div>
                {move || view! { <Sheet id=id.get() /> }}
            </SignedIn>
        </Page>
    }
}

#[component]
fn Sheet(id: Uuid) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let shown = one::<Measure>(&desk, id);
    move || {
        let lang = lang.get();
        shown.with(|shown| {
            let measure = &shown.as_ref()?.state;
            Some(paper(&desk, measure, measure.step()?, lang))
        })
    }
}

fn paper(desk: &DeskContext, measure: &Measure, step: &Step, lang: Lang) -> AnyView {
    let mall = desk.device.notice.get().map(|notice| notice.place.mall.in_lang(lang).to_owned()).unwrap_or_default();
    let by = format!("{mall} {}", PLACE.in_lang(lang)).trim().to_owned();
    let (name, stall) = all::<MerchantFile>(desk).with(|files| {
        let of = files.shown.get(&measure.merchant.0).map(|shown| &shown.state.application);
        of.map(|of| (format!("{} {}", of.name, of.subject.name()), of.stall.clone())).unwrap_or_default()
    });
    let fact = |name: Text, said: String| {
        view! {
            <div class="agreement__row">
                <dt>{name.in_lang(lang)}</dt>
                <dd>{said}</dd>
            </div>
        }
    };
    let part = |title: Text, words: String| {
        view! {
            <section class="agreement__part">
                <h2>{title.in_lang(lang)}</h2>
                <p class="agreement__words">{words}</p>
            </section>
        }
    };
    let decision = format!("{}{}", DECIDED.fill(lang, &[step.level.name().in_lang(lang)]), until(step, lang));
    view! {
        <article class="agreement">
            <header class="agreement__head">
                <p class="agreement__by">{by}</p>
                <h1>{TITLE.fill(lang, &[step.level.name().in_lang(lang)])}</h1>
            </header>
            <dl class="agreement__facts">{fact(MERCHANT, name)} {fact(STALL, stall)}</dl>
            {part(FACTS, step.ground.clone())}
            {part(BASIS, step.basis.clone())}
            {part(DECISION, decision)}
            {part(APPEAL, MAY_APPEAL.in_lang(lang).to_owned())}
            <div class="agreement__signs">
                {sign(SIGN_HOUSE, desk.name_of(step.by, lang), Some(step.on), lang)}
                {sign(SIGN_MERCHANT, String::new(), None, lang)}
            </div>
        </article>
    }
    .into_any()
}

/// What the merchant has to do, and by when.
fn until(step: &Step, lang: Lang) -> String {
    match (step.level, step.due) {
        (Level::Warning, _) => WARNED.in_lang(lang).to_owned(),
        (_, Some(due)) => UNTIL.fill(lang, &[&due.to_string()]),
        (_, None) => STOPPED.in_lang(lang).to_owned(),
    }
}

fn sign(title: Text, name: String, on: Option<Day>, lang: Lang) -> impl IntoView + use<> {
    let on = on.map(|on| on.to_string()).unwrap_or_default();
    view! {
        <div class="agreement__sign">
            <span class="agreement__line"></span>
            <p>
                {title.in_lang(lang)} <span class="agreement__name">{name}</span>
                <span class="agreement__name">{format!("{} {on}", DATE.in_lang(lang))}</span>
            </p>
        </div>
    }
}
