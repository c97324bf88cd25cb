//! 依法留存, evidence packs and the consumer council's help, on the case.

use domain::{
    case::{CouncilHelp, EvidencePack},
    moment::Moment,
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::context::{CaseSignal, use_desk};
use crate::{
    components::{Icon, NoticeBox, Show, Sign, Tone},
    lang::{say, use_lang},
    pages::staff::paper::Paper,
};

const HELD: Text = text("依法留存中：不清除、不匿名", "Under legal hold: nothing is erased or made anonymous");
const HELD_BY: Text = text("{} · {} 起", "{} · since {}");
const TITLE: Text = text("协助查处和消保委", "Evidence and the consumer council");
const PACK: Text = text("证据包 {} · 给 {}", "Evidence pack {} · for {}");
const PACK_BY: Text = text("{} 做成，{}", "Made by {}, {}");
const MAKE: Text = text("做证据包", "Make an evidence pack");
const COUNCIL: Text = text("消保委协助 · 材料 {}", "Consumer council · packet {}");
const ASKED: Text = text("{} 转出，还没有回执", "Passed on {}, without a receipt");
const RECEIVED: Text = text("{} 收到，{} 确认", "Arrived {}, confirmed by {}");
const ANSWERED: Text = text("已答复：{}", "Answered: {}");
const PAPERS: Text = text("看材料、打印、下载", "See, print or save the papers");

/// That the case is held, at the head of it.
#[component]
pub fn HeldNotice(
    /// The case.
    case: CaseSignal,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let hold = Memo::new(move |_| case.with(|on_desk| on_desk.case.hold.clone()));
    move || {
        let hold = hold.get()?;
        let (lang, today) = (lang.get(), desk.now.get().day());
        let by = desk.name_of(hold.by, lang);
        let since = HELD_BY.fill(lang, &[&by, &hold.at.spoken(lang, today)]);
        Some(view! {
            <NoticeBox tone=Tone::Amber>
                <p class="notice__title">{HELD.in_lang(lang)}</p>
                <p>{hold.ground.for_staff().to_owned()}</p>
                <p class="small tnum">{since}</p>
            </NoticeBox>
        })
    }
}

/// What was made of it, and what the council says.
#[component]
pub fn Assistance(
    /// The case.
    case: CaseSignal,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let packs = Memo::new(move |_| {
        case.with(|on_desk| on_desk.case.evidence_packs().map(|(at, pack)| (at, pack.clone())).collect::<Vec<_>>())
    });
    let council = Memo::new(move |_| case.with(|on_desk| on_desk.case.council.clone()));
    let makes = move || desk.me.with(|me| me.role.supervises());
    let number = move || case.with(|on_desk| on_desk.case.number.map(|number| number.to_string()));
    let is_shown = Memo::new(move |_| packs.with(|packs| !packs.is_empty()) || council.get().is_some() || makes());
    let pack = move |(at, pack): (Moment, EvidencePack)| {
        let (lang, today) = (lang.get(), desk.now.get().day());
        view! {
            <li class="order__entry">
                <a class="link" href=format!("/staff/regulator/reports/{}", pack.pack)>
                    {PACK.fill(lang, &[&pack.number, &pack.to])}
                </a>
                <p class="small muted tnum">{PACK_BY.fill(lang, &[&desk.name_of(pack.by, lang), &at.spoken(lang, today)])}</p>
            </li>
        }
    };
    let help = move || {
        council.get().map(|help| {
            let lang = lang.get();
            let address = Paper::Council.address(case.with(|on_desk| on_desk.case.id));
            view! {
                <li class="order__entry">
                    <p>{COUNCIL.fill(lang, &[&help.packet])}</p>
                    <p class="small muted tnum">{stands(&help, desk.now.get().day(), lang)}</p>
                    <a class="link" href=address>
                        {PAPERS.in_lang(lang)}
                    </a>
                </li>
            }
        })
    };
    view! {
        <Show when=move || is_shown.get()>
            <section class="card" aria-labelledby="desk-assistance">
                <h2 class="card__title" id="desk-assistance">
                    {say(TITLE)}
                </h2>
                <ul class="order__history">{move || packs.get().into_iter().map(pack).collect_view()} {help}</ul>
                <Show when=makes>
                    <a class="btn" href=move || format!("/staff/evidence?cases={}", number().unwrap_or_default())>
                        <Icon sign=Sign::Out />
                        {say(MAKE)}
                    </a>
                </Show>
            </section>
        </Show>
    }
}

fn stands(help: &CouncilHelp, today: domain::moment::Day, lang: Lang) -> String {
    match (&help.answer, &help.receipt) {
        (Some(answer), _) => ANSWERED.fill(lang, &[answer]),
        (None, Some(receipt)) => RECEIVED.fill(lang, &[&receipt.on.spoken(lang, today), &receipt.from]),
        (None, None) => ASKED.fill(lang, &[&help.asked_at.spoken(lang, today)]),
    }
}
