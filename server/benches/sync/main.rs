//! Push and pull beside the raw limit of the same database: the same rows in the same transactions with the same
//! durability, written and read by bare prepared statements, in turns within one run.
//!
//! `cargo bench -p server --bench sync [-- ROUNDS [CASES]]`: so many rounds, and growth up to so many cases. The database lies in the build folder, so that the disk is a real
//! one where a temporary folder is often only memory.

mod capture;
mod growth;
mod growth_report;
mod mall;
mod memory;
mod pull;
mod push;
mod raw;
mod report;
mod samples;
mod stopwatch;
mod transport;

use std::error::Error;
use std::path::Path;

use crate::capture::Captured;
use crate::mall::Mall;
use crate::raw::{RawReader, RawWriter};
use crate::report::{Line, Report};
use crate::samples::Samples;
use crate::transport::Transport;

/// Whatever goes wrong ends the benchmark.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Rounds that count; one more before them warms up.
const ROUNDS: usize = 9;
/// Cases of the contact point from which is pulled.
const CASES: usize = 2_000;

#[tokio::main]
async fn main() -> Result<()> {
    let mut numbers = std::env::args().filter_map(|word| word.parse().ok());
    let rounds = numbers.next().unwrap_or(ROUNDS);
    let most = numbers.next().unwrap_or(growth::MOST);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let mut report = Report::new(rounds, CASES);
    pushes(folder.path(), rounds, &mut report).await?;
    pulls(folder.path(), rounds, &mut report).await?;
    report.time_of_a_push(&stopwatch::one_push(folder.path()).await?);
    report.growth = growth::measure(folder.path(), most).await?;
    report.print()?;
    Ok(())
}

async fn pushes(folder: &Path, rounds: usize, report: &mut Report) -> Result<()> {
    let mut mall = Mall::open(&folder.join("pushes.db")).await?;
    // Opened the same way, it has the same schema, contact point and staff.
    let same = Mall::open(&folder.join("raw.db")).await?;
    same.store.close().await;
    let mut raw = RawWriter::open(&same.file).await?;
    let mut lines: Vec<Line> = Vec::new();
    for round in 0..=rounds {
        let mut place = 0;
        for shape in push::SHAPES {
            for way in transport::TRANSPORTS {
                let transport = Transport::open(&mall, way).await?;
                let from = mall.head().await?;
                let ours = push::run(&mut mall, &transport, shape).await?;
                let captured = Captured::of(&mall, from, &ours).await?;
                let theirs = raw.write(&captured).await?;
                let title = format!("push, {}", shape.title());
                let line = Line::at(&mut lines, place, title, way.title(), captured.per_transaction());
                if round > 0 {
                    line.add(ours, theirs);
                }
                place += 1;
            }
        }
    }
    raw.close().await?;
    let (left, right) = (mall.dump().await?, Mall::open(&folder.join("raw.db")).await?.dump().await?);
    report.same_rows = left == right;
    report.pushed = left.rows("ops");
    mall.store.close().await;
    report.lines.extend(lines);
    Ok(())
}

async fn pulls(folder: &Path, rounds: usize, report: &mut Report) -> Result<()> {
    let mut mall = Mall::open(&folder.join("pulls.db")).await?;
    push::fill(&mut mall, CASES).await?;
    let mut raw = RawReader::open(&mall.file, mall.id).await?;
    let mut lines: Vec<Line> = Vec::new();
    for round in 0..=rounds {
        let mut place = 0;
        for what in pull::all(&mall).await? {
            for way in transport::TRANSPORTS {
                let transport = Transport::open(&mall, way).await?;
                let ours: Samples = pull::run(&transport, &what).await?;
                let theirs = raw.read(&what).await?;
                let line = Line::at(&mut lines, place, format!("pull, {}", what.title), way.title(), what.rows());
                if round > 0 {
                    line.add(ours, theirs);
                }
                place += 1;
            }
        }
    }
    mall.store.close().await;
    report.lines.extend(lines);
    Ok(())
}
