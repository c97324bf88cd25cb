//! `sample-data`: fills an empty data folder with a mall that never was, and marks it as that for good.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::moment::Day;
use domain::place::Place as Shown;

use super::backup::{beside, sync_folder};
use super::last_seen;
use super::lock::DataLock;
use super::{Failure, out, restore};
use crate::config::{ClaimSecret, Config, ConfigError};
use crate::content::Content;
use crate::data_keys::DataKeys;
use crate::sample::{FEWEST_MERCHANTS, Place, Story, tell};
use crate::seal_keys::SealKeys;
use crate::service::{ClaimKey, SystemWorld, World};
use crate::store::sqlite::{SqliteOptions, SqliteStore};
use crate::upkeep::with_suffix;

/// So that two hundred merchants sell five thousand.
const GOODS_OF_EACH: u32 = 25;
/// A folder with this file holds sample data.
const MARK: &str = "SAMPLE-DATA.txt";
const MARKED: &str = "本文件夹里是示例数据，不是真实的商户、消费者或投诉。\n\
                      This folder holds sample data: no merchant, consumer or complaint in it is real.\n";

/// What is asked for.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct SampleData {
    /// The same seed up to the same day tells the same story
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many merchants
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(i64::from(FEWEST_MERCHANTS)..=2000))]
    merchants: u32,
    /// How many goods they sell together, as far as they have room [default: 25 for each merchant]
    #[arg(long, value_parser = clap::value_parser!(u32).range(0..=60_000))]
    goods: Option<u32>,
    /// Over how many months cases came in
    #[arg(long, default_value_t = 24, value_parser = clap::value_parser!(u32).range(1..=60))]
    months: u32,
    /// Up to which day, such as 2026-11-20 [default: today]
    #[arg(long, value_parser = day)]
    until: Option<Day>,
}

fn day(text: &str) -> Result<Day, String> {
    let from_then = |day: &Day| (2000..2200).contains(&day.year());
    Day::parse(text).filter(from_then).ok_or_else(|| "not a day, such as 2026-11-20".to_owned())
}

/// Tells the story; the folder holds all of it or nothing.
pub(super) async fn fill(config: &Config, asked: SampleData) -> Result<(), Failure> {
    config.only_for_files("sample-data", "a data folder of its own, then server migrate-store")?;
    config.prepare_folders()?;
    let _lock = DataLock::take(config)?;
    let database = config.database();
    restore::finish_interrupted(&database)?;
    if database.exists() || with_suffix(&database, last_seen::SUFFIX).exists() {
        return Err(Failure::NotEmpty(database));
    }
    let SampleData { seed, merchants, goods, months, until } = asked;
    let goods = goods.unwrap_or(merchants * GOODS_OF_EACH);
    let until = until.unwrap_or_else(|| SystemWorld.now().day());
    let place = Place {
        point: config.point_id,
        name: config.point.point_name.clone(),
        claim_key: ClaimKey::new(*ClaimSecret::of(config).map_err(ConfigError::from)?.bytes()),
        seal_keys: SealKeys::of(&config.secrets()).map_err(ConfigError::from)?,
        content: Content::built_in()?,
    };
    let failed = |file: &Path, why: std::io::Error| Failure::File { file: file.to_owned(), why: why.to_string() };
    // Beside its place: what was begun and not ended is begun again.
    let unfinished = beside(&database);
    for part in ["", "-wal", "-shm"] {
        let part = with_suffix(&unfinished, part);
        if part.exists() {
            fs::remove_file(&part).map_err(|why| failed(&part, why))?;
        }
    }
    // Made empty and private first: SQLite would make it readable to others.
    let private = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished);
    private.map_err(|why| failed(&unfinished, why))?;
    // What a power cut leaves of it is begun again; it is written to the disk for good before it gets its name.
    let options = SqliteOptions { in_the_making: true, ..SqliteOptions::file(&unfinished) };
    let keys = DataKeys::of(&config.secrets()).map_err(ConfigError::from)?;
    let store = SqliteStore::open(&options).await?.sealed_under(keys);
    let told = tell(Story { seed, merchants, goods, months, until }, place, Arc::new(store.clone())).await;
    // Which brings the log into the file.
    store.close().await;
    let told = told?;
    // The mark before the data: none of it ever lies there unmarked.
    let mark = mark(config);
    let marked =
        File::create(&mark).and_then(|mut file| file.write_all(MARKED.as_bytes()).and_then(|()| file.sync_all()));
    marked.map_err(|why| failed(&mark, why))?;
    let kept =
        File::open(&unfinished).and_then(|copy| copy.sync_all()).and_then(|()| fs::rename(&unfinished, &database));
    kept.and_then(|()| sync_folder(&database)).map_err(|why| failed(&database, why))?;
    out::say(&format!(
        "{}: 示例数据 / sample data, seed {seed}, up to {until}: {} merchants, {} goods, {} cases, {} staff, \
         {} operations",
        database.display(),
        told.merchants,
        told.goods,
        told.cases,
        told.staff,
        told.operations
    ));
    Ok(())
}

fn mark(config: &Config) -> PathBuf {
    config.data_dir.join(MARK)
}

/// What pages show of the contact point: over sample data every page that names the mall says so.
pub(super) fn marked(config: &Config, place: Shown) -> Shown {
    if !mark(config).exists() {
        return place;
    }
    let said = |mark: &str, mall: &str| if mall.is_empty() { mark.to_owned() } else { format!("{mark} · {mall}") };
    let (zh, en) = (said("示例数据", &place.mall.zh), said("Sample data", &place.mall.en));
    Shown { mall: domain::words::Bilingual { zh, en }, ..place }
}
