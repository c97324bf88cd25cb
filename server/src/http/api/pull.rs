//! `GET /api/v1/pull`.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use domain::claim_code::ClaimCode;
use serde::Deserialize;
use sync::protocol::{CLAIM_SCHEME, Code, Epoch, MAX_CLAIMS, Problem, PullAnswer, Seq};

use super::{Api, ApiError};
use crate::http::staff::extract::{ClientAddress, MaybeSignedIn};
use crate::service::{Kinds, PullScope};

/// From where.
#[derive(Clone, Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Cursor {
    /// The cursor of the last answer; 0 at first.
    #[serde(default)]
    #[param(value_type = i64)]
    since: Seq,
    /// The epoch of the last answer.
    #[param(value_type = Option<uuid::Uuid>)]
    epoch: Option<Epoch>,
    /// `staff` where the whole contact point is asked for: without a session that is refused, and not answered with the
    /// board alone, which a tablet would take for everything there is.
    #[param(inline)]
    scope: Option<Wanted>,
    /// Which kinds of entity, by name, with commas; `*`: all that the caller may see, for whoever keeps what it cannot read. Not
    /// said: those of the first version.
    #[param(
        pattern = r"^(\*|(board|case|staff|merchant|canned_reply|saved_view|ledger_export|merchant_file|publication|published|posting|training|checklist|inspection|measure|regulator_report|regulator_directive|regulator_look|goods|album)(,(board|case|staff|merchant|canned_reply|saved_view|ledger_export|merchant_file|publication|published|posting|training|checklist|inspection|measure|regulator_report|regulator_directive|regulator_look|goods|album))*)$"
    )]
    kinds: Option<String>,
}

/// What may be asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Wanted {
    /// The whole contact point.
    Staff,
}

/// The newest state of everything in the caller's scope that changed after the cursor. With claim codes: their cases;
/// with a session: the whole contact point; with neither: the board.
#[utoipa::path(
    get,
    path = "/api/v1/pull",
    tag = "sync",
    params(
        Cursor,
        ("Authorization" = Option<String>, Header, description = "`Claim CODE[,CODE…]`: the claim codes of the cases asked for, at most 50"),
    ),
    responses(
        (status = 200, description = "What changed", body = PullAnswer),
        (status = "default", description = "Nothing was read", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn pull(
    State(api): State<Api>,
    ClientAddress(address): ClientAddress,
    MaybeSignedIn(staff): MaybeSignedIn,
    headers: HeaderMap,
    from: Result<Query<Cursor>, QueryRejection>,
) -> Result<Json<PullAnswer>, ApiError> {
    let Query(Cursor { since, epoch, scope, kinds }) = from.map_err(|_| Code::Malformed)?;
    if scope == Some(Wanted::Staff) && staff.is_none() {
        return Err(Code::SignInNeeded.into());
    }
    let kinds = Kinds::read(kinds.as_deref());
    let Some(codes) = claims(&headers)? else {
        let scope = match staff {
            Some(member) => PullScope::Staff(member.role, kinds),
            None => PullScope::Claims(Vec::new(), kinds),
        };
        return Ok(Json(api.service.pull(since, epoch, &scope).await?));
    };
    let answer = api.service.pull(since, epoch, &PullScope::Claims(codes.clone(), kinds)).await?;
    let is_wrong = |place: &usize| answer.unknown_claims.contains(place);
    let (wrong, right): (Vec<_>, Vec<_>) = codes.iter().enumerate().partition(|(place, _)| is_wrong(place));
    let wrong: Vec<&ClaimCode> = wrong.into_iter().map(|(_, code)| code).collect();
    let settled = api.guesses.settle(address, right.first().map(|(_, code)| *code), &wrong);
    settled.map_err(|wait| Problem { retry_after: Some(wait.seconds()), ..Code::RateLimited.problem() })?;
    Ok(Json(answer))
}

/// The claim codes in the header; none where it has another scheme, or is not there.
pub(super) fn claims(headers: &HeaderMap) -> Result<Option<Vec<ClaimCode>>, Code> {
    let Some(value) = headers.get(AUTHORIZATION) else { return Ok(None) };
    let value = value.to_str().map_err(|_| Code::ClaimMistyped)?;
    let Some((scheme, codes)) = value.split_once(' ') else { return Ok(None) };
    if !scheme.eq_ignore_ascii_case(CLAIM_SCHEME) {
        return Ok(None);
    }
    let codes: Vec<&str> = codes.split(',').collect();
    if codes.len() > MAX_CLAIMS {
        return Err(Code::TooManyOps);
    }
    codes.into_iter().map(|code| code.parse().map_err(|_| Code::ClaimMistyped)).collect::<Result<_, _>>().map(Some)
}
