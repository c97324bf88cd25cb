//! A regular shift in the form, and the fields for days and times.

use domain::{
    roster::Weekday,
    words::{Text, text},
};
use leptos::prelude::*;

use super::draft::{Draft, ShiftDraft};
use crate::{
    components::{Icon, Show, Sign},
    lang::say,
};

const ON: Text = text("哪几天", "On which days");
const WORKDAYS: Text = text(
    "工作日（法定假日不上，调休日照上）",
    "Working days (off on public holidays, on duty on weekend days that are worked)",
);
const CHOSEN: Text = text("每周固定这几天（节假日也上）", "These days every week, also on holidays");
const FROM: Text = text("几点开始", "From");
const TO: Text = text("几点结束（早于开始就是第二天）", "To (before “from”: the next day)");
const REMOVE: Text = text("删掉这个班次", "Remove this shift");

/// A shift.
#[component]
pub fn ShiftRow(
    /// As typed.
    shift: ShiftDraft,
    /// Where it belongs.
    draft: Draft,
) -> impl IntoView {
    let ShiftDraft { key, workdays, days, from, to } = shift;
    let group = format!("shift-{key}-on");
    let way = move |is_workdays: bool, label: Text| {
        view! {
            <label class="check">
                <input
                    class="check__input"
                    type="radio"
                    name=group.clone()
                    prop:checked=move || workdays.get() == is_workdays
                    on:change=move |_| workdays.set(is_workdays)
                />
                <span class="check__text">{say(label)}</span>
            </label>
        }
    };
    let turn = move |day: Weekday, on: bool| {
        days.update(|days| {
            if on {
                days.insert(day);
            } else {
                days.remove(&day);
            }
        });
    };
    let each = move || {
        let one = |day: Weekday| {
            view! {
                <label class="check">
                    <input
                        class="check__input"
                        type="checkbox"
                        prop:checked=move || days.with(|days| days.contains(&day))
                        on:change=move |change| turn(day, event_target_checked(&change))
                    />
                    <span class="check__text">{say(day.name())}</span>
                </label>
            }
        };
        Weekday::ALL.map(one).collect_view()
    };
    view! {
        <fieldset class="roster__part">
            <legend class="vh">{say(ON)}</legend>
            {way.clone()(true, WORKDAYS)}
            {way(false, CHOSEN)}
            <Show when=move || !workdays.get()>
                <div class="roster__days">{each()}</div>
            </Show>
            <div class="field-row">
                <Typed id=format!("shift-{key}-from") kind="time" label=FROM value=from />
                <Typed id=format!("shift-{key}-to") kind="time" label=TO value=to />
            </div>
            <Remove label=REMOVE press=move || draft.shifts.update(|all| all.retain(|other| other.key != key)) />
        </fieldset>
    }
}

/// A field for a day or a time.
#[component]
pub fn Typed(
    /// Its id.
    id: String,
    /// `date` or `time`.
    kind: &'static str,
    /// Its label.
    label: Text,
    /// What is typed.
    value: RwSignal<String>,
) -> impl IntoView {
    let labelled = id.clone();
    view! {
        <div class="field">
            <label class="field__label" for=labelled>
                {say(label)}
            </label>
            <input
                class="field__input"
                id=id
                type=kind
                prop:value=move || value.get()
                on:input=move |input| value.set(event_target_value(&input))
            />
        </div>
    }
}

/// Takes a part of the form away.
#[component]
pub fn Remove(
    /// What it says.
    label: Text,
    /// What it does.
    press: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button class="btn btn--small btn--quiet" type="button" on:click=move |_| press()>
            <Icon sign=Sign::Trash />
            {say(label)}
        </button>
    }
}
