//! Who has a case, and cases that belong together: both change in one transaction, or neither.

use domain::case::{AssignReason, Case, Command, Event, LinkKind, Outcome as Ending, Rejection, State};
use domain::form::Kind;
use domain::ids::{CaseId, StaffId};
use domain::role::Role;
use server::service::{Caller, PullScope, World};
use server::store::SyncStore;
use server::testing::{TestPoint, claim, file, on_case};
use sync::protocol::{Op, OpId, Outcome, PROTOCOL, PushRequest, Receipt, Seq};
use uuid::Uuid;

struct Mall {
    point: TestPoint,
    mai: StaffId,
    lin: StaffId,
    boss: StaffId,
    ops: u128,
}

impl Mall {
    /// Two receptionists and a supervisor on duty.
    async fn open() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
        let lin = point.add_staff("接待员 02", Role::Receptionist, false).await.expect("staff");
        let boss = point.add_staff("主管 01", Role::Supervisor, false).await.expect("staff");
        Self { point, mai, lin, boss, ops: 1_000 }
    }

    async fn push(&self, ops: Vec<Op>, caller: Caller) -> Vec<Receipt> {
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.point.world.now(), ops };
        self.point.service.push(request, caller).await.expect("stored").receipts
    }

    async fn files(&self, number: u64) -> CaseId {
        let receipts = self.push(vec![file(number, self.point.world.now())], Caller::Public).await;
        match receipts[0].outcome {
            Outcome::Applied { id, .. } => CaseId(id),
            ref other => panic!("not applied: {other:?}"),
        }
    }

    async fn does(&mut self, by: (StaffId, Role), case: CaseId, command: Command) -> Outcome {
        self.ops += 1;
        let op = on_case(OpId(Uuid::from_u128(self.ops)), case, self.point.world.now(), command).by_staff();
        self.push(vec![op], by.into()).await.remove(0).outcome
    }

    async fn boss_does(&mut self, case: CaseId, command: Command) -> Outcome {
        self.does((self.boss, Role::Supervisor), case, command).await
    }

    async fn mai_does(&mut self, case: CaseId, command: Command) -> Outcome {
        self.does((self.mai, Role::Receptionist), case, command).await
    }

    async fn case(&self, id: CaseId) -> Case {
        let all = self.point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
        let cases = all.changes.into_iter().filter_map(|change| change.body.read::<Case>());
        let case = cases.into_iter().find(|case| case.id == id).expect("the case");
        let history = self.point.store.history(self.point.id(), id).await.expect("read");
        assert_eq!(domain::case::replay(id, &history).as_ref(), Some(&case), "the history sums up to the case");
        case
    }
}

fn applied(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Applied { .. })
}

fn rejected(outcome: Outcome) -> Rejection {
    match outcome {
        Outcome::Rejected { why, .. } => why.read().expect("a reason"),
        other => panic!("not rejected: {other:?}"),
    }
}

#[tokio::test]
async fn a_case_is_handed_to_a_colleague_on_duty_and_the_first_receiver_stays() {
    let mut mall = Mall::open().await;
    let case = mall.files(1).await;
    let (mai, lin) = (mall.mai, mall.lin);
    let hand_over = Command::HandOver { to: lin, words: "我下班了".to_owned() };
    assert_eq!(rejected(mall.mai_does(case, hand_over.clone()).await), Rejection::NotOnDuty);
    assert_eq!(mall.case(case).await.assignee, Some(mai), "it stays where it is");
    mall.point.set_on_duty(lin, true).await.expect("on duty");
    assert!(applied(&mall.mai_does(case, hand_over).await));
    let handed = mall.case(case).await;
    assert_eq!((handed.assignee, handed.first_receiver), (Some(lin), Some(mai)));
}

#[tokio::test]
async fn nobody_is_given_a_case_who_is_not_of_the_house_or_takes_none() {
    let mut mall = Mall::open().await;
    let case = mall.files(1).await;
    let tester = mall.point.add_staff("品控 01", Role::Quality, true).await.expect("staff");
    for to in [tester, StaffId(Uuid::from_u128(404))] {
        let seen = Some(mall.mai);
        let assign = Command::Assign { to, seen, why: AssignReason::Workload };
        assert_eq!(rejected(mall.boss_does(case, assign).await), Rejection::NotOnDuty);
    }
}

#[tokio::test]
async fn two_supervisors_who_share_out_the_same_case_move_it_once() {
    let mut mall = Mall::open().await;
    let case = mall.files(1).await;
    let (mai, lin, boss) = (mall.mai, mall.lin, mall.boss);
    for staff in [lin, boss] {
        mall.point.set_on_duty(staff, true).await.expect("on duty");
    }
    let to = |to| Command::Assign { to, seen: Some(mai), why: AssignReason::Workload };
    assert!(applied(&mall.boss_does(case, to(lin)).await));
    assert_eq!(rejected(mall.boss_does(case, to(boss)).await), Rejection::OwnedByOther);
    assert_eq!(mall.case(case).await.assignee, Some(lin));
}

#[tokio::test]
async fn the_same_matter_filed_twice_goes_on_as_one_and_the_consumer_hears_how_it_ended() {
    let mut mall = Mall::open().await;
    let (first, again) = (mall.files(1).await, mall.files(2).await);
    let words = "同一张小票".to_owned();
    let merge = Command::Merge { into: first, words };
    assert!(matches!(rejected(mall.mai_does(again, merge.clone()).await), Rejection::WrongRole { .. }));
    assert!(applied(&mall.boss_does(again, merge).await));
    assert_eq!(mall.case(again).await.merged_into, Some(first));
    assert_eq!(mall.case(first).await.duplicates, [again]);
    // One operation, and both cases reach every tablet: each has a place of its own.
    let pulled = mall.point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    let mut places: Vec<_> = pulled.changes.iter().map(|change| change.seq).collect();
    places.dedup();
    assert_eq!(places.len(), pulled.changes.len());

    assert!(applied(&mall.mai_does(first, Command::Accept).await));
    let solved = Command::Close { outcome: Ending::SettledOnSite, summary: "已退款".to_owned() };
    let outcome = mall.mai_does(first, solved).await;
    assert!(applied(&outcome), "{outcome:?}");
    let told = mall.point.service.track(&claim(2)).await.expect("read").expect("the second filing");
    assert!(told.timeline.iter().any(|entry| entry.state == State::Closed || entry.words.is_some()), "{told:?}");
    let history = mall.point.store.history(mall.point.id(), again).await.expect("read");
    assert!(history.iter().any(|r| matches!(r.event, Event::MergedCaseEnded { state: State::Closed, .. })));
    assert!(
        history.iter().any(|r| r.event == Event::MergedCaseMoved { state: State::Accepted }),
        "and every step before"
    );
    assert_eq!((told.merged, told.merged_state), (true, Some(State::Closed)));
    let words = serde_json::to_string(&told).expect("a view");
    assert!(!words.contains("同一张小票") && !words.contains("已退款"), "{words}");
}

#[tokio::test]
async fn what_is_not_solved_for_the_second_consumer_goes_on_by_itself_and_leaves_the_first_in_peace() {
    let mut mall = Mall::open().await;
    let (first, again) = (mall.files(1).await, mall.files(2).await);
    assert!(applied(&mall.boss_does(again, Command::Merge { into: first, words: "同一张小票".to_owned() }).await));
    let by_consumer = |number: u128, command| {
        on_case(OpId(Uuid::from_u128(number)), again, mall.point.world.now(), command).with(claim(2))
    };
    let object = || Command::Object { words: "我那台没修".to_owned() };
    let refused = mall.push(vec![by_consumer(1, object())], Caller::Public).await.remove(0).outcome;
    assert!(matches!(refused.case_rejection(), Some(Rejection::Merged)), "{refused:?}");
    let Outcome::Rejected { detail, .. } = refused else { panic!("not refused: {refused:?}") };
    assert_eq!(detail, Rejection::Merged.for_consumer(), "in words for the person who filed");
    assert!(applied(&mall.mai_does(first, Command::Accept).await));
    let solved = Command::Close { outcome: Ending::SettledOnSite, summary: "已退款".to_owned() };
    assert!(applied(&mall.mai_does(first, solved).await));
    let object = on_case(OpId(Uuid::from_u128(2)), again, mall.point.world.now(), object()).with(claim(2));
    let outcome = mall.push(vec![object], Caller::Public).await.remove(0).outcome;
    assert!(applied(&outcome), "{outcome:?}");
    let (left, goes_on) = (mall.case(first).await, mall.case(again).await);
    assert_eq!((left.state, left.duplicates.len()), (State::Closed, 0));
    assert_eq!((goes_on.state, goes_on.merged_into), (State::Received, None));
    assert!(goes_on.due.is_some() && goes_on.assignee.is_some(), "somebody has it, and has until then");
}

#[tokio::test]
async fn what_was_merged_by_mistake_goes_on_by_itself_again() {
    let mut mall = Mall::open().await;
    let (first, other) = (mall.files(1).await, mall.files(2).await);
    assert!(applied(&mall.boss_does(other, Command::Merge { into: first, words: "像是一件".to_owned() }).await));
    assert!(applied(&mall.boss_does(other, Command::Unmerge { words: "是两件".to_owned() }).await));
    assert_eq!(mall.case(other).await.merged_into, None);
    assert_eq!(mall.case(first).await.duplicates, Vec::<CaseId>::new());
    let none = Command::Merge { into: CaseId(Uuid::from_u128(404)), words: "没有".to_owned() };
    assert_eq!(rejected(mall.boss_does(other, none).await), Rejection::NoSuchCase);
}

#[tokio::test]
async fn a_report_split_off_gets_its_own_number_and_outlives_the_complaint() {
    let mut mall = Mall::open().await;
    let case = mall.files(1).await;
    let report = CaseId(Uuid::from_u128(77));
    let split = Command::SplitReport {
        report, facts: "柜台上的手机都没有合格证，换了标签在卖。".to_owned()
    };
    assert!(applied(&mall.mai_does(case, split.clone()).await));
    let found = mall.case(report).await;
    assert_eq!(found.complaint.kind, Kind::Report);
    assert_eq!(found.number.map(|number| number.to_string()).as_deref(), Some("2026-0002"));
    assert!(found.complaint.contact.is_none(), "who reported is behind the link only");
    assert!(found.linked(LinkKind::Origin).eq([case]) && mall.case(case).await.linked(LinkKind::Report).eq([report]));
    assert_eq!(rejected(mall.mai_does(case, split).await), Rejection::FiledAlready);
    // The next filing goes on from there: no number is lost, none is given twice.
    let next = mall.files(2).await;
    assert_eq!(mall.case(next).await.number.map(|number| number.to_string()).as_deref(), Some("2026-0003"));
}

#[tokio::test]
async fn the_cases_of_a_colleague_who_left_are_given_to_others() {
    let mall = Mall::open().await;
    let case = mall.files(1).await;
    let (mai, lin) = (mall.mai, mall.lin);
    mall.point.set_on_duty(lin, true).await.expect("on duty");
    mall.point.close_account(mai).await.expect("closed");
    assert_eq!(mall.point.service.auto_assign().await.expect("stored"), 1);
    let given = mall.case(case).await;
    assert_eq!((given.assignee, given.first_receiver), (Some(lin), Some(mai)));
}
