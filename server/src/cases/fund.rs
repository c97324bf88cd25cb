//! The deposit pool at the desk: merchants, and the movements of money that belong to no case. Those that do are posted
//! with the case's events, in one transaction: see [`domain::fund::movement_of`].

use domain::form::{SHORT_CHARS, clean};
use domain::fund::{self, Movement, Transaction};
use domain::ids::{CaseId, MerchantId};
use domain::role::{Actor, Role};
use sync::protocol::{Code, MerchantAccount, StaffMember};
use thiserror::Error;

use super::Service;
use super::batch::{Batch, wanted_with};
use crate::content::Content;
use crate::store::StoreError;
use crate::store::cases::{CaseBatch, Found, FundRead, Wanted};

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
        let name = clean(name);
        if name.is_empty() || name.chars().count() > SHORT_CHARS {
            return Err(FundError::Unfit(Code::MerchantNameInvalid));
        }
        let inner = &self.inner;
        let _turn = inner.turn.lock().await;
        // In this server nobody takes the name in between; against another one, the database's own rule stands.
        let known = inner.store.fund(self.point()).await?.merchants;
        match known.into_iter().map(|row| row.account).find(|known| known.id == id || known.name == name) {
            Some(known) if known.id == id && known.name == name => return Ok(known),
            Some(_) => return Err(FundError::Unfit(Code::MerchantNameTaken)),
            None => {}
        }
        let transaction = inner.store.begin(self.point()).await?;
        let content = inner.content();
        let mut batch = self.batch(&content, &*transaction, Found::default());
        let account = batch.open_account(id, name);
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
        if let Some(before) = found.ledger.transactions.iter().find(|known| known.key == movement.key()) {
            // Whoever lost the answer asks again. Another amount under the same number is somebody's mistake.
            return if before.movement == movement {
                Ok(before.clone())
            } else {
                Err(fund::Refusal::PostedAlready.into())
            };
        }
        let by = Actor::Staff { id: by.id, role: by.role };
        let posted = found.ledger.post(&movement, inner.setting.world.now(), by)?;
        let content = inner.content();
        let mut batch = self.batch(&content, &*transaction, found);
        batch.post(posted.clone());
        self.keep(transaction, batch).await?;
        Ok(posted)
    }

    fn batch<'a>(&self, content: &'a Content, transaction: &dyn CaseBatch, found: Found) -> Batch<'a> {
        Batch::new(content, self.world().now(), transaction.point().head, found)
    }

    async fn keep(&self, mut transaction: Box<dyn CaseBatch>, batch: Batch<'_>) -> Result<(), StoreError> {
        let epoch = transaction.point().epoch;
        transaction.write(batch.changes()).await?;
        transaction.commit().await?;
        self.inner.announce(batch.changes().head, Some(epoch));
        Ok(())
    }
}

fn supervises(by: &StaffMember) -> Result<(), FundError> {
    if by.role.supervises() { Ok(()) } else { Err(FundError::Unfit(Code::Forbidden)) }
}

/// The account of the merchant, and of a payment the merchant who owes it.
async fn find(transaction: &mut dyn CaseBatch, movement: &Movement) -> Result<Found, FundError> {
    let mut wanted = Wanted::default();
    match movement {
        Movement::TakeDeposit { merchant, .. } | Movement::ReturnDeposit { merchant, .. } => {
            wanted.merchants.push(*merchant);
        }
        other => wanted.cases.extend(other.payment().map(|(case, _): (CaseId, _)| case)),
    }
    let mut found = transaction.find(&wanted).await?;
    let with = wanted_with(&found);
    if !with.merchants.is_empty() {
        found.join(transaction.find(&with).await?);
    }
    if wanted.merchants.iter().any(|merchant| !found.merchants.contains_key(merchant)) {
        return Err(FundError::Unfit(Code::NoSuchMerchant));
    }
    Ok(found)
}

/// The movement as it is kept. Those of a case's own life come with its events only.
fn tidy(movement: Movement) -> Result<Movement, FundError> {
    use Movement as M;
    let tidied = |receipt: String| {
        let receipt = clean(&receipt);
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
