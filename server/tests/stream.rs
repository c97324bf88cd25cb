//! Pokes: what changed comes along where it is little, for whoever may see it, and is then the same as a pull gives.

use std::time::Duration;

use crate::desk::Desk;
use axum::body::Body;
use axum::http::Request;
use axum::http::header::COOKIE;
use domain::case::Command;
use domain::ids::CaseId;
use domain::role::Role;
use domain::staff::StaffMember;
use http_body_util::BodyExt;
use server::accounts::SignIn;
use server::service::{Caller, Head, Kinds, PullScope, World};
use server::testing::{file, on_case};
use sync::protocol::{Change, Delta, Op, OpId, PROTOCOL, Poke, PullAnswer, PushRequest, Seq};
use tower::ServiceExt;
use uuid::Uuid;

struct Mall {
    desk: Desk,
    chen: SignIn,
}

impl Mall {
    /// 陈 is signed in, and a supervisor works beside.
    async fn open() -> Self {
        let desk = Desk::open().await;
        let chen = desk.first_administrator("chen", "陈").await;
        // What happened before anybody listened has no part in the stories.
        desk.point.service.announce(head(&desk).await.seq);
        Self { desk, chen }
    }

    async fn push(&self, caller: Caller, ops: &[Op]) {
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.desk.point.world.now(), ops: ops.to_vec() };
        self.desk.point.service.push(request, caller).await.expect("stored");
    }

    async fn file(&self, number: u64) {
        self.push(Caller::Public, &[file(number, self.desk.point.world.now())]).await;
    }

    async fn notes(&self, name: u128, words: &str) {
        let note = Command::Note { words: words.to_owned(), mentions: Vec::new() };
        let op = on_case(OpId(Uuid::from_u128(name)), case(1), self.desk.point.world.now(), note).by_staff();
        self.push((self.chen.staff.id, self.chen.staff.role).into(), &[op]).await;
    }

    async fn listen(&self, query: &str, signed_in: bool) -> Stream {
        let mut request = Request::builder().uri(format!("/api/v1/stream{query}"));
        if signed_in {
            request = request.header(COOKIE, format!("session={}", self.chen.token.reveal()));
        }
        let response = self.desk.router.clone().oneshot(request.body(Body::empty()).expect("a request")).await;
        let response = response.expect("a stream");
        assert_eq!(response.headers()["x-accel-buffering"], "no", "a proxy does not hold it back");
        assert_eq!(response.headers()["cache-control"], "no-store, no-transform");
        let mut stream = Stream(response.into_body());
        let first = stream.poke().await;
        assert!(first.delta.is_none(), "the first says where the history stands");
        stream
    }

    async fn pull(&self, since: Seq) -> PullAnswer {
        let scope = PullScope::Staff(self.chen.staff.role, Kinds::All);
        self.desk.point.service.pull(since, None, &scope).await.expect("read")
    }
}

struct Stream(Body);

impl Stream {
    async fn poke(&mut self) -> Poke {
        let frame = tokio::time::timeout(Duration::from_secs(5), self.0.frame()).await.expect("a poke in time");
        let data = frame.expect("a poke").expect("sent").into_data().expect("data");
        let text = String::from_utf8(data.to_vec()).expect("text");
        let json = text.lines().find_map(|line| line.strip_prefix("data: ")).expect("data");
        serde_json::from_str(json).expect("a poke")
    }
}

fn case(number: u64) -> CaseId {
    CaseId(Uuid::from_u64_pair(number, 0))
}

async fn head(desk: &Desk) -> Head {
    let scope = PullScope::Staff(Role::Supervisor, Kinds::All);
    let answer = desk.point.service.pull(Seq(0), None, &scope).await.expect("read");
    Head { epoch: answer.epoch, seq: answer.cursor }
}

fn kinds(changes: &[Change]) -> Vec<&str> {
    changes.iter().map(|change| change.body.kind()).collect()
}

#[tokio::test]
async fn a_tablet_that_listens_gets_the_change_with_the_poke_and_it_is_what_a_pull_gives() {
    let mall = Mall::open().await;
    mall.file(1).await;
    let mut stream = mall.listen("?kinds=*", true).await;
    let before = head(&mall.desk).await;
    mall.notes(1, "店长答应周三退款").await;
    let poke = stream.poke().await;
    let delta = poke.delta.expect("little changed");
    assert_eq!((delta.staff, delta.since), (mall.chen.staff.id, before.seq));
    let pulled = mall.pull(delta.since).await;
    assert_eq!((poke.seq, delta.changes), (pulled.cursor, pulled.changes));

    // Two in one moment are one more poke, which follows on the first.
    mall.notes(2, "等收据").await;
    mall.file(2).await;
    let next = stream.poke().await.delta.expect("little changed");
    assert_eq!(next.since, poke.seq);
    assert_eq!(next.changes, mall.pull(poke.seq).await.changes);
    assert_eq!(kinds(&next.changes), ["case", "case"]);
}

#[tokio::test]
async fn without_a_session_or_a_wish_there_are_only_pokes() {
    let mall = Mall::open().await;
    mall.file(1).await;
    for (query, signed_in) in [("", true), ("?kinds=*", false)] {
        let mut stream = mall.listen(query, signed_in).await;
        mall.notes(u128::from(signed_in), "等收据").await;
        assert_eq!(stream.poke().await.delta, None, "{query} {signed_in}");
    }
}

#[tokio::test]
async fn who_signed_out_hears_nothing_more_of_the_cases() {
    let mall = Mall::open().await;
    mall.file(1).await;
    let mut stream = mall.listen("?kinds=*", true).await;
    mall.notes(1, "一").await;
    assert!(stream.poke().await.delta.is_some());
    mall.desk.accounts.sign_out(&mall.chen.token).await.expect("a store");
    mall.notes(2, "二").await;
    assert_eq!(stream.poke().await.delta, None);
}

#[tokio::test]
async fn a_page_of_an_earlier_version_gets_the_kinds_that_it_asked_for() {
    let mall = Mall::open().await;
    mall.file(1).await;
    let mut stream = mall.listen("?kinds=board,staff", true).await;
    mall.notes(1, "一").await;
    assert_eq!(stream.poke().await.delta.map(|delta| delta.changes), Some(Vec::new()), "its place moves on");
}

#[tokio::test]
async fn what_is_much_is_fetched() {
    let mall = Mall::open().await;
    mall.file(1).await;
    let mut stream = mall.listen("?kinds=*", true).await;
    let now = mall.desk.point.world.now();
    mall.push(Caller::Public, &(2..=40).map(|number| file(number, now)).collect::<Vec<_>>()).await;
    assert_eq!(stream.poke().await.delta, None);
    mall.notes(1, "一").await;
    assert!(stream.poke().await.delta.is_some(), "and after it changes come along again");
}

#[tokio::test]
async fn a_place_from_which_nothing_follows_is_answered_by_a_pull() {
    let mall = Mall::open().await;
    let service = &mall.desk.point.service;
    let _listening = service.heads();
    mall.file(1).await;
    let before = head(&mall.desk).await;
    mall.file(2).await;
    let until = head(&mall.desk).await;
    let member = |role| StaffMember { role, ..mall.chen.staff.clone() };
    let delta = |since, until| service.delta(since, until, &member(Role::Supervisor), &Kinds::All);
    let changed = |delta: Option<Delta>| delta.map(|delta| delta.changes.len());
    assert_eq!(changed(delta(before, until)), Some(1));
    assert_eq!(changed(delta(until, until)), None, "nothing new");
    assert_eq!(changed(delta(Head { seq: Seq(before.seq.0 - 100), ..before }, until)), None, "from before the start");
    assert_eq!(changed(delta(Head { epoch: sync::protocol::Epoch(Uuid::nil()), ..before }, until)), None);
    // A change of the accounts is none of the cases' transactions: behind it begins a new row.
    mall.desk.point.add_staff("周", Role::Receptionist, true).await.expect("a store");
    assert_eq!(changed(delta(before, head(&mall.desk).await)), None);
    mall.file(3).await;
    assert_eq!(changed(delta(before, head(&mall.desk).await)), None);
}

#[tokio::test]
async fn who_may_not_see_cases_hears_of_none() {
    let mall = Mall::open().await;
    let service = &mall.desk.point.service;
    let _listening = service.heads();
    mall.file(1).await;
    let before = head(&mall.desk).await;
    mall.file(2).await;
    let until = head(&mall.desk).await;
    for role in Role::ALL {
        let scope = PullScope::Staff(role, Kinds::All);
        let pulled = service.pull(before.seq, None, &scope).await.expect("read");
        let member = StaffMember { role, ..mall.chen.staff.clone() };
        let delta = service.delta(before, until, &member, &Kinds::All).expect("little changed");
        assert_eq!(delta.changes, pulled.changes, "{role:?}");
    }
}
