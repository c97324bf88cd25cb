//! `verify`: whether what is kept adds up, while the server runs or not.

use crate::attachments::verify::whole;

use super::{Failure, last_seen, out, restore};
use crate::config::Config;
use crate::service::verify::verify;
use crate::store::sqlite::{SqliteOptions, SqliteStore};

/// Reads everything and says what does not add up.
pub(super) async fn print(config: &Config) -> Result<(), Failure> {
    let database = config.database();
    restore::settle(config)?;
    last_seen::check(config)?;
    if !database.exists() {
        return Err(Failure::File { file: database, why: "there is no database yet".to_owned() });
    }
    SqliteStore::check(&database).await?;
    let options = SqliteOptions { read_only: true, ..SqliteOptions::file(&database) };
    let store = SqliteStore::open(&options).await?;
    let verified = verify(&store, config.point_id).await;
    let objects = config.attachments.objects_to_read(&config.data_dir, config.point_id)?;
    let attachments = whole(&store, &objects, config.point_id).await;
    store.close().await;
    let verified = verified?;
    for (kind, count) in &verified.entities {
        out::say(&format!("{kind}: {count}"));
    }
    out::say(&format!("events played again: {}", verified.events));
    out::say(&format!("transactions of the deposit pool: {}", verified.transactions));
    for finding in &verified.findings {
        out::say(&format!("{finding}"));
    }
    let wrong = attachments?;
    out::say(&format!("attachments: {}", wrong.looked_at));
    wrong.findings.iter().for_each(|finding| out::say(finding));
    match verified.findings.len() + wrong.findings.len() {
        0 => {
            out::say("everything adds up");
            Ok(())
        }
        findings => Err(Failure::DoesNotAddUp(findings)),
    }
}
