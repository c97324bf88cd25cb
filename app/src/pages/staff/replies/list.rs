//! The replies of one kind of reader: those that are offered, then those that are not any more.

use std::sync::Arc;

use domain::{
    canned_reply::{CannedReply, Command, Reader},
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::{super::focus::focus_soon, Editing, EditingContext, editor::FIRST_FIELD};
use crate::{
    components::{Icon, Sign},
    device::{fresh_name, use_device},
    entities,
    lang::{say, use_lang},
};

const FOR_CONSUMERS: Text = text("写给消费者的", "For consumers");
const FOR_STAFF: Text = text("写给同事的（消费者看不到）", "For colleagues (consumers never see them)");
const ADD: Text = text("新写一条", "Write a new one");
const CHANGE: Text = text("修改", "Change");
const RETIRE: Text = text("不再用", "Stop offering");
const RESTORE: Text = text("恢复使用", "Offer again");
const RETIRED: Text = text("已不再用", "Not offered any more");
const WAITS: Text = text("已存在本机，联网后生效", "Saved here; takes effect once there is a network");
const NONE: Text = text("还没有。点“新写一条”写第一条。", "None yet. Press “Write a new one” for the first.");
const NO_ENGLISH: Text = text("还没有英文", "No English yet");

/// The list.
#[component]
pub fn List(
    /// Who reads them.
    reader: Reader,
) -> impl IntoView {
    let device = use_device();
    let EditingContext(editing) = expect_context();
    let replies = device.desk.entities.of::<CannedReply>();
    let lines = move || {
        let list = replies.get();
        let mut of_reader: Vec<(Uuid, CannedReply, bool)> = list
            .shown
            .iter()
            .filter(|(_, shown)| shown.state.reader == reader)
            .map(|(id, shown)| (*id, shown.state.clone(), shown.waits))
            .collect();
        of_reader.sort_by_key(|(_, reply, _)| reply.retired);
        if of_reader.is_empty() {
            return view! { <p class="muted">{say(NONE)}</p> }.into_any();
        }
        let lines = of_reader.into_iter().map(|(id, reply, waits)| view! { <Line id reply=Arc::new(reply) waits /> });
        view! { <ul class="replies__list">{lines.collect_view()}</ul> }.into_any()
    };
    let add = move |_| {
        let (id, empty) = (fresh_name(), || [String::new(), String::new()]);
        editing.set(Some(Editing { id, base: None, reader, title: empty(), words: empty() }));
        focus_soon(FIRST_FIELD.to_owned());
    };
    let heading = match reader {
        Reader::Consumer => FOR_CONSUMERS,
        Reader::Staff => FOR_STAFF,
    };
    view! {
        <section class="card replies__part" data-reader=word(reader)>
            <div class="replies__head">
                <h2 class="card__title">{say(heading)}</h2>
                <button class="btn" type="button" on:click=add>
                    <Icon sign=Sign::Plus />
                    {say(ADD)}
                </button>
            </div>
            {lines}
        </section>
    }
}

const fn word(reader: Reader) -> &'static str {
    match reader {
        Reader::Consumer => "consumer",
        Reader::Staff => "staff",
    }
}

/// One reply.
#[component]
fn Line(id: Uuid, reply: Arc<CannedReply>, waits: bool) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let EditingContext(editing) = expect_context();
    let rev = reply.rev;
    let change = {
        let reply = reply.clone();
        move |_| {
            editing.set(Some(Editing::of(id, &reply)));
            focus_soon(FIRST_FIELD.to_owned());
        }
    };
    let turn = move |command: Command| {
        spawn_local(async move { device.act_on::<CannedReply>(id, Some(rev), command).await });
    };
    let (title, words) = (reply.clone(), reply.clone());
    let lacks_english = reply.words.en.is_empty();
    let button = if reply.retired {
        view! {
            <button class="btn btn--quiet" type="button" on:click=move |_| turn(Command::Restore)>
                {say(RESTORE)}
            </button>
        }
        .into_any()
    } else {
        view! {
            <button class="btn btn--quiet" type="button" on:click=move |_| turn(Command::Retire)>
                {say(RETIRE)}
            </button>
        }
        .into_any()
    };
    view! {
        <li class="replies__line" class:replies__line--retired=reply.retired>
            <div class="replies__text">
                <h3 class="replies__title">{move || title.titled(lang.get()).to_owned()}</h3>
                <p class="replies__words">{move || shown_words(&words, lang.get())}</p>
                <p class="replies__marks">
                    {reply.retired.then(|| view! { <span class="replies__mark">{say(RETIRED)}</span> })}
                    {waits.then(|| view! { <span class="replies__mark replies__mark--waits" role="status">{say(WAITS)}</span> })}
                    {lacks_english.then(|| view! { <span class="replies__mark">{say(NO_ENGLISH)}</span> })}
                </p>
            </div>
            <div class="actions replies__actions">
                <button class="btn" type="button" on:click=change>
                    {say(CHANGE)}
                </button>
                {button}
            </div>
        </li>
    }
}

fn shown_words(reply: &CannedReply, lang: domain::words::Lang) -> String {
    let words = reply.words.in_lang(lang);
    if words.is_empty() { reply.words.zh.clone() } else { words.to_owned() }
}

impl Editing {
    /// A reply as it stands.
    pub(super) fn of(id: Uuid, reply: &CannedReply) -> Self {
        let both = |text: &domain::words::Bilingual| [text.zh.clone(), text.en.clone()];
        Self { id, base: Some(reply.rev), reader: reply.reader, title: both(&reply.title), words: both(&reply.words) }
    }

    /// The revision on which a change of that reply is decided now.
    pub(super) fn now(list: &entities::List<CannedReply>, id: Uuid) -> Option<u64> {
        list.shown.get(&id).map(|shown| shown.state.rev)
    }
}
