//! One report: written, sent with proof, and its receipt.

use domain::{
    form::Term,
    ids::MerchantId,
    oversight::report::{Command, Content, Report, Way, of_period},
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use uuid::Uuid;

use super::{
    super::{
        acts::acts,
        fields::{Form, Line, Pick, Tiles, Words, wrong},
        frame::{OnePage, Section},
        merchant_name, merchants, offered, one,
        refused::not_saved,
        sheet::Sheet,
        today,
        words::WAITS,
    },
    words,
};
use crate::{
    components::Show,
    device::fresh_name,
    entities::Shown,
    lang::{say, use_lang},
    pages::staff::{
        analysis,
        desk::{connection::ConnectionLine, context::use_desk},
    },
    staff_api,
};

const TITLE: Text = text("报告", "Report");
const WRITE: Text = text("写报告", "Write a report");
const SAVE: Text = text("存好报告", "Keep the report");
const CHANGE: Text = text("改报告", "Change the report");
const SUBJECT: Text = text("报告什么", "What it is about");
const TO: Text = text("报给哪个部门", "To which authority");
const BODY: Text = text("报告内容", "What it says");
const MERCHANT: Text = text("关于哪个商户（可不选）", "About which merchant (optional)");
const NO_MERCHANT: Text = text("不限一家", "Not about one");
const DUE: Text = text("哪天前送出（可不填）", "To be sent by (optional)");
const SEND: Text = text("登记送出", "Record that it was sent");
const WAY: Text = text("怎么送的", "How it was sent");
const ON: Text = text("哪天", "On which day");
const PROOF: Text = text("凭据", "What proves it");
const PROOF_HINT: Text = text("快递单号、邮件编号、接收人姓名", "A parcel number, a reference, or who took it");
const RECEIVE: Text = text("登记回执", "Record the receipt");
const FROM: Text = text("对方谁确认的", "Who of the authority confirmed it");
const NUMBER: Text = text("回执编号（可不填）", "Number of the receipt (optional)");
const DROP: Text = text("不用报了", "Not to be sent");
const WHY: Text = text("为什么？", "Why?");
const NO_WAY: Text = text("请选怎么送的。", "Please choose how it was sent.");
const NO_DAY: Text = text("请填哪天。", "Please give the day.");
const HISTORY: Text = text("历史", "History");
const SUBJECT_OF: Text = text("{} 至 {} 消费纠纷受理情况", "Consumer disputes from {} to {}");
const WRITTEN: Text = text(
    "这段时间的报告已经写过了，在“报告与配合”里；不用再写一份。",
    "The report of this period was written already and stands among the reports; there is no need for another.",
);
const MISSING: Text = text("这台设备上没有这份报告", "This report is not on this device");
const LINE: Text = text("{} · {}", "{} · {}");

/// Where a report is.
pub fn address(id: Uuid) -> String {
    format!("/staff/regulator/reports/{id}")
}

/// The page: a report by its name, or a new one.
#[component]
pub fn ReportPage() -> impl IntoView {
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|params| params.get("report")));
    view! {
        <OnePage section=Section::Regulator title=TITLE>
            {move || match name.get() {
                Some(id) => view! { <One id=id.parse().unwrap_or_default() /> }.into_any(),
                None => view! { <New /> }.into_any(),
            }}
        </OnePage>
    }
}

#[component]
fn New() -> impl IntoView {
    let desk = use_desk();
    let query = use_query_map().get_untracked();
    let period = analysis::named();
    let merchant = query.get("merchant").and_then(|id| id.parse::<Uuid>().ok());
    // Where another page leads here with a period or a merchant, what is typed for that is its own.
    let about = period.map(of_period).or(merchant).unwrap_or_default();
    let sheet = Sheet::of(desk, about, "report");
    for field in ["subject", "words", "merchant"] {
        query.get(field).into_iter().for_each(|text| sheet.suggest(field, || text));
    }
    if let Some(period) = period {
        let regulator =
            desk.device.notice.with_untracked(|notice| notice.as_ref().map(|of| of.place.regulator.zh.clone()));
        sheet.suggest("subject", || SUBJECT_OF.fill(Lang::Zh, &[&period.from.to_string(), &period.to.to_string()]));
        sheet.suggest("to", || regulator.unwrap_or_default());
        spawn_local(async move {
            // Without a network it is written by hand.
            if let Ok(figures) = staff_api::figures_report(period).await {
                sheet.suggest("words", || figures.in_words());
            }
        });
    }
    let navigate = use_navigate();
    let submit = Callback::new(move |()| {
        // Of a period there is one report, whoever writes it on whichever tablet.
        let (id, navigate) = (period.map_or_else(fresh_name, of_period), navigate.clone());
        let done = Callback::new(move |()| navigate(&address(id), leptos_router::NavigateOptions::default()));
        let content = Content { period, ..content(sheet) };
        let written = one::<Report>(&desk, id).get_untracked();
        if period.is_some() && written.is_some() {
            return wrong(sheet, WRITTEN);
        }
        sheet.submit::<Report>(id, None, vec![Command::Write { content }], done);
    });
    view! {
        <div class="order__head">
            <h1>{say(WRITE)}</h1>
            <ConnectionLine />
        </div>
        <section class="card">
            <Form sheet act=SAVE submit>
                <Fields sheet />
            </Form>
        </section>
    }
}

fn content(sheet: Sheet) -> Content {
    Content {
        subject: sheet.text("subject"),
        to: sheet.text("to"),
        words: sheet.text("words"),
        merchant: sheet.uuid("merchant").map(MerchantId),
        due: sheet.day("due"),
        period: None,
        pack: None,
    }
}

#[component]
fn Fields(sheet: Sheet) -> impl IntoView {
    let desk = use_desk();
    let options = Signal::derive(move || {
        let all = merchants(&desk).into_iter();
        all.map(|(id, _, name)| (id.to_string(), name)).collect::<Vec<_>>()
    });
    view! {
        <Line sheet field="subject" label=SUBJECT />
        <Line sheet field="to" label=TO />
        <Words sheet field="words" label=BODY />
        <Pick sheet field="merchant" label=MERCHANT options none=NO_MERCHANT />
        <Line sheet field="due" label=DUE kind="date" />
    }
}

#[component]
fn One(id: Uuid) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let shown = one::<Report>(&desk, id);
    let state = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.state.clone())));
    let head = move || {
        let (lang, today) = (lang.get(), today(&desk));
        let Some(Shown { state: report, waits }) = shown.get() else {
            return view! { <h1>{MISSING.in_lang(lang)}</h1> }.into_any();
        };
        let stands = words::of_report(&report, today, lang);
        let merchant = report.content.merchant.map(|id| {
            let name = merchant_name(&desk, id, lang);
            view! {
                <a class="link" href=format!("/staff/merchants/{id}")>
                    {name}
                </a>
            }
        });
        view! {
            <h1>{report.content.subject}</h1>
            {waits
                .then(|| {
                    view! {
                        <span class="tag tag--amber" role="status">
                            {WAITS.in_lang(lang)}
                        </span>
                    }
                })}
            <p class="muted">{stands}</p>
            {merchant}
            <p class="order__words">{report.content.words}</p>
        }
        .into_any()
    };
    let history = move || {
        let (lang, today) = (lang.get(), today(&desk));
        let line = |entry: domain::oversight::Entry<domain::oversight::report::Event>| {
            let head = LINE.fill(lang, &[&entry.at.spoken(lang, today), &desk.who(entry.by, lang)]);
            view! {
                <li class="order__entry">
                    <p class="small muted tnum">{head}</p>
                    <p>{words::report_event(&entry.event, today, lang)}</p>
                </li>
            }
        };
        state.get().map(|report| report.history.into_iter().rev().map(line).collect_view())
    };
    view! {
        <div class="order__head">{head} <ConnectionLine /></div>
        {not_saved::<Report>(Some(id), words::on_report, address)}
        <Show when=move || !desk.reads_only()>
            <Actions id state />
        </Show>
        <section class="card" aria-labelledby="report-history">
            <h2 class="card__title" id="report-history">
                {say(HISTORY)}
            </h2>
            <ol class="order__history">{history}</ol>
        </section>
    }
}

/// What can be done about a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Send,
    Receive,
    Change,
    Drop,
}

impl Act {
    const fn name(self) -> Text {
        match self {
            Self::Send => SEND,
            Self::Receive => RECEIVE,
            Self::Change => CHANGE,
            Self::Drop => DROP,
        }
    }

    fn fits(self, report: &Report, supervises: bool) -> bool {
        let (is_open, is_sent) = (report.task().is_some(), !report.sendings.is_empty());
        is_open
            && match self {
                Self::Send => true,
                Self::Receive => is_sent,
                Self::Change => !is_sent,
                Self::Drop => !is_sent && supervises,
            }
    }
}

#[component]
fn Actions(id: Uuid, state: Memo<Option<Report>>) -> impl IntoView {
    let desk = use_desk();
    let chosen = RwSignal::new(None::<Act>);
    let offered = Memo::new(move |_| {
        let supervises = desk.me.with(|me| me.role.supervises());
        let all = [Act::Receive, Act::Send, Act::Change, Act::Drop];
        let of = |report: &Report| all.into_iter().filter(|act| act.fits(report, supervises)).collect::<Vec<_>>();
        state.with(|state| state.as_ref().map(of).unwrap_or_default())
    });
    acts(offered, chosen, Act::name, move |act| view! { <Ask id state act chosen /> }.into_any())
}

#[component]
fn Ask(id: Uuid, state: Memo<Option<Report>>, act: Act, chosen: RwSignal<Option<Act>>) -> impl IntoView {
    let desk = use_desk();
    let sheet = Sheet::of(desk, id, format!("report-{act:?}"));
    if let (Act::Change, Some(report)) = (act, state.get_untracked()) {
        sheet.begun_on(report.rev, |sheet| {
            let Content { subject, to, words, merchant, due, period: _, pack: _ } = report.content;
            sheet.slot("subject").set(subject);
            sheet.slot("to").set(to);
            sheet.slot("words").set(words);
            sheet.slot("merchant").set(merchant.map(|id| id.to_string()).unwrap_or_default());
            sheet.slot("due").set(due.map(|due| due.to_string()).unwrap_or_default());
        });
    }
    let close = Callback::new(move |()| {
        chosen.try_set(None);
    });
    let leave = Callback::new(move |()| {
        if act == Act::Change {
            sheet.clear();
        }
        chosen.set(None);
    });
    let submit = Callback::new(move |()| {
        let command = match act {
            Act::Change => {
                let period = state.with_untracked(|state| state.as_ref().and_then(|report| report.content.period));
                Command::Write { content: Content { period, ..content(sheet) } }
            }
            Act::Drop => Command::Drop { reason: sheet.text("words") },
            Act::Send | Act::Receive => {
                let Some(on) = sheet.day_or("on", today(&desk)) else { return wrong(sheet, NO_DAY) };
                if act == Act::Receive {
                    Command::Receive { on, from: sheet.text("from"), number: sheet.text("number") }
                } else {
                    let Some(way) = Way::from_code(&sheet.text("way")) else { return wrong(sheet, NO_WAY) };
                    Command::Send { way, on, proof: sheet.text("proof") }
                }
            }
        };
        sheet.submit::<Report>(id, state.get_untracked(), vec![command], close);
    });
    let fields = match act {
        Act::Change => view! { <Fields sheet /> }.into_any(),
        Act::Drop => view! { <Words sheet field="words" label=WHY /> }.into_any(),
        Act::Send => {
            let ways = Way::ALL.iter().map(|way| (way.code(), way.name())).collect::<Vec<_>>();
            view! {
                <Tiles sheet field="way" label=WAY options=ways />
                <Line sheet field="on" label=ON kind="date" offered=offered(&desk) />
                <Line sheet field="proof" label=PROOF hint=PROOF_HINT />
            }
            .into_any()
        }
        Act::Receive => view! {
            <Line sheet field="on" label=ON kind="date" offered=offered(&desk) />
            <Line sheet field="from" label=FROM />
            <Line sheet field="number" label=NUMBER />
        }
        .into_any(),
    };
    view! {
        <section class="card">
            <h2 class="card__title">{say(act.name())}</h2>
            <Form sheet act=act.name() submit cancel=leave>
                {fields}
            </Form>
        </section>
    }
}
