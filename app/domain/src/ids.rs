//! Identities. Each is its own type, so that a staff id in a case's place does not compile.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

use crate::typed::plain_signs;

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
    /// A kiosk, named by the server at its enrolment. Enrolled anew it is another.
    KioskId
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

impl CaseNumber {
    /// Reads a number as people type it: `2026-0001`, `2026-1`, `２０２６－０００１`.
    #[must_use]
    pub fn parse(input: &str) -> Option<Self> {
        let plain = plain_signs(input);
        let (year, serial) = plain.split_once('-')?;
        let digits = |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let is_one = year.len() == 4 && digits(year, 4) && digits(serial, 9);
        is_one.then_some(Self { year: year.parse().ok()?, serial: serial.parse().ok()? })
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}", self.year, self.serial)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_typed() {
        let number = Some(CaseNumber { year: 2026, serial: 42 });
        for typed in ["2026-0042", " 2026-42 ", "２０２６－００４２", "2026—42"] {
            assert_eq!(CaseNumber::parse(typed), number, "{typed}");
        }
        for typed in ["", "0042", "2026-", "2026-电饭煲", "26-42", "2026-0042-1", "2026-+42", "L2-031"] {
            assert_eq!(CaseNumber::parse(typed), None, "{typed}");
        }
    }
}
