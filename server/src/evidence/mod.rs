//! 协助查处: evidence packs. A pack is a zip of files, a manifest that names each with its SHA-256, and a signature of the manifest
//! (Ed25519, RFC 8032). Whoever has the pack and the contact point's public key can tell that nothing in it was changed, left out
//! or added: `server verify-pack`.

mod check;
mod key;
mod manifest;
mod write;

pub use check::{Checked, PackError, check};
pub use key::{EvidenceKey, PublicKey};
pub use manifest::{CaseInPack, FileInPack, MANIFEST, Manifest, SIGNATURE, VERSION};
pub use write::{File, PackNotWritten, sealed};
