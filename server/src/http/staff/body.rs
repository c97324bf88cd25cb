//! A JSON body, and what is wrong with it as a problem.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sync::protocol::{Code, RawJson};

use crate::http::body_time::in_time;
use crate::http::error::ApiError;
use crate::whole_numbers::make_whole;

/// A request's JSON; structs are objects, as the interface's document says, and not lists of their values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Body<T>(pub(crate) T);

impl<S, T> FromRequest<S> for Body<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let json: Result<Json<RawJson>, _> = in_time(Json::from_request(request, state)).await?;
        match json {
            // The reader's own words could repeat what was typed, so they are not passed on.
            Ok(Json(json)) => read(&json).map(Self).ok_or_else(|| Code::Malformed.into()),
            Err(JsonRejection::JsonSyntaxError(_)) => Err(Code::NotJson.into()),
            Err(JsonRejection::MissingJsonContentType(_)) => Err(Code::UnsupportedMediaType.into()),
            Err(other) if other.status() == 413 => Err(Code::BodyTooLarge.into()),
            Err(_) => Err(Code::NotJson.into()),
        }
    }
}

/// JSON has one sort of number, so that `14.0` is a whole one (RFC 8259, section 6), also where a browser's library writes it so.
fn read<T: DeserializeOwned>(json: &RawJson) -> Option<T> {
    json.read().or_else(|| {
        let mut value: Value = json.read()?;
        let changed = make_whole(&mut value);
        if changed { sync::read_json(&value.to_string()).ok() } else { None }
    })
}
