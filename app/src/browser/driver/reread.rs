//! Another tab wrote: what is kept is read again and shown.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};
use sync::engine::Event;

use super::{Driver, Rereading};
use crate::browser::storage::{DeviceSnapshot, Filing};

impl Driver {
    /// Reads again and shows it. Asked for while it reads, it reads once more.
    pub(super) fn reread(self: Rc<Self>) {
        // What is on a kiosk's disk is nobody's, and this visit is not on it.
        if self.visit.is_some() {
            return;
        }
        let begun = self.rereading.get();
        self.rereading.set(Rereading { running: true, again: true, ..begun });
        if begun.running {
            return;
        }
        spawn_local(async move {
            while self.rereading.get().again {
                self.rereading.set(Rereading { running: true, ..Rereading::default() });
                let kept = self.storage.snapshot(self.me).await;
                let is_older = |kept: &DeviceSnapshot| !self.storage.scope().is(&kept.scope);
                if self.rereading.get().overtaken || kept.as_ref().is_ok_and(is_older) {
                    self.rereading.set(Rereading { running: true, again: true, overtaken: false });
                } else if let Ok(kept) = kept {
                    self.clone().take(kept);
                }
            }
            self.rereading.set(Rereading::default());
        });
    }

    fn take(self: Rc<Self>, kept: DeviceSnapshot) {
        let DeviceSnapshot { stored, mut filings, mut drafts, .. } = kept;
        {
            let mut memory_only = self.memory_only.borrow_mut();
            memory_only.filings.retain(|own| filings.iter().all(|other| other.case != own.case));
            filings.extend(memory_only.filings.iter().cloned());
            let typed = memory_only.drafts.values();
            drafts.retain(|draft| !memory_only.drafts.contains_key(&draft.id));
            drafts.extend(typed.cloned());
        }
        filings.sort_by_key(|filing| std::cmp::Reverse(filing.filed_at));
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.updated_at));
        let claims_changed = *self.filings.borrow() != filings;
        self.filings.replace(filings);
        self.device.drafts.set(drafts);
        self.clone().dispatch(Event::Loaded { stored });
        if claims_changed {
            self.clone().claims_changed();
        }
        self.show_mine();
    }

    /// A case that was filed or is followed here, from now on.
    pub(super) fn add_filing(self: Rc<Self>, filing: Filing) {
        self.change_filings(|filings| {
            // A reading may have been faster than the one who wrote.
            filings.retain(|other| other.case != filing.case);
            filings.insert(0, filing);
        });
    }

    /// Changes this tab's own list of cases, and tells the engine and the other tabs.
    pub(super) fn change_filings(self: Rc<Self>, change: impl FnOnce(&mut Vec<Filing>)) {
        change(&mut self.filings.borrow_mut());
        self.rereading.set(Rereading { overtaken: true, ..self.rereading.get() });
        self.clone().claims_changed();
        self.show_mine();
        self.wrote();
    }

    pub(super) fn claims_changed(self: Rc<Self>) {
        let claims = self.claims();
        self.dispatch(Event::ClaimsChanged { claims });
    }
}
