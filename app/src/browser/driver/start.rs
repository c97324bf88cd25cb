//! The start of a tab: read what is kept, show it, then listen.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use domain::ids::DeviceId;
use leptos::{prelude::*, task::spawn_local};
use sync::engine::{Engine, Event, Identity, PersistedState};
use wasm_bindgen::prelude::*;

use super::{DRIVER, Driver};
use crate::{
    browser::{
        attachments::OnItsWay,
        network, random,
        storage::{DeviceSnapshot, Scope, Storage, persist_storage},
        stream,
        tabs::{Message, Tabs, Turn},
    },
    components::pause,
    device::Device,
};

/// A smaller change of the clocks' difference is not written.
const WORTH_KEEPING_MS: i64 = 60_000;

/// How often the tab that sends says so.
const BEAT: std::time::Duration = std::time::Duration::from_secs(10);
/// After so long a silence it is frozen: browsers slow the timers of tabs in the background down, too.
const FROZEN_AFTER_MS: i64 = 30_000;

/// Starts the tab. Pages show what they have until then.
pub fn start(device: Device) {
    spawn_local(async move {
        let storage = Storage::default();
        let fresh = DeviceId(random::uuid());
        let (kept, problem) = match storage.snapshot(fresh).await {
            Ok(kept) => (kept, None),
            Err(problem) => (nothing_kept(fresh), Some(problem)),
        };
        let DeviceSnapshot { device: me, stored, filings, drafts, clock_offset, .. } = kept;
        let driver = Rc::new(Driver {
            device,
            storage,
            engine: RefCell::new(Engine::new(random::seed())),
            filings: RefCell::new(if device.kiosk.get_untracked() { Vec::new() } else { filings }),
            me,
            timers: RefCell::default(),
            tabs: RefCell::new(None),
            turn: RefCell::new(None),
            stream: RefCell::new(None),
            staff_observer: RefCell::new(None),
            unsaved: RefCell::default(),
            memory_only: RefCell::default(),
            rereading: Cell::default(),
            visit: device.kiosk.get_untracked().then(super::visit::Visit::default),
            unread: Cell::new(problem.is_some()),
            on_its_way: OnItsWay::default(),
            sender_heard: Cell::new(crate::device::now()),
        });
        DRIVER.with(|slot| slot.replace(Some(driver.clone())));
        crate::host::set_device(driver.clone());
        // A kiosk begins with nobody's.
        if !device.kiosk.get_untracked() {
            device.drafts.set(drafts);
        }
        device.clock_offset.set(clock_offset);
        let who = Identity { claims: driver.claims(), staff: None };
        pause().await;
        driver.clone().dispatch(Event::Started { stored, who, leader: false });
        pause().await;
        driver.show_all();
        if let Some(problem) = problem {
            driver.storage_refused(problem);
        }
        pause().await;
        device.loaded.set(true);
        pause().await;
        driver.clone().read_attachments();
        listen(&driver);
        driver.clone().begin_visit();
        device.persisted.set(persist_storage().await);
    });
}

/// What a device knows that cannot keep anything.
fn nothing_kept(device: DeviceId) -> DeviceSnapshot {
    DeviceSnapshot {
        device,
        stored: PersistedState::default(),
        filings: Vec::new(),
        drafts: Vec::new(),
        clock_offset: 0,
        sealed_of: Vec::new(),
        scope: Scope::default(),
    }
}

fn listen(driver: &Rc<Driver>) {
    let on_message = driver.clone();
    let tabs = Tabs::listen(move |message| on_message.clone().heard(message));
    driver.tabs.replace(Some(tabs));

    let (leader, follower) = (driver.clone(), driver.clone());
    let won = move || {
        let leader = leader.clone();
        spawn_local(async move {
            // Read after the lock is ours: the tab before may have written until its end.
            let stored = leader.read_stored().await.unwrap_or_default();
            let (opened, poked) = (leader.clone(), leader.clone());
            leader.clone().dispatch(Event::BecameLeader { stored });
            // One line for a browser: over HTTP/1.1 it has six in all.
            let stream = stream::listen(
                move || opened.clone().dispatch(Event::Online),
                move |poke| poked.clone().dispatch(Event::Poked(poke)),
            );
            leader.stream.replace(Some(stream));
        });
    };
    let lost = move || {
        follower.stream.replace(None);
        follower.sender_heard.set(crate::device::now());
        follower.clone().dispatch(Event::LostLeadership);
    };
    driver.turn.replace(Some(Turn::wait(won, lost)));
    let beating = driver.clone();
    // It lives as long as the tab.
    let _ = set_interval_with_handle(move || beating.beat(), BEAT);

    for (name, event) in [("online", Event::Online), ("offline", Event::Offline), ("pageshow", Event::Visible)] {
        let driver = driver.clone();
        on_window(name, move || {
            driver.clone().dispatch(event.clone());
            if matches!(event, Event::Online) {
                driver.send_attachments_now();
            }
        });
    }
    // The network may have gone before anybody listened. Where a server answers all the same, its answer says so.
    if !window().navigator().on_line() {
        driver.clone().dispatch(Event::Offline);
    }
    let visible = driver.clone();
    let on_change = Closure::<dyn Fn()>::new(move || {
        if !document().hidden() {
            visible.clone().dispatch(Event::Visible);
        }
    });
    // Without it the page is only a little slower to fetch.
    let _ = document().add_event_listener_with_callback("visibilitychange", on_change.as_ref().unchecked_ref());
    on_change.forget();
}

fn on_window(name: &str, action: impl Fn() + 'static) {
    let heard = Closure::<dyn Fn()>::new(action);
    let _ = window().add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    heard.forget();
}

impl Driver {
    /// The tab that sends says so; where none has for a while, it is frozen, and the tab that somebody looks at takes over.
    fn beat(&self) {
        let turn = self.turn.borrow();
        let Some(turn) = &*turn else { return };
        let silent = crate::device::now().millis() - self.sender_heard.get().millis();
        if turn.is_held() {
            self.tell(&Message::Sends);
        } else if silent.abs() > FROZEN_AFTER_MS && !document().hidden() {
            turn.take();
        }
    }

    fn heard(self: Rc<Self>, message: Message) {
        match message {
            Message::Wrote => {
                self.clone().read_attachments();
                return self.reread();
            }
            Message::Sends => return self.sender_heard.set(crate::device::now()),
            Message::Locked | Message::IsOpen | Message::Open(_) => {}
        }
        let observer = self.staff_observer.borrow().clone();
        if let Some(observer) = observer {
            observer.heard(message);
        }
    }

    /// The codes of the cases on this device, oldest first.
    pub(super) fn claims(&self) -> Vec<domain::claim_code::ClaimCode> {
        let claims = self.filings.borrow().iter().rev().map(|filing| filing.claim.clone()).collect();
        self.claims_of_visit(claims)
    }

    /// Sets the difference of the clocks from an answer of the server, and keeps it: a device that starts without a
    /// network must not judge dates by a clock that is known to be wrong.
    pub(super) fn heard_clock(self: &Rc<Self>, server_time: domain::moment::Moment) {
        let offset = server_time.millis() - crate::device::now().millis();
        let known = self.device.clock_offset.get_untracked();
        self.device.clock_offset.set(offset);
        if (offset - known).abs() >= WORTH_KEEPING_MS {
            let driver = self.clone();
            spawn_local(async move {
                // Refused storage only means that the next start believes the device's clock until the first answer.
                let _ = driver.storage.remember_clock(offset).await;
            });
        }
    }

    /// Fetches one case by its code, without keeping anything.
    pub(super) async fn look_up(
        &self,
        code: &domain::claim_code::ClaimCode,
    ) -> Result<sync::protocol::PullAnswer, sync::engine::Failure> {
        let asking = sync::engine::ScopeRequest::Claims(vec![code.clone()]);
        network::pull(sync::protocol::Seq(0), None, &asking).await
    }
}
