//! Sealing lies in the part that only a kiosk loads.

use std::convert::Infallible;

use domain::claim_code::ClaimCode;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use sync::protocol::Op;

use super::kept::KioskKept;

/// Why nothing was sealed. Nothing was kept either: what was typed is still on the page.
#[derive(Clone, Copy, Debug)]
pub struct NotSealed;

impl From<SplitLoaderError> for NotSealed {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// The operation as only the server can read it.
///
/// # Errors
/// [`NotSealed`] where the part is not there, or this kiosk does not know its key.
#[wasm_split(kiosk, wasm_split_path = leptos::wasm_split, fallible)]
pub fn seal(op: Op) -> Result<Op, NotSealed> {
    let key = KioskKept::read().and_then(|kept| seal::PublicKey::parse(&kept.settings.seal_key)).ok_or(NotSealed)?;
    seal::seal(&op, &key, &mut Random).ok_or(NotSealed)
}

/// A photo as only the server can read it, with the code of its case.
///
/// # Errors
/// As [`seal`].
#[wasm_split(kiosk, wasm_split_path = leptos::wasm_split, fallible)]
pub fn seal_content(claim: ClaimCode, content: Vec<u8>) -> Result<Vec<u8>, NotSealed> {
    let key = KioskKept::read().and_then(|kept| seal::PublicKey::parse(&kept.settings.seal_key)).ok_or(NotSealed)?;
    seal::seal_content(&claim, &content, &key, &mut Random).ok_or(NotSealed)
}

/// The browser's cryptographic random source.
struct Random;

impl seal::TryRng for Random {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    #[expect(
        clippy::expect_used,
        reason = "sealing to a key that can be guessed would be worse than stopping; no browser lacks the source"
    )]
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        getrandom::fill(bytes).expect("a random source");
        Ok(())
    }
}

impl seal::TryCryptoRng for Random {}
