//! A picture amid the words. It travels within the publication, so that both reach a kiosk together or not at all.

use serde::{Deserialize, Serialize};

/// Most pictures of a publication.
pub const MOST_PICTURES: usize = 3;
/// Most characters of a picture: 96 KiB.
pub const PICTURE_CHARS: usize = 128 * 1024;
/// How a JPEG (ISO/IEC 10918-1) begins, in Base64.
const BEGINS: &str = "/9j/";

/// A picture, made small on the device.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// A JPEG in Base64 (RFC 4648, section 4).
    pub jpeg: String,
}

impl Picture {
    /// Whether it is what it says, by its first bytes: a browser takes it for nothing else.
    #[must_use]
    pub fn is_a_jpeg(&self) -> bool {
        let is_base64 = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/' | b'=');
        self.jpeg.starts_with(BEGINS) && self.jpeg.bytes().all(is_base64)
    }

    /// As the address of an image (RFC 2397).
    #[must_use]
    pub fn address(&self) -> String {
        format!("data:image/jpeg;base64,{}", self.jpeg)
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} characters)", self.jpeg.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_a_jpeg_and_nothing_that_a_browser_could_take_for_a_program() {
        let of = |jpeg: &str| Picture { jpeg: jpeg.to_owned() };
        assert!(of("/9j/4AAQ").is_a_jpeg());
        for wrong in ["", "PHN2Zz4=", "/9j/\"><script>", "iVBORw0KGgo="] {
            assert!(!of(wrong).is_a_jpeg(), "{wrong}");
        }
        assert_eq!(of("/9j/4AAQ").address(), "data:image/jpeg;base64,/9j/4AAQ");
    }
}
