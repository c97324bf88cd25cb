//! Figures (分析汇总) beside the slow query that reads every case, at three sizes of a contact point: two years of cases, 200
//! merchants, all categories and kinds of goods.
//!
//! `cargo bench -p server --bench figures [-- CASES]`: up to so many cases. The database lies in the build folder, on a real disk.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::analysis::{Contribution, Cube, Figures, Measure, Period};
use domain::case::{Case, Command, Outcome, Rating};
use domain::form::{Category, GoodsKind, Kind, Term};
use domain::ids::{CaseId, MerchantId, PointId};
use domain::moment::{Day, Moment};
use domain::role::Role;
use server::content::Content;
use server::service::{Caller, World};
use server::store::SyncStore;
use server::store::entities::{Along, EntityKey, WantedFigures};
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::testing::{TestPoint, file, on_case};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};
use sync::protocol::{Op, OpId, PROTOCOL, PushRequest};
use uuid::Uuid;

/// Whatever goes wrong ends the benchmark.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];
const MERCHANTS: u64 = 200;
/// Over so many days cases are spread.
const DAYS: u64 = 730;
const DAY_MS: i64 = 86_400_000;
/// Each figure is read so often; the middle counts.
const TIMES: usize = 9;
/// So many cases are written in one transaction.
const AT_ONCE: usize = 20_000;

#[tokio::main]
async fn main() -> Result<()> {
    let most = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    say("| Cases | figures of | kept, ms | the slow query, ms |");
    say("|---|---|---|---|");
    for cases in SIZES.into_iter().filter(|cases| *cases <= most) {
        measure(&folder.path().join(format!("{cases}.db")), cases).await?;
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "a benchmark tells what it measured")]
fn say(line: &str) {
    println!("{line}");
}

async fn measure(file: &Path, cases: usize) -> Result<()> {
    let store = SqliteStore::open(&SqliteOptions::file(file)).await?;
    let point = TestPoint::on(store.clone(), Arc::new(Content::built_in()?), 1).await?;
    let template = template(&point).await?;
    let today = point.world.now().day();
    fill(file, point.id(), &template, cases, today).await?;
    let counting = Instant::now();
    store.count_figures(point.id()).await?;
    let counted = counting.elapsed();
    figures_alone(&store, point.id(), today, cases).await?;
    for (name, period) in periods(today) {
        let mut took = Vec::new();
        for _ in 0..TIMES {
            let begun = Instant::now();
            let overview = point.service.overview(period).await?;
            took.push(begun.elapsed());
            std::hint::black_box(overview);
        }
        say(&format!("| {cases} | {name}: the whole page | {:.1} | |", millis(middle(took))));
    }
    let [.., (name, longest)] = periods(today);
    let (slow, total) = slowly(&store, point.id(), longest).await?;
    let kept = point.service.overview(longest).await?.now;
    assert_eq!(kept, total, "what is kept is what the cases add up to");
    say(&format!("| {cases} | {name}: all cases, one by one | | {:.0} |", millis(slow)));
    let mut took = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        std::hint::black_box(point.service.unusual(today).await?);
        took.push(begun.elapsed());
    }
    say(&format!("| {cases} | what is unusual today | {:.1} | – |", millis(middle(took))));
    let begun = Instant::now();
    std::hint::black_box(point.service.statistics().await?);
    say(&format!("| {cases} | the public statistics, four quarters | {:.1} | – |", millis(begun.elapsed())));
    say(&format!("| {cases} | counted anew from every case | {:.0} | – |", millis(counted)));
    store.close().await;
    Ok(())
}

/// Each figure of the longest period by itself: what a person waits for who asks for one.
async fn figures_alone(store: &SqliteStore, point: PointId, today: Day, cases: usize) -> Result<()> {
    let [.., (name, period)] = periods(today);
    let cells: [(&str, Cube, Along, &[Measure]); 6] = [
        ("all measures by category and goods", Cube::Goods, Along::Cells, Measure::ALL),
        ("all measures by month", Cube::Goods, Along::Months, Measure::ALL),
        ("all measures by merchant", Cube::Merchant, Along::Cells, Measure::ALL),
        ("cases by issue (category × merchant)", Cube::Issue, Along::Cells, &[Measure::Cases]),
        ("all measures by issue", Cube::Issue, Along::Cells, Measure::ALL),
        ("all measures by hour", Cube::Hour, Along::Cells, Measure::ALL),
    ];
    for (what, cube, along, measures) in cells {
        let mut took = Vec::new();
        for _ in 0..TIMES {
            let begun = Instant::now();
            let wanted = [WantedFigures { cube, period, along, measures }];
            std::hint::black_box(store.figures(point, &wanted).await?);
            took.push(begun.elapsed());
        }
        say(&format!("| {cases} | {name}: {what} | {:.1} | |", millis(middle(took))));
    }
    Ok(())
}

fn periods(today: Day) -> [(&'static str, Period); 4] {
    let last = |days: i64| Period { from: today.plus_days(1 - days), to: today };
    [("7 days", last(7)), ("30 days", last(30)), ("12 months", last(365)), ("2 years", last(730))]
}

fn millis(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

fn middle(mut took: Vec<Duration>) -> Duration {
    took.sort_unstable();
    took.get(took.len() / 2).copied().unwrap_or_default()
}

/// A complaint that was accepted, answered by the merchant, and settled on the spot, as the service makes it.
async fn template(point: &TestPoint) -> Result<Case> {
    let boss = point.add_staff("主管 01", Role::Supervisor, true).await?;
    let by = Caller::Staff { id: boss, role: Role::Supervisor };
    let now = || point.world.now();
    let push =
        |ops: Vec<Op>, caller| point.service.push(PushRequest { protocol: PROTOCOL, sent_at: now(), ops }, caller);
    push(vec![file(1, now())], Caller::Public).await?;
    let case = CaseId(Uuid::from_u64_pair(1, 0));
    let words = || "写几句".to_owned();
    let commands = [
        Command::Accept,
        Command::Reply { words: words() },
        Command::SendToMerchant { request: words() },
        Command::Close { outcome: Outcome::SettledOnSite, summary: words() },
    ];
    for (number, command) in (100_u128..).zip(commands) {
        point.world.advance_millis(3 * 3_600_000);
        push(vec![on_case(OpId(Uuid::from_u128(number)), case, now(), command).by_staff()], by).await?;
    }
    let key = EntityKey { kind: domain::case::KIND.name, id: Uuid::nil() };
    let read = point.store.entities(point.id(), Some(key), 1).await?;
    let read = read.first().ok_or("the case is not there")?;
    Ok(serde_json::from_str(&read.snapshot)?)
}

/// Another case on another day, about another merchant: all of it follows from the number.
fn like(template: &Case, number: u64, today: Day) -> Case {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut draw = |of: u64| {
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed ^= mixed >> 27;
        mixed % of
    };
    let place = |drawn: u64| usize::try_from(drawn).unwrap_or_default();
    let mut case = template.clone();
    let (back, hour) = (draw(DAYS), draw(12));
    let received = today.at(0, 0).millis() - i64::try_from(back).unwrap_or_default() * DAY_MS
        + i64::try_from(9 + hour).unwrap_or_default() * 3_600_000;
    let moved = received - template.received_at.map(Moment::millis).unwrap_or_default();
    case.id = CaseId(Uuid::from_u64_pair(number + 2, 0));
    (case.filed_at, case.received_at) = (Moment::from_millis(received), Some(Moment::from_millis(received)));
    for entry in &mut case.timeline {
        (entry.at, entry.made_at) = (entry.at.plus_millis(moved), entry.made_at.plus_millis(moved));
    }
    case.complaint.category = Category::ALL[place(draw(10)) % Category::ALL.len()];
    case.complaint.goods_kind = GoodsKind::ALL[place(draw(13)) % GoodsKind::ALL.len()];
    case.complaint.kind = if draw(5) == 0 { Kind::Inquiry } else { Kind::Complaint };
    case.merchant = Some(MerchantId(Uuid::from_u64_pair(7, draw(MERCHANTS))));
    case.rating =
        (draw(3) == 0).then(|| Rating { stars: u8::try_from(1 + draw(5)).unwrap_or(5), words: String::new() });
    case
}

async fn fill(file: &Path, point: PointId, template: &Case, cases: usize, today: Day) -> Result<()> {
    const SQL: &str = "INSERT INTO entities (point_id, kind, entity_id, rev, seq, gone_seq, snapshot) VALUES ($1, 'case', $2, $3, $4, $4, $5)";
    let mut connection = SqliteConnectOptions::new().filename(file).connect().await?;
    for some in (0..cases as u64).collect::<Vec<_>>().chunks(AT_ONCE) {
        let mut tx = connection.begin().await?;
        for number in some {
            let case = like(template, *number, today);
            let query = sqlx::query(SQL).bind(point.0).bind(case.id.0).bind(i64::try_from(case.rev)?);
            let query = query.bind(1_000 + i64::try_from(*number)?).bind(serde_json::to_string(&case)?);
            query.execute(&mut *tx).await?;
        }
        tx.commit().await?;
    }
    connection.close().await?;
    Ok(())
}

/// Reads every case, as one would without what is kept.
async fn slowly(store: &SqliteStore, point: PointId, period: Period) -> Result<(Duration, Figures)> {
    let begun = Instant::now();
    let mut total = Figures::default();
    let mut after = EntityKey { kind: domain::case::KIND.name, id: Uuid::nil() };
    loop {
        let page = store.entities(point, Some(after), 2_000).await?;
        let cases: Vec<_> = page.iter().filter(|entity| entity.key.kind == domain::case::KIND.name).collect();
        let Some(last) = cases.last() else { break };
        after = last.key;
        for entity in cases {
            let contribution = Contribution::of(&serde_json::from_str::<Case>(&entity.snapshot)?);
            if let Some(one) = contribution.filter(|one| period.from <= one.day && one.day <= period.to) {
                total.join(&one.figures);
            }
        }
    }
    Ok((begun.elapsed(), total))
}
