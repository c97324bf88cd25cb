//! Where the bytes lie: a folder, or an S3-compatible store.

use std::fmt;
use std::path::Path as Folder;
use std::sync::Arc;

use axum::body::Bytes;
use domain::case::ContentHash;
use domain::ids::PointId;
use object_store::aws::{AmazonS3Builder, Checksum};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt, PutPayload};
use thiserror::Error;
use uuid::Uuid;

/// The place of the bytes cannot be used.
#[derive(Debug, Error)]
pub enum ObjectsError {
    /// The store says why.
    #[error("the place of the attachments: {0}")]
    Store(#[from] object_store::Error),
    /// The folder cannot be made.
    #[error("the folder of the attachments: {0}")]
    Folder(#[from] std::io::Error),
}

/// An S3-compatible store.
#[derive(Clone, PartialEq, Eq)]
pub struct S3 {
    /// Where it answers.
    pub endpoint: String,
    /// The bucket, which must exist.
    pub bucket: String,
    /// Its region.
    pub region: String,
    /// Who we are to it.
    pub access_key_id: String,
    /// What shows that.
    pub secret_access_key: String,
}

impl fmt::Debug for S3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3").field("endpoint", &self.endpoint).field("bucket", &self.bucket).finish_non_exhaustive()
    }
}

/// The bytes of one contact point's attachments.
#[derive(Clone, Debug)]
pub struct Objects {
    store: Arc<dyn ObjectStore>,
    point: PointId,
}

impl Objects {
    /// In a folder, which is made where it is not there. What is kept there survives a power cut.
    ///
    /// # Errors
    ///
    /// When the folder cannot be used.
    pub fn in_folder(folder: &Folder, point: PointId) -> Result<Self, ObjectsError> {
        use std::os::unix::fs::DirBuilderExt;
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self { store: Arc::new(store), point })
    }

    /// Where there is nothing yet.
    #[must_use]
    pub fn nowhere(point: PointId) -> Self {
        Self { store: Arc::new(InMemory::new()), point }
    }

    /// In a bucket.
    ///
    /// # Errors
    ///
    /// When what is set cannot be used.
    pub fn in_s3(s3: &S3, point: PointId) -> Result<Self, ObjectsError> {
        // TLS is ring's; where somebody chose before, that holds.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let store = AmazonS3Builder::new()
            .with_endpoint(&s3.endpoint)
            .with_bucket_name(&s3.bucket)
            .with_region(&s3.region)
            .with_access_key_id(&s3.access_key_id)
            .with_secret_access_key(&s3.secret_access_key)
            .with_checksum_algorithm(Checksum::SHA256)
            .with_client_options(ClientOptions::new().with_allow_http(s3.endpoint.starts_with("http://")))
            .build()?;
        Ok(Self { store: Arc::new(store), point })
    }

    fn content(&self, hash: ContentHash) -> Path {
        let name = hash.to_string();
        Path::from(format!("{}/{}/{name}", self.point, &name[..2]))
    }

    fn thumbnail(&self, hash: ContentHash) -> Path {
        Path::from(format!("{}.thumbnail", self.content(hash)))
    }

    fn piece(&self, upload: Uuid, offset: u64) -> Path {
        Path::from(format!("{}/uploads/{upload}/{offset}", self.point))
    }

    async fn put(&self, path: &Path, bytes: Bytes) -> Result<(), object_store::Error> {
        self.store.put(path, PutPayload::from_bytes(bytes)).await.map(drop)
    }

    async fn get(&self, path: &Path) -> Result<Option<Bytes>, object_store::Error> {
        match self.store.get(path).await {
            Ok(found) => found.bytes().await.map(Some),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(why) => Err(why),
        }
    }

    /// Keeps a content, and its thumbnail before it: whoever finds the content finds both.
    pub(super) async fn put_content(
        &self,
        hash: ContentHash,
        bytes: Bytes,
        thumbnail: Option<Bytes>,
    ) -> Result<(), object_store::Error> {
        if let Some(thumbnail) = thumbnail {
            self.put(&self.thumbnail(hash), thumbnail).await?;
        }
        self.put(&self.content(hash), bytes).await
    }

    /// A content.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn get_content(&self, hash: ContentHash) -> Result<Option<Bytes>, object_store::Error> {
        self.get(&self.content(hash)).await
    }

    /// The thumbnail of a photo.
    pub(super) async fn get_thumbnail(&self, hash: ContentHash) -> Result<Option<Bytes>, object_store::Error> {
        self.get(&self.thumbnail(hash)).await
    }

    /// Keeps a piece; one that lies there already, of a try that was cut off, is replaced.
    pub(super) async fn put_piece(&self, upload: Uuid, offset: u64, bytes: Bytes) -> Result<(), object_store::Error> {
        self.put(&self.piece(upload, offset), bytes).await
    }

    /// The pieces one after the other.
    pub(super) async fn get_pieces(&self, upload: Uuid, pieces: &[u64]) -> Result<Vec<u8>, object_store::Error> {
        let (mut whole, mut offset) = (Vec::new(), 0);
        for length in pieces {
            if let Some(piece) = self.get(&self.piece(upload, offset)).await? {
                whole.extend_from_slice(&piece);
            }
            offset += length;
        }
        Ok(whole)
    }

    /// Deletes the pieces.
    pub(super) async fn delete_pieces(&self, upload: Uuid, pieces: &[u64]) -> Result<(), object_store::Error> {
        let mut offset = 0;
        // One more: a piece that came and was not noted.
        for length in pieces.iter().copied().chain([0]) {
            match self.store.delete(&self.piece(upload, offset)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(why) => return Err(why),
            }
            offset += length;
        }
        Ok(())
    }
}
