//! 公示栏和法律库: staff write a new version of a paper of the board, another person looks it through, and from its day on it hangs
//! there. Written without a network too. A law is taken in whole from pasted text.

mod actions;
mod compared;
mod document_form;
mod editor;
mod law_form;
mod list;
mod preview;
mod refused;
mod tasks;
mod translations;

use domain::{
    board::{Law, LawId, Paper},
    ids::StaffId,
    kind::{Context, EventSourced, Refusal},
    moment::Day,
    posting::{Command, Posting, Wording, fits},
    role::{Actor, Role},
    words::{Bilingual, Text, text},
};
use leptos::prelude::*;
use std::sync::Arc;
use sync::kinds::board::Notice;
use uuid::Uuid;

use self::{editor::Editor, list::Lists, refused::NotSaved};
use super::{focus::focus_soon, staff_frame::StaffFrame};
use crate::{
    components::WithNotice,
    desk::SessionState,
    device::{Device, fresh_name, use_device},
    lang::say,
};

pub use tasks::{PapersOfToday, mine};

const TITLE: Text = text("公示栏和法律库", "The board and the law");
const LEAD: Text = text(
    "公示栏上的每一份文件和法律都在这里改。一个人写，另一位主管看过，到日子就换上；以前的版本都留着。没有网络也能写。",
    "Every paper and law of the board is changed here. One person writes, another who supervises looks it through, and on its day it takes its place; earlier versions are kept. You can write without a network.",
);
const IMPORT: Text = text("收一部新的法律", "Take in another law");
const NOT_YOURS: Text = text("公示栏由联络点的工作人员编写。", "The contact point's staff write the board.");
/// A review is due again after so many months where nobody says otherwise.
const REVIEW_MONTHS: i32 = 6;

/// What is being edited: a paper at a revision of the work on it.
#[derive(Clone, Debug, PartialEq)]
struct Editing {
    /// None where nobody has worked on it.
    base: Option<u64>,
    paper: Paper,
    from: String,
    until: String,
    why: [String; 2],
}

/// What is being edited on this page, if anything.
#[derive(Clone, Copy, Debug)]
struct EditingContext(RwSignal<Option<Editing>>);

impl Editing {
    /// A paper as it hangs.
    fn of(paper: Paper, base: Option<u64>, today: Day) -> Self {
        let paper = if paper.review_by() > today { paper } else { paper.reviewed(today.plus_months(REVIEW_MONTHS)) };
        Self { base, paper, from: today.to_string(), until: String::new(), why: Default::default() }
    }

    /// A version that is written already.
    fn again(wording: &Wording, base: Option<u64>) -> Self {
        Self {
            base,
            paper: wording.paper.clone(),
            from: wording.from.to_string(),
            until: wording.until.map(|day| day.to_string()).unwrap_or_default(),
            why: [wording.why.zh.clone(), wording.why.en.clone()],
        }
    }

    /// A law that the board does not have.
    fn new_law(today: Day) -> Option<Self> {
        let id: LawId = format!("law-{}", &fresh_name().simple().to_string()[..8]).parse().ok()?;
        let law = Law {
            id,
            title: Bilingual::default(),
            short_title: Bilingual::default(),
            also_called: Vec::new(),
            text_date: today,
            edition: None,
            source: Bilingual::default(),
            review_by: today.plus_months(REVIEW_MONTHS),
            needs_review: false,
            articles: Vec::new(),
            whole: false,
        };
        Some(Self::of(Paper::Law(law), None, today))
    }
}

/// The page.
#[component]
pub fn Papers() -> impl IntoView {
    view! { <StaffFrame title=TITLE main="members replies papers" not_yours=NOT_YOURS shows=shown /> }
}

fn shown(role: Role) -> Option<AnyView> {
    let page = || {
        let device = use_device();
        let editing = RwSignal::new(None::<Editing>);
        provide_context(EditingContext(editing));
        let import = move |_| {
            editing.set(Editing::new_law(device.now().day()));
            focus_soon(editor::FIRST_FIELD.to_owned());
        };
        let list = move |notice: Arc<Notice>| view! { <Lists notice /> };
        view! {
            <p class="fund__lead">{say(LEAD)}</p>
            <NotSaved />
            {move || match editing.get() {
                Some(begun) => view! { <Editor begun /> }.into_any(),
                None => {
                    view! {
                        <div class="actions">
                            <button class="btn" type="button" on:click=import>
                                {say(IMPORT)}
                            </button>
                        </div>
                    }
                        .into_any()
                }
            }}
            <WithNotice children=list />
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

/// The work on a paper, as this device sees it.
fn work_on(device: &Device, id: Uuid) -> Option<Posting> {
    device.desk.entities.of::<Posting>().with_untracked(|list| list.shown.get(&id).map(|shown| shown.state.clone()))
}

/// What the rules say of a command now, by what this device knows.
fn judged(device: &Device, id: Uuid, base: Option<u64>, command: &Command) -> Result<(), Bilingual> {
    let SessionState::SignedIn(me) = device.desk.session.get_untracked() else { return Ok(()) };
    let context = Context { now: device.now(), by: Actor::Staff { id: me.id, role: me.role } };
    let state = work_on(device, id);
    Posting::decide(state.as_ref(), base, command, &context).map_err(|why| why.sentence())?;
    let board = device.notice.get_untracked().map(|notice| notice.board.clone()).unwrap_or_default();
    match command {
        Command::Write { wording, .. } => fits(&board, &wording.paper).map_err(|why| why.sentence()),
        _ => Ok(()),
    }
}
