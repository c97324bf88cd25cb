//! Files of two types at once (polyglots): a picture that is a web page or an archive to somebody else.

/// What a web browser or a server would run, wherever it stands in a picture. The words are too long to come about by chance.
const PROGRAMS: [&[u8]; 5] = [b"<script", b"<?php", b"<!doctype html", b"<html", b"javascript:"];
/// A reader of PDFs looks for its mark here (ISO 32000, annex I, note 13).
const WHERE_PDF_BEGINS: usize = 1024;

/// Whether a picture holds something that is no picture.
pub(super) fn hides_something(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(WHERE_PDF_BEGINS)];
    contains(head, b"%PDF-") || PROGRAMS.iter().any(|program| contains(bytes, program))
}

/// Whether what follows a picture or a document is a file of another type. A film of a second, as telephones add, is not
/// hidden: it is left out.
pub(super) fn is_another_file(trailer: &[u8]) -> bool {
    let known = infer::get(trailer).map(|found| found.matcher_type());
    // An archive is read from its end.
    contains(trailer, b"PK\x05\x06")
        || contains(trailer, b"%PDF-")
        || matches!(known, Some(infer::MatcherType::Archive | infer::MatcherType::App | infer::MatcherType::Text))
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}
