//! PDFs: parsed within limits, refused where they do anything by themselves, and kept without what says who made them, where
//! and with what.

use domain::case::Media;
use lopdf::{Dictionary, Document, Error, LoadOptions, Object, Stream};

use super::jpeg::Segments;
use super::{Inspected, Refusal, mixed};

const MOST_PAGES: usize = 200;
const MOST_OBJECTS: usize = 100_000;
/// What one stream may become that has to be unpacked to read the document.
const MOST_UNPACKED: usize = 32 * 1024 * 1024;
/// Arrays in arrays; a document of ours has a few.
const MOST_DEPTH: usize = 100;

/// Programs, files inside, forms that send themselves.
const ACTIVE_KEYS: [&[u8]; 6] = [b"JS", b"JavaScript", b"EmbeddedFiles", b"EF", b"XFA", b"RichMediaContent"];
const ACTIVE_NAMES: [&[u8]; 7] =
    [b"JavaScript", b"Launch", b"EmbeddedFile", b"SubmitForm", b"ImportData", b"RichMedia", b"GoToE"];
/// Who, where, with what: no page shows it.
const ABOUT_IT: [&[u8]; 4] = [b"Metadata", b"PieceInfo", b"LastModified", b"VP"];

pub(super) fn inspect(bytes: Vec<u8>) -> Result<Inspected, Refusal> {
    if !bytes.starts_with(b"%PDF-") {
        return Err(Refusal::Mixed);
    }
    let end = bytes.windows(5).rposition(|window| window == b"%%EOF").ok_or(Refusal::Unreadable)?;
    if mixed::is_another_file(&bytes[end + 5..]) {
        return Err(Refusal::Mixed);
    }
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let mut document = Document::load_mem_with_options(&bytes, options).map_err(|why| refused(&why))?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Refusal::Locked);
    }
    let pages = document.get_pages().len();
    if pages == 0 {
        return Err(Refusal::Unreadable);
    }
    if pages > MOST_PAGES || document.objects.len() > MOST_OBJECTS {
        return Err(Refusal::TooComplex);
    }
    if is_active_dictionary(&document.trailer, 0) || document.objects.values().any(|object| is_active(object, 0)) {
        return Err(Refusal::Active);
    }
    let mut changed = document.trailer.remove(b"Info").is_some();
    for object in document.objects.values_mut() {
        changed |= cleaned(object);
    }
    // What was replaced by a later revision of the document is in the file all the same.
    let revisions = bytes.windows(5).filter(|window| *window == b"%%EOF").count();
    if !changed && revisions == 1 {
        return Ok(Inspected { media: Media::Pdf, bytes, thumbnail: None });
    }
    document.prune_objects();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|_| Refusal::Unreadable)?;
    Ok(Inspected { media: Media::Pdf, bytes, thumbnail: None })
}

const fn refused(why: &Error) -> Refusal {
    match why {
        Error::Decryption(_) | Error::InvalidPassword | Error::UnsupportedSecurityHandler(_) => Refusal::Locked,
        Error::Decompress(_) => Refusal::TooComplex,
        _ => Refusal::Unreadable,
    }
}

/// What lies deeper than any document of ours counts as active: nobody has looked at it.
fn is_active(object: &Object, depth: usize) -> bool {
    match object {
        _ if depth > MOST_DEPTH => true,
        Object::Dictionary(dictionary) => is_active_dictionary(dictionary, depth),
        Object::Stream(stream) => is_active_dictionary(&stream.dict, depth),
        Object::Array(objects) => objects.iter().any(|object| is_active(object, depth + 1)),
        _ => false,
    }
}

fn is_active_dictionary(dictionary: &Dictionary, depth: usize) -> bool {
    dictionary.iter().any(|(key, value)| {
        let named = |name: &[u8]| ACTIVE_NAMES.contains(&name);
        ACTIVE_KEYS.contains(&key.as_slice())
            || matches!(key.as_slice(), b"S" | b"Type" | b"Subtype") && value.as_name().is_ok_and(named)
            || is_active(value, depth + 1)
    })
}

/// Says whether there was something.
fn cleaned(object: &mut Object) -> bool {
    match object {
        Object::Dictionary(dictionary) => cleaned_dictionary(dictionary),
        Object::Stream(stream) => cleaned_dictionary(&mut stream.dict) | cleaned_photo(stream),
        Object::Array(objects) => objects.iter_mut().fold(false, |changed, object| changed | cleaned(object)),
        _ => false,
    }
}

fn cleaned_dictionary(dictionary: &mut Dictionary) -> bool {
    let removed = ABOUT_IT.iter().fold(false, |removed, key| removed | dictionary.remove(key).is_some());
    dictionary.iter_mut().fold(removed, |changed, (_, value)| changed | cleaned(value))
}

/// A photo in a document has its place with it as well.
fn cleaned_photo(stream: &mut Stream) -> bool {
    let is_jpeg = stream.filters().is_ok_and(|filters| filters == [b"DCTDecode".as_slice()]);
    if !is_jpeg {
        return false;
    }
    match Segments::of(&stream.content) {
        Some(segments) if !segments.is_clean(&stream.content) => {
            let clean = segments.cleaned(&stream.content);
            stream.set_content(clean);
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
