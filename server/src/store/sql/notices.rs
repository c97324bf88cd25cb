//! The posted documents.

use super::tx::Tx;
use domain::ids::PointId;
use domain::moment::Day;

use super::kinds::case;
use super::rows::unsigned;
use super::{entities, next_seq, roster};
use crate::store::StoreError;
use crate::store::entities::{BOARD, NewNotice, NewPoint, StoredEntity};

/// Posts the board where its content differs from what hangs, at a place in the history of its own.
pub(super) async fn post_board(tx: &mut Tx, new: &NewPoint) -> Result<(), StoreError> {
    const REV: &str = "SELECT rev FROM entities WHERE point_id = $1 AND kind = $2 AND entity_id = $3";
    let posted: Vec<u8> = sqlx::query_scalar("SELECT board_hash FROM points WHERE point_id = $1")
        .bind(new.id.0)
        .fetch_one(&mut **tx)
        .await?;
    if posted == new.board_hash {
        return Ok(());
    }
    let query = sqlx::query_scalar(REV).bind(new.id.0).bind(BOARD.kind).bind(BOARD.id);
    let rev: i64 = query.fetch_optional(&mut **tx).await?.unwrap_or_default();
    let (rev, seq) = (unsigned(rev) + 1, next_seq(tx, new.id).await?);
    entities::put(tx, new.id, &StoredEntity { key: BOARD, rev, seq, snapshot: new.board.clone() }).await?;
    sqlx::query("UPDATE points SET board_hash = $2 WHERE point_id = $1")
        .bind(new.id.0)
        .bind(new.board_hash.as_slice())
        .execute(&mut **tx)
        .await?;
    post(tx, new).await?;
    // Other working days or rules: every clock and every plan is checked again.
    case::check_clocks(tx, new.id).await?;
    roster::check_again(tx, new.id).await
}

/// Posts the documents. A version that hangs already is replaced by the same version as it is now: only a release that
/// forgot to count up can differ.
async fn post(tx: &mut Tx, new: &NewPoint) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO notices (point_id, notice_id, version, kind, effective_from, body, posted_at) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (point_id, notice_id, version) \
                       DO UPDATE SET kind = excluded.kind, effective_from = excluded.effective_from, \
                       body = excluded.body WHERE notices.body <> excluded.body";
    for notice in &new.notices {
        sqlx::query(SQL)
            .bind(new.id.0)
            .bind(&notice.id)
            .bind(i64::from(notice.version))
            .bind(&notice.kind)
            .bind(notice.effective_from.to_string())
            .bind(&notice.body)
            .bind(new.at.millis())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Every version of a document, oldest first.
pub(super) async fn posted(tx: &mut Tx, point: PointId, notice: &str) -> Result<Vec<NewNotice>, StoreError> {
    const SQL: &str = "SELECT version, kind, effective_from, body FROM notices WHERE point_id = $1 AND notice_id = $2 \
                       ORDER BY version";
    let rows: Vec<(i64, String, String, String)> =
        sqlx::query_as(SQL).bind(point.0).bind(notice).fetch_all(&mut **tx).await?;
    let unreadable = || StoreError::Unreadable(format!("notice {notice}"));
    let read = |(version, kind, effective_from, body): (i64, String, String, String)| {
        Ok(NewNotice {
            id: notice.to_owned(),
            version: u32::try_from(version).map_err(|_| unreadable())?,
            kind,
            effective_from: Day::parse(&effective_from).ok_or_else(unreadable)?,
            body,
        })
    };
    rows.into_iter().map(read).collect()
}
