//! 请消保委协助 on paper: a case as the consumer council gets it, to print; and as data for its own system.

use std::sync::Arc;

use domain::{
    case::{Case, CouncilHelp},
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use sync::kinds::board::Notice;

use super::{
    desk::{context::use_desk, filing::wish},
    packet::{
        enclosures::{choices, printed},
        sheet::{done, facts, signature},
    },
    paper::{OnPaper, Paper},
    settlement::sheet::{foot, in_full},
    trouble::Trouble,
};
use crate::{
    components::{Icon, Sign, long_text::on_paper},
    desk::CaseOnDesk,
    lang::{say, use_lang},
    staff_api::{self, ApiError},
};

const TITLE: Text = text("消费投诉请求协助材料", "Complaint for the consumer council’s help");
const PLACE: Text = text("消费维权联络点", "Consumer Rights Contact Point");
const TO: Text = text("致：{}", "To: {}");
const COUNCIL: Text = text("消费者权益保护委员会", "the consumer council");
const NUMBERS: Text = text("案号 {} · 材料编号 {} · {}", "Case {} · packet {} · {}");
const ASK: Text = text("一、请求协助的事项", "1. What the council is asked");
const DONE: Text = text("三、联络点办理经过", "3. What the contact point did");
const STORY: Text = text("二、事情经过", "2. What happened");
const WISHES: Text = text("诉求：", "Asked for: ");
const RECEIPT: Text = text("消保委回执", "The council’s receipt");
const RECEIVED: Text = text("{} 收到，{} 确认，编号 {}", "Arrived {}, confirmed by {}, number {}");
const ANSWER: Text = text("消保委答复", "The council’s answer");
const SIGN_FROM: Text = text("转出人（签名）", "Passed on by (signature)");
const SIGN_TO: Text = text("接收人（签名或盖章）", "Received by (signature or seal)");
const AS_DATA: Text = text("存为数据（JSON）", "As data (JSON)");
const NOT_SAVED: Text = text("没有存成文件", "No file was made");
const NOT_ASKED: Text = text(
    "还没有请消保委协助。请在案件里按“更多”→“请消保委协助”，消费者同意后这里就有材料。",
    "The consumer council was not asked yet. In the case, choose “Ask the consumer council for help”; once the consumer has agreed the papers are here.",
);

/// The page.
#[component]
pub fn CouncilPaper() -> impl IntoView {
    view! { <OnPaper paper=Paper::Council sheet=|case| view! { <Sheet case /> }.into_any() /> }
}

#[component]
fn Sheet(case: Arc<CaseOnDesk>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let left_out = RwSignal::new(Vec::new());
    move || {
        let lang = lang.get();
        let notice = desk.device.notice.get();
        match case.case.council.as_deref() {
            Some(help) => paper(&case.case, help, notice.as_deref(), left_out, lang),
            None => view! { <p class="muted">{NOT_ASKED.in_lang(lang)}</p> }.into_any(),
        }
    }
}

fn paper(
    case: &Case,
    help: &CouncilHelp,
    notice: Option<&Notice>,
    left_out: RwSignal<Vec<usize>>,
    lang: Lang,
) -> AnyView {
    let number = case.number.map(|number| number.to_string()).unwrap_or_default();
    let place = notice.map(|notice| &notice.place);
    let mall = place.map(|place| place.mall.in_lang(lang).to_owned()).unwrap_or_default();
    let council = place.map(|place| place.council.in_lang(lang)).filter(|name| !name.is_empty());
    let council = council.unwrap_or_else(|| COUNCIL.in_lang(lang));
    let day = in_full(help.asked_at.day(), lang);
    let receipt = help.receipt.as_ref().map(|receipt| {
        let number = if receipt.number.is_empty() { "—" } else { &receipt.number };
        let said = RECEIVED.fill(lang, &[&in_full(receipt.on, lang), &receipt.from, number]);
        view! {
            <section class="agreement__part">
                <h2>{RECEIPT.in_lang(lang)}</h2>
                <p class="tnum">{said}</p>
            </section>
        }
    });
    let answer = help.answer.as_ref().map(|answer| {
        view! {
            <section class="agreement__part">
                <h2>{ANSWER.in_lang(lang)}</h2>
                <p class="agreement__words">{on_paper(answer)}</p>
            </section>
        }
    });
    view! {
        <AsData number=number.clone() />
        {choices(case, left_out, lang)}
        <article class="agreement">
            <header class="agreement__head">
                <p class="agreement__by">{format!("{mall} {}", PLACE.in_lang(lang)).trim().to_owned()}</p>
                <h1>{TITLE.in_lang(lang)}</h1>
                <p class="tnum">{NUMBERS.fill(lang, &[&number, &help.packet, &day])}</p>
                <p>{TO.fill(lang, &[council])}</p>
            </header>
            {facts(case, None, lang)}
            <section class="agreement__part">
                <h2>{ASK.in_lang(lang)}</h2>
                <p class="agreement__words">{on_paper(&help.ask)}</p>
            </section>
            <section class="agreement__part">
                <h2>{STORY.in_lang(lang)}</h2>
                <p class="agreement__words">{on_paper(&case.complaint.facts)}</p>
                <p>{WISHES.in_lang(lang)} {wish(&case.complaint, lang)}</p>
            </section>
            {done(case, DONE, lang)}
            {receipt}
            {answer}
            <div class="agreement__signs">{signature(SIGN_FROM, lang)} {signature(SIGN_TO, lang)}</div>
            {foot(notice, lang)}
            {printed(case, left_out, lang)}
        </article>
    }
    .into_any()
}

#[component]
fn AsData(number: String) -> impl IntoView {
    let error = RwSignal::new(None::<ApiError>);
    let save = move |_| {
        let number = number.clone();
        spawn_local(async move {
            error.set(staff_api::save_council_packet(&number).await.err());
        });
    };
    view! {
        <div class="agreement__tools no-print">
            <button class="btn" type="button" on:click=save>
                <Icon sign=Sign::Out />
                {say(AS_DATA)}
            </button>
            <Trouble error title=NOT_SAVED />
        </div>
    }
}
