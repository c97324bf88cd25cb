//! 送检: the samples of one file: sent to a laboratory, and what came of each. One that fails stops the sale.

use domain::{
    form::Term,
    goods::{Command, Field, GoodsFile, ResultForm, Sample, SampleForm, Verdict},
    merchant::verifies,
    moment::Day,
    money::Yuan,
    words::{Bilingual, Lang, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    address, files, today,
    typed::{Choice, Line, Typed, Why, terms},
    words,
};
use crate::{
    components::Show,
    device::fresh_name,
    format::amount,
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const TITLE: Text = text("送检", "Samples to a laboratory");
const TAKE: Text = text("取样送检", "Send a sample");
const RESULT: Text = text("登记检验结果", "Record the result");
const LOT: Text = text("哪一批？（不选就是整件商品）", "Which lot? (none: the goods as such)");
const COST: Text = text("检验费，元（现在不知道可不填）", "Cost in yuan (if it is known by now)");
const COST_NOW: Text = text("检验费，元（和送检时一样可不填）", "Cost in yuan (empty: as it was written down)");
const FAILED_WHAT: Text = text("哪里不合格？（合格可不填）", "What did not pass? (if anything)");
const REPORT_DAY: Text = text("报告日期", "Day of the report");
const STOPS: Text = text("不合格的，登记后这件商品立即停售。", "If it failed, the sale stops at once.");
const CANCEL: Text = text("先不办", "Not now");
const NONE: Text = text("没有送检过。", "Nothing was sent.");
const SENT: Text = text("{} 送 {}", "sent {} to {}");
const AWAITED: Text = text("等结果", "Awaited");
const TESTED: Text = text("报告 {}，{}", "Report {}, {}");
const COSTS: Text = text("检验费 {}", "cost {}");
const BY: Text = text("{} 取样", "taken by {}");
const ALL: Text = text("送检和费用（近一年）", "Samples and their cost, of the last year");
const SUM: Text = text("共 {} 份，{} 份不合格，检验费合计 {}", "{} sample{s}, {} failed, {} in all");

/// The card of one file.
#[component]
pub fn Samples(id: Uuid, state: Memo<Option<GoodsFile>>) -> impl IntoView {
    let desk = use_desk();
    let typed = Typed::at(desk, id, "sample");
    let taking = RwSignal::new(!typed.is_empty());
    let answering = RwSignal::new(None::<Uuid>);
    let samples =
        Memo::new(move |_| state.with(|file| file.as_ref().map(|file| file.samples.clone()).unwrap_or_default()));
    let may = Memo::new(move |_| desk.me.with(|me| verifies(me.role)));
    let may_take = move || may.get() && state.with(|file| file.as_ref().is_some_and(|file| !file.has_ended()));
    let row = move |sample: Sample| view! { <One id state sample may answering /> };
    view! {
        <section class="card" aria-labelledby="goods-samples">
            <h2 class="card__title" id="goods-samples">
                {say(TITLE)}
            </h2>
            <Show when=move || samples.with(Vec::is_empty)>
                <p class="muted">{say(NONE)}</p>
            </Show>
            {move || samples.get().into_iter().rev().map(row).collect_view()}
            <Show when=may_take>
                <Show
                    when=move || taking.get()
                    fallback=move || {
                        view! {
                            <button class="btn" type="button" on:click=move |_| taking.set(true)>
                                {say(TAKE)}
                            </button>
                        }
                    }
                >
                    <Take typed state taking />
                </Show>
            </Show>
        </section>
    }
}

#[component]
fn Take(typed: Typed, state: Memo<Option<GoodsFile>>, taking: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    typed.suggest(Field::SentOn, desk.device.now().day().to_string());
    let lots = Signal::derive(move || {
        state.with(|file| {
            let lots = file.iter().flat_map(|file| file.lots.iter());
            let named = |lot: &domain::goods::Lot| {
                let name = format!("{} · {}", lot.name(), lot.supplier.name);
                (lot.id.to_string(), Bilingual { zh: name.clone(), en: name })
            };
            lots.map(named).collect::<Vec<_>>()
        })
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // Named once: a try whose answer is lost is the same sample.
        if typed.now("name").is_empty() {
            typed.set("name", fresh_name().to_string());
        }
        let form = Box::new(SampleForm {
            lot: typed.now("lot").parse().ok(),
            items: typed.of(Field::Items),
            laboratory: typed.of(Field::Laboratory),
            sent_on: typed.of(Field::SentOn),
            cost: typed.of(Field::Cost),
        });
        let Ok(sample) = typed.now("name").parse() else { return };
        typed.give(state.get_untracked().as_ref(), Command::TakeSample { sample, form }, move || {
            taking.try_set(false);
        });
    };
    let leave = move |_| {
        typed.clear();
        taking.set(false);
    };
    view! {
        <form class="merchants__reason" method="post" novalidate on:submit=submit>
            <Choice typed field="lot" label=LOT options=lots />
            <Line typed field=Field::Items />
            <Line typed field=Field::Laboratory />
            <Line typed field=Field::SentOn kind="date" />
            <Line typed field=Field::Cost label=COST />
            <Why typed />
            <div class="actions">
                <button class="btn btn--main" type="submit">
                    {say(TAKE)}
                </button>
                <button class="btn" type="button" on:click=leave>
                    {say(CANCEL)}
                </button>
            </div>
        </form>
    }
}

#[component]
fn One(
    id: Uuid,
    state: Memo<Option<GoodsFile>>,
    sample: Sample,
    may: Memo<bool>,
    answering: RwSignal<Option<Uuid>>,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let name = sample.id;
    let awaited = sample.result.is_none();
    let heading = sample.items.clone();
    let lines = move || said(&sample, state.with(Option::clone).as_ref(), today(&desk), lang.get());
    let lines = move || lines().into_iter().map(|line| view! { <p class="small muted tnum">{line}</p> }).collect_view();
    let verdict = state.with_untracked(|file| file.as_ref().and_then(|file| tag(file.sample(name)?)));
    let by = move || {
        let taken = state.with(|file| file.as_ref().and_then(|file| Some(file.sample(name)?.taken)))?;
        Some(BY.fill(lang.get(), &[&desk.who(taken.by, lang.get())]))
    };
    view! {
        <div class="goods__sample">
            <p>
                <strong>{heading}</strong>
                " "
                {verdict.map(|(words, class)| view! { <span class=class>{say(words)}</span> })}
            </p>
            {lines}
            <p class="small muted">{by}</p>
            <Show when=move || awaited && may.get()>
                <Show
                    when=move || answering.get() == Some(name)
                    fallback=move || {
                        view! {
                            <button class="btn" type="button" on:click=move |_| answering.set(Some(name))>
                                {say(RESULT)}
                            </button>
                        }
                    }
                >
                    <Answer id sample=name state answering />
                </Show>
            </Show>
        </div>
    }
}

#[component]
fn Answer(id: Uuid, sample: Uuid, state: Memo<Option<GoodsFile>>, answering: RwSignal<Option<Uuid>>) -> impl IntoView {
    let desk = use_desk();
    let typed = Typed::at(desk, sample, "result").for_goods(id);
    typed.suggest(Field::On, desk.device.now().day().to_string());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = Box::new(ResultForm {
            verdict: typed.of(Field::Verdict),
            report: typed.of(Field::Report),
            on: typed.of(Field::On),
            words: typed.of(Field::Words),
            cost: typed.of(Field::Cost),
        });
        typed.give(state.get_untracked().as_ref(), Command::RecordResult { sample, form }, move || {
            answering.try_set(None);
        });
    };
    view! {
        <form class="merchants__reason" method="post" novalidate on:submit=submit>
            <Choice typed field="verdict" label=Field::Verdict.name() options={terms::<Verdict>()} />
            <p class="field__hint">{say(STOPS)}</p>
            <Line typed field=Field::Report />
            <Line typed field=Field::On kind="date" label=REPORT_DAY />
            <Line typed field=Field::Words label=FAILED_WHAT />
            <Line typed field=Field::Cost label=COST_NOW />
            <Why typed />
            <div class="actions">
                <button class="btn btn--main" type="submit">
                    {say(RESULT)}
                </button>
                <button class="btn" type="button" on:click=move |_| answering.set(None)>
                    {say(CANCEL)}
                </button>
            </div>
        </form>
    }
}

/// How a sample stands, as a tag says it.
fn tag(sample: &Sample) -> Option<(Text, &'static str)> {
    Some(match &sample.result {
        None => (AWAITED, "tag tag--amber"),
        Some((tested, _)) => match tested.verdict {
            Verdict::Passed => (Verdict::Passed.name(), "tag tag--pine"),
            Verdict::Failed => (Verdict::Failed.name(), "tag tag--seal"),
        },
    })
}

/// What is said of a sample, line by line.
fn said(sample: &Sample, file: Option<&GoodsFile>, today: Day, lang: Lang) -> Vec<String> {
    let lot = sample.lot.and_then(|lot| Some(format!(" · {}", file?.lot(lot)?.name()))).unwrap_or_default();
    let sent = SENT.fill(lang, &[&sample.sent_on.spoken(lang, today), &sample.laboratory]);
    let mut lines = vec![format!("{sent}{lot}")];
    if let Some((tested, _)) = &sample.result {
        let report = TESTED.fill(lang, &[&tested.report, &tested.on.spoken(lang, today)]);
        let words = if tested.words.is_empty() { String::new() } else { format!(" · {}", tested.words) };
        lines.push(format!("{report}{words}"));
    }
    lines.extend(sample.costs().map(|cost| COSTS.fill(lang, &[&amount(cost)])));
    lines
}

/// Every sample of the last year, and what they cost: for the desk of quality control.
#[component]
pub fn AllSamples() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let files = files(&desk);
    let all = Memo::new(move |_| {
        let since = today(&desk).plus_years(-1);
        files.with(|files| {
            let of = |(id, file): (&Uuid, &GoodsFile)| {
                let (id, name) = (*id, words::name(file));
                let recent = file.samples.iter().filter(move |sample| sample.sent_on >= since).cloned();
                recent.map(move |sample| (id, name.clone(), sample)).collect::<Vec<_>>()
            };
            let shown = files.shown.iter().map(|(id, shown)| (id, &shown.state));
            let mut all: Vec<(Uuid, String, Sample)> = shown.flat_map(of).collect();
            all.sort_by_key(|(_, _, sample)| std::cmp::Reverse(sample.sent_on));
            all
        })
    });
    let sum = move || {
        all.with(|all| {
            let failed =
                |sample: &Sample| sample.result.as_ref().is_some_and(|(one, _)| one.verdict == Verdict::Failed);
            let failed = all.iter().filter(|(_, _, sample)| failed(sample)).count();
            let fen = all.iter().filter_map(|(_, _, sample)| sample.costs()).map(Yuan::fen).sum();
            let cost = amount(Yuan::from_fen(fen));
            SUM.fill(lang.get(), &[&all.len().to_string(), &failed.to_string(), &cost])
        })
    };
    let row = move |(id, name, sample): (Uuid, String, Sample)| {
        let (words, class) = tag(&sample)?;
        let about = said(&sample, None, today(&desk), lang.get()).join(" · ");
        Some(view! {
            <li>
                <a class="row" href=address(id)>
                    <span class="row__main">
                        <span class="row__title">{name} " · " {sample.items}</span>
                        <span class="row__meta tnum">{about}</span>
                    </span>
                    <span class="row__end">
                        <span class=class>{say(words)}</span>
                    </span>
                </a>
            </li>
        })
    };
    view! {
        <section class="card card--flush" aria-labelledby="quality-samples">
            <h2 class="card__title" id="quality-samples">
                {say(ALL)}
            </h2>
            <p class="merchants__none tnum">{sum}</p>
            <ul class="rows">{move || all.get().into_iter().take(MOST).map(row).collect_view()}</ul>
        </section>
    }
}

/// As many as a person looks through.
const MOST: usize = 50;
