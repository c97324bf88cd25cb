//! Writing: to the consumer, or for staff. Each has its own text, its own colour, edge, sign and words; switching
//! never carries a note over into a reply.

use domain::{
    case::Command,
    form::MESSAGE_CHARS,
    typed::clean,
    words::{Text, text},
};
use leptos::prelude::*;

use super::{
    canned_replies::CannedReplies,
    context::{CaseSignal, use_desk},
    mentions::{self, Mentions},
};
use crate::{
    components::{Icon, Sign},
    lang::{say, use_lang},
    pages::staff::focus::focus_soon,
};

const TO_WHOM: Text = text("写给谁看", "Who reads it");
const REPLY: Text = text("答复消费者", "Reply to the consumer");
const NOTE: Text = text("内部备注", "Internal note");
const REPLY_HEAD: Text = text("写给消费者：发出后对方会看到", "To the consumer: they will read it");
const REPLY_HEAD_NAMED: Text = text("写给{}：发出后对方会看到", "To {}: they will read it");
const NOTE_HEAD: Text = text("内部备注：只有工作人员看得到", "Internal note: only staff can read it");
const REPLY_LABEL: Text = text("答复内容", "Reply");
const NOTE_LABEL: Text = text("备注内容", "Note");
const REPLY_HINT: Text = text("先说结果，再说下一步", "First the result, then the next step");
const NOTE_HINT: Text = text("给同事看的话", "Words for your colleagues");
const REPLY_FOOT: Text =
    text("发出后不能改，可以再补一条。", "It cannot be changed once sent; you can always add another.");
const NOTE_FOOT: Text = text("合并案件后也一直是内部的。", "It stays internal, whatever happens to the case.");
const SEND: Text = text("发给消费者", "Send to the consumer");
const KEEP: Text = text("存为内部备注", "Keep as an internal note");
const FOLD: Text = text("收起", "Fold away");
const EMPTY: Text = text("请先写几个字。", "Please write a few words first.");
const LEFT: Text = text("还可以写 {} 个字", "{} character{s} left");
const OVER: Text = text("超出 {} 个字，请缩短一些", "{} character{s} too many; please shorten it");

/// The id of the box, for focus.
pub const BOX_ID: &str = "desk-words";
/// From here on the counter shows; before, it would only distract.
const NEARLY_FULL: usize = MESSAGE_CHARS / 5 * 4;

/// Who reads what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The consumer.
    Public,
    /// Staff.
    Internal,
}

impl Mode {
    const fn place(self) -> &'static str {
        match self {
            Self::Public => "reply",
            Self::Internal => "note",
        }
    }

    const fn pick(self, public: Text, internal: Text) -> Text {
        match self {
            Self::Public => public,
            Self::Internal => internal,
        }
    }

    /// The sign that tells the two apart.
    #[must_use]
    pub const fn sign(self) -> Sign {
        match self {
            Self::Public => Sign::Chat,
            Self::Internal => Sign::Lock,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Public => "composer composer--public",
            Self::Internal => "composer composer--internal",
        }
    }
}

/// The composer, where one is open.
#[component]
pub fn Composer(
    /// The case.
    case: CaseSignal,
    /// What is being written, where something is.
    composing: RwSignal<Option<Mode>>,
) -> impl IntoView {
    move || composing.get().map(|mode| view! { <Writing case mode composing /> })
}

#[component]
fn Writing(case: CaseSignal, mode: Mode, composing: RwSignal<Option<Mode>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let id = case.with_untracked(|on_desk| on_desk.case.id);
    let slot = desk.slot(id, mode.place());
    let empty = RwSignal::new(false);
    let head = move || match (mode, case.with(|on_desk| on_desk.case.complaint.contact.clone())) {
        (Mode::Internal, _) => NOTE_HEAD.in_lang(lang.get()).to_owned(),
        (Mode::Public, Some(contact)) => REPLY_HEAD_NAMED.fill(lang.get(), &[&contact.name]),
        (Mode::Public, None) => REPLY_HEAD.in_lang(lang.get()).to_owned(),
    };
    let chars = Memo::new(move |_| slot.get().chars().count());
    let send = move |_| {
        let words = clean(&desk.written(id, mode.place()));
        if words.is_empty() || words.chars().count() > MESSAGE_CHARS {
            empty.set(words.is_empty());
            focus_soon(BOX_ID.to_owned());
            return;
        }
        let command = match mode {
            Mode::Public => Command::Reply { words },
            Mode::Internal => Command::Note { words, mentions: mentions::named(desk, id) },
        };
        case.with_untracked(|on_desk| desk.act_on_words(on_desk, vec![command], mode.place().to_owned()));
        composing.set(None);
    };
    view! {
        <section class=mode.class() aria-labelledby="desk-words-who">
            <div class="pills composer__modes" role="group" aria-label=say(TO_WHOM)>
                <Switch to=Mode::Public label=REPLY mode composing />
                <Switch to=Mode::Internal label=NOTE mode composing />
            </div>
            <h2 class="composer__who" id="desk-words-who">
                <Icon sign=mode.sign() />
                <span>{head}</span>
            </h2>
            <label class="vh" for=BOX_ID>
                {say(mode.pick(REPLY_LABEL, NOTE_LABEL))}
            </label>
            <textarea
                class="composer__box"
                id=BOX_ID
                placeholder=say(mode.pick(REPLY_HINT, NOTE_HINT))
                aria-describedby="desk-words-hint"
                aria-invalid=move || (empty.get() || chars.get() > MESSAGE_CHARS).then_some("true")
                prop:value=move || slot.get()
                on:input=move |input| {
                    empty.set(false);
                    slot.set(event_target_value(&input));
                }
            ></textarea>
            <CannedReplies case mode typed=slot />
            {(mode == Mode::Internal).then(|| view! { <Mentions id /> })}
            <div class="composer__foot">
                <p class="composer__hint" id="desk-words-hint">
                    {move || {
                        let lang = lang.get();
                        match chars.get() {
                            _ if empty.get() => {
                                view! { <strong class="late">{EMPTY.in_lang(lang)}</strong> }.into_any()
                            }
                            chars if chars > MESSAGE_CHARS => {
                                let over = (chars - MESSAGE_CHARS).to_string();
                                view! { <strong class="late">{OVER.fill(lang, &[&over])}</strong> }.into_any()
                            }
                            chars if chars > NEARLY_FULL => {
                                LEFT.fill(lang, &[&(MESSAGE_CHARS - chars).to_string()]).into_any()
                            }
                            _ => mode.pick(REPLY_FOOT, NOTE_FOOT).in_lang(lang).into_any(),
                        }
                    }}
                </p>
                <button class="btn btn--quiet" type="button" on:click=move |_| composing.set(None)>
                    {say(FOLD)}
                </button>
                <button
                    class=if mode == Mode::Public { "btn btn--main" } else { "btn btn--note" }
                    type="button"
                    on:click=send
                >
                    <Icon sign=mode.sign() />
                    {say(mode.pick(SEND, KEEP))}
                </button>
            </div>
        </section>
    }
}

#[component]
fn Switch(to: Mode, label: Text, mode: Mode, composing: RwSignal<Option<Mode>>) -> impl IntoView {
    let switch = move |_| {
        composing.set(Some(to));
        focus_soon(BOX_ID.to_owned());
    };
    view! {
        <button class="pill" type="button" aria-pressed=(to == mode).to_string() on:click=switch>
            <Icon sign=to.sign() />
            {say(label)}
        </button>
    }
}
