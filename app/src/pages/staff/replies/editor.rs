//! The form for one reply, in both languages. What is wrong is said by the very rule that the server keeps.

use domain::{
    canned_reply::{CannedReply, Command, PLACEHOLDERS, Reader},
    kind::{Context, EventSourced, Refusal},
    role::Actor,
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::fields::{Lines, OneLine},
    Editing, EditingContext,
};
use crate::{
    components::{NoticeBox, Tone},
    desk::SessionState,
    device::use_device,
    lang::{say, use_lang},
};

/// Where a person begins to write.
pub(super) const FIRST_FIELD: &str = "reply-title-zh";

const NEW: Text = text("新写一条", "A new reply");
const CHANGE: Text = text("修改", "Change this reply");
const TO_CONSUMER: Text = text("消费者会看到这些话。", "Consumers read these words.");
const TO_STAFF: Text = text("只有同事看得到这些话。", "Only colleagues read these words.");
const PLACES: Text = text("可以用的空位，办案时自动填上：{}", "Places that a case fills in by itself: {}");
const TITLE_ZH: Text = text("标题（中文）", "Title (Chinese)");
const TITLE_EN: Text = text("标题（英文，可以以后再写）", "Title (English; may follow later)");
const WORDS_ZH: Text = text("内容（中文）", "Words (Chinese)");
const WORDS_EN: Text = text("内容（英文，可以以后再写）", "Words (English; may follow later)");
const SAVE: Text = text("保存", "Save");
const CANCEL: Text = text("不改了", "Leave it");

/// The form.
#[component]
pub fn Editor(
    /// As it was when it was opened.
    begun: Editing,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let EditingContext(editing) = expect_context();
    let Editing { id, base, reader, title, words } = begun;
    let [title_zh, title_en] = title.map(RwSignal::new);
    let [words_zh, words_en] = words.map(RwSignal::new);
    let wrong = RwSignal::new(None::<Bilingual>);
    let replies = device.desk.entities.of::<CannedReply>();
    let save = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        let both =
            |zh: RwSignal<String>, en: RwSignal<String>| Bilingual { zh: zh.get_untracked(), en: en.get_untracked() };
        let command = Command::Write { reader, title: both(title_zh, title_en), words: both(words_zh, words_en) };
        let SessionState::SignedIn(me) = device.desk.session.get_untracked() else { return };
        let context = Context { now: device.now(), by: Actor::Staff { id: me.id, role: me.role } };
        let list = replies.get_untracked();
        let state = list.shown.get(&id).map(|shown| &shown.state);
        match CannedReply::decide(state, base, &command, &context) {
            Err(why) => wrong.set(Some(why.sentence())),
            Ok(_) => {
                editing.set(None);
                spawn_local(async move { device.act_on::<CannedReply>(id, base, command).await });
            }
        }
    };
    let places = move || {
        let named = PLACEHOLDERS.iter().map(|(place, what)| format!("{place} {}", what.in_lang(lang.get())));
        PLACES.fill(lang.get(), &[&named.collect::<Vec<_>>().join(" · ")])
    };
    let for_whom = match reader {
        Reader::Consumer => TO_CONSUMER,
        Reader::Staff => TO_STAFF,
    };
    view! {
        <section class="card replies__editor" aria-labelledby="reply-heading">
            <h2 class="card__title" id="reply-heading">
                {say(if base.is_some() { CHANGE } else { NEW })}
            </h2>
            <p class="muted">{say(for_whom)}</p>
            <p class="muted">{places}</p>
            {move || {
                wrong
                    .get()
                    .map(|why| {
                        let words = why.in_lang(lang.get()).to_owned();
                        view! {
                            <NoticeBox tone=Tone::Error>
                                <p role="alert">{words}</p>
                            </NoticeBox>
                        }
                    })
            }}
            <form method="post" on:submit=save>
                <OneLine id=FIRST_FIELD label=TITLE_ZH tag="zh-CN" value=title_zh />
                <Lines id="reply-words-zh" label=WORDS_ZH tag="zh-CN" value=words_zh />
                <OneLine id="reply-title-en" label=TITLE_EN tag="en" value=title_en />
                <Lines id="reply-words-en" label=WORDS_EN tag="en" value=words_en />
                <div class="actions">
                    <button class="btn btn--main" type="submit">
                        {say(SAVE)}
                    </button>
                    <button class="btn" type="button" on:click=move |_| editing.set(None)>
                        {say(CANCEL)}
                    </button>
                </div>
            </form>
        </section>
    }
}
