//! 入驻申请: a link by which an applicant fills its application in, on a phone, without an account. It names the file and its end, and is signed
//! as a link for an answer is: nothing of it is stored, and it stands behind `#`, which no log sees.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::{DeviceId, MerchantId};
use domain::merchant::{ApplicationForm, Applied, Command, KIND, MerchantFile};
use domain::moment::Moment;
use domain::role::Role;
use domain::staff::StaffMember;
use hmac::Mac;
use sync::protocol::{Code, EntityPayload, Op, OpId, Outcome, PROTOCOL, PushRequest};
use uuid::Uuid;

use super::{Caller, MerchantLink, Service, ServiceError};
use crate::store::entities::{Entity, EntityKey, Wanted};

/// Documents have to be found and photographed.
const LIVES_DAYS: i64 = 14;
/// File and end.
const NAMED: usize = 16 + 8;
const MARK: usize = 32;

impl Service {
    /// A link for an applicant: for a file that begins by it, or for one that waits.
    ///
    /// # Errors
    ///
    /// `forbidden` for the regulator, `not_found`, `application_refused` where nothing can be changed by a link any more, or when
    /// the store fails.
    pub async fn application_link(
        &self,
        by: &StaffMember,
        of: Option<MerchantId>,
    ) -> Result<MerchantLink, ServiceError> {
        if by.role == Role::Regulator {
            return Err(ServiceError::Refused(Code::Forbidden));
        }
        let id = match of {
            None => MerchantId(self.world().random_id()),
            Some(id) => {
                let file = self.merchant_file(id).await?.ok_or(ServiceError::Refused(Code::NotFound))?;
                // Whoever was admitted still signs by it, and changes nothing else.
                if file.has_ended() {
                    return Err(ServiceError::Refused(Code::ApplicationRefused));
                }
                id
            }
        };
        let expires_at = self.world().now().plus_millis(LIVES_DAYS * 24 * 3_600_000);
        let millis = u64::try_from(expires_at.millis()).unwrap_or_default();
        let named = [id.0.as_bytes().as_slice(), &millis.to_be_bytes()].concat();
        let mark = self.inner.setting.claim_key.mark_application(&named).finalize().into_bytes();
        Ok(MerchantLink { token: URL_SAFE_NO_PAD.encode([named.as_slice(), mark.as_slice()].concat()), expires_at })
    }

    /// What the applicant sees by a link; nothing where it has filled nothing in yet.
    ///
    /// # Errors
    ///
    /// `merchant_link_ended` for anything that is no usable link, or when the store fails.
    pub async fn applied(&self, token: &str) -> Result<Option<Applied>, ServiceError> {
        let id = self.applicant(token)?;
        Ok(self.merchant_file(id).await?.map(|file| file.for_applicant()))
    }

    /// Takes an application, or a change of it on the revision that was seen. The same operation again has no second effect.
    ///
    /// # Errors
    ///
    /// As [`Service::applied`]; `application_refused` where the rules do not take it.
    pub async fn apply(
        &self,
        token: &str,
        op: OpId,
        base: Option<u64>,
        form: ApplicationForm,
    ) -> Result<Option<Applied>, ServiceError> {
        let form = Box::new(form);
        let command = if base.is_none() { Command::Apply { form } } else { Command::Amend { form } };
        self.by_application_link(token, op, base, command).await
    }

    /// 签署承诺: the merchant signs by its link, on the revision that was seen. The same operation again has no second effect.
    ///
    /// # Errors
    ///
    /// As [`Service::apply`].
    pub async fn sign_by_link(
        &self,
        token: &str,
        op: OpId,
        base: u64,
        signed: Command,
    ) -> Result<Option<Applied>, ServiceError> {
        if !matches!(signed, Command::SignCommitment { .. }) {
            return Err(ServiceError::Refused(Code::ApplicationRefused));
        }
        self.by_application_link(token, op, Some(base), signed).await
    }

    async fn by_application_link(
        &self,
        token: &str,
        op: OpId,
        base: Option<u64>,
        command: Command,
    ) -> Result<Option<Applied>, ServiceError> {
        let id = self.applicant(token)?;
        let now = self.world().now();
        let kind = command.kind();
        let payload = EntityPayload { id: id.0, base, command };
        let op = Op::new(op, DeviceId(Uuid::nil()), now, None, kind, &payload);
        let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![op] };
        let outcome = self.push(request, Caller::Merchant).await?.receipts.into_iter().next().map(|one| one.outcome);
        match outcome {
            Some(Outcome::Applied { .. }) => self.applied(token).await,
            _ => Err(ServiceError::Refused(Code::ApplicationRefused)),
        }
    }

    /// The file that a link names.
    ///
    /// # Errors
    ///
    /// `merchant_link_ended` for anything that is no usable link.
    pub(crate) fn applicant(&self, token: &str) -> Result<MerchantId, ServiceError> {
        let read = || {
            let bytes = URL_SAFE_NO_PAD.decode(token).ok().filter(|bytes| bytes.len() == NAMED + MARK)?;
            let (named, mark) = bytes.split_at(NAMED);
            self.inner.setting.claim_key.mark_application(named).verify_slice(mark).ok()?;
            let ends = u64::from_be_bytes(named.get(16..24)?.try_into().ok()?);
            let ends = Moment::from_millis(i64::try_from(ends).ok()?);
            Some(MerchantId(Uuid::from_slice(&named[..16]).ok()?)).filter(|_| ends > self.world().now())
        };
        read().ok_or(ServiceError::Refused(Code::MerchantLinkEnded))
    }

    /// Whether there is such a merchant, and something can still happen to its file.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn has_merchant(&self, id: MerchantId) -> Result<bool, ServiceError> {
        Ok(self.merchant_file(id).await?.is_some_and(|file| !file.has_ended()))
    }

    async fn merchant_file(&self, id: MerchantId) -> Result<Option<MerchantFile>, ServiceError> {
        let key = EntityKey { kind: KIND.name, id: id.0 };
        let mut transaction = self.inner.store.begin(self.point()).await?;
        let found = transaction.find(&Wanted { entities: vec![key], ..Wanted::default() }).await?;
        Ok(found.entities.get(&key).and_then(Entity::as_type::<MerchantFile>).cloned())
    }
}
