//! Gives a device the newest state of everything it may know that changed after its cursor. What an entity is, is passed on as
//! it is stored; only a case is turned into what its consumer may see.

use std::collections::BTreeMap;

use domain::case::{Case, VIEW_KIND};
use domain::claim_code::ClaimCode;
use domain::form::Phone;
use domain::ids::CaseNumber;
use domain::kind::{KindInfo, Viewer};
use domain::moment::Moment;
use domain::role::Role;
use sync::protocol::{Body, Change, Code, Epoch, MAX_CHANGES, PROTOCOL, PullAnswer, RawJson, Seq};

use super::{Inner, Service, ServiceError};
use crate::store::StoreError;
use crate::store::entities::{Point, RunningSum, Scope, ScopeRead, StoredEntity, wire_id};

/// A cursor from the future ends the epoch at most so often: anybody can invent a cursor, and a new epoch makes every
/// device read everything again.
const EPOCH_REST_MS: i64 = 10 * 60_000;

/// What a caller asks for.
#[derive(Clone, Debug)]
pub enum PullScope {
    /// The cases of these claim codes, and what is everybody's of these kinds.
    Claims(Vec<ClaimCode>, Kinds),
    /// What the contact point works on or ended lately, as far as that role may see it.
    Staff(Role, Kinds),
}

/// Of which kinds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kinds {
    /// Those that pages of the first version know: they fail on any other, and do not say what they can read.
    #[default]
    FirstVersion,
    /// All that the caller may see; whoever asks so keeps what it cannot read.
    All,
    /// These.
    Named(Vec<String>),
}

impl Kinds {
    /// As a request names them: `*`, or names with commas; nothing is the first version.
    #[must_use]
    pub fn read(text: Option<&str>) -> Self {
        match text {
            None => Self::FirstVersion,
            Some("*") => Self::All,
            Some(names) => Self::Named(names.split(',').map(|name| name.trim().to_owned()).collect()),
        }
    }

    /// The names of those that a caller may see.
    pub(super) fn of(&self, viewer: Viewer) -> Result<Vec<&'static str>, Code> {
        let visible = |kind: &&&'static KindInfo| (kind.visible_to)(viewer) && **kind != &VIEW_KIND;
        let all = || domain::kinds::ALL.iter().filter(visible);
        match self {
            Self::FirstVersion => Ok(all().filter(|kind| kind.in_first_version).map(|kind| kind.name).collect()),
            Self::All => Ok(all().map(|kind| kind.name).collect()),
            Self::Named(names) => names.iter().map(|name| named(name, viewer)).collect(),
        }
    }
}

impl Kinds {
    /// The names of those that anybody may see. What else is asked for is not there for them.
    fn of_everybody(&self) -> Vec<&'static str> {
        let visible =
            domain::kinds::ALL.iter().filter(|kind| (kind.visible_to)(Viewer::Public) && **kind != &VIEW_KIND);
        let asked = visible.filter(|kind| match self {
            Self::FirstVersion => kind.in_first_version,
            Self::All => true,
            Self::Named(names) => names.iter().any(|name| name == kind.name),
        });
        asked.map(|kind| kind.name).collect()
    }
}

fn named(name: &str, viewer: Viewer) -> Result<&'static str, Code> {
    let kind = domain::kinds::named(name).ok_or(Code::KindUnknown)?;
    if (kind.visible_to)(viewer) { Ok(kind.name) } else { Err(Code::KindForbidden) }
}

impl PullScope {
    /// Everything there is; what an administrator's tablet holds.
    #[must_use]
    pub const fn everything() -> Self {
        Self::Staff(Role::Administrator, Kinds::All)
    }
}

impl Service {
    /// The newest state of what changed after `since`. Where `epoch` is not the present one, everything from the start.
    ///
    /// # Errors
    ///
    /// `kind_unknown`, `kind_forbidden`, `stored_by_later_version`, or when the store fails.
    pub async fn pull(&self, since: Seq, epoch: Option<Epoch>, scope: &PullScope) -> Result<PullAnswer, ServiceError> {
        let inner = &self.inner;
        let asked = inner.scope(scope)?;
        // A cursor of another life says nothing about this one; one from the future nothing about anything.
        let from = move |point: &Point| {
            let foreign = epoch.is_some_and(|epoch| epoch != point.epoch);
            if foreign || since > point.head { Seq(0) } else { since }
        };
        let id = inner.setting.point;
        let mut read = inner.store.read_scope(id, &asked, &from, MAX_CHANGES).await?;
        let now = inner.setting.world.now();
        let restored = epoch == Some(read.point.epoch) && since > read.point.head;
        // An epoch that began in the future began under a wrong clock.
        let rested = !(0..EPOCH_REST_MS).contains(&now.millis().saturating_sub(read.point.epoch_since.millis()));
        if restored && (rested || matches!(scope, PullScope::Staff(..))) {
            let new = Epoch(inner.setting.world.random_id());
            let begun = inner.store.begin_epoch(id, read.point.epoch, new, now).await?;
            inner.announce(begun.head, Some(begun.epoch));
            read = inner.store.read_scope(id, &asked, &from, MAX_CHANGES).await?;
        }
        answer(read, now)
    }

    /// Cases of a telephone number that have left the tablets, the newest first; for staff. Nothing of what is no number.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn archived_of(&self, typed: &str) -> Result<Vec<Case>, StoreError> {
        const MOST: u32 = 20;
        let Ok(phone) = Phone::parse(typed, self.board().place.area_code) else { return Ok(Vec::new()) };
        self.inner.store.archived_of(self.point(), phone.number(), MOST).await
    }

    /// The case of a number, also one that has left the staff's scope; for staff.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn numbered(&self, number: CaseNumber) -> Result<Option<Case>, StoreError> {
        self.inner.store.numbered(self.point(), number).await
    }
}

impl Inner {
    fn scope(&self, scope: &PullScope) -> Result<Scope, ServiceError> {
        let refused = ServiceError::Refused;
        Ok(match scope {
            PullScope::Claims(codes, kinds) => Scope {
                kinds: kinds.of_everybody(),
                claims: Some(codes.iter().map(|code| self.setting.claim_key.hash(code)).collect()),
            },
            PullScope::Staff(role, kinds) => {
                Scope { kinds: kinds.of(Viewer::Staff(*role)).map_err(refused)?, claims: None }
            }
        })
    }
}

fn answer(read: ScopeRead, now: Moment) -> Result<PullAnswer, ServiceError> {
    let ScopeRead { point, since, entities, gone, mut sum, claimed, unknown_claims, names } = read;
    let mut changes: Vec<Change> = entities.into_iter().map(passed_on).collect::<Result<_, _>>()?;
    let name_of = |id| names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
    for case in claimed {
        let id = case.case.to_string();
        sum.join(sum_of(&id, case.rev));
        let Some(snapshot) = case.snapshot else { continue };
        let known: Case =
            serde_json::from_str(&snapshot).map_err(|_| ServiceError::Refused(Code::StoredByLaterVersion))?;
        let body = Body::of(&known.for_consumer(name_of));
        changes.push(Change { id, rev: case.rev, seq: case.seq, body });
    }
    changes.sort_by_key(|change| change.seq);
    let more = changes.len() > MAX_CHANGES;
    changes.truncate(MAX_CHANGES);
    let last = changes.last().map_or(since, |change| change.seq);
    let cursor = if more { last } else { point.head };
    // Names only, so they count towards no limit; but none of a place that the cursor has not reached.
    let mut gone_of: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut gone_cases = Vec::new();
    for (_, key) in gone.into_iter().filter(|(seq, _)| *seq <= cursor) {
        if key.kind == domain::case::KIND.name {
            gone_cases.push(domain::ids::CaseId(key.id));
        } else {
            gone_of.entry(key.kind.to_owned()).or_default().push(wire_id(&key));
        }
    }
    Ok(PullAnswer {
        protocol: PROTOCOL,
        epoch: point.epoch,
        server_time: now,
        changes,
        cursor,
        more,
        checksum: if more { None } else { Some(sum.sum.as_sent()) },
        unknown_claims,
        gone: gone_cases,
        gone_of,
    })
}

fn passed_on(entity: StoredEntity) -> Result<Change, StoreError> {
    let id = wire_id(&entity.key);
    let body = Body::raw(entity.key.kind, RawJson::from_text(entity.snapshot)?);
    Ok(Change { id, rev: entity.rev, seq: entity.seq, body })
}

fn sum_of(view: &str, rev: u64) -> RunningSum {
    let mut sum = RunningSum::default();
    sum.sum.toggle(VIEW_KIND.name, view, rev);
    sum
}
