//! What is kept about attachments.

use async_trait::async_trait;
use domain::album::Album;
use domain::case::{Case, ContentHash, Media, Purpose};
use domain::ids::{CaseId, KioskId, PointId, StaffId};
use domain::moment::Moment;
use sqlx::Row;
use uuid::Uuid;

use super::engine::{DbRow, Store};
use super::rows::column;
use super::rows::{json, read, signed, unsigned};
use crate::store::StoreError;
use crate::store::attachments::{AttachmentStore, KeptContent, Upload};
use crate::store::entities::ClaimHash;

#[async_trait]
impl AttachmentStore for Store {
    async fn claimed_case(&self, point: PointId, claim: ClaimHash) -> Result<Option<CaseId>, StoreError> {
        const SQL: &str = "SELECT case_id FROM claims WHERE point_id = $1 AND claim_hash = $2";
        let query = sqlx::query_scalar(SQL).bind(point.0).bind(claim.0.to_vec());
        let case: Option<Uuid> = query.fetch_optional(&mut *self.begin_read().await?).await?;
        Ok(case.map(CaseId))
    }

    async fn case(&self, point: PointId, case: CaseId) -> Result<Option<Case>, StoreError> {
        const SQL: &str = "SELECT snapshot FROM entities WHERE point_id = $1 AND kind = 'case' AND entity_id = $2";
        let query = sqlx::query(SQL).bind(point.0).bind(case.0);
        let mut tx = self.begin_read().await?;
        let row = query.fetch_optional(&mut *tx).await?;
        row.map(|row| read(&column(tx.codec(), &row, "snapshot")?)).transpose()
    }

    async fn album(&self, point: PointId, of: Uuid) -> Result<Option<Album>, StoreError> {
        const SQL: &str = "SELECT snapshot FROM entities WHERE point_id = $1 AND kind = 'album' AND entity_id = $2";
        let query = sqlx::query(SQL).bind(point.0).bind(of);
        let mut tx = self.begin_read().await?;
        let row = query.fetch_optional(&mut *tx).await?;
        row.map(|row| read(&column(tx.codec(), &row, "snapshot")?)).transpose()
    }

    async fn upload(&self, point: PointId, id: Uuid) -> Result<Option<Upload>, StoreError> {
        const SQL: &str = "SELECT * FROM uploads WHERE point_id = $1 AND upload_id = $2";
        let query = sqlx::query(SQL).bind(point.0).bind(id);
        let row = query.fetch_optional(&mut *self.begin_read().await?).await?;
        row.as_ref().map(upload).transpose()
    }

    async fn uploads_of(&self, point: PointId, case: CaseId) -> Result<Vec<Upload>, StoreError> {
        const SQL: &str = "SELECT * FROM uploads WHERE point_id = $1 AND case_id = $2 ORDER BY touched_at, upload_id";
        let query = sqlx::query(SQL).bind(point.0).bind(case.0);
        query.fetch_all(&mut *self.begin_read().await?).await?.iter().map(upload).collect()
    }

    async fn abandoned(&self, point: PointId, since: Moment, most: u32) -> Result<Vec<Upload>, StoreError> {
        const SQL: &str =
            "SELECT * FROM uploads WHERE point_id = $1 AND touched_at < $2 ORDER BY touched_at, upload_id LIMIT $3";
        let query = sqlx::query(SQL).bind(point.0).bind(since.millis()).bind(i64::from(most));
        query.fetch_all(&mut *self.begin_read().await?).await?.iter().map(upload).collect()
    }

    async fn keep_upload(&self, point: PointId, upload: &Upload) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO uploads (point_id, upload_id, case_id, staff_id, hash, length, pieces, touched_at, \
                           purpose, kiosk_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (point_id, upload_id) DO UPDATE \
                           SET pieces = excluded.pieces, touched_at = excluded.touched_at";
        let mut tx = self.begin_write(point).await?;
        sqlx::query(SQL)
            .bind(point.0)
            .bind(upload.id)
            .bind(upload.case.0)
            .bind(upload.staff.map(|staff| staff.0))
            .bind(upload.hash.0.to_vec())
            .bind(signed(upload.length))
            .bind(json(&upload.pieces)?)
            .bind(upload.touched_at.millis())
            .bind(upload.purpose.map(|purpose| purpose.to_string()))
            .bind(upload.kiosk.map(|kiosk| kiosk.0))
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }

    async fn end_upload(&self, point: PointId, id: Uuid) -> Result<(), StoreError> {
        const SQL: &str = "DELETE FROM uploads WHERE point_id = $1 AND upload_id = $2";
        let mut tx = self.begin_write(point).await?;
        sqlx::query(SQL).bind(point.0).bind(id).execute(&mut *tx).await?;
        tx.commit().await
    }

    async fn keep_content(&self, point: PointId, content: KeptContent, at: Moment) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO attachments (point_id, hash, media, bytes, kept_at) VALUES ($1, $2, $3, $4, $5) \
                           ON CONFLICT DO NOTHING";
        let mut tx = self.begin_write(point).await?;
        sqlx::query(SQL)
            .bind(point.0)
            .bind(content.hash.0.to_vec())
            .bind(word(content.media))
            .bind(signed(content.bytes))
            .bind(at.millis())
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }

    async fn contents(
        &self,
        point: PointId,
        after: Option<ContentHash>,
        most: u32,
    ) -> Result<Vec<KeptContent>, StoreError> {
        const SQL: &str = "SELECT hash, media, bytes FROM attachments WHERE point_id = $1 AND hash > $2 ORDER BY hash \
                           LIMIT $3";
        let after = after.map(|hash| hash.0.to_vec()).unwrap_or_default();
        let query = sqlx::query(SQL).bind(point.0).bind(after).bind(i64::from(most));
        let content = |row: &DbRow| {
            let media = media(row.try_get("media")?)?;
            Ok(KeptContent { hash: hash(row)?, media, bytes: unsigned(row.try_get("bytes")?) })
        };
        query.fetch_all(&mut *self.begin_read().await?).await?.iter().map(content).collect()
    }
}

const fn word(media: Media) -> &'static str {
    match media {
        Media::Jpeg => "jpeg",
        Media::Pdf => "pdf",
    }
}

fn media(word: &str) -> Result<Media, StoreError> {
    match word {
        "jpeg" => Ok(Media::Jpeg),
        "pdf" => Ok(Media::Pdf),
        other => Err(StoreError::Unreadable(format!("no attachment is called {other}"))),
    }
}

fn hash(row: &DbRow) -> Result<ContentHash, StoreError> {
    let bytes: &[u8] = row.try_get("hash")?;
    bytes.try_into().map(ContentHash).map_err(|_| StoreError::Unreadable("a hash has 32 bytes".to_owned()))
}

fn purpose(text: Option<&str>) -> Result<Option<Purpose>, StoreError> {
    let read = |text: &str| text.parse().map_err(|why| StoreError::Unreadable(format!("{text}: {why}")));
    text.map(read).transpose()
}

fn upload(row: &DbRow) -> Result<Upload, StoreError> {
    Ok(Upload {
        id: row.try_get("upload_id")?,
        case: CaseId(row.try_get("case_id")?),
        kiosk: row.try_get::<Option<Uuid>, _>("kiosk_id")?.map(KioskId),
        staff: row.try_get::<Option<Uuid>, _>("staff_id")?.map(StaffId),
        hash: hash(row)?,
        purpose: purpose(row.try_get("purpose")?)?,
        length: unsigned(row.try_get("length")?),
        pieces: read(row.try_get("pieces")?)?,
        touched_at: Moment::from_millis(row.try_get("touched_at")?),
    })
}
