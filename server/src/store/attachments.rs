//! What is kept about attachments beside their bytes.

use std::fmt;

use async_trait::async_trait;
use domain::album::Album;
use domain::case::{Case, ContentHash, Media, Purpose};
use domain::ids::{CaseId, KioskId, PointId, StaffId};
use domain::moment::Moment;
use uuid::Uuid;

use super::StoreError;
use super::entities::ClaimHash;

/// An upload that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its name.
    pub id: Uuid,
    /// The case that it is for, or what the album is of; of a sealed one, which says so inside, the name of the kiosk.
    pub case: CaseId,
    /// The kiosk that sealed it; none for what is as it will be kept.
    pub kiosk: Option<KioskId>,
    /// Who takes it down; none for the case's consumer.
    pub staff: Option<StaffId>,
    /// The whole, as announced.
    pub hash: ContentHash,
    /// What staff made it for.
    pub purpose: Option<Purpose>,
    /// How long it is.
    pub length: u64,
    /// How long each piece is that has arrived.
    pub pieces: Vec<u64>,
    /// When the last one arrived.
    pub touched_at: Moment,
}

impl Upload {
    /// How much has arrived.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.pieces.iter().sum()
    }
}

/// A content that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptContent {
    /// Its name.
    pub hash: ContentHash,
    /// What it is.
    pub media: Media,
    /// How long it is.
    pub bytes: u64,
}

/// Keeps what is known about attachments. Each method is one transaction.
#[async_trait]
pub trait AttachmentStore: fmt::Debug + Send + Sync {
    /// The case that a claim code follows.
    async fn claimed_case(&self, point: PointId, claim: ClaimHash) -> Result<Option<CaseId>, StoreError>;

    /// A case as staff know it.
    async fn case(&self, point: PointId, case: CaseId) -> Result<Option<Case>, StoreError>;

    /// The pictures of what has that name.
    async fn album(&self, point: PointId, of: Uuid) -> Result<Option<Album>, StoreError>;

    /// An upload.
    async fn upload(&self, point: PointId, id: Uuid) -> Result<Option<Upload>, StoreError>;

    /// The uploads for a case, the longest untouched first.
    async fn uploads_of(&self, point: PointId, case: CaseId) -> Result<Vec<Upload>, StoreError>;

    /// Uploads that nobody has touched since, the longest untouched first; at most so many.
    async fn abandoned(&self, point: PointId, since: Moment, most: u32) -> Result<Vec<Upload>, StoreError>;

    /// Keeps an upload as it stands.
    async fn keep_upload(&self, point: PointId, upload: &Upload) -> Result<(), StoreError>;

    /// Forgets an upload.
    async fn end_upload(&self, point: PointId, id: Uuid) -> Result<(), StoreError>;

    /// Notes a content that is kept.
    async fn keep_content(&self, point: PointId, content: KeptContent, at: Moment) -> Result<(), StoreError>;

    /// Contents that are kept, in the order of their names, behind one of them; at most so many.
    async fn contents(
        &self,
        point: PointId,
        after: Option<ContentHash>,
        most: u32,
    ) -> Result<Vec<KeptContent>, StoreError>;
}
