//! 发布: staff write what customers should know, another person looks it through, and it hangs at the kiosk and on everybody's
//! phone. Written without a network too; what waits says so.

mod actions;
mod editor;
mod faq;
mod list;
mod marks;
mod preview;
mod refused;
mod words_field;

use domain::{
    case::Case,
    ids::{CaseId, StaffId},
    kind::{Context, EventSourced, Refusal},
    moment::Day,
    publication::{Category, Command, Picture, Publication, Wording},
    role::{Actor, Role},
    words::{Bilingual, Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use self::{editor::Editor, list::Lists, refused::NotSaved};
use super::staff_frame::StaffFrame;
use crate::{
    desk::SessionState,
    device::{Device, fresh_name, use_device},
    lang::say,
};

const TITLE: Text = text("发布", "Publishing");
const LEAD: Text = text(
    "写给顾客的消费提示和知识。一个人写，另一位主管看过才挂出去；挂出后一体机和顾客手机上都看得到。没有网络也能写。",
    "What customers should know. One person writes, another who supervises reads it through; then it hangs at the kiosks and on customers’ phones. You can write without a network.",
);
const QUESTION: Text = text("问：{}", "Q: {}");
const ANSWER: Text = text("答：{}", "A: {}");
const NEW: Text = text("新写一条", "Write a new one");
const NOT_YOURS: Text = text("这里由联络点的工作人员编写。", "The contact point's staff write here.");

/// What is being edited: a publication at a revision, or a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Editing {
    id: Uuid,
    /// None for a new one.
    base: Option<u64>,
    category: Category,
    title: [String; 2],
    words: [String; 2],
    from: String,
    until: String,
    urgent: bool,
    pictures: Vec<Picture>,
    /// The consultation of which it is made.
    case: Option<CaseId>,
}

/// What is being edited on this page, if anything.
#[derive(Clone, Copy, Debug)]
struct EditingContext(RwSignal<Option<Editing>>);

impl Editing {
    fn new(today: Day) -> Self {
        let empty = || [String::new(), String::new()];
        Self {
            id: fresh_name(),
            base: None,
            category: Category::Tip,
            title: empty(),
            words: empty(),
            from: today.to_string(),
            until: String::new(),
            urgent: false,
            pictures: Vec::new(),
            case: None,
        }
    }

    /// Out of a consultation: what was asked and answered, from which a person takes the people.
    fn faq(case: &Case, answer: &str, today: Day) -> Self {
        let words = format!("{}\n{}", QUESTION.zh, ANSWER.zh);
        let words = words.replacen("{}", &case.complaint.facts, 1).replacen("{}", answer, 1);
        let words = [words, String::new()];
        Self { category: Category::Faq, words, case: Some(case.id), ..Self::new(today) }
    }

    fn of(id: Uuid, base: Option<u64>, wording: &Wording, case: Option<CaseId>) -> Self {
        let both = |text: &Bilingual| [text.zh.clone(), text.en.clone()];
        Self {
            id,
            base,
            category: wording.category,
            title: both(&wording.title),
            words: both(&wording.words),
            from: wording.from.to_string(),
            until: wording.until.map(|day| day.to_string()).unwrap_or_default(),
            urgent: wording.urgent,
            pictures: wording.pictures.clone(),
            case,
        }
    }
}

/// The page.
#[component]
pub fn Publications() -> impl IntoView {
    view! { <StaffFrame title=TITLE main="members replies" not_yours=NOT_YOURS shows=shown /> }
}

fn shown(role: Role) -> Option<AnyView> {
    let page = || {
        let device = use_device();
        // Another page may have begun the title.
        let query = use_query_map().get_untracked();
        let begun = query.get("title").map(|title| {
            let title = [title, query.get("title_en").unwrap_or_default()];
            Editing { title, ..Editing::new(device.now().day()) }
        });
        let editing = RwSignal::new(begun);
        provide_context(EditingContext(editing));
        faq::begin(query.get("case").and_then(|id| id.parse().ok()).map(CaseId), editing);
        let begin = move |_| {
            editing.set(Some(Editing::new(device.now().day())));
            super::focus::focus_soon(editor::FIRST_FIELD.to_owned());
        };
        view! {
            <p class="fund__lead">{say(LEAD)}</p>
            <NotSaved />
            {move || match editing.get() {
                Some(begun) => view! { <Editor begun /> }.into_any(),
                None => {
                    view! {
                        <div class="actions">
                            <button class="btn btn--main" type="button" on:click=begin>
                                {say(NEW)}
                            </button>
                        </div>
                    }
                        .into_any()
                }
            }}
            <Lists />
        }
        .into_any()
    };
    (role != Role::Regulator).then(page)
}

/// Whoever is signed in.
fn me(device: &Device) -> Option<(StaffId, Role)> {
    match device.desk.session.get() {
        SessionState::SignedIn(me) => Some((me.id, me.role)),
        _ => None,
    }
}

/// What the rules say of a command now, by what this device knows.
fn judged(device: &Device, id: Uuid, base: Option<u64>, command: &Command) -> Result<(), Bilingual> {
    let SessionState::SignedIn(me) = device.desk.session.get_untracked() else { return Ok(()) };
    let context = Context { now: device.now(), by: Actor::Staff { id: me.id, role: me.role } };
    let list = device.desk.entities.of::<Publication>().get_untracked();
    let state = list.shown.get(&id).map(|shown| &shown.state);
    Publication::decide(state, base, command, &context).map(|_| ()).map_err(|why| why.sentence())
}
