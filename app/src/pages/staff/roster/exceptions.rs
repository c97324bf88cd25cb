//! An exception in the form: leave, hours away, an extra shift.

use domain::words::{Text, text};
use leptos::prelude::*;

use super::{
    draft::{Draft, ExceptionDraft, Kind},
    shifts::{Remove, Typed},
};
use crate::lang::say;

const WHAT: Text = text("什么事", "What");
const FIRST: Text = text("第一天", "First day");
const LAST: Text = text("最后一天", "Last day");
const DAY: Text = text("哪天", "Day");
const FROM: Text = text("几点开始", "From");
const TO: Text = text("几点结束", "To");
const REMOVE: Text = text("删掉这一条", "Remove this");
const LEAVE_HINT: Text = text(
    "其中有工作日的，名下没办完的案件自动分给在岗同事，首问人不变。",
    "Where a working day is among them, open cases go to colleagues on duty; the first receivers stay.",
);
const AWAY_HINT: Text =
    text("这段时间不分新案件，名下的案件不动。", "No new cases in these hours; theirs stay with them.");
const EXTRA_HINT: Text =
    text("这段时间上岗，休息日和请假也算。", "On duty in these hours, also on a day off or on leave.");

/// An exception.
#[component]
pub fn ExceptionRow(
    /// As typed.
    exception: ExceptionDraft,
    /// Where it belongs.
    draft: Draft,
) -> impl IntoView {
    let ExceptionDraft { key, kind, first, last, from, to } = exception;
    let kind_id = format!("exception-{key}");
    let choose = move |change: leptos::ev::Event| {
        let word = event_target_value(&change);
        if let Some(chosen) = Kind::ALL.into_iter().find(|kind| kind.code() == word) {
            kind.set(chosen);
        }
    };
    let hint = move || match kind.get() {
        Kind::Leave => say(LEAVE_HINT)(),
        Kind::Away => say(AWAY_HINT)(),
        Kind::Extra => say(EXTRA_HINT)(),
    };
    let option = move |of: Kind| {
        view! {
            <option value=of.code() selected=kind.get_untracked() == of>
                {say(of.name())}
            </option>
        }
    };
    let fields = move || {
        if kind.get() == Kind::Leave {
            view! {
                <Typed id=format!("exception-{key}-first") kind="date" label=FIRST value=first />
                <Typed id=format!("exception-{key}-last") kind="date" label=LAST value=last />
            }
            .into_any()
        } else {
            view! {
                <Typed id=format!("exception-{key}-day") kind="date" label=DAY value=first />
                <Typed id=format!("exception-{key}-from") kind="time" label=FROM value=from />
                <Typed id=format!("exception-{key}-to") kind="time" label=TO value=to />
            }
            .into_any()
        }
    };
    view! {
        <div class="roster__part">
            <div class="field">
                <label class="field__label" for=kind_id.clone()>
                    {say(WHAT)}
                </label>
                <div class="field__select">
                    <select class="field__input" id=kind_id on:change=choose>
                        {Kind::ALL.map(option).collect_view()}
                    </select>
                </div>
            </div>
            <p class="field__hint roster__hint">{hint}</p>
            <div class="field-row">{fields}</div>
            <Remove label=REMOVE press=move || draft.exceptions.update(|all| all.retain(|other| other.key != key)) />
        </div>
    }
}
