//! What the consumer can do with a case: add something, take it back, say that it is not solved.

use domain::{
    case::Command,
    form::MESSAGE_CHARS,
    typed::clean,
    words::{Text, text},
};
use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use std::time::Duration;

use super::standing::{Objecting, can_add, can_withdraw, is_asked, objecting};
use crate::{
    components::{Icon, Show, Sign},
    device::{OwnCase, StorageProblem, use_device},
    lang::{say, use_lang},
    visit::{Posted, use_visit},
};

const ANSWER: Text = text("您的答复", "Your answer");
const ADD: Text = text("还想补充什么", "Anything to add");
const SEND: Text = text("发送", "Send");
const WITHDRAW: Text = text("撤回投诉", "Withdraw");
const WITHDRAW_SURE: Text =
    text("撤回后我们不再处理。以后还想办，可以重新提交。", "We then stop working on it. You can file again later.");
const WITHDRAW_WHY: Text = text("为什么撤回（选填）", "Why (optional)");
const OBJECT: Text = text("还没解决，请重新处理", "Not solved; please look again");
const OBJECT_WHY: Text = text("哪里没解决", "What is not solved");
const OVER: Text = text(
    "可以说“没解决”的日子到 {} 前为止，已经过了。还没解决的话，请重新提交一件，写上这件的案件号，我们一起看。",
    "“Not solved” could be said before {}. If it is still not solved, please file again and give the number of this case; we will look at both together.",
);
const FILE_AGAIN: Text = text("重新提交一件", "File again");
const EMPTY: Text = text("请先写几个字再发送。", "Please write a few words first.");
const TOO_LONG: Text =
    text("写得太长了，最多 {} 个字，请分两次发。", "Too long: at most {} characters; please send it in two parts.");
/// A browser's timer takes no more.
const LONGEST_TIMER_MS: u64 = i32::MAX as u64;
const REMOVE: Text = text("从这台设备上移除", "Remove from this device");
const REMOVE_SURE: Text = text(
    "只是这台设备不再显示，案件还在。以后凭查询码能再查。",
    "It only disappears from this device; the case goes on. The claim code brings it back.",
);

/// Whether 「没解决」 can be said now; it changes by itself when the last day is over while the page is open.
pub fn use_objecting(own: Signal<OwnCase>) -> Memo<Objecting> {
    let device = use_device();
    let over = Trigger::new();
    let objecting = Memo::new(move |_| {
        over.track();
        own.with(|own| objecting(own, device.now()))
    });
    Effect::new(move |_| {
        // What is further away than a timer reaches is for another visit.
        let left = match objecting.get() {
            Objecting::Until(Some(until)) => u64::try_from(until.millis().saturating_sub(device.now().millis())).ok(),
            Objecting::No | Objecting::Until(None) | Objecting::Over(_) => None,
        };
        if let Some(left) = left.filter(|left| *left < LONGEST_TIMER_MS) {
            set_timeout(move || over.notify(), Duration::from_millis(left));
        }
    });
    objecting
}

/// The actions that the state allows. A box in which somebody writes stays as it is, whatever arrives meanwhile.
#[component]
pub fn Act(own: Signal<OwnCase>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let asked = Memo::new(move |_| own.with(is_asked));
    let adds = Memo::new(move |_| own.with(can_add));
    let withdraws = Memo::new(move |_| own.with(can_withdraw));
    let objecting = use_objecting(own);
    let objects = Memo::new(move |_| matches!(objecting.get(), Objecting::Until(_)));
    let over = move || match objecting.get() {
        Objecting::Over(since) => Some(OVER.fill(lang.get(), &[&since.day().spoken(lang.get(), device.now().day())])),
        Objecting::No | Objecting::Until(_) => None,
    };
    view! {
        <Show when=move || adds.get()>
            <section class="card no-print">
                <WordsForm
                    own
                    address="/case/supplement"
                    label=Signal::derive(move || if asked.get() { ANSWER } else { ADD })
                    button=SEND
                    needed=true
                    command=|words| Command::Supplement { words }
                />
            </section>
        </Show>
        <Show when=move || objects.get()>
            <section class="card no-print">
                <WordsForm own address="/case/object" label=OBJECT_WHY button=OBJECT needed=true command=|words| Command::Object { words } />
            </section>
        </Show>
        {move || over().map(|words| view! {
            <section class="card no-print">
                <p>{words}</p>
                <div class="actions">
                    <a class="btn" href="/complain">{say(FILE_AGAIN)}</a>
                </div>
            </section>
        })}
        <div class="case__more no-print">
            <Show when=move || withdraws.get()>
                <details class="wizard__fold">
                    <summary>{say(WITHDRAW)}</summary>
                    <div>
                        <p>{say(WITHDRAW_SURE)}</p>
                        <WordsForm own address="/case/withdraw" label=WITHDRAW_WHY button=WITHDRAW needed=false command=|words| Command::Withdraw { words } />
                    </div>
                </details>
            </Show>
            <Remove own />
        </div>
    }
}

/// A box for words and one button. Without WebAssembly it posts; the words stay until they are on the disk.
#[component]
pub fn WordsForm(
    own: Signal<OwnCase>,
    address: &'static str,
    /// It may change while somebody writes.
    #[prop(into)]
    label: Signal<Text>,
    button: Text,
    needed: bool,
    command: fn(String) -> Command,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let problem = RwSignal::new(None::<String>);
    let words = NodeRef::<html::Textarea>::new();
    let visit = use_visit();
    let names = visit.as_ref().and_then(|visit| visit.form.clone());
    // What was refused a moment ago stands in its box again.
    let written = visit.and_then(|visit| match visit.posted {
        Some(Posted::Case { refused: Some(refused), .. }) if refused.address == address => Some(refused.words),
        _ => None,
    });
    let rev = move || own.with_untracked(|own| own.view.as_ref().map(|view| view.rev.to_string()));
    let id = address.replace('/', "-");
    let problem_id = format!("{id}-error");
    let submit = move |event: SubmitEvent| {
        if !device.alive.get_untracked() {
            return;
        }
        event.prevent_default();
        let Some(area) = words.get_untracked() else { return };
        let text = clean(&area.value());
        let length = text.chars().count();
        if needed && length == 0 {
            problem.set(Some(EMPTY.in_lang(lang.get_untracked()).to_owned()));
            return;
        }
        if length > MESSAGE_CHARS {
            problem.set(Some(TOO_LONG.fill(lang.get_untracked(), &[&MESSAGE_CHARS.to_string()])));
            return;
        }
        problem.set(None);
        let case = own.with_untracked(|own| own.id);
        spawn_local(async move {
            match device.act(case, command(text)).await {
                // Only what is kept or on its way may leave the box.
                Ok(()) => area.set_value(""),
                Err(why) => problem.set(Some(why.detail.in_lang(lang.get_untracked()).to_owned())),
            }
        });
    };
    view! {
        <form method="post" action=address novalidate on:submit=submit>
            <input type="hidden" name="claim" value=own.with_untracked(|own| own.claim.plain()) />
            <input type="hidden" name="rev" value=rev() />
            <input type="hidden" name="lang" value=lang.get_untracked().tag() />
            <input type="hidden" name="op" value=names.map(|names| names.op.to_string()) />
            <div class="field" class=("field--error", move || problem.get().is_some())>
                <label class="field__label" for=id.clone()>{move || label.get().in_lang(lang.get())}</label>
                <textarea class="field__input" id=id name="words" rows="4" node_ref=words aria-describedby=problem_id.clone()>{written}</textarea>
                <p class="field__error" id=problem_id hidden=move || problem.get().is_none()>
                    <Icon sign=Sign::Alert />
                    <span>{move || problem.get()}</span>
                </p>
            </div>
            <div class="actions">
                <button class="btn btn--main" type="submit">{say(button)}</button>
            </div>
        </form>
    }
}

/// For a device that other people use too.
#[component]
fn Remove(own: Signal<OwnCase>) -> impl IntoView {
    let device = use_device();
    let navigate = leptos_router::hooks::use_navigate();
    let remove = move |_| {
        let navigate = navigate.clone();
        let case = own.with_untracked(|own| own.id);
        spawn_local(async move {
            let removed: Result<(), StorageProblem> = device.unfollow(case).await;
            match removed {
                Ok(()) => navigate(
                    if device.kiosk.get_untracked() { "/kiosk" } else { "/mine" },
                    leptos_router::NavigateOptions::default(),
                ),
                Err(problem) => device.storage.set(Some(problem)),
            }
        });
    };
    view! {
        <Show when=move || device.alive.get()>
            <details class="wizard__fold not-kiosk">
                <summary>{say(REMOVE)}</summary>
                <div>
                    <p>{say(REMOVE_SURE)}</p>
                    <button class="btn btn--danger" type="button" on:click=remove.clone()>{say(REMOVE)}</button>
                </div>
            </details>
        </Show>
    }
}
