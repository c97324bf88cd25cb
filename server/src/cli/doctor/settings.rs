//! What is set: the address, the site's files, and files of the contact point's own.

use std::net::SocketAddr;

use domain::moment::Moment;
use domain::words::text;

use super::{Finding, Level};
use crate::config::{Config, PublicUrl, read_rules};
use crate::content::Content;
use crate::directory::read_directory;
use crate::http::assets::Site;

/// Under which address people reach the server, and whether anybody can read along.
pub(super) fn address(config: &Config) -> Finding {
    let about = "address";
    let here = |address: SocketAddr| address.ip().is_loopback();
    if config.tls.files().is_some() {
        return by_own_tls(config);
    }
    match &config.public_url {
        None if here(config.listen) => {
            let says = text(
                "没有设置 --public-url：二维码和链接只在这台机器上有效。对外使用前请设置 https 地址，并在前面放 TLS 代理。",
                "--public-url is not set: QR codes and links lead to this machine only. Before others use it, set an https address, \
                 with a TLS proxy before the server.",
            );
            Finding::new(Level::Look, about, says, &[])
        }
        None => {
            let says = text(
                "服务对外监听 {}，却没有 https：路上的人都能读到、改动，离线功能也不可用。请放 TLS 代理，并设置 --public-url。",
                "The server listens on {} without https: everybody on the way can read and change everything, and nothing works \
                 offline. Put a TLS proxy before it and set --public-url.",
            );
            Finding::new(Level::Wrong, about, says, &[&config.listen.to_string()])
        }
        Some(url) if !url.is_https() && is_this_machine(url) => {
            Finding::ok(about, text("地址只在这台机器上使用。", "The address is used on this machine only."))
        }
        Some(url) if !url.is_https() => {
            let says = text(
                "{} 不是 https：路上的人都能读到、改动，离线功能也不可用。请放 TLS 代理，并把地址改为 https。",
                "{} is not https: everybody on the way can read and change everything, and nothing works offline. Put a TLS proxy \
                 before it and set an https address.",
            );
            Finding::new(Level::Wrong, about, says, &[&url.to_string()])
        }
        Some(url) if !config.trusted_proxy && here(config.listen) => {
            let says = text(
                "{} 前面有代理，却没有 --trusted-proxy：所有人会被当作同一个人限流。请在代理改写 X-Forwarded-For 后加上它。",
                "There is a proxy before {}, and no --trusted-proxy: everybody counts as one for limits. Set it where the proxy \
                 writes X-Forwarded-For itself.",
            );
            Finding::new(Level::Look, about, says, &[&url.to_string()])
        }
        Some(url) if config.trusted_proxy && !here(config.listen) => {
            let says = text(
                "{} 相信代理所报的地址，却对外监听 {}：绕过代理的人可以冒充任何地址。请只监听 127.0.0.1，或用防火墙只放行代理。",
                "{} believes what the proxy says of addresses, and listens on {}: whoever goes round the proxy can invent any. Listen \
                 on 127.0.0.1, or let the firewall pass the proxy only.",
            );
            Finding::new(Level::Look, about, says, &[&url.to_string(), &config.listen.to_string()])
        }
        Some(url) => {
            Finding::new(Level::Ok, about, text("对外地址是 {}。", "People reach it under {}."), &[&url.to_string()])
        }
    }
}

/// Where the server speaks TLS itself.
fn by_own_tls(config: &Config) -> Finding {
    let about = "address";
    match &config.public_url {
        Some(url) if !url.is_https() => {
            let says = text(
                "设置了证书，对外地址 {} 却不是 https：请把 --public-url 改为 https。",
                "There is a certificate, but the address {} is not https: set --public-url to one that is.",
            );
            Finding::new(Level::Wrong, about, says, &[&url.to_string()])
        }
        Some(_) if config.trusted_proxy => {
            let says = text(
                "服务自己做 TLS，却相信代理所报的地址：前面没有代理时，请去掉 --trusted-proxy，否则人人可以冒充任何地址。",
                "The server speaks TLS itself and believes what a proxy says of addresses: where none stands before it, leave \
                 --trusted-proxy out, or anybody can invent any.",
            );
            Finding::new(Level::Look, about, says, &[])
        }
        Some(url) => {
            Finding::new(Level::Ok, about, text("对外地址是 {}。", "People reach it under {}."), &[&url.to_string()])
        }
        None => {
            let says = text(
                "没有设置 --public-url：二维码和链接会用监听的地址。请设置证书里的那个 https 地址。",
                "--public-url is not set: QR codes and links lead to the address it listens on. Set the https address that is in the \
                 certificate.",
            );
            Finding::new(Level::Look, about, says, &[])
        }
    }
}

fn is_this_machine(url: &PublicUrl) -> bool {
    let url = url.to_string();
    let host = url.split("://").nth(1).unwrap_or_default();
    ["localhost", "127.0.0.1", "[::1]"].into_iter().any(|here| host == here || host.starts_with(&format!("{here}:")))
}

/// Whether there are pages to serve.
pub(super) fn site() -> Finding {
    let about = "site";
    match Site::load() {
        Ok(site) if site.is_whole() => Finding::ok(about, text("网页文件齐全。", "All files of the pages are there.")),
        Ok(_) | Err(_) => {
            let says = text(
                "网页文件不全：请重新安装，或从源代码运行 make run。",
                "Files of the pages are missing: install the program again, or run make run in its source.",
            );
            Finding::new(Level::Wrong, about, says, &[])
        }
    }
}

/// The contact point's own rules, where it has any.
pub(super) fn rules(config: &Config, now: Moment) -> Option<Finding> {
    let about = "rules";
    let file = config.rules_file.as_ref()?;
    let (today, name) = (now.day(), file.display().to_string());
    let content = Content::built_in().ok()?;
    // Whether its version was used for other values before, only a start compares.
    Some(match read_rules(file, today, &content.rules, &[]) {
        Ok(rules) if rules.review_by < today => {
            let says = text(
                "{} 里的规则应在 {} 前复核：请复核后更新。",
                "The rules in {} were to be looked at again by {}: do so, and write the next day into them.",
            );
            Finding::new(Level::Look, about, says, &[&name, &rules.review_by.to_string()])
        }
        Ok(rules) => Finding::new(
            Level::Ok,
            about,
            text("{} 里的规则（第 {} 版）可用。", "The rules in {} (version {}) can be used."),
            &[&name, &rules.version.to_string()],
        ),
        Err(why) => {
            let says = text(
                "{} 里的规则用不了，服务不会启动：{}",
                "The rules in {} cannot be used, and the server does not start: {}",
            );
            Finding::new(Level::Wrong, about, says, &[&name, &why.to_string()])
        }
    })
}

/// The mall's list of merchants, where there is one.
pub(super) fn merchants(config: &Config) -> Option<Finding> {
    let about = "merchants";
    let file = config.merchants_file.as_ref()?;
    let name = file.display().to_string();
    Some(match read_directory(file) {
        Ok(_) => Finding::new(
            Level::Ok,
            about,
            text("商户名单 {} 可用。", "The list of merchants {} can be used."),
            &[&name],
        ),
        Err(why) => {
            let says = text(
                "商户名单 {} 用不了，服务不会启动：{}",
                "The list of merchants {} cannot be used, and the server does not start: {}",
            );
            Finding::new(Level::Wrong, about, says, &[&name, &why.to_string()])
        }
    })
}
