//! What is counted while the server runs, for whoever watches over it: in the text format of Prometheus. Everything here is a
//! number of requests, operations or cases; nothing says whose.

use std::fmt;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::prometheus_text;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;
use sync::protocol::{Outcome, Receipt};

use crate::version;

pub use prometheus_client::encoding::prometheus_text::CONTENT_TYPE;

/// Every name begins with it.
const PREFIX: &str = "contact_point";
/// What has no word of ours.
const OTHER: &str = "other";
/// Seconds: a commit on a good disk takes a few milliseconds, and a device gives up after thirty seconds.
const RECEIPT_BUCKETS: [f64; 11] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfRequest {
    method: String,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfOutcome {
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfCode {
    code: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfListener {
    who: &'static str,
}

/// What is read when it is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Cases that have not ended.
    pub open: i64,
    /// Of these, those in which a promised time has passed.
    pub overdue: i64,
    /// Of these, those that wait to be taken on.
    pub unread: i64,
    /// For how many seconds the oldest of those has waited.
    pub oldest_unread_seconds: i64,
    /// What was set aside and nobody has looked at.
    pub aside: i64,
    /// The running sums differ from what they should add up to.
    pub sums_differ: bool,
}

/// The machine as it is when it is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Machine {
    /// Kiosks in use.
    pub kiosks: i64,
    /// Of these, those that have been silent for too long.
    pub silent_kiosks: i64,
    /// When the last backup was made, in seconds since 1970; none where there was none.
    pub last_backup: Option<i64>,
    /// Room on the disk with the data.
    pub disk_free_bytes: u64,
    /// What the database takes.
    pub database_bytes: u64,
}

/// Who listens to a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListenerKind {
    /// A member of staff.
    Member,
    /// Anybody else.
    Visitor,
}

/// Everything that is counted.
#[derive(Debug)]
pub struct Measures {
    registry: Registry,
    requests: Family<OfRequest, Counter>,
    receipts: Histogram,
    operations: Family<OfOutcome, Counter>,
    rejected: Family<OfCode, Counter>,
    streams: Family<OfListener, Gauge>,
    read: Read,
}

#[derive(Clone, Debug, Default)]
struct Read {
    open: Gauge,
    overdue: Gauge,
    unread: Gauge,
    oldest_unread: Gauge,
    aside: Gauge,
    sums_differ: Gauge,
    kiosks: Gauge,
    silent_kiosks: Gauge,
    last_backup: Gauge,
    disk_free: Gauge,
    database: Gauge,
}

impl Default for Measures {
    fn default() -> Self {
        let mut registry = Registry::with_prefix(PREFIX);
        let requests = Family::default();
        registry.register("requests", "Requests by method, route and status of the answer", requests.clone());
        let receipts = Histogram::new(RECEIPT_BUCKETS);
        let help = "Seconds from a push that was read to its receipts, the commit included";
        registry.register("receipt_seconds", help, receipts.clone());
        let operations: Family<OfOutcome, Counter> = Family::default();
        registry.register("operations", "Operations that got a receipt, by what became of them", operations.clone());
        let rejected: Family<OfCode, Counter> = Family::default();
        let help = "Operations that were rejected by a rule or set aside, by the code of the reason";
        registry.register("rejected_operations", help, rejected.clone());
        let streams: Family<OfListener, Gauge> = Family::default();
        registry.register("event_streams", "Streams of events that are open", streams.clone());
        let build = Info::new([("version", version::NUMBER), ("commit", version::COMMIT)]);
        registry.register("build", "Which program this is", build);
        let read = Read::default();
        for (name, help, gauge) in [
            ("open_cases", "Cases that have not ended", &read.open),
            ("overdue_cases", "Open cases in which a promised time has passed", &read.overdue),
            ("unread_cases", "Open cases that wait to be taken on", &read.unread),
            (
                "oldest_unread_seconds",
                "For how long the oldest case waits to be taken on; 0 where none does",
                &read.oldest_unread,
            ),
            ("set_aside", "Operations that were set aside and that nobody has looked at", &read.aside),
            ("sums_differ", "1 while the running sums are not what they should add up to", &read.sums_differ),
            ("kiosks", "Kiosks in use", &read.kiosks),
            ("silent_kiosks", "Kiosks that have been silent for longer than is set", &read.silent_kiosks),
            (
                "last_backup_timestamp_seconds",
                "When the last backup was made; 0 where there was none",
                &read.last_backup,
            ),
            ("disk_free_bytes", "Room on the disk with the data", &read.disk_free),
            ("database_bytes", "What the database and its log take", &read.database),
        ] {
            registry.register(name, help, gauge.clone());
        }
        // A line that is there from the start can be compared with what it becomes.
        for outcome in ["applied", "rejected", "quarantined", "unsupported"] {
            operations.get_or_create(&OfOutcome { outcome }).inc_by(0);
        }
        rejected.get_or_create(&OfCode { code: OTHER.to_owned() }).inc_by(0);
        for kind in [ListenerKind::Member, ListenerKind::Visitor] {
            streams.get_or_create(&kind.label()).set(0);
        }
        Self { registry, requests, receipts, operations, rejected, streams, read }
    }
}

impl Measures {
    /// A request was answered.
    pub fn answered(&self, method: &str, route: &str, status: u16) {
        // Anybody can invent a method, and each would be kept for ever.
        let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
        let method = if known.contains(&method) { method } else { OTHER };
        let labels = OfRequest { method: method.to_owned(), route: route.to_owned(), status };
        self.requests.get_or_create(&labels).inc();
    }

    /// Receipts were given, so long after what they are for was read.
    pub(crate) fn gave(&self, receipts: &[Receipt], after: Duration) {
        self.receipts.observe(after.as_secs_f64());
        for receipt in receipts {
            let (outcome, code) = match &receipt.outcome {
                Outcome::Applied { .. } => ("applied", None),
                Outcome::Rejected { why, .. } => ("rejected", Some(code_of(why.as_text()))),
                Outcome::Quarantined { code, .. } => ("quarantined", Some(code.clone())),
                Outcome::Unsupported { .. } => ("unsupported", None),
            };
            self.operations.get_or_create(&OfOutcome { outcome }).inc();
            if let Some(code) = code {
                self.rejected.get_or_create(&OfCode { code }).inc();
            }
        }
    }

    /// Somebody began to listen.
    pub(crate) fn listens(&self, who: ListenerKind) {
        self.streams.get_or_create(&who.label()).inc();
    }

    /// Somebody listens no more.
    pub(crate) fn left(&self, who: ListenerKind) {
        self.streams.get_or_create(&who.label()).dec();
    }

    /// Everything, with what was read just now.
    ///
    /// # Errors
    ///
    /// None that a text has.
    pub fn text(&self, standing: &Standing, machine: &Machine) -> Result<String, fmt::Error> {
        let bytes = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        for (gauge, value) in [
            (&self.read.open, standing.open),
            (&self.read.overdue, standing.overdue),
            (&self.read.unread, standing.unread),
            (&self.read.oldest_unread, standing.oldest_unread_seconds),
            (&self.read.aside, standing.aside),
            (&self.read.sums_differ, i64::from(standing.sums_differ)),
            (&self.read.kiosks, machine.kiosks),
            (&self.read.silent_kiosks, machine.silent_kiosks),
            (&self.read.last_backup, machine.last_backup.unwrap_or_default()),
            (&self.read.disk_free, bytes(machine.disk_free_bytes)),
            (&self.read.database, bytes(machine.database_bytes)),
        ] {
            gauge.set(value);
        }
        let mut text = String::new();
        prometheus_text::encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

impl ListenerKind {
    const fn label(self) -> OfListener {
        OfListener { who: if matches!(self, Self::Member) { "member" } else { "visitor" } }
    }
}

/// A reason is a word, or an object whose only name is that word.
fn code_of(why: &str) -> String {
    let word = match serde_json::from_str(why) {
        Ok(serde_json::Value::String(word)) => Some(word),
        Ok(serde_json::Value::Object(of)) => of.into_iter().next().map(|(word, _)| word),
        _ => None,
    };
    // What a person wrote never comes that far, and a word of ours has this form.
    let is_ours =
        |word: &String| word.len() <= 64 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    word.filter(is_ours).unwrap_or_else(|| OTHER.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_counted_by_its_word_alone() {
        assert_eq!(code_of("\"moved_since\""), "moved_since");
        assert_eq!(code_of("{\"not_in_state\":{\"state\":\"closed\"}}"), "not_in_state");
        assert_eq!(code_of("{\"陈女士\":1}"), "other");
        assert_eq!(code_of("7"), "other");
    }

    #[test]
    fn methods_that_anybody_invents_are_one() {
        let measures = Measures::default();
        measures.answered("BREW", "other", 405);
        measures.answered("KETTLE", "other", 405);
        let text = measures.text(&Standing::default(), &Machine::default()).expect("a text");
        assert!(
            text.contains("contact_point_requests_total{method=\"other\",route=\"other\",status=\"405\"} 2\n"),
            "{text}"
        );
    }
}
