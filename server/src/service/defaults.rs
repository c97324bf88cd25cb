//! What a contact point begins with: done once, by the server, like anything that somebody does.

use std::sync::Arc;

use domain::ids::DeviceId;
use sync::protocol::{Op, OpId};
use uuid::Uuid;

use super::batch::{Batch, wanted};
use super::{Prepared, Service};
use crate::kinds::{self, Prepare};
use crate::store::StoreError;
use crate::store::entities::Scope;

impl Service {
    /// Does what each kind begins with, where there is no entity of that kind yet.
    pub(super) async fn post_defaults(&self) -> Result<(), StoreError> {
        for (kind, defaults) in kinds::defaults() {
            let scope = Scope { kinds: vec![kind.name], claims: None };
            let read = self.inner.store.read_scope(self.point(), &scope, &|point| point.head, 0).await?;
            if read.sum.entities == 0 {
                self.post(defaults).await?;
            }
        }
        Ok(())
    }

    /// Does what these operations say, as the server itself.
    pub(crate) async fn post(&self, ops: Vec<(&'static str, String)>) -> Result<(), StoreError> {
        let inner = &self.inner;
        let now = inner.setting.world.now();
        let op = |(kind, payload)| {
            let id = OpId(inner.setting.world.random_id());
            let op = Op::with_payload(id, DeviceId(Uuid::nil()), now, None, kind, payload);
            match kinds::prepare(&op) {
                Prepare::Command(command) => Some(Prepared::by_server(op, Arc::from(command))),
                Prepare::Unsupported | Prepare::Malformed => None,
            }
        };
        let ops: Vec<Prepared> = ops.into_iter().filter_map(op).collect();
        let _turn = inner.turn.lock().await;
        let mut transaction = inner.store.begin(self.point()).await?;
        let found = transaction.find(&wanted(ops.iter(), now)).await?;
        let content = inner.content();
        let point = transaction.point();
        let mut batch = Batch::new(&content, now, point.head, found);
        for op in &ops {
            batch.by_server(op);
        }
        transaction.write(batch.changes()).await?;
        transaction.commit().await?;
        inner.committed(point, batch.changes());
        Ok(())
    }
}
