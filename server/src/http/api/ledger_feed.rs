//! 进销货台账 from a merchant's own system, by a key; and the keys, for supervisors.

use axum::extract::DefaultBodyLimit;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use domain::goods::{BadLine, FeedLine, FeedReport, LINE_NAME_CHARS};
use domain::ids::MerchantId;
use domain::moment::Moment;
use domain::words::{Text, text};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sync::protocol::{Code, Problem};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Api;
use crate::accounts::GivenLedgerKey;
use crate::http::error::ApiError;
use crate::http::staff::body::Body;
use crate::http::staff::extract::{ClientAddress, SignedIn};
use crate::store::ledger_keys::LedgerKeyRecord;

/// Most bytes of a batch.
const MOST_BYTES: usize = 16 * 1024 * 1024;

pub(super) fn routes() -> Router<Api> {
    Router::new()
        .route("/api/v1/merchants/{merchant}/ledger-keys", get(keys).post(make_key))
        .route("/api/v1/merchants/{merchant}/ledger-keys/{id}", delete(revoke_key))
        .layer(DefaultBodyLimit::max(super::MOST_BYTES))
        .route("/api/v1/ledger-batches", post(take).layer(DefaultBodyLimit::max(MOST_BYTES)))
}

const UNREADABLE: Text = text(
    "这一行看不懂：字段名写错了，或者不是文字。请照接口说明核对。",
    "This line cannot be read: a field has another name, or is no text. Please compare with the document.",
);

/// A key, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LedgerKey {
    /// Its name.
    id: Uuid,
    /// Which system it was given to.
    label: String,
    /// When it was made, in milliseconds since 1970.
    #[schema(value_type = i64)]
    created_at: Moment,
    /// When it was last used, to the minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i64>)]
    last_used_at: Option<Moment>,
    /// Since when it opens nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i64>)]
    revoked_at: Option<Moment>,
}

impl From<LedgerKeyRecord> for LedgerKey {
    fn from(record: LedgerKeyRecord) -> Self {
        let LedgerKeyRecord { id, label, created_at, last_used_at, revoked_at, .. } = record;
        Self { id, label, created_at, last_used_at, revoked_at }
    }
}

/// The keys of a merchant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LedgerKeys {
    /// The newest first.
    keys: Vec<LedgerKey>,
}

/// To which system it is given.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewLedgerKey {
    /// What people call it.
    #[schema(min_length = 1, max_length = 40)]
    label: String,
}

/// A key as it is shown, once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ShownLedgerKey {
    /// What is kept of it.
    #[serde(flatten)]
    kept: LedgerKey,
    /// The whole: it goes into `Authorization: Bearer`.
    key: String,
}

/// `GET /api/v1/merchants/{merchant}/ledger-keys`: for supervisors.
#[utoipa::path(
    get,
    path = "/api/v1/merchants/{merchant}/ledger-keys",
    tag = "goods",
    params(("merchant" = Uuid, Path, description = "The merchant's file")),
    responses(
        (status = 200, description = "Its keys, without their secrets", body = LedgerKeys),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn keys(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    merchant: Result<Path<Uuid>, PathRejection>,
) -> Result<Json<LedgerKeys>, ApiError> {
    let Path(merchant) = merchant.map_err(|_| Code::NotFound)?;
    let keys = api.staff.accounts.ledger_keys(&who, MerchantId(merchant)).await?;
    Ok(Json(LedgerKeys { keys: keys.into_iter().map(LedgerKey::from).collect() }))
}

/// `POST /api/v1/merchants/{merchant}/ledger-keys`: a key for that merchant's ledger and nothing else. It is shown once.
#[utoipa::path(
    post,
    path = "/api/v1/merchants/{merchant}/ledger-keys",
    tag = "goods",
    params(("merchant" = Uuid, Path, description = "The merchant's file")),
    request_body = NewLedgerKey,
    responses(
        (status = 201, description = "The key; nobody can see it again", body = ShownLedgerKey),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn make_key(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    merchant: Result<Path<Uuid>, PathRejection>,
    Body(NewLedgerKey { label }): Body<NewLedgerKey>,
) -> Result<(StatusCode, Json<ShownLedgerKey>), ApiError> {
    let Path(merchant) = merchant.map_err(|_| Code::NotFound)?;
    let merchant = MerchantId(merchant);
    if !api.service.has_merchant(merchant).await? {
        return Err(Code::NotFound.into());
    }
    let GivenLedgerKey { record, key } = api.staff.accounts.make_ledger_key(&who, merchant, &label).await?;
    Ok((StatusCode::CREATED, Json(ShownLedgerKey { kept: record.into(), key })))
}

/// `DELETE /api/v1/merchants/{merchant}/ledger-keys/{id}`: from here it opens nothing.
#[utoipa::path(
    delete,
    path = "/api/v1/merchants/{merchant}/ledger-keys/{id}",
    tag = "goods",
    params(
        ("merchant" = Uuid, Path, description = "The merchant's file"),
        ("id" = Uuid, Path, description = "The key's name"),
    ),
    responses(
        (status = 200, description = "It stays on record", body = LedgerKey),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn revoke_key(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    named: Result<Path<(Uuid, Uuid)>, PathRejection>,
) -> Result<Json<LedgerKey>, ApiError> {
    let Path((merchant, id)) = named.map_err(|_| Code::NotFound)?;
    Ok(Json(api.staff.accounts.revoke_ledger_key(&who, MerchantId(merchant), id).await?.into()))
}

/// A batch of lines.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct LedgerBatch {
    /// At most 20,000. Each has an `id` of its own (the same id and content again changes nothing), names goods of this merchant by
    /// `barcode`, or by `name` and `spec`, and says one thing: `receive` (a lot that came: `batch`, `produced_on`, `expires_on`,
    /// `received_on`, `quantity`, `unit`, `supplier_name`, `supplier_address`, `supplier_contact`, `voucher`, and all four `checks`:
    /// `supplier`, `certificate`, `marking`, `quality`) or `move` (where some went: `of`, the line with which its lot came, or `batch`;
    /// `kind`: `sold`, `taken_back`, `returned`, `destroyed`; `quantity`, `on`, `words`, `before_stop`).
    #[schema(value_type = Vec<Object>)]
    lines: Vec<Map<String, Value>>,
}

/// What became of a batch.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LedgerTaken {
    /// How many lines there were.
    lines: usize,
    /// How many were taken in.
    taken: usize,
    /// How many had come before and changed nothing.
    known: usize,
}

/// Why nothing of a batch was taken.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LedgerRefused {
    #[serde(flatten)]
    problem: Problem,
    /// With `ledger_lines_bad`, each line that is not right: `line` (from 1), `id`, and `problems`, each in `zh` and `en`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<Object>>)]
    bad: Option<Vec<BadLine>>,
}

/// `POST /api/v1/ledger-batches`: the ledger of a merchant from its own system, taken whole or not at all. The same batch again changes
/// nothing.
#[utoipa::path(
    post,
    path = "/api/v1/ledger-batches",
    tag = "goods",
    params(("Authorization" = Option<String>, Header, description = "`Bearer KEY`, a key that a supervisor made on the merchant's file")),
    request_body = LedgerBatch,
    responses(
        (status = 200, description = "All of it is in the ledger", body = LedgerTaken),
        (status = "default", description = "Nothing was taken; with `ledger_lines_bad` the lines that are not right stand in `bad`", body = LedgerRefused, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn take(
    State(api): State<Api>,
    ClientAddress(from): ClientAddress,
    headers: HeaderMap,
    batch: Result<Body<LedgerBatch>, ApiError>,
) -> Result<Response, LedgerError> {
    // Who it is comes before what it says.
    let key = bearer(&headers).ok_or(Code::LedgerKeyUnknown)?;
    let merchant = api.staff.accounts.ledger_of_key(key, from).await.map_err(ApiError::from)?;
    let Body(LedgerBatch { lines }) = batch?;
    if !api.service.has_merchant(merchant).await.map_err(ApiError::from)? {
        // It has left: nothing of its ledger changes any more.
        return Err(Code::LedgerKeyUnknown.into());
    }
    let lines = read(lines).map_err(LedgerError::Bad)?;
    let report = api.service.take_ledger_lines(merchant, lines).await.map_err(ApiError::from)?;
    let FeedReport { lines, taken, known, bad } = report;
    if bad.is_empty() {
        return Ok(Json(LedgerTaken { lines, taken, known }).into_response());
    }
    Err(LedgerError::Bad(bad))
}

/// The lines, or those that cannot be read.
fn read(lines: Vec<Map<String, Value>>) -> Result<Vec<FeedLine>, Vec<BadLine>> {
    let (mut read, mut bad) = (Vec::with_capacity(lines.len()), Vec::new());
    for (number, line) in (1..).zip(lines) {
        let id = line.get("id").and_then(Value::as_str).unwrap_or_default();
        let id: String = id.chars().take(LINE_NAME_CHARS).collect();
        match serde_json::from_value(Value::Object(line)) {
            Ok(line) => read.push(line),
            Err(_) => bad.push(BadLine { line: number, id, problems: vec![UNREADABLE.into()] }),
        }
    }
    if bad.is_empty() { Ok(read) } else { Err(bad) }
}

/// Why a batch was not taken.
#[derive(Debug)]
pub(crate) enum LedgerError {
    /// For a reason that has to do with no line.
    Other(ApiError),
    /// Because of these lines.
    Bad(Vec<BadLine>),
}

impl From<ApiError> for LedgerError {
    fn from(error: ApiError) -> Self {
        Self::Other(error)
    }
}

impl From<Code> for LedgerError {
    fn from(code: Code) -> Self {
        Self::Other(code.into())
    }
}

impl IntoResponse for LedgerError {
    fn into_response(self) -> Response {
        match self {
            Self::Other(error) => error.into_response(),
            Self::Bad(bad) => {
                let problem = Code::LedgerLinesBad.problem();
                let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
                let body = Json(LedgerRefused { problem, bad: Some(bad) });
                (status, [(CONTENT_TYPE, "application/problem+json")], body).into_response()
            }
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, key) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| key.trim())
}
