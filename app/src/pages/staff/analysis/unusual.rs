//! 集中问题: issues that come up more often than usual, why that is said, and what can be done about them.

use domain::{
    analysis::{About, Alert, RULE, Unusual},
    form::Term,
    ledger::CaseFilter,
    role::Role,
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::sync::Arc;

use crate::{
    components::{NoticeBox, Tone},
    lang::{say, use_lang},
    pages::staff::{desk::context::use_desk, ledger},
    staff_api,
};

const TITLE: Text = text("集中问题", "Unusual concentrations");
const HOW: Text = text(
    "每个“类别 × 商户”与它自己的过去相比：近 28 天明显多于按此前各月应有的数，才在这里提示；少于 4 件不提示。是提示，不是结论。",
    "Each category at each merchant is compared with its own past: it shows here where the last 28 days have clearly more than the months before let expect, and never below 4 cases. It is a hint, not a finding.",
);
const NONE: Text =
    text("近 28 天没有异常集中的问题。看了 {} 组。", "Nothing unusual in the last 28 days; {} issue{s} looked at.");
const YOUNG: Text = text(
    "记录还不到 {} 个整月，没有可以比较的过去，先不提示。",
    "There are fewer than {} whole months on record: no past to compare with yet, so nothing is said.",
);
const CASES: Text = text("看案件", "The cases");
const TIP: Text = text("写消费提示", "Draft a tip");
const ROUND: Text = text("安排检查", "Plan an inspection");
const REPORT: Text = text("写报告给监管", "Write to the regulator");
const SUBJECT: Text = text("{}：{}问题集中", "{}: many cases about “{}”");
const TIP_TITLE: Text = text("近期“{}”问题较多，请留意", "Many problems of “{}” of late");

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The card on the page of figures.
#[component]
pub(super) fn UnusualCard(unusual: Arc<Unusual>) -> impl IntoView {
    let lang = use_lang();
    let said = move || {
        let lang = lang.get();
        let of = &unusual.said;
        if of.months < RULE.least_months {
            let young = YOUNG.fill(lang, &[&RULE.least_months.to_string()]);
            return view! { <p role="status">{young}</p> }.into_any();
        }
        if of.alerts.is_empty() {
            return view! { <p role="status">{NONE.fill(lang, &[&of.issues.to_string()])}</p> }.into_any();
        }
        alerts(&unusual, true, lang)
    };
    view! {
        <section class="card fund__part" aria-labelledby="analysis-unusual">
            <h2 class="card__title" id="analysis-unusual">
                {say(TITLE)}
            </h2>
            <p class="small muted">{say(HOW)}</p>
            {said}
        </section>
    }
}

/// On the day's screen: only where there is something, and for whoever may do something about it.
#[component]
pub fn UnusualToday() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let found = RwSignal::new(None::<Arc<Unusual>>);
    let reads = Memo::new(move |_| desk.me.with(|me| me.role.reads_figures()));
    Effect::new(move |_| {
        if reads.get() {
            spawn_local(async move {
                // Without a network the day's screen does without.
                if let Ok(said) = staff_api::unusual().await {
                    found.try_set(Some(Arc::new(said)));
                }
            });
        }
    });
    move || {
        let found = found.get().filter(|found| !found.said.alerts.is_empty())?;
        let lang = lang.get();
        let writes = desk.me.with(|me| me.role != Role::Regulator);
        Some(view! {
            <NoticeBox tone=Tone::Amber>
                <h2 class="notice__title">{TITLE.in_lang(lang)}</h2>
                {alerts(&found, writes, lang)}
            </NoticeBox>
        })
    }
}

fn alerts(unusual: &Unusual, writes: bool, lang: Lang) -> AnyView {
    let one = |(alert, name, because): (&Alert, &str, domain::words::Bilingual)| {
        let because = because.in_lang(lang).to_owned();
        view! {
            <li class="analysis__alert">
                <p>{because}</p>
                <p class="analysis__steps">{steps(unusual, alert, name, writes, lang)}</p>
            </li>
        }
    };
    view! { <ul class="analysis__alerts">{unusual.alerts().map(one).collect_view()}</ul> }.into_any()
}

fn steps(unusual: &Unusual, alert: &Alert, name: &str, writes: bool, lang: Lang) -> AnyView {
    let window = unusual.said.horizon.window;
    let file = if let About::File(file) = alert.about { Some(file) } else { None };
    let filter = CaseFilter {
        category: Some(alert.category),
        from: Some(window.from),
        to: Some(window.to),
        merchant: name.to_owned(),
        file,
        counted: true,
        ..CaseFilter::default()
    };
    let category = alert.category.name();
    let merchant = file.map(|file| format!("&merchant={file}")).unwrap_or_default();
    let because = alert.because(name);
    let subject = encoded(&SUBJECT.fill(Lang::Zh, &[name, category.zh]));
    let round = format!("/staff/inspections/new?title={subject}{merchant}");
    let report = format!("/staff/regulator/reports/new?subject={subject}&words={}{merchant}", encoded(&because.zh));
    // A tip names no merchant: that is for people to decide.
    let tip = encoded(&TIP_TITLE.fill(Lang::Zh, &[category.zh]));
    let tip_en = encoded(&TIP_TITLE.fill(Lang::En, &[category.en]));
    let tip = format!("/staff/publications?title={tip}&title_en={tip_en}");
    let link = |href: String, name: Text| view! { <a class="link" href=href>{name.in_lang(lang)}</a> };
    let more = writes.then(|| view! { {link(tip, TIP)} {link(round, ROUND)} {link(report, REPORT)} });
    view! { {link(ledger::address(&filter), CASES)} {more} }.into_any()
}
