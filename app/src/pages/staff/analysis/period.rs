//! Which period is looked at: the usual ones at a press, any other by its days.

use domain::{
    analysis::Period,
    moment::Day,
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    components::{NoticeBox, Show, Tone},
    device::use_device,
    lang::{say, use_lang},
    pages::staff::fields::DayField,
};

const PERIOD: Text = text("看哪段时间", "Which period");
const FROM: Text = text("从", "From");
const TO: Text = text("到", "to");
const SHOW: Text = text("看这段", "Show it");
const WRONG: Text = text(
    "请填开始和结束两天，结束不能早于开始。",
    "Please give a first and a last day; the last cannot be before the first.",
);
const ALONE: Text = text("{} 至 {}", "{} to {}");
const BESIDE: Text = text("{} 至 {}，对比 {} 至 {}", "{} to {}, beside {} to {}");

/// The usual ones.
fn usual(today: Day) -> [(Text, Period); 5] {
    let month = Period::month_of(today);
    let days = |days: i64| Period { from: today.plus_days(1 - days), to: today };
    [
        (text("近 30 天", "Last 30 days"), days(30)),
        (text("本月", "This month"), month),
        (text("上月", "Last month"), Period::month_of(month.from.plus_days(-1))),
        (text("上季度", "Last quarter"), Period::quarter_of(Period::quarter_of(today).from.plus_days(-1))),
        (text("近一年", "Last 12 months"), Period { from: today.plus_years(-1).next(), to: today }),
    ]
}

/// The period of the address; the last 30 days where it names none.
pub(super) fn asked(today: Day) -> Period {
    named().unwrap_or(Period { from: today.plus_days(-29), to: today })
}

/// The period that the address names.
pub(in crate::pages::staff) fn named() -> Option<Period> {
    let query = use_query_map().get_untracked();
    let day = |name: &str| query.get(name).and_then(|text| Day::parse(&text));
    day("from").zip(day("to")).and_then(|(from, to)| Period::new(from, to))
}

/// The controls.
#[component]
pub(super) fn PeriodForm(
    period: RwSignal<Period>,
    /// With which it is compared is said as well.
    #[prop(default = true)]
    beside: bool,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let (from, to) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    Effect::new(move |_| {
        let period = period.get();
        from.set(period.from.to_string());
        to.set(period.to.to_string());
    });
    let wrong = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let days = Day::parse(&from.get_untracked()).zip(Day::parse(&to.get_untracked()));
        let typed = days.and_then(|(from, to)| Period::new(from, to));
        wrong.set(typed.is_none());
        typed.into_iter().for_each(|typed| period.set(typed));
    };
    let pills = usual(device.now().day()).map(|(name, of)| {
        view! {
            <button
                class="pill"
                type="button"
                aria-pressed=move || (period.get() == of).to_string()
                on:click=move |_| {
                    wrong.set(false);
                    period.set(of);
                }
            >
                {say(name)}
            </button>
        }
    });
    let said = move || {
        let (now, then) = (period.get(), period.get().before());
        let days = [now.from, now.to, then.from, then.to].map(|day| day.to_string());
        let pattern = if beside { BESIDE } else { ALONE };
        pattern.fill(lang.get(), &days.each_ref().map(String::as_str))
    };
    view! {
        <form class="analysis__period no-print" method="post" on:submit=submit>
            <div class="pills" role="group" aria-label=say(PERIOD)>
                {pills.collect_view()}
            </div>
            <div class="analysis__days">
                <DayField id="analysis-from" label=FROM value=from />
                <DayField id="analysis-to" label=TO value=to />
                <button class="btn" type="submit">
                    {say(SHOW)}
                </button>
            </div>
            <Show when=move || wrong.get()>
                <NoticeBox tone=Tone::Error>
                    <p role="alert">{say(WRONG)}</p>
                </NoticeBox>
            </Show>
        </form>
        <p class="muted tnum">{said}</p>
    }
}
