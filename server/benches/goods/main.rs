//! 追溯 and search in a ledger of goods: from a batch to its supplier and its sales, and back from a receipt, at three sizes of one
//! ledger.
//!
//! `cargo bench -p server --bench goods [-- LINES]`: up to so many lines. The database lies in the build folder, so that the disk
//! is a real one where a temporary folder is often only memory.

mod ledger;

use std::error::Error;
use std::io::{Write, stdout};
use std::time::{Duration, Instant};

use serde_json::json;
use server::service::Service;

use crate::ledger::Ledger;

/// Whatever goes wrong ends the benchmark.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Lines of the ledger: lots that came, and where some of them went.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Searches of a kind at each size.
const TIMES: usize = 200;

/// What is looked for.
#[derive(Clone, Copy, Debug)]
enum Sought {
    Batch,
    Receipt,
    Supplier,
    Goods,
    Missing,
    Everything,
}

impl Sought {
    const ALL: [Self; 6] = [Self::Batch, Self::Receipt, Self::Supplier, Self::Goods, Self::Missing, Self::Everything];

    const fn title(self) -> &'static str {
        match self {
            Self::Batch => "a batch: its supplier and its sales",
            Self::Receipt => "a receipt: back to its lot",
            Self::Supplier => "a supplier: its lots",
            Self::Goods => "goods by name",
            Self::Missing => "what is nowhere",
            Self::Everything => "what every lot has",
        }
    }
}

/// Milliseconds of one kind of search at each size.
#[derive(Debug)]
struct Row {
    sought: Sought,
    found: usize,
    median: f64,
    most: f64,
}

#[tokio::main]
async fn main() -> Result<()> {
    let most = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let mut ledger = Ledger::open(&folder.path().join("goods.db")).await?;
    let mut out = stdout().lock();
    let profile = if cfg!(debug_assertions) { "dev (says nothing about speed)" } else { "release" };
    writeln!(out, "\nSearch in a ledger of goods on the server, {TIMES} times each, profile {profile}")?;
    writeln!(out, "{:>8}  {:<38} {:>5} {:>10} {:>10}", "lines", "looked for", "lots", "median ms", "most ms")?;
    let mut sizes = Vec::new();
    for lines in SIZES.into_iter().filter(|lines| *lines <= most) {
        ledger.grow(lines).await?;
        let mut rows = Vec::new();
        for sought in Sought::ALL {
            let row = measure(&ledger, sought).await?;
            let Row { found, median, most, .. } = row;
            writeln!(out, "{lines:>8}  {:<38} {found:>5} {median:>10.1} {most:>10.1}", sought.title())?;
            rows.push(row);
        }
        sizes.push((lines, rows));
    }
    let row =
        |row: &Row| json!({ "what": row.sought.title(), "lots": row.found, "ms": row.median, "most_ms": row.most });
    let size =
        |(lines, rows): &(usize, Vec<Row>)| json!({ "lines": lines, "rows": rows.iter().map(row).collect::<Vec<_>>() });
    let all = json!({ "bench": "goods", "profile": profile, "sizes": sizes.iter().map(size).collect::<Vec<_>>() });
    writeln!(out, "\n{all}")?;
    Ok(())
}

async fn measure(ledger: &Ledger, sought: Sought) -> Result<Row> {
    let mut each = Vec::with_capacity(TIMES);
    let mut found = 0;
    for time in 0..TIMES {
        // Another one each time, all over the ledger.
        let (took, lots) = search(&ledger.service, &ledger.words(sought, time * 7_919)).await?;
        found = found.max(lots);
        each.push(took);
    }
    each.sort_unstable();
    let millis = |took: Duration| took.as_secs_f64() * 1e3;
    let (median, most) = (each.get(TIMES / 2), each.last());
    Ok(Row { sought, found, median: median.copied().map_or(0.0, millis), most: most.copied().map_or(0.0, millis) })
}

/// As the page does it, answer and all.
async fn search(service: &Service, words: &str) -> Result<(Duration, usize)> {
    let begun = Instant::now();
    let traced = service.trace_goods(words).await?;
    let answer = serde_json::to_vec(&traced)?;
    let took = begun.elapsed();
    if answer.is_empty() {
        return Err("no answer".into());
    }
    Ok((took, traced.lots.len()))
}
