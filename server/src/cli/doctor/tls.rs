//! The certificate: whether it can be used, until when, and for which name.

use domain::moment::Moment;
use domain::words::text;

use super::{Finding, Level};
use crate::config::{Config, PublicUrl};
use crate::tls::{Validity, load, names, validity};

/// With less, whoever renews it should have done so: most renew thirty days before.
const SOON_DAYS: i64 = 21;
const DAY_MS: i64 = 24 * 3_600_000;

/// What is to be said of it, where there is one.
pub(super) fn certificate(config: &Config, now: Moment) -> Option<Finding> {
    let about = "certificate";
    let (cert, key) = config.tls.files()?;
    let certified = match load(&cert, &key) {
        Ok(certified) => certified,
        Err(why) => {
            let says = text(
                "证书不能用（{}）：请换上配套的证书和私钥；正在运行的服务先用旧的。",
                "The certificate cannot be used ({}): put a certificate and its key there. A server that runs goes on with the old one.",
            );
            return Some(Finding::new(Level::Wrong, about, says, &[&why.to_string()]));
        }
    };
    let Some(Validity { from, until }) = validity(&certified) else {
        let says = text(
            "证书的有效期读不出来：请换一张证书。",
            "From when to when the certificate holds cannot be read: take another.",
        );
        return Some(Finding::new(Level::Wrong, about, says, &[]));
    };
    let host = config.public_url.as_ref().map(PublicUrl::host);
    if let Some(host) = host.filter(|host| !names(&certified, host)) {
        let says = text(
            "证书不是给 {} 的：浏览器会拒绝。请换一张写明这个名字的证书，或改 --public-url。",
            "The certificate is not for {}: browsers refuse it. Take one that names it, or change --public-url.",
        );
        return Some(Finding::new(Level::Wrong, about, says, &[host]));
    }
    let (since, ends) = (from.day().to_string(), until.day().to_string());
    Some(if now.millis() < from.millis() {
        let says = text(
            "证书从 {} 起才有效：请校准时钟，或换一张证书。",
            "The certificate holds from {} only: set the clock, or take another.",
        );
        Finding::new(Level::Wrong, about, says, &[&since])
    } else if now.millis() >= until.millis() {
        let says = text(
            "证书在 {} 已过期，浏览器会拒绝：请换新证书，服务会自己换上。",
            "The certificate ended on {}, and browsers refuse it: put a new one there; the server takes it up by itself.",
        );
        Finding::new(Level::Wrong, about, says, &[&ends])
    } else if until.millis() - now.millis() < SOON_DAYS * DAY_MS {
        let says = text(
            "证书到 {} 为止：请续期，服务会自己换上。",
            "The certificate holds until {}: renew it; the server takes the new one up by itself.",
        );
        Finding::new(Level::Look, about, says, &[&ends])
    } else {
        Finding::new(Level::Ok, about, text("证书有效期到 {}。", "The certificate holds until {}."), &[&ends])
    })
}
