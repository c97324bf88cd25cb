//! Cases as the regulator sees them, each look on record; for supervisors the log of those looks beside.

mod looks;
mod one;

use domain::{
    access::TABLE,
    form::Term,
    moment::Day,
    oversight::RegulatorLine,
    role::Role,
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;

use self::{looks::Looks, one::One};
use super::{
    desk::words::merchant,
    fields::DayField,
    staff_frame::{Loading, StaffFrame},
    trouble::Trouble,
};
use crate::{
    components::Show,
    device::use_device,
    lang::{say, use_lang},
    staff_api::{self, ApiError},
};

const TITLE: Text = text("监管查阅", "For the regulator to look at");
const NOT_YOURS: Text = text("监管查阅供市场监管和主管使用。", "This is for the market regulator and supervisors.");
const LEAD: Text = text(
    "案件目录不含消费者个人信息；已移送、已做证据包的案件和举报线索可以看全部。每次查阅都有记录。",
    "The list has no personal data of consumers. Cases that were passed on or packed as evidence, and reports of illegal conduct, can be read in whole. Each look is on record.",
);
const FROM: Text = text("从", "From");
const TO: Text = text("到", "To");
const SHOW: Text = text("看这段", "Show");
const CASES: Text = text("案件目录", "Cases");
const NOT_LOADED: Text = text("没能取到案件目录", "The list could not be fetched");
const LOADING: Text = text("正在取案件目录…", "Fetching the list…");
const NONE: Text = text("这段时间没有案件。", "There were no cases in this period.");
const NUMBER: Text = text("案号", "Number");
const ON: Text = text("收到", "Received");
const KIND: Text = text("类型", "Kind");
const CATEGORY: Text = text("问题类别", "Problem");
const MERCHANT: Text = text("商家", "Merchant");
const STATE: Text = text("状态", "State");
const CAN_SEE: Text = text("监管账号能看什么", "What the regulator’s account may see");
const WHAT: Text = text("内容", "What");
const MAY: Text = text("监管", "Regulator");
const YES: Text = text("能看", "Yes");
const NO: Text = text("不能看", "No");
const WHOLE: Text = text("可看全部", "In whole");

/// The page: the list, or one case.
#[component]
pub fn RegulatorCases() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|params| params.get("number")));
    move || match number.get() {
        Some(number) => view! { <One number /> }.into_any(),
        None => {
            view! { <StaffFrame title=TITLE main="members fund analysis" not_yours=NOT_YOURS shows=shown /> }.into_any()
        }
    }
}

fn shown(role: Role) -> Option<AnyView> {
    domain::access::may(role, "regulator_list").then(|| {
        let supervises = role.supervises();
        view! {
            <p class="fund__lead">{say(LEAD)}</p>
            {supervises.then(|| view! { <Looks /> })}
            <List />
            <CanSee />
        }
        .into_any()
    })
}

#[component]
fn List() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let today = device.now().day();
    let (from, to) = (RwSignal::new(today.plus_days(-90).to_string()), RwSignal::new(today.to_string()));
    let found = RwSignal::new(None::<Vec<RegulatorLine>>);
    let error = RwSignal::new(None::<ApiError>);
    let read = move || {
        let days = (Day::parse(&from.get_untracked()), Day::parse(&to.get_untracked()));
        let (Some(from), Some(to)) = days else { return };
        spawn_local(async move {
            match staff_api::regulator_list(from, to).await {
                Ok(cases) => {
                    error.try_set(None);
                    found.try_set(Some(cases));
                }
                Err(why) => drop(error.try_set(Some(why))),
            }
        });
    };
    Effect::new(move |_| read());
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        read();
    };
    view! {
        <section class="card" aria-labelledby="regulator-cases">
            <h2 class="card__title" id="regulator-cases">
                {say(CASES)}
            </h2>
            <form class="analysis__period no-print" novalidate on:submit=submit>
                <DayField id="regulator-from" label=FROM value=from />
                <DayField id="regulator-to" label=TO value=to />
                <button class="btn" type="submit">
                    {say(SHOW)}
                </button>
            </form>
            <Trouble error title=NOT_LOADED />
            <Show
                when=move || found.with(Option::is_some)
                fallback=move || {
                    view! {
                        <Show when=move || error.get().is_none()>
                            <Loading what=LOADING />
                        </Show>
                    }
                }
            >
                {move || table(&found.get().unwrap_or_default(), lang.get())}
            </Show>
        </section>
    }
}

fn table(lines: &[RegulatorLine], lang: Lang) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="muted" role="status">{NONE.in_lang(lang)}</p> }.into_any();
    }
    let heads = [NUMBER, ON, KIND, CATEGORY, MERCHANT, STATE];
    let heads = heads.map(|head| view! { <th scope="col">{head.in_lang(lang)}</th> }).collect_view();
    let row = |line: &RegulatorLine| {
        let (number, address) = (line.number.to_string(), format!("/staff/regulator/cases/{}", line.number));
        view! {
            <tr>
                <th scope="row" class="tnum">
                    <a class="link" href=address>
                        {number}
                    </a>
                    {line.whole.then(|| view! { " " <span class="tag">{WHOLE.in_lang(lang)}</span> })}
                </th>
                <td class="tnum">{line.on.to_string()}</td>
                <td>{line.kind.name().in_lang(lang)}</td>
                <td>{line.category.name().in_lang(lang)}</td>
                <td>{merchant(&line.merchant, lang)}</td>
                <td>{line.state.name().in_lang(lang)}</td>
            </tr>
        }
    };
    view! {
        <div class="analysis__scroll">
            <table class="table">
                <caption class="vh">{CASES.in_lang(lang)}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{lines.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The table of who may see what, as far as it is about the regulator.
#[component]
fn CanSee() -> impl IntoView {
    let lang = use_lang();
    let rows = move || {
        let lang = lang.get();
        let row = |row: &domain::access::Access| {
            let may = row.roles.contains(&Role::Regulator);
            view! {
                <tr>
                    <th scope="row">{row.what.in_lang(lang)}</th>
                    <td>{if may { YES.in_lang(lang) } else { NO.in_lang(lang) }}</td>
                </tr>
            }
        };
        TABLE.iter().map(row).collect_view()
    };
    view! {
        <section class="card" aria-labelledby="regulator-may">
            <h2 class="card__title" id="regulator-may">
                {say(CAN_SEE)}
            </h2>
            <table class="table">
                <caption class="vh">{say(CAN_SEE)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{say(WHAT)}</th>
                        <th scope="col">{say(MAY)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}
