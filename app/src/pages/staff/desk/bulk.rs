//! Several cases to one colleague: a supervisor ticks them in the queue. Each is a command of its own, so that each is
//! decided, sent and refused for itself; what becomes of each is said for each.

use std::collections::BTreeSet;

use domain::{
    case::{AssignReason, Command, Context, decide},
    ids::{CaseId, StaffId},
    words::{Bilingual, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    bulk_results::{BulkResult, Results},
    choices,
    context::{DeskContext, use_desk},
};
use crate::{
    components::{For, Icon, Show, Sign},
    desk::CaseOnDesk,
    lang::{say, use_lang},
};

const BEGIN: Text = text("批量分派", "Assign several");
const LEGEND: Text = text("批量分派：在下面勾选案件", "Assign several: tick the cases below");
const TICKED: Text = text("已选 {} 件", "{} ticked");
const ALL: Text = text("全选这一页", "Tick all shown");
const TO: Text = text("分派给谁？", "To whom?");
const CHOOSE: Text = text("请选一位在岗的同事", "Choose a colleague on duty");
const NOBODY: Text = text("现在没有同事在岗。", "No colleague is on duty now.");
const GIVE: Text = text("分派", "Assign");
const CANCEL: Text = text("不分派了", "Not now");
const NO_CASE: Text = text("请先勾选案件。", "Please tick a case first.");
const NO_COLLEAGUE: Text = text("请选分派给谁。", "Please choose to whom.");

/// The cases that are ticked; none while nobody ticks.
pub type Ticked = RwSignal<Option<BTreeSet<CaseId>>>;

/// The switch, what is ticked, and afterwards what became of each.
#[component]
pub fn Bulk(
    /// The cases that are ticked.
    ticked: Ticked,
    /// The cases in sight.
    #[prop(into)]
    shown: Signal<Vec<CaseId>>,
) -> impl IntoView {
    let desk = use_desk();
    let supervises = Memo::new(move |_| desk.me.with(|me| me.role.supervises()));
    let ticking = Memo::new(move |_| ticked.with(Option::is_some));
    let given = RwSignal::new(Vec::new());
    let begin = move |_| {
        given.set(Vec::new());
        ticked.set(Some(BTreeSet::new()));
    };
    view! {
        <Show when=move || supervises.get()>
            <Show
                when=move || ticking.get()
                fallback=move || {
                    view! {
                        <button class="btn" type="button" on:click=begin>
                            <Icon sign=Sign::Check />
                            {say(BEGIN)}
                        </button>
                    }
                }
            >
                <Giving ticked shown given />
            </Show>
            <Results given />
        </Show>
    }
}

#[component]
fn Giving(ticked: Ticked, shown: Signal<Vec<CaseId>>, given: RwSignal<Vec<BulkResult>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let to = RwSignal::new(String::new());
    let missing = RwSignal::new(None::<Text>);
    let colleagues = Memo::new(move |_| choices::on_duty(desk, lang.get(), |_| true));
    let count = move || ticked.with(|ticked| ticked.as_ref().map_or(0, BTreeSet::len));
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        let cases = ticked.get_untracked().unwrap_or_default();
        let colleague = to.with_untracked(|to| Uuid::parse_str(to)).map(StaffId);
        match colleague {
            _ if cases.is_empty() => missing.set(Some(NO_CASE)),
            Err(_) => missing.set(Some(NO_COLLEAGUE)),
            Ok(to) => {
                given.set(cases.into_iter().filter_map(|case| give(desk, case, to)).collect());
                ticked.set(None);
            }
        }
    };
    view! {
        <form class="card bulk" on:submit=submit novalidate aria-label=say(LEGEND)>
            <p class="bulk__count tnum" role="status">
                {say(LEGEND)} " · " {move || TICKED.fill(lang.get(), &[&count().to_string()])}
            </p>
            <label class="field__label" for="bulk-to">
                {say(TO)}
            </label>
            <select
                class="field__input"
                id="bulk-to"
                aria-describedby="bulk-missing"
                on:change=move |change| {
                    missing.set(None);
                    to.set(event_target_value(&change));
                }
            >
                <option value="">
                    {move || {
                        let some = if colleagues.with(Vec::is_empty) { NOBODY } else { CHOOSE };
                        some.in_lang(lang.get())
                    }}
                </option>
                <For each=move || colleagues.get() key=|choice| choice.clone() let:choice>
                    <option value=choice.0>{choice.1}</option>
                </For>
            </select>
            <div id="bulk-missing" aria-live="polite">
                {move || {
                    missing
                        .get()
                        .map(|what| {
                            view! {
                                <p class="field__error">
                                    <Icon sign=Sign::Alert />
                                    <span>{say(what)}</span>
                                </p>
                            }
                        })
                }}
            </div>
            <div class="bulk__actions">
                <button class="btn btn--main" type="submit">
                    {say(GIVE)}
                </button>
                <button
                    class="btn"
                    type="button"
                    on:click=move |_| {
                        missing.set(None);
                        ticked.set(Some(shown.get_untracked().into_iter().collect()));
                    }
                >
                    {say(ALL)}
                </button>
                <button class="btn btn--quiet" type="button" on:click=move |_| ticked.set(None)>
                    {say(CANCEL)}
                </button>
            </div>
        </form>
    }
}

/// Gives one case, unless the rules say here already that it cannot be.
fn give(desk: DeskContext, id: CaseId, to: StaffId) -> Option<BulkResult> {
    let on_desk = untrack(|| desk.case(id))?;
    let command = assign(&on_desk, to);
    let refused = refusal(desk, &on_desk, &command);
    if refused.is_none() {
        desk.act(&on_desk, command);
    }
    Some(BulkResult { case: id, to, refused })
}

fn assign(on_desk: &CaseOnDesk, to: StaffId) -> Command {
    Command::Assign { to, seen: on_desk.case.assignee, why: AssignReason::Workload }
}

fn refusal(desk: DeskContext, on_desk: &CaseOnDesk, command: &Command) -> Option<Bilingual> {
    let notice = desk.device.notice.get_untracked()?;
    let now = desk.device.now();
    let context = Context {
        now,
        made_at: now,
        by: untrack(|| desk.actor()),
        calendar: &notice.calendar,
        rules: &notice.rules,
        area_code: notice.place.area_code,
        registration: None,
    };
    decide(Some(&on_desk.case), command, &context).err().map(|why| why.sentence())
}
