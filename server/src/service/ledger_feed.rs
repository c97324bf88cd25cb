//! 进销货台账 from a merchant's own system: a batch of lines that is taken whole, or not at all.

use std::sync::Arc;

use domain::goods::{FeedLine, FeedReport, GoodsFile, KIND, LineHash, MOST_FEED_LINES, read_feed};
use domain::ids::{DeviceId, MerchantId};
use domain::kind::Context;
use domain::role::Actor;
use sha2::{Digest, Sha256};
use sync::protocol::{Code, EntityPayload, Op, OpId};
use uuid::Uuid;

use super::batch::Batch;
use super::{Caller, Prepared, Service, ServiceError};
use crate::kinds::{self, Prepare};
use crate::store::entities::{Entity, EntityKey, FoundOfFeed, NewFeedLines, Wanted, WantedOfFeed};

impl Service {
    /// Takes a batch in for the merchant whose key came with it. Lines that came before change nothing; with one bad line nothing is
    /// taken.
    ///
    /// # Errors
    ///
    /// `table_too_long`, or when the store fails; nothing has happened then.
    pub async fn take_ledger_lines(
        &self,
        merchant: MerchantId,
        lines: Vec<FeedLine>,
    ) -> Result<FeedReport, ServiceError> {
        if lines.len() > MOST_FEED_LINES {
            return Err(ServiceError::Refused(Code::TableTooLong));
        }
        let inner = &self.inner;
        // Two who send the same batch at once do so one after the other: the second finds it known.
        let _turn = inner.turn.lock().await;
        let mut transaction = inner.store.begin(self.point()).await?;
        let mut wanted = Wanted::default();
        let hashed = |line: FeedLine| {
            let hash = Sha256::digest(serde_json::to_vec(&line).unwrap_or_default());
            (line, LineHash(hash.into()))
        };
        let lines: Vec<(FeedLine, LineHash)> = lines.into_iter().map(hashed).collect();
        let names = lines.iter().map(|(line, _)| line.id.clone()).collect();
        wanted.ext.insert(WantedOfFeed { merchant, lines: names });
        let known = transaction.find(&wanted).await?.ext.remove::<FoundOfFeed>().unwrap_or_default();
        let entities = known.goods.iter().map(|id| EntityKey { kind: KIND.name, id: *id }).collect();
        let found = transaction.find(&Wanted { entities, ..Wanted::default() }).await?;
        let files: Vec<(Uuid, GoodsFile)> = found
            .entities
            .iter()
            .filter_map(|(key, entity)| Some((key.id, Entity::as_type::<GoodsFile>(entity)?.clone())))
            .collect();
        let now = inner.setting.world.now();
        let context = Context { now, by: Actor::Merchant };
        let read = move || read_feed(merchant, &lines, files, &known.lines, &context);
        let read = tokio::task::spawn_blocking(read).await;
        let (taken, mut report) = read.map_err(|_| ServiceError::Refused(Code::Internal))?;
        if taken.is_empty() || !report.bad.is_empty() {
            return Ok(report);
        }
        let op = |goods: Uuid, command: domain::goods::Command| {
            let kind = command.kind();
            let payload = serde_json::to_string(&EntityPayload { id: goods, base: None, command }).ok()?;
            let id = OpId(inner.setting.world.random_id());
            let op = Op::with_payload(id, DeviceId(Uuid::nil()), now, None, kind, payload);
            let Prepare::Command(command) = kinds::prepare(&op) else { return None };
            Some(Prepared { caller: Caller::Merchant, ..Prepared::by_server(op, Arc::from(command)) })
        };
        let names = taken.iter().map(|line| (line.id.clone(), line.hash)).collect();
        let count = taken.len();
        let ops: Vec<Prepared> = taken.into_iter().filter_map(|line| op(line.goods, line.command)).collect();
        let content = inner.content();
        let point = transaction.point();
        let mut batch = Batch::new(&content, now, point.head, found);
        let applied = ops.iter().filter(|op| batch.by_server(op)).count();
        if applied != count {
            // All or none: what was checked a moment ago is refused only by a fault of ours.
            return Err(ServiceError::Refused(Code::Internal));
        }
        batch.changes.ext.insert(NewFeedLines { merchant, lines: names, at: now });
        transaction.write(batch.changes()).await?;
        transaction.commit().await?;
        inner.committed(point, batch.changes());
        report.taken = applied;
        Ok(report)
    }
}
