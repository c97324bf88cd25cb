//! Two contact points in one PostgreSQL database: nothing of one is read or changed by the server of the other, whatever the statement.

use std::sync::Arc;

use domain::ids::StaffId;
use domain::role::Role;
use server::content::Content;
use server::service::{Caller, World};
use server::store::postgres::PostgresStore;
use server::store::tables::TABLES;
use server::store::transfer::Tables;
use server::store::{AccountStore, AttachmentStore, StoreError, SyncStore};
use server::testing::{TestDatabase, TestPoint, TestStore, file};
use sqlx::{AssertSqlSafe, Connection};
use sync::protocol::{PROTOCOL, PushRequest};
use uuid::Uuid;

async fn with_a_case(store: &PostgresStore, seed: u64) -> TestPoint<PostgresStore> {
    let content = Arc::new(Content::built_in().expect("content"));
    let point = TestPoint::on(store.clone(), content, seed).await.expect("a point");
    point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let now = point.world.now();
    let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![file(seed, now)] };
    point.service.push(request, Caller::Public).await.expect("stored");
    point
}

#[tokio::test]
async fn a_server_sees_and_changes_its_own_contact_point_and_no_other() {
    let database = TestDatabase::new().await.expect("a database");
    let every = database.store().await.expect("a store");
    let (ours, theirs) = (with_a_case(&every, 1).await, with_a_case(&every, 2).await);
    crate::store_engines::told(Arc::new(every.clone())).await;
    let before = every.dump(theirs.id()).await.expect("a dump");

    let url = database.url.clone().serving(ours.id());
    let store = PostgresStore::open(&url).await.expect("a store");
    assert_eq!(Tables::points(&store).await.expect("read"), [ours.id()]);
    assert!(matches!(store.point(theirs.id()).await, Err(StoreError::NoSuchPoint)));
    assert!(matches!(store.begin(theirs.id()).await.err(), Some(StoreError::NoSuchPoint)));
    assert!(store.newest_cases(theirs.id(), 5).await.expect("read").is_empty());
    assert!(store.staff(theirs.id()).await.expect("read").is_empty());
    assert!(store.contents(theirs.id(), None, 5).await.expect("read").is_empty());
    assert_eq!(store.newest_cases(ours.id(), 5).await.expect("read").len(), 1);
    assert!(
        store
            .add_member(theirs.id(), (StaffId(Uuid::nil()), "x", Role::Mediator), true, ours.world.now())
            .await
            .is_err()
    );

    // Whatever the statement: without any condition, each table shows and changes nothing of another.
    let mut connection = database.connect_serving(ours.id()).await.expect("a connection");
    let mut shown = 0;
    for table in TABLES {
        let foreign = AssertSqlSafe(format!("SELECT COUNT(*) FROM {} WHERE point_id <> $1", table.name));
        let count: i64 = sqlx::query_scalar(foreign).bind(ours.id().0).fetch_one(&mut connection).await.expect("read");
        assert_eq!(count, 0, "{}", table.name);
        let all = AssertSqlSafe(format!("SELECT COUNT(*) FROM {}", table.name));
        shown += sqlx::query_scalar::<_, i64>(all).fetch_one(&mut connection).await.expect("read");
        let update = AssertSqlSafe(format!("UPDATE {} SET point_id = point_id WHERE point_id <> $1", table.name));
        let changed =
            sqlx::query(update).bind(ours.id().0).execute(&mut connection).await.expect("nothing").rows_affected();
        assert_eq!(changed, 0, "{}", table.name);
    }
    assert!(shown > 10, "its own it sees");
    connection.close().await.expect("closed");

    // Who names nobody sees nothing.
    let mut nobody = database.connect_as_server().await.expect("a connection");
    let points: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM points").fetch_one(&mut nobody).await.expect("read");
    assert_eq!(points, 0);
    nobody.close().await.expect("closed");

    assert_eq!(every.dump(theirs.id()).await.expect("a dump"), before);
    let filled = TABLES.iter().filter(|table| before.rows(table.name) > 0).count();
    assert!(filled > 8, "{filled} tables had something to hide");
    store.close().await;
    every.close().await;
    database.remove().await.expect("removed");
}

/// A table that is added later must not be forgotten.
#[tokio::test]
async fn every_table_with_a_contact_points_rows_has_the_wall() {
    const OPEN: &str = "SELECT COUNT(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' \
                        AND relname <> '_sqlx_migrations' AND NOT (relrowsecurity AND relforcerowsecurity)";
    let database = TestDatabase::new().await.expect("a database");
    let store = database.store().await.expect("a store");
    let mut connection = database.connect().await.expect("a connection");
    let open: i64 = sqlx::query_scalar(OPEN).fetch_one(&mut connection).await.expect("read");
    assert_eq!(open, 0);
    let tables: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM pg_policies WHERE policyname = 'served'")
        .fetch_one(&mut connection)
        .await
        .expect("read");
    assert_eq!(usize::try_from(tables).expect("a number"), TABLES.len(), "each is in the list of tables");
    connection.close().await.expect("closed");
    store.close().await;
    database.remove().await.expect("removed");
}
