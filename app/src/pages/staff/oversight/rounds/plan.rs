//! 安排巡查: where, when, who, by which checklist, and at whom.

use std::collections::BTreeSet;

use domain::{
    ids::{MerchantId, StaffId},
    oversight::{
        checklist::{Checklist, said},
        inspection::{Command, Inspection},
    },
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use uuid::Uuid;

use super::{
    super::{all, colleagues, merchants, offered, today},
    address,
};
use crate::{
    device::fresh_name,
    lang::{say, use_lang},
    pages::staff::{
        desk::{connection::ConnectionLine, context::use_desk},
        oversight::{
            fields::{Form, Line, Pick, wrong},
            sheet::Sheet,
        },
    },
};

const TITLE: Text = text("安排巡查", "Plan a round");
const NAME: Text = text("查什么、查哪里", "Where, and what for");
const NAME_HINT: Text = text("例如“L1 食品区周查”", "Such as “Weekly round, L1 food”");
const DAY: Text = text("哪天", "On which day");
const WHO: Text = text("谁去", "Who goes");
const LIST: Text = text("用哪份清单", "By which checklist");
const AT: Text = text("查哪些商户", "At which merchants");
const AT_HINT: Text = text(
    "不勾也行：走到哪家查哪家。勾了的没查完，结束时要写原因。",
    "None is fine: you visit whoever you meet. Those ticked and not visited need a reason at the end.",
);
const FLOOR: Text = text("{} 层全选", "All of floor {}");
const NO_DAY: Text = text("请填哪天去。", "Please give the day.");
const NO_LIST: Text = text("请选用哪份清单。", "Please choose the checklist.");

/// The form.
#[component]
pub fn Plan() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let query = use_query_map().get_untracked();
    // Where another page leads here with a merchant, what is typed for that one is its own.
    let merchant = query.get("merchant").and_then(|id| id.parse::<Uuid>().ok());
    let sheet = Sheet::of(desk, merchant.unwrap_or_default(), "plan");
    query.get("title").into_iter().for_each(|title| sheet.suggest("title", || title));
    merchant.into_iter().for_each(|merchant| sheet.suggest("at", || merchant.to_string()));
    sheet.suggest("who", || desk.me.with_untracked(|me| me.id.to_string()));
    let people = Signal::derive(move || {
        let me = desk.me.get();
        let others = colleagues(&desk).into_iter().filter(|(id, _)| *id == me.id || me.role.supervises());
        others.map(|(id, name)| (id.to_string(), name)).collect::<Vec<_>>()
    });
    let lists = all::<Checklist>(&desk);
    let lists = Signal::derive(move || {
        let lang = lang.get();
        lists.with(|lists| {
            let used = lists.shown.iter().filter(|(_, shown)| !shown.state.retired);
            used.map(|(id, shown)| (id.to_string(), said(&shown.state.title, lang).to_owned())).collect::<Vec<_>>()
        })
    });
    let navigate = use_navigate();
    let submit = Callback::new(move |()| {
        let Some(day) = sheet.day_or("day", today(&desk)) else { return wrong(sheet, NO_DAY) };
        let Some(checklist) = sheet.uuid("list") else { return wrong(sheet, NO_LIST) };
        let (id, navigate) = (fresh_name(), navigate.clone());
        let command = Command::Plan {
            title: sheet.text("title"),
            on: today(&desk),
            day,
            inspector: StaffId(sheet.uuid("who").unwrap_or_default()),
            checklist,
            merchants: ticked(&sheet.text("at")).into_iter().map(MerchantId).collect(),
        };
        let done = Callback::new(move |()| navigate(&address(id), leptos_router::NavigateOptions::default()));
        sheet.submit::<Inspection>(id, None, vec![command], done);
    });
    view! {
        <div class="order__head">
            <h1>{say(TITLE)}</h1>
            <ConnectionLine />
        </div>
        <section class="card">
            <Form sheet act=TITLE submit>
                <Line sheet field="title" label=NAME hint=NAME_HINT />
                <Line sheet field="day" label=DAY kind="date" offered=offered(&desk) />
                <Pick sheet field="who" label=WHO options=people />
                <Pick sheet field="list" label=LIST options=lists />
                <At sheet />
            </Form>
        </section>
    }
}

fn ticked(text: &str) -> BTreeSet<Uuid> {
    text.split(',').filter_map(|id| id.parse().ok()).collect()
}

/// The merchants, floor by floor.
#[component]
fn At(sheet: Sheet) -> impl IntoView {
    let desk = use_desk();
    let slot = sheet.slot("at");
    let write = move |change: &dyn Fn(&mut BTreeSet<Uuid>)| {
        let mut at = ticked(&sheet.text("at"));
        change(&mut at);
        slot.set(at.iter().map(Uuid::to_string).collect::<Vec<_>>().join(","));
    };
    let one = move |(id, name): (MerchantId, String)| {
        view! {
            <label class="check">
                <input
                    class="check__input"
                    type="checkbox"
                    prop:checked=move || ticked(&slot.get()).contains(&id.0)
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        write(&|at| {
                            if on { at.insert(id.0) } else { at.remove(&id.0) };
                        });
                    }
                />
                <span class="check__text">{name}</span>
            </label>
        }
    };
    let floors = move || {
        let all = merchants(&desk);
        let floors = all.chunk_by(|(_, a, _), (_, b, _)| a == b);
        let floor = |floor: &[(MerchantId, String, String)]| {
            let name = floor.first().map(|(_, name, _)| name.clone()).unwrap_or_default();
            let ids: Vec<Uuid> = floor.iter().map(|(id, _, _)| id.0).collect();
            let lang = use_lang();
            let label = move || FLOOR.fill(lang.get(), &[&name]);
            let rows = floor.iter().map(|(id, _, name)| one((*id, name.clone()))).collect_view();
            view! {
                <div class="order__floor">
                    <button class="btn btn--quiet" type="button" on:click=move |_| write(&|at| at.extend(&ids))>
                        {label}
                    </button>
                    <div class="order__ticks">{rows}</div>
                </div>
            }
        };
        floors.map(floor).collect_view()
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{say(AT)}</legend>
            <p class="field__hint">{say(AT_HINT)}</p>
            {floors}
        </fieldset>
    }
}
