//! JSON as it is stored: compressed with a dictionary of the words that ours is made of, then sealed. A complaint's snapshot, events and
//! receipt take a third of their length, which is a third of what a commit writes to the disk.
//!
//! A value is text as it stands (what an earlier version stored); or bytes: one that names the dictionary, then a zstd frame
//! (RFC 8878); or such bytes sealed under a data key, behind a byte that says so. A dictionary is never changed, only followed by another.
//! Columns that hold text hold sealed bytes in base64 behind a sign with which no JSON begins.

use std::cell::RefCell;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use zstd::bulk::{Compressor, Decompressor};

use crate::data_keys::{DataKeys, KeyName, NotOpened, NotSealed, name_of};
use crate::store::StoreError;

/// Typical JSON of cases, events and receipts: a raw-content dictionary.
const DICTIONARY: &[u8] = include_bytes!("dictionary.1.txt");
/// The number of that dictionary, as a value begins.
const NUMBER: u8 = 1;
/// With this a sealed value begins.
pub(super) const SEALED: u8 = 2;
/// With this a sealed text begins.
const SEALED_TEXT: char = '~';
/// Of a blind hash so much is kept, in hexadecimal digits: 128 bits.
const BLIND_DIGITS: usize = 32;
/// Higher levels save little on a kilobyte and cost a push its time.
const LEVEL: i32 = 3;
/// No entity of ours is larger; what says it is, is damaged.
const MOST_BYTES: usize = 16 * 1024 * 1024;

thread_local! {
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// How values are written and read: sealed where there are keys. Without, as in benchmarks and tests of other things, they are compressed only.
#[derive(Clone, Debug, Default)]
pub(super) struct Codec {
    keys: Option<DataKeys>,
}

impl Codec {
    pub(super) const fn under(keys: DataKeys) -> Self {
        Self { keys: Some(keys) }
    }

    /// The key under which values are sealed now.
    pub(super) fn newest_key(&self) -> Option<KeyName> {
        self.keys.as_ref().and_then(DataKeys::newest)
    }

    /// Finds keys that were made meanwhile.
    pub(super) fn look_again(&self) {
        self.keys.iter().for_each(DataKeys::look_again);
    }

    /// Text as it is stored at a place: the name of its column.
    pub(super) fn encode(&self, place: &str, text: &str) -> Result<Vec<u8>, StoreError> {
        let packed = compress(text)?;
        let Some(keys) = &self.keys else { return Ok(packed) };
        let mut bytes = vec![SEALED];
        bytes.extend(keys.seal(place, &packed)?);
        Ok(bytes)
    }

    /// Text as it was before it was stored.
    pub(super) fn decode(&self, place: &str, bytes: &[u8]) -> Result<String, StoreError> {
        let Some((&SEALED, sealed)) = bytes.split_first() else { return decompress(bytes) };
        let no_key = || name_of(sealed).map_or(NotOpened::Damaged, NotOpened::NoKey);
        decompress(&self.keys.as_ref().ok_or_else(no_key)?.open(place, sealed)?)
    }

    /// The same, for a column of text.
    pub(super) fn encode_text(&self, place: &str, text: &str) -> Result<String, StoreError> {
        if self.keys.is_none() {
            return Ok(text.to_owned());
        }
        Ok(format!("{SEALED_TEXT}{}", STANDARD_NO_PAD.encode(self.encode(place, text)?)))
    }

    /// The same, from a column of text.
    pub(super) fn decode_text(&self, place: &str, kept: &str) -> Result<String, StoreError> {
        let Some(sealed) = kept.strip_prefix(SEALED_TEXT) else { return Ok(kept.to_owned()) };
        let bytes = STANDARD_NO_PAD.decode(sealed).map_err(|_| StoreError::Unreadable("a damaged text".to_owned()))?;
        self.decode(place, &bytes)
    }

    /// Whether a value lies under the newest key, or there is none to put it under.
    pub(super) fn is_up_to_date(&self, bytes: &[u8]) -> bool {
        let Some(newest) = self.newest_key() else { return true };
        bytes.first() == Some(&SEALED) && bytes.get(1..).and_then(name_of) == Some(newest)
    }

    /// The same, of a column of text.
    pub(super) fn is_text_up_to_date(&self, kept: &str) -> bool {
        let sealed = kept.strip_prefix(SEALED_TEXT).and_then(|sealed| STANDARD_NO_PAD.decode(sealed).ok());
        // Nothing says nothing.
        kept.is_empty() || self.newest_key().is_none() || sealed.is_some_and(|bytes| self.is_up_to_date(&bytes))
    }

    /// What a value is found by at a place, under each key, the newest first; empty for an empty one. Without keys the value itself.
    pub(super) fn blind(&self, place: &str, value: &str) -> Vec<String> {
        match &self.keys {
            Some(keys) if !value.is_empty() => {
                let named = |(name, hash): (KeyName, [u8; 32])| blind_of(name) + &hex::encode(hash)[..BLIND_DIGITS];
                keys.blind(place, value).into_iter().map(named).collect()
            }
            _ => vec![value.to_owned()],
        }
    }

    /// With what blind hashes under the newest key begin.
    pub(super) fn blind_prefix(&self) -> Option<String> {
        self.newest_key().map(blind_of)
    }
}

fn blind_of(name: KeyName) -> String {
    format!("{name}-")
}

impl From<NotSealed> for StoreError {
    fn from(why: NotSealed) -> Self {
        Self::Failed(format!("a value was not sealed: {why}"))
    }
}

impl From<NotOpened> for StoreError {
    fn from(why: NotOpened) -> Self {
        Self::Unreadable(format!("a value was not opened: {why}"))
    }
}

pub(super) fn compress(text: &str) -> Result<Vec<u8>, StoreError> {
    let failed = |why: std::io::Error| StoreError::Failed(format!("a value was not compressed: {why}"));
    COMPRESSOR.with_borrow_mut(|slot| {
        let compressor = match slot {
            Some(compressor) => compressor,
            None => slot.insert(Compressor::with_dictionary(LEVEL, DICTIONARY).map_err(failed)?),
        };
        let mut bytes = vec![NUMBER];
        bytes.extend(compressor.compress(text.as_bytes()).map_err(failed)?);
        Ok(bytes)
    })
}

pub(super) fn decompress(bytes: &[u8]) -> Result<String, StoreError> {
    let unreadable = |why: String| StoreError::Unreadable(why);
    let Some((&NUMBER, frame)) = bytes.split_first() else {
        return Err(unreadable("a value is compressed in a way that this version does not know".to_owned()));
    };
    let size =
        zstd::zstd_safe::get_frame_content_size(frame).ok().flatten().and_then(|size| usize::try_from(size).ok());
    let size = size.filter(|size| *size <= MOST_BYTES).ok_or_else(|| unreadable("a damaged value".to_owned()))?;
    DECOMPRESSOR.with_borrow_mut(|slot| {
        let decompressor = match slot {
            Some(decompressor) => decompressor,
            None => slot.insert(Decompressor::with_dictionary(DICTIONARY).map_err(|why| unreadable(why.to_string()))?),
        };
        let text = decompressor.decompress(frame, size).map_err(|why| unreadable(why.to_string()))?;
        String::from_utf8(text).map_err(|why| unreadable(why.to_string()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_comes_back_to_the_letter() {
        for text in ["", "{}", "插电不加热，商家不肯退。", r#"{"filed":{"complaint":{"kind":"complaint"}}}"#]
        {
            assert_eq!(decompress(&compress(text).expect("compressed")).expect("read"), text);
        }
    }

    #[test]
    fn another_dictionary_and_damage_are_told_and_never_taken_for_text() {
        let mut other = compress("{}").expect("compressed");
        other[0] = NUMBER + 1;
        let mut cut = compress("电饭煲电饭煲电饭煲电饭煲").expect("compressed");
        cut.truncate(6);
        for bytes in [&other[..], &cut[..], b"", &[NUMBER, 0x28, 0xb5, 0x2f, 0xfd, 0xff, 0xff]] {
            assert!(matches!(decompress(bytes), Err(StoreError::Unreadable(_))), "{bytes:?}");
        }
    }
}
