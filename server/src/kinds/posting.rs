//! The work on the papers of the board: a kind that is nothing but its rules, except that the server says what hangs there when
//! somebody begins, and that the whole board must hold together with what is written.

use std::sync::Arc;

use domain::board::{Board, Paper};
use domain::kind::{EventSourced, KindInfo, Refusal};
use domain::moment::Moment;
use domain::posting::{Command, KIND, Posting, Rejection, fits};
use sync::protocol::{EntityPayload, Op, Outcome, Payload};
use uuid::Uuid;

use super::adapter::Adapter;
use super::goods::is_applied;
use super::{PreparedCommand, Replay, ServerKind};
use crate::service::{Known, Prepared, Verdict, actor};
use crate::store::entities::{Entity, EntityKey, EntityState, Found, NewEvent, Wanted};

/// The work on papers.
#[derive(Debug)]
pub(super) struct Postings;

const ADAPTER: Adapter<Posting> = Adapter::NEW;

impl ServerKind for Postings {
    fn info(&self) -> &'static KindInfo {
        &KIND
    }

    fn prepare(&self, op: &Op) -> Option<Box<dyn PreparedCommand>> {
        let Payload::Plain(text) = &op.payload else { return None };
        let payload: EntityPayload<Command> = serde_json::from_str(text).ok()?;
        (Posting::op_kind(&payload.command) == op.kind).then(|| Box::new(Asked(payload)) as Box<dyn PreparedCommand>)
    }

    fn read_state(&self, json: &str) -> Option<Arc<dyn EntityState>> {
        ADAPTER.read_state(json)
    }

    fn replay(&self, id: Uuid, events: &[NewEvent]) -> Replay {
        ADAPTER.replay(id, events)
    }
}

/// Something is done to a paper.
#[derive(Debug)]
struct Asked(EntityPayload<Command>);

impl Asked {
    /// The same, with what hangs there.
    fn with_first(&self, board: &Board) -> Result<EntityPayload<Command>, Rejection> {
        let EntityPayload { id, base, command } = &self.0;
        let paper = || board.papers().find(|paper| paper.name().key() == *id).map(Box::new);
        let command = match command {
            // Two people who begin at once meet in one entity.
            Command::Write { wording, .. } if wording.paper.name().key() != *id => return Err(Rejection::OtherPaper),
            Command::Write { wording, .. } => Command::Write { wording: wording.clone(), first: paper() },
            Command::Confirm { review_by, .. } => {
                Command::Confirm { review_by: *review_by, first: Some(paper().ok_or(Rejection::NoSuchPaper)?) }
            }
            other => other.clone(),
        };
        Ok(EntityPayload { id: *id, base: *base, command })
    }

    /// The paper that would hang there.
    fn paper(&self, verdict: &Verdict) -> Option<Paper> {
        let changed = verdict.changed.first()?;
        let entity = Entity { rev: changed.rev, gone: None, state: Some(Arc::clone(&changed.state)) };
        let posting = entity.as_type::<Posting>()?;
        match self.0.command {
            Command::Write { .. } => posting.draft.as_ref().map(|wording| wording.paper.clone()),
            Command::Approve => posting.editions.last().map(|edition| edition.wording.paper.clone()),
            _ => None,
        }
    }
}

impl PreparedCommand for Asked {
    fn target(&self) -> EntityKey {
        EntityKey { kind: KIND.name, id: self.0.id }
    }

    fn want(&self, _: &Prepared, _: Moment, _: &mut Wanted) {}

    fn want_more(&self, _: &Found, _: &mut Wanted) {}

    fn decide(&self, op: &Prepared, known: &Known<'_>) -> Verdict {
        let refused = |why: Rejection| Verdict::of(actor(op), Outcome::rejected(&why, why.sentence()));
        let board = &known.content.board;
        let verdict = match self.with_first(board) {
            Ok(payload) => Adapter::<Posting>::asked(payload).decide(op, known),
            Err(why) => return refused(why),
        };
        match self.paper(&verdict).filter(|_| is_applied(&verdict)).map(|paper| fits(board, &paper)) {
            Some(Err(why)) => refused(why),
            Some(Ok(())) | None => verdict,
        }
    }
}
