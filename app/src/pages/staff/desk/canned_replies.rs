//! 常用回复, in the composer: one of the texts that fit who reads it, put after what is typed.

use domain::{
    canned_reply::{CannedReply, Reader, appended},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::{
    composer::{BOX_ID, Mode},
    context::{CaseSignal, use_desk},
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
    let (label, reader) = match mode {
        Mode::Public => (REPLIES, Reader::Consumer),
        Mode::Internal => (NOTES, Reader::Staff),
    };
    let replies = use_desk().device.desk.entities.of::<CannedReply>();
    let choices = move || {
        let list = replies.get();
        let offered = list.shown.values().map(|shown| &shown.state);
        offered
            .filter(|reply| reply.reader == reader && !reply.retired)
            .cloned()
            .map(|reply| {
                let (title, words) = (reply.clone(), reply.clone());
                let insert = move |_| {
                    let words = case.with_untracked(|on_desk| reply.of(&on_desk.case, written_in.get_untracked()));
                    typed.set(appended(&untrack(move || typed.get()), &words));
                    open.set(false);
                    focus_soon(BOX_ID.to_owned());
                };
                view! {
                    <li>
                        <button class="composer__choice" type="button" on:click=insert>
                            <span class="composer__for">{move || title.titled(lang.get()).to_owned()}</span>
                            <span class="composer__words" lang=move || written_in.get().tag()>
                                {move || case.with(|on_desk| words.of(&on_desk.case, written_in.get()))}
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
