//! A year of working days that was announced after the release: an administrator enters it.

use domain::calendar::{Arrangement, NotAnArrangement};
use domain::ids::StaffId;
use domain::moment::Day;
use domain::role::Role;
use domain::staff::StaffMember;
use server::service::{Kinds, PullScope, WorkdaysError, World};
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::testing::TestPoint;
use sync::kinds::board::Notice;
use sync::protocol::{Code, Seq};
use uuid::Uuid;

const OFF: &str = "1月1日至3日、2月5日至11日";
const WORKED: &str = "2月14日（周日）上班";

fn member(role: Role) -> StaffMember {
    StaffMember {
        id: StaffId(Uuid::from_u128(1)),
        name: "麦小姐".into(),
        role,
        on_duty: true,
        active: true,
        absent: false,
    }
}

fn announced() -> Arrangement {
    Arrangement::announced(2027, OFF, WORKED).expect("an arrangement")
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

async fn pulled(point: &TestPoint, since: Seq) -> (Option<Notice>, Seq) {
    let answer = point.service.pull(since, None, &PullScope::Claims(Vec::new(), Kinds::All)).await.expect("read");
    let notice = answer.changes.into_iter().find_map(|change| change.body.read::<Notice>());
    (notice, answer.cursor)
}

#[tokio::test]
async fn a_year_that_is_entered_holds_at_once_reaches_devices_and_survives_a_restart() {
    let point = TestPoint::alone().await.expect("a contact point");
    let (before, cursor) = pulled(&point, Seq(0)).await;
    assert!(!before.expect("the board").calendar.knows(day("2027-02-08")), "the release does not know it");
    assert!(pulled(&point, cursor).await.0.is_none(), "nothing new");

    point.service.enter_workdays(&member(Role::Administrator), 2027, announced()).await.expect("taken");
    let (after, cursor) = pulled(&point, cursor).await;
    let calendar = after.expect("devices are told").calendar;
    assert!(calendar.knows(day("2027-02-08")) && !calendar.is_workday(day("2027-02-08")));
    assert!(calendar.is_workday(day("2027-02-14")), "a Sunday that is worked");
    assert_eq!(point.service.board().calendar, calendar);
    assert_eq!(point.service.notice().calendar, calendar, "pages too");

    let restarted = point.restarted_on(std::sync::Arc::new(point.store.clone())).await.expect("started");
    assert_eq!(restarted.board().calendar, calendar);
    assert!(pulled(&point, cursor).await.0.is_none(), "the same content is posted once");
}

#[tokio::test]
async fn a_mistake_is_put_right_by_entering_the_year_again() {
    let point = TestPoint::alone().await.expect("a contact point");
    let boss = member(Role::Administrator);
    point.service.enter_workdays(&boss, 2027, announced()).await.expect("taken");
    let right = Arrangement::announced(2027, "1月1日", "").expect("an arrangement");
    point.service.enter_workdays(&boss, 2027, right).await.expect("taken");
    assert!(point.service.board().calendar.is_workday(day("2027-02-08")));
}

#[tokio::test]
async fn only_an_administrator_enters_a_year_and_only_one_that_can_be() {
    let point = TestPoint::alone().await.expect("a contact point");
    let enter = async |role, year, arrangement| point.service.enter_workdays(&member(role), year, arrangement).await;
    assert!(matches!(enter(Role::Supervisor, 2027, announced()).await, Err(WorkdaysError::Unfit(Code::Forbidden))));
    assert!(matches!(enter(Role::Administrator, 1999, announced()).await, Err(WorkdaysError::Unfit(Code::NotFound))));
    assert!(matches!(
        enter(Role::Administrator, 2028, announced()).await,
        Err(WorkdaysError::Wrong(NotAnArrangement::OtherYear { .. }))
    ));
    assert!(matches!(
        enter(Role::Administrator, 2027, Arrangement::default()).await,
        Err(WorkdaysError::Wrong(NotAnArrangement::NoHolidays))
    ));
}

#[tokio::test]
async fn a_store_from_before_has_no_years_of_its_own() {
    let store = SqliteStore::open(&SqliteOptions::memory()).await.expect("a store");
    let content = std::sync::Arc::new(server::content::Content::built_in().expect("the content reads"));
    let point = TestPoint::on(store, std::sync::Arc::clone(&content), 3).await.expect("a contact point");
    assert_eq!(point.service.board().hash, content.hash);
    assert!(point.world.now().millis() > 0);
}
