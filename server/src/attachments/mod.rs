//! Photos and PDFs of cases, and of what has an album: taken in piece by piece, looked through, kept under the hash of their
//! content, given to whoever has a right to them. That a case or an album has one is an event of it, so devices learn of it as
//! of anything else.

mod albums;
pub mod inspect;
pub mod objects;
mod uploads;
pub mod verify;

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use domain::album::AlbumName;
use domain::case::{Attachment, Case, ContentHash, Purpose, Side};
use domain::claim_code::ClaimCode;
use domain::ids::{CaseId, KioskId, PointId, StaffId};
use sha2::{Digest, Sha256};
use sync::protocol::Code;
use thiserror::Error;
use uuid::Uuid;

use self::inspect::Inspector;
use self::objects::Objects;
use crate::service::{Service, ServiceError};
use crate::store::StoreError;
use crate::store::attachments::AttachmentStore;

pub use uploads::{Announced, Begun, Progress};

/// Why an attachment was not taken or given.
#[derive(Debug, Error)]
pub enum AttachmentError {
    /// For a reason that a person reads.
    #[error("{}", .0.as_str())]
    Refused(Code),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The place of the bytes failed.
    #[error(transparent)]
    Objects(#[from] object_store::Error),
}

impl AttachmentError {
    /// What a device is told.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Refused(code) => *code,
            Self::Store(error) => error.code(),
            Self::Objects(_) => Code::AttachmentsUnavailable,
        }
    }
}

impl From<Code> for AttachmentError {
    fn from(code: Code) -> Self {
        Self::Refused(code)
    }
}

impl From<ServiceError> for AttachmentError {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Store(error) => Self::Store(error),
            other => Self::Refused(other.code()),
        }
    }
}

/// Whose attachment it is: of a case or an album, by its consumer, its merchant, or somebody who works on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The case, or what the album is of: both are names of their own.
    pub case: CaseId,
    /// The album, where it is no case.
    pub album: Option<AlbumName>,
    /// Who takes it down; none for the case's consumer, and for its merchant.
    pub staff: Option<StaffId>,
    /// The merchant, by a link.
    pub merchant: bool,
}

impl Owner {
    /// The case's consumer.
    #[must_use]
    pub const fn consumer(case: CaseId) -> Self {
        Self { case, album: None, staff: None, merchant: false }
    }

    /// Somebody who works on it.
    #[must_use]
    pub const fn staff(case: CaseId, staff: StaffId) -> Self {
        Self { case, album: None, staff: Some(staff), merchant: false }
    }

    /// Its merchant.
    #[must_use]
    pub const fn merchant(case: CaseId) -> Self {
        Self { case, album: None, staff: None, merchant: true }
    }

    /// Somebody who works on what the album is of.
    #[must_use]
    pub const fn of_album(album: AlbumName, staff: StaffId) -> Self {
        Self { case: CaseId(album.id), album: Some(album), staff: Some(staff), merchant: false }
    }

    /// The merchant of a file, by the link of its application.
    #[must_use]
    pub const fn applicant(album: AlbumName) -> Self {
        Self { case: CaseId(album.id), album: Some(album), staff: None, merchant: true }
    }

    /// Whose what they send is.
    #[must_use]
    pub const fn side(self) -> Side {
        match (self.merchant, self.staff) {
            (true, _) => Side::Merchant,
            (false, Some(_)) => Side::Staff,
            (false, None) => Side::Consumer,
        }
    }
}

/// Who sends an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// Somebody with a right to the case.
    Owner(Owner),
    /// A kiosk, which has sealed it and cannot read it.
    Kiosk(KioskId),
}

impl Sender {
    /// Under which name their uploads are found.
    fn case(self) -> CaseId {
        match self {
            Self::Owner(owner) => owner.case,
            Self::Kiosk(kiosk) => CaseId(kiosk.0),
        }
    }

    const fn staff(self) -> Option<StaffId> {
        match self {
            Self::Owner(owner) => owner.staff,
            Self::Kiosk(_) => None,
        }
    }

    /// What the merchant sends is marked as that, whatever else it says of itself.
    const fn purpose(self, announced: Option<Purpose>) -> Option<Purpose> {
        match self {
            Self::Owner(Owner { merchant: true, .. }) => Some(Purpose::FromMerchant),
            _ => announced,
        }
    }

    const fn kiosk(self) -> Option<KioskId> {
        match self {
            Self::Owner(_) => None,
            Self::Kiosk(kiosk) => Some(kiosk),
        }
    }
}

/// What attachments of a contact point need.
#[derive(Debug)]
pub struct Attachments {
    store: Arc<dyn AttachmentStore>,
    objects: Objects,
    inspector: Inspector,
    point: PointId,
    /// Uploads that are being written to.
    busy: Mutex<HashSet<Uuid>>,
}

impl Attachments {
    /// Attachments that lie in a place.
    #[must_use]
    pub fn new(store: Arc<dyn AttachmentStore>, objects: Objects, point: PointId) -> Self {
        Self { store, objects, inspector: Inspector::default(), point, busy: Mutex::default() }
    }
}

impl Service {
    /// The case that a code follows, for whoever brings the code.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn claimed_case(&self, code: &ClaimCode) -> Result<Option<CaseId>, AttachmentError> {
        let hash = self.inner.setting.claim_key.hash(code);
        Ok(self.attachments()?.store.claimed_case(self.point(), hash).await?)
    }

    /// Takes a whole file that is for a case, as a form without scripts sends it.
    ///
    /// # Errors
    ///
    /// Why it is not kept.
    pub async fn take_whole(&self, owner: Owner, bytes: Vec<u8>) -> Result<Attachment, AttachmentError> {
        let attachments = self.attachments()?;
        let sent = hash_of(&bytes);
        if let Some(known) = attachments.known(owner, sent, None).await? {
            return Ok(known);
        }
        self.look_and_keep(owner, sent, None, bytes).await
    }

    /// Opens what a kiosk has sealed, and takes it for the case whose code is inside.
    ///
    /// # Errors
    ///
    /// `attachments_unavailable` as long as the case is not here, or the key is missing; then why it is not kept.
    async fn take_sealed(&self, sealed: Vec<u8>) -> Result<Attachment, AttachmentError> {
        let key = seal::key_of_content(&sealed).ok_or(Code::SealBroken)?;
        let key = self.inner.setting.seal_keys.named(key).ok_or(Code::AttachmentsUnavailable)?;
        let (claim, photo) = seal::open_content(&sealed, &key).map_err(|_| Code::SealBroken)?;
        drop(sealed);
        let case = self.claimed_case(&claim).await?.ok_or(Code::AttachmentsUnavailable)?;
        self.take_whole(Owner::consumer(case), photo).await
    }

    /// The bytes of a case's attachment, or its thumbnail.
    ///
    /// # Errors
    ///
    /// `no_such_attachment` also where it is another case's, or staff's and a consumer asks.
    pub async fn attachment(
        &self,
        owner: Owner,
        hash: ContentHash,
        thumbnail: bool,
    ) -> Result<(Attachment, Bytes), AttachmentError> {
        let attachments = self.attachments()?;
        let all = attachments.all_of(owner).await?;
        // What has an album names a picture as it was sent.
        let same = |one: &Attachment| one.hash == hash || (owner.album.is_some() && one.was_sent_as(hash));
        let theirs = |one: &&Attachment| same(one) && (owner.staff.is_some() || one.side() == owner.side());
        let found = all.iter().find(theirs).ok_or(Code::NoSuchAttachment)?;
        let hash = found.hash;
        let bytes = if thumbnail {
            attachments.objects.get_thumbnail(hash).await?
        } else {
            attachments.objects.get_content(hash).await?
        };
        Ok((found.clone(), bytes.ok_or(Code::NoSuchAttachment)?))
    }

    /// Looks through what has come whole, keeps it, and gives it to the case.
    async fn look_and_keep(
        &self,
        owner: Owner,
        sent: ContentHash,
        purpose: Option<Purpose>,
        bytes: Vec<u8>,
    ) -> Result<Attachment, AttachmentError> {
        let attachments = self.attachments()?;
        let inspected = attachments.inspector.inspect(bytes).await?;
        let bytes = Bytes::from(inspected.bytes);
        let hash = hash_of(&bytes);
        let attachment = Attachment {
            hash,
            sent: Some(sent).filter(|sent| *sent != hash),
            media: inspected.media,
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            staff: owner.staff,
            purpose,
        };
        // First the bytes, then the word that they are there.
        attachments.objects.put_content(hash, bytes, inspected.thumbnail.map(Bytes::from)).await?;
        attachments.note(&attachment, self.world().now()).await?;
        match owner.album {
            Some(album) => self.keep_picture(album, attachment.clone()).await?,
            None => self.inner.attach(owner.case, attachment.clone()).await?,
        }
        Ok(attachment)
    }
}

impl Attachments {
    async fn case(&self, case: CaseId) -> Result<Case, AttachmentError> {
        Ok(self.store.case(self.point, case).await?.ok_or(Code::NoSuchAttachment)?)
    }

    /// What the case has already of what that side sent.
    ///
    /// # Errors
    ///
    /// Why it would not be taken if it came.
    async fn known(
        &self,
        owner: Owner,
        sent: ContentHash,
        purpose: Option<Purpose>,
    ) -> Result<Option<Attachment>, AttachmentError> {
        if purpose.is_some() && owner.staff.is_none() != (purpose == Some(Purpose::FromMerchant)) {
            return Err(Code::Forbidden.into());
        }
        if owner.album.is_some() {
            return self.known_picture(owner, sent).await;
        }
        let case = self.case(owner.case).await?;
        if let Some(Purpose::Redaction { of }) = purpose
            && !case.attachments.iter().any(|one| one.hash == of && one.is_original_photo())
        {
            return Err(Code::NoSuchAttachment.into());
        }
        let same = |one: &&Attachment| one.was_sent_as(sent) && one.side() == owner.side();
        let known = case.attachments.iter().find(same).cloned();
        let beside = case.attachments.iter().filter(|one| one.shares_room_with(owner.staff, purpose));
        if known.is_none() && beside.count() >= domain::case::MOST_ATTACHMENTS {
            return Err(Code::AttachmentsFull.into());
        }
        Ok(known)
    }

    async fn note(&self, attachment: &Attachment, now: domain::moment::Moment) -> Result<(), StoreError> {
        let Attachment { hash, media, bytes, .. } = *attachment;
        let content = crate::store::attachments::KeptContent { hash, media, bytes };
        self.store.keep_content(self.point, content, now).await
    }

    fn take_turn(&self, upload: Uuid) -> Option<Turn<'_>> {
        let is_free = self.busy.lock().unwrap_or_else(PoisonError::into_inner).insert(upload);
        is_free.then_some(Turn { of: self, upload })
    }
}

/// Whose turn it is to write to an upload.
#[derive(Debug)]
struct Turn<'a> {
    of: &'a Attachments,
    upload: Uuid,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.of.busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.upload);
    }
}

fn hash_of(bytes: &[u8]) -> ContentHash {
    ContentHash(Sha256::digest(bytes).into())
}
