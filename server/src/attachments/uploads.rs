//! Uploads in pieces: each is kept before it is answered, so that whatever is cut off goes on where it stopped.

use axum::body::Bytes;
use domain::case::{Attachment, ContentHash, Purpose};
use sync::protocol::Code;
use tracing::warn;
use uuid::Uuid;

use super::inspect::{MOST_BYTES, Refusal};
use super::{AttachmentError, Attachments, Owner, Sender, hash_of};
use crate::service::Service;
use crate::store::attachments::Upload;

/// How long an upload may lie untouched: a telephone comes back to the mall within two days, or begins again.
const LIVES_MS: i64 = 48 * 3600 * 1000;
/// Uploads of one case that have begun and not ended; the longest untouched makes room for the next.
const MOST_OPEN: usize = 20;
/// Pieces of one upload: twenty megabytes in pieces of 64 KiB.
const MOST_PIECES: usize = 320;
/// So many abandoned ones are cleared away at a look.
const CLEARED_AT_ONCE: u32 = 100;

/// What somebody is about to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announced {
    /// The whole, by its content.
    pub hash: ContentHash,
    /// How many bytes.
    pub length: u64,
    /// What staff made it for.
    pub purpose: Option<Purpose>,
}

/// An upload that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It begins, or goes on.
    Upload(Upload),
    /// The case has it already.
    Known(Attachment),
}

/// Where an upload stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How much has arrived.
    pub offset: u64,
    /// The hash under which it was announced, once all of it is kept.
    pub receipt: Option<ContentHash>,
}

impl Service {
    /// Begins an upload; one of the same content for the same case goes on.
    ///
    /// # Errors
    ///
    /// Why nothing of that kind is taken.
    pub async fn begin_upload(&self, sender: Sender, announced: Announced) -> Result<Begun, AttachmentError> {
        let Announced { hash, length, purpose } = announced;
        let purpose = sender.purpose(purpose);
        let attachments = self.attachments()?;
        match length {
            0 => return Err(Refusal::Empty.code().into()),
            length if length > MOST_BYTES => return Err(Refusal::TooLarge.code().into()),
            _ => {}
        }
        let known = match sender {
            Sender::Owner(owner) => attachments.known(owner, hash, purpose).await?,
            // Only inside stands what it is.
            Sender::Kiosk(_) => None,
        };
        if let Some(known) = known {
            return Ok(Begun::Known(known));
        }
        let open = attachments.store.uploads_of(self.point(), sender.case()).await?;
        let same =
            |one: &&Upload| (one.hash, one.length, one.staff, one.purpose) == (hash, length, sender.staff(), purpose);
        if let Some(same) = open.iter().find(same) {
            return Ok(Begun::Upload(same.clone()));
        }
        if let Some(oldest) = open.first().filter(|_| open.len() >= MOST_OPEN) {
            attachments.clear(oldest).await?;
        }
        let is_consumers = matches!(sender, Sender::Owner(Owner { staff: None, merchant: false, album: None, .. }));
        if is_consumers && !self.has_room_for_upload(length).await? {
            return Err(Code::UnreadFull.into());
        }
        let (id, touched_at) = (Uuid::new_v4(), self.world().now());
        let (case, staff, kiosk) = (sender.case(), sender.staff(), sender.kiosk());
        let upload = Upload { id, case, kiosk, staff, hash, purpose, length, pieces: Vec::new(), touched_at };
        attachments.store.keep_upload(self.point(), &upload).await?;
        Ok(Begun::Upload(upload))
    }

    /// An upload of that sender.
    ///
    /// # Errors
    ///
    /// `upload_unknown` also where it is somebody else's.
    pub async fn upload(&self, sender: Sender, id: Uuid) -> Result<Upload, AttachmentError> {
        let found = self.attachments()?.store.upload(self.point(), id).await?;
        let theirs = (sender.case(), sender.staff(), sender.kiosk());
        let of_merchant = sender.purpose(None).is_some();
        let is_theirs = |upload: &Upload| {
            let by_link = upload.purpose == Some(Purpose::FromMerchant);
            (upload.case, upload.staff, upload.kiosk) == theirs && by_link == of_merchant
        };
        Ok(found.filter(is_theirs).ok_or(Code::UploadUnknown)?)
    }

    /// Takes a piece. `read` reads it once it is known how much fits; it may end early, and what has come is kept.
    ///
    /// # Errors
    ///
    /// `upload_busy`, `upload_offset`, or, with the last piece, why the whole is not kept: then the upload has ended.
    pub async fn append<F, R>(
        &self,
        sender: Sender,
        id: Uuid,
        offset: u64,
        read: F,
    ) -> Result<Progress, AttachmentError>
    where
        F: FnOnce(u64) -> R + Send,
        R: Future<Output = (Bytes, Option<Code>)> + Send,
    {
        let attachments = self.attachments()?;
        let _turn = attachments.take_turn(id).ok_or(Code::UploadBusy)?;
        let mut upload = self.upload(sender, id).await?;
        if upload.offset() != offset {
            return Err(Code::UploadOffset.into());
        }
        let (piece, trouble) = read(upload.length - offset).await;
        if !piece.is_empty() {
            let length = u64::try_from(piece.len()).unwrap_or(u64::MAX);
            attachments.objects.put_piece(id, offset, piece).await?;
            upload.pieces.push(length);
            upload.touched_at = self.world().now();
            if upload.pieces.len() > MOST_PIECES {
                attachments.clear(&upload).await?;
                return Err(Code::UploadUnknown.into());
            }
            attachments.store.keep_upload(self.point(), &upload).await?;
        }
        if let Some(code) = trouble {
            return Err(code.into());
        }
        let offset = upload.offset();
        if offset < upload.length {
            return Ok(Progress { offset, receipt: None });
        }
        self.finish(sender, &upload).await?;
        Ok(Progress { offset, receipt: Some(upload.hash) })
    }

    /// Ends an upload at its sender's wish.
    ///
    /// # Errors
    ///
    /// As [`Service::append`].
    pub async fn end_upload(&self, sender: Sender, id: Uuid) -> Result<(), AttachmentError> {
        let attachments = self.attachments()?;
        let _turn = attachments.take_turn(id).ok_or(Code::UploadBusy)?;
        let upload = self.upload(sender, id).await?;
        attachments.clear(&upload).await
    }

    /// Clears away what nobody has touched for long, and says how much.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn clear_abandoned_uploads(&self) -> Result<usize, AttachmentError> {
        let Ok(attachments) = self.attachments() else { return Ok(0) };
        let since = self.world().now().plus_millis(-LIVES_MS);
        let abandoned = attachments.store.abandoned(self.point(), since, CLEARED_AT_ONCE).await?;
        let mut cleared = 0;
        for upload in abandoned {
            // 依法留存: also what has come in half.
            let is_kept =
                attachments.store.case(self.point(), upload.case).await?.is_some_and(|case| !case.may_be_erased());
            if let Some(_turn) = attachments.take_turn(upload.id).filter(|_| !is_kept) {
                attachments.clear(&upload).await?;
                cleared += 1;
            }
        }
        Ok(cleared)
    }

    async fn finish(&self, sender: Sender, upload: &Upload) -> Result<Attachment, AttachmentError> {
        let attachments = self.attachments()?;
        let whole = attachments.objects.get_pieces(upload.id, &upload.pieces).await?;
        let kept = match sender {
            _ if hash_of(&whole) != upload.hash => Err(Code::AttachmentDamaged.into()),
            Sender::Owner(owner) => self.look_and_keep(owner, upload.hash, upload.purpose, whole).await,
            Sender::Kiosk(_) => self.take_sealed(whole).await,
        };
        // What failed and may pass (a full disk, no turn) is tried again with what is here; everything else has ended.
        let may_pass = matches!(&kept, Err(error) if error.code().status() >= 500);
        if !may_pass && let Err(why) = attachments.clear(upload).await {
            // It lies there until it counts as abandoned.
            warn!("an upload that has ended was not cleared away: {why}");
        }
        kept
    }
}

impl Attachments {
    async fn clear(&self, upload: &Upload) -> Result<(), AttachmentError> {
        self.objects.delete_pieces(upload.id, &upload.pieces).await?;
        Ok(self.store.end_upload(self.point, upload.id).await?)
    }
}
