//! What an entity is, as a message carries it: the name of its kind and JSON. Neither the engine nor the store of a device
//! knows more; a kind that this build cannot read is carried all the same.

use std::{borrow::Cow, fmt};

use domain::kind::KindInfo;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, Error, MapAccess, Visitor},
    ser::SerializeMap,
};

use super::RawJson;

/// The name of a kind; one of [`domain::kinds::ALL`] takes no memory.
pub type KindName = Cow<'static, str>;

/// What a kind sends of its entities.
pub trait EntityBody: Serialize + DeserializeOwned {
    /// Which kind.
    const KIND: &'static KindInfo;
}

/// What an entity is: on the wire `{"kind": …}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    kind: KindName,
    json: RawJson,
}

impl Body {
    /// Of a kind's own type.
    #[must_use]
    pub fn of<T: EntityBody>(value: &T) -> Self {
        Self::raw(T::KIND.name, RawJson::of(value).unwrap_or_else(|_| null()))
    }

    /// Of what is JSON already.
    #[must_use]
    pub fn raw(kind: impl Into<KindName>, json: RawJson) -> Self {
        Self { kind: kind.into(), json }
    }

    /// The stable word of its kind.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The same, to be kept.
    #[must_use]
    pub fn kind_name(&self) -> KindName {
        self.kind.clone()
    }

    /// What it says, where it is of that kind and this build can read it.
    #[must_use]
    pub fn read<T: EntityBody>(&self) -> Option<T> {
        if self.kind == T::KIND.name { self.json.read() } else { None }
    }

    /// As JSON.
    #[must_use]
    pub const fn json(&self) -> &RawJson {
        &self.json
    }
}

/// Every body has a JSON form; should one lose it, nobody can read this, and it is carried.
fn null() -> RawJson {
    RawJson::from_text("null".to_owned()).unwrap_or_else(|_| unreachable!("null is JSON"))
}

/// The kind's own name where we know it, so that thousands of entities share it.
pub(crate) fn kind_name(name: Cow<'_, str>) -> KindName {
    domain::kinds::named(&name).map_or_else(|| Cow::Owned(name.into_owned()), |kind| Cow::Borrowed(kind.name))
}

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(&self.kind, &self.json)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneEntry;

        impl<'de> Visitor<'de> for OneEntry {
            type Value = Body;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a kind and what it says")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Body, A::Error> {
                let Some((kind, json)) = map.next_entry::<Cow<'de, str>, RawJson>()? else {
                    return Err(Error::custom("no kind"));
                };
                match map.next_key::<Cow<'de, str>>()? {
                    None => Ok(Body { kind: kind_name(kind), json }),
                    Some(_) => Err(Error::custom("more than one kind")),
                }
            }
        }

        deserializer.deserialize_map(OneEntry)
    }
}
