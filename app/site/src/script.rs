//! The script that a page starts with.

/// Its name, beside the glue.
pub(crate) const BOOT: &str = "boot.js";

pub(crate) fn boot() -> (String, Vec<u8>) {
    (BOOT.to_owned(), include_bytes!("boot.js").to_vec())
}
