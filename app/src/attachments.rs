//! Photos and PDFs that were added on this device and are on their way, as pages show them.

use domain::{
    case::{ContentHash, Media, Purpose},
    ids::CaseId,
    words::Bilingual,
};
use uuid::Uuid;

use crate::signing::Drawing;

/// A photo or PDF of this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAttachment {
    /// Its name on this device.
    pub id: Uuid,
    /// The case that it is for, or what the album is of; a form that is not submitted yet has its case's name already.
    pub case: CaseId,
    /// Taken down by a member of staff.
    pub by_staff: bool,
    /// What staff made it for.
    pub purpose: Option<Purpose>,
    /// What it is; none while it is being made ready.
    pub media: Option<Media>,
    /// Its content, once it is ready.
    pub hash: Option<ContentHash>,
    /// How many bytes.
    pub bytes: u64,
    /// The address of its picture on this page.
    pub preview: Option<String>,
    /// How it stands.
    pub standing: Standing,
}

/// By which link a merchant sends something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkRight {
    /// The link for its answer, by its token.
    Answer(String),
    /// The link of its application, by its token.
    Application(String),
}

/// A picture, as it comes from a page.
#[derive(Clone, Debug)]
pub enum Made {
    /// Chosen in the control of that name.
    Chosen(String),
    /// Drawn on the screen.
    Drawn(Drawing),
}

/// A photo or PDF that a merchant shows with its answer: it lives as long as the page, and is sent by the link's right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Its name on this page.
    pub id: Uuid,
    /// The content as it is sent, once it is ready.
    pub hash: Option<ContentHash>,
    /// How it stands.
    pub standing: Standing,
}

/// How a photo or PDF of this device stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is being scaled, and what does not belong to the picture left out.
    Preparing,
    /// It is on this device's disk.
    Saved,
    /// The device would not keep it: it lives as long as the page.
    MemoryOnly,
    /// It is on its way.
    Sending {
        /// How much has arrived, in percent.
        percent: u8,
    },
    /// The server has it.
    Received,
    /// It was not taken.
    Refused {
        /// Why, and what to do.
        why: Bilingual,
    },
}

impl Standing {
    /// Another number where a person reads something else.
    #[must_use]
    pub const fn mark(&self) -> u16 {
        match self {
            Self::Preparing => 200,
            Self::Saved => 201,
            Self::MemoryOnly => 202,
            Self::Sending { percent } => *percent as u16,
            Self::Received => 203,
            Self::Refused { .. } => 204,
        }
    }
}

impl OwnAttachment {
    /// Whether it still has to be sent.
    #[must_use]
    pub const fn is_on_its_way(&self) -> bool {
        matches!(self.standing, Standing::Saved | Standing::MemoryOnly | Standing::Sending { .. })
    }
}
