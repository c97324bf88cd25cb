//! A merchant's file: what it says of itself, where it stands, and everything that happened.

use serde::{Deserialize, Serialize};

use super::{Application, ApplicationForm, Event, PermitKind, PromisedReturns, SignedCommitment, rules::RULES};
use crate::{
    board::DocumentId,
    ids::{MerchantId, StaffId},
    moment::{Day, Moment},
    role::Actor,
};

/// A merchant's file (商户档案). Its account in the deposit pool has the same name: [`MerchantId`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MerchantFile {
    /// How many events made it.
    pub rev: u64,
    /// What it says of itself, at its newest.
    pub application: Application,
    /// The revision of that.
    pub written: u64,
    /// Where it stands.
    pub standing: Standing,
    /// Since when.
    pub since: Moment,
    /// The last time that somebody looked at the originals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
    /// Until then a supervisor has put off what is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deferred_until: Option<Day>,
    /// What it has signed, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commitments: Vec<SignedCommitment>,
    /// Its promise of taking goods back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returns: Option<PromisedReturns>,
    /// Everything that happened, oldest first.
    pub history: Vec<Entry>,
}

/// Where a merchant stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 等审核: somebody has to look at the originals.
    Applied,
    /// 待补正: the merchant has to bring something.
    Returned {
        /// What.
        reason: String,
    },
    /// 不予入驻.
    Refused {
        /// Why.
        reason: String,
    },
    /// 已入驻.
    Admitted,
    /// 暂停经营.
    Suspended {
        /// Why.
        why: Suspension,
    },
    /// 已退场.
    Left {
        /// Why.
        reason: String,
    },
    /// It was one merchant with two files.
    Merged {
        /// The file in which it goes on.
        into: MerchantId,
        /// Where it stood.
        before: Box<Self>,
    },
}

/// Why sale is suspended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspension {
    /// The file was not verified again in time.
    ReviewOverdue {
        /// When it was due.
        due: Day,
    },
    /// A permit ended and no other came.
    PermitEnded {
        /// Which.
        kind: PermitKind,
        /// Its last day.
        last: Day,
    },
    /// A supervisor's decision.
    Decided {
        /// Why.
        reason: String,
    },
}

/// That somebody has looked at the originals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Who.
    pub by: StaffId,
    /// On which day.
    pub on: Day,
    /// When it is due again.
    pub next: Day,
    /// The revision that was verified.
    pub of: u64,
}

/// An application, as its applicant sees it by the link: its own words, and how it stands. Nobody who works here is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// The revision, on which a change is made.
    pub rev: u64,
    /// What it says of itself.
    pub form: ApplicationForm,
    /// It can be changed by the link.
    pub open: bool,
    /// It may sell.
    pub admitted: bool,
    /// What it has to bring, or why it was not admitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// What it has signed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signed: Vec<SignedVersion>,
    /// It can sign by the link.
    #[serde(default)]
    pub signs: bool,
}

/// A document of the board that a merchant has signed, as it sees that itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedVersion {
    /// Which.
    pub document: DocumentId,
    /// In which version.
    pub version: u32,
    /// Who signed for it.
    pub signatory: String,
    /// On which day.
    pub on: Day,
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The file's revision afterwards.
    pub rev: u64,
    /// When it was done.
    pub at: Moment,
    /// Who.
    pub by: Actor,
    /// What.
    pub event: Event,
}

/// What stands in the way of an admission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hindrance {
    /// A required permit is not there.
    Missing {
        /// Which.
        kind: PermitKind,
    },
    /// A permit has ended.
    Ended {
        /// Which.
        kind: PermitKind,
        /// Its last day.
        last: Day,
    },
}

/// What somebody has to do about a merchant, the most pressing of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// 入驻审核: an application waits.
    Examine,
    /// Its particulars were changed and nobody has looked at the originals.
    ExamineChange,
    /// The merchant has to bring something.
    Complete,
    /// A permit ends, or has ended.
    Permit {
        /// Which.
        kind: PermitKind,
        /// Its last day.
        last: Day,
        /// When sale is suspended.
        suspends: Day,
    },
    /// 定期核实更新.
    Review {
        /// When it is due.
        due: Day,
        /// When sale is suspended.
        suspends: Day,
    },
    /// It is suspended: a supervisor decides.
    Lift,
}

impl Task {
    /// Whether it is late on that day.
    #[must_use]
    pub fn is_overdue(&self, today: Day) -> bool {
        match self {
            Self::Permit { last: due, .. } | Self::Review { due, .. } => *due < today,
            Self::Lift => true,
            Self::Examine | Self::ExamineChange | Self::Complete => false,
        }
    }

    /// The day by which things are sorted; none: since it is asked.
    #[must_use]
    pub const fn due(&self) -> Option<Day> {
        match self {
            Self::Permit { last: due, .. } | Self::Review { due, .. } => Some(*due),
            _ => None,
        }
    }
}

impl MerchantFile {
    /// What it said of itself at that revision.
    #[must_use]
    pub fn application_at(&self, rev: u64) -> Option<&Application> {
        let of = |entry: &Entry| entry.rev <= rev;
        self.history.iter().rev().filter(|entry| of(entry)).find_map(|entry| match &entry.event {
            Event::Applied { application } | Event::Amended { application } => Some(&**application),
            _ => None,
        })
    }

    /// It may sell.
    #[must_use]
    pub const fn is_admitted(&self) -> bool {
        matches!(self.standing, Standing::Admitted)
    }

    /// Its application waits, for somebody who looks at it or for what it has to bring.
    #[must_use]
    pub const fn is_applying(&self) -> bool {
        matches!(self.standing, Standing::Applied | Standing::Returned { .. })
    }

    /// What an applicant sees by its link.
    #[must_use]
    pub fn for_applicant(&self) -> Applied {
        let asked = match &self.standing {
            Standing::Returned { reason } | Standing::Refused { reason } => Some(reason.clone()),
            _ => None,
        };
        let version = |signed: &SignedCommitment| SignedVersion {
            document: signed.document.clone(),
            version: signed.version,
            signatory: signed.signatory.clone(),
            on: signed.on,
        };
        Applied {
            rev: self.rev,
            form: self.application.as_form(),
            open: self.is_applying(),
            admitted: self.is_admitted(),
            asked,
            signed: self.commitments.iter().map(version).collect(),
            signs: !self.has_ended(),
        }
    }

    /// Nothing more happens to it.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        matches!(self.standing, Standing::Refused { .. } | Standing::Left { .. } | Standing::Merged { .. })
    }

    /// What stands in the way on that day: everything, so that it is brought at once. Also a permit that nothing requires must not
    /// have ended: it was listed because the merchant sells under it.
    #[must_use]
    pub fn hindrances(&self, today: Day) -> Vec<Hindrance> {
        let application = &self.application;
        let required = application.required().into_iter();
        let missing = required.filter(|kind| application.permit(*kind).is_none());
        let missing = missing.map(|kind| Hindrance::Missing { kind });
        missing.chain(self.ended(today).map(|(kind, last)| Hindrance::Ended { kind, last })).collect()
    }

    /// Kinds of which no permit holds any more, with the last day of the last.
    fn ended(&self, today: Day) -> impl Iterator<Item = (PermitKind, Day)> {
        self.last_days().filter(move |(_, last)| *last < today)
    }

    /// Until when it holds permits of each kind, where that has an end.
    fn last_days(&self) -> impl Iterator<Item = (PermitKind, Day)> {
        let mut kinds: Vec<PermitKind> = self.application.permits.iter().map(|permit| permit.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.into_iter().filter_map(|kind| Some((kind, self.application.permit(kind)?.expires_on?)))
    }

    /// Somebody has looked at the originals of what stands there now.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.verification.as_ref().is_some_and(|verification| verification.of >= self.written)
    }

    /// What somebody has to do about it, by that day.
    #[must_use]
    pub fn task(&self, today: Day) -> Option<Task> {
        match &self.standing {
            Standing::Applied => Some(Task::Examine),
            Standing::Returned { .. } => Some(Task::Complete),
            Standing::Suspended { .. } => Some(Task::Lift),
            Standing::Refused { .. } | Standing::Left { .. } | Standing::Merged { .. } => None,
            Standing::Admitted => self.falls_due(today),
        }
    }

    fn falls_due(&self, today: Day) -> Option<Task> {
        let soon = today.plus_days(RULES.notice_days);
        let suspends = |due| self.suspends(due);
        let permits = self.last_days().map(|(kind, last)| Task::Permit { kind, last, suspends: suspends(last) });
        let review = self.verification.as_ref().map(|verification| verification.next);
        let review = review.map(|due| Task::Review { due, suspends: suspends(due) });
        let dated = permits.chain(review).filter(|task| task.due().is_some_and(|due| due <= soon));
        let first = dated.min_by_key(Task::due);
        match first {
            Some(task) if task.is_overdue(today) => Some(task),
            _ if !self.is_verified() => Some(Task::ExamineChange),
            first => first,
        }
    }

    /// The day on which sale is suspended for what was due on that one.
    fn suspends(&self, due: Day) -> Day {
        let day = due.plus_days(RULES.grace_days + 1);
        self.deferred_until.map_or(day, |until| day.max(until.next()))
    }

    /// Why sale is to be suspended on that day, if it is.
    #[must_use]
    pub fn is_to_be_suspended(&self, today: Day) -> Option<Suspension> {
        if !self.is_admitted() {
            return None;
        }
        let permit = self.last_days().filter(|(_, last)| self.suspends(*last) <= today).min_by_key(|(_, last)| *last);
        if let Some((kind, last)) = permit {
            return Some(Suspension::PermitEnded { kind, last });
        }
        let due = self.verification.as_ref()?.next;
        (self.suspends(due) <= today).then_some(Suspension::ReviewOverdue { due })
    }
}
