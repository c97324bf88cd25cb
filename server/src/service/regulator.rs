//! What the regulator looks at of cases. Each look is on record before anything is answered.

use domain::access::may;
use domain::case::{Case, KIND};
use domain::ids::{CaseId, CaseNumber};
use domain::kind::EventSourced;
use domain::moment::Day;
use domain::oversight::look::{LookCommand, Looked, RegulatorLook, Seen};
use domain::oversight::{RegulatorCase, RegulatorLine};
use domain::role::Role;
use domain::staff::StaffMember;
use sync::protocol::{Code, EntityPayload};

use super::{Service, ServiceError};
use crate::store::StoreError;
use crate::store::entities::{Entity, EntityKey, Wanted};

/// As many as one reads.
const MOST_LINES: usize = 2_000;

impl Service {
    /// The cases of a period, the newest first, without names of consumers.
    ///
    /// # Errors
    ///
    /// `forbidden`, or when the store fails.
    pub async fn regulator_list(
        &self,
        who: &StaffMember,
        from: Day,
        to: Day,
    ) -> Result<Vec<RegulatorLine>, ServiceError> {
        allowed(who, "regulator_list")?;
        let all: Vec<(_, Case)> = self.all_of(KIND.name).await?;
        let lines = all.iter().filter_map(|(_, case)| case.regulator_line());
        let mut lines: Vec<RegulatorLine> = lines.filter(|line| (from..=to).contains(&line.on)).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.number));
        lines.truncate(MOST_LINES);
        self.note_look(who, Seen::List { cases: lines.len() as u64 }).await?;
        Ok(lines)
    }

    /// A case, as far as the regulator sees it.
    ///
    /// # Errors
    ///
    /// `forbidden`, `no_such_number`, or when the store fails.
    pub async fn regulator_case(&self, who: &StaffMember, number: CaseNumber) -> Result<RegulatorCase, ServiceError> {
        allowed(who, "regulator_case")?;
        let case = self.numbered(number).await?.and_then(|case| case.for_regulator());
        let case = case.ok_or(ServiceError::Refused(Code::NoSuchNumber))?;
        self.note_look(who, Seen::Case { number, whole: case.whole.is_some() }).await?;
        Ok(case)
    }

    /// Whether somebody may open that photo or PDF of a case: the regulator those of what was passed on.
    ///
    /// # Errors
    ///
    /// `no_such_attachment`, or when the store fails.
    pub async fn may_open_attachment(
        &self,
        who: &StaffMember,
        case: CaseId,
        hash: domain::case::ContentHash,
    ) -> Result<(), ServiceError> {
        if who.role != Role::Regulator {
            return Ok(());
        }
        let key = EntityKey { kind: KIND.name, id: case.0 };
        let mut transaction = self.inner.store.begin(self.point()).await?;
        let found = transaction.find(&Wanted { entities: vec![key], ..Wanted::default() }).await?;
        drop(transaction);
        // What has an album is no case: merchants and rounds are the regulator's business.
        let Some(case) = found.entities.get(&key).and_then(Entity::as_type::<Case>) else { return Ok(()) };
        let shown = case.shown_to_regulator().any(|one| one.hash == hash);
        let number = case.number.filter(|_| shown).ok_or(ServiceError::Refused(Code::NoSuchAttachment))?;
        Ok(self.note_look(who, Seen::Attachment { number }).await?)
    }

    /// Supervisors who look at what the regulator would see leave no trace: it is their own house.
    async fn note_look(&self, who: &StaffMember, seen: Seen) -> Result<(), StoreError> {
        if who.role != Role::Regulator {
            return Ok(());
        }
        let command = LookCommand::Record(Looked { by: who.id, seen });
        let kind = RegulatorLook::op_kind(&command);
        let payload = serde_json::to_string(&EntityPayload { id: self.world().random_id(), base: None, command });
        let payload = payload.map_err(|error| StoreError::Unreadable(error.to_string()))?;
        self.post(vec![(kind, payload)]).await
    }
}

fn allowed(who: &StaffMember, what: &str) -> Result<(), ServiceError> {
    if may(who.role, what) { Ok(()) } else { Err(ServiceError::Refused(Code::Forbidden)) }
}
