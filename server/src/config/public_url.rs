//! The address under which people reach the contact point.

use std::fmt;
use std::str::FromStr;

use axum::http::Uri;
use thiserror::Error;

/// `https://315.example.com`: scheme, host and port, without a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    https: bool,
    authority: String,
}

/// What was set is no such address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotAPublicUrl {
    /// Cannot be read at all.
    #[error("not an address such as https://315.example.com")]
    Unreadable,
    /// Neither `http` nor `https`.
    #[error("an address begins with https:// or http://")]
    Scheme,
    /// Something after the host.
    #[error("an address ends after the host and port: pages are served from the root")]
    Path,
    /// A name and password before the host.
    #[error("an address has no user name or password")]
    User,
}

impl PublicUrl {
    /// Reached over TLS.
    #[must_use]
    pub const fn is_https(&self) -> bool {
        self.https
    }

    /// The same host and port, over TLS or not.
    #[must_use]
    pub fn is_same_host(&self, other: &Self) -> bool {
        self.authority == other.authority
    }

    /// The host alone, without a port.
    #[must_use]
    pub fn host(&self) -> &str {
        // The last colon of `[fd00::1]` is no port's.
        match self.authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => host,
            _ => &self.authority,
        }
    }

    /// Whether a `Host` header names this address.
    #[must_use]
    pub fn has_authority(&self, host: &str) -> bool {
        let usual_port = if self.https { ":443" } else { ":80" };
        let host = host.to_ascii_lowercase();
        host.strip_suffix(usual_port).unwrap_or(&host) == self.authority
    }
}

impl FromStr for PublicUrl {
    type Err = NotAPublicUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: Uri = text.trim().parse().map_err(|_| NotAPublicUrl::Unreadable)?;
        let https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(NotAPublicUrl::Scheme),
        };
        let authority = uri.authority().ok_or(NotAPublicUrl::Unreadable)?;
        if authority.as_str().contains('@') {
            return Err(NotAPublicUrl::User);
        }
        if authority.host().is_empty() {
            return Err(NotAPublicUrl::Unreadable);
        }
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() || text.contains('#') {
            return Err(NotAPublicUrl::Path);
        }
        let authority = authority.as_str().to_ascii_lowercase();
        let usual_port = if https { ":443" } else { ":80" };
        let authority = authority.strip_suffix(usual_port).unwrap_or(&authority).to_owned();
        Ok(Self { https, authority })
    }
}

/// Without a slash at the end, as browsers write an origin.
impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", if self.https { "https" } else { "http" }, self.authority)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_browsers_write_an_origin() {
        for (typed, origin) in [
            ("https://315.example.com", "https://315.example.com"),
            ("https://315.Example.com:443/", "https://315.example.com"),
            ("http://192.168.1.20:3000", "http://192.168.1.20:3000"),
        ] {
            assert_eq!(typed.parse::<PublicUrl>().map(|url| url.to_string()).as_deref(), Ok(origin));
        }
    }

    #[test]
    fn what_is_no_address_says_why() {
        for (typed, why) in [
            ("315.example.com", NotAPublicUrl::Scheme),
            ("ftp://315.example.com", NotAPublicUrl::Scheme),
            ("https://315.example.com/mall", NotAPublicUrl::Path),
            ("https://315.example.com/?a=b", NotAPublicUrl::Path),
            ("https://mai:word@315.example.com", NotAPublicUrl::User),
            ("not an address", NotAPublicUrl::Unreadable),
            ("https://", NotAPublicUrl::Unreadable),
        ] {
            assert_eq!(typed.parse::<PublicUrl>(), Err(why), "{typed}");
        }
    }
}
