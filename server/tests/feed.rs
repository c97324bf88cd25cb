//! 消费提示 as a feed.

use axum::body::Body;
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use http_body_util::BodyExt;
use server::testing::TestPoint;
use tower::ServiceExt;

use crate::desk::Desk;

#[tokio::test]
async fn published_tips_can_be_followed_as_a_feed_and_a_draft_is_not_in_it() {
    let mut point = TestPoint::alone().await.expect("a contact point");
    point.service = point.restarted_with_defaults().await.expect("started");
    let desk = Desk::of(point);
    let request = Request::get("/api/v1/open/tips.atom").body(Body::empty()).expect("a request");
    let response = desk.router.clone().oneshot(request).await.expect("an answer");
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers().get(CONTENT_TYPE).expect("a type"), "application/atom+xml; charset=utf-8");
    let body = response.into_body().collect().await.expect("a body").to_bytes();
    let feed = atom_syndication::Feed::read_from(&body[..]).expect("a feed");
    let published = desk.point.service.published().await.expect("read");
    let today = domain::moment::Moment::from_millis(1_795_399_200_000).day();
    let due = published.iter().filter(|(_, one)| one.on(today).is_some()).count();
    assert!(due > 0);
    assert_eq!(feed.entries().len(), due);
    assert!(feed.entries().iter().all(|entry| entry.id().starts_with("urn:uuid:") && !entry.title().value.is_empty()));
}
