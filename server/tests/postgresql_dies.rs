//! PostgreSQL itself is killed, again and again, in the middle of pushes.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use server::content::Content;
use server::service::{Caller, Service, ServiceError, World};
use server::store::SyncStore;
use server::testing::{TestDatabase, TestPoint, TestWorld, file};
use sync::protocol::{Code, PROTOCOL, PushRequest, Receipt};
use tokio::time::sleep;

const KILLED: u64 = 8;
/// So many are taken in between.
const BETWEEN: u64 = 4;

/// A PostgreSQL of its own, which is gone afterwards.
struct Cluster(PathBuf);

impl Cluster {
    fn new() -> Self {
        Self(std::env::temp_dir().join(format!("contact-point-killed-{}", std::process::id())))
    }

    fn run(&self, what: &str) -> Output {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../.make/postgres");
        let output = Command::new(script).arg(what).env("POSTGRES_PLACE", &self.0).output().expect("the script runs");
        assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
        output
    }

    fn url(&self) -> String {
        String::from_utf8_lossy(&self.run("url").stdout).trim().to_owned()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.run("stop");
    }
}

async fn push(service: &Service, world: &TestWorld, number: u64) -> Result<Vec<Receipt>, ServiceError> {
    let now = world.now();
    let ops = vec![file(number, now)];
    Ok(service.push(PushRequest { protocol: PROTOCOL, sent_at: now, ops }, Caller::Public).await?.receipts)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_receipted_is_there_however_often_postgresql_is_killed() {
    let cluster = Cluster::new();
    cluster.run("start");
    let database = TestDatabase::on(cluster.url()).await.expect("a database");
    let store = database.store().await.expect("a store");
    let content = Arc::new(Content::built_in().expect("content"));
    let point = TestPoint::on(store.clone(), content, 1).await.expect("a point");
    let (over, taken) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let device = {
        let (service, world, over) = (point.service.clone(), Arc::clone(&point.world), Arc::clone(&over));
        let taken = Arc::clone(&taken);
        tokio::spawn(async move {
            let (mut receipts, mut failures) = (Vec::new(), 0);
            while !over.load(Ordering::SeqCst) {
                match push(&service, &world, receipts.len() as u64 + 1).await {
                    Ok(receipt) => {
                        receipts.push(receipt);
                        taken.fetch_add(1, Ordering::SeqCst);
                    }
                    // What a device takes for a reason to try again.
                    Err(why) => {
                        assert!(matches!(why.code(), Code::StoreUnavailable | Code::StoreBusy), "{why}");
                        failures += 1;
                        sleep(Duration::from_millis(20)).await;
                    }
                }
            }
            (receipts, failures)
        })
    };
    for round in 0..KILLED {
        let enough = BETWEEN * (round + 1);
        while taken.load(Ordering::SeqCst) < enough && !device.is_finished() {
            sleep(Duration::from_millis(5)).await;
        }
        // Somewhere in the middle of the next ones.
        sleep(Duration::from_millis(3 * (round % 5))).await;
        cluster.run("crash");
        if round % 4 == 3 {
            sleep(Duration::from_secs(1)).await;
        }
        cluster.run("start");
    }
    over.store(true, Ordering::SeqCst);
    let (receipts, failures) = device.await.expect("the device");
    println!("{} receipts, killed {KILLED} times, {failures} pushes to be tried again", receipts.len());
    assert!(failures > 0, "no push was in the middle");
    for (number, receipt) in (1..).zip(&receipts) {
        assert_eq!(
            &push(&point.service, &point.world, number).await.expect("stored"),
            receipt,
            "once, and as it was told"
        );
    }
    let (dump, id) = (store.dump_point(point.id()).await.expect("a dump"), point.id());
    assert!((receipts.len()..=receipts.len() + 1).contains(&dump.rows("case_index")), "none twice");
    assert!(store.wrong_sums(id).await.expect("counted").is_empty());
    store.close().await;
}
