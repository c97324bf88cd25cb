//! The end of a round: finished, moved to another day or person, or cancelled.

use domain::{
    ids::StaffId,
    oversight::inspection::{Command, Inspection, Standing},
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::super::{
    acts::acts,
    colleagues,
    fields::{Form, Line, Pick, Words, wrong},
    sheet::Sheet,
    today,
};
use crate::pages::staff::desk::context::use_desk;

const FINISH: Text = text("结束巡查", "Finish the round");
const FINISH_WORDS: Text = text("总的情况；有没查的商户，写明为什么", "As a whole; if somebody was not visited, why");
const MOVE: Text = text("改期、换人", "Another day or person");
const DAY: Text = text("改到哪天", "To which day");
const WHO: Text = text("谁去", "Who goes");
const CANCEL: Text = text("取消巡查", "Cancel the round");
const CANCEL_WHY: Text = text("为什么取消？", "Why is it cancelled?");
const NO_DAY: Text = text("请填改到哪天。", "Please give the day.");

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Finish,
    Move,
    Cancel,
}

impl Ending {
    const fn name(self) -> Text {
        match self {
            Self::Finish => FINISH,
            Self::Move => MOVE,
            Self::Cancel => CANCEL,
        }
    }

    fn fits(self, round: &Inspection, is_mine: bool) -> bool {
        match self {
            Self::Finish => round.standing == Standing::Underway,
            Self::Move => is_mine,
            Self::Cancel => is_mine && round.visits.is_empty(),
        }
    }
}

/// The buttons, and the form of the one that was pressed.
#[component]
pub fn End(id: Uuid, state: Memo<Option<Inspection>>) -> impl IntoView {
    let desk = use_desk();
    let chosen = RwSignal::new(None::<Ending>);
    let offered = Memo::new(move |_| {
        let me = desk.me.get();
        state.with(|state| {
            let of = |round: &Inspection| {
                let is_mine = round.inspector == me.id || me.role.supervises();
                let all = [Ending::Finish, Ending::Move, Ending::Cancel];
                all.into_iter().filter(|one| one.fits(round, is_mine)).collect::<Vec<_>>()
            };
            state.as_ref().map(of).unwrap_or_default()
        })
    });
    acts(offered, chosen, Ending::name, move |one| view! { <Ask id state one chosen /> }.into_any())
}

#[component]
fn Ask(id: Uuid, state: Memo<Option<Inspection>>, one: Ending, chosen: RwSignal<Option<Ending>>) -> impl IntoView {
    let desk = use_desk();
    let sheet = Sheet::of(desk, id, format!("end-{one:?}"));
    if let (Ending::Move, Some(round)) = (one, state.get_untracked()) {
        sheet.begun_on(round.rev, |sheet| {
            sheet.slot("day").set(round.day.to_string());
            sheet.slot("who").set(round.inspector.to_string());
        });
    }
    let people = Signal::derive(move || {
        let all = colleagues(&desk).into_iter().map(|(id, name)| (id.to_string(), name));
        all.collect::<Vec<_>>()
    });
    let close = Callback::new(move |()| {
        chosen.try_set(None);
    });
    let leave = Callback::new(move |()| {
        if one == Ending::Move {
            sheet.clear();
        }
        chosen.set(None);
    });
    let submit = Callback::new(move |()| {
        let command = match one {
            Ending::Finish => Command::Finish { words: sheet.text("words") },
            Ending::Cancel => Command::Cancel { reason: sheet.text("words") },
            Ending::Move => {
                let Some(day) = sheet.day("day") else { return wrong(sheet, NO_DAY) };
                let inspector = StaffId(sheet.uuid("who").unwrap_or_default());
                Command::Move { on: today(&desk), day, inspector }
            }
        };
        sheet.submit::<Inspection>(id, state.get_untracked(), vec![command], close);
    });
    view! {
        <section class="card">
            <Form sheet act=one.name() submit cancel=leave>
                {match one {
                    Ending::Finish => view! { <Words sheet field="words" label=FINISH_WORDS /> }.into_any(),
                    Ending::Cancel => view! { <Words sheet field="words" label=CANCEL_WHY /> }.into_any(),
                    Ending::Move => {
                        view! {
                            <Line sheet field="day" label=DAY kind="date" />
                            <Pick sheet field="who" label=WHO options=people />
                        }
                            .into_any()
                    }
                }}
            </Form>
        </section>
    }
}
