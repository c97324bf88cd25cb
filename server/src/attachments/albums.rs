//! Pictures of what is no case: each goes into the album of what it is of.

use domain::album::{Album, AlbumName, Command, MOST_PICTURES};
use domain::case::{Attachment, ContentHash};
use domain::kind::EventSourced;
use sync::protocol::{Code, EntityPayload};

use super::{AttachmentError, Attachments, Owner};
use crate::service::Service;

impl Service {
    /// Keeps a picture; no effect where the album has it.
    pub(super) async fn keep_picture(&self, name: AlbumName, picture: Attachment) -> Result<(), AttachmentError> {
        let hash = picture.hash;
        let command = Command::Keep { of: name.of, picture };
        let kind = Album::op_kind(&command);
        let payload = EntityPayload { id: name.id, base: None, command };
        let payload = serde_json::to_string(&payload).map_err(|_| Code::Internal)?;
        self.post(vec![(kind, payload)]).await?;
        let album = self.attachments()?.album(name).await?;
        let is_there = album.is_some_and(|album| album.pictures.iter().any(|one| one.hash == hash));
        if is_there { Ok(()) } else { Err(Code::AttachmentsFull.into()) }
    }

    /// What has arrived of something, as it was sent; nothing where no pictures are kept.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn pictures_sent(&self, id: uuid::Uuid) -> Result<Vec<ContentHash>, AttachmentError> {
        let Ok(attachments) = self.attachments() else { return Ok(Vec::new()) };
        let album = attachments.store.album(self.point(), id).await?;
        let pictures = album.map(|album| album.pictures).unwrap_or_default();
        Ok(pictures.iter().map(|one| one.sent.unwrap_or(one.hash)).collect())
    }

    /// What there are pictures of under that name; the name of a case is of none.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn album_named(&self, id: uuid::Uuid) -> Result<Option<AlbumName>, AttachmentError> {
        let album = self.attachments()?.store.album(self.point(), id).await?;
        Ok(album.map(|Album { of, .. }| AlbumName { of, id }))
    }
}

impl Attachments {
    async fn album(&self, name: AlbumName) -> Result<Option<Album>, AttachmentError> {
        let album = self.store.album(self.point, name.id).await?;
        Ok(album.filter(|album| album.of == name.of))
    }

    /// Everything that a case or an album has.
    pub(super) async fn all_of(&self, owner: Owner) -> Result<Vec<Attachment>, AttachmentError> {
        match owner.album {
            Some(name) => Ok(self.album(name).await?.ok_or(Code::NoSuchAttachment)?.pictures),
            None => Ok(self.case(owner.case).await?.attachments),
        }
    }

    /// What the album has already, by whoever sent it.
    ///
    /// # Errors
    ///
    /// Why it would not be taken if it came.
    pub(super) async fn known_picture(
        &self,
        owner: Owner,
        sent: ContentHash,
    ) -> Result<Option<Attachment>, AttachmentError> {
        let Some(name) = owner.album else { return Ok(None) };
        let pictures = self.album(name).await?.map(|album| album.pictures).unwrap_or_default();
        let known = pictures.iter().find(|one| one.was_sent_as(sent)).cloned();
        if known.is_none() && pictures.len() >= MOST_PICTURES {
            return Err(Code::AttachmentsFull.into());
        }
        Ok(known)
    }
}
