//! `verify`: whether what is kept adds up, while the server runs or not.

use crate::attachments::verify::whole;

use super::database::Database;
use super::{Failure, last_seen, out, restore};
use crate::config::Config;
use crate::service::verify::verify;
use crate::store::sqlite::SqliteStore;

/// Reads everything and says what does not add up.
pub(super) async fn print(config: &Config) -> Result<(), Failure> {
    let database = config.database();
    restore::settle(config)?;
    last_seen::check(config)?;
    let Some(opened) = Database::open_to_read(config).await? else {
        return Err(Failure::File { file: database, why: "there is no database yet".to_owned() });
    };
    if let Database::File(_) = opened {
        SqliteStore::check(&database).await?;
    }
    let store = opened.store();
    let verified = verify(&*store, config.point_id).await;
    let objects = config.attachments.objects_to_read(&config.data_dir, config.point_id)?;
    let attachments = whole(&*store, &objects, config.point_id).await;
    opened.close().await;
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
