//! The board is edited here: one writes, another looks through, and everybody has the whole of it or nothing.

use std::sync::Arc;

use domain::board::{ArticleNumber, ChangeKind, Law, Paper, PaperName};
use domain::ids::{DeviceId, StaffId};
use domain::kind::EventSourced;
use domain::moment::Day;
use domain::posting::{Command, Posting, Rejection, Wording};
use domain::role::Role;
use domain::words::Bilingual;
use server::service::verify::verify;
use server::service::{Kinds, PullScope, World};
use server::store::SyncStore;
use server::testing::TestPoint;
use sync::kinds::board::Notice;
use sync::protocol::{
    Code, EntityPayload, MAX_PAPER_BYTES, Op, OpId, Outcome, PROTOCOL, PullAnswer, PushRequest, ScopeChecksum, Seq,
};
use uuid::Uuid;

struct Mall {
    point: TestPoint,
    mai: StaffId,
    boss: StaffId,
    other: StaffId,
}

impl Mall {
    async fn open() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
        let boss = point.add_staff("主管 01", Role::Supervisor, true).await.expect("staff");
        let other = point.add_staff("主管 02", Role::Supervisor, true).await.expect("staff");
        Self { point, mai, boss, other }
    }

    fn today(&self) -> Day {
        self.point.world.now().day()
    }

    fn name() -> PaperName {
        PaperName::Law("product-quality".parse().expect("a name"))
    }

    /// The law with other words in its article 40.
    fn amended(&self, words: &str) -> Law {
        let Some(Paper::Law(mut law)) = self.point.service.notice().board.paper(&Self::name()) else {
            panic!("the law")
        };
        let article = law.articles.iter_mut().find(|article| article.number == ArticleNumber(40)).expect("there");
        article.paragraphs[0] = Bilingual { zh: words.to_owned(), en: String::new() };
        (law.text_date, law.review_by) = (self.today(), self.today().plus_days(90));
        law
    }

    fn write(&self, words: &str, from: Day) -> Command {
        let paper = Paper::Law(self.amended(words));
        let why = Bilingual { zh: "法律修改了。".into(), en: "The law was amended.".into() };
        Command::Write { wording: Box::new(Wording { paper, from, until: None, why }), first: None }
    }

    fn op(&self, base: Option<u64>, command: Command) -> Op {
        let (now, kind) = (self.point.world.now(), Posting::op_kind(&command));
        let payload = EntityPayload { id: Self::name().key(), base, command };
        Op::new(OpId(self.point.world.random_id()), DeviceId(Uuid::nil()), now, None, kind, &payload)
    }

    async fn send(&self, by: (StaffId, Role), ops: Vec<Op>) -> Vec<Outcome> {
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.point.world.now(), ops };
        let answer = self.point.service.push(request, by.into()).await.expect("stored");
        answer.receipts.into_iter().map(|receipt| receipt.outcome).collect()
    }

    async fn does(&self, by: StaffId, role: Role, base: Option<u64>, command: Command) -> Outcome {
        self.send((by, role), vec![self.op(base, command)]).await.remove(0)
    }

    async fn everybody(&self, since: Seq) -> PullAnswer {
        let scope = PullScope::Claims(Vec::new(), Kinds::All);
        let answer = self.point.service.pull(since, None, &scope).await.expect("read");
        if since == Seq(0) {
            let mut sum = ScopeChecksum::default();
            answer.changes.iter().for_each(|change| sum.toggle(change.body.kind(), &change.id, change.rev));
            assert_eq!(answer.checksum, Some(sum.as_sent()), "what a device holds is what the server says");
        }
        answer
    }

    async fn written_and_sent(&self, words: &str, from: Day) {
        let written = self.does(self.mai, Role::Receptionist, None, self.write(words, from)).await;
        assert!(matches!(written, Outcome::Applied { rev: 1, .. }), "{written:?}");
        self.does(self.mai, Role::Receptionist, Some(1), Command::Submit).await;
    }
}

const NEW: &str = "售出的产品有下列情形之一的，销售者应当在七日内负责修理、更换、退货。";

fn reason(outcome: &Outcome) -> Option<Rejection> {
    if let Outcome::Rejected { why, .. } = outcome { why.read() } else { None }
}

fn notice(answer: &PullAnswer) -> Option<Notice> {
    answer.changes.iter().find_map(|change| change.body.read())
}

#[tokio::test]
async fn 宣传法律法规_维权知识_商品知识_a_statute_is_replaced_and_a_kiosk_that_was_off_has_all_of_it_at_its_next_contact()
 {
    let mall = Mall::open().await;
    let before = mall.everybody(Seq(0)).await;
    mall.written_and_sent(NEW, mall.today()).await;
    let still = mall.everybody(before.cursor).await;
    assert_eq!(still.changes, [], "a draft leaves the house nowhere");

    let approved = mall.does(mall.boss, Role::Supervisor, Some(2), Command::Approve).await;
    assert!(matches!(approved, Outcome::Applied { rev: 3, .. }), "{approved:?}");
    let news = mall.everybody(before.cursor).await;
    assert_eq!(news.changes.len(), 1, "the board is one entity: all of it, or nothing");
    let board = notice(&news).expect("the board");
    assert_eq!(
        board.board.article(&"product-quality".parse().expect("a name"), ArticleNumber(40)).expect("there").paragraphs
            [0]
        .zh,
        NEW
    );
    let standing = &board.standings[0];
    assert_eq!((standing.version, standing.changes.len(), standing.changes[0].kind), (2, 1, ChangeKind::Changed));
    assert!(!standing.changes[0].before.zh.contains("七日内"));
    assert!(
        board
            .board
            .comparisons
            .articles
            .iter()
            .any(|one| one.in_force_article.0 == 40 && one.says[0].zh.contains("不一样"))
    );
    assert_eq!(*mall.point.service.notice(), board, "pages too");
    mall.everybody(Seq(0)).await;

    // It survives a restart, and is posted once.
    let restarted = mall.point.restarted_on(Arc::new(mall.point.store.clone())).await.expect("started");
    assert_eq!(*restarted.notice(), board);
    assert_eq!(mall.everybody(news.cursor).await.changes, []);
    let found = verify(&mall.point.store, mall.point.id()).await.expect("read");
    assert!(found.findings.is_empty(), "histories and sums add up: {:?}", found.findings);
}

#[tokio::test]
async fn what_is_approved_for_later_hangs_from_its_day_on_without_anybody_doing_anything() {
    let mall = Mall::open().await;
    let from = mall.today().plus_days(3);
    mall.written_and_sent(NEW, from).await;
    mall.does(mall.boss, Role::Supervisor, Some(2), Command::Approve).await;
    let before = mall.everybody(Seq(0)).await;
    assert!(notice(&before).expect("the board").standings.is_empty());
    mall.point.world.advance_millis(2 * 24 * 3_600_000);
    mall.point.service.do_what_is_due().await;
    assert_eq!(mall.everybody(before.cursor).await.changes, []);
    mall.point.world.advance_millis(24 * 3_600_000);
    mall.point.service.do_what_is_due().await;
    let news = mall.everybody(before.cursor).await;
    assert_eq!(notice(&news).expect("the board").standings[0].since, from);
}

#[tokio::test]
async fn two_reviewers_at_once_and_two_who_begin_at_once_are_told() {
    let mall = Mall::open().await;
    mall.written_and_sent(NEW, mall.today()).await;
    let second = mall.does(mall.other, Role::Supervisor, None, mall.write("别的。", mall.today())).await;
    assert_eq!(reason(&second), Some(Rejection::ChangedSince), "they meet in one paper");
    let (one, other) = (mall.op(Some(2), Command::Approve), mall.op(Some(2), Command::Approve));
    mall.send((mall.boss, Role::Supervisor), vec![one.clone()]).await;
    let late = mall.send((mall.other, Role::Supervisor), vec![other]).await.remove(0);
    assert_eq!(reason(&late), Some(Rejection::ChangedSince));
    let again = mall.send((mall.boss, Role::Supervisor), vec![one]).await.remove(0);
    assert!(matches!(again, Outcome::Applied { rev: 3, .. }), "the reply was lost: {again:?}");
    let all = mall.point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    let posting: Posting = all.changes.iter().find_map(|change| change.body.read()).expect("the paper");
    assert_eq!(posting.editions.iter().map(|edition| edition.version).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(
        posting.editions[0].approved,
        Day::parse("2018-12-29").expect("a day"),
        "the text that came with the program"
    );
}

#[tokio::test]
async fn what_the_board_cannot_hold_is_refused_and_nobody_says_what_hung_there() {
    let mall = Mall::open().await;
    let of = async |law: Law| {
        let id = PaperName::Law(law.id.clone()).key();
        let wording = Wording { paper: Paper::Law(law), from: mall.today(), until: None, why: Bilingual::default() };
        let forged = Some(Box::new(Paper::Law(mall.amended("伪造的旧文本。"))));
        let payload =
            EntityPayload { id, base: None, command: Command::Write { wording: Box::new(wording), first: forged } };
        let op = Op::new(
            OpId(mall.point.world.random_id()),
            DeviceId(Uuid::nil()),
            mall.point.world.now(),
            None,
            "posting.write",
            &payload,
        );
        mall.send((mall.mai, Role::Receptionist), vec![op]).await.remove(0)
    };
    let mut twin = mall.amended(NEW);
    twin.id = "law-2".parse().expect("a name");
    assert_eq!(reason(&of(twin).await), Some(Rejection::TitleTaken));
    let mut wrong = mall.amended(NEW);
    wrong.articles[0].label = "第一百条".into();
    assert_eq!(reason(&of(wrong).await), Some(Rejection::DoesNotHold));
    let mut script = mall.amended(NEW);
    script.articles[0].paragraphs[0].zh.push_str("<script>alert(1)</script>");
    assert_eq!(reason(&of(script).await), Some(Rejection::Markup));
    assert!(matches!(of(mall.amended(NEW)).await, Outcome::Applied { .. }));
    let all = mall.point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    let posting: Posting = all.changes.iter().find_map(|change| change.body.read()).expect("the paper");
    assert!(!posting.editions[0].wording.paper.whole().contains("伪造"), "the server knows what hangs there");
    let payload = EntityPayload {
        id: Uuid::from_u128(9),
        base: None,
        command: Command::Confirm { review_by: mall.today().plus_days(9), first: None },
    };
    let op = Op::new(
        OpId(Uuid::from_u128(99)),
        DeviceId(Uuid::nil()),
        mall.point.world.now(),
        None,
        "posting.confirm",
        &payload,
    );
    let nothing = mall.send((mall.boss, Role::Supervisor), vec![op]).await.remove(0);
    assert_eq!(reason(&nothing), Some(Rejection::NoSuchPaper));
}

#[tokio::test]
async fn a_paper_of_a_megabyte_is_kept_aside_and_a_whole_statute_is_not() {
    let mall = Mall::open().await;
    let mut long = mall.amended(NEW);
    long.articles[0].paragraphs[0].zh = "字".repeat(40_000);
    let paper = |law: Law| Command::Write {
        wording: Box::new(Wording {
            paper: Paper::Law(law),
            from: mall.today(),
            until: None,
            why: Bilingual::default(),
        }),
        first: None,
    };
    let taken = mall.does(mall.mai, Role::Receptionist, None, paper(long.clone())).await;
    assert!(matches!(taken, Outcome::Applied { .. }), "as long as a long statute: {taken:?}");
    long.articles[0].paragraphs[0].zh = "字".repeat(MAX_PAPER_BYTES / 3 + 1);
    let aside = mall.does(mall.mai, Role::Receptionist, Some(1), paper(long)).await;
    assert!(matches!(&aside, Outcome::Quarantined { code, .. } if code == Code::BodyTooLarge.as_str()), "{aside:?}");
}

#[tokio::test]
async fn every_version_that_hung_there_is_on_record() {
    let mall = Mall::open().await;
    let duties = PaperName::Document("duties".parse().expect("a name"));
    let Some(Paper::Document(mut document)) = mall.point.service.notice().board.paper(&duties) else {
        panic!("duties")
    };
    let posted = document.clone();
    document.sections[0].paragraphs[0].zh.push_str("每周一公布。");
    document.review_by = mall.today().plus_days(90);
    let wording =
        Wording { paper: Paper::Document(document), from: mall.today(), until: None, why: Bilingual::default() };
    let op = |number: u128, base, command: Command| {
        let kind = Posting::op_kind(&command);
        let payload = EntityPayload { id: duties.key(), base, command };
        Op::new(OpId(Uuid::from_u128(number)), DeviceId(Uuid::nil()), mall.point.world.now(), None, kind, &payload)
    };
    let write = Command::Write { wording: Box::new(wording), first: None };
    mall.send((mall.mai, Role::Receptionist), vec![op(1, None, write), op(2, Some(1), Command::Submit)]).await;
    mall.send((mall.boss, Role::Supervisor), vec![op(3, Some(2), Command::Approve)]).await;
    let held = mall.point.store.posted(mall.point.id(), "duties").await.expect("read");
    assert_eq!(held.iter().map(|one| one.version).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(
        serde_json::from_str::<domain::board::Document>(&held[0].body).expect("a document"),
        posted,
        "to the character"
    );
}
