//! Which push services are spoken to: those of the browsers' makers, or what the operator names.

use std::fmt;
use std::str::FromStr;

use http::Uri;
use thiserror::Error;

/// What Chrome and Edge, Firefox, Safari, and Edge on Windows give as the host of an endpoint.
pub const OF_THE_BROWSERS: &str =
    "fcm.googleapis.com,*.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com";

/// The services, read from a list with commas; empty switches Web Push off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PushServices(Vec<Allowed>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Allowed {
    /// `https` at this host.
    Host(String),
    /// `https` at every host that ends like this, with the dot.
    Below(String),
    /// `http` on this machine, for a service of one's own behind a proxy, and for tests.
    Here(String),
}

/// What stands in the list and names no service.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0} is no push service: a host such as push.example.com, *.example.com, or http://127.0.0.1:8080")]
pub struct NotAPushService(String);

impl PushServices {
    /// Whether none is spoken to.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an address belongs to one of them.
    #[must_use]
    pub fn allow(&self, address: &Uri) -> bool {
        let (Some(scheme), Some(authority)) = (address.scheme_str(), address.authority()) else { return false };
        // A name and password before the host are no endpoint's; a port of its own is only this machine's.
        if authority.as_str().contains('@') {
            return false;
        }
        let host = authority.host().to_ascii_lowercase();
        let plain = authority.port().is_none();
        self.0.iter().any(|allowed| match allowed {
            Allowed::Host(of) => scheme == "https" && plain && host == *of,
            Allowed::Below(of) => scheme == "https" && plain && host.ends_with(of.as_str()) && host.len() > of.len(),
            Allowed::Here(of) => scheme == "http" && authority.as_str() == of,
        })
    }
}

impl FromStr for PushServices {
    type Err = NotAPushService;

    fn from_str(list: &str) -> Result<Self, NotAPushService> {
        list.split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(Allowed::from_str)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl FromStr for Allowed {
    type Err = NotAPushService;

    fn from_str(name: &str) -> Result<Self, NotAPushService> {
        let wrong = || NotAPushService(name.to_owned());
        if let Some(here) = name.strip_prefix("http://") {
            let uri: Uri = name.parse().map_err(|_| wrong())?;
            let loopback = matches!(uri.host(), Some("127.0.0.1" | "localhost" | "[::1]"));
            return if loopback && uri.path() == "/" {
                Ok(Self::Here(here.trim_end_matches('/').to_owned()))
            } else {
                Err(wrong())
            };
        }
        let (below, host) = name.strip_prefix('*').map_or((false, name), |host| (true, host));
        let named = host.strip_prefix('.').filter(|_| below).unwrap_or(host);
        let is_host = named.contains('.')
            && named
                .split('.')
                .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
        match (is_host, below) {
            (true, true) if host.starts_with('.') => Ok(Self::Below(host.to_ascii_lowercase())),
            (true, false) => Ok(Self::Host(host.to_ascii_lowercase())),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for PushServices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, allowed) in self.0.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            match allowed {
                Allowed::Host(host) => write!(f, "{comma}{host}")?,
                Allowed::Below(host) => write!(f, "{comma}*{host}")?,
                Allowed::Here(host) => write!(f, "{comma}http://{host}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(list: &str, address: &str) -> bool {
        let services: PushServices = list.parse().expect("services");
        services.allow(&address.parse().expect("an address"))
    }

    #[test]
    fn a_browsers_own_service_is_spoken_to() {
        for address in [
            "https://fcm.googleapis.com/fcm/send/abc",
            "https://updates.push.services.mozilla.com/wpush/v2/abc",
            "https://web.push.apple.com/abc",
            "https://wns2-by3p.notify.windows.com/w/?token=abc",
        ] {
            assert!(allowed(OF_THE_BROWSERS, address), "{address}");
        }
    }

    #[test]
    fn no_request_goes_to_an_address_that_somebody_made_up() {
        for address in [
            "http://fcm.googleapis.com/abc",
            "https://fcm.googleapis.com.example.com/abc",
            "https://fcm.googleapis.com:8443/abc",
            "https://fcm.googleapis.com@127.0.0.1/abc",
            "https://push.apple.com.evil.example/abc",
            "https://.push.apple.com/abc",
            "https://127.0.0.1/abc",
            "http://127.0.0.1:3000/abc",
            "https://[::1]/abc",
            "/abc",
        ] {
            assert!(
                !address
                    .parse::<Uri>()
                    .is_ok_and(|uri| OF_THE_BROWSERS.parse::<PushServices>().expect("a list").allow(&uri)),
                "{address}"
            );
        }
    }

    #[test]
    fn an_operator_names_a_service_of_their_own() {
        assert!(allowed("push.example.com", "https://push.example.com/abc"));
        assert!(allowed("http://127.0.0.1:8080", "http://127.0.0.1:8080/abc"));
        assert!(!allowed("http://127.0.0.1:8080", "http://127.0.0.1:80/abc"));
        assert!("".parse::<PushServices>().expect("a list").is_empty());
        for wrong in [
            "http://10.0.0.1:80",
            "example",
            "*example.com",
            "https://push.example.com",
            "a b.com",
            "http://127.0.0.1:1/x",
        ] {
            assert!(wrong.parse::<PushServices>().is_err(), "{wrong}");
        }
        let list = "fcm.googleapis.com,*.push.apple.com,http://127.0.0.1:8080";
        assert_eq!(list.parse::<PushServices>().expect("a list").to_string(), list);
    }
}
