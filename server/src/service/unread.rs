//! How much nobody has looked at yet, what there is room for, and how a flood goes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use domain::staff::StaffMember;
use domain::typed::clean_line;
use sync::protocol::{Code, Discard, Discarded, Flood, MOST_REASON_CHARS};
use tokio::sync::Mutex;

use super::{Service, ServiceError, quarantine::supervises};
use crate::limits::{A_FLOOD, UNBOUND_BYTES, UNREAD_BYTES};
use crate::store::StoreError;

/// What is counted in the database is believed for so long; in between it is counted along.
const COUNTED_ANEW: Duration = Duration::from_secs(60);
/// So many discards are shown.
const MOST_DISCARDS: u32 = 20;

/// The room there is, and what of it is used.
#[derive(Debug)]
pub(super) struct Unread {
    room: AtomicU64,
    used: Mutex<Option<(u64, Instant)>>,
}

impl Default for Unread {
    fn default() -> Self {
        Self { room: AtomicU64::new(UNREAD_BYTES), used: Mutex::default() }
    }
}

impl super::Inner {
    /// How many bytes more there is room for.
    pub(super) async fn room_for_unread(&self) -> Result<u64, StoreError> {
        let mut used = self.unread.used.lock().await;
        let bytes = match *used {
            Some((bytes, at)) if at.elapsed() < COUNTED_ANEW => bytes,
            _ => {
                let bytes = self.store.unread(self.setting.point).await?.bytes;
                *used = Some((bytes, Instant::now()));
                bytes
            }
        };
        Ok(self.unread.room.load(Ordering::Relaxed).saturating_sub(bytes))
    }

    /// So much more is kept.
    pub(super) async fn keeps_unread(&self, more: u64) {
        if let Some((bytes, _)) = &mut *self.unread.used.lock().await {
            *bytes += more;
        }
    }

    /// Somebody has looked: counted anew at the next look.
    pub(super) async fn was_looked_at(&self) {
        *self.unread.used.lock().await = None;
    }
}

impl Service {
    /// The same, with room for so many bytes.
    #[must_use]
    pub fn with_room_for_unread(self, bytes: u64) -> Self {
        self.inner.unread.room.store(bytes, Ordering::Relaxed);
        self
    }

    /// What came without an account and waits, where it is more than a person looks through.
    pub(super) async fn flood(&self) -> Result<Option<Flood>, ServiceError> {
        let total = self.inner.store.unread(self.point()).await?;
        let room = self.inner.unread.room.load(Ordering::Relaxed);
        let is_flood = total.ops >= A_FLOOD || total.bytes > room / 2;
        Ok(total.between.filter(|_| is_flood).map(|(first, last)| Flood {
            ops: total.ops,
            devices: total.devices,
            bytes: total.bytes,
            room,
            first,
            last,
        }))
    }

    /// What was discarded, the newest first.
    pub(super) async fn discards(&self) -> Result<Vec<Discarded>, ServiceError> {
        Ok(self.inner.store.discards(self.point(), MOST_DISCARDS).await?)
    }

    /// Discards at once what came without an account up to a moment and nobody has looked at. Who did it, when and why is kept, and so
    /// are the receipts: whoever sends the same again is told the same.
    ///
    /// # Errors
    ///
    /// `forbidden`; `invalid_input` without a reason; `not_found` where there is nothing to discard; or when the store fails.
    pub async fn discard(&self, by: &StaffMember, what: &Discard) -> Result<Discarded, ServiceError> {
        supervises(by)?;
        let reason = clean_line(&what.reason);
        if reason.is_empty() || reason.chars().count() > MOST_REASON_CHARS {
            return Err(ServiceError::Refused(Code::InvalidInput));
        }
        let (at, until) = (self.world().now(), what.until);
        let asked = Discarded { at, by: by.id, reason, ops: 0, devices: 0, bytes: 0, first: until, last: until };
        let done = self.inner.store.discard(self.point(), self.world().random_id(), asked).await?;
        self.inner.was_looked_at().await;
        done.ok_or(ServiceError::Refused(Code::NotFound))
    }

    /// Whether a photo or PDF of a consumer may begin.
    pub(crate) async fn has_room_for_upload(&self, bytes: u64) -> Result<bool, StoreError> {
        Ok(self.inner.store.unbound_bytes(self.point()).await?.saturating_add(bytes) <= UNBOUND_BYTES)
    }
}
