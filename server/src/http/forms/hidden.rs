//! The hidden controls of a form.

use domain::claim_code::{ClaimCode, RANDOM_BYTES};
use domain::words::Lang;
use sync::protocol::{Code, OpId};
use uuid::Uuid;

use super::{claim_of, fresh_op};

/// The value of a control; empty where there is none.
pub(super) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
}

/// The language in which the form was shown.
pub(super) fn lang(pairs: &[(String, String)]) -> Lang {
    Lang::from_tag(value(pairs, "lang")).unwrap_or_default()
}

/// The name of the operation. A form from a page that gave none gets one now; posted twice it then counts twice, which
/// is better than being refused.
pub(super) fn op(pairs: &[(String, String)]) -> OpId {
    Uuid::parse_str(value(pairs, "op")).map_or_else(|_| fresh_op(), OpId)
}

/// The code under which a complaint is filed.
pub(super) fn claim_or_fresh(pairs: &[(String, String)]) -> Result<ClaimCode, Code> {
    claim_of(value(pairs, "claim")).map_or_else(fresh_claim, Ok)
}

/// The revision of the case that the page showed.
pub(super) fn base(pairs: &[(String, String)]) -> Option<u64> {
    value(pairs, "rev").parse().ok()
}

/// A new claim code, for a page with an empty form.
///
/// # Errors
///
/// [`Code::Internal`] when the operating system gives no random numbers.
pub fn fresh_claim() -> Result<ClaimCode, Code> {
    let mut bytes = [0; RANDOM_BYTES];
    getrandom::fill(&mut bytes).map_err(|_| Code::Internal)?;
    Ok(ClaimCode::from_random(bytes))
}
