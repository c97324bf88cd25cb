//! One measure: what has to be done, its steps, the appeal, and everything that happened.

use domain::{
    form::Term,
    oversight::measure::{Appeal, Measure, Step},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::{
    super::{
        frame::{OnePage, Section},
        merchant_name, one,
        refused::not_saved,
        today, words,
    },
    actions::Actions,
    address,
    history::History,
    impose::Impose,
};
use crate::{
    components::{NoticeBox, Tone},
    entities::Shown,
    lang::{say, use_lang},
    pages::staff::desk::{
        connection::ConnectionLine,
        context::{DeskContext, use_desk},
    },
};

const TITLE: Text = text("制止措施", "Measure");
const MISSING: Text = text("这台设备上没有这项措施", "This measure is not on this device");
const MISSING_WHY: Text = text(
    "可能还没取到，联网后会自动出现；也可能链接抄错了。",
    "It may not have arrived yet and shows by itself once online, or the link is mistyped.",
);
const NEXT: Text = text("下一步：", "Next: ");
const FILE: Text = text("商户档案", "Merchant’s file");
const ROUND: Text = text("查到的那次巡查", "The round on which it was found");
const NOTICE: Text = text("打印通知书", "Print the notice");
const STEPS: Text = text("措施", "The measure");
const FACTS: Text = text("事实", "Facts");
const BASIS: Text = text("依据", "Basis");
const IMPOSED: Text = text("决定", "Decided");
const BY_ON: Text = text("{}，{}", "{}, {}");
const APPEALS: Text = text("申诉", "Appeal");
const APPELLANT: Text = text("{} 说，{} 记下", "Said by {}, taken down by {}");
const DECIDED: Text = text("{}：{}（{} 决定）", "{}: {} (decided by {})");
const OPEN: Text =
    text("在等另一位主管决定；措施照常执行。", "Another supervisor decides; meanwhile the measure holds.");

/// The page: a measure by its name, or a new one.
#[component]
pub fn MeasurePage() -> impl IntoView {
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|params| params.get("measure")));
    view! {
        <OnePage section=Section::Measures title=TITLE>
            {move || match name.get() {
                Some(id) => view! { <One id=id.parse().unwrap_or_default() /> }.into_any(),
                None => view! { <Impose /> }.into_any(),
            }}
        </OnePage>
    }
}

#[component]
fn One(id: Uuid) -> impl IntoView {
    let shown = one::<Measure>(&use_desk(), id);
    let is_there = Memo::new(move |_| shown.with(Option::is_some));
    move || {
        if is_there.get() {
            view! { <Whole id shown /> }.into_any()
        } else {
            view! {
                <h1>{say(MISSING)}</h1>
                <p class="muted">{say(MISSING_WHY)}</p>
                {not_saved::<Measure>(Some(id), words::on_measure, address)}
            }
            .into_any()
        }
    }
}

#[component]
fn Whole(id: Uuid, shown: Memo<Option<Shown<Measure>>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let state = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.state.clone())));
    let head = move || {
        let (lang, Shown { state: measure, waits }) = (lang.get(), shown.get()?);
        let (standing, class) = words::of_measure(&measure);
        let waits = waits.then(|| {
            view! {
                <span class="tag tag--amber" role="status">
                    {words::WAITS.in_lang(lang)}
                </span>
            }
        });
        let round = measure.found.map(|found| format!("/staff/inspections/{}", found.inspection));
        Some(view! {
            <h1>{merchant_name(&desk, measure.merchant, lang)}</h1>
            <span class=class>{standing.in_lang(lang)}</span>
            {waits}
            <p class="order__links">
                <a class="link" href=format!("/staff/merchants/{}", measure.merchant)>
                    {FILE.in_lang(lang)}
                </a>
                <a class="link" href=format!("{}/notice", address(id))>
                    {NOTICE.in_lang(lang)}
                </a>
                {round
                    .map(|round| {
                        view! {
                            <a class="link" href=round>
                                {ROUND.in_lang(lang)}
                            </a>
                        }
                    })}
            </p>
        })
    };
    let next = move || {
        let (today, lang) = (today(&desk), lang.get());
        let task = state.with(|state| state.as_ref().and_then(Measure::task))?;
        let tone = if task.is_overdue(today) { Tone::Error } else { Tone::Amber };
        let said = format!("{}{}", NEXT.in_lang(lang), words::task(task, today, lang));
        Some(view! {
            <NoticeBox tone>
                <p class="notice__title">{said}</p>
            </NoticeBox>
        })
    };
    view! {
        <div class="order__head">{head} <ConnectionLine /></div>
        {not_saved::<Measure>(Some(id), words::on_measure, address)}
        {next}
        <Actions id state />
        <div class="order__columns">
            <Steps state />
            <History state />
        </div>
    }
}

#[component]
fn Steps(state: Memo<Option<Measure>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let whole = move || {
        let lang = lang.get();
        let measure = state.get()?;
        let steps = measure.steps.iter().rev().map(|step| row(&desk, step, lang)).collect_view();
        let appeals = measure.appeals.iter().rev().map(|appeal| said(&desk, appeal, lang)).collect_view();
        let appeals = (!measure.appeals.is_empty()).then(|| {
            view! {
                <h2 class="card__title">{APPEALS.in_lang(lang)}</h2>
                <ul class="order__history">{appeals}</ul>
            }
        });
        Some(view! {
            <ul class="order__history">{steps}</ul>
            {appeals}
        })
    };
    view! {
        <section class="card" aria-labelledby="measure-steps">
            <h2 class="card__title" id="measure-steps">
                {say(STEPS)}
            </h2>
            {whole}
        </section>
    }
}

fn row(desk: &DeskContext, step: &Step, lang: Lang) -> impl IntoView + use<> {
    let today = today(desk);
    let by = BY_ON.fill(lang, &[&desk.name_of(step.by, lang), &step.on.spoken(lang, today)]);
    let graded = match step.due {
        Some(_) => words::graded(step.level, step.due, today, lang),
        None => step.level.name().in_lang(lang).to_owned(),
    };
    let facts = [(FACTS, step.ground.clone()), (BASIS, step.basis.clone()), (IMPOSED, by)];
    let fact = |(name, said): (Text, String)| {
        view! {
            <div class="review__row">
                <dt>{name.in_lang(lang)}</dt>
                <dd>{said}</dd>
            </div>
        }
    };
    view! {
        <li class="order__entry">
            <p>
                <strong>{graded}</strong>
            </p>
            <dl class="review">{facts.into_iter().map(fact).collect_view()}</dl>
        </li>
    }
}

fn said(desk: &DeskContext, appeal: &Appeal, lang: Lang) -> impl IntoView + use<> {
    let today = today(desk);
    let taken = APPELLANT.fill(lang, &[&appeal.appellant, &desk.name_of(appeal.taken_by, lang)]);
    let decided = appeal.decision.as_ref().map_or_else(
        || OPEN.in_lang(lang).to_owned(),
        |decision| {
            let ruling = words::ruling(&decision.ruling, today, lang);
            DECIDED.fill(lang, &[&ruling, &decision.reason, &desk.name_of(decision.by, lang)])
        },
    );
    view! {
        <li class="order__entry">
            <p class="order__words">{appeal.words.clone()}</p>
            <p class="small muted">{taken}</p>
            <p>{decided}</p>
        </li>
    }
}
