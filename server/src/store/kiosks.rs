//! What is kept about kiosks: codes that enrol one, and how each is.

use std::fmt;

use async_trait::async_trait;
use domain::ids::{KioskId, PointId, StaffId};
use domain::moment::Moment;
use sync::protocol::KioskHealth;

use super::StoreError;
use crate::accounts::token::TokenHash;

/// A code that enrols a kiosk, by its hash.
#[derive(Clone, Debug)]
pub struct NewKioskCode {
    /// Of the code.
    pub code: TokenHash,
    /// What the kiosk will be called.
    pub name: String,
    /// It shows a keyboard of its own.
    pub keyboard: bool,
    /// Who made it.
    pub by: StaffId,
    /// When.
    pub created_at: Moment,
    /// Until when it can be used.
    pub expires_at: Moment,
}

/// A browser that becomes a kiosk.
#[derive(Clone, Debug)]
pub struct NewKiosk {
    /// Its name for programs.
    pub id: KioskId,
    /// Of the token in its cookie.
    pub token: TokenHash,
    /// When.
    pub at: Moment,
}

/// A kiosk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KioskRecord {
    /// Its name for programs.
    pub id: KioskId,
    /// Its name for people.
    pub name: String,
    /// It shows a keyboard of its own.
    pub keyboard: bool,
    /// When it was enrolled.
    pub enrolled_at: Moment,
    /// When it last told how it is; at first, when it was enrolled.
    pub last_seen_at: Moment,
    /// Milliseconds by which its clock was ahead then.
    pub clock_ahead: i64,
    /// What it last told.
    pub health: Option<KioskHealth>,
    /// Since when it is no kiosk any more.
    pub revoked_at: Option<Moment>,
}

/// What changes about a kiosk; `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KioskChange {
    /// What people call it.
    pub name: Option<String>,
    /// It shows a keyboard of its own.
    pub keyboard: Option<bool>,
    /// It is no kiosk any more. It cannot be undone: the browser forgets what it was.
    pub revoked: bool,
}

/// Keeps kiosks. Each method is one transaction.
#[async_trait]
pub trait KioskStore: fmt::Debug + Send + Sync {
    /// Keeps a code, and clears away those that cannot be used any more.
    async fn put_kiosk_code(&self, point: PointId, code: &NewKioskCode) -> Result<(), StoreError>;

    /// Uses a code up: the browser is a kiosk afterwards. None where it cannot be used.
    async fn enrol_kiosk(
        &self,
        point: PointId,
        code: &TokenHash,
        new: &NewKiosk,
    ) -> Result<Option<KioskRecord>, StoreError>;

    /// The kiosk of a token, also one that was ended.
    async fn kiosk(&self, point: PointId, token: &TokenHash) -> Result<Option<KioskRecord>, StoreError>;

    /// Notes how a kiosk is.
    async fn kiosk_reported(
        &self,
        point: PointId,
        id: KioskId,
        health: &KioskHealth,
        at: Moment,
    ) -> Result<(), StoreError>;

    /// Every kiosk, in the order of enrolment.
    async fn kiosks(&self, point: PointId) -> Result<Vec<KioskRecord>, StoreError>;

    /// Changes a kiosk. None where there is no such one.
    async fn change_kiosk(
        &self,
        point: PointId,
        id: KioskId,
        change: &KioskChange,
        by: StaffId,
        at: Moment,
    ) -> Result<Option<KioskRecord>, StoreError>;
}
