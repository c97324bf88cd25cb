//! 安排培训: what about, when, where, who must come, and what is read.

use std::collections::BTreeSet;

use domain::{
    ids::MerchantId,
    merchant::MerchantFile,
    roster::TimeOfDay,
    training::{Audience, Command, Invited, Material, Plan, Training, Who},
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use uuid::Uuid;

use super::address;
use crate::{
    device::fresh_name,
    lang::{say, use_lang},
    pages::staff::{
        desk::{
            connection::ConnectionLine,
            context::{DeskContext, use_desk},
        },
        oversight::{
            all, colleagues,
            fields::{Form, Line, Tiles, Words, wrong},
            offered,
            sheet::Sheet,
            today,
        },
    },
};

const NEW: Text = text("安排培训", "Plan a training");
const AMEND: Text = text("保存安排", "Save the plan");
const SUBJECT: Text = text("培训什么", "What about");
const SUBJECT_HINT: Text = text("例如“七日无理由退货怎么办”", "Such as “How to handle a seven-day return”");
const AUDIENCE: Text = text("给谁培训", "For whom");
const DAY: Text = text("哪天", "On which day");
const TIME: Text = text("几点开始", "From when on");
const PLACE: Text = text("在哪里", "Where");
const TEACHER: Text = text("谁来讲（选填）", "Who teaches (optional)");
const MATERIALS: Text = text("材料（选填，一行一份）", "Materials (optional, one a line)");
const MATERIALS_HINT: Text = text(
    "写名称，有链接的接着写链接，例如“退货办法 https://…”",
    "Write what it is, then its link where it has one, such as “Returns https://…”",
);
const INVITED: Text = text("谁必须来", "Who must come");
const INVITED_HINT: Text = text(
    "勾了的没签到，会列在“还没到”里。不勾也行：来的都能签。",
    "Those ticked who do not sign in are listed as missing. None is fine: whoever comes can sign in.",
);
const COLLEAGUES: Text = text("联络点人员", "The contact point’s staff");
const ALL_OF: Text = text("{} 全选", "All of {}");
const NO_DAY: Text = text("请填哪天培训。", "Please give the day.");
const NO_TIME: Text = text("请填几点开始，例如 14:00。", "Please give the time, such as 14:00.");
const NO_AUDIENCE: Text = text("请选给谁培训。", "Please choose for whom it is.");
const AT_TWO: &str = "14:00";

/// The page for a new one.
#[component]
pub fn New() -> impl IntoView {
    let desk = use_desk();
    let sheet = Sheet::of(desk, Uuid::nil(), "training");
    let wanted = use_query_map().get_untracked().get("for");
    wanted.into_iter().for_each(|audience| sheet.suggest("audience", || audience));
    let navigate = use_navigate();
    let submit = Callback::new(move |()| {
        let Some(plan) = read(sheet, &desk) else { return };
        let (id, navigate) = (fresh_name(), navigate.clone());
        let code = fresh_name().simple().to_string();
        let command = Command::Plan { plan: Box::new(plan), code, on: today(&desk) };
        let done = Callback::new(move |()| navigate(&address(id), leptos_router::NavigateOptions::default()));
        sheet.submit::<Training>(id, None, vec![command], done);
    });
    view! {
        <div class="order__head">
            <h1>{say(NEW)}</h1>
            <ConnectionLine />
        </div>
        <section class="card">
            <Form sheet act=NEW submit>
                <Fields sheet />
            </Form>
        </section>
    }
}

/// The same for one that is planned already.
#[component]
pub fn Amend(id: Uuid, training: Training, close: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let sheet = Sheet::of(desk, id, "training-amend");
    let (plan, seen) = (training.plan.clone(), training.version);
    sheet.begun_on(u64::from(seen), |sheet| {
        let write = |field: &str, text: String| sheet.slot(field).set(text);
        write("subject", plan.subject);
        write("audience", plan.audience.code().to_owned());
        write("day", plan.day.to_string());
        write("time", plan.time.to_string());
        write("place", plan.place);
        write("teacher", plan.teacher);
        let lines = plan.materials.iter().map(|one| format!("{} {}", one.title, one.link).trim().to_owned());
        write("materials", lines.collect::<Vec<_>>().join("\n"));
        write("invited", plan.invited.iter().map(|one| key(one.who)).collect::<Vec<_>>().join(","));
    });
    let leave = Callback::new(move |()| {
        sheet.clear();
        close.run(());
    });
    let submit = Callback::new(move |()| {
        let Some(plan) = read(sheet, &desk) else { return };
        let command = Command::Amend { plan: Box::new(plan), seen, on: today(&desk) };
        sheet.submit::<Training>(id, Some(training.clone()), vec![command], close);
    });
    view! {
        <section class="card">
            <Form sheet act=AMEND submit cancel=leave>
                <Fields sheet />
            </Form>
        </section>
    }
}

#[component]
fn Fields(sheet: Sheet) -> impl IntoView {
    let desk = use_desk();
    let audiences = Audience::ALL.map(|one| (one.code(), one.name())).to_vec();
    view! {
        <Line sheet field="subject" label=SUBJECT hint=SUBJECT_HINT />
        <Tiles sheet field="audience" label=AUDIENCE options=audiences />
        <Line sheet field="day" label=DAY kind="date" offered=offered(&desk) />
        <Line sheet field="time" label=TIME kind="time" offered=AT_TWO.to_owned() />
        <Line sheet field="place" label=PLACE />
        <Line sheet field="teacher" label=TEACHER />
        <Words sheet field="materials" label=MATERIALS hint=MATERIALS_HINT />
        <MustCome sheet />
    }
}

/// What stands in the form; none where it says what is missing.
fn read(sheet: Sheet, desk: &DeskContext) -> Option<Plan> {
    let no = |what| {
        wrong(sheet, what);
        None
    };
    let Some(audience) = Audience::ALL.into_iter().find(|one| one.code() == sheet.text("audience")) else {
        return no(NO_AUDIENCE);
    };
    let Some(day) = sheet.day_or("day", today(desk)) else { return no(NO_DAY) };
    let typed = sheet.text("time");
    let Some(time) = TimeOfDay::parse(if typed.is_empty() { AT_TWO } else { &typed }) else { return no(NO_TIME) };
    let ticked = ticked(&sheet.text("invited"));
    let invited = candidates(desk).into_iter().map(|(_, one)| one).filter(|one| ticked.contains(&key(one.who)));
    Some(Plan {
        subject: sheet.text("subject"),
        audience,
        day,
        time,
        place: sheet.text("place"),
        teacher: sheet.text("teacher"),
        invited: invited.collect(),
        materials: sheet.text("materials").lines().filter(|line| !line.trim().is_empty()).map(material).collect(),
    })
}

/// The last word is the link, where it is one.
fn material(line: &str) -> Material {
    let line = line.trim();
    let is_link = |word: &str| word.starts_with('/') || word.contains("://");
    match line.rsplit_once(char::is_whitespace) {
        Some((title, link)) if is_link(link) => Material { title: title.trim().to_owned(), link: link.to_owned() },
        None if is_link(line) => Material { title: line.to_owned(), link: line.to_owned() },
        _ => Material { title: line.to_owned(), link: String::new() },
    }
}

fn key(who: Who) -> String {
    match who {
        Who::Member(id) => format!("s{id}"),
        Who::Merchant(id) => format!("m{id}"),
    }
}

fn ticked(text: &str) -> BTreeSet<String> {
    text.split(',').filter(|key| !key.is_empty()).map(str::to_owned).collect()
}

/// Everybody who can be asked to come: colleagues, then merchants by floor and stall.
fn candidates(desk: &DeskContext) -> Vec<(Option<String>, Invited)> {
    let members = colleagues(desk).into_iter();
    let members = members.map(|(id, name)| (None, Invited { who: Who::Member(id), name, stall: String::new() }));
    let mut merchants: Vec<_> = all::<MerchantFile>(desk).with(|files| {
        let open = files.shown.iter().filter(|(_, shown)| !shown.state.has_ended());
        let named = open.map(|(id, shown)| {
            let of = &shown.state.application;
            let who = Who::Merchant(MerchantId(*id));
            (Some(of.floor.clone()), Invited { who, name: of.name.clone(), stall: of.stall.clone() })
        });
        named.collect()
    });
    merchants.sort_by(|(floor, one), (other_floor, other)| (floor, &one.stall).cmp(&(other_floor, &other.stall)));
    members.chain(merchants).collect()
}

/// Those who must come, group by group: colleagues where it is for them, merchants by floor.
#[component]
fn MustCome(sheet: Sheet) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let (slot, audience) = (sheet.slot("invited"), sheet.slot("audience"));
    let write = move |change: &dyn Fn(&mut BTreeSet<String>)| {
        let mut at = ticked(&sheet.text("invited"));
        change(&mut at);
        slot.set(at.into_iter().collect::<Vec<_>>().join(","));
    };
    let one = move |invited: &Invited| {
        let key = key(invited.who);
        let name = format!("{} {}", invited.stall, invited.name).trim().to_owned();
        let is_on = {
            let key = key.clone();
            move || ticked(&slot.get()).contains(&key)
        };
        view! {
            <label class="check">
                <input
                    class="check__input"
                    type="checkbox"
                    prop:checked=is_on
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        write(&|at| {
                            if on { at.insert(key.clone()) } else { at.remove(&key) };
                        });
                    }
                />
                <span class="check__text">{name}</span>
            </label>
        }
    };
    let groups = move || {
        let for_staff = audience.get() == Audience::Staff.code();
        let all: Vec<_> = candidates(&desk).into_iter().filter(|(floor, _)| floor.is_none() == for_staff).collect();
        let groups = all.chunk_by(|(a, _), (b, _)| a == b);
        let group = |group: &[(Option<String>, Invited)]| {
            let floor = group.first().and_then(|(floor, _)| floor.clone());
            let keys: Vec<String> = group.iter().map(|(_, one)| key(one.who)).collect();
            let label = move || {
                let name = floor.clone().unwrap_or_else(|| COLLEAGUES.in_lang(lang.get()).to_owned());
                ALL_OF.fill(lang.get(), &[&name])
            };
            let rows = group.iter().map(|(_, invited)| one(invited)).collect_view();
            view! {
                <div class="order__floor">
                    <button
                        class="btn btn--quiet"
                        type="button"
                        on:click=move |_| write(&|at| at.extend(keys.iter().cloned()))
                    >
                        {label}
                    </button>
                    <div class="order__ticks">{rows}</div>
                </div>
            }
        };
        groups.map(group).collect_view()
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{say(INVITED)}</legend>
            <p class="field__hint">{say(INVITED_HINT)}</p>
            {groups}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_title_and_perhaps_a_link() {
        let read = |line| {
            let Material { title, link } = material(line);
            (title, link)
        };
        assert_eq!(read(" 退货办法 https://a.example/b "), ("退货办法".into(), "https://a.example/b".into()));
        assert_eq!(read("带上本店 承诺书"), ("带上本店 承诺书".into(), String::new()));
        assert_eq!(read("/tips"), ("/tips".into(), "/tips".into()));
        assert_eq!(read("看 javascript:alert(1)").1, "", "only what leads somewhere is a link");
    }
}
