//! The end of a training: held, planned anew, or cancelled.

use domain::{
    training::{Command, Training},
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::plan::Amend;
use crate::pages::staff::{
    desk::context::use_desk,
    oversight::{
        acts::acts,
        fields::{Form, Words},
        sheet::Sheet,
        today,
    },
};

const HOLD: Text = text("记下已举办", "It was held");
const HOLD_WORDS: Text = text("总的情况（选填）", "As a whole (optional)");
const AMEND: Text = text("改安排", "Change the plan");
const CANCEL: Text = text("取消培训", "Cancel the training");
const CANCEL_WHY: Text = text("为什么取消？", "Why is it cancelled?");

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Hold,
    Amend,
    Cancel,
}

impl Ending {
    const fn name(self) -> Text {
        match self {
            Self::Hold => HOLD,
            Self::Amend => AMEND,
            Self::Cancel => CANCEL,
        }
    }
}

/// The buttons, and the form of the one that was pressed.
#[component]
pub fn End(id: Uuid, state: Memo<Option<Training>>) -> impl IntoView {
    let desk = use_desk();
    let chosen = RwSignal::new(None::<Ending>);
    let offered = Memo::new(move |_| {
        let today = today(&desk);
        state.with(|state| {
            let Some(training) = state.as_ref().filter(|one| !one.has_ended()) else { return Vec::new() };
            let fits = |ending: &Ending| match ending {
                Ending::Hold => training.plan.day <= today,
                Ending::Amend => true,
                Ending::Cancel => training.attendances.is_empty(),
            };
            [Ending::Hold, Ending::Amend, Ending::Cancel].into_iter().filter(fits).collect()
        })
    });
    acts(offered, chosen, Ending::name, move |one| view! { <Ask id state one chosen /> }.into_any())
}

#[component]
fn Ask(id: Uuid, state: Memo<Option<Training>>, one: Ending, chosen: RwSignal<Option<Ending>>) -> impl IntoView {
    let desk = use_desk();
    let close = Callback::new(move |()| {
        chosen.try_set(None);
    });
    let (label, field) = match one {
        Ending::Hold => (HOLD_WORDS, "held"),
        Ending::Cancel => (CANCEL_WHY, "cancelled"),
        Ending::Amend => {
            return state.get_untracked().map(|training| view! { <Amend id training close /> }).into_any();
        }
    };
    let sheet = Sheet::of(desk, id, field);
    let submit = Callback::new(move |()| {
        let words = sheet.text("words");
        let command = match one {
            Ending::Hold => Command::Hold { at: desk.device.now(), words },
            Ending::Cancel | Ending::Amend => Command::Cancel { reason: words },
        };
        sheet.submit::<Training>(id, state.get_untracked(), vec![command], close);
    });
    view! {
        <section class="card">
            <Form sheet act=one.name() submit cancel=close>
                <Words sheet field="words" label />
            </Form>
        </section>
    }
    .into_any()
}
