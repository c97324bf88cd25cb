//! Keys by which a merchant's own system sends its ledger. A supervisor makes one on the merchant's file; it is shown once, opens that
//! merchant's ledger and nothing else, and can be revoked. Of its secret only a hash is kept.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use domain::ids::MerchantId;
use domain::staff::StaffMember;
use domain::typed::clean_line;
use sync::protocol::Code;
use uuid::Uuid;

use super::limiter::{Allowance, Limiter};
use super::token::Token;
use super::{AccountError, Accounts};
use crate::store::ledger_keys::LedgerKeyRecord;

/// Before the name and the secret: by it people, and programs that look for secrets, know what it is.
const PREFIX: &str = "ledger_";
/// Most characters of what a key is called.
const LABEL_CHARS: usize = 40;
/// A merchant has a till, a store system, and one more while it changes from one to another.
const MOST_KEYS: u32 = 5;
/// That a key was used is noted so often.
const NOTED_EVERY: Duration = Duration::from_secs(60);

/// Batches of one key: a burst after a day without a network, then one every five seconds.
const OF_KEY: Allowance = Allowance { tries: 60, every: Duration::from_secs(5) };
/// Wrong keys from one address. A secret has 256 bits; this keeps the log and the database quiet.
const FROM_ADDRESS: Allowance = Allowance { tries: 20, every: Duration::from_secs(30) };

/// The stocks of tries.
#[derive(Debug)]
pub(super) struct LedgerKeyLimits {
    key: Limiter<Uuid>,
    address: Limiter<IpAddr>,
}

impl Default for LedgerKeyLimits {
    fn default() -> Self {
        Self { key: Limiter::new(OF_KEY), address: Limiter::new(FROM_ADDRESS) }
    }
}

/// A key as it is given out, once.
#[derive(Clone, Debug)]
pub struct GivenLedgerKey {
    /// What is kept of it.
    pub record: LedgerKeyRecord,
    /// The whole.
    pub key: String,
}

impl Accounts {
    /// A new key for the ledger of a merchant.
    ///
    /// # Errors
    ///
    /// [`Code::Forbidden`] for anybody but supervisors; [`Code::LedgerKeyNameInvalid`]; [`Code::LedgerKeysFull`]; a failing store.
    pub async fn make_ledger_key(
        &self,
        who: &StaffMember,
        merchant: MerchantId,
        label: &str,
    ) -> Result<GivenLedgerKey, AccountError> {
        supervises(who)?;
        let label = clean_line(label);
        if label.is_empty() || label.chars().count() > LABEL_CHARS {
            return Err(Code::LedgerKeyNameInvalid.into());
        }
        let secret = Token::random()?;
        let (id, created_at) = (Uuid::now_v7(), self.now());
        let record = LedgerKeyRecord {
            id,
            merchant,
            label,
            secret: secret.hash(),
            created_at,
            created_by: who.id,
            last_used_at: None,
            revoked_at: None,
        };
        if !self.store.put_ledger_key(self.point, &record, MOST_KEYS).await? {
            return Err(Code::LedgerKeysFull.into());
        }
        let key = format!("{PREFIX}{}_{}", id.simple(), secret.reveal());
        Ok(GivenLedgerKey { record, key })
    }

    /// The keys of a merchant, without their secrets.
    ///
    /// # Errors
    ///
    /// [`Code::Forbidden`] for anybody but supervisors; a failing store.
    pub async fn ledger_keys(
        &self,
        who: &StaffMember,
        merchant: MerchantId,
    ) -> Result<Vec<LedgerKeyRecord>, AccountError> {
        supervises(who)?;
        Ok(self.store.ledger_keys(self.point, merchant).await?)
    }

    /// From here the key opens nothing. It stays on record.
    ///
    /// # Errors
    ///
    /// [`Code::Forbidden`] for anybody but supervisors; [`Code::NotFound`]; a failing store.
    pub async fn revoke_ledger_key(
        &self,
        who: &StaffMember,
        merchant: MerchantId,
        id: Uuid,
    ) -> Result<LedgerKeyRecord, AccountError> {
        supervises(who)?;
        let revoked = self.store.revoke_ledger_key(self.point, merchant, id, who.id, self.now()).await?;
        Ok(revoked.ok_or(Code::NotFound)?)
    }

    /// Whose ledger a key opens.
    ///
    /// # Errors
    ///
    /// [`Code::LedgerKeyUnknown`] for anything that is no key, is revoked, or has another secret: it is not said which;
    /// [`AccountError::TooManyBatches`]; a failing store.
    pub async fn ledger_of_key(&self, key: &str, from: IpAddr) -> Result<MerchantId, AccountError> {
        let now = Instant::now();
        let limits = &self.ledger_key_limits;
        limits.address.take(&from, now).map_err(AccountError::TooManyBatches)?;
        let (id, secret) = parse(key).ok_or(Code::LedgerKeyUnknown)?;
        let record = self.store.ledger_key(self.point, id).await?.ok_or(Code::LedgerKeyUnknown)?;
        // Compared in the same time wherever they differ.
        if record.secret != secret.hash() || record.revoked_at.is_some() {
            return Err(Code::LedgerKeyUnknown.into());
        }
        limits.address.give_back(&from);
        limits.key.take(&id, now).map_err(AccountError::TooManyBatches)?;
        let at = self.now();
        let is_noted = record.last_used_at.is_some_and(|last| {
            u64::try_from(at.millis() - last.millis()).is_ok_and(|passed| u128::from(passed) < NOTED_EVERY.as_millis())
        });
        if !is_noted {
            self.store.ledger_key_used(self.point, id, at).await?;
        }
        Ok(record.merchant)
    }
}

fn parse(key: &str) -> Option<(Uuid, Token)> {
    let (id, secret) = key.strip_prefix(PREFIX)?.split_once('_')?;
    Some((Uuid::try_parse(id).ok()?, Token::parse(secret)?))
}

fn supervises(who: &StaffMember) -> Result<(), AccountError> {
    if who.role.supervises() { Ok(()) } else { Err(Code::Forbidden.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_given_and_nothing_else_is_one() {
        let (id, secret) = (Uuid::now_v7(), Token::random().expect("random numbers"));
        let key = format!("{PREFIX}{}_{}", id.simple(), secret.reveal());
        let (named, read) = parse(&key).expect("a key");
        assert!(named == id && read.hash() == secret.hash());
        for wrong in ["", "ledger_", "ledger_x_y", &key[1..], &key[..key.len() - 1], &key.replace("ledger", "Ledger")] {
            assert!(parse(wrong).is_none(), "{wrong}");
        }
    }
}
