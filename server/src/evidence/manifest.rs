//! What is in a pack.

use domain::ids::{CaseId, CaseNumber, PointId, StaffId};
use domain::moment::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Fields are added, never changed.
pub const VERSION: u32 = 1;
/// The manifest's place in the pack.
pub const MANIFEST: &str = "manifest.json";
/// The signature's.
pub const SIGNATURE: &str = "manifest.sig";

/// What is in a pack, who made it, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`VERSION`].
    pub version: u32,
    /// Its name.
    pub pack: Uuid,
    /// Its number, as people say it.
    pub number: String,
    /// Of which contact point.
    pub point: PointId,
    /// What that is called.
    pub contact_point: String,
    /// For which authority.
    pub to: String,
    /// On what ground.
    pub ground: String,
    /// When it was made, in milliseconds since 1970.
    pub made_at: Moment,
    /// On which day, in Shanghai.
    pub made_on: String,
    /// Who made it.
    pub made_by: StaffId,
    /// What they are called.
    pub made_by_name: String,
    /// Which cases.
    pub cases: Vec<CaseInPack>,
    /// Every file but the manifest and its signature.
    pub files: Vec<FileInPack>,
    /// The key that it is signed with, in hexadecimal.
    pub public_key: String,
}

/// A case in a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseInPack {
    /// Its number.
    pub number: CaseNumber,
    /// Its name.
    pub id: CaseId,
    /// How many events had made it.
    pub rev: u64,
    /// Lines of its history that are not in the pack: notes that staff wrote for themselves, reminders, and attempts without effect.
    pub left_out: usize,
}

/// A file in a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileInPack {
    /// Its place.
    pub path: String,
    /// How long it is.
    pub bytes: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
    /// SHA-256 of the photo of which this is a copy with parts covered. The photo itself is kept at the contact point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers: Option<String>,
}
