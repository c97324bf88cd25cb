//! The machine: its clock, its disk, whose files these are, and whether the server runs.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use domain::moment::Moment;
use domain::words::text;

use super::{Finding, Level};
use crate::cli::{last_seen, lock};
use crate::config::Config;
use crate::content::Content;
use crate::service::AtStart;
use crate::upkeep::disk::{database_bytes, free_bytes};
use crate::upkeep::with_suffix;
use crate::version::VERSION;

const MEBIBYTE: u64 = 1 << 20;
/// With less, the log of a busy hour and one photo too many fill it.
const TOO_LITTLE: u64 = 256 * MEBIBYTE;
/// With less, somebody should make room before there has to be.
const LITTLE: u64 = 2_048 * MEBIBYTE;

/// Which program this is.
pub(super) fn version() -> Finding {
    Finding::new(Level::Ok, "version", text("程序版本 {}。", "This is version {}."), &[VERSION])
}

/// As a start would judge it.
pub(super) fn clock(config: &Config, now: Moment) -> Finding {
    let about = "clock";
    let Ok(content) = Content::built_in() else {
        let says = text(
            "程序自带的规则读不出来：安装包已损坏，请重新安装。",
            "The rules in this program cannot be read: it is damaged. Install it again.",
        );
        return Finding::new(Level::Wrong, about, says, &[]);
    };
    let not_before = content.rules.effective_from;
    // What is wrong with the database is said in its own line.
    let seen = last_seen::check(config).ok().and_then(|known| known.at());
    let today = now.day().to_string();
    match AtStart::of(now, not_before, seen) {
        AtStart::Impossible => {
            let says = text(
                "时钟显示 {}，早于本版本规则开始适用的 {}：请校准时钟（timedatectl set-ntp true），否则服务不启动。",
                "The clock says {}, before {}, from which the rules of this version hold: set it (timedatectl set-ntp true), or the \
                 server does not start.",
            );
            Finding::new(Level::Wrong, about, says, &[&today, &not_before.to_string()])
        }
        AtStart::Behind(days) => {
            let says = text(
                "时钟显示 {}，比服务上次运行时早 {} 天：如果不对，请校准（timedatectl set-ntp true）。",
                "The clock says {}, {} days before the server last ran: where that is wrong, set it (timedatectl set-ntp true).",
            );
            Finding::new(Level::Look, about, says, &[&today, &days.to_string()])
        }
        AtStart::FarAhead(days) => {
            let says = text(
                "时钟显示 {}，比服务上次运行时晚 {} 天：如果不对，请校准（timedatectl set-ntp true）。",
                "The clock says {}, {} days after the server last ran: where that is wrong, set it (timedatectl set-ntp true).",
            );
            Finding::new(Level::Look, about, says, &[&today, &days.to_string()])
        }
        AtStart::Plausible => {
            let says = text("时钟显示 {}；请确认与手表一致。", "The clock says {}; compare it with a watch.");
            let minute = now.hour_minute();
            Finding::new(Level::Ok, about, says, &[&format!("{today} {:02}:{:02}", minute.0, minute.1)])
        }
    }
}

/// Room where the data folder is, or will be.
pub(super) fn disk(config: &Config) -> Finding {
    let about = "disk";
    let place = nearest(&config.data_dir);
    let free = match free_bytes(&place) {
        Ok(free) => free,
        Err(why) => {
            let says = text(
                "读不出磁盘剩余空间（{}）：请检查数据所在的磁盘。",
                "The free space of the disk cannot be read ({}): look at the disk with the data.",
            );
            return Finding::new(Level::Look, about, says, &[&why.to_string()]);
        }
    };
    let level = level_of(free, database_bytes(&config.database()));
    let megabytes = (free / MEBIBYTE).to_string();
    let says = match level {
        Level::Ok => text("数据所在的磁盘还有 {} MiB。", "The disk with the data has {} MiB left."),
        Level::Look => text(
            "数据所在的磁盘只剩 {} MiB：请腾出空间或换更大的磁盘，备份请放到别处。",
            "The disk with the data has only {} MiB left: make room or take a larger one, and keep backups elsewhere.",
        ),
        Level::Wrong => text(
            "数据所在的磁盘只剩 {} MiB：写满后将不能再收件，请立即腾出空间。",
            "The disk with the data has only {} MiB left: once it is full nothing can be taken in. Make room now.",
        ),
    };
    Finding::new(level, about, says, &[&megabytes])
}

/// A backup on the same disk takes as much as the database, and so does a restore.
fn level_of(free: u64, database: u64) -> Level {
    if free < TOO_LITTLE {
        Level::Wrong
    } else if free < LITTLE.max(database.saturating_mul(2)) {
        Level::Look
    } else {
        Level::Ok
    }
}

/// The folder itself, or the one in which it will be made.
fn nearest(folder: &Path) -> PathBuf {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    folder.ancestors().find(|path| path.exists()).unwrap_or(Path::new("/")).to_owned()
}

/// What is there, from the folder itself to each secret.
fn private_files(config: &Config) -> Vec<(PathBuf, Metadata)> {
    let database = config.database();
    let beside = ["", "-wal", "-shm", last_seen::SUFFIX].map(|suffix| with_suffix(&database, suffix));
    let mut paths = vec![config.data_dir.clone(), config.data_dir.join("attachments")];
    paths.extend(beside);
    let mut folders = vec![config.secrets()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().into_iter().flatten().filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                paths.push(path);
            }
        }
        paths.push(folder);
    }
    paths.extend(config.claim_secret_file.clone());
    paths.extend(config.tls.tls_key.clone());
    paths.into_iter().filter_map(|path| path.metadata().ok().map(|metadata| (path, metadata))).collect()
}

/// Whose files these are, and who else may read them.
pub(super) fn permissions(config: &Config) -> Finding {
    let about = "permissions";
    let files = private_files(config);
    let Some((_, folder)) = files.first().filter(|(path, _)| *path == config.data_dir) else {
        let says = text(
            "还没有数据文件夹 {}：首次启动会建立；如果本该有，请检查 --data-dir。",
            "There is no data folder {} yet: the first start makes it. Where there should be one, look at --data-dir.",
        );
        return Finding::new(Level::Look, about, says, &[&config.data_dir.display().to_string()]);
    };
    let secrets = config.secrets();
    let owner = folder.uid();
    // What lies in a private folder is reached by nobody else, whatever its own bits say.
    let is_open = |file: &Metadata| file.mode() & 0o007 != 0;
    if let Some((path, _)) = files.iter().find(|(path, file)| file.uid() != owner && path.starts_with(&config.data_dir))
    {
        let says = text(
            "{} 属于另一个用户，服务可能写不了：请执行 chown -R --reference={} {}。",
            "{} belongs to another user, and the server may not be able to write it: chown -R --reference={} {}.",
        );
        let (path, folder) = (path.display().to_string(), config.data_dir.display().to_string());
        return Finding::new(Level::Wrong, about, says, &[&path, &folder, &folder]);
    }
    let exposed = files.iter().find(|(path, file)| {
        let named = [config.claim_secret_file.as_ref(), config.tls.tls_key.as_ref()];
        let is_secret = path.starts_with(&secrets) || named.contains(&Some(path));
        (is_open(folder) || !path.starts_with(&config.data_dir))
            && (is_open(file) || (is_secret && file.mode() & 0o070 != 0))
    });
    if let Some((path, _)) = exposed {
        let says = text(
            "这台机器上的其他人可以读 {}：请执行 chmod go= {}。",
            "Others on this machine can read {}: chmod go= {}.",
        );
        let path = path.display().to_string();
        return Finding::new(Level::Wrong, about, says, &[&path, &path]);
    }
    let me = rustix::process::geteuid().as_raw();
    if me != owner && me != 0 {
        let says = text(
            "数据属于用户 {}，而 doctor 由用户 {} 运行，有些看不到：请用服务的用户再运行一次。",
            "The data belong to user {}, and doctor is run by user {}, who cannot see all of it: run it as the server's user.",
        );
        return Finding::new(Level::Look, about, says, &[&owner.to_string(), &me.to_string()]);
    }
    Finding::ok(about, text("数据和密钥只有服务自己的用户能读。", "Only the server's own user can read data and keys."))
}

/// Whether a server uses the data now.
pub(super) fn running(config: &Config) -> Finding {
    let about = "running";
    match lock::is_taken(config) {
        Ok(true) => Finding::ok(about, text("服务正在运行。", "The server is running.")),
        Ok(false) => {
            let says = text(
                "服务没有运行：请启动（systemctl start contact-point）。",
                "The server is not running: start it (systemctl start contact-point).",
            );
            Finding::new(Level::Look, about, says, &[])
        }
        Err(why) => {
            let says = text(
                "看不出服务是否在运行（{}）：请用服务的用户再运行一次 doctor。",
                "Whether the server runs cannot be seen ({}): run doctor as the server's user.",
            );
            Finding::new(Level::Look, about, says, &[&why.to_string()])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_judged_by_what_is_left_and_by_what_a_copy_takes() {
        assert_eq!(level_of(TOO_LITTLE - 1, 0), Level::Wrong);
        assert_eq!(level_of(LITTLE - 1, 0), Level::Look);
        assert_eq!(level_of(LITTLE, 0), Level::Ok);
        assert_eq!(level_of(LITTLE, LITTLE), Level::Look, "no room for a backup beside it");
    }

    #[test]
    fn the_disk_of_a_folder_that_is_not_there_yet_is_its_parents() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(nearest(&folder.path().join("not/there")), folder.path());
    }
}
