//! What the server last saw of its database, in a small file beside it: whether the file that is there now is the one that
//! it used, and whether its history is as long as it was.
//!
//! Somebody who puts another file in the place of the database by hand leaves the old one's log beside it, or brings back a
//! history that is shorter than what devices hold. Neither is in the database itself.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::moment::Moment;
use serde::{Deserialize, Serialize};
use sync::protocol::{Epoch, Seq};
use tracing::{info, warn};
use uuid::Uuid;

use super::Failure;
use super::backup::{beside, sync_folder};
use super::database::Database;
use crate::config::{Config, ConfigError};
use crate::service::World;
use crate::store::entities::Point;
use crate::store::sqlite::Mark;
use crate::store::{Store, StoreError};
use crate::upkeep::with_suffix;

/// The file's name ends with this.
pub(super) const SUFFIX: &str = ".last-seen";

/// What time it is, is noted so often where nothing else changes.
const AGAIN_AFTER_MS: u64 = 10 * 60_000;

/// What is in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LastSeen {
    /// Marks that the database may have: two while a server starts.
    marks: Vec<Mark>,
    epoch: Option<Epoch>,
    head: Seq,
    /// What time it was.
    #[serde(default)]
    at: Option<Moment>,
}

impl LastSeen {
    /// Whether another says the same, and nearly at the same time.
    fn is_still(&self, other: &Self) -> bool {
        let millis = |seen: &Self| seen.at.map_or(0, Moment::millis);
        let is_recent = millis(self).abs_diff(millis(other)) < AGAIN_AFTER_MS;
        is_recent && Self { at: other.at, ..self.clone() } == *other
    }
}

/// What the database is to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// The one that it used last, or a new one.
    Same(Option<LastSeen>),
    /// Another one, for a reason to be logged.
    Other(&'static str),
}

/// Looks at the files, before SQLite does: what is in the log would then be in the file.
pub(super) fn check(config: &Config) -> Result<Known, Failure> {
    let database = config.database();
    if config.postgres()?.is_some() {
        return Ok(Known::Same(read(&database)));
    }
    let failed = |why: io::Error| match why.kind() {
        io::ErrorKind::InvalidData => Failure::File { file: database.clone(), why: why.to_string() },
        _ => ConfigError::Database { file: database.clone(), why }.into(),
    };
    let (found, seen) = (Mark::of_file(&database).map_err(failed)?, read(&database));
    match (found, seen) {
        (None | Some(Mark(0)), None) => Ok(Known::Same(None)),
        (Some(_), None) => Ok(Known::Other("it comes from another folder")),
        // A first start that got no further than that.
        (None, Some(seen)) if seen.epoch.is_none() => Ok(Known::Same(None)),
        (None, Some(_)) => Err(Failure::DatabaseGone { file: database.display().to_string() }),
        (Some(mark), Some(seen)) if seen.marks.contains(&mark) => Ok(Known::Same(Some(seen))),
        (Some(_), Some(_)) if has_log(&database) => Err(Failure::LogOfAnother { file: database.display().to_string() }),
        (Some(_), Some(_)) => Ok(Known::Other("another file was put in its place")),
    }
}

/// A database that is known, and is looked at again and again.
#[derive(Debug)]
pub(super) struct Watched {
    database: PathBuf,
    store: Arc<dyn Store>,
    world: Arc<dyn World>,
    /// Of a file. PostgreSQL knows its own.
    mark: Option<Mark>,
    /// Before this start.
    before: Option<Mark>,
    written: Option<LastSeen>,
}

impl Known {
    /// What time it was when the server saw it last.
    pub(super) fn at(&self) -> Option<Moment> {
        match self {
            Self::Same(Some(seen)) => seen.at,
            Self::Same(None) | Self::Other(_) => None,
        }
    }
}

impl Watched {
    /// Marks the database as the one that this server uses. Where it is another one, or its history is shorter than it
    /// was, its life ends here: devices then fetch anew and offer again what they hold receipts for, and what was ended
    /// since – sessions, links – does not live again.
    pub(super) async fn begin(
        config: &Config,
        opened: &Database,
        known: Known,
        world: Arc<dyn World>,
    ) -> Result<Self, Failure> {
        let (database, store) = (config.database(), opened.store());
        let (before, mark) = match opened {
            Database::File(_) => (Mark::of_file(&database)?, Some(new_mark())),
            Database::Postgres(_) => (None, None),
        };
        let point = match store.point(config.point_id).await {
            Ok(point) => Some(point),
            Err(StoreError::NoSuchPoint) => None,
            Err(why) => return Err(why.into()),
        };
        let had_one = matches!(&known, Known::Same(Some(seen)) if seen.epoch.is_some());
        if let (Database::Postgres(_), None, true) = (opened, point, had_one) {
            let url = config.postgres()?.map(|url| url.to_string()).unwrap_or_default();
            let file = with_suffix(&database, SUFFIX).display().to_string();
            return Err(Failure::PointGone { database: url, file });
        }
        if let (Some(point), Some(why)) = (point, ended_by(&known, point)) {
            store.begin_epoch(config.point_id, point.epoch, Epoch(Uuid::new_v4()), world.now()).await?;
            store.close_all(config.point_id).await?;
            warn!(
                "the database is not as this server left it: {why}. It is used as it is, as after a restored backup: devices \
                 fetch anew and offer again what they sent, and everybody signs in again"
            );
        }
        let mut watched = Self { database, store, world, mark, before, written: None };
        // Before the mark: a server that dies in between finds the database with either.
        if watched.note(config).await
            && let (Database::File(store), Some(mark)) = (opened, mark)
        {
            if let Err(why) = store.mark(mark).await {
                warn!("the database was not marked: {why}");
            }
            watched.note(config).await;
        }
        Ok(watched)
    }

    /// Notes how far the history has come. False where that failed, such as on a full disk, which keeps nobody from being served.
    pub(super) async fn note(&mut self, config: &Config) -> bool {
        let noted = self.try_note(config).await;
        noted.inspect_err(|why| warn!("how far the history has come was not noted: {why}")).is_ok()
    }

    async fn try_note(&mut self, config: &Config) -> Result<(), Failure> {
        let point = match self.store.point(config.point_id).await {
            Ok(point) => Some(point),
            Err(StoreError::NoSuchPoint) => None,
            Err(why) => return Err(why.into()),
        };
        let is_marked = self.mark.is_none() || Mark::of_file(&self.database)? == self.mark;
        let before = self.before.filter(|_| !is_marked);
        let seen = LastSeen {
            marks: before.into_iter().chain(self.mark).collect(),
            epoch: point.map(|point| point.epoch),
            head: point.map_or(Seq(0), |point| point.head),
            at: Some(self.world.now()),
        };
        if self.written.as_ref().is_none_or(|written| !written.is_still(&seen)) {
            write(&self.database, &seen)?;
            self.written = Some(seen);
        }
        Ok(())
    }
}

/// Never zero, which is what a file has that no server opened yet.
fn new_mark() -> Mark {
    let random = Uuid::new_v4().as_u128().to_le_bytes();
    Mark(u32::from_le_bytes([random[0], random[1], random[2], random[3]]).max(1))
}

/// Why the database's life ends, if it does.
fn ended_by(known: &Known, point: Option<Point>) -> Option<&'static str> {
    match (known, point) {
        (Known::Other(why), _) => Some(why),
        (Known::Same(Some(seen)), Some(point)) if seen.epoch == Some(point.epoch) && point.head < seen.head => {
            Some("its history is shorter than it was")
        }
        _ => None,
    }
}

/// A file that cannot be read is none: the database itself is whole.
fn read(database: &Path) -> Option<LastSeen> {
    let text = fs::read(with_suffix(database, SUFFIX)).ok()?;
    let seen = serde_json::from_slice(&text);
    seen.inspect_err(|why| info!("what was last seen of the database cannot be read: {why}")).ok()
}

fn write(database: &Path, seen: &LastSeen) -> Result<(), Failure> {
    let file = with_suffix(database, SUFFIX);
    let text = serde_json::to_vec(seen).map_err(io::Error::from)?;
    let unfinished = beside(&file);
    let mut new = File::create(&unfinished)?;
    new.write_all(&text)?;
    new.sync_all()?;
    fs::rename(&unfinished, &file)?;
    Ok(sync_folder(&file)?)
}

fn has_log(database: &Path) -> bool {
    fs::metadata(with_suffix(database, "-wal")).is_ok_and(|log| log.len() > 0)
}
