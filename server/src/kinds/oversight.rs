//! The house's order: kinds that are nothing but their rules, except that whoever is written down must be on the register of
//! merchants.

use std::fmt;
use std::sync::Arc;

use domain::ids::MerchantId;
use domain::kind::{EventSourced, KindInfo, Refusal};
use domain::merchant::KIND as REGISTER;
use domain::moment::Moment;
use domain::oversight::Rejection;
use domain::oversight::checklist::{Checklist, Command as OnChecklist, Item};
use domain::oversight::directive::{Command as OnDirective, Directive};
use domain::oversight::inspection::{Command as OnRound, Inspection};
use domain::oversight::measure::{Command as OnMeasure, Measure};
use domain::oversight::report::{Command as OnReport, Report};
use domain::words::Bilingual;
use serde::Deserialize;
use sync::protocol::{EntityPayload, Op, Outcome, Payload};
use uuid::Uuid;

use super::adapter::Adapter;
use super::{PreparedCommand, Replay, ServerKind};
use crate::service::{Known, Prepared, Verdict, actor};
use crate::store::entities::{EntityKey, EntityState, Found, NewEvent, Wanted};

/// Checklists, with those that a contact point begins with.
pub(super) const CHECKLISTS: Adapter<Checklist> = Adapter::beginning_with(default_checklists);

/// Rounds.
pub(super) const INSPECTIONS: AboutMerchants<Inspection> = AboutMerchants(|command| match command {
    OnRound::Check { merchant, .. } => Some(*merchant),
    _ => None,
});

/// Measures.
pub(super) const MEASURES: AboutMerchants<Measure> = AboutMerchants(|command| match command {
    OnMeasure::Impose { merchant, .. } => Some(*merchant),
    _ => None,
});

/// Reports to the regulator.
pub(super) const REPORTS: AboutMerchants<Report> = AboutMerchants(|command| match command {
    OnReport::Write { content } => content.merchant,
    _ => None,
});

/// What the regulator asks.
pub(super) const DIRECTIVES: AboutMerchants<Directive> = AboutMerchants(|command| match command {
    OnDirective::Receive { content, .. } => content.merchant,
    _ => None,
});

#[derive(Deserialize)]
struct Default {
    id: Uuid,
    title: Bilingual,
    items: Vec<Item>,
}

/// As delivered with this build; from its first start on they are the contact point's own.
fn default_checklists() -> Vec<(Uuid, OnChecklist)> {
    let all: Vec<Default> = serde_json::from_str(include_str!("../../content/checklists.json")).unwrap_or_default();
    all.into_iter().map(|Default { id, title, items }| (id, OnChecklist::Write { title, items })).collect()
}

/// A kind of which some commands name a merchant: which of them, and whom.
pub(super) struct AboutMerchants<K: EventSourced>(fn(&K::Command) -> Option<MerchantId>);

impl<K: EventSourced> fmt::Debug for AboutMerchants<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AboutMerchants({})", K::KIND.name)
    }
}

impl<K: EventSourced> ServerKind for AboutMerchants<K> {
    fn info(&self) -> &'static KindInfo {
        K::KIND
    }

    fn prepare(&self, op: &Op) -> Option<Box<dyn PreparedCommand>> {
        let asked = Adapter::<K>::NEW.prepare(op)?;
        let Payload::Plain(text) = &op.payload else { return None };
        let payload: EntityPayload<K::Command> = serde_json::from_str(text).ok()?;
        Some(match (self.0)(&payload.command) {
            Some(merchant) => Box::new(About { asked, merchant }),
            None => asked,
        })
    }

    fn read_state(&self, json: &str) -> Option<Arc<dyn EntityState>> {
        Adapter::<K>::NEW.read_state(json)
    }

    fn replay(&self, id: Uuid, events: &[NewEvent]) -> Replay {
        Adapter::<K>::NEW.replay(id, events)
    }
}

/// A command that names a merchant.
#[derive(Debug)]
struct About {
    asked: Box<dyn PreparedCommand>,
    merchant: MerchantId,
}

impl About {
    const fn file(&self) -> EntityKey {
        EntityKey { kind: REGISTER.name, id: self.merchant.0 }
    }
}

impl PreparedCommand for About {
    fn target(&self) -> EntityKey {
        self.asked.target()
    }

    fn want(&self, op: &Prepared, now: Moment, wanted: &mut Wanted) {
        wanted.entities.push(self.file());
        self.asked.want(op, now, wanted);
    }

    fn want_more(&self, found: &Found, more: &mut Wanted) {
        self.asked.want_more(found, more);
    }

    fn decide(&self, op: &Prepared, known: &Known<'_>) -> Verdict {
        let verdict = self.asked.decide(op, known);
        let is_applied = matches!(verdict.outcome, Outcome::Applied { .. });
        if is_applied && !known.found.entities.contains_key(&self.file()) {
            let why = Rejection::NoSuchMerchant;
            return Verdict::of(actor(op), Outcome::rejected(&why, why.sentence()));
        }
        verdict
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::kind::Context;
    use domain::role::Actor;

    #[test]
    fn the_delivered_checklists_read_and_say_everything_in_both_languages() {
        let all = default_checklists();
        assert_eq!(all.len(), 3);
        for (_, command) in all {
            let by_server = Context { now: Moment::from_millis(0), by: Actor::Server };
            assert!(Checklist::decide(None, None, &command, &by_server).is_ok(), "{command:?}");
            let OnChecklist::Write { title, items } = command else { panic!("not written: {command:?}") };
            let words = items.iter().map(|item| &item.words).chain([&title]);
            assert!(words.into_iter().all(|words| !words.zh.is_empty() && !words.en.is_empty()), "{title:?}");
        }
    }
}
