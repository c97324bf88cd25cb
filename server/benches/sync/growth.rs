//! How cost grows with what a contact point holds: the same pulls and pushes at each size of one database, beside the same rows
//! written and read raw in a copy of it; what a case takes on the disk; and what the server takes in memory.

use std::fs;
use std::path::{Path, PathBuf};

use domain::case::Command;
use domain::ids::CaseId;
use server::service::{Caller, PullScope};
use server::store::SyncStore;
use server::testing::{claim, complaint, on_case};
use sqlx::Row;
use sync::protocol::{Op, OpId, PROTOCOL, PushRequest, Seq};
use uuid::Builder;

use crate::capture::Captured;
use crate::mall::{Mall, START};
use crate::pull::What;
use crate::raw::{self, RawReader, RawWriter};
use crate::samples::{Samples, count, percentile};
use crate::transport::{Transport, Way};
use crate::{Result, memory, push};

/// Cases that the contact point holds, one size after another.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, MOST];
/// The largest of them.
pub(crate) const MOST: usize = 1_000_000;
/// At this one disk and memory are looked at.
const LOOKED_AT: usize = 100_000;
/// Pulls, pushes of one operation, and pushes of a hundred, at each size.
const PULLS: usize = 300;
const SINGLE: usize = 400;
const BATCHES: usize = 20;
/// A busy contact point: some hundred cases a day.
const CASE_EVERY_MS: u64 = 5 * 60_000;
const DAY_MS: u64 = 86_400_000;
/// 1 January 2026.
const START_MS: u64 = 1_767_225_600_000;

/// Milliseconds of one request, ours and raw.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) ours: f64,
    pub(crate) raw: f64,
}

/// What it cost at one size.
#[derive(Clone, Debug)]
pub(crate) struct At {
    pub(crate) cases: usize,
    pub(crate) pull: Cost,
    pub(crate) pull_http: f64,
    pub(crate) single: Cost,
    pub(crate) batch: Cost,
}

/// What was measured.
#[derive(Debug, Default)]
pub(crate) struct Growth {
    pub(crate) sizes: Vec<At>,
    pub(crate) disk: Option<Disk>,
    pub(crate) memory: Option<memory::Memory>,
}

/// Bytes of a case on the disk.
#[derive(Debug)]
pub(crate) struct Disk {
    /// As JSON, what the consumer wrote.
    pub(crate) complaint: usize,
    /// Each table and index, the largest first.
    pub(crate) tables: Vec<(String, f64)>,
    pub(crate) all: f64,
}

/// Grows a contact point up to the largest of the sizes that is not above `most`.
pub(crate) async fn measure(folder: &Path, most: usize) -> Result<Growth> {
    let file = folder.join("growth.db");
    let mut mall = Mall::open(&file).await?;
    let mut growth = Growth::default();
    for cases in SIZES.into_iter().filter(|cases| *cases <= most) {
        let missing = cases.saturating_sub(usize::try_from(mall.filed)?);
        for _ in 0..missing.div_ceil(100) {
            let request = filing(&mut mall, 100);
            mall.service.push(request, Caller::Public).await?;
        }
        checkpoint(&file).await?;
        growth.sizes.push(at(folder, &mut mall, cases).await?);
        if cases == LOOKED_AT {
            checkpoint(&file).await?;
            growth.disk = Some(disk(&mall).await?);
            growth.memory = Some(memory::of_server(folder, &mall).await?);
        }
    }
    mall.store.close().await;
    Ok(growth)
}

async fn at(folder: &Path, mall: &mut Mall, cases: usize) -> Result<At> {
    let (pull, pull_http) = pulls(mall).await?;
    let copy = folder.join("growth-raw.db");
    fs::copy(&mall.file, &copy)?;
    let mut raw = RawWriter::open(&copy).await?;
    let single = pushes(mall, &mut raw, SINGLE, 1).await?;
    let batch = pushes(mall, &mut raw, BATCHES, 100).await?;
    raw.close().await?;
    fs::remove_file(&copy)?;
    Ok(At { cases, pull, pull_http, single, batch })
}

async fn pulls(mall: &Mall) -> Result<(Cost, f64)> {
    let head = mall.head().await?;
    let epoch = mall.store.point(mall.id).await?.epoch;
    let scope = PullScope::everything();
    let since = changed_since(mall, head).await?;
    let what = What { title: String::new(), scope, pages: vec![since], times: PULLS, epoch, rows: 10 };
    let ours = crate::pull::run(&Transport::open(mall, Way::Service).await?, &what).await?;
    let http = crate::pull::run(&Transport::open(mall, Way::Http).await?, &what).await?;
    let theirs = RawReader::open(&mall.file, mall.id).await?.read(&what).await?;
    Ok((Cost { ours: median(&ours), raw: median(&theirs) }, median(&http)))
}

/// The place after which ten entities changed.
async fn changed_since(mall: &Mall, head: Seq) -> Result<Seq> {
    const SQL: &str = "SELECT seq FROM entities WHERE point_id = ? AND seq <= ? AND gone_seq IS NULL ORDER BY seq DESC LIMIT 1 OFFSET 10";
    let query = sqlx::query_scalar(SQL).bind(mall.id.0).bind(head.0);
    Ok(Seq(query.fetch_one(&mut raw::connect(&mall.file).await?).await?))
}

async fn pushes(mall: &mut Mall, raw: &mut RawWriter, pushes: usize, ops: usize) -> Result<Cost> {
    let transport = Transport::open(mall, Way::Service).await?;
    let device = transport.device().await?;
    let from = mall.head().await?;
    let parcels: Result<Vec<_>> = (0..pushes).map(|_| device.push(filing(mall, ops))).collect();
    let mut ours = push::send(device, parcels?).await?;
    ours.count = pushes * ops;
    let captured = Captured::of(mall, from, &ours).await?;
    let theirs = raw.write(&captured).await?;
    Ok(Cost { ours: median(&ours), raw: median(&theirs) })
}

fn median(samples: &Samples) -> f64 {
    percentile(&samples.each.iter().map(|took| took.as_secs_f64() * 1e3).collect::<Vec<_>>(), 50)
}

/// Complaints as devices name them.
fn filing(mall: &mut Mall, ops: usize) -> PushRequest {
    let ops = (0..ops).map(|_| {
        mall.filed += 1;
        filed(mall.filed)
    });
    PushRequest { protocol: PROTOCOL, sent_at: START, ops: ops.collect() }
}

/// Names are UUIDs of version 7, so they lie in the order in which they were made: nine of ten at the end, one of ten anywhere in
/// the day before, for a device without a network. Claim codes are hashed, so those lie anywhere.
fn filed(number: u64) -> Op {
    let spread = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let offline = if number.is_multiple_of(10) { spread % DAY_MS } else { 0 };
    let made = START_MS + number * CASE_EVERY_MS - offline;
    let name = |last: u8| {
        let mut random = [last; 10];
        random[..8].copy_from_slice(&spread.to_le_bytes());
        Builder::from_unix_timestamp_millis(made, &random).into_uuid()
    };
    let form = complaint(&facts(number));
    let command = Command::File { form, privacy_notice: 1 };
    on_case(OpId(name(1)), CaseId(name(0)), START, command).with(claim(number))
}

/// Two sentences out of some hundred that people write, so that no two cases are alike and none is one that an encoder knows.
fn facts(number: u64) -> String {
    const WHAT: [&str; 8] = [
        "买回来第三天就不能充电，按了电源键也没有反应",
        "屏幕边上有一条裂纹，开箱时就有",
        "店员说是新机，激活日期却是半年前",
        "试穿时没有注意，回家发现左脚开胶",
        "标价二百九十九，结账收了三百二十九",
        "说好七天无理由，拿去退时又说吊牌剪了不行",
        "衣服洗了一次就缩水，袖子短了四厘米",
        "订金付了三百，货到了颜色不对，不肯退",
    ];
    const THEN: [&str; 7] = [
        "跟店长谈过两次，每次都说等总部回复",
        "打了客服电话，一直没有人接",
        "店员态度不好，让我自己找厂家",
        "小票和付款记录都在，可以拿来看",
        "希望这个星期之内有个说法",
        "我年纪大了，跑一趟不容易，请帮忙催一催",
        "同一天还有一位顾客也遇到了一样的事",
    ];
    let [what, then] = [number % 8, number / 8 % 7].map(|place| usize::try_from(place).unwrap_or_default());
    format!("{}。{}。第 {number} 号收据。", WHAT[what], THEN[then])
}

/// Empties the write-ahead log into the file.
async fn checkpoint(file: &Path) -> Result<()> {
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut raw::connect(file).await?).await?;
    Ok(())
}

async fn disk(mall: &Mall) -> Result<Disk> {
    // <https://www.sqlite.org/dbstat.html>
    const SQL: &str = "SELECT name, SUM(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC";
    let cases = count(usize::try_from(mall.filed)?);
    let rows = sqlx::query(SQL).fetch_all(&mut raw::connect(&mall.file).await?).await?;
    let table = |row: &sqlx::sqlite::SqliteRow| -> Result<(String, f64)> {
        Ok((row.try_get("name")?, count(usize::try_from(row.try_get::<i64, _>("bytes")?)?) / cases))
    };
    let mut tables = rows.iter().map(table).collect::<Result<Vec<_>>>()?;
    let all = tables.iter().map(|(_, bytes)| bytes).sum();
    tables.retain(|(_, bytes)| *bytes >= 1.0);
    let complaint = serde_json::to_string(&complaint(&facts(mall.filed)))?.len();
    Ok(Disk { complaint, tables, all })
}

/// A copy of the database where the server looks for one.
pub(crate) async fn copy_for_server(folder: &Path, mall: &Mall) -> Result<PathBuf> {
    let data = folder.join("data");
    fs::create_dir_all(&data)?;
    checkpoint(&mall.file).await?;
    fs::copy(&mall.file, data.join("contact-point.db"))?;
    Ok(data)
}

/// A push of a hundred that nobody has pushed yet.
pub(crate) fn later(place: usize) -> PushRequest {
    let from = (1 << 40) + 100 * place as u64;
    PushRequest { protocol: PROTOCOL, sent_at: START, ops: (from..from + 100).map(filed).collect() }
}
