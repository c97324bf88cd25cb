//! Gives cases that nobody has to somebody who is on duty: those that came in while nobody was, and those of colleagues
//! who have left or are on leave. Whoever is the first to get one is its first receiver (首问人), recorded once.

use std::sync::Arc;

use domain::case::{AssignReason, Case, Command, assignments};
use domain::ids::{CaseId, DeviceId, StaffId};
use domain::moment::Moment;
use sync::kinds::case::CasePayload;
use sync::protocol::{Op, OpId, Seq};
use tracing::error;
use uuid::Uuid;

use super::assign::{first_receiver, rule_sees};
use super::{CaseCommand, key};
use crate::service::{Batch, Inner, Prepared, Service};
use crate::store::StoreError;
use crate::store::entities::{Changes, EntityKey, Found, FoundOfCases, Waiting, Wanted, WantedOfCases};

/// The most in one transaction; what is left over is given out by the next.
const MOST_CASES: u32 = 200;

impl Service {
    /// Members have changed, up to this place in the history: devices are told, and whoever came on duty is given what
    /// waits.
    pub fn staff_changed(&self, seq: Seq) {
        self.announce(seq);
        self.auto_assign_soon();
    }

    /// As [`Service::auto_assign`], beside whatever else goes on. Nothing is lost by a failure: the cases wait on, and the
    /// next change or start gives them out.
    pub fn auto_assign_soon(&self) {
        let service = self.clone();
        tokio::spawn(async move {
            if let Err(why) = service.auto_assign().await {
                error!("waiting cases were not given out: {why}");
            }
        });
    }

    /// Gives out every open case that nobody has, as far as somebody is on duty. Says how many.
    ///
    /// # Errors
    ///
    /// When the store fails; nothing of the last transaction has happened then.
    pub async fn auto_assign(&self) -> Result<usize, StoreError> {
        self.inner.auto_assign().await
    }
}

impl Inner {
    pub(crate) async fn auto_assign(&self) -> Result<usize, StoreError> {
        let (mut given, mut last) = (0, None);
        while let Some((some, until)) = self.auto_assign_batch(last).await? {
            given += some;
            last = Some(until);
        }
        Ok(given)
    }

    /// Gives out some of those that wait behind the last one that was looked at: one that nobody here may have must not
    /// hold up those behind it. None where no more wait, or nobody is there.
    async fn auto_assign_batch(&self, last: Option<Waiting>) -> Result<Option<(usize, Waiting)>, StoreError> {
        let _turn = self.turn.lock().await;
        let mut transaction = self.store.begin(self.setting.point).await?;
        let waiting = transaction.unowned(last, MOST_CASES).await?;
        let Some(until) = waiting.last().copied() else { return Ok(None) };
        let somebody = transaction.find(&on_duty(Vec::new())).await?;
        if first_receiver(&of_cases(&somebody).on_duty).is_none() {
            return Ok(None);
        }
        let now = self.setting.world.now();
        let cases = waiting.into_iter().map(|waiting| key(waiting.case)).collect();
        let found = transaction.find(&on_duty(cases)).await?;
        let on_duty = rule_sees(&of_cases(&found).on_duty);
        let mut cases: Vec<Case> = found.entities.values().filter_map(|entity| entity.as_type().cloned()).collect();
        cases.sort_by_key(|case| case.number);
        // Whoever has one of these has left or is on leave: see [`crate::store::SyncBatch::unowned`].
        let away: Vec<StaffId> = cases.iter().filter_map(|case| case.assignee).collect();
        let commands = assignments(&cases, &on_duty, &away);
        let point = transaction.point();
        let content = self.content();
        let mut batch = Batch::new(&content, now, point.head, found);
        let given = commands
            .into_iter()
            .filter(|(case, command)| batch.by_server(&self.by_itself(now, *case, command.clone())));
        let given = given.count();
        if given > 0 {
            transaction.write(batch.changes()).await?;
            transaction.commit().await?;
            self.committed(point, batch.changes());
        }
        Ok(Some((given, until)))
    }

    /// What the server does by itself, under a name (`UUIDv7`) of its own.
    pub(super) fn by_itself(&self, now: Moment, case: CaseId, command: Command) -> Prepared {
        let mut random = [0; 10];
        random.copy_from_slice(&self.setting.world.random_id().as_bytes()[6..]);
        let millis = u64::try_from(now.millis()).unwrap_or_default();
        let id = OpId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid());
        let body = CasePayload { case, base: None, command };
        let op = Op::on_case(id, DeviceId(Uuid::nil()), now, None, &body);
        Prepared::by_server(op, Arc::new(CaseCommand(body)))
    }
}

/// These cases, and who is on duty.
fn on_duty(entities: Vec<EntityKey>) -> Wanted {
    let mut wanted = Wanted { entities, ..Wanted::default() };
    wanted.ext.insert(WantedOfCases { on_duty: true, ..WantedOfCases::default() });
    wanted
}

fn of_cases(found: &Found) -> FoundOfCases {
    found.ext.get().cloned().unwrap_or_default()
}

/// Whoever stepped aside left a case that somebody else must have.
pub(crate) fn leaves_unassigned(changes: &Changes) -> bool {
    let cases = changes.entities.values().filter_map(|change| change.after.as_type::<Case>());
    cases.into_iter().any(|case| case.needs_owner(&[]) == Some(AssignReason::Recused))
}
