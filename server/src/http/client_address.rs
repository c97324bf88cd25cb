//! Who a request comes from, for limits. It is never stored or logged.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Once;

use axum::extract::ConnectInfo;
use axum::http::request::Parts;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// Whether a proxy stands before this server, whose word about addresses is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proxy {
    /// None: the connection's own address counts, whatever a header says.
    None,
    /// One that appends the address it saw to `X-Forwarded-For`: the last one counts, the others anybody can invent.
    Trusted,
}

impl Proxy {
    /// The address that limits count by. IPv6 by its first 64 bits: a single household has all the rest.
    #[must_use]
    pub fn client(self, parts: &Parts) -> IpAddr {
        static SAID: Once = Once::new();
        if self.is_probably_missed(parts) {
            SAID.call_once(|| {
                tracing::warn!(
                    "requests come through a proxy that is not trusted: everybody behind it counts as one for limits; \
                     where the proxy sets X-Forwarded-For itself, start with --trusted-proxy"
                );
            });
        }
        let forwarded = (self == Self::Trusted).then(|| last_forwarded(parts)).flatten();
        let connected = || parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        network(forwarded.or_else(connected).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)))
    }

    /// Whether a proxy on this machine speaks for others, and nobody said that it is believed.
    fn is_probably_missed(self, parts: &Parts) -> bool {
        let here = parts.extensions.get::<ConnectInfo<SocketAddr>>().is_some_and(|of| of.0.ip().is_loopback());
        self == Self::None && here && parts.headers.contains_key(FORWARDED_FOR)
    }
}

fn last_forwarded(parts: &Parts) -> Option<IpAddr> {
    let lines = parts.headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).last()?.trim().parse().ok()
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn parts(forwarded: &[&str]) -> Parts {
        let mut request = Request::builder();
        for value in forwarded {
            request = request.header(FORWARDED_FOR, *value);
        }
        let (mut parts, ()) = request.body(()).expect("a request").into_parts();
        parts.extensions.insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 4000))));
        parts
    }

    #[test]
    fn an_invented_header_is_not_believed() {
        assert_eq!(Proxy::None.client(&parts(&["203.0.113.9"])).to_string(), "192.0.2.1");
        assert_eq!(Proxy::Trusted.client(&parts(&["203.0.113.9, 198.51.100.7"])).to_string(), "198.51.100.7");
        assert_eq!(Proxy::Trusted.client(&parts(&["203.0.113.9", "198.51.100.7"])).to_string(), "198.51.100.7");
        assert_eq!(Proxy::Trusted.client(&parts(&["nonsense"])).to_string(), "192.0.2.1");
    }

    #[test]
    fn a_proxy_on_this_machine_that_nobody_trusts_is_noticed() {
        let mut through_proxy = parts(&["203.0.113.9"]);
        assert!(!Proxy::None.is_probably_missed(&through_proxy), "anybody can invent a header");
        through_proxy.extensions.insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))));
        assert!(Proxy::None.is_probably_missed(&through_proxy));
        assert!(!Proxy::Trusted.is_probably_missed(&through_proxy));
    }

    #[test]
    fn one_household_is_one_client() {
        let one = network("2001:db8:1:2:aaaa::1".parse().expect("an address"));
        assert_eq!(one, network("2001:db8:1:2:bbbb::2".parse().expect("an address")));
        assert_eq!(network("::ffff:192.0.2.1".parse().expect("an address")).to_string(), "192.0.2.1");
    }
}
