//! JSON that is passed on as it came: whoever carries it need not know what it says.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::value::RawValue;

/// A JSON text inside a message. Cheap to clone: a replica holds thousands, and hands each to the screen and to the store.
#[derive(Clone)]
pub struct RawJson(Arc<RawValue>);

impl RawJson {
    /// A value as JSON.
    ///
    /// # Errors
    /// Where the value has no JSON form.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Self> {
        serde_json::value::to_raw_value(value).map(Self::from)
    }

    /// A text that is JSON already.
    ///
    /// # Errors
    /// Where it is not.
    pub fn from_text(text: String) -> serde_json::Result<Self> {
        RawValue::from_string(text).map(Self::from)
    }

    /// The text.
    #[must_use]
    pub fn as_text(&self) -> &str {
        self.0.get()
    }

    /// What it says, where it can be read as that.
    #[must_use]
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        crate::read_json(self.as_text()).ok()
    }
}

impl From<Box<RawValue>> for RawJson {
    fn from(json: Box<RawValue>) -> Self {
        Self(json.into())
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.as_text() == other.as_text()
    }
}

impl Eq for RawJson {}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_text())
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RawJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Self::from)
    }
}
