//! Several servers on one PostgreSQL database: what one writes, the devices of the others learn at once.

use std::convert::Infallible;
use std::time::Duration;

use tokio::time::sleep;
use tracing::warn;

use crate::service::Service;
use crate::store::StoreError;
use crate::store::postgres::PostgresStore;

/// Where the database is gone, it is looked for so often.
const AGAIN_AFTER: Duration = Duration::from_secs(1);

/// Tells other servers of what is new here, and this server's devices of what is new there, as long as it is polled.
pub async fn follow(store: &PostgresStore, service: &Service) -> Infallible {
    loop {
        let Err(why) = follow_once(store, service).await;
        warn!("what other servers write is not followed for a moment: {why}");
        sleep(AGAIN_AFTER).await;
    }
}

async fn follow_once(store: &PostgresStore, service: &Service) -> Result<Infallible, StoreError> {
    let mut heads = service.heads();
    let mut pokes = store.listen(service.point()).await?;
    // What was written while nobody listened, there and here.
    service.catch_up().await?;
    let mut told = *heads.borrow_and_update();
    store.poke(&pokes).await?;
    loop {
        tokio::select! {
            changed = heads.changed() => {
                let head = *heads.borrow_and_update();
                if changed.is_ok() && head != told {
                    told = head;
                    store.poke(&pokes).await?;
                }
            }
            heard = pokes.next() => {
                heard?;
                // What another server wrote is no news to it; what was written here meanwhile still is.
                told = service.catch_up().await?.or(told);
            }
        }
    }
}
