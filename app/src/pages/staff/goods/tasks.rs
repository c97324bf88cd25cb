//! What somebody has to do about goods.

use domain::{
    goods::{GoodsFile, Task},
    moment::Day,
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{address, day, files, near_expiry, words};
use crate::{
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const TITLE: Text = text("要办的事", "To be done");
const NONE: Text = text("没有要办的事。", "Nothing has to be done.");
const URGENT: Text = text("立即", "At once");
const MORE: Text = text("全部显示（还有 {} 件）", "Show all ({} more)");
/// As many as stand there at once.
const MOST: usize = 8;

#[derive(Clone, Debug, PartialEq)]
struct OfGoods {
    id: Uuid,
    name: String,
    task: Task,
}

/// The list.
#[component]
pub fn Tasks(
    #[prop(default = TITLE)] title: Text,
    #[prop(default = "goods-tasks")] id: &'static str,
    /// Which of them.
    #[prop(default = |_| true)]
    of: fn(&Task) -> bool,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let files = files(&desk);
    let day = day(&desk);
    let tasks = Memo::new(move |_| {
        let (today, rules) = (day.get(), near_expiry(&desk));
        let mut all: Vec<OfGoods> = files.with(|files| {
            let of_file = |(id, file): (&Uuid, &GoodsFile)| {
                let (id, name) = (*id, words::name(file));
                file.tasks(today, &rules).into_iter().map(move |task| OfGoods { id, name: name.clone(), task })
            };
            files
                .shown
                .iter()
                .map(|(id, shown)| (id, &shown.state))
                .flat_map(of_file)
                .filter(|one| of(&one.task))
                .collect()
        });
        all.sort_by_key(|one| (!one.task.is_urgent(), since(&one.task)));
        all
    });
    let every = RwSignal::new(false);
    let rows = move || {
        let (lang, today) = (lang.get(), day.get());
        let all = tasks.get();
        if all.is_empty() {
            return view! { <p class="merchants__none muted">{say(NONE)}</p> }.into_any();
        }
        let most = if every.get() { usize::MAX } else { MOST };
        let more = all.len().saturating_sub(most);
        let row = |one: OfGoods| {
            let urgent = one.task.is_urgent().then(|| view! { <span class="tag tag--seal">{say(URGENT)}</span> });
            view! {
                <li>
                    <a class="row" href=address(one.id)>
                        <span class="row__main">
                            <span class="row__title">{one.name}</span>
                            <span class="row__meta">{words::task(&one.task, today, lang)}</span>
                        </span>
                        <span class="row__end">{urgent}</span>
                    </a>
                </li>
            }
        };
        let more = (more > 0).then(|| {
            view! {
                <div class="merchants__none">
                    <button class="btn btn--quiet" type="button" on:click=move |_| every.set(true)>
                        {MORE.fill(lang, &[&more.to_string()])}
                    </button>
                </div>
            }
        });
        view! {
            <ul class="rows">{all.into_iter().take(most).map(row).collect_view()}</ul>
            {more}
        }
        .into_any()
    };
    view! {
        <section class="card card--flush" aria-labelledby=id>
            <h2 class="card__title" id=id>
                {say(title)} " " <span class="merchants__count tnum">{move || tasks.with(Vec::len)}</span>
            </h2>
            {rows}
        </section>
    }
}

/// The oldest first.
fn since(task: &Task) -> Option<Day> {
    match task {
        Task::ConfirmTakedown { since, .. } | Task::NotifyRegulator { since, .. } => Some(since.day()),
        Task::Expired { last, .. } | Task::Near { last, .. } => Some(*last),
        Task::Await { sent_on, .. } => Some(*sent_on),
        _ => None,
    }
}
