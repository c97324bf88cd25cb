//! Browsers on which somebody has signed in before (OWASP “device cookies”): their tries are counted apart, so that
//! nobody else behind the same address uses them up.
//!
//! The cookie opens nothing. It says: who has this browser knew the password of these accounts. Only a right password, a
//! link or a device's token earns the mark of an account, so a guesser has none.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::PointId;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::token::{NoRandomness, TokenHash};
use crate::keyed_hash::keyed_hash;

/// Of a browser's random name, and of a mark: 128 bits each.
const BYTES: usize = 16;
/// A tablet is shared by a shift; the account that signed in longest ago gives way.
const MOST_ACCOUNTS: usize = 16;
/// Separates this use of the secret from its others.
const PURPOSE: &[u8] = b"device cookie, version 1";
/// Longer than a browser's name: no mark is ever the hash of a code.
const CODE: &[u8] = b"code that enrols a kiosk, version 1";

/// A browser's random name with the marks of accounts, the newest first. No account can be read from it.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceCookie {
    browser: BrowserName,
    marks: Vec<[u8; BYTES]>,
}

/// The random name of a browser: what its tries are counted by.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BrowserName([u8; BYTES]);

/// Under which marks are made. `Debug` does not show it.
#[derive(Clone)]
pub struct DeviceCookieKey([u8; 32]);

impl DeviceCookie {
    /// Reads a cookie as it was given out; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(|part| URL_SAFE_NO_PAD.decode(part).ok()?.try_into().ok());
        let browser = BrowserName(parts.next()??);
        let marks: Vec<_> = parts.collect::<Option<_>>()?;
        (marks.len() <= MOST_ACCOUNTS).then_some(Self { browser, marks })
    }

    /// As it is given out: letters, digits, `-`, `_` and `.`, which need no escaping in a cookie.
    #[must_use]
    pub fn reveal(&self) -> String {
        let parts = std::iter::once(&self.browser.0).chain(&self.marks);
        parts.map(|part| URL_SAFE_NO_PAD.encode(part)).collect::<Vec<_>>().join(".")
    }

    fn unmarked() -> Result<Self, NoRandomness> {
        let mut browser = [0; BYTES];
        getrandom::fill(&mut browser).map_err(|_| NoRandomness)?;
        Ok(Self { browser: BrowserName(browser), marks: Vec::new() })
    }
}

impl DeviceCookieKey {
    /// A key that ends with the process: browsers are known until it does.
    ///
    /// # Errors
    ///
    /// When the operating system gives no random numbers.
    pub fn random() -> Result<Self, NoRandomness> {
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|_| NoRandomness)?;
        Ok(Self(key))
    }

    /// A key that is the same after a restart, from a secret that is not in the database.
    #[must_use]
    pub fn derived(secret: &[u8; 32]) -> Self {
        Self(keyed_hash(secret, &[PURPOSE]).finalize().into_bytes().into())
    }

    /// What the store keeps of a short code, so that a stolen database does not allow to try codes.
    #[must_use]
    pub(super) fn hash_of_code(&self, point: PointId, code: &str) -> TokenHash {
        let hash: [u8; 32] =
            keyed_hash(&self.0, &[CODE, point.0.as_bytes(), code.as_bytes()]).finalize().into_bytes().into();
        TokenHash::of_mac(hash)
    }

    /// The browser, where that account has signed in on it before. Takes the same time for every mark that is wrong.
    #[must_use]
    pub(super) fn knows(&self, cookie: &DeviceCookie, point: PointId, account: &str) -> Option<BrowserName> {
        let fits = |mark: &[u8; BYTES]| self.of(cookie.browser, point, account).verify_truncated_left(mark).is_ok();
        cookie.marks.iter().any(fits).then_some(cookie.browser)
    }

    /// The cookie of a browser on which that account has just signed in.
    pub(super) fn marked(
        &self,
        cookie: Option<DeviceCookie>,
        point: PointId,
        account: &str,
    ) -> Result<DeviceCookie, NoRandomness> {
        let mut cookie = cookie.map_or_else(DeviceCookie::unmarked, Ok)?;
        let whole = self.of(cookie.browser, point, account).finalize().into_bytes();
        let mut mark = [0; BYTES];
        mark.copy_from_slice(&whole[..BYTES]);
        cookie.marks.retain(|kept| *kept != mark);
        cookie.marks.insert(0, mark);
        cookie.marks.truncate(MOST_ACCOUNTS);
        Ok(cookie)
    }

    fn of(&self, browser: BrowserName, point: PointId, account: &str) -> Hmac<Sha256> {
        // Both names before the account have a fixed length: no two triples are the same bytes.
        keyed_hash(&self.0, &[&browser.0, point.0.as_bytes(), account.as_bytes()])
    }
}

impl fmt::Debug for DeviceCookie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceCookie(…)")
    }
}

impl fmt::Debug for BrowserName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BrowserName(…)")
    }
}

impl fmt::Debug for DeviceCookieKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceCookieKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const POINT: PointId = PointId(Uuid::from_u128(315));

    #[test]
    fn a_browser_is_known_for_whoever_signed_in_on_it_and_for_nobody_else() {
        let key = DeviceCookieKey::derived(&[7; 32]);
        let of_mai = key.marked(None, POINT, "mai").expect("random numbers");
        let of_both = key.marked(Some(of_mai.clone()), POINT, "lin").expect("random numbers");
        let read = DeviceCookie::parse(&of_both.reveal()).expect("a cookie");
        assert_eq!(read, of_both);
        for account in ["mai", "lin"] {
            assert!(key.knows(&read, POINT, account).is_some(), "{account}");
        }
        assert!(key.knows(&of_mai, POINT, "lin").is_none());
        assert!(key.knows(&read, PointId(Uuid::from_u128(316)), "mai").is_none(), "another contact point");
        assert!(DeviceCookieKey::derived(&[8; 32]).knows(&read, POINT, "mai").is_none(), "another key");
    }

    #[test]
    fn a_mark_fits_no_other_browser() {
        let key = DeviceCookieKey::derived(&[7; 32]);
        let mut other = key.marked(None, POINT, "lin").expect("random numbers");
        other.marks = key.marked(None, POINT, "mai").expect("random numbers").marks;
        assert!(key.knows(&other, POINT, "mai").is_none());
    }

    #[test]
    fn a_shared_tablet_knows_its_last_accounts_and_the_cookie_stays_short() {
        let key = DeviceCookieKey::random().expect("random numbers");
        let mut cookie = None;
        for number in 0..3 * MOST_ACCOUNTS {
            cookie = Some(key.marked(cookie, POINT, &number.to_string()).expect("random numbers"));
            cookie = Some(key.marked(cookie, POINT, "mai").expect("random numbers"));
        }
        let cookie = cookie.expect("a cookie");
        assert!(key.knows(&cookie, POINT, "mai").is_some() && key.knows(&cookie, POINT, "1").is_none());
        assert!(cookie.reveal().len() < 400 && DeviceCookie::parse(&cookie.reveal()).is_some());
    }

    #[test]
    fn what_is_no_cookie_of_ours_is_none_and_nothing_of_it_is_logged() {
        for text in ["", ".", "x", "Zm9v", &"A".repeat(22 * 20), &format!("{}.", "A".repeat(22))] {
            assert!(DeviceCookie::parse(text).is_none(), "{text}");
        }
        let cookie = DeviceCookie::parse(&"A".repeat(22)).expect("a browser without a mark");
        let key = DeviceCookieKey::derived(&[7; 32]);
        assert_eq!(format!("{cookie:?} {key:?}"), "DeviceCookie(…) DeviceCookieKey(…)");
    }
}
