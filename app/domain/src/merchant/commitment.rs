//! 承诺: the commitments on the board, signed by each merchant as a version, and its own promise of taking goods back. The merchant is
//! the “first person responsible” (第一责任人); who signed for it is recorded, and stays with staff.

use serde::{Deserialize, Serialize};

use super::{DirectoryEntry, Event, MerchantFile, Rejection, application::SHORT_CHARS, directory};
use crate::{
    board::DocumentId,
    case::ContentHash,
    form::terms,
    ids::{MerchantId, StaffId},
    mechanism::ReturnPromise,
    moment::Day,
    typed::clean_line,
};

/// Longest promise of taking goods back, in days.
pub const MOST_RETURN_DAYS: u32 = 365;

terms! {
    /// How a merchant has signed.
    SigningWay {
        OnScreen = "on_screen", "屏上手写签名", "Drawn on the screen";
        Stamp = "stamp", "盖章", "Stamped";
        OnPaper = "on_paper", "纸质签名", "On paper";
        Typed = "typed", "写名确认", "By name, confirmed";
    }
}

impl SigningWay {
    /// What it is shown by is a picture, or nothing was signed.
    #[must_use]
    pub const fn needs_picture(self) -> bool {
        matches!(self, Self::OnScreen | Self::Stamp)
    }
}

/// A document of the board that a merchant has signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedCommitment {
    /// Which.
    pub document: DocumentId,
    /// In which version.
    pub version: u32,
    /// Who signed for the merchant.
    pub signatory: String,
    /// Where the signature stands.
    pub way: SigningWay,
    /// Its picture, as it was sent; the album of the file has it once it has arrived. It is shown to nobody but staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<ContentHash>,
    /// On which day.
    pub on: Day,
    /// Who saw it; nobody where the merchant signed by its link.
    pub seen_by: StaffId,
}

/// A promise of taking goods back (无理由退货), and from when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromisedReturns {
    /// Days, goods and exceptions.
    pub promise: ReturnPromise,
    /// For purchases from this day on.
    pub from: Day,
}

/// Who has signed a document in its present version, for everybody to see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signers {
    /// The version.
    pub version: u32,
    /// Who has, and when.
    pub signed: Vec<Signer>,
    /// Merchants that sell here and have not.
    pub unsigned: Vec<DirectoryEntry>,
}

/// A merchant that has signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// The merchant: the first person responsible.
    #[serde(flatten)]
    pub merchant: DirectoryEntry,
    /// Since when.
    pub on: Day,
    /// How. The picture of a signature is not for everybody.
    pub way: SigningWay,
}

impl MerchantFile {
    /// The signature under that version of a document.
    #[must_use]
    pub fn signed(&self, document: &DocumentId, version: u32) -> Option<&SignedCommitment> {
        self.commitments.iter().find(|signed| signed.document == *document && signed.version == version)
    }

    /// What it had promised for a purchase on that day: what was bought under a promise keeps it, whatever was promised since.
    #[must_use]
    pub fn promised_returns(&self, bought_on: Day) -> Option<&ReturnPromise> {
        let promises = self.history.iter().filter_map(|entry| match &entry.event {
            Event::ReturnsPromised { promise, from } if *from <= bought_on => Some((*from, promise)),
            _ => None,
        });
        // Of two of one day the later word counts.
        promises.max_by_key(|(from, _)| *from).and_then(|(_, promise)| promise.as_ref())
    }
}

/// Who of those that sell here has signed that version, and who has not.
#[must_use]
pub fn signers<'a>(
    files: impl IntoIterator<Item = (MerchantId, &'a MerchantFile)>,
    document: &DocumentId,
    version: u32,
) -> Signers {
    let files: Vec<_> = files.into_iter().collect();
    let mut signers = Signers { version, ..Signers::default() };
    for merchant in directory(files.iter().copied()) {
        let file = files.iter().find(|(id, _)| *id == merchant.id).map(|(_, file)| *file);
        match file.and_then(|file| file.signed(document, version)) {
            Some(signed) => signers.signed.push(Signer { merchant, on: signed.on, way: signed.way }),
            None => signers.unsigned.push(merchant),
        }
    }
    signers
}

/// A signature as it was given.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signature<'a> {
    pub(super) signatory: &'a str,
    pub(super) way: SigningWay,
    pub(super) picture: Option<ContentHash>,
}

pub(super) fn sign(
    file: &MerchantFile,
    document: &DocumentId,
    version: u32,
    signature: Signature<'_>,
    today: Day,
) -> Result<Event, Rejection> {
    let Signature { signatory, way, picture } = signature;
    let signatory = clean_line(signatory);
    if signatory.is_empty() {
        return Err(Rejection::SignatoryMissing);
    }
    if signatory.chars().count() > SHORT_CHARS {
        return Err(Rejection::ReasonTooLong);
    }
    if file.signed(document, version).is_some() {
        return Err(Rejection::SignedAlready);
    }
    if way.needs_picture() && picture.is_none() {
        return Err(Rejection::SignatureMissing);
    }
    Ok(Event::CommitmentSigned { document: document.clone(), version, signatory, way, picture, on: today })
}

pub(super) fn promise(
    file: &MerchantFile,
    promise: Option<&ReturnPromise>,
    from: Day,
    today: Day,
) -> Result<Event, Rejection> {
    // What was bought under a promise keeps it: neither is a new one of the past, nor an end.
    if from < today {
        return Err(Rejection::PromiseOfThePast);
    }
    if promise.is_some_and(|promise| promise.days == 0 || promise.days > MOST_RETURN_DAYS) {
        return Err(Rejection::PromiseDays);
    }
    if promise == file.returns.as_ref().map(|promised| &promised.promise) {
        return Err(Rejection::NothingChanged);
    }
    Ok(Event::ReturnsPromised { promise: promise.cloned(), from })
}
