//! Does what the engine asks for.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};
use sync::{
    engine::{Effect, Event, Failure, PersistedState, ScopeRequest},
    protocol::{Epoch, PullAnswer, Seq},
};

use super::Driver;
use crate::{
    browser::{first_pull, network, preferences, service_worker, tabs::Message, task::next_task},
    components::pause,
    device::now,
};

/// So many entities take longer to read, keep or show than a frame has time: each is done in a task of its own.
const MANY: usize = 100;

impl Driver {
    /// Tells the engine, and does what it wants.
    pub fn dispatch(self: Rc<Self>, event: Event) {
        let pulled = matches!(event, Event::PullAnswered { .. });
        let hands_changed = matches!(event, Event::Switched { .. } | Event::SignedIn { .. });
        let effects = self.engine.borrow_mut().handle(now(), event);
        let goes_on = effects.iter().any(|effect| matches!(effect, Effect::Pull { .. }));
        for effect in effects {
            match effect {
                // A page of a long fetch: the next is asked for before this one is shown, so that the server works meanwhile.
                // Nobody has done what is pulled just now, so that showing it may wait for its turn.
                Effect::Changed { ops, entities } if pulled => {
                    let driver = self.clone();
                    spawn_local(async move {
                        if goes_on && entities.len() >= MANY {
                            next_task().await;
                        }
                        driver.show_changed(&ops, &entities);
                    });
                }
                effect => self.clone().run(effect),
            }
        }
        if hands_changed {
            self.clone().read_attachments();
        }
        self.wake_attachments();
        if hands_changed && let Some(stream) = &*self.stream.borrow() {
            stream.reopen();
        }
    }

    fn run(self: Rc<Self>, effect: Effect) {
        match effect {
            Effect::Push { request, body, lane } => spawn_local(async move {
                let result = network::push(&body, lane).await;
                if let Ok(answer) = &result {
                    self.heard_clock(answer.server_time);
                }
                self.dispatch(Event::PushAnswered { request, result });
            }),
            Effect::Pull { request, since, epoch, asking } => spawn_local(async move {
                let result = pull(since, epoch, &asking).await;
                if let Ok(answer) = &result {
                    self.heard_clock(answer.server_time);
                    if answer.changes.len() >= MANY {
                        next_task().await;
                    } else {
                        pause().await;
                    }
                }
                self.dispatch(Event::PullAnswered { request, result });
            }),
            Effect::Persist(id, writes) => {
                // As whom this was decided: the device may be locked before it is written.
                let scope = self.storage.scope();
                let writes = match &self.visit {
                    Some(visit) => visit.for_the_disk(writes),
                    None => writes,
                };
                spawn_local(async move {
                    if writes.len() >= MANY {
                        next_task().await;
                    }
                    let event = match self.storage.persist(&scope, writes).await {
                        Ok(()) => {
                            self.wrote();
                            self.storage_recovered();
                            Event::Persisted(id)
                        }
                        Err(why) => Event::PersistFailed(id, why),
                    };
                    self.dispatch(event);
                });
            }
            Effect::Load => spawn_local(async move {
                if let Some(stored) = self.read_stored().await {
                    self.dispatch(Event::Loaded { stored });
                }
            }),
            Effect::SetTimer(timer, millis) => {
                let driver = self.clone();
                let millis = u32::try_from(millis).unwrap_or(u32::MAX);
                let timeout = Timeout::new(millis, move || driver.dispatch(Event::TimerFired(timer)));
                self.timers.borrow_mut().insert(timer.purpose, timeout);
            }
            Effect::Changed { ops, entities } => self.show_changed(&ops, &entities),
            Effect::LookForUpdate => service_worker::look_for_update(),
            Effect::Show(status) => {
                if let Some(at) = status.last_contact {
                    preferences::remember_contact(at);
                }
                self.device.status.set(Some(status));
            }
        }
    }

    pub(in crate::browser) fn wrote(&self) {
        self.tell(&Message::Wrote);
    }

    /// What the engine keeps, as whoever has the device once it is read.
    pub(super) async fn read_stored(&self) -> Option<PersistedState> {
        loop {
            let scope = self.storage.scope();
            let stored = self.storage.stored_for(&scope).await.ok()?;
            if self.storage.scope().is(&scope) {
                return Some(stored);
            }
        }
    }
}

/// Where the page brought the beginning along, only what came after it is asked for; the checksum is of both.
async fn pull(since: Seq, epoch: Option<Epoch>, asking: &ScopeRequest) -> Result<PullAnswer, Failure> {
    match first_pull::answer_to(since, asking) {
        None => network::pull(since, epoch, asking).await,
        Some(brought) => {
            let answer = network::pull(brought.cursor, Some(brought.epoch), asking).await?;
            first_pull::forget();
            Ok(answer.after(brought))
        }
    }
}
