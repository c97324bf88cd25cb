//! 工作日: which years are announced, and entering the next one as the announcement reads.

use domain::{
    calendar::{Arrangement, NotAnArrangement},
    role::Role,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use super::{focus::focus, sign_in::Submit, staff_frame::StaffFrame, trouble::Trouble};
use crate::{
    components::{Icon, NoticeBox, Show, Sign, Tone},
    device::use_device,
    lang::{say, use_lang},
    staff_api::{self, ApiError},
};

const TITLE: Text = text("工作日", "Working days");
const LEAD: Text = text(
    "承诺的时限按工作日计算。国务院办公厅公布新一年的放假安排后，请在这里录入；没录入的年份按周一至周五计算，并标“暂定”。",
    "Promised times are counted in working days. Once the holidays of a year are announced, please enter them here; a year that is missing counts Monday to Friday and is marked provisional.",
);
const NOT_YOURS: Text = text("工作日由管理员录入。", "Administrators enter the working days.");
const KNOWN: Text = text("已经录入的年份", "Years entered");
const YEAR_LINE: Text = text("{} 年：放假 {} 天，调休上班 {} 天", "{}: {} day{s} off, {} weekend day{s} worked");
const ENTER: Text = text("录入一年", "Enter a year");
const YEAR: Text = text("年份", "Year");
const OFF: Text = text("放假的日子", "Days off");
const OFF_HINT: Text = text(
    "可以直接粘贴公布的文字，例如 1月1日（周五）至3日（周日）放假。一行写几段都行。",
    "Paste the announcement as it reads, for example 1月1日（周五）至3日（周日）放假.",
);
const WORKED: Text = text("调休上班的日子", "Weekend days that are worked");
const WORKED_HINT: Text =
    text("例如 2月14日（周日）上班；没有就空着。", "For example 2月14日（周日）上班; leave empty for none.");
const CHECK: Text = text("核对", "Check");
const CHECKED: Text = text(
    "{} 年共放假 {} 天、调休上班 {} 天。请和公布的安排核对一遍：",
    "{}: {} day{s} off and {} weekend day{s} worked. Please compare with the announcement:",
);
const DAYS_OFF: Text = text("放假：{}", "Off: {}");
const DAYS_WORKED: Text = text("上班：{}", "Worked: {}");
const SAVE: Text = text("没有错，保存", "Correct: save");
const SAVING: Text = text("正在保存…", "Saving…");
const CHANGE: Text = text("再改改", "Change it");
const SAVED: Text = text(
    "{} 年的工作日已保存，时限从现在起按它计算。",
    "The working days of {} are saved; times are counted by them from now on.",
);
const FAILED: Text = text("没有保存", "Not saved");
const WRONG_YEAR: Text = text("请写年份，例如 2027。", "Please write the year, for example 2027.");

/// The page.
#[component]
pub fn Workdays() -> impl IntoView {
    view! { <StaffFrame title=TITLE main="members fund" not_yours=NOT_YOURS shows=shown /> }
}

fn shown(role: Role) -> Option<AnyView> {
    let entering = || {
        view! {
            <p class="fund__lead">{say(LEAD)}</p>
            <Years />
            <Entering />
        }
        .into_any()
    };
    (role == Role::Administrator).then(entering)
}

/// Which years the device counts by.
#[component]
fn Years() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let lines = move || {
        device.notice.with(|notice| {
            let years = notice.iter().flat_map(|notice| notice.calendar.years.iter().rev());
            let line = |(year, arrangement): (&i32, &Arrangement)| {
                let (off, worked) = (arrangement.holidays.len(), arrangement.makeup_workdays.len());
                let said = YEAR_LINE.fill(lang.get(), &[&year.to_string(), &off.to_string(), &worked.to_string()]);
                view! { <li class="row row--plain tnum">{said}</li> }
            };
            years.map(line).collect_view()
        })
    };
    view! {
        <section class="card card--flush fund__part" aria-labelledby="workdays-known">
            <h2 class="card__title fund__title" id="workdays-known">
                {say(KNOWN)}
            </h2>
            <ul class="rows">{lines}</ul>
        </section>
    }
}

/// What was typed cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wrong {
    Year,
    Days(NotAnArrangement),
}

#[component]
fn Entering() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let next = device.now().day().year() + 1;
    let year = RwSignal::new(next.to_string());
    let (off, worked) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wrong = RwSignal::new(None::<Wrong>);
    // What was read of it, to be compared before it holds.
    let read = RwSignal::new(None::<(i32, Arrangement)>);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let saved = RwSignal::new(None::<i32>);
    let check = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        saved.set(None);
        let typed = year.with_untracked(|year| domain::typed::plain_signs(year).trim_end_matches('年').parse().ok());
        let Some(typed) = typed.filter(|year: &i32| (2024..=2099).contains(year)) else {
            wrong.set(Some(Wrong::Year));
            focus("workdays-year");
            return;
        };
        match Arrangement::announced(typed, &off.get_untracked(), &worked.get_untracked()) {
            Ok(arrangement) => {
                wrong.set(None);
                read.set(Some((typed, arrangement)));
            }
            Err(why) => {
                wrong.set(Some(Wrong::Days(why)));
                focus("workdays-off");
            }
        }
    };
    let save = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        let Some((year, arrangement)) = read.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            match staff_api::enter_workdays(year, &arrangement).await {
                Ok(()) => {
                    saved.set(Some(year));
                    read.set(None);
                    off.set(String::new());
                    worked.set(String::new());
                }
                Err(why) => error.set(Some(why)),
            }
            busy.set(false);
        });
    };
    let why = move || {
        wrong.get().map(|wrong| match wrong {
            Wrong::Year => WRONG_YEAR.in_lang(lang.get()).to_owned(),
            Wrong::Days(why) => why.sentence().in_lang(lang.get()).to_owned(),
        })
    };
    view! {
        <section class="card fund__part" aria-labelledby="workdays-enter">
            <h2 class="card__title" id="workdays-enter">
                {say(ENTER)}
            </h2>
            <div role="status">
                {move || {
                    saved
                        .get()
                        .map(|year| {
                            view! {
                                <NoticeBox tone=Tone::Done>
                                    <p>{move || SAVED.fill(lang.get(), &[&year.to_string()])}</p>
                                </NoticeBox>
                            }
                        })
                }}
            </div>
            <Trouble error title=FAILED />
            <form novalidate hidden=move || read.with(Option::is_some) on:submit=check>
                <div class="field">
                    <label class="field__label" for="workdays-year">
                        {say(YEAR)}
                    </label>
                    <input
                        class="field__input"
                        id="workdays-year"
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        aria-describedby="workdays-wrong"
                        prop:value=move || year.get()
                        on:input=move |input| year.set(event_target_value(&input))
                    />
                </div>
                <Days id="workdays-off" label=OFF hint=OFF_HINT value=off />
                <Days id="workdays-worked" label=WORKED hint=WORKED_HINT value=worked />
                <div id="workdays-wrong" role="alert">
                    {move || {
                        why()
                            .map(|why| {
                                view! {
                                    <p class="field__error">
                                        <Icon sign=Sign::Alert />
                                        <span>{why}</span>
                                    </p>
                                }
                            })
                    }}
                </div>
                <div class="actions">
                    <button class="btn btn--main" type="submit">
                        {say(CHECK)}
                    </button>
                </div>
            </form>
            <Show when=move || read.with(Option::is_some)>
                <form novalidate on:submit=save>
                    {move || read.get().map(|(year, arrangement)| view! { <Compared year arrangement /> })}
                    <div class="actions">
                        <Submit busy label=SAVE busy_label=SAVING />
                        <button class="btn" type="button" on:click=move |_| read.set(None)>
                            {say(CHANGE)}
                        </button>
                    </div>
                </form>
            </Show>
        </section>
    }
}

/// What was read, day by day.
#[component]
fn Compared(year: i32, arrangement: Arrangement) -> impl IntoView {
    let lang = use_lang();
    let Arrangement { holidays, makeup_workdays } = arrangement;
    let (off, worked) = (holidays.len().to_string(), makeup_workdays.len().to_string());
    let list = |days: &std::collections::BTreeSet<domain::moment::Day>| {
        days.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
    };
    let (days_off, days_worked) = (list(&holidays), list(&makeup_workdays));
    view! {
        <p class="tnum">{move || CHECKED.fill(lang.get(), &[&year.to_string(), &off, &worked])}</p>
        <p class="tnum">{move || DAYS_OFF.fill(lang.get(), &[&days_off])}</p>
        <p class="tnum">{move || DAYS_WORKED.fill(lang.get(), &[&days_worked])}</p>
    }
}

#[component]
fn Days(id: &'static str, label: Text, hint: Text, value: RwSignal<String>) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let described_by = format!("{hint_id} workdays-wrong");
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {say(label)}
            </label>
            <p class="field__hint" id=hint_id>
                {say(hint)}
            </p>
            <textarea
                class="field__input"
                id=id
                aria-describedby=described_by
                prop:value=move || value.get()
                on:input=move |input| value.set(event_target_value(&input))
            ></textarea>
        </div>
    }
}
