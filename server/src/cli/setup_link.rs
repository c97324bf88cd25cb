//! `setup-link`, and the link that a first start prints.

use std::net::SocketAddr;
use std::sync::Arc;

use domain::role::Role;

use super::database::Database;
use super::{Failure, last_seen, out, restore};
use crate::accounts::names::AccountName;
use crate::accounts::{Accounts, GivenLink, SessionTimes, Surroundings};
use crate::config::Config;
use crate::service::SystemWorld;
use crate::store::AccountStore;

/// Prints a link for the first administrator, or for one who lost the password.
pub(super) async fn print(config: &Config, account: Option<&str>) -> Result<(), Failure> {
    config.prepare_folders()?;
    restore::settle(config)?;
    last_seen::check(config)?;
    let database = Database::open(config).await?;
    let store = database.store();
    let around = Surroundings { world: Arc::new(SystemWorld), committed: Arc::new(|_| ()) };
    let accounts = accounts(config, store.clone(), around)?;
    match accounts.first_administrator_link().await? {
        Some(link) => say_first(config, config.listen, &link),
        None => {
            let link = reset(config, &*store, &accounts, account).await?;
            out::say(&format!(
                "重设密码（24 小时内有效，只能用一次） / Set a new password (within 24 hours, once):\n{}{}",
                config.base_url(config.listen),
                link.path()
            ));
        }
    }
    database.close().await;
    Ok(())
}

async fn reset(
    config: &Config,
    store: &dyn AccountStore,
    accounts: &Accounts,
    account: Option<&str>,
) -> Result<GivenLink, Failure> {
    let mut staff = store.staff(config.point_id).await?;
    staff.retain(|record| record.member.active);
    if let Some(account) = account {
        let account = AccountName::new(account).map_err(|_| Failure::NoSuchAccount)?;
        staff.retain(|record| AccountName::new(&record.account).is_ok_and(|name| name.key() == account.key()));
    } else {
        staff.retain(|record| record.member.role == Role::Administrator && record.can_sign_in);
    }
    match staff.as_slice() {
        [only] => Ok(accounts.member_link(only.member.id).await?),
        [] => Err(Failure::NoSuchAccount),
        several => {
            let names: Vec<&str> = several.iter().map(|record| record.account.as_str()).collect();
            Err(Failure::WhichAdministrator(names.join(", ")))
        }
    }
}

/// The link goes to the terminal and into no log.
pub(super) fn say_first(config: &Config, listening: SocketAddr, link: &GivenLink) {
    out::say(&format!(
        "设置第一位管理员（24 小时内有效，只能用一次） / Set up the first administrator (within 24 hours, once):\n{}{}",
        config.base_url(listening),
        link.path()
    ));
}

/// The accounts of what is set.
pub(super) fn accounts(
    config: &Config,
    store: Arc<dyn AccountStore>,
    around: Surroundings,
) -> Result<Accounts, Failure> {
    let (longest, idle) = config.session_times();
    Ok(Accounts::new(config.point_id, store, SessionTimes { longest, idle }, around)?)
}
