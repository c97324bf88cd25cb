//! Two servers on one PostgreSQL database: the devices of one learn at once what the other has written.

use std::sync::Arc;
use std::time::Duration;

use server::content::Content;
use server::pokes::follow;
use server::service::{Caller, Head, PullScope, Service, World};
use server::testing::{TestDatabase, TestPoint, TestWorld, file};
use sync::protocol::{PROTOCOL, PushRequest, Seq};
use tokio::sync::watch::Receiver;
use tokio::time::timeout;

const LONG: Duration = Duration::from_secs(20);

async fn push(service: &Service, world: &TestWorld, number: u64) {
    let now = world.now();
    let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![file(number, now)] };
    assert_eq!(service.push(request, Caller::Public).await.expect("stored").receipts.len(), 1);
}

/// What a device that listens hears next.
async fn hears(heads: &mut Receiver<Option<Head>>) -> Seq {
    timeout(LONG, heads.changed()).await.expect("told").expect("a server");
    heads.borrow_and_update().expect("a head").seq
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_of_one_server_is_told_of_what_another_took_in() {
    let database = TestDatabase::new().await.expect("a database");
    let (here, there) = (database.store().await.expect("a store"), database.store().await.expect("a store"));
    let content = Arc::new(Content::built_in().expect("content"));
    let point = TestPoint::on(here.clone(), content, 1).await.expect("a point");
    let (one, other) =
        (point.service.clone(), point.restarted_on(Arc::new(there.clone())).await.expect("a second server"));
    let mut heads = other.heads();
    heads.mark_unchanged();
    let follows = |store, service: &Service| {
        let service = service.clone();
        tokio::spawn(async move { follow(&store, &service).await })
    };
    let (first, second) = (follows(here.clone(), &one), follows(there.clone(), &other));
    // Written before the second listens, or after: it learns of it.
    push(&one, &point.world, 1).await;
    let heard = hears(&mut heads).await;
    assert_eq!(other.pull(Seq(0), None, &PullScope::everything()).await.expect("read").cursor, heard);

    // A connection that was lost: what was written meanwhile is read once it is there again.
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%LISTEN%' AND pid <> pg_backend_pid()";
    database.by_hand(cut).await.expect("cut");
    push(&one, &point.world, 2).await;
    assert!(hears(&mut heads).await > heard);

    // And back.
    let mut heads = one.heads();
    heads.mark_unchanged();
    push(&other, &point.world, 3).await;
    while heads.borrow().expect("a head") != other.heads().borrow().expect("a head") {
        hears(&mut heads).await;
    }
    first.abort();
    second.abort();
    here.close().await;
    there.close().await;
    database.remove().await.expect("removed");
}
