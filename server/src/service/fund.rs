//! The deposit pool at the desk: merchants, and the movements of money that belong to no case. Those that do are posted
//! with the case's events, in one transaction: see [`domain::fund::movement_of`].

use domain::form::SHORT_CHARS;
use domain::fund::{self, MerchantAccount, Movement, Transaction};
use domain::ids::{CaseId, DeviceId, MerchantId};
use domain::money::Yuan;
use domain::role::{Actor, Role};
use domain::staff::StaffMember;
use domain::typed::{clean_line, clean_number};
use sync::protocol::{Code, Op, OpId};
use thiserror::Error;
use uuid::Uuid;

use super::batch::Batch;
use super::{Prepared, Service};
use crate::content::Content;
use crate::kinds::{case, merchant};
use crate::store::StoreError;
use crate::store::entities::{Found, FoundOfFund, FundRead, SyncBatch, Wanted, WantedOfFund};

/// Why nothing was posted.
#[derive(Clone, Debug, Error)]
pub enum FundError {
    /// The request itself is not acceptable.
    #[error("{}", .0.as_str())]
    Unfit(Code),
    /// The ledger refuses.
    #[error(transparent)]
    Refused(#[from] fund::Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Service {
    /// The whole pool, for those who supervise and for the regulator.
    ///
    /// # Errors
    ///
    /// `forbidden`, or when the store fails.
    pub async fn fund(&self, by: &StaffMember) -> Result<FundRead, FundError> {
        if !by.role.supervises() && by.role != Role::Regulator {
            return Err(FundError::Unfit(Code::Forbidden));
        }
        Ok(self.inner.store.fund(self.point()).await?)
    }

    /// Opens the account of a merchant, under the name that a device made for it. Again with the same name, it is the
    /// same account.
    ///
    /// # Errors
    ///
    /// `forbidden`, `merchant_name_invalid`, `merchant_name_taken`, or when the store fails.
    pub async fn open_account(
        &self,
        by: &StaffMember,
        id: MerchantId,
        name: &str,
    ) -> Result<MerchantAccount, FundError> {
        supervises(by)?;
        let name = clean_line(name);
        if name.is_empty() || name.chars().count() > SHORT_CHARS {
            return Err(FundError::Unfit(Code::MerchantNameInvalid));
        }
        let inner = &self.inner;
        let _turn = inner.turn.lock().await;
        // In this server nobody takes the name in between; against another one, the database's own rule stands.
        let known = inner.store.fund(self.point()).await?.merchants;
        match known.into_iter().find(|known| known.id == id || known.name == name) {
            Some(known) if known.id == id && known.name == name => return Ok(known),
            Some(_) => return Err(FundError::Unfit(Code::MerchantNameTaken)),
            None => {}
        }
        let transaction = inner.store.begin(self.point()).await?;
        let content = inner.content();
        let mut batch = self.batch(&content, &*transaction, Found::default());
        let account = MerchantAccount { id, name, deposit: Yuan::ZERO, owed: Yuan::ZERO };
        let by = Actor::Staff { id: by.id, role: by.role };
        merchant::open(&mut batch, &self.beside(), account.clone(), by);
        self.keep(transaction, batch).await?;
        Ok(account)
    }

    /// Posts a movement that belongs to no case's own life: a deposit in or back, or what a merchant makes good. The same
    /// again is posted once.
    ///
    /// # Errors
    ///
    /// `forbidden`, `malformed` for a movement that a case makes, `no_such_merchant`, `receipt_too_long`, the ledger's
    /// refusal, or when the store fails.
    pub async fn move_money(&self, by: &StaffMember, movement: Movement) -> Result<Transaction, FundError> {
        supervises(by)?;
        let movement = tidy(movement)?;
        let inner = &self.inner;
        let _turn = inner.turn.lock().await;
        let mut transaction = inner.store.begin(self.point()).await?;
        let found = find(&mut *transaction, &movement).await?;
        let ledger = found.ext.get::<FoundOfFund>().map(|found| found.0.clone()).unwrap_or_default();
        if let Some(before) = ledger.transactions.iter().find(|known| known.key == movement.key()) {
            // Whoever lost the answer asks again. Another amount under the same number is somebody's mistake.
            return if before.movement == movement {
                Ok(before.clone())
            } else {
                Err(fund::Refusal::PostedAlready.into())
            };
        }
        let by = Actor::Staff { id: by.id, role: by.role };
        let posted = ledger.post(&movement, inner.setting.world.now(), by)?;
        let content = inner.content();
        let mut batch = self.batch(&content, &*transaction, found);
        merchant::post(&mut batch, &self.beside(), posted.clone());
        self.keep(transaction, batch).await?;
        Ok(posted)
    }

    fn batch<'a>(&self, content: &'a Content, transaction: &dyn SyncBatch, found: Found) -> Batch<'a> {
        Batch::new(content, self.world().now(), transaction.point().head, found)
    }

    /// What stands in the log for something that no operation asked for.
    fn beside(&self) -> Prepared {
        let now = self.world().now();
        let op = Op::new(OpId(self.world().random_id()), DeviceId(Uuid::nil()), now, None, "merchant.post", &());
        Prepared::beside(op)
    }

    async fn keep(&self, mut transaction: Box<dyn SyncBatch>, batch: Batch<'_>) -> Result<(), StoreError> {
        let point = transaction.point();
        transaction.write(batch.changes()).await?;
        transaction.commit().await?;
        self.inner.committed(point, batch.changes());
        Ok(())
    }
}

fn supervises(by: &StaffMember) -> Result<(), FundError> {
    if by.role.supervises() { Ok(()) } else { Err(FundError::Unfit(Code::Forbidden)) }
}

/// The account of the merchant, and of a payment the merchant who owes it.
async fn find(transaction: &mut dyn SyncBatch, movement: &Movement) -> Result<Found, FundError> {
    let mut wanted = Wanted::default();
    let asked = match movement {
        Movement::TakeDeposit { merchant, .. } | Movement::ReturnDeposit { merchant, .. } => Some(*merchant),
        other => {
            wanted.entities.extend(other.payment().map(|(case, _): (CaseId, _)| case::key(case)));
            None
        }
    };
    if let Some(merchant) = asked {
        wanted.entities.push(merchant::key(merchant));
        wanted.ext.insert(WantedOfFund(vec![merchant]));
    }
    let mut found = transaction.find(&wanted).await?;
    let mut more = Wanted::default();
    found
        .entities
        .values()
        .filter_map(|entity| entity.as_type())
        .for_each(|case| case::want_with(case, &found, &mut more));
    if !more.ext.is_empty() {
        found.join(transaction.find(&more).await?);
    }
    if asked.is_some_and(|merchant| !found.entities.contains_key(&merchant::key(merchant))) {
        return Err(FundError::Unfit(Code::NoSuchMerchant));
    }
    Ok(found)
}

/// The movement as it is kept. Those of a case's own life come with its events only.
fn tidy(movement: Movement) -> Result<Movement, FundError> {
    use Movement as M;
    let tidied = |receipt: String| {
        let receipt = clean_number(&receipt);
        let fits = receipt.chars().count() <= SHORT_CHARS;
        if fits { Ok(receipt) } else { Err(FundError::Unfit(Code::ReceiptTooLong)) }
    };
    Ok(match movement {
        M::TakeDeposit { merchant, amount, receipt } => M::TakeDeposit { merchant, amount, receipt: tidied(receipt)? },
        M::ReturnDeposit { merchant, amount, receipt } => {
            M::ReturnDeposit { merchant, amount, receipt: tidied(receipt)? }
        }
        M::Recover { case, payment, amount, receipt } => {
            M::Recover { case, payment, amount, receipt: tidied(receipt)? }
        }
        M::SetOff { case, payment, amount, receipt } => M::SetOff { case, payment, amount, receipt: tidied(receipt)? },
        M::Approve { .. } | M::HandOver { .. } | M::TakeBack { .. } => return Err(FundError::Unfit(Code::Malformed)),
    })
}
