//! Identities. Each is its own type, so that a staff id in a case's place does not compile.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map($name)
            }
        }
    };
}

id! {
    /// A case, named by the device that filed it (`UUIDv7`).
    CaseId
}
id! {
    /// A member of staff.
    StaffId
}
id! {
    /// A contact point: the partition key of every table.
    PointId
}
id! {
    /// A device (a browser profile), made by itself at first start. It identifies no person.
    DeviceId
}
id! {
    /// A merchant of the register.
    MerchantId
}
id! {
    /// One payment out of the deposit pool, named by the device on which it was approved (`UUIDv7`).
    PaymentId
}

/// The case number people say: `2026-0042`, gapless for each contact point and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CaseNumber {
    /// The year in Shanghai in which the server received the case.
    pub year: i32,
    /// 1, 2, 3, … within the year and contact point.
    pub serial: u32,
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}", self.year, self.serial)
    }
}
