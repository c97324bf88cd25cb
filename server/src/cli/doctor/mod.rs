//! `doctor`: looks at everything around the server that a person keeps in order, and says what to do about it. It changes
//! nothing, asks nobody over the network, and what it prints names no person.

mod kept;
mod premises;
mod settings;
mod tls;

use std::fmt;

use domain::moment::Moment;
use domain::words::{Lang, Text};

use super::{Failure, out};
use crate::config::Config;
use crate::service::{SystemWorld, World};

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// As it should be.
    Ok,
    /// Somebody should look at it; the server works.
    Look,
    /// The server does not work, or what is kept is in danger.
    Wrong,
}

/// One line.
#[derive(Clone, Debug)]
struct Finding {
    level: Level,
    /// What was looked at: a word for scripts.
    about: &'static str,
    zh: String,
    en: String,
}

impl Finding {
    fn new(level: Level, about: &'static str, says: Text, parts: &[&str]) -> Self {
        Self { level, about, zh: says.fill(Lang::Zh, parts), en: says.fill(Lang::En, parts) }
    }

    fn ok(about: &'static str, says: Text) -> Self {
        Self::new(Level::Ok, about, says, &[])
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ok => "ok",
            Self::Look => "look",
            Self::Wrong => "wrong",
        })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { level, about, zh, en } = self;
        write!(f, "{level:<6}{about:<12}{zh} / {en}")
    }
}

/// Prints every finding.
pub(super) async fn look(config: &Config) -> Result<(), Failure> {
    let findings = everything(config, SystemWorld.now()).await;
    for finding in &findings {
        out::say(&finding.to_string());
    }
    match findings.iter().filter(|finding| finding.level == Level::Wrong).count() {
        0 => Ok(()),
        wrong => Err(Failure::Unwell(wrong)),
    }
}

async fn everything(config: &Config, now: Moment) -> Vec<Finding> {
    let mut findings = vec![
        premises::version(),
        premises::clock(config, now),
        premises::disk(config),
        premises::permissions(config),
        premises::running(config),
    ];
    findings.extend(kept::database(config).await);
    findings.push(kept::claim_key(config));
    findings.push(kept::seal_keys(config));
    findings.push(kept::data_keys(config));
    findings.push(kept::backup(config, now));
    findings.push(settings::address(config));
    findings.extend(tls::certificate(config, now));
    findings.push(settings::site());
    findings.extend(settings::rules(config, now));
    findings.extend(settings::merchants(config));
    findings
}
