//! Whether what is kept adds up: the running sum of each kind against its entities.

use std::sync::PoisonError;

use sync::protocol::Code;
use tracing::{error, info};

use super::{Service, ServiceError};
use crate::store::StoreError;
use crate::store::entities::WrongSum;

/// What the last check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Integrity {
    /// Not checked since the start.
    #[default]
    Unchecked,
    /// Everything adds up.
    Sound,
    /// These kinds differ, and are not repaired yet.
    Differs(Vec<WrongSum>),
    /// These kinds differed, and were repaired from the rows.
    Repaired(Vec<WrongSum>),
}

impl Service {
    /// What the last check found.
    #[must_use]
    pub fn integrity(&self) -> Integrity {
        self.inner.integrity.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether it can be counted on: the store answers, and what is kept adds up as far as anybody knows.
    ///
    /// # Errors
    ///
    /// When the store fails, and `sums_differ` until the sums are repaired.
    pub async fn ready(&self) -> Result<(), ServiceError> {
        self.inner.store.point(self.point()).await?;
        match self.integrity() {
            Integrity::Differs(_) => Err(ServiceError::Refused(Code::SumsDiffer)),
            Integrity::Unchecked | Integrity::Sound | Integrity::Repaired(_) => Ok(()),
        }
    }

    /// Counts everything. Sums that differ are replaced by what the rows add up to; devices whose copy differs find that by
    /// themselves and fetch anew. Nothing is lost by it: a sum is never the only place of anything.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn check_integrity(&self) -> Result<Integrity, StoreError> {
        let wrong = self.inner.store.wrong_sums(self.point()).await?;
        if wrong.is_empty() {
            return Ok(self.found(Integrity::Sound));
        }
        for WrongSum { kind, kept, counted } in &wrong {
            error!(
                "the running sum of {kind} differs: {} entities are kept, {} are there",
                kept.entities, counted.entities
            );
        }
        self.found(Integrity::Differs(wrong.clone()));
        let _turn = self.inner.turn.lock().await;
        self.inner.store.repair_sums(self.point()).await?;
        info!("the running sums were counted anew");
        Ok(self.found(Integrity::Repaired(wrong)))
    }

    /// Counts the figures anew where they are not what the cases add up to. True where they were.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn check_figures(&self) -> Result<bool, StoreError> {
        if self.inner.store.figures_hold(self.point()).await? {
            return Ok(true);
        }
        error!("the figures are not what the cases add up to");
        let _turn = self.inner.turn.lock().await;
        self.inner.store.count_figures(self.point()).await?;
        info!("the figures were counted anew");
        Ok(false)
    }

    fn found(&self, now: Integrity) -> Integrity {
        self.inner.integrity.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&now);
        now
    }
}
