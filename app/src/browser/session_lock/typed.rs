//! What is being written outlives the tab: sealed, within moments of each key.

use std::{rc::Rc, time::Duration};

use gloo_timers::future::sleep;

use super::SessionLock;

/// Keys within this time share one write.
const GATHER: Duration = Duration::from_millis(150);

impl SessionLock {
    /// Keeps what is being written at a place; empty, it is dropped.
    pub fn typed(self: Rc<Self>, name: String, text: String) {
        if self.opened().is_none() {
            return;
        }
        let waits_already = !self.unsaved.borrow().is_empty();
        self.unsaved.borrow_mut().insert(name, text);
        if !waits_already {
            leptos::task::spawn_local(async move {
                sleep(GATHER).await;
                self.keep_typed().await;
            });
        }
    }

    /// Writes it down now.
    pub(super) async fn keep_typed(&self) {
        let Some(open) = self.opened() else { return };
        let texts: Vec<_> = std::mem::take(&mut *self.unsaved.borrow_mut()).into_iter().collect();
        if texts.is_empty() {
            return;
        }
        if let Err(problem) = self.driver.storage.keep_typed(&open.scope, &texts).await {
            // It is still on the page, and the page says that it is not kept.
            leptos::prelude::Set::set(&self.driver.device.storage, Some(problem));
        }
    }
}
