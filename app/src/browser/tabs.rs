//! The tabs of one browser among themselves: one of them sends, all of them show the same, and one person opens and
//! locks them all.

use std::{cell::Cell, rc::Rc};

use js_sys::{Function, JsString, Object, Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

const SENDER: &str = "contact-point-sender";
const CHANNEL: &str = "contact-point";

/// The turn to send: one tab has it.
#[derive(Clone)]
pub struct Turn {
    won: Rc<dyn Fn()>,
    lost: Rc<dyn Fn()>,
    holds: Rc<Cell<bool>>,
}

impl std::fmt::Debug for Turn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Turn").field("holds", &self.holds.get()).finish_non_exhaustive()
    }
}

impl Turn {
    /// Waits for the turn. It lasts until the tab is gone, however it goes, or until another tab takes it.
    #[must_use]
    pub fn wait(won: impl Fn() + 'static, lost: impl Fn() + 'static) -> Self {
        let turn = Self { won: Rc::new(won), lost: Rc::new(lost), holds: Rc::default() };
        turn.ask(false);
        turn
    }

    /// Whether this tab has it.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.holds.get()
    }

    /// Takes the turn from whichever tab has it: this one alone can read what is to be sent.
    pub fn take(&self) {
        if !self.holds.get() {
            self.ask(true);
        }
    }

    fn ask(&self, steal: bool) {
        let turn = self.clone();
        let held = Closure::once_into_js(move || {
            turn.holds.set(true);
            (turn.won)();
            // Never settled: the browser gives the lock to the next tab when this one dies.
            Promise::new(&mut |_, _| {})
        });
        let Some(asked) = request(&held, steal) else {
            // A browser without Web Locks: every tab sends; the server takes each operation once all the same.
            if !self.holds.replace(true) {
                (self.won)();
            }
            return;
        };
        let turn = self.clone();
        spawn_local(async move {
            if JsFuture::from(asked).await.is_err() && turn.holds.replace(false) {
                (turn.lost)();
                turn.ask(false);
            }
        });
    }
}

fn request(held: &JsValue, steal: bool) -> Option<Promise> {
    let locks = Reflect::get(&leptos::prelude::window().navigator(), &JsString::from("locks")).ok()?;
    let request: Function = Reflect::get(&locks, &JsString::from("request")).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &JsString::from("steal"), &JsValue::from_bool(steal)).ok()?;
    request.call3(&locks, &JsValue::from_str(SENDER), &options, held).ok()?.dyn_into().ok()
}

/// What one tab tells the others.
#[derive(Clone, PartialEq, Eq)]
pub enum Message {
    /// Something was written to the storage.
    Wrote,
    /// The tab that sends is awake.
    Sends,
    /// The device was locked.
    Locked,
    /// A tab has begun and asks whether the device is open.
    IsOpen,
    /// It is, and this opens it. It stays among the tabs of one browser, in memory.
    Open(String),
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Wrote => "Wrote",
            Self::Sends => "Sends",
            Self::Locked => "Locked",
            Self::IsOpen => "IsOpen",
            Self::Open(_) => "Open(…)",
        })
    }
}

impl Message {
    const OPEN: &str = "open ";

    fn written(&self) -> String {
        match self {
            Self::Wrote => "wrote".to_owned(),
            Self::Sends => "sends".to_owned(),
            Self::Locked => "locked".to_owned(),
            Self::IsOpen => "is open?".to_owned(),
            Self::Open(how) => format!("{}{how}", Self::OPEN),
        }
    }

    fn read(text: &str) -> Option<Self> {
        Some(match text {
            "wrote" => Self::Wrote,
            "sends" => Self::Sends,
            "locked" => Self::Locked,
            "is open?" => Self::IsOpen,
            other => Self::Open(other.strip_prefix(Self::OPEN)?.to_owned()),
        })
    }
}

/// The line between the tabs.
#[derive(Debug)]
pub struct Tabs(Option<BroadcastChannel>);

impl Tabs {
    /// Listens to the others.
    #[must_use]
    pub fn listen(on_message: impl Fn(Message) + 'static) -> Self {
        let channel = BroadcastChannel::new(CHANNEL).ok();
        if let Some(channel) = &channel {
            let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(message) = event.data().as_string().as_deref().and_then(Message::read) {
                    on_message(message);
                }
            });
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
            heard.forget();
        }
        Self(channel)
    }

    /// Tells the others.
    pub fn tell(&self, message: &Message) {
        if let Some(channel) = &self.0 {
            // Nobody listening is fine.
            let _ = channel.post_message(&JsValue::from_str(&message.written()));
        }
    }
}
