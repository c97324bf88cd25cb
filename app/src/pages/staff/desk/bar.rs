//! The bar under a case: the usual next move, writing, and the rest under 「更多」.

use domain::words::{Text, text};
use leptos::prelude::*;

use super::{
    action_inputs::parts,
    actions::offered,
    commands::commands,
    composer::{BOX_ID, Mode},
    context::{CaseSignal, DeskContext, use_desk},
    desk_action::DeskAction,
    panel::Panel,
};
use crate::{
    components::{Icon, Show, Sign},
    device::fresh_name,
    lang::say,
    pages::staff::{focus::focus_soon, paper::Paper},
};

const BAR: Text = text("处理", "Actions");
const MORE: Text = text("更多", "More");
const NOTE: Text = text("内部备注", "Internal note");
const REPLY: Text = text("答复消费者", "Reply to the consumer");
const READ_ONLY: Text = text(
    "您在这里只看不改：要办理请联系联络点的工作人员。",
    "You read here and change nothing; please contact the staff to have something done.",
);

const STEPPED_ASIDE: Text = text(
    "您已回避这个案件，只能写内部备注。",
    "You have stepped aside in this case; you can only write internal notes.",
);

/// The bar.
#[component]
pub fn Bar(
    /// The case.
    case: CaseSignal,
    /// What is being written, where something is.
    composing: RwSignal<Option<Mode>>,
    /// What the panel shows, where it is open.
    panel: RwSignal<Option<Panel>>,
) -> impl IntoView {
    let desk = use_desk();
    let offered = Memo::new(move |_| case.with(|on_desk| offered(&on_desk.case, desk.actor())));
    let has_more = Memo::new(move |_| {
        offered.with(|offered| !offered.others.is_empty()) || case.with(|on_desk| !Paper::of(&on_desk.case).is_empty())
    });
    let steps_aside = Memo::new(move |_| {
        let me = desk.me.with(|me| me.id);
        case.with(|on_desk| on_desk.case.recused.contains(&me))
    });
    let write = move |mode| {
        composing.set(Some(mode));
        focus_soon(BOX_ID.to_owned());
    };
    let main = move || {
        offered.get().main.map(|desk_action| {
            let press = move |_| {
                if parts(desk_action).is_empty() {
                    act_at_once(desk, case, desk_action);
                } else {
                    panel.set(Some(Panel::Do(desk_action)));
                }
            };
            view! {
                <button class="btn btn--main" type="button" on:click=press>
                    {say(desk_action.name())}
                </button>
            }
        })
    };
    view! {
        <div class="desk__bar" role="group" aria-label=say(BAR)>
            // Whoever only reads can print.
            <Show when=move || has_more.get()>
                <button class="btn" type="button" on:click=move |_| panel.set(Some(Panel::More))>
                    {say(MORE)}
                </button>
            </Show>
            <Show
                when=move || !desk.reads_only()
                fallback=|| view! { <p class="desk__why desk__why--alone">{say(READ_ONLY)}</p> }
            >
                <button class="btn btn--note" type="button" on:click=move |_| write(Mode::Internal)>
                    <Icon sign=Sign::Lock />
                    {say(NOTE)}
                </button>
                <Show
                    when=move || !steps_aside.get()
                    fallback=|| view! { <p class="desk__why desk__why--alone">{say(STEPPED_ASIDE)}</p> }
                >
                    <button class="btn" type="button" on:click=move |_| write(Mode::Public)>
                        <Icon sign=Sign::Chat />
                        {say(REPLY)}
                    </button>
                </Show>
                {main}
            </Show>
        </div>
    }
}

/// What asks nothing is done by the press of its button.
pub fn act_at_once(desk: DeskContext, case: CaseSignal, desk_action: DeskAction) {
    for command in commands(desk_action, desk.device.now().day(), fresh_name(), |_| String::new()).unwrap_or_default() {
        case.with_untracked(|on_desk| desk.act(on_desk, command));
    }
}
