//! The charts, as the server drew them. Each has a table with the same numbers beside it.

use domain::{
    analysis::{Charted, Measure},
    words::{Text, text},
};
use leptos::prelude::*;
use std::sync::Arc;

use crate::lang::{say, use_lang};

const OVER_TIME: Text = text("每天（或每月）的案件", "Cases over time");
const BY_HOUR: Text = text("一天里什么时候来", "At what time of day");
const AS_TABLE: Text = text("看表格", "As a table");
const DAY: Text = text("日期", "Day");
const HOUR: Text = text("时段", "Hour");
const CASES: Text = text("案件", "Cases");
const COMPLAINTS: Text = text("投诉", "Complaints");
const ENDED: Text = text("其中已结", "Ended of them");

/// A picture of numbers; nothing where there are none.
#[component]
pub(super) fn Chart(svg: String) -> impl IntoView {
    (!svg.is_empty()).then(|| view! { <div class="analysis__chart" inner_html=svg></div> })
}

/// The two charts of when.
#[component]
pub(super) fn Charts(found: Arc<Charted>) -> impl IntoView {
    let lang = use_lang();
    let over_time = found.overview.series.clone();
    let days = over_time.into_iter().map(|(day, of)| {
        view! {
            <tr>
                <th scope="row" class="tnum">{day.to_string()}</th>
                <td class="table__num">{of.of(Measure::Cases)}</td>
                <td class="table__num">{of.of(Measure::Complaints)}</td>
                <td class="table__num">{of.of(Measure::Ended)}</td>
            </tr>
        }
    });
    let hours = (0..24).zip(found.overview.hours.clone()).map(|(hour, cases)| {
        view! {
            <tr>
                <th scope="row" class="tnum">{format!("{hour:02}:00–{hour:02}:59")}</th>
                <td class="table__num">{cases}</td>
            </tr>
        }
    });
    let (days, hours) = (days.collect_view(), hours.collect_view());
    let head = move |name: Text| name.in_lang(lang.get());
    view! {
        <section class="card fund__part" aria-labelledby="analysis-over-time">
            <h2 class="card__title" id="analysis-over-time">
                {say(OVER_TIME)}
            </h2>
            <Chart svg=found.over_time.clone() />
            <details class="analysis__table">
                <summary>{say(AS_TABLE)}</summary>
                <table class="table">
                    <caption class="vh">{say(OVER_TIME)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{move || head(DAY)}</th>
                            <th scope="col" class="table__num">{move || head(CASES)}</th>
                            <th scope="col" class="table__num">{move || head(COMPLAINTS)}</th>
                            <th scope="col" class="table__num">{move || head(ENDED)}</th>
                        </tr>
                    </thead>
                    <tbody>{days}</tbody>
                </table>
            </details>
        </section>
        <section class="card fund__part" aria-labelledby="analysis-by-hour">
            <h2 class="card__title" id="analysis-by-hour">
                {say(BY_HOUR)}
            </h2>
            <Chart svg=found.by_hour.clone() />
            <details class="analysis__table">
                <summary>{say(AS_TABLE)}</summary>
                <table class="table">
                    <caption class="vh">{say(BY_HOUR)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{move || head(HOUR)}</th>
                            <th scope="col" class="table__num">{move || head(CASES)}</th>
                        </tr>
                    </thead>
                    <tbody>{hours}</tbody>
                </table>
            </details>
        </section>
    }
}
