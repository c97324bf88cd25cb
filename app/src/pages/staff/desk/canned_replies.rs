//! 常用回复, in the composer: one of the texts that fit who reads it, put after what is typed.

use domain::{
    replies::{FOR_CONSUMERS, FOR_STAFF, appended},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::{
    composer::{BOX_ID, Mode},
    context::CaseSignal,
};
use crate::{
    components::Icon,
    lang::{say, use_lang},
    pages::staff::focus::focus_soon,
    typing::Slot,
};

const REPLIES: Text = text("常用答复（消费者会看到）", "Common replies (the consumer reads them)");
const NOTES: Text = text("常用备注（只给同事看）", "Common notes (for colleagues only)");

const WRITTEN_IN: Text = text("用哪种文字", "In which language");
const IN_CHINESE: Text = text("用中文写", "In Chinese");
const IN_ENGLISH: Text = text("用英文写", "In English");

const LIST_ID: &str = "desk-canned";

/// The texts, folded away until somebody wants one.
#[component]
pub fn CannedReplies(
    /// The case that fills them.
    case: CaseSignal,
    /// Who reads them.
    mode: Mode,
    /// What is typed.
    typed: Slot,
) -> impl IntoView {
    let lang = use_lang();
    // As the page speaks, until somebody says that the reader speaks otherwise. It follows the page's own language.
    let other = RwSignal::new(false);
    let written_in = Memo::new(move |_| if other.get() { lang.get().other() } else { lang.get() });
    let open = RwSignal::new(false);
    let (label, texts) = match mode {
        Mode::Public => (REPLIES, FOR_CONSUMERS),
        Mode::Internal => (NOTES, FOR_STAFF),
    };
    let choices = move || {
        texts
            .iter()
            .map(|canned| {
                let insert = move |_| {
                    let words = case.with_untracked(|on_desk| canned.of(&on_desk.case, written_in.get_untracked()));
                    typed.set(appended(&untrack(move || typed.get()), &words));
                    open.set(false);
                    focus_soon(BOX_ID.to_owned());
                };
                view! {
                    <li>
                        <button class="composer__choice" type="button" on:click=insert>
                            <span class="composer__for">{say(canned.title)}</span>
                            <span class="composer__words" lang=move || written_in.get().tag()>
                                {move || case.with(|on_desk| canned.of(&on_desk.case, written_in.get()))}
                            </span>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let pick = move |(each, name): (Lang, Text)| {
        view! {
            <button
                class="pill"
                type="button"
                aria-pressed=move || (written_in.get() == each).to_string()
                on:click=move |_| other.set(lang.get_untracked() != each)
            >
                {say(name)}
            </button>
        }
    };
    view! {
        <div class="composer__canned">
            <button
                class="composer__open"
                type="button"
                aria-expanded=move || open.get().to_string()
                aria-controls=LIST_ID
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon sign=mode.sign() />
                {move || label.in_lang(lang.get())}
            </button>
            <div id=LIST_ID hidden=move || !open.get()>
                <div class="pills composer__langs" role="group" aria-label=say(WRITTEN_IN)>
                    {[(Lang::Zh, IN_CHINESE), (Lang::En, IN_ENGLISH)].map(pick).collect_view()}
                </div>
                <ul class="composer__choices">{choices}</ul>
            </div>
        </div>
    }
}
