//! Publications: a kind that is nothing but its rules, except that what everybody sees of one is an entity of its own, which
//! changes in the same transaction. So nobody but staff is ever sent a draft.

use std::sync::Arc;

use domain::case::Case;
use domain::ids::CaseId;
use domain::kind::{KindInfo, Refusal};
use domain::moment::{Day, Moment};
use domain::publication::{
    Category, Command, KIND, PUBLISHED_KIND, Publication, Published, Rejection, Wording, may_become_faq,
    without_its_people,
};
use domain::words::Bilingual;
use serde::Deserialize;
use sync::protocol::{EntityPayload, Op, Outcome, Payload};
use uuid::Uuid;

use super::adapter::Adapter;
use super::{PreparedCommand, Replay, ServerKind};
use crate::service::{Changed, Known, Prepared, Verdict, actor};
use crate::store::entities::{Entity, EntityKey, EntityState, Found, NewEvent, Wanted};

/// What staff work on.
#[derive(Debug)]
pub(super) struct Publications;

/// What everybody sees of it.
#[derive(Debug)]
pub(super) struct PublishedOnes;

const ADAPTER: Adapter<Publication> = Adapter::beginning_with(defaults);

#[derive(Deserialize)]
struct Default {
    id: Uuid,
    category: Category,
    title: Bilingual,
    words: Bilingual,
    from: Day,
}

/// As delivered with this build; from its first start on they are the contact point's own.
fn defaults() -> Vec<(Uuid, Command)> {
    let all: Vec<Default> = serde_json::from_str(include_str!("../../content/publications.json")).unwrap_or_default();
    let of = |Default { id, category, title, words, from }| {
        (
            id,
            Command::Write {
                wording: Wording { category, title, words, from, until: None, urgent: false, pictures: Vec::new() },
            },
        )
    };
    all.into_iter().map(of).collect()
}

impl ServerKind for Publications {
    fn info(&self) -> &'static KindInfo {
        &KIND
    }

    fn prepare(&self, op: &Op) -> Option<Box<dyn PreparedCommand>> {
        let asked = ADAPTER.prepare(op)?;
        let Payload::Plain(text) = &op.payload else { return None };
        let payload: EntityPayload<Command> = serde_json::from_str(text).ok()?;
        Some(Box::new(Publishing { asked, command: payload.command }))
    }

    fn read_state(&self, json: &str) -> Option<Arc<dyn EntityState>> {
        ADAPTER.read_state(json)
    }

    fn replay(&self, id: Uuid, events: &[NewEvent]) -> Replay {
        ADAPTER.replay(id, events)
    }

    fn defaults(&self) -> Vec<(&'static str, String)> {
        ADAPTER.defaults()
    }
}

impl ServerKind for PublishedOnes {
    fn info(&self) -> &'static KindInfo {
        &PUBLISHED_KIND
    }

    fn prepare(&self, _: &Op) -> Option<Box<dyn PreparedCommand>> {
        None
    }

    fn read_state(&self, json: &str) -> Option<Arc<dyn EntityState>> {
        Some(Arc::new(serde_json::from_str::<Published>(json).ok()?))
    }
}

/// Something is done to a publication, and perhaps to what everybody sees of it.
#[derive(Debug)]
struct Publishing {
    asked: Box<dyn PreparedCommand>,
    command: Command,
}

impl Publishing {
    fn shown(&self) -> EntityKey {
        EntityKey { kind: PUBLISHED_KIND.name, id: self.asked.target().id }
    }

    /// The consultation of which this publication was made before.
    fn made_of(&self, found: &Found) -> Option<CaseId> {
        found.entities.get(&self.target()).and_then(Entity::as_type::<Publication>)?.from_case
    }

    /// What is written of a consultation: that it may be, and that whoever asked is not in it.
    fn keeps_its_people(&self, found: &Found) -> Result<(), Rejection> {
        let case = |id: CaseId| found.entities.get(&case_key(id)).and_then(Entity::as_type::<Case>);
        match &self.command {
            Command::WriteFaq { wording, case: id, .. } => {
                let case = case(*id).ok_or(Rejection::NoSuchCase)?;
                may_become_faq(case)?;
                without_its_people(case, wording)
            }
            Command::Write { wording } => match self.made_of(found).and_then(case) {
                Some(case) => without_its_people(case, wording),
                None => Ok(()),
            },
            Command::Submit | Command::Approve | Command::Return { .. } | Command::Withdraw { .. } => Ok(()),
        }
    }
}

const fn case_key(id: CaseId) -> EntityKey {
    EntityKey { kind: domain::case::KIND.name, id: id.0 }
}

impl PreparedCommand for Publishing {
    fn target(&self) -> EntityKey {
        self.asked.target()
    }

    fn want(&self, op: &Prepared, now: Moment, wanted: &mut Wanted) {
        wanted.entities.push(self.shown());
        if let Command::WriteFaq { case, .. } = &self.command {
            wanted.entities.push(case_key(*case));
        }
        self.asked.want(op, now, wanted);
    }

    fn want_more(&self, found: &Found, more: &mut Wanted) {
        more.entities.extend(self.made_of(found).map(case_key));
        self.asked.want_more(found, more);
    }

    fn decide(&self, op: &Prepared, known: &Known<'_>) -> Verdict {
        let mut verdict = self.asked.decide(op, known);
        if let (Outcome::Applied { .. }, Err(why)) = (&verdict.outcome, self.keeps_its_people(known.found)) {
            return Verdict::of(actor(op), Outcome::rejected(&why, why.sentence()));
        }
        let shows = |entity: &Entity| entity.as_type::<Publication>().and_then(Publication::published);
        let before = known.found.entities.get(&self.target()).and_then(shows);
        let after = verdict.changed.first().and_then(|changed| {
            let entity = Entity { rev: changed.rev, gone: None, state: Some(Arc::clone(&changed.state)) };
            shows(&entity)
        });
        if let Some(after) = after.filter(|after| before.as_ref() != Some(after)) {
            let rev = after.rev;
            let state = Arc::new(after);
            verdict.changed.push(Changed { key: self.shown(), rev, state, records: Vec::new(), stays_gone: false });
        }
        verdict
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::kind::{Context, EventSourced};
    use domain::role::Actor;

    #[test]
    fn the_delivered_tips_read_are_whole_and_are_published() {
        let all = defaults();
        assert_eq!(all.len(), 6);
        for (_, command) in all {
            let by_server = Context { now: Moment::from_millis(1_795_838_400_000), by: Actor::Server };
            let events = Publication::decide(None, None, &command, &by_server).expect("allowed");
            assert_eq!(events.len(), 3, "written, sent, approved");
            let Command::Write { wording } = command else { panic!("not written: {command:?}") };
            assert!(!wording.title.en.is_empty() && !wording.words.en.is_empty(), "{wording:?} lacks a language");
        }
    }
}
