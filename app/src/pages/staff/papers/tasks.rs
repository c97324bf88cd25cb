//! What has to be done with the papers of the board, where the day's other tasks stand.

use domain::{
    board::Paper,
    moment::Day,
    posting::{Posting, Task, tasks},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use sync::kinds::board::Notice;

use super::me;
use crate::{
    components::Show,
    device::{Device, use_device},
    entities::List,
    lang::{say, use_lang},
};

const TITLE: Text = text("公示栏和法律库要办的", "To do on the board");
const REPLACE: Text = text("{} 到期了，还没有新的一版", "ended on {}, and nothing has taken its place");
const LOOK_AGAIN: Text = text("该复核了（{} 前）", "is due for a review (by {})");
const REVIEW: Text = text("有新的一版等人审核", "has a new version that waits to be looked through");

/// A paper with what has to be done.
pub type Due = (Paper, Task);

/// What has to be done with any paper by whoever is signed in, the most urgent first.
#[must_use]
pub fn due(notice: &Notice, postings: &List<Posting>, today: Day) -> Vec<Due> {
    let drafts = postings.shown.values().filter_map(|shown| Some(shown.state.draft.as_ref()?.paper.clone()));
    // A law that is not on the board yet is there as it is written.
    let new = drafts.filter(|paper| notice.board.paper(&paper.name()).is_none());
    let of = |paper: Paper| {
        let posting = postings.shown.get(&paper.name().key()).map(|shown| &shown.state);
        tasks(&paper, posting, today).into_iter().map(move |task| (paper.clone(), task)).collect::<Vec<_>>()
    };
    let mut due: Vec<Due> = notice.board.papers().chain(new).flat_map(of).collect();
    due.sort_by_key(|(_, task)| *task);
    due
}

/// What has to be done, in words.
#[must_use]
pub fn said(task: Task, lang: Lang, today: Day) -> String {
    match task {
        Task::Replace { ended } => REPLACE.fill(lang, &[&ended.spoken(lang, today)]),
        Task::LookAgain { by } => LOOK_AGAIN.fill(lang, &[&by.spoken(lang, today)]),
        Task::Review => REVIEW.in_lang(lang).to_owned(),
    }
}

/// Whether that is for whoever is signed in: supervisors look through and confirm, everybody sees what has ended.
fn is_mine(device: &Device, task: Task) -> bool {
    me(device)
        .is_some_and(|(_, role)| role.supervises() || matches!(task, Task::Replace { .. } | Task::LookAgain { .. }))
}

/// What has to be done by whoever is signed in.
#[must_use]
pub fn mine() -> Memo<Vec<Due>> {
    let device = use_device();
    let all = device.desk.entities.of::<Posting>();
    Memo::new(move |_| {
        let today = device.now().day();
        let found = device.notice.with(|notice| {
            notice.as_ref().map(|notice| all.with(|postings| due(notice, postings, today))).unwrap_or_default()
        });
        found.into_iter().filter(|(_, task)| is_mine(&device, *task)).collect::<Vec<_>>()
    })
}

/// The card of the day's page.
#[component]
pub fn PapersOfToday() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let mine = mine();
    let lines = move || {
        let (lang, today) = (lang.get(), device.now().day());
        mine.with(|mine| {
            let line = |(paper, task): &Due| {
                let title = paper.title().in_lang(lang).trim_end_matches([':', '：']).to_owned();
                view! {
                    <li class="reminders__line">
                        <div class="reminders__text">
                            <a class="link" href="/staff/board">{title}</a>
                            <p class="reminders__words">{said(*task, lang, today)}</p>
                        </div>
                    </li>
                }
            };
            mine.iter().map(line).collect_view()
        })
    };
    view! {
        <Show when=move || mine.with(|mine| !mine.is_empty())>
            <section class="card reminders" aria-labelledby="papers-due">
                <h2 class="card__title" id="papers-due">
                    {say(TITLE)}
                </h2>
                <ul class="reminders__list">{lines}</ul>
            </section>
        </Show>
    }
}
