//! Who may do what about a merchant's file, and what has to be there.

use super::{Command, Event, MerchantFile, Rejection, SigningWay, Standing, Suspension, commitment, rules::RULES};
use crate::{
    ids::StaffId,
    kind::Context,
    role::{Actor, Role},
    typed::clean,
};

/// Most characters of a reason.
pub const REASON_CHARS: usize = 500;

pub(super) fn decide(
    file: Option<&MerchantFile>,
    base: Option<u64>,
    command: &Command,
    context: &Context,
) -> Result<Event, Rejection> {
    may(command, context.by)?;
    let Some(file) = file else {
        return match command {
            Command::Apply { form } => {
                let application = form.check().map_err(|wrong| Rejection::Wrong { wrong })?;
                Ok(Event::Applied { application: Box::new(application) })
            }
            _ => Err(Rejection::NoSuchFile),
        };
    };
    // What somebody else has done meanwhile is looked at first; the server looks at what stands there anyway.
    if context.by != Actor::Server && base != Some(file.rev) {
        return Err(Rejection::ChangedSince);
    }
    if let Standing::Merged { .. } = file.standing {
        return match command {
            Command::Unmerge { reason } => Ok(Event::Unmerged { reason: said(reason)? }),
            _ => Err(Rejection::MergedAlready),
        };
    }
    let today = context.now.day();
    match command {
        Command::Apply { .. } => Err(Rejection::FiledAlready),
        // By its link an applicant brings what it was asked for; once somebody has looked at it, staff write.
        Command::Amend { .. } if context.by == Actor::Merchant && !file.is_applying() => Err(Rejection::StaffOnly),
        _ if file.has_ended() && !matches!(command, Command::Merge { .. }) => Err(Rejection::Ended),
        Command::Amend { form } => {
            let application = form.check().map_err(|wrong| Rejection::Wrong { wrong })?;
            if application == file.application {
                return Err(Rejection::NothingChanged);
            }
            Ok(Event::Amended { application: Box::new(application) })
        }
        Command::Verify { permits, person } => {
            // Everything that blocks is said at once.
            let hindrances = file.hindrances(today);
            if !hindrances.is_empty() {
                return Err(Rejection::Hindered { hindrances });
            }
            let listed = file.application.permits.iter().map(|permit| permit.kind);
            let mut unseen: Vec<_> = listed.filter(|kind| !permits.contains(kind)).collect();
            unseen.dedup();
            if !unseen.is_empty() || !person {
                return Err(Rejection::NotSeen { permits: unseen, person: !person });
            }
            let next = today.plus_months(RULES.review_months);
            Ok(Event::Verified { permits: permits.clone(), on: today, next, rules: RULES.version })
        }
        Command::Return { reason } => match file.standing {
            Standing::Applied | Standing::Returned { .. } => Ok(Event::Returned { reason: said(reason)? }),
            _ => Err(Rejection::NotWaiting),
        },
        Command::Refuse { reason } => match file.standing {
            Standing::Applied | Standing::Returned { .. } => Ok(Event::Refused { reason: said(reason)? }),
            _ => Err(Rejection::NotWaiting),
        },
        Command::Suspend { why } => suspended(file, why, context),
        Command::Lift { reason } => lifted(file, reason, context),
        Command::Leave { reason } => Ok(Event::Left { reason: said(reason)? }),
        Command::SignCommitment { document, version, signatory, way, picture } => {
            let signature = commitment::Signature { signatory, way: *way, picture: *picture };
            // What is on paper somebody has to have seen.
            if context.by == Actor::Merchant && *way == SigningWay::OnPaper {
                return Err(Rejection::StaffOnly);
            }
            commitment::sign(file, document, *version, signature, today)
        }
        Command::PromiseReturns { promise, from } => commitment::promise(file, promise.as_ref(), *from, today),
        Command::Unmerge { .. } => Err(Rejection::NotMerged),
        Command::Merge { into, reason } => Ok(Event::Merged { into: *into, reason: said(reason)? }),
    }
}

fn suspended(file: &MerchantFile, why: &Suspension, context: &Context) -> Result<Event, Rejection> {
    if !file.is_admitted() {
        return Err(Rejection::NotAdmitted);
    }
    match (context.by, why) {
        // By its calendar only, and only where it is so.
        (Actor::Server, _) => match file.is_to_be_suspended(context.now.day()) {
            Some(due) if due == *why => Ok(Event::Suspended { why: due }),
            _ => Err(Rejection::NotAdmitted),
        },
        (_, Suspension::Decided { reason }) => {
            Ok(Event::Suspended { why: Suspension::Decided { reason: said(reason)? } })
        }
        _ => Err(Rejection::ReasonMissing),
    }
}

fn lifted(file: &MerchantFile, reason: &str, context: &Context) -> Result<Event, Rejection> {
    if !matches!(file.standing, Standing::Suspended { .. }) {
        return Err(Rejection::NotSuspended);
    }
    let today = context.now.day();
    // Without a permit nobody sells, whatever the reason.
    let hindrances = file.hindrances(today);
    if !hindrances.is_empty() {
        return Err(Rejection::Hindered { hindrances });
    }
    let overdue = file.verification.as_ref().is_none_or(|verification| verification.next < today);
    Ok(Event::Lifted { reason: said(reason)?, until: overdue.then(|| today.plus_days(RULES.grace_days)) })
}

fn may(command: &Command, by: Actor) -> Result<StaffId, Rejection> {
    let (id, role) = match by {
        Actor::Staff { id, role } => (id, role),
        Actor::Server if matches!(command, Command::Suspend { .. }) => return Ok(StaffId(uuid::Uuid::nil())),
        Actor::Merchant
            if matches!(command, Command::Apply { .. } | Command::Amend { .. } | Command::SignCommitment { .. }) =>
        {
            return Ok(StaffId(uuid::Uuid::nil()));
        }
        Actor::Server | Actor::Consumer | Actor::Merchant => return Err(Rejection::StaffOnly),
    };
    let may = match command {
        Command::Apply { .. }
        | Command::Amend { .. }
        | Command::Return { .. }
        | Command::SignCommitment { .. }
        | Command::PromiseReturns { .. } => role != Role::Regulator,
        Command::Verify { .. } => verifies(role),
        Command::Refuse { .. }
        | Command::Suspend { .. }
        | Command::Lift { .. }
        | Command::Leave { .. }
        | Command::Merge { .. }
        | Command::Unmerge { .. } => role.supervises(),
    };
    if may {
        return Ok(id);
    }
    Err(match command {
        Command::Verify { .. } => Rejection::VerifierOnly,
        _ if role == Role::Regulator => Rejection::StaffOnly,
        _ => Rejection::SupervisorOnly,
    })
}

/// Who looks at originals.
#[must_use]
pub const fn verifies(role: Role) -> bool {
    role.supervises() || matches!(role, Role::Quality)
}

fn said(reason: &str) -> Result<String, Rejection> {
    let reason = clean(reason);
    if reason.is_empty() {
        return Err(Rejection::ReasonMissing);
    }
    if reason.chars().count() > REASON_CHARS {
        return Err(Rejection::ReasonTooLong);
    }
    Ok(reason)
}
