//! The figures of the whole house, each beside that of the period before.

use domain::{
    analysis::{Charted, Figures, Measure},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use std::sync::Arc;

use crate::{
    lang::{say, use_lang},
    pages::figures::{percent, time},
};

const TITLE: Text = text("总的情况", "Overall");
const THEN: Text = text("上期 {}", "before: {}");
const NONE: Text = text("—", "—");
const OF_RATED: Text = text("{} 分（{} 人评）", "{} of 5 ({} rated)");
const MECHANISMS: Text = text("五项快速机制", "The five fast mechanisms");

type Number = (Text, fn(&Figures, Lang) -> Option<String>);

const NUMBERS: [Number; 14] = [
    (text("案件", "Cases"), |of, _| Some(of.of(Measure::Cases).to_string())),
    (text("投诉", "Complaints"), |of, _| Some(of.of(Measure::Complaints).to_string())),
    (text("咨询", "Questions"), |of, _| Some(of.of(Measure::Inquiries).to_string())),
    (text("举报线索", "Reports"), |of, _| Some(of.of(Measure::Reports).to_string())),
    (text("没结的", "Still open"), |of, _| Some(of.of(Measure::Open).to_string())),
    (text("平均首次答复", "To the first answer"), |of, lang| {
        of.minutes_to_answer().map(|minutes| time(minutes, lang))
    }),
    (text("平均办结", "To the end"), |of, lang| of.minutes_to_end().map(|minutes| time(minutes, lang))),
    (text("承诺时限内", "Within promised times"), |of, _| of.within_promise_percent().map(percent)),
    (text("和解率（和解在企业）", "Settled"), |of, _| of.settled_percent().map(percent)),
    (text("现场化解率（化解在现场）", "Settled on the spot"), |of, _| of.on_site_percent().map(percent)),
    (text("诉求金额", "Amount asked"), |of, _| Some(format!("¥ {}", of.yuan(Measure::Asked)))),
    (text("挽回金额", "Amount recovered"), |of, _| Some(format!("¥ {}", of.yuan(Measure::Recovered)))),
    (text("赔偿损失的和解", "Compensated in settlements"), |of, lang| {
        let (count, amount) = (of.of(Measure::Compensations).to_string(), of.yuan(Measure::Compensated).to_string());
        Some(text("{} 件，¥ {}", "{} cases, ¥ {}").fill(lang, &[&count, &amount]))
    }),
    (text("满意度", "Satisfaction"), |of, lang| {
        let tenths = of.stars_in_tenths()?;
        Some(OF_RATED.fill(lang, &[&format!("{}.{}", tenths / 10, tenths % 10), &of.rated().to_string()]))
    }),
];

const OF_MECHANISMS: [Measure; 5] =
    [Measure::FirstReceiver, Measure::NoReasonReturn, Measure::SmallClaim, Measure::Advance, Measure::GreenLane];

/// The card.
#[component]
pub(super) fn Numbers(found: Arc<Charted>) -> impl IntoView {
    let lang = use_lang();
    let (now, then) = (found.overview.now, found.overview.then);
    let tile = move |name: Text, number: Option<String>, before: Option<String>| {
        let none = || NONE.in_lang(lang.get()).to_owned();
        let before = THEN.fill(lang.get(), &[&before.unwrap_or_else(none)]);
        view! {
            <div>
                <dt>{name.in_lang(lang.get())}</dt>
                <dd class="tnum">
                    {number.unwrap_or_else(none)}
                    <span class="analysis__then">{before}</span>
                </dd>
            </div>
        }
    };
    let numbers = move || {
        let lang = lang.get();
        NUMBERS.iter().map(|(name, of)| tile(*name, of(&now, lang), of(&then, lang))).collect_view()
    };
    let mechanisms = move || {
        use domain::form::Term;
        let number = |of: &Figures, measure| Some(of.of(measure).to_string());
        OF_MECHANISMS.iter().map(|one| tile(one.name(), number(&now, *one), number(&then, *one))).collect_view()
    };
    view! {
        <section class="card fund__part" aria-labelledby="analysis-numbers">
            <h2 class="card__title" id="analysis-numbers">
                {say(TITLE)}
            </h2>
            <dl class="fund__totals">{numbers}</dl>
            <h3>{say(MECHANISMS)}</h3>
            <dl class="fund__totals">{mechanisms}</dl>
        </section>
    }
}
