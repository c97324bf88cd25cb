//! The deposit pool: merchants' accounts, and money that comes in and goes back.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::fund::Movement;
use sync::protocol::{FundStatement, NewMerchant, Problem};

use super::Api;
use crate::http::error::ApiError;
use crate::http::schemas::MovementOfMoney;
use crate::http::staff::body::Body;
use crate::http::staff::extract::SignedIn;
use crate::service::FundError;

/// `GET /api/v1/fund`.
#[utoipa::path(
    get,
    path = "/api/v1/fund",
    tag = "fund",
    responses(
        (status = 200, description = "For supervisors, administrators and the regulator", body = FundStatement),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn statement(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
) -> Result<Json<FundStatement>, ApiError> {
    let read = api.service.fund(&who).await?;
    let merchants = read.merchants;
    Ok(Json(FundStatement { merchants, ledger: read.ledger }))
}

/// `POST /api/v1/fund/merchants`.
#[utoipa::path(
    post,
    path = "/api/v1/fund/merchants",
    tag = "fund",
    request_body = NewMerchant,
    responses(
        (status = 201, description = "The account, with its name and what stands on it", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn open_account(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    Body(new): Body<NewMerchant>,
) -> Result<(StatusCode, Json<domain::fund::MerchantAccount>), ApiError> {
    let account = api.service.open_account(&who, new.id, &new.name).await?;
    Ok((StatusCode::CREATED, Json(account)))
}

/// `POST /api/v1/fund/movements`: a deposit in or back, or what a merchant makes good. The same again is posted once.
#[utoipa::path(
    post,
    path = "/api/v1/fund/movements",
    tag = "fund",
    request_body = MovementOfMoney,
    responses(
        (status = 201, description = "The transaction with its postings", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn move_money(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    Body(movement): Body<Movement>,
) -> Result<(StatusCode, Json<domain::fund::Transaction>), ApiError> {
    Ok((StatusCode::CREATED, Json(api.service.move_money(&who, movement).await?)))
}

impl From<FundError> for ApiError {
    fn from(error: FundError) -> Self {
        match error {
            FundError::Unfit(code) => code.into(),
            FundError::Refused(why) => {
                let code = sync::protocol::Code::FundRefused;
                Problem { detail: why.sentence(), ..code.problem() }.into()
            }
            FundError::Store(failure) => failure.into(),
        }
    }
}
