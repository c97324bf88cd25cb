//! The files that the application comes in. The first page lies in the first; each other part is fetched where a page needs
//! it, and kept.

use super::{kiosk::kiosk_bundle, lazy_bundle, staff::staff_bundle};

/// A part of the application, by the addresses of its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// The board's first page, which is alive early.
    First,
    /// Every other page of a consumer; storage and sending.
    Lazy,
    /// What only a kiosk does.
    Kiosk,
    /// The staff's pages. A consumer's phone never loads them.
    Staff,
}

/// The file is not there and could not be fetched.
#[derive(Clone, Copy, Debug)]
pub struct NotLoaded;

impl Bundle {
    /// The part in which the page at an address lies. `boot.js` asks for the same files by the same rule.
    #[must_use]
    pub fn of(path: &str) -> Self {
        match path {
            "/" => Self::First,
            _ if path == "/kiosk" || path.starts_with("/kiosk/") => Self::Kiosk,
            // An applicant fills in the form that staff fill in; guides for staff are no visitor's.
            _ if ["/staff/", "/help/"].iter().any(|below| path.starts_with(below))
                || path == "/staff"
                || path == "/apply" =>
            {
                Self::Staff
            }
            _ => Self::Lazy,
        }
    }

    /// Waits until its pages can be shown.
    ///
    /// # Errors
    /// [`NotLoaded`]; it can be tried again.
    pub async fn ensure_loaded(self) -> Result<(), NotLoaded> {
        match self {
            Self::First => Ok(()),
            Self::Lazy => lazy_bundle::ensure_loaded().await,
            Self::Kiosk => kiosk_bundle::ensure_loaded().await,
            Self::Staff => staff_bundle::ensure_loaded().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_lies_in_one_part() {
        assert_eq!(Bundle::of("/"), Bundle::First);
        for path in ["/staff", "/staff/case/x/packet", "/help/staff"] {
            assert_eq!(Bundle::of(path), Bundle::Staff);
        }
        assert_eq!(Bundle::of("/kiosk"), Bundle::Kiosk);
        for path in ["/kiosks", "/complain", "/mine/x", "/staffel", "/help", "/nowhere"] {
            assert_eq!(Bundle::of(path), Bundle::Lazy);
        }
    }
}
