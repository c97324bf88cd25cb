//! Sample data (示例数据): a mall with its merchants, staff, cases and deposits, told day by day through the same commands and rules
//! as a real one, so that nothing is in it that could not have happened. The same seed up to the same day tells the same story.
//! Every name in it says that it is a sample.

mod acts;
mod application;
mod cases;
mod dice;
mod filing;
mod goods;
mod mall;
mod merchants;
mod order;
mod publications;
mod staff;
mod trainings;
mod world;

pub use merchants::FEWEST as FEWEST_MERCHANTS;

use std::sync::Arc;

use domain::ids::PointId;
use domain::moment::Day;
use sync::protocol::Code;
use thiserror::Error;

use crate::accounts::AccountError;
use crate::accounts::hasher::HashingFailed;
use crate::content::Content;
use crate::seal_keys::SealKeys;
use crate::service::{ClaimKey, FundError, ServiceError};
use crate::store::Store;
use crate::store::StoreError;

/// What is told.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    /// From which everything follows.
    pub seed: u64,
    /// How many merchants.
    pub merchants: u32,
    /// How many goods they sell, as far as they have room for so many.
    pub goods: u32,
    /// Over how many months.
    pub months: u32,
    /// Up to which day; it is closing time then.
    pub until: Day,
}

/// What a contact point brings along.
#[derive(Debug)]
pub struct Place {
    /// The contact point.
    pub point: PointId,
    /// Its name.
    pub name: String,
    /// The key under which claim codes are hashed.
    pub claim_key: ClaimKey,
    /// What kiosks seal to.
    pub seal_keys: SealKeys,
    /// Board, rules and calendar.
    pub content: Content,
}

/// How much was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Merchants' files.
    pub merchants: usize,
    /// Members of staff.
    pub staff: usize,
    /// Cases.
    pub cases: usize,
    /// Files of goods.
    pub goods: usize,
    /// Operations that took effect.
    pub operations: usize,
}

/// Why a story was not told to its end.
#[derive(Debug, Error)]
pub enum SampleError {
    /// The rules refuse what it tells: a fault of the story.
    #[error("the rules refuse {what} in the sample data: {why}")]
    Refused {
        /// What was to happen.
        what: String,
        /// Why it cannot.
        why: String,
    },
    /// The service refused.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The deposit pool refused.
    #[error(transparent)]
    Fund(#[from] FundError),
    /// The accounts refused.
    #[error(transparent)]
    Accounts(#[from] AccountError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Passwords cannot be hashed.
    #[error(transparent)]
    Hashing(#[from] HashingFailed),
}

impl SampleError {
    fn refused(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self::Refused { what: what.into(), why: why.into() }
    }
}

impl From<Code> for SampleError {
    fn from(code: Code) -> Self {
        ServiceError::Refused(code).into()
    }
}

/// Tells the story into an empty database, which is of use only where all of it was told.
///
/// # Errors
///
/// Where the rules refuse a part of it, or the store fails.
pub async fn tell(story: Story, place: Place, store: Arc<dyn Store>) -> Result<Told, SampleError> {
    let mut mall = mall::Mall::open(story, place, store).await?;
    staff::engage(&mut mall).await?;
    merchants::plan(&mut mall);
    cases::plan(&mut mall);
    mall.apart(|mall| {
        goods::plan(mall);
        order::plan(mall);
        publications::plan(mall);
        trainings::plan(mall);
    });
    mall.live().await?;
    Ok(mall.told())
}
