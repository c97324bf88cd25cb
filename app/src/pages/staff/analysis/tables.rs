//! By category, goods, merchant and issue: each line leads to its cases.

use domain::{
    analysis::{About, Charted, Figures, Measure, Overview, Period, REPEATS_FROM},
    form::{Category, Kind, Term},
    ledger::CaseFilter,
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use std::sync::Arc;

use super::charts::Chart;
use crate::{
    lang::{say, use_lang},
    pages::{
        figures::{percent, time},
        staff::ledger,
    },
};

const BY_CATEGORY: Text = text("问题类别", "By category");
const BY_GOODS: Text = text("商品或服务", "By goods or service");
const BY_MERCHANT: Text = text("商户", "By merchant");
const BY_ISSUE: Text = text("类别和商户", "By category and merchant");
const NAME: Text = text("名称", "Name");
const COMPLAINTS: Text = text("投诉", "Complaints");
const THEN: Text = text("上期", "Before");
const SETTLED: Text = text("和解率", "Settled");
const WITHIN: Text = text("时限内", "In time");
const TOOK: Text = text("平均办结", "To the end");
const LATE: Text = text("商家逾期", "Merchant late");
const RECOVERED: Text = text("挽回（元）", "Recovered (yuan)");
const CASES: Text = text("投诉和举报", "Complaints and reports");
const REPEATS: Text = text("反复投诉", "repeatedly");
const UNSURE: Text = text("不确定是哪家", "Not sure which");

/// What leads from a line to the cases behind it.
fn drill(period: Period, filter: CaseFilter) -> String {
    let filter = CaseFilter { from: Some(period.from), to: Some(period.to), counted: true, ..filter };
    ledger::address(&filter)
}

/// About whom, as a filter.
fn about(of: &About, name: &str) -> CaseFilter {
    let file = if let About::File(file) = of { Some(*file) } else { None };
    CaseFilter { file, merchant: name.to_owned(), ..CaseFilter::default() }
}

/// The tables.
#[component]
pub(super) fn Tables(found: Arc<Charted>) -> impl IntoView {
    let lang = use_lang();
    move || {
        let (of, lang) = (&found.overview, lang.get());
        let categories: Vec<AnyView> = of
            .categories
            .iter()
            .map(|line| {
                let filter =
                    CaseFilter { category: Some(line.category), kind: Some(Kind::Complaint), ..CaseFilter::default() };
                row(
                    line.category.name().in_lang(lang).to_owned(),
                    Some(drill(of.period, filter)),
                    &line.now,
                    &line.then,
                    lang,
                )
            })
            .collect();
        let goods: Vec<AnyView> = of
            .goods
            .iter()
            .map(|line| row(line.goods.name().in_lang(lang).to_owned(), None, &line.now, &line.then, lang))
            .collect();
        let (merchants, issues) = (merchants(of, lang), issues(of, lang));
        view! {
            <Part title=BY_CATEGORY heads=ROW id="analysis-categories" svg=found.by_category.clone() rows=categories />
            <Part title=BY_GOODS heads=ROW id="analysis-goods" svg=String::new() rows=goods />
            <Part title=BY_MERCHANT heads=MERCHANT_ROW id="analysis-merchants" svg=found.by_merchant.clone() rows=merchants />
            <Part title=BY_ISSUE heads=ISSUE_ROW id="analysis-issues" svg=String::new() rows=issues />
        }
    }
}

const ROW: &[Text] = &[NAME, COMPLAINTS, THEN, SETTLED, WITHIN, TOOK];
const MERCHANT_ROW: &[Text] = &[NAME, COMPLAINTS, THEN, SETTLED, LATE, RECOVERED];
const ISSUE_ROW: &[Text] = &[NAME, CASES, THEN];

#[component]
fn Part(title: Text, heads: &'static [Text], id: &'static str, svg: String, rows: Vec<AnyView>) -> impl IntoView {
    let head = |(place, name): (usize, &Text)| {
        let class = (place > 0).then_some("table__num");
        view! { <th scope="col" class=class>{say(*name)}</th> }
    };
    view! {
        <section class="card fund__part" aria-labelledby=id>
            <h2 class="card__title" id=id>
                {say(title)}
            </h2>
            <Chart svg />
            <div class="analysis__scroll">
                <table class="table">
                    <caption class="vh">{say(title)}</caption>
                    <thead>
                        <tr>{heads.iter().enumerate().map(head).collect_view()}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn named(name: String, href: Option<String>) -> AnyView {
    match href {
        Some(href) => view! { <a class="link" href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    }
}

fn cells(cells: Vec<String>) -> impl IntoView {
    cells.into_iter().map(|cell| view! { <td class="table__num">{cell}</td> }).collect_view()
}

fn or_none(text: Option<String>) -> String {
    text.unwrap_or_else(|| "—".to_owned())
}

fn row(name: String, href: Option<String>, now: &Figures, then: &Figures, lang: Lang) -> AnyView {
    let numbers = vec![
        now.of(Measure::Complaints).to_string(),
        then.of(Measure::Complaints).to_string(),
        or_none(now.settled_percent().map(percent)),
        or_none(now.within_promise_percent().map(percent)),
        or_none(now.minutes_to_end().map(|minutes| time(minutes, lang))),
    ];
    view! {
        <tr>
            <th scope="row">{named(name, href)}</th>
            {cells(numbers)}
        </tr>
    }
    .into_any()
}

fn merchants(of: &Overview, lang: Lang) -> Vec<AnyView> {
    let line = |line: &domain::analysis::MerchantLine| {
        let name = if line.name.is_empty() { UNSURE.in_lang(lang).to_owned() } else { line.name.clone() };
        let filter = CaseFilter { kind: Some(Kind::Complaint), ..about(&line.about, &line.name) };
        let href = (line.about != About::Unsure).then(|| drill(of.period, filter));
        let repeats = (line.about != About::Unsure && line.now.of(Measure::Complaints) >= REPEATS_FROM)
            .then(|| view! { " " <span class="tag tag--amber">{REPEATS.in_lang(lang)}</span> });
        let (now, then) = (&line.now, &line.then);
        let numbers = vec![
            now.of(Measure::Complaints).to_string(),
            then.of(Measure::Complaints).to_string(),
            or_none(now.settled_percent().map(percent)),
            now.of(Measure::MerchantLate).to_string(),
            now.yuan(Measure::Recovered).to_string(),
        ];
        view! {
            <tr>
                <th scope="row">{named(name, href)} {repeats}</th>
                {cells(numbers)}
            </tr>
        }
        .into_any()
    };
    of.merchants.iter().map(line).collect()
}

fn issues(of: &Overview, lang: Lang) -> Vec<AnyView> {
    let line = |line: &domain::analysis::IssueLine| {
        let category: Category = line.category;
        let merchant = if line.name.is_empty() { UNSURE.in_lang(lang).to_owned() } else { line.name.clone() };
        let name = format!("{} · {merchant}", category.name().in_lang(lang));
        let filter = CaseFilter { category: Some(category), ..about(&line.about, &line.name) };
        let href = (line.about != About::Unsure).then(|| drill(of.period, filter));
        view! {
            <tr>
                <th scope="row">{named(name, href)}</th>
                {cells(vec![line.now.to_string(), line.then.to_string()])}
            </tr>
        }
        .into_any()
    };
    of.issues.iter().map(line).collect()
}
