//! 排班: who is planned to be on duty when, a week at a time. Supervisors change it; whoever works here reads it.

pub mod draft;
pub mod editor;
pub mod exceptions;
pub mod member;
pub mod shifts;
pub mod week;

use domain::{
    ids::StaffId,
    moment::Day,
    role::Role,
    roster::Plan,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::BTreeMap;

use self::member::MemberPlan;
use super::{staff_frame::StaffFrame, trouble::Trouble};
use crate::{
    components::{For, Icon, Show, Sign},
    device::use_device,
    lang::{say, use_lang},
    staff_api::{self, ApiError},
};

const TITLE: Text = text("排班", "Roster");
const LEAD: Text = text(
    "到点自动上岗、下岗，新案件只分给在岗的人。临时有变，可以在“成员”里手动改，到下一个班次变化为止。下班和外出不动案件；请假遇上工作日，名下的案件自动分给在岗同事，没人在岗就等到有人上岗。",
    "The plan puts people on and off duty, and new cases go to those on duty. A switch turned by hand on the page of members holds until the next planned change. The end of a shift takes no case away; leave over a working day gives open cases to colleagues, as soon as one is on duty.",
);
const NOT_YOURS: Text = text("排班由联络点的工作人员查看。", "The roster is for those who work here.");
const NOT_LOADED: Text = text("没能取到排班", "The roster could not be fetched");
const AGAIN: Text = text("再试一次", "Try again");
const BEFORE: Text = text("上一周", "Week before");
const AFTER: Text = text("下一周", "Week after");
const WEEK: Text = text("{} 至 {}", "{} to {}");

/// What the parts of the page share.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Every plan, once known.
    plans: RwSignal<Option<BTreeMap<StaffId, Plan>>>,
    /// The Monday of the week that is shown.
    monday: RwSignal<Day>,
    /// Whose plan is being changed.
    editing: RwSignal<Option<StaffId>>,
    /// Whose was just saved.
    saved: RwSignal<Option<StaffId>>,
    /// May change plans.
    manages: bool,
}

impl Context {
    fn plan(self, id: StaffId) -> Plan {
        self.plans.with(|plans| plans.as_ref().and_then(|plans| plans.get(&id).cloned()).unwrap_or_default())
    }

    fn edit(self, id: StaffId) {
        self.saved.set(None);
        self.editing.set(Some(id));
    }

    fn is_saved(self, id: StaffId, plan: Plan) {
        self.plans.update(|plans| drop(plans.get_or_insert_default().insert(id, plan)));
        self.editing.set(None);
        self.saved.set(Some(id));
    }
}

/// The page.
#[component]
pub fn Roster() -> impl IntoView {
    view! { <StaffFrame title=TITLE main="members roster" not_yours=NOT_YOURS shows=shown /> }
}

fn shown(role: Role) -> Option<AnyView> {
    (role != Role::Regulator).then(|| view! { <Everybody manages=role.supervises() /> }.into_any())
}

#[component]
fn Everybody(manages: bool) -> impl IntoView {
    let device = use_device();
    let today = device.now().day();
    let monday = today.plus_days(-i64::from(today.days_from_monday()));
    let context = Context {
        plans: RwSignal::new(None),
        monday: RwSignal::new(monday),
        editing: RwSignal::new(None),
        saved: RwSignal::new(None),
        manages,
    };
    provide_context(context);
    let unread = RwSignal::new(None::<ApiError>);
    let read = move || {
        unread.set(None);
        spawn_local(async move {
            match staff_api::roster().await {
                Ok(roster) => context.plans.set(Some(roster.plans.into_iter().map(|it| (it.staff, it.plan)).collect())),
                Err(why) => unread.set(Some(why)),
            }
        });
    };
    Effect::new(move |_| read());
    let ids = Memo::new(move |_| {
        device.desk.members.with(|members| {
            let mut here: Vec<_> =
                members.values().filter(|member| member.active && member.role != Role::Regulator).collect();
            here.sort_by_key(|member| (member.role, &member.name));
            here.into_iter().map(|member| member.id).collect::<Vec<_>>()
        })
    });
    view! {
        <p class="roster__lead">{say(LEAD)}</p>
        <Trouble error=unread title=NOT_LOADED />
        <Show when=move || unread.get().is_some()>
            <button class="btn" type="button" on:click=move |_| read()>
                {say(AGAIN)}
            </button>
        </Show>
        <Show when=move || context.plans.with(Option::is_some)>
            <Turner monday=context.monday />
            <ul class="roster__members">
                <For each=move || ids.get() key=|id| *id let:id>
                    <MemberPlan id />
                </For>
            </ul>
        </Show>
    }
}

/// Which week is shown.
#[component]
fn Turner(monday: RwSignal<Day>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let words = move || {
        let (lang, today, monday) = (lang.get(), device.now().day(), monday.get());
        WEEK.fill(lang, &[&monday.spoken(lang, today), &monday.plus_days(6).spoken(lang, today)])
    };
    view! {
        <div class="roster__turner">
            <button class="btn btn--small" type="button" on:click=move |_| monday.update(|day| *day = day.plus_days(-7))>
                <Icon sign=Sign::Back />
                {say(BEFORE)}
            </button>
            <p class="strong tnum" role="status">
                {words}
            </p>
            <button class="btn btn--small" type="button" on:click=move |_| monday.update(|day| *day = day.plus_days(7))>
                {say(AFTER)}
                <Icon sign=Sign::Next />
            </button>
        </div>
    }
}
