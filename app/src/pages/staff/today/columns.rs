//! The three columns: mine, what runs out, and for whom the rest waits.

use domain::words::{Text, text};
use leptos::prelude::*;

use super::{
    day::{Day, Group},
    line::Line,
};
use crate::{
    components::{For, Show},
    lang::{say, use_lang},
    pages::staff::desk::list::Filter,
};

const MINE: Text = text("我的", "Mine");
const MINE_NONE: Text = text("您手上现在没有案件。", "You have no open cases.");
const HURRY: Text = text("要抓紧的", "Due soon");
const LATE: Text = text("已超期", "Late");
const LATE_NONE: Text = text("没有超期的。", "Nothing is late.");
const SOON: Text = text("今天到期", "Due today");
const SOON_NONE: Text = text("今天没有到期的。", "Nothing is due today.");
const NEARLY: Text = text("时限已用八成", "Four fifths of the time used");
const NEARLY_NONE: Text = text("没有快到期的。", "Nothing else runs out soon.");
const WAITING: Text = text("在等谁", "Waiting for");
const WAITING_NONE: Text = text("现在不等谁，都在自己手上。", "Nothing waits for anybody else.");
const COUNT: Text = text("{} 件，看列表", "{}: see the list");

/// The columns.
#[component]
pub fn Columns(
    /// The day.
    day: Memo<Day>,
) -> impl IntoView {
    let mine = Memo::new(move |_| day.with(|day| day.mine.clone()));
    let late = Memo::new(move |_| day.with(|day| day.late.clone()));
    let soon = Memo::new(move |_| day.with(|day| day.soon.clone()));
    let nearly = Memo::new(move |_| day.with(|day| day.nearly.clone()));
    let refused = Memo::new(move |_| day.with(|day| day.refused.clone()));
    let waiting = Memo::new(move |_| day.with(|day| day.waiting.clone()));
    let whom = move || waiting.with(|groups| groups.iter().map(|group| group.filter).collect::<Vec<_>>());
    view! {
        <div class="today__columns">
            <section class="card today__column" aria-labelledby="today-mine">
                <div class="today__title">
                    <h2 id="today-mine">{say(MINE)}</h2>
                    <Count group=mine of=MINE />
                </div>
                <Cases group=mine none=MINE_NONE />
            </section>
            <section class="card today__column" aria-labelledby="today-hurry">
                <div class="today__title">
                    <h2 id="today-hurry">{say(HURRY)}</h2>
                </div>
                <Show when=move || refused.with(|group| group.count > 0)>
                    <Part group=refused name=Filter::Refused.name() />
                    <Cases group=refused none=LATE_NONE />
                </Show>
                <Part group=late name=LATE />
                <Cases group=late none=LATE_NONE />
                <Part group=soon name=SOON />
                <Cases group=soon none=SOON_NONE />
                <Part group=nearly name=NEARLY />
                <Cases group=nearly none=NEARLY_NONE />
            </section>
            <section class="card today__column" aria-labelledby="today-waiting">
                <div class="today__title">
                    <h2 id="today-waiting">{say(WAITING)}</h2>
                </div>
                <For each=whom key=|filter| *filter let:filter>
                    {
                        let group = Memo::new(move |_| waiting.with(|groups| of(groups, filter)));
                        view! {
                            <Part group name=filter.name() />
                            <Cases group none=WAITING_NONE />
                        }
                    }
                </For>
                <Show when=move || waiting.with(Vec::is_empty)>
                    <p class="muted">{say(WAITING_NONE)}</p>
                </Show>
            </section>
        </div>
    }
}

/// The group as it is now; empty in the moment in which it goes.
fn of(groups: &[Group], filter: Filter) -> Group {
    let found = groups.iter().find(|group| group.filter == filter).cloned();
    found.unwrap_or(Group { filter, count: 0, first: Vec::new() })
}

/// A part of a column.
#[component]
fn Part(group: Memo<Group>, name: Text) -> impl IntoView {
    view! {
        <div class="today__part">
            <h3>{say(name)}</h3>
            <Count group of=name />
        </div>
    }
}

/// How many, and the way to all of them in the queue; none says itself in words.
#[component]
fn Count(group: Memo<Group>, of: Text) -> impl IntoView {
    let lang = use_lang();
    let address = move || group.with(|group| group.filter.address());
    let words = move || COUNT.fill(lang.get(), &[&group.with(|group| group.count).to_string()]);
    view! {
        <Show when=move || group.with(|group| group.count > 0)>
            <a class="link today__count tnum" href=address>
                {words}
                <span class="vh">{move || format!(" · {}", of.in_lang(lang.get()))}</span>
            </a>
        </Show>
    }
}

#[component]
fn Cases(group: Memo<Group>, none: Text) -> impl IntoView {
    let first = move || group.with(|group| group.first.clone());
    view! {
        <Show
            when=move || group.with(|group| group.count > 0)
            fallback=move || view! { <p class="muted">{say(none)}</p> }
        >
            <ul class="queue">
                <For each=first key=|id| *id let:id>
                    <Line id />
                </For>
            </ul>
        </Show>
    }
}
