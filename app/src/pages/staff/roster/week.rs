//! What is planned for one member in one week.

use domain::{
    calendar::WorkCalendar,
    ids::StaffId,
    moment::Day,
    roster::{Plan, Weekday},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::Context;
use crate::{
    components::Show,
    device::use_device,
    lang::{say, use_lang},
};

const NO_PLAN: Text = text(
    "没有排班：上岗下岗由“成员”里的开关决定。",
    "No plan: the switch on the page of members says whether they are on duty.",
);
const LEAVE: Text = text("请假", "Leave");
const OFF: Text = text("休", "Off");
const AWAY: Text = text("外出", "Away");
const HOLIDAY: Text = text("假", "Holiday");
const MADE_UP: Text = text("班", "Worked");

/// The week.
#[component]
pub fn Week(
    /// Whose.
    id: StaffId,
) -> impl IntoView {
    let context: Context = expect_context();
    let device = use_device();
    let lang = use_lang();
    let plan = Memo::new(move |_| context.plan(id));
    let days = move || {
        let (lang, monday, today) = (lang.get(), context.monday.get(), device.now().day());
        device.notice.with(|notice| {
            let calendar = notice.as_ref().map(|notice| notice.calendar.clone()).unwrap_or_default();
            let one = |after: i64| shown(&plan.get(), monday.plus_days(after), today, &calendar, lang);
            (0..7).map(one).collect_view()
        })
    };
    view! {
        <Show
            when=move || plan.with(|plan| !plan.is_empty())
            fallback=move || view! { <p class="muted roster__none">{say(NO_PLAN)}</p> }
        >
            <ul class="roster__week">{days}</ul>
        </Show>
    }
}

fn shown(plan: &Plan, day: Day, today: Day, calendar: &WorkCalendar, lang: Lang) -> impl IntoView + use<> {
    let planned = plan.on(day, calendar);
    let class = if day == today { "roster__day roster__day--today tnum" } else { "roster__day tnum" };
    let name = format!("{} {}", Weekday::of(day).name().in_lang(lang), day.spoken(lang, day));
    let mark = match (day.is_weekday(), calendar.is_workday(day)) {
        (true, false) => Some(HOLIDAY),
        (false, true) => Some(MADE_UP),
        _ => None,
    };
    let mark = mark.map(|mark| view! { <span class="tag">{mark.in_lang(lang)}</span> });
    let hours = planned.hours.iter().map(|(from, to)| view! { <span>{format!("{from}–{to}")}</span> }).collect_view();
    let away = planned.away.iter().map(|(from, to)| {
        let hours = format!("{from}–{to}");
        view! {
            <span class="muted">
                {AWAY.in_lang(lang)} " " <span class="num">{hours}</span>
            </span>
        }
    });
    let away = away.collect_view();
    let leave = planned.leave.then(|| view! { <span class="tag tag--amber">{LEAVE.in_lang(lang)}</span> });
    let off =
        (!planned.leave && planned.hours.is_empty()).then(|| view! { <span class="muted">{OFF.in_lang(lang)}</span> });
    view! {
        <li class=class>
            <span class="roster__date">{name} " " {mark}</span>
            <span class="roster__hours">{leave} {hours} {away} {off}</span>
        </li>
    }
}
