//! What changed in the engine's memory is shown by the views of the kinds it concerns.

use domain::words::Bilingual;
use sync::{
    engine::{Key, OutboxRow, RowState, SetAsideReason},
    protocol::{OpId, Outcome},
};

use super::Driver;
use crate::browser::kinds::{CONSUMER, Changed};

impl Driver {
    /// Shows everything anew.
    pub fn show_all(&self) {
        self.show(&Changed::All);
    }

    /// Shows what changed.
    pub(super) fn show_changed(&self, ops: &[OpId], entities: &[Key]) {
        self.show(&Changed::Some(ops, entities));
        if self.visit.is_some() && !ops.is_empty() {
            // What the server has now can be asked for.
            leptos::task::spawn_local(async {
                if let Some(driver) = super::driver() {
                    driver.claims_changed();
                }
            });
        }
    }

    /// Shows the list of this device's own cases anew.
    pub(super) fn show_mine(&self) {
        let kind = domain::case::VIEW_KIND.name;
        let changed = Changed::Some(&[], &[Key { kind: kind.into(), id: String::new() }]);
        CONSUMER.iter().filter(|view| view.kind() == kind).for_each(|view| view.show(self, None, &changed));
    }

    fn show(&self, changed: &Changed<'_>) {
        for view in CONSUMER {
            view.show(self, None, changed);
        }
        if self.visit.is_none() {
            self.show_relayed();
        }
        let observer = self.staff_observer.borrow().clone();
        if let Some(observer) = observer {
            observer.show(self, changed);
        }
    }
}

/// Why an operation was set aside, for a person.
pub fn refusal(row: &OutboxRow) -> Option<Bilingual> {
    let RowState::SetAside { why, receipt } = &row.state else { return None };
    Some(match (why, receipt.as_ref().map(|receipt| &receipt.outcome)) {
        (_, Some(Outcome::Rejected { detail, .. } | Outcome::Quarantined { detail, .. })) => detail.clone(),
        (SetAsideReason::Refused { code }, _) => code.sentence().into(),
        (SetAsideReason::Unsupported, _) => crate::words::NEWER_THAN_SERVER.into(),
        _ => crate::words::SET_ASIDE.into(),
    })
}
