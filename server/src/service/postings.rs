//! The board as it is edited here: what was approved hangs from its day on, in the place of what came with the program. The whole
//! board is one entity, so a device has all of a new version or nothing of it.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use domain::ids::PointId;
use domain::moment::Day;
use domain::posting::{KIND, Posting};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{Posted, Service, workdays};
use crate::content::Content;
use crate::store::entities::{Changes, EntityKey};
use crate::store::{StoreError, SyncStore};

/// So many entities are read at once.
const AT_ONCE: u32 = 500;

/// Whether a transaction did something to a paper.
pub(super) fn touches(changes: &Changes) -> bool {
    changes.entities.keys().any(|key| key.kind == KIND.name)
}

/// The content with what was entered and posted here, as it holds on a day.
pub(super) async fn posted(
    store: &dyn SyncStore,
    point: PointId,
    content: &Arc<Content>,
    today: Day,
) -> Result<Arc<Content>, StoreError> {
    let entered = workdays::entered(store, point, content).await?;
    let postings: Vec<(Uuid, Posting)> = all_of(store, point, KIND.name).await?;
    if postings.is_empty() {
        return Ok(entered);
    }
    let with = Content::clone(&entered).with_postings(postings.iter().map(|(_, posting)| posting), today);
    Ok(Arc::new(with.map_err(|why| StoreError::Unreadable(why.to_string()))?))
}

/// Every entity of a kind, by name. One that only a later version can read is left out.
pub(super) async fn all_of<T: DeserializeOwned>(
    store: &dyn SyncStore,
    point: PointId,
    kind: &'static str,
) -> Result<Vec<(Uuid, T)>, StoreError> {
    let mut all = Vec::new();
    let mut after = EntityKey { kind, id: Uuid::nil() };
    loop {
        let read = store.entities(point, Some(after), AT_ONCE).await?;
        let is_last = read.len() < AT_ONCE as usize || read.iter().any(|entity| entity.key.kind != kind);
        for entity in read.into_iter().filter(|entity| entity.key.kind == kind) {
            after = entity.key;
            if let Ok(state) = serde_json::from_str(&entity.snapshot) {
                all.push((entity.key.id, state));
            }
        }
        if is_last {
            return Ok(all);
        }
    }
}

impl Service {
    /// Hangs what is due today, where something was approved since it was last looked, or another day has come.
    ///
    /// # Errors
    ///
    /// When the store fails; what is due stays due.
    pub async fn post_what_is_due(&self) -> Result<(), StoreError> {
        let inner = &self.inner;
        let today = inner.setting.world.now().day();
        let looked_at = *inner.papers_looked_at.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = inner.has_new_posting.swap(false, Ordering::AcqRel);
        if !is_new && looked_at == Some(today) {
            return Ok(());
        }
        let posted = self.post_board(today).await;
        if posted.is_err() {
            inner.has_new_posting.store(true, Ordering::Release);
        }
        posted
    }

    async fn post_board(&self, today: Day) -> Result<(), StoreError> {
        let _turn = self.inner.turn.lock().await;
        self.inner.post_board(today).await
    }
}

impl super::Inner {
    /// Hangs the board as it holds on a day; for whoever has the turn.
    pub(super) async fn post_board(&self, today: Day) -> Result<(), StoreError> {
        let content = posted(&*self.store, self.setting.point, &self.setting.content, today).await?;
        if content.hash != self.content().hash {
            // Its hash differs, so devices get it.
            let point = self.store.open_point(&self.setting.to_open(&content)).await?;
            *self.posted.write().unwrap_or_else(PoisonError::into_inner) = Posted::of(content);
            self.announce(point.head, Some(point.epoch));
        }
        *self.papers_looked_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(today);
        Ok(())
    }
}
