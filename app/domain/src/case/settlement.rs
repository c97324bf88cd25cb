//! The settlement (和解书): what is performed, how much, by when, and both signatures.

use serde::{Deserialize, Serialize};

use super::{Gap, Proposal, Rejection};
use crate::{
    form::{Demand, SHORT_CHARS, terms},
    moment::Day,
    money::Yuan,
    typed::clean_line,
};

terms! {
    /// Where a signature stands.
    SignedWay {
        OnScreen = "on_screen", "屏上手写签名", "Drawn on the screen";
        OnPaper = "on_paper", "纸质签名", "On paper";
    }
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who signed; for a merchant the person who may bind it.
    pub name: String,
    /// Where it stands.
    pub way: SignedWay,
    /// SHA-256 of its picture as it was sent, in lower-case hexadecimal: drawn on the screen, or a photo of the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// What both sides signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// What the merchant does: repair, refund, …
    pub performs: Vec<Demand>,
    /// The terms in words.
    pub terms: String,
    /// How much; needed for 退款 and 赔偿损失.
    pub amount: Option<Yuan>,
    /// By the end of which day.
    pub perform_by: Day,
    /// The consumer's signature.
    pub consumer: Signature,
    /// The merchant's signature.
    pub merchant: Signature,
}

impl Settlement {
    /// The settlement as it is kept: trimmed, complete, not for a day before `today`.
    pub(super) fn checked(&self, today: Day) -> Result<Self, Rejection> {
        let (performs, terms) = (self.performs.clone(), self.terms.clone());
        let agreed = Proposal { performs, terms, amount: self.amount, perform_by: self.perform_by }.checked(today)?;
        let Proposal { performs, terms, amount, perform_by } = agreed;
        let (consumer, merchant) = (self.consumer.checked()?, self.merchant.checked()?);
        Ok(Self { performs, terms, amount, perform_by, consumer, merchant })
    }
}

impl Signature {
    /// The signature as it is kept.
    pub(super) fn checked(&self) -> Result<Self, Rejection> {
        let name = clean_line(&self.name);
        if name.is_empty() {
            return Err(Rejection::SignatureMissing);
        }
        if name.chars().count() > SHORT_CHARS {
            return Err(Rejection::WordsTooLong { most: SHORT_CHARS });
        }
        if self.evidence.as_deref().is_some_and(|hash| !is_hash(hash)) {
            return Err(Rejection::Incomplete { part: Gap::Evidence });
        }
        // What is drawn is a picture, or nothing was.
        if self.way == SignedWay::OnScreen && self.evidence.is_none() {
            return Err(Rejection::SignatureMissing);
        }
        Ok(Self { name, way: self.way, evidence: self.evidence.clone() })
    }
}

/// More than nothing, and not more than the form takes.
pub(super) fn is_payable(amount: Yuan) -> bool {
    amount > Yuan::ZERO && amount <= Yuan::MAX
}

/// Whether a text is the SHA-256 of an attachment, as operations carry it.
pub(super) fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
