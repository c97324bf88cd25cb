//! What is inside of a seal. Compressed, because it may have to fit into a QR code.

use std::fmt;

use domain::claim_code::ClaimCode;
use miniz_oxide::{deflate::compress_to_vec, inflate::decompress_to_vec_with_limit};
use serde::{Deserialize, Serialize};
use sync::protocol::MAX_PAYLOAD_BYTES;
use zeroize::Zeroizing;

/// Stands before what is compressed (RFC 1951). The first version was JSON as it is, which begins with a brace.
const DEFLATED: u8 = 1;
/// Of miniz: where more effort no longer makes a text of this length shorter.
const EFFORT: u8 = 6;
/// The largest payload with every character escaped, and its claim code. Whoever has the public key can seal anything.
const MOST_BYTES: usize = 6 * MAX_PAYLOAD_BYTES + 1024;

/// The payload, and the authority that goes with it.
#[derive(Serialize, Deserialize)]
pub(super) struct Inside {
    pub(super) claim: Option<ClaimCode>,
    pub(super) payload: String,
}

impl Inside {
    pub(super) fn write(&self) -> Option<Zeroizing<Vec<u8>>> {
        let json = Zeroizing::new(serde_json::to_vec(self).ok()?);
        let deflated = Zeroizing::new(compress_to_vec(&json, EFFORT));
        Some(Zeroizing::new([&[DEFLATED], deflated.as_slice()].concat()))
    }

    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [DEFLATED, deflated @ ..] => {
                let json = Zeroizing::new(decompress_to_vec_with_limit(deflated, MOST_BYTES).ok()?);
                serde_json::from_slice(&json).ok()
            }
            json => serde_json::from_slice(json).ok(),
        }
    }
}

impl fmt::Debug for Inside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Inside(…)")
    }
}
