//! Takes pushes in and stores them, several in one transaction: waiting for the disk is what costs, so whoever comes
//! while one transaction is on its way shares the next. A receipt is given only after the commit.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use domain::moment::Moment;
use sync::protocol::{Code, Epoch, MAX_OPS, PROTOCOL, PushAnswer, PushRequest, Receipt};
use tokio::sync::oneshot;
use tracing::{error, warn};

use super::batch::{Batch, wanted, wanted_with};
use super::prepared::{Keys, Prepared};
use super::{Caller, IncomingPush, Inner, Service, ServiceError, Setting, postings};
use crate::kinds;
use crate::store::StoreError;

/// The most operations in one transaction: bounds how long the lock is held.
const MOST_OPS: usize = 500;
/// The most pushes that wait; more are asked to come again.
const MOST_WAITING: usize = 2_000;

/// A push that waits for its transaction.
#[derive(Debug)]
pub(super) struct Job {
    ops: Vec<Prepared>,
    done: oneshot::Sender<Result<Stored, ServiceError>>,
}

#[derive(Debug)]
struct Stored {
    epoch: Epoch,
    now: Moment,
    receipts: Vec<Receipt>,
}

impl Service {
    /// Stores operations, each with its receipt. The same operation again gets the same receipt and has no second effect.
    ///
    /// # Errors
    ///
    /// `protocol_unknown`, `too_many_ops`, `sign_in_needed` where nobody answers for an operation, or what the store
    /// says. Nothing of the push is stored then.
    pub async fn push(&self, request: PushRequest, caller: Caller) -> Result<PushAnswer, ServiceError> {
        if request.protocol != PROTOCOL {
            return Err(ServiceError::Refused(Code::ProtocolUnknown));
        }
        self.push_incoming(request.into(), caller).await
    }

    /// As [`Service::push`], where single operations may be unreadable.
    ///
    /// # Errors
    ///
    /// As [`Service::push`].
    pub async fn push_incoming(&self, push: IncomingPush, caller: Caller) -> Result<PushAnswer, ServiceError> {
        if push.ops.len() > MAX_OPS {
            return Err(ServiceError::Refused(Code::TooManyOps));
        }
        let Setting { claim_key, seal_keys, .. } = &self.inner.setting;
        let prepare = |op| Prepared::new(op, push.sent_at, caller, Keys { claim: claim_key, seal: seal_keys });
        let ops: Vec<Prepared> = push.ops.into_iter().map(prepare).collect();
        if !ops.iter().all(Prepared::has_author) {
            return Err(ServiceError::Refused(Code::SignInNeeded));
        }
        let read_at = Instant::now();
        let (done, answer) = oneshot::channel();
        self.inner.enqueue(Job { ops, done })?;
        let inner = Arc::clone(&self.inner);
        // On its own: a caller who hangs up must not take down those who share the transaction.
        tokio::spawn(async move { inner.work_off().await });
        let Stored { epoch, now, receipts } = answer.await.map_err(|_| ServiceError::Lost)??;
        self.inner.measures.gave(&receipts, read_at.elapsed());
        Ok(PushAnswer { protocol: PROTOCOL, epoch, server_time: now, receipts })
    }
}

impl Inner {
    fn enqueue(&self, job: Job) -> Result<(), ServiceError> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= MOST_WAITING {
            return Err(ServiceError::Store(StoreError::Busy));
        }
        waiting.push(job);
        Ok(())
    }

    fn next_jobs(&self) -> Vec<Job> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let mut ops = 0;
        let fitting = waiting.iter().take_while(|job| {
            ops += job.ops.len();
            ops <= MOST_OPS
        });
        let count = fitting.count().max(1).min(waiting.len());
        waiting.drain(..count).collect()
    }

    /// Takes its turn, and stores whatever waits by then. There is one call for each job, so none is left over.
    async fn work_off(&self) {
        let turn = self.turn.lock().await;
        let jobs = self.next_jobs();
        if jobs.is_empty() {
            return;
        }
        match self.store_all(&jobs).await {
            // What one of them ran into must not take the others down with it.
            Err(why @ (StoreError::Constraint(_) | StoreError::Unreadable(_))) if jobs.len() > 1 => {
                error!("a shared transaction failed: {why}");
                for job in jobs {
                    let stored = self.store_all(std::slice::from_ref(&job)).await;
                    answer(vec![job], stored);
                }
            }
            stored => {
                // Whoever is told that it is approved finds it on the board.
                self.hang_what_was_approved().await;
                answer(jobs, stored);
            }
        }
        drop(turn);
        if self.has_unassigned.swap(false, Ordering::AcqRel)
            && let Err(why) = self.auto_assign().await
        {
            error!("a case without an owner was not given out: {why}");
        }
    }

    async fn hang_what_was_approved(&self) {
        if self.has_new_posting.swap(false, Ordering::AcqRel)
            && let Err(why) = self.post_board(self.setting.world.now().day()).await
        {
            // The next look at what is due finds it.
            self.has_new_posting.store(true, Ordering::Release);
            error!("what was approved does not hang on the board yet: {why}");
        }
    }

    /// What each of them came to; none where something of it found no room.
    async fn store_all(&self, jobs: &[Job]) -> Result<Vec<Option<Stored>>, StoreError> {
        let ops = || jobs.iter().flat_map(|job| &job.ops);
        let is_public = ops().any(|op| op.caller == Caller::Public);
        let room = if is_public { self.room_for_unread().await? } else { u64::MAX };
        let mut transaction = self.store.begin(self.setting.point).await?;
        let point = transaction.point();
        let now = self.setting.world.now();
        let mut found = transaction.find(&wanted(ops(), now)).await?;
        if let Some(more) = wanted_with(ops(), &found) {
            found.join(transaction.find(&more).await?);
        }
        let content = self.content();
        let mut batch = Batch::new(&content, now, point.head, found);
        batch.room = room;
        let stored = jobs.iter().map(|job| {
            let receipts = job.ops.iter().map(|op| batch.receipt(op)).collect();
            // What else came with it is kept, and found again when it comes alone.
            if batch.was_turned_away() { None } else { Some(Stored { epoch: point.epoch, now, receipts }) }
        });
        let stored = stored.collect();
        let head = batch.changes().head;
        // Where everything came before there is nothing to write, and nothing to wait for.
        if head != point.head {
            transaction.write(batch.changes()).await?;
            transaction.commit().await?;
            self.keeps_unread(batch.changes().unread.iter().map(|one| one.bytes).sum()).await;
            self.committed(point, batch.changes());
            if postings::touches(batch.changes()) {
                self.has_new_posting.store(true, Ordering::Release);
            }
            if kinds::case::leaves_unassigned(batch.changes()) {
                self.has_unassigned.store(true, Ordering::Release);
            }
        }
        Ok(stored)
    }
}

fn answer(jobs: Vec<Job>, stored: Result<Vec<Option<Stored>>, StoreError>) {
    match stored {
        Ok(stored) => {
            for (job, stored) in jobs.into_iter().zip(stored) {
                // Whoever hung up asks again, and finds the receipts.
                let _ = job.done.send(stored.ok_or(ServiceError::Refused(Code::UnreadFull)));
            }
        }
        Err(error) => {
            warn!("nothing was stored: {error}");
            for job in jobs {
                let _ = job.done.send(Err(error.clone().into()));
            }
        }
    }
}
