//! Looks at what was sent, whatever it says of itself: decoded again within limits, and kept without anything but the picture
//! or the pages. What is refused is refused for one reason, in words.

mod jpeg;
mod mixed;
mod pdf;
mod photo;

use std::sync::Arc;
use std::time::Duration;

use domain::case::Media;
use sync::protocol::Code;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Most bytes of what is sent.
pub const MOST_BYTES: u64 = 20 * 1024 * 1024;
/// How many are looked at at once: each may take 200 MB of memory and a core.
const AT_ONCE: usize = 2;
/// How long one may wait for its turn, and take.
const WITHIN: Duration = Duration::from_secs(60);

/// Why something is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No bytes.
    Empty,
    /// Too many bytes.
    TooLarge,
    /// Neither photo nor PDF.
    TypeUnknown,
    /// A photo that is decoded nowhere on the way.
    Heic,
    /// Damaged.
    Unreadable,
    /// More pixels, pages or unpacked bytes than we take.
    TooComplex,
    /// Two types at once.
    Mixed,
    /// It does something by itself, or carries files.
    Active,
    /// It needs a password.
    Locked,
}

impl Refusal {
    /// What a device is told.
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            Self::Empty => Code::AttachmentEmpty,
            Self::TooLarge => Code::AttachmentTooLarge,
            Self::TypeUnknown => Code::AttachmentTypeUnknown,
            Self::Heic => Code::AttachmentHeic,
            Self::Unreadable => Code::AttachmentUnreadable,
            Self::TooComplex => Code::AttachmentTooComplex,
            Self::Mixed => Code::AttachmentMixed,
            Self::Active => Code::AttachmentActive,
            Self::Locked => Code::AttachmentLocked,
        }
    }
}

/// What is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// What it is.
    pub media: Media,
    /// The content: as sent where that holds nothing else, else made anew.
    pub bytes: Vec<u8>,
    /// A small JPEG of a photo.
    pub thumbnail: Option<Vec<u8>>,
}

/// Looks at files, a few at once.
#[derive(Clone, Debug)]
pub struct Inspector {
    turns: Arc<Semaphore>,
}

impl Default for Inspector {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Inspector {
    /// Looks at a file.
    ///
    /// # Errors
    ///
    /// Why it is not kept, or that there is no turn in time.
    pub async fn inspect(&self, bytes: Vec<u8>) -> Result<Inspected, Code> {
        let turn = timeout(WITHIN, Arc::clone(&self.turns).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(Code::AttachmentsUnavailable) };
        // The turn goes along: one that takes too long holds its place for as long as it runs, so there are never more.
        let looked = tokio::task::spawn_blocking(move || {
            let looked = inspect(bytes);
            drop(turn);
            looked
        });
        match timeout(WITHIN, looked).await {
            Ok(Ok(looked)) => looked.map_err(Refusal::code),
            // A decoder that panics has met something that no camera makes.
            Ok(Err(_)) => Err(Code::AttachmentUnreadable),
            Err(_) => Err(Code::AttachmentTooComplex),
        }
    }
}

/// Looks at a file.
///
/// # Errors
///
/// Why it is not kept.
pub fn inspect(bytes: Vec<u8>) -> Result<Inspected, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let format = match infer::get(&bytes).map(|found| found.mime_type()) {
        Some("image/jpeg") => image::ImageFormat::Jpeg,
        Some("image/png") => image::ImageFormat::Png,
        Some("image/webp") => image::ImageFormat::WebP,
        Some("image/heif" | "image/heic" | "image/avif") => return Err(Refusal::Heic),
        Some("application/pdf") => return pdf::inspect(bytes),
        _ => return Err(Refusal::TypeUnknown),
    };
    photo::inspect(bytes, format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_neither_photo_nor_pdf_is_refused_for_what_it_is() {
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
        for (bytes, why) in [
            (Vec::new(), Refusal::Empty),
            (b"hello".to_vec(), Refusal::TypeUnknown),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), Refusal::TypeUnknown),
            (b"PK\x03\x04 and so on, a whole archive".to_vec(), Refusal::TypeUnknown),
            (heic, Refusal::Heic),
            (vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 1, 2, 3], Refusal::Unreadable),
            (vec![b' '; usize::try_from(MOST_BYTES).expect("fits") + 1], Refusal::TooLarge),
        ] {
            assert_eq!(inspect(bytes), Err(why));
        }
    }
}
