//! What a file is after one more event.

use super::{Application, Entry, Event, MerchantFile, PromisedReturns, SignedCommitment, Standing, Verification};
use crate::{ids::StaffId, kind::Record, role::Actor};

pub(super) fn evolve(file: Option<MerchantFile>, record: &Record<Event>) -> Option<MerchantFile> {
    let Record { rev, at, by, event, .. } = record;
    let entry = Entry { rev: *rev, at: *at, by: *by, event: event.clone() };
    let Some(file) = file else {
        let Event::Applied { application } = event else { return None };
        return Some(MerchantFile {
            rev: *rev,
            application: Application::clone(application),
            written: *rev,
            standing: Standing::Applied,
            since: *at,
            verification: None,
            deferred_until: None,
            commitments: Vec::new(),
            returns: None,
            history: vec![entry],
        });
    };
    let mut file = file;
    file.rev = *rev;
    let standing = match event {
        Event::Applied { application } | Event::Amended { application } => {
            file.application = Application::clone(application);
            file.written = *rev;
            // What was asked for has been brought: somebody looks again.
            matches!(file.standing, Standing::Returned { .. }).then_some(Standing::Applied)
        }
        Event::Verified { on, next, .. } => {
            let by = if let Actor::Staff { id, .. } = by { *id } else { StaffId(uuid::Uuid::nil()) };
            file.verification = Some(Verification { by, on: *on, next: *next, of: *rev });
            file.deferred_until = None;
            matches!(file.standing, Standing::Applied | Standing::Returned { .. }).then_some(Standing::Admitted)
        }
        Event::CommitmentSigned { document, version, signatory, way, picture, on } => {
            let seen_by = if let Actor::Staff { id, .. } = by { *id } else { StaffId(uuid::Uuid::nil()) };
            let (document, signatory) = (document.clone(), signatory.clone());
            let (version, way, picture, on) = (*version, *way, *picture, *on);
            file.commitments.push(SignedCommitment { document, version, signatory, way, picture, on, seen_by });
            None
        }
        Event::ReturnsPromised { promise, from } => {
            file.returns = promise.clone().map(|promise| PromisedReturns { promise, from: *from });
            None
        }
        Event::Returned { reason } => Some(Standing::Returned { reason: reason.clone() }),
        Event::Refused { reason } => Some(Standing::Refused { reason: reason.clone() }),
        Event::Suspended { why } => Some(Standing::Suspended { why: why.clone() }),
        Event::Lifted { until, .. } => {
            file.deferred_until = *until;
            Some(Standing::Admitted)
        }
        Event::Left { reason } => Some(Standing::Left { reason: reason.clone() }),
        Event::Merged { into, .. } => Some(Standing::Merged { into: *into, before: Box::new(file.standing.clone()) }),
        Event::Unmerged { .. } => match &file.standing {
            Standing::Merged { before, .. } => Some(Standing::clone(before)),
            _ => None,
        },
    };
    if let Some(standing) = standing {
        file.standing = standing;
        file.since = *at;
    }
    file.history.push(entry);
    Some(file)
}
