//! JSON as it is stored: compressed with a dictionary of the words that ours is made of. A complaint's snapshot, events and
//! receipt take a third of their length, which is a third of what a commit writes to the disk.
//!
//! A value is text as it stands (what an earlier version stored), or bytes: one that names the dictionary, then a zstd frame
//! (RFC 8878). A dictionary is never changed, only followed by another.

use std::cell::RefCell;

use zstd::bulk::{Compressor, Decompressor};

use crate::store::StoreError;

/// Typical JSON of cases, events and receipts: a raw-content dictionary.
const DICTIONARY: &[u8] = include_bytes!("dictionary.1.txt");
/// The number of that dictionary, as a value begins.
const NUMBER: u8 = 1;
/// Higher levels save little on a kilobyte and cost a push its time.
const LEVEL: i32 = 3;
/// No entity of ours is larger; what says it is, is damaged.
const MOST_BYTES: usize = 16 * 1024 * 1024;

thread_local! {
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Text as it is stored.
pub(super) fn encode(text: &str) -> Result<Vec<u8>, StoreError> {
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

/// Text as it was before it was stored.
pub(super) fn decode(bytes: &[u8]) -> Result<String, StoreError> {
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
            assert_eq!(decode(&encode(text).expect("compressed")).expect("read"), text);
        }
    }

    #[test]
    fn another_dictionary_and_damage_are_told_and_never_taken_for_text() {
        let mut other = encode("{}").expect("compressed");
        other[0] = NUMBER + 1;
        let mut cut = encode("电饭煲电饭煲电饭煲电饭煲").expect("compressed");
        cut.truncate(6);
        for bytes in [&other[..], &cut[..], b"", &[NUMBER, 0x28, 0xb5, 0x2f, 0xfd, 0xff, 0xff]] {
            assert!(matches!(decode(bytes), Err(StoreError::Unreadable(_))), "{bytes:?}");
        }
    }
}
