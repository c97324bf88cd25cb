//! What is kept: the database, the keys without which it is of no use, and the last copy of both.

use domain::moment::Moment;
use domain::words::text;

use super::{Finding, Level};
use crate::cli::{Failure, last_seen, restore};
use crate::config::{ClaimSecret, Config};
use crate::data_keys::DataKeys;
use crate::seal_keys::SealKeys;
use crate::store::postgres::{PostgresStore, PostgresUrl};
use crate::store::sqlite::SqliteStore;
use crate::store::transfer::Tables;
use crate::store::{SchemaVersion, StoreError};
use crate::upkeep::{last_backup, with_suffix};

const HOUR_MS: i64 = 3_600_000;
/// A backup each night, and two hours for the night to be late.
const DAILY: i64 = 26;
/// So many days of work nobody wants to do again.
const FAR_TOO_OLD: i64 = 7 * 24;

/// Whether it is the server's own file, whole, and of a schema that this program knows.
pub(super) async fn database(config: &Config) -> Vec<Finding> {
    let about = "database";
    let database = config.database();
    match config.postgres() {
        Ok(None) => {}
        Ok(Some(url)) => return postgresql(config, &url).await,
        Err(why) => {
            let says = text("数据库的密码读不出来：{}", "The password of the database cannot be read: {}");
            return vec![Finding::new(Level::Wrong, about, says, &[&why.to_string()])];
        }
    }
    if restore::is_interrupted(&database) {
        let says = text(
            "一次恢复（restore）中断了：请再运行一次 server restore，或启动服务，它会接着完成。",
            "A restore was cut off: run server restore again, or start the server, which ends it.",
        );
        return vec![Finding::new(Level::Look, about, says, &[])];
    }
    match last_seen::check(config) {
        Err(why @ (Failure::DatabaseGone { .. } | Failure::LogOfAnother { .. })) => {
            let says =
                text("数据库不对，服务不会启动：{}", "The database is not right, and the server does not start: {}");
            return vec![Finding::new(Level::Wrong, about, says, &[&why.to_string()])];
        }
        Err(why) => {
            let says = text("数据库读不出来：{}", "The database cannot be read: {}");
            return vec![Finding::new(Level::Wrong, about, says, &[&why.to_string()])];
        }
        Ok(_) if !database.exists() => {
            let says = text(
                "还没有数据库：首次启动会建立；如果本该有，请检查 --data-dir。",
                "There is no database yet: the first start makes it. Where there should be one, look at --data-dir.",
            );
            return vec![Finding::new(Level::Look, about, says, &[])];
        }
        Ok(_) => {}
    }
    if let Err(why) = SqliteStore::check(&database).await {
        let says = text(
            "数据库已损坏（{}）：请先复制整个数据文件夹，再用最近的备份恢复（server restore）。",
            "The database is damaged ({}): copy the whole data folder first, then restore the last backup (server restore).",
        );
        return vec![Finding::new(Level::Wrong, about, says, &[&why.to_string()])];
    }
    let whole = text(
        "数据库完整；账目是否相符由 server verify 逐条核对。",
        "The database is whole; server verify checks every line of what is in it.",
    );
    vec![Finding::ok(about, whole), schema(config).await]
}

async fn schema(config: &Config) -> Finding {
    let about = "schema";
    match SqliteStore::schema_version(&config.database()).await {
        Ok(schema) => compared(schema),
        Err(why) => {
            let says = text("数据库结构读不出来：{}", "The schema cannot be read: {}");
            Finding::new(Level::Wrong, about, says, &[&why.to_string()])
        }
    }
}

/// Whether it is reached, of which version it is, and whether its schema is one that this program knows.
async fn postgresql(config: &Config, url: &PostgresUrl) -> Vec<Finding> {
    let (about, name) = ("database", url.to_string());
    let looked = async {
        let store = PostgresStore::reach(url).await?;
        let found = (store.version().await?, store.schema_version().await?, store.moving().await?);
        store.close().await;
        Ok::<_, StoreError>(found)
    };
    let (version, schema, moving) = match looked.await {
        Ok(found) => found,
        Err(why) => {
            let says = text(
                "{} 用不了（{}）：请检查它是否在运行、--database-url 和密码。",
                "{} cannot be used ({}): look at whether it runs, at --database-url and at the password.",
            );
            return vec![Finding::new(Level::Wrong, about, says, &[&name, &why.to_string()])];
        }
    };
    if let Some(why) = moving {
        let says = text("{} 不能用来服务：{}", "{} is not served: {}");
        return vec![Finding::new(Level::Wrong, about, says, &[&name, &why])];
    }
    let version = format!("{}.{}", version / 10_000, version % 10_000);
    let reached = text("{} 可用，版本 {}。", "{} is reached, version {}.");
    let reached = Finding::new(Level::Ok, about, reached, &[&name, &version]);
    match schema {
        Some(schema) => vec![reached, compared(schema)],
        None if has_database(config) => {
            let says = text(
                "{} 是空的，以前却有数据：请检查 --database-url。",
                "{} is empty, though there was something in it: look at --database-url.",
            );
            vec![Finding::new(Level::Wrong, about, says, &[&name])]
        }
        None => {
            let says = text("{} 还是空的：首次启动会建立。", "{} is empty yet: the first start makes what is needed.");
            vec![Finding::new(Level::Look, about, says, &[&name])]
        }
    }
}

/// Whether a server has used one: a file, or with PostgreSQL what was noted of it.
fn has_database(config: &Config) -> bool {
    config.database().exists() || with_suffix(&config.database(), last_seen::SUFFIX).exists()
}

fn compared(schema: SchemaVersion) -> Finding {
    let about = "schema";
    let (kept, known) = (schema.kept.to_string(), schema.known.to_string());
    if schema.kept > schema.known {
        let says = text(
            "数据库由更新的版本用过（结构 {}，本程序只到 {}）：请装回那个版本，或恢复升级前的备份。",
            "A later version has used the database (schema {}, this program knows {}): install that version again, or \
                     restore the backup from before the upgrade.",
        );
        Finding::new(Level::Wrong, about, says, &[&kept, &known])
    } else if schema.kept < schema.known {
        let says = text(
            "数据库结构是 {}，本程序是 {}：下次启动会升级；请先备份。",
            "The schema is {}, this program's is {}: the next start brings it up to date. Make a backup before.",
        );
        Finding::new(Level::Look, about, says, &[&kept, &known])
    } else {
        Finding::new(Level::Ok, about, text("数据库结构 {} 与程序一致。", "The schema {} is this program's."), &[&kept])
    }
}

/// Without it no claim code opens a case.
pub(super) fn claim_key(config: &Config) -> Finding {
    let about = "claim key";
    match ClaimSecret::known(config) {
        Ok(Some(_)) => Finding::ok(about, text("查询码的密钥在。", "The key of the claim codes is there.")),
        Ok(None) if has_database(config) => {
            let says = text(
                "有数据库却没有查询码的密钥：已发出的查询码都打不开。请把备份里的 secrets 文件夹放回 {}，再启动服务。",
                "There is a database and no key of the claim codes: no code that was given out opens a case. Put the folder secrets \
                 of the backup back into {} before the server starts.",
            );
            Finding::new(Level::Wrong, about, says, &[&config.data_dir.display().to_string()])
        }
        Ok(None) => Finding::ok(
            about,
            text("首次启动会生成查询码的密钥。", "The first start makes the key of the claim codes."),
        ),
        Err(why) => {
            let says = text(
                "查询码的密钥用不了（{}）：请从备份放回。",
                "The key of the claim codes cannot be used ({}): put it back from the backup.",
            );
            Finding::new(Level::Wrong, about, says, &[&why.to_string()])
        }
    }
}

/// Without them nothing that a kiosk still holds can be read.
pub(super) fn seal_keys(config: &Config) -> Finding {
    let about = "seal keys";
    match SealKeys::count(&config.secrets()) {
        Ok(0) if has_database(config) => {
            let says = text(
                "有数据库却没有自助机的密钥：自助机上尚未送出的内容将读不出来。请把备份里的 secrets 文件夹放回 {}，再启动服务。",
                "There is a database and no key of the kiosks: what they still hold cannot be read. Put the folder secrets of the \
                 backup back into {} before the server starts.",
            );
            Finding::new(Level::Wrong, about, says, &[&config.data_dir.display().to_string()])
        }
        Ok(0) => {
            Finding::ok(about, text("首次启动会生成自助机的密钥。", "The first start makes the key of the kiosks."))
        }
        Ok(count) => {
            let says = text("自助机的密钥有 {} 把，都读得出来。", "Keys of the kiosks: {}, all of them readable.");
            Finding::new(Level::Ok, about, says, &[&count.to_string()])
        }
        Err(why) => {
            let says = text(
                "自助机的密钥用不了（{}）：请从备份放回。",
                "A key of the kiosks cannot be used ({}): put it back from the backup.",
            );
            Finding::new(Level::Wrong, about, says, &[&why.to_string()])
        }
    }
}

/// Without them nothing in the database can be read.
pub(super) fn data_keys(config: &Config) -> Finding {
    let about = "data keys";
    match DataKeys::known(&config.secrets()).map(|keys| keys.names()) {
        Ok(names) if !names.is_empty() => {
            let says = text("数据的密钥有 {} 把，都读得出来。", "Keys of the data: {}, all of them readable.");
            Finding::new(Level::Ok, about, says, &[&names.len().to_string()])
        }
        Ok(_) if has_database(config) => {
            let says = text(
                "有数据库却没有数据的密钥：若是从旧版本升级，下次启动会生成；若以前有过（secrets/data-keys），请先把它放回 {}，否则内容读不出来。",
                "There is a database and no key of the data: after an upgrade the next start makes one; where there was one \
                 (secrets/data-keys), put it back into {} first, or nothing can be read.",
            );
            Finding::new(Level::Look, about, says, &[&config.data_dir.display().to_string()])
        }
        Ok(_) => Finding::ok(about, text("首次启动会生成数据的密钥。", "The first start makes the key of the data.")),
        Err(why) => {
            let says = text(
                "数据的密钥用不了（{}）：请从备份放回。",
                "A key of the data cannot be used ({}): put it back from the backup.",
            );
            Finding::new(Level::Wrong, about, says, &[&why.to_string()])
        }
    }
}

/// How old the last backup is.
pub(super) fn backup(config: &Config, now: Moment) -> Finding {
    let about = "backup";
    let database = config.database();
    if config.only_for_files("backup", "").is_err() {
        let says = text(
            "PostgreSQL 的备份由它自己做（pg_dump 或 PITR），这里看不到：请确认每晚都有，并连同 {} 一起保存。",
            "PostgreSQL is backed up by its own tools (pg_dump or PITR), which is not seen from here: make sure that it is done every \
             night, and keep {} with it.",
        );
        return Finding::new(Level::Look, about, says, &[&config.data_dir.display().to_string()]);
    }
    if !database.exists() {
        return Finding::ok(about, text("还没有可备份的内容。", "There is nothing to back up yet."));
    }
    let Some(last) = last_backup::of(&database) else {
        let says = text(
            "还没有备份：请每晚运行 server backup，并把文件连同 secrets 文件夹放到另一台机器。",
            "There is no backup yet: run server backup every night, and keep the file with the folder secrets on another machine.",
        );
        return Finding::new(Level::Look, about, says, &[]);
    };
    let hours = (now.millis() - last.at.millis()).max(0) / HOUR_MS;
    let level = level_of(hours);
    let says = match level {
        Level::Ok => text("上次备份在 {} 小时前。", "The last backup is {} hours old."),
        Level::Look | Level::Wrong => text(
            "上次备份在 {} 小时前：请现在运行 server backup，并检查每晚的备份任务。",
            "The last backup is {} hours old: run server backup now, and look at what should run it every night.",
        ),
    };
    Finding::new(level, about, says, &[&hours.to_string()])
}

const fn level_of(hours: i64) -> Level {
    if hours > FAR_TOO_OLD {
        Level::Wrong
    } else if hours > DAILY {
        Level::Look
    } else {
        Level::Ok
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_of_the_last_night_or_somebody_looks() {
        let levels = [0, 26, 27, 168, 169].map(level_of);
        assert_eq!(levels, [Level::Ok, Level::Ok, Level::Look, Level::Look, Level::Wrong]);
    }
}
