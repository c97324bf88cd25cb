//! 商户答复: a link by which a merchant answers one question, on a phone, without an account. It names the case and the question, ends
//! some days after the merchant's time, and is signed; nothing of it is stored, and it stands behind `#`, which no log sees.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::case::{Case, Command, MerchantQuestion, Rejection, Stance};
use domain::ids::{CaseId, DeviceId};
use domain::moment::Moment;
use domain::role::Role;
use domain::staff::StaffMember;
use hmac::Mac;
use sync::kinds::case::CasePayload;
use sync::protocol::{Code, Op, OpId, Outcome, PROTOCOL, PushRequest};
use uuid::Uuid;

use super::{Caller, Service, ServiceError};
use crate::store::entities::{Entity, EntityKey, Wanted};

/// A late answer is still an answer, for so many days after the merchant's time.
const GRACE_DAYS: i64 = 7;
/// Case, question and end.
const NAMED: usize = 16 + 8 + 8;
const MARK: usize = 32;

/// A link for a merchant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MerchantLink {
    /// What stands behind `/answer#`.
    pub token: String,
    /// Until when it can be used.
    pub expires_at: Moment,
}

/// What a merchant says by its link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MerchantSaid {
    /// Its name: the same again has no second effect.
    pub op: OpId,
    /// Where it stands.
    pub stance: Stance,
    /// In its words.
    pub words: String,
    /// To which proposed settlement; none: to the question.
    pub proposal: Option<u64>,
    /// How many answers it has seen; none of pages that do not say.
    pub seen: Option<usize>,
}

struct Named {
    case: CaseId,
    asked: u64,
    expires_at: Moment,
}

impl Service {
    /// A link for the merchant of a case that was asked and has not answered for good.
    ///
    /// # Errors
    ///
    /// `forbidden` for whoever does not receive cases, `not_found`, `merchant_not_asked`, or when the store fails.
    pub async fn merchant_link(&self, by: &StaffMember, case: CaseId) -> Result<MerchantLink, ServiceError> {
        if !by.role.receives_cases() || by.role == Role::Regulator {
            return Err(ServiceError::Refused(Code::Forbidden));
        }
        let found = self.case(case).await?.ok_or(ServiceError::Refused(Code::NotFound))?;
        let not_asked = ServiceError::Refused(Code::MerchantNotAsked);
        let (question, asked) = found.for_merchant().zip(found.merchant_asked_at()).ok_or(not_asked)?;
        if !question.open {
            return Err(ServiceError::Refused(Code::MerchantNotAsked));
        }
        let expires_at = question.due.max(self.world().now()).plus_millis(GRACE_DAYS * 24 * 3_600_000);
        Ok(MerchantLink { token: self.token(&Named { case, asked, expires_at }), expires_at })
    }

    /// What the merchant sees by a link.
    ///
    /// # Errors
    ///
    /// `merchant_link_ended` for anything that is no usable link, or when the store fails.
    pub async fn merchant_question(&self, token: &str) -> Result<MerchantQuestion, ServiceError> {
        Ok(self.asked_by(token).await?.1)
    }

    /// The case that a link is about, for whoever sends something to it.
    ///
    /// # Errors
    ///
    /// As [`Service::merchant_question`]; `merchant_answer_refused` where the case has moved on.
    pub async fn merchant_case(&self, token: &str) -> Result<CaseId, ServiceError> {
        let (case, question) = self.asked_by(token).await?;
        if question.open { Ok(case) } else { Err(ServiceError::Refused(Code::MerchantAnswerRefused)) }
    }

    /// Takes the answer of a merchant. The same operation again has no second effect.
    ///
    /// # Errors
    ///
    /// As [`Service::merchant_question`]; `merchant_answered_meanwhile` where there is more than it has seen;
    /// `merchant_answer_refused` where the case takes no answer any more.
    pub async fn merchant_answer(&self, token: &str, said: MerchantSaid) -> Result<MerchantQuestion, ServiceError> {
        let (case, question) = self.asked_by(token).await?;
        let now = self.world().now();
        let MerchantSaid { op, stance, words, proposal, seen } = said;
        // Two people with one link: the second reads what the first has said before it stands beside. What came before under this
        // name is answered as it was.
        let is_news = seen.is_some_and(|seen| seen < question.answers.len());
        if is_news && !self.is_known(op).await? {
            return Err(ServiceError::Refused(Code::MerchantAnsweredMeanwhile));
        }
        let command = match proposal {
            None => Command::RecordMerchantReply { stance, words },
            Some(proposal) => Command::AnswerProposal { proposal, stance, words },
        };
        let body = CasePayload { case, base: None, command };
        // Of one name and content whenever it comes: the moment is no part of it.
        let op = Op::on_case(op, DeviceId(Uuid::nil()), now, None, &body);
        let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![op] };
        let outcome = self.push(request, Caller::Merchant).await?.receipts.into_iter().next().map(|one| one.outcome);
        match outcome {
            Some(Outcome::Applied { .. }) => self.merchant_question(token).await,
            Some(refused) if refused.case_rejection() == Some(Rejection::ProposalChanged) => {
                Err(ServiceError::Refused(Code::MerchantProposalChanged))
            }
            _ => Err(ServiceError::Refused(Code::MerchantAnswerRefused)),
        }
    }

    async fn is_known(&self, op: OpId) -> Result<bool, ServiceError> {
        let mut transaction = self.inner.store.begin(self.point()).await?;
        let found = transaction.find(&Wanted { ops: vec![op], ..Wanted::default() }).await?;
        Ok(found.receipts.contains_key(&op))
    }

    /// The case and the question that a link names, where it is usable: a later question has links of its own.
    async fn asked_by(&self, token: &str) -> Result<(CaseId, MerchantQuestion), ServiceError> {
        let ended = || ServiceError::Refused(Code::MerchantLinkEnded);
        let named = self.named(token).filter(|named| named.expires_at > self.world().now()).ok_or_else(ended)?;
        let case = self.case(named.case).await?.filter(|case| case.merchant_asked_at() == Some(named.asked));
        let question = case.and_then(|case| case.for_merchant()).ok_or_else(ended)?;
        Ok((named.case, question))
    }

    async fn case(&self, id: CaseId) -> Result<Option<Case>, ServiceError> {
        let key = EntityKey { kind: domain::case::KIND.name, id: id.0 };
        let mut transaction = self.inner.store.begin(self.point()).await?;
        let found = transaction.find(&Wanted { entities: vec![key], ..Wanted::default() }).await?;
        Ok(found.entities.get(&key).and_then(Entity::as_type::<Case>).cloned())
    }

    fn token(&self, named: &Named) -> String {
        let bytes = named.bytes();
        let mark = self.inner.setting.claim_key.mark_link(&bytes).finalize().into_bytes();
        URL_SAFE_NO_PAD.encode([bytes.as_slice(), mark.as_slice()].concat())
    }

    fn named(&self, token: &str) -> Option<Named> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok().filter(|bytes| bytes.len() == NAMED + MARK)?;
        let (named, mark) = bytes.split_at(NAMED);
        self.inner.setting.claim_key.mark_link(named).verify_slice(mark).ok()?;
        let number = |from: usize| named.get(from..from + 8)?.try_into().ok().map(u64::from_be_bytes);
        Some(Named {
            case: CaseId(Uuid::from_slice(&named[..16]).ok()?),
            asked: number(16)?,
            expires_at: Moment::from_millis(i64::try_from(number(24)?).ok()?),
        })
    }
}

impl Named {
    fn bytes(&self) -> Vec<u8> {
        let millis = u64::try_from(self.expires_at.millis()).unwrap_or_default();
        [self.case.0.as_bytes().as_slice(), &self.asked.to_be_bytes(), &millis.to_be_bytes()].concat()
    }
}
