//! What pages know of a kiosk.

use domain::{moment::Moment, words::Text};
use sync::protocol::{Code, KioskHealth, KioskSettings};
use uuid::Uuid;

/// A kiosk, as it knows itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kiosk {
    /// What the server last told it.
    pub settings: KioskSettings,
    /// Why it is none any more, where the server said so.
    pub refused: Option<Code>,
}

/// How it is, for staff who stand before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// As it is told to the server.
    pub told: KioskHealth,
    /// When the server last answered.
    pub last_contact: Option<Moment>,
}

/// By which a phone takes the form of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLink {
    /// What the server calls it.
    pub id: Uuid,
    /// What stands in the link's fragment: that name, and the key.
    pub fragment: String,
}

/// Why a PIN does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinRefused {
    /// It is another one.
    Wrong,
    /// Too many were tried; wait for so many seconds.
    Wait(u64),
}

/// What a sentence about waiting is filled with.
pub const WRONG_PIN: Text = domain::words::text("PIN 不对，请再试一次。", "Wrong PIN; please try again.");
/// The same, after too many.
pub const WAIT_FOR_PIN: Text =
    domain::words::text("试错太多次了，请等 {} 秒再试。", "Too many wrong PINs; please wait {} seconds.");
