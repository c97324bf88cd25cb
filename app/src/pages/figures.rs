//! Figures that leave the house, as tables: for everybody (接受社会监督), and for the regulator (向市场监管反映).

use domain::{
    analysis::{PublishedFigures, RESULTS, suppression::Printed},
    form::{Kind, Term},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

const NONE: Text = text("这段时间没有案件。", "There were no cases in this period.");
const KINDS: Text = text("按类型", "By kind");
const BY_CATEGORY: Text = text("投诉：问题类别和结果", "Complaints by category and result");
const BY_GOODS: Text = text("投诉：商品或服务和结果", "Complaints by goods and result");
const BY_MERCHANT: Text = text("投诉：商户和结果", "Complaints by merchant and result");
const NAME: Text = text("名称", "Name");
const NUMBER: Text = text("件数", "Cases");
const SUM: Text = text("合计", "Sum");
const OTHERS: Text = text("其他和不确定", "Others, or not sure");
const RATES: Text = text("办理情况", "How it went");
const MINUTES: Text = text("{} 分钟", "{} min");
const HOURS: Text = text("{} 小时", "{} h");
const DAYS: Text = text("{} 天", "{} days");

/// All of a period.
#[must_use]
pub fn figures(of: &PublishedFigures, lang: Lang) -> AnyView {
    if of.kinds.sum() == Some(0) {
        return view! { <p class="empty__title" role="status">{NONE.in_lang(lang)}</p> }.into_any();
    }
    view! {
        {kinds(of, lang)}
        {rates(of, lang)}
        {by_result(BY_CATEGORY, "figures-categories", of.categories.iter().map(|one| one.name().in_lang(lang).to_owned()), &of.by_category, lang)}
        {by_result(BY_GOODS, "figures-goods", of.goods.iter().map(|one| one.name().in_lang(lang).to_owned()), &of.by_goods, lang)}
        {of
            .by_merchant
            .as_ref()
            .map(|printed| {
                let name = |name: &String| if name.is_empty() { OTHERS.in_lang(lang).to_owned() } else { name.clone() };
                by_result(BY_MERCHANT, "figures-merchants", of.merchants.iter().map(name), printed, lang)
            })}
    }
    .into_any()
}

fn or_none(number: Option<i64>) -> String {
    number.map_or_else(|| "—".to_owned(), |number| number.to_string())
}

fn kinds(of: &PublishedFigures, lang: Lang) -> AnyView {
    let kinds = Kind::ALL.iter().map(|kind| (kind.name().in_lang(lang), of.filed(*kind)));
    let rows = kinds.chain([(SUM.in_lang(lang), of.kinds.sum())]).map(|(name, number)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="table__num">{or_none(number)}</td>
            </tr>
        }
    });
    view! {
        <section class="card fund__part" aria-labelledby="figures-kinds">
            <h2 class="card__title" id="figures-kinds">{KINDS.in_lang(lang)}</h2>
            <table class="table">
                <caption class="vh">{KINDS.in_lang(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{NAME.in_lang(lang)}</th>
                        <th scope="col" class="table__num">{NUMBER.in_lang(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// The single figures, by their names on the page of figures.
fn rates(of: &PublishedFigures, lang: Lang) -> AnyView {
    let numbers = [
        (text("平均首次答复", "To the first answer"), of.minutes_to_answer.map(|minutes| time(minutes, lang))),
        (text("平均办结", "To the end"), of.minutes_to_end.map(|minutes| time(minutes, lang))),
        (text("承诺时限内", "Within promised times"), of.within_promise.map(percent)),
        (text("和解率（和解在企业）", "Settled"), of.settled.map(percent)),
        (text("现场化解率（化解在现场）", "Settled on the spot"), of.settled_on_site.map(percent)),
        (text("挽回金额（元）", "Recovered (yuan)"), of.recovered.map(|yuan| yuan.to_string())),
        (
            text("赔偿损失的和解（元）", "Compensated in settlements (yuan)"),
            of.compensated.map(|yuan| yuan.to_string()),
        ),
        (
            text("满意度（5 分）", "Satisfaction, of 5"),
            of.stars_in_tenths.map(|tenths| format!("{}.{}", tenths / 10, tenths % 10)),
        ),
    ];
    let tile = |(name, number): (Text, Option<String>)| {
        view! {
            <div>
                <dt>{name.in_lang(lang)}</dt>
                <dd class="tnum">{number.unwrap_or_else(|| "—".to_owned())}</dd>
            </div>
        }
    };
    view! {
        <section class="card fund__part" aria-labelledby="figures-rates">
            <h2 class="card__title" id="figures-rates">{RATES.in_lang(lang)}</h2>
            <dl class="fund__totals">{numbers.into_iter().map(tile).collect_view()}</dl>
        </section>
    }
    .into_any()
}

fn by_result(
    title: Text,
    id: &'static str,
    names: impl Iterator<Item = String>,
    printed: &Printed,
    lang: Lang,
) -> AnyView {
    let rows: Vec<String> = names.collect();
    if rows.is_empty() {
        return ().into_any();
    }
    let heads = RESULTS.iter().map(|result| result.in_lang(lang)).chain([SUM.in_lang(lang)]);
    let heads = heads.map(|head| view! { <th scope="col" class="table__num">{head}</th> }).collect_view();
    let rows = rows.into_iter().chain([SUM.in_lang(lang).to_owned()]).zip(printed.rows()).map(|(name, row)| {
        let cells = row.iter().map(|cell| view! { <td class="table__num">{or_none(*cell)}</td> }).collect_view();
        view! {
            <tr>
                <th scope="row">{name}</th>
                {cells}
            </tr>
        }
    });
    view! {
        <section class="card fund__part" aria-labelledby=id>
            <h2 class="card__title" id=id>{title.in_lang(lang)}</h2>
            <div class="analysis__scroll">
                <table class="table">
                    <caption class="vh">{title.in_lang(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{NAME.in_lang(lang)}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// How long something takes, as one says it.
#[must_use]
pub fn time(minutes: i64, lang: Lang) -> String {
    match minutes {
        ..120 => MINUTES.fill(lang, &[&minutes.to_string()]),
        120..2_880 => HOURS.fill(lang, &[&(minutes / 60).to_string()]),
        _ => DAYS.fill(lang, &[&format!("{}.{}", minutes / 1_440, minutes % 1_440 / 144)]),
    }
}

/// A share.
#[must_use]
pub fn percent(percent: i64) -> String {
    format!("{percent}%")
}
