//! What the person who is signed in must not forget, with a press that ticks it off.

use domain::{
    case::Reminder,
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;

use super::{
    context::{CaseSignal, use_desk},
    item,
};
use crate::{
    components::{For, Icon, Show, Sign},
    lang::{say, use_lang},
};

const TITLE: Text = text("提醒", "Reminders");
const LATER: Text = text("以后还有 {} 条", "{} more later");
const FROM: Text = text("{} 提到您", "{} named you");
const SINCE: Text = text("{}起", "since {}");
const FROM_ON: Text = text("{}", "on {}");
const DONE: Text = text("办好了", "Done");
const SEEN: Text = text("知道了", "Understood");

/// Those of the day, over all cases.
#[component]
pub fn RemindersOfToday() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let all = Memo::new(move |_| {
        let me = desk.me.with(|me| me.id);
        desk.index.with(|index| {
            let of_case = |case: &super::index::Indexed| {
                let mine = case.reminders.iter().filter(|one| one.of == me).cloned();
                let id = case.id;
                mine.map(move |one| (id, one)).collect::<Vec<_>>()
            };
            let mut mine: Vec<(CaseId, Reminder)> = index.iter().flat_map(of_case).collect();
            mine.sort_by_key(|(case, one)| (one.on, *case, one.rev));
            mine
        })
    });
    let due = Memo::new(move |_| {
        let today = desk.now.get().day();
        all.with(|all| all.iter().filter(|(_, one)| one.on <= today).cloned().collect::<Vec<_>>())
    });
    let later = move || all.with(Vec::len) - due.with(Vec::len);
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section class="card reminders" aria-labelledby="reminders-title">
                <h2 class="card__title" id="reminders-title">
                    {say(TITLE)}
                </h2>
                <ul class="reminders__list">
                    <For each=move || due.get() key=|(case, one)| (*case, one.rev) let:one>
                        <Line case=one.0 reminder=one.1 names_case=true />
                    </For>
                </ul>
                <Show when=move || later() != 0>
                    <p class="small muted">{move || LATER.fill(lang.get(), &[&later().to_string()])}</p>
                </Show>
            </section>
        </Show>
    }
}

/// Those of one case, those to come as well.
#[component]
pub fn RemindersOfCase(
    /// The case.
    case: CaseSignal,
) -> impl IntoView {
    let desk = use_desk();
    let id = case.with_untracked(|on_desk| on_desk.case.id);
    let mine = Memo::new(move |_| {
        let me = desk.me.with(|me| me.id);
        case.with(|on_desk| on_desk.case.reminders.iter().filter(|one| one.of == me).cloned().collect::<Vec<_>>())
    });
    view! {
        <Show when=move || mine.with(|mine| !mine.is_empty())>
            <section class="card reminders" aria-label=say(TITLE)>
                <ul class="reminders__list">
                    <For each=move || mine.get() key=|one| one.rev let:reminder>
                        <Line case=id reminder names_case=false />
                    </For>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Line(case: CaseId, reminder: Reminder, names_case: bool) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let Reminder { rev, of, by, on, words } = reminder;
    let own = of == by;
    let title = move || desk.case(case).map(|on_desk| item::title(&on_desk, lang.get())).unwrap_or_default();
    let meta = move || {
        let (lang, today) = (lang.get(), desk.now.get().day());
        let spoken = on.spoken(lang, today);
        let day = if on < today { SINCE } else { FROM_ON }.fill(lang, &[&spoken]);
        if own { day } else { format!("{} · {day}", FROM.fill(lang, &[&desk.name_of(by, lang)])) }
    };
    let done = move |_| {
        if let Some(on_desk) = desk.case(case) {
            desk.act(&on_desk, domain::case::Command::CompleteReminder { reminder: rev });
        }
    };
    view! {
        <li class="reminders__line">
            <div class="reminders__text">
                {names_case
                    .then(|| {
                        view! {
                            <a class="link" href=format!("/staff/case/{case}")>
                                {title}
                            </a>
                        }
                    })}
                <p class="reminders__words">{words.for_staff().to_owned()}</p>
                <p class="small muted tnum">{meta}</p>
            </div>
            <button class="btn" type="button" on:click=done>
                <Icon sign=Sign::Check />
                {say(if own { DONE } else { SEEN })}
            </button>
        </li>
    }
}
