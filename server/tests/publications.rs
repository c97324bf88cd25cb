//! 宣传与消费提示: one writes, another looks through, everybody reads. What is not published yet reaches nobody but staff.

use domain::ids::{DeviceId, StaffId};
use domain::kind::EventSourced;
use domain::publication::{Category, Command, PICTURE_CHARS, Picture, Publication, Published, Rejection, Wording};
use domain::role::Role;
use domain::words::{Bilingual, Lang};
use server::service::verify::verify;
use server::service::{Kinds, PullScope, World};
use server::testing::TestPoint;
use sync::protocol::{EntityPayload, Op, OpId, Outcome, PROTOCOL, PullAnswer, PushRequest, ScopeChecksum, Seq};
use uuid::Uuid;

const TIP: Uuid = Uuid::from_u128(7);

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

    fn wording(&self, words: &str) -> Command {
        let zh = |zh: &str| Bilingual { zh: zh.to_owned(), en: String::new() };
        let from = self.point.world.now().day();
        let (title, words) = (zh("预付卡"), zh(words));
        Command::Write {
            wording: Wording {
                category: Category::Tip,
                title,
                words,
                from,
                until: None,
                urgent: true,
                pictures: Vec::new(),
            },
        }
    }

    fn op(&self, base: Option<u64>, command: Command) -> Op {
        let (now, kind) = (self.point.world.now(), Publication::op_kind(&command));
        let payload = EntityPayload { id: TIP, base, command };
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

    async fn read_by_everybody(&self) -> Vec<String> {
        let today = self.point.world.now().day();
        let all: Vec<Published> =
            self.everybody(Seq(0)).await.changes.iter().filter_map(|one| one.body.read()).collect();
        all.iter().filter_map(|one| one.on(today)).map(|(wording, _)| wording.words.zh.clone()).collect()
    }
}

fn reason(outcome: &Outcome) -> Option<Rejection> {
    if let Outcome::Rejected { why, .. } = outcome { why.read() } else { None }
}

#[tokio::test]
async fn 及时发布消费提示_nobody_but_staff_is_sent_a_draft_and_everybody_what_was_approved() {
    let mall = Mall::open().await;
    let written = mall.does(mall.mai, Role::Receptionist, None, mall.wording("先看合同。")).await;
    assert!(matches!(written, Outcome::Applied { rev: 1, .. }), "{written:?}");
    mall.does(mall.mai, Role::Receptionist, Some(1), Command::Submit).await;
    let public = mall.everybody(Seq(0)).await;
    let sent = serde_json::to_string(&public.changes).expect("JSON");
    assert!(!sent.contains("先看合同") && !sent.contains("publication"), "a draft left the house");

    let approved = mall.does(mall.boss, Role::Supervisor, Some(2), Command::Approve).await;
    assert!(matches!(approved, Outcome::Applied { rev: 3, .. }), "{approved:?}");
    assert_eq!(mall.read_by_everybody().await, ["先看合同。"]);
    let news = mall.everybody(public.cursor).await;
    assert_eq!(news.changes.len(), 1, "a kiosk that was off learns of it at its next contact: {:?}", news.changes);
    let sent = serde_json::to_string(&news.changes).expect("JSON");
    assert!(!sent.contains(&mall.mai.0.to_string()), "who wrote it is the house's business");
}

#[tokio::test]
async fn a_publication_with_pictures_travels_whole_and_everybody_is_sent_its_parts() {
    let mall = Mall::open().await;
    let pictures = |one: &str| {
        let Command::Write { wording } = mall.wording("## 看标志\n- **CCC** 标志\n\n![标志](1)") else {
            panic!("written")
        };
        Command::Write { wording: Wording { pictures: vec![Picture { jpeg: one.to_owned() }], ..wording } }
    };
    let broken = mall.does(mall.mai, Role::Receptionist, None, pictures("PHN2Zz4=")).await;
    assert_eq!(reason(&broken), Some(Rejection::NotAPicture));
    // As large as it may be: more than any other kind of operation.
    let jpeg = format!("/9j/{}", "A".repeat(PICTURE_CHARS - 4));
    mall.does(mall.mai, Role::Receptionist, None, pictures(&jpeg)).await;
    mall.does(mall.mai, Role::Receptionist, Some(1), Command::Submit).await;
    let approved = mall.does(mall.boss, Role::Supervisor, Some(2), Command::Approve).await;
    assert!(matches!(approved, Outcome::Applied { rev: 3, .. }), "{approved:?}");
    assert_eq!(mall.read_by_everybody().await, ["看标志\n· CCC 标志"]);
    let all: Vec<Published> = mall.everybody(Seq(0)).await.changes.iter().filter_map(|one| one.body.read()).collect();
    let [one] = all.as_slice() else { panic!("one publication") };
    assert_eq!((one.blocks(Lang::Zh).len(), one.shown.as_ref().map(|(of, _)| of.pictures.len())), (3, Some(1)));
}

#[tokio::test]
async fn the_same_approval_twice_is_one_version_and_two_reviewers_are_told() {
    let mall = Mall::open().await;
    mall.does(mall.mai, Role::Receptionist, None, mall.wording("先看合同。")).await;
    mall.does(mall.mai, Role::Receptionist, Some(1), Command::Submit).await;
    let approval = mall.op(Some(2), Command::Approve);
    for _ in 0..2 {
        let outcome = mall.send((mall.boss, Role::Supervisor), vec![approval.clone()]).await.remove(0);
        assert!(matches!(outcome, Outcome::Applied { rev: 3, .. }), "the reply was lost: {outcome:?}");
    }
    let late = mall.does(mall.other, Role::Supervisor, Some(2), Command::Approve).await;
    assert_eq!(reason(&late), Some(Rejection::ChangedSince));
    let all: Vec<Published> =
        mall.everybody(Seq(0)).await.changes.iter().filter_map(|change| change.body.read()).collect();
    assert_eq!(all.iter().map(|one| (one.rev, one.version)).collect::<Vec<_>>(), [(1, 1)]);
}

#[tokio::test]
async fn whoever_wrote_it_does_not_publish_it_and_what_is_taken_down_is_gone_everywhere() {
    let mall = Mall::open().await;
    mall.does(mall.boss, Role::Supervisor, None, mall.wording("写错了的。")).await;
    mall.does(mall.boss, Role::Supervisor, Some(1), Command::Submit).await;
    let own = mall.does(mall.boss, Role::Supervisor, Some(2), Command::Approve).await;
    assert_eq!(reason(&own), Some(Rejection::OwnWords));
    mall.does(mall.other, Role::Supervisor, Some(2), Command::Approve).await;
    let down = Command::Withdraw { why: "写错了".to_owned() };
    mall.does(mall.boss, Role::Supervisor, Some(3), down).await;
    assert_eq!(mall.read_by_everybody().await, Vec::<String>::new());
    let sent = serde_json::to_string(&mall.everybody(Seq(0)).await.changes).expect("JSON");
    assert!(!sent.contains("写错了的"), "its words are not sent any more");
    let verified = verify(&mall.point.store, mall.point.id()).await.expect("read");
    assert!(verified.findings.is_empty(), "histories and sums add up: {:?}", verified.findings);
}

#[tokio::test]
async fn 宣传法律法规_维权知识_商品知识_a_contact_point_begins_with_tips_once_and_pages_of_the_first_version_are_sent_none()
 {
    let mall = Mall::open().await;
    for _ in 0..2 {
        mall.point.restarted_with_defaults().await.expect("started");
    }
    assert_eq!(mall.read_by_everybody().await.len(), 6);
    let first = PullScope::Claims(Vec::new(), Kinds::read(None));
    let answer = mall.point.service.pull(Seq(0), None, &first).await.expect("read");
    assert!(answer.changes.iter().all(|change| change.body.kind() == "board"), "{:?}", answer.changes);
    let named = PullScope::Claims(Vec::new(), Kinds::read(Some("case,published")));
    let answer = mall.point.service.pull(Seq(0), None, &named).await.expect("read");
    assert_eq!(answer.changes.len(), 6, "of what is not theirs, visitors are sent nothing");
}

/// 常见问题: a consultation that was answered becomes an answer for everybody, with consent and with nobody in it.
mod faq {
    use super::*;
    use domain::case::{Command as OnCase, Outcome as Ended};
    use domain::form::{Draft, Field};
    use domain::ids::CaseId;
    use server::service::Caller;
    use server::testing::{claim, complaint, on_case};

    struct Desk {
        mall: Mall,
        case: CaseId,
    }

    impl Desk {
        /// With a question that was asked by 王小明.
        async fn asked(change: impl Fn(&mut Draft)) -> Self {
            let mall = Mall::open().await;
            let mut form = complaint("试穿过一次，吊牌还在，能退吗？");
            form.set(Field::Kind, "inquiry".to_owned());
            form.set(Field::Name, "王小明".to_owned());
            form.set(Field::Phone, "13800001111".to_owned());
            form.set(Field::PublicationConsent, "yes".to_owned());
            change(&mut form);
            let case = CaseId(mall.point.world.random_id());
            let filed = OnCase::File { form, privacy_notice: 3 };
            let op = on_case(OpId(mall.point.world.random_id()), case, mall.point.world.now(), filed).with(claim(1));
            let request = PushRequest { protocol: PROTOCOL, sent_at: mall.point.world.now(), ops: vec![op] };
            let receipt = mall.point.service.push(request, Caller::Public).await.expect("stored").receipts.remove(0);
            assert!(matches!(receipt.outcome, Outcome::Applied { .. }), "{receipt:?}");
            Self { mall, case }
        }

        async fn answered(self) -> Self {
            let reply =
                OnCase::Reply { words: "吊牌没拆、没有洗过，七天内带小票来店里退。".into() };
            let ended = OnCase::Close { outcome: Ended::Answered, summary: "已答复".into() };
            for command in [OnCase::Accept, reply, ended] {
                let now = self.mall.point.world.now();
                let op = on_case(OpId(self.mall.point.world.random_id()), self.case, now, command).by_staff();
                let outcomes = self.mall.send((self.mall.mai, Role::Receptionist), vec![op]).await;
                if let [Outcome::Rejected { .. }] = outcomes.as_slice() {
                    panic!("{outcomes:?}");
                }
            }
            self
        }

        async fn writes(&self, words: &str, deidentified: bool) -> Option<Rejection> {
            let Command::Write { wording } = self.mall.wording(words) else { panic!("written") };
            let wording = Wording { category: Category::Faq, urgent: false, ..wording };
            let command = Command::WriteFaq { wording, case: self.case, deidentified };
            why(&self.mall.does(self.mall.mai, Role::Receptionist, None, command).await)
        }
    }

    fn why(outcome: &Outcome) -> Option<Rejection> {
        if let Outcome::Rejected { why, detail, .. } = outcome {
            assert!(!detail.zh.is_empty() && !detail.en.is_empty(), "a sentence in both languages");
            return why.read();
        }
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
        None
    }

    const ANSWER: &str = "问：试穿过一次，吊牌还在，能退吗？\n答：七天内带小票来店里退。";

    #[tokio::test]
    async fn 解答消费咨询_an_answered_question_is_read_by_everybody_once_another_person_has_looked_through_it() {
        let desk = Desk::asked(|_| ()).await.answered().await;
        assert_eq!(desk.writes(ANSWER, false).await, Some(Rejection::NotDeidentified));
        assert_eq!(desk.writes(ANSWER, true).await, None);
        let mall = &desk.mall;
        let none = mall.everybody(Seq(0)).await;
        assert!(none.changes.iter().all(|change| change.body.kind() != "published"), "a draft is for staff");
        assert_eq!(why(&mall.does(mall.mai, Role::Receptionist, Some(1), Command::Submit).await), None);
        assert_eq!(why(&mall.does(mall.boss, Role::Supervisor, Some(2), Command::Approve).await), None);
        let all = mall.everybody(Seq(0)).await;
        let shown: Vec<Published> = all.changes.iter().filter_map(|change| change.body.read()).collect();
        let (wording, _) = shown[0].shown.as_ref().expect("published");
        assert_eq!((wording.category, wording.words.zh.as_str()), (Category::Faq, ANSWER));
        let sent = serde_json::to_string(&all.changes).expect("JSON");
        assert!(!sent.contains(&desk.case.to_string()), "nobody outside learns of which question it was made");
        assert!(verify(&mall.point.store, mall.point.id()).await.expect("read").findings.is_empty());
    }

    #[tokio::test]
    async fn without_consent_without_an_answer_or_of_a_complaint_none_is_made() {
        let no_consent = Desk::asked(|form| form.set(Field::PublicationConsent, String::new())).await.answered().await;
        assert_eq!(no_consent.writes(ANSWER, true).await, Some(Rejection::ConsentMissing));
        let unanswered = Desk::asked(|_| ()).await;
        assert_eq!(unanswered.writes(ANSWER, true).await, Some(Rejection::NotAnswered));
        let complaint = Desk::asked(|form| form.set(Field::Kind, "complaint".to_owned())).await;
        assert_eq!(complaint.writes(ANSWER, true).await, Some(Rejection::NotAQuestion));
        let nowhere = Desk { case: CaseId(Uuid::nil()), ..Desk::asked(|_| ()).await };
        assert_eq!(nowhere.writes(ANSWER, true).await, Some(Rejection::NoSuchCase));
    }

    #[tokio::test]
    async fn whoever_asked_is_not_in_it_however_the_number_is_written_nor_in_a_later_version() {
        let desk = Desk::asked(|_| ()).await.answered().await;
        for words in ["王小明问能不能退", "请打 138-0000-1111", "请打１３８００００１１１１"] {
            assert_eq!(desk.writes(words, true).await, Some(Rejection::PersonLeft), "{words}");
        }
        assert_eq!(
            desk.writes("请打 12315，或者 021-61671254。", true).await,
            None,
            "a number of the house is nobody’s"
        );
        let later = desk.mall.wording("王小明又问了一次");
        let later = desk.mall.does(desk.mall.mai, Role::Receptionist, Some(1), later).await;
        assert_eq!(why(&later), Some(Rejection::PersonLeft));
    }
}
