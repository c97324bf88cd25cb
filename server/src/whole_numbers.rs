//! JSON has one sort of number, so that `14.0` is a whole one (RFC 8259, section 6). Some libraries write it so.

use serde_json::Value;

/// Every whole number as one; whether there was any.
pub(crate) fn make_whole(value: &mut Value) -> bool {
    /// Beyond, not every whole number has a double of its own.
    const MOST: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::Number(number) => {
            let whole = number.as_f64().filter(|_| number.is_f64()).filter(|it| it.fract() == 0.0 && it.abs() <= MOST);
            let Some(whole) = whole.and_then(|whole| format!("{whole:.0}").parse::<i64>().ok()) else { return false };
            *number = whole.into();
            true
        }
        // All of them are made whole, so all are counted.
        Value::Array(values) => values.iter_mut().filter_map(|value| make_whole(value).then_some(())).count() > 0,
        Value::Object(fields) => fields.values_mut().filter_map(|value| make_whole(value).then_some(())).count() > 0,
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_whole_number_is_one_however_it_is_written() {
        let mut value = json!({ "a": [1.0, "1.0", -2e3], "b": { "c": 2.0 } });
        assert!(make_whole(&mut value));
        assert_eq!(value, json!({ "a": [1, "1.0", -2000], "b": { "c": 2 } }));
        let mut other = json!([1, 14.5, 1e300, null]);
        assert!(!make_whole(&mut other));
        assert_eq!(other, json!([1, 14.5, 1e300, null]));
    }
}
