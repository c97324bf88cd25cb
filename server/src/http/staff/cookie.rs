//! The cookie that holds a session's token, and the one by which a browser is known for limits.

use std::time::Duration;

use axum::http::HeaderMap;
use axum::http::header::{COOKIE, HeaderValue};

use crate::accounts::DeviceCookie;
use crate::accounts::token::Token;

/// As long as browsers keep a cookie (RFC 6265bis, 5.5); each sign-in begins it anew.
const DEVICE_DAYS: u64 = 400;

/// How browsers keep a session: no script can read it (`HttpOnly`), no other site can send it (`SameSite=Strict`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionCookie {
    /// Sent over TLS only, and bound to exactly this host by the prefix `__Host-` (RFC 6265bis, 4.1.3.2).
    TlsOnly,
    /// For a server that is reached on plain http, such as `127.0.0.1` or a mall's own network.
    Plain,
}

impl SessionCookie {
    const fn name(self) -> &'static str {
        match self {
            Self::TlsOnly => "__Host-session",
            Self::Plain => "session",
        }
    }

    const fn device_name(self) -> &'static str {
        match self {
            Self::TlsOnly => "__Host-device",
            Self::Plain => "device",
        }
    }

    const fn kiosk_name(self) -> &'static str {
        match self {
            Self::TlsOnly => "__Host-kiosk",
            Self::Plain => "kiosk",
        }
    }

    /// `Set-Cookie` by which a kiosk is known; each report begins its time anew.
    pub(super) fn keep_kiosk(self, token: &Token) -> Option<HeaderValue> {
        self.header(self.kiosk_name(), &token.reveal(), DEVICE_DAYS * 24 * 3600)
    }

    /// By what the kiosk of a request is known.
    pub(super) fn kiosk(self, headers: &HeaderMap) -> Option<Token> {
        Token::parse(only(headers, self.kiosk_name())?)
    }

    /// `Set-Cookie` with a token, for so long.
    pub(super) fn keep(self, token: &Token, life: Duration) -> Option<HeaderValue> {
        self.header(self.name(), &token.reveal(), life.as_secs())
    }

    /// `Set-Cookie` by which the browser is known from here.
    pub(super) fn keep_device(self, cookie: &DeviceCookie) -> Option<HeaderValue> {
        self.header(self.device_name(), &cookie.reveal(), DEVICE_DAYS * 24 * 3600)
    }

    /// `Set-Cookie` that takes it away.
    pub(super) fn forget(self) -> Option<HeaderValue> {
        self.header(self.name(), "", 0)
    }

    fn header(self, name: &str, value: &str, seconds: u64) -> Option<HeaderValue> {
        let secure = if self == Self::TlsOnly { "; Secure" } else { "" };
        let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
        let mut header = HeaderValue::from_str(&text).ok()?;
        header.set_sensitive(true);
        Some(header)
    }

    /// The token that a request brings.
    pub(in crate::http) fn token(self, headers: &HeaderMap) -> Option<Token> {
        Token::parse(only(headers, self.name())?)
    }

    /// By what the browser of a request is known.
    pub(super) fn device(self, headers: &HeaderMap) -> Option<DeviceCookie> {
        DeviceCookie::parse(only(headers, self.device_name())?)
    }
}

/// The value of a cookie. Where its name occurs twice none counts: one of them was planted.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut found = lines.flat_map(|line| line.split(';')).filter_map(|pair| {
        let (known, value) = pair.trim().split_once('=')?;
        (known == name).then_some(value)
    });
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_tls_the_cookie_is_bound_to_this_host() {
        let token = Token::random().expect("random numbers");
        let header = SessionCookie::TlsOnly.keep(&token, Duration::from_secs(60)).expect("a header");
        let text = header.to_str().expect("text");
        assert!(
            text.starts_with("__Host-session=")
                && text.ends_with("; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure")
        );
        assert!(!format!("{header:?}").contains(&token.reveal()), "a log of headers does not show it");
    }

    #[test]
    fn the_token_is_found_among_other_cookies_and_a_planted_second_one_spoils_both() {
        let token = Token::random().expect("random numbers");
        let sent = |text: String| {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, HeaderValue::from_str(&text).expect("a header"));
            SessionCookie::Plain.token(&headers).map(|token| token.reveal())
        };
        assert_eq!(sent(format!("lang=zh; session={}", token.reveal())), Some(token.reveal()));
        assert_eq!(sent(format!("session={0}; session={0}", token.reveal())), None);
        assert_eq!(sent("session=; xsession=1".to_owned()), None);
    }
}
