//! A JSON body, and what is wrong with it as a problem.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sync::protocol::{Code, RawJson};

use crate::http::body_time::in_time;
use crate::http::error::ApiError;

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

/// Every whole number as one; whether there was any.
fn make_whole(value: &mut Value) -> bool {
    /// Beyond, not every whole number has a double of its own.
    const MOST: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::Number(number) => {
            let whole = number.as_f64().filter(|_| number.is_f64()).filter(|it| it.fract() == 0.0 && it.abs() <= MOST);
            let Some(whole) = whole.and_then(|whole| format!("{whole:.0}").parse::<i64>().ok()) else { return false };
            *number = whole.into();
            true
        }
        // Each, not any: all of them are made whole.
        Value::Array(values) => values.iter_mut().fold(false, |changed, value| make_whole(value) || changed),
        Value::Object(fields) => fields.values_mut().fold(false, |changed, value| make_whole(value) || changed),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_str, json};

    #[test]
    fn a_whole_number_is_one_however_it_is_written() {
        let read_text = |text: &str| read::<Vec<i64>>(&from_str(text).expect("JSON"));
        assert_eq!(read_text("[14.0, 2e3, -1]"), Some(vec![14, 2000, -1]));
        assert_eq!(read_text("[14.5]"), None);
        assert_eq!(read_text("[1e300]"), None);
        let mut value = json!({ "a": [1.0, "1.0"], "b": { "c": 2.0 } });
        assert!(make_whole(&mut value));
        assert_eq!(value, json!({ "a": [1, "1.0"], "b": { "c": 2 } }));
    }
}
