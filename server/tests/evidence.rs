//! 协助查处 and 长宁区消保委协助: packs that anybody can check, a hold that keeps, and an answer that comes back.

use std::io::{Cursor, Read, Write};

use domain::case::{Case, Command, CouncilReceipt, Event, Rejection};
use domain::form::{Draft, Field};
use domain::ids::{CaseId, CaseNumber, StaffId};
use domain::oversight::report::{Command as OnReport, Content, Report, Way};
use domain::role::Role;
use domain::staff::StaffMember;
use server::evidence::{EvidenceKey, File, MANIFEST, Manifest, PackError, SIGNATURE, VERSION, check, sealed};
use server::service::{AskedPack, Caller, EvidenceError, Kinds, MadePack, PullScope, Service, World};
use server::testing::{TestPoint, claim, on_case};
use sync::protocol::{Code, EntityPayload, Op, OpId, Outcome, PROTOCOL, PushRequest, Seq};
use uuid::Uuid;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Names and contents, as they lie in a pack.
type Files = Vec<(String, Vec<u8>)>;

struct Mall {
    point: TestPoint,
    service: Service,
    boss: StaffMember,
    lin: StaffMember,
    ops: u128,
    cases: u64,
}

impl Mall {
    async fn open() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let member = async |name: &str, role| StaffMember {
            id: point.add_staff(name, role, true).await.expect("staff"),
            name: name.to_owned(),
            role,
            on_duty: true,
            active: true,
            absent: false,
        };
        let (boss, lin) = (member("主管 01", Role::Supervisor).await, member("接待员 01", Role::Receptionist).await);
        let service = point.service.clone().with_evidence_key(EvidenceKey::random().expect("a key"));
        Self { service, boss, lin, point, ops: 7_000, cases: 0 }
    }

    async fn push(&self, ops: Vec<Op>, caller: Caller) -> Outcome {
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.point.world.now(), ops };
        self.service.push(request, caller).await.expect("stored").receipts.remove(0).outcome
    }

    /// A complaint, accepted.
    async fn case(&mut self) -> (CaseId, CaseNumber) {
        self.cases += 1;
        let (number, now) = (self.cases, self.point.world.now());
        let pairs = [
            (Field::Kind, "complaint"),
            (Field::MerchantName, "星辰数码"),
            (Field::Goods, "手机"),
            (Field::GoodsKind, "electronics"),
            (Field::PurchasedOn, "2026-11-20"),
            (Field::Amount, "320"),
            (Field::Category, "quality"),
            (Field::Facts, "充电时屏幕变黑，按了电源键也没有反应。"),
            (Field::Demands, "repair"),
            (Field::MediationConsent, "yes"),
            (Field::Name, "陈女士"),
            (Field::Phone, "13800138000"),
            (Field::PrivacyConsent, "yes"),
        ];
        let form = Draft::from_pairs(pairs.map(|(field, value)| (field.name(), value)));
        let case = CaseId(Uuid::from_u64_pair(number, 9));
        let command = Command::File { form, privacy_notice: 1 };
        let op = on_case(OpId(Uuid::from_u64_pair(number, 8)), case, now, command).with(claim(number));
        assert!(matches!(self.push(vec![op], Caller::Public).await, Outcome::Applied { .. }));
        let lin = self.lin.clone();
        assert!(matches!(self.does(&lin, case, Command::Accept).await, Outcome::Applied { .. }));
        (case, self.read(case).await.number.expect("a number"))
    }

    async fn does(&mut self, by: &StaffMember, case: CaseId, command: Command) -> Outcome {
        self.ops += 1;
        let op = on_case(OpId(Uuid::from_u128(self.ops)), case, self.point.world.now(), command).by_staff();
        self.push(vec![op], Caller::Staff { id: by.id, role: by.role }).await
    }

    async fn refused(&mut self, by: &StaffMember, case: CaseId, command: Command) -> Rejection {
        match self.does(by, case, command).await {
            Outcome::Rejected { why, .. } => why.read().expect("a reason"),
            other => panic!("{other:?}"),
        }
    }

    async fn reports_does(&self, id: Uuid, base: Option<u64>, command: OnReport) -> Outcome {
        let kind = <Report as domain::kind::EventSourced>::op_kind(&command);
        let now = self.point.world.now();
        let op = OpId(self.point.world.random_id());
        let op = Op::new(op, domain::ids::DeviceId(Uuid::nil()), now, None, kind, &EntityPayload { id, base, command });
        self.push(vec![op], Caller::Staff { id: self.boss.id, role: self.boss.role }).await
    }

    async fn read(&self, case: CaseId) -> Case {
        let answer = self.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
        let found = answer.changes.iter().filter_map(|change| change.body.read::<Case>()).find(|one| one.id == case);
        found.expect("the case")
    }

    async fn reports(&self) -> Vec<Report> {
        let scope = PullScope::Staff(Role::Regulator, Kinds::All);
        let answer = self.service.pull(Seq(0), None, &scope).await.expect("read");
        answer.changes.iter().filter_map(|change| change.body.read::<Report>()).collect()
    }

    async fn pack(&self, by: &StaffMember, cases: &[String]) -> Result<MadePack, EvidenceError> {
        let asked = AskedPack {
            cases: cases.to_vec(),
            to: "长宁区市场监督管理局".to_owned(),
            ground: "长市监协查〔2026〕7 号".to_owned(),
        };
        self.service.make_evidence_pack(by, asked).await
    }
}

fn code(error: &EvidenceError) -> (Code, String) {
    match error {
        EvidenceError::Unfit(problem) => (problem.code, problem.detail.zh.clone()),
        other => panic!("{other:?}"),
    }
}

fn files(pack: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(pack)).expect("an archive");
    (0..zip.len())
        .map(|place| {
            let mut file = zip.by_index(place).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("read");
            (String::from_utf8_lossy(file.name_raw()).into_owned(), bytes)
        })
        .collect()
}

fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options).expect("begun");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

#[tokio::test]
async fn 协助查处_a_pack_of_chosen_cases_is_signed_on_record_and_any_later_change_of_it_shows() {
    let mut mall = Mall::open().await;
    let (first, one) = mall.case().await;
    let (_, two) = mall.case().await;
    let lin = mall.lin.clone();
    let note =
        Command::Note { words: "店长态度不好，先不要告诉消费者".to_owned(), mentions: Vec::new() };
    assert!(matches!(mall.does(&lin, first, note).await, Outcome::Applied { .. }));
    let boss = mall.boss.clone();
    let made = mall.pack(&boss, &[one.to_string(), format!(" {two} "), one.to_string()]).await.expect("a pack");
    let key = mall.service.evidence_public_key().expect("a key");

    let checked = check(Cursor::new(&made.bytes), key).expect("as it was made");
    let numbers: Vec<CaseNumber> = checked.manifest.cases.iter().map(|case| case.number).collect();
    assert_eq!(numbers, [one, two], "each once");
    assert_eq!((checked.manifest.made_by, checked.manifest.made_by_name.as_str()), (boss.id, "主管 01"));
    assert_eq!(checked.manifest.cases[0].left_out, 1, "it says that a note is not in it");
    let all = files(&made.bytes);
    let whole: Vec<u8> = all.iter().flat_map(|(_, bytes)| bytes.clone()).collect();
    let whole = String::from_utf8_lossy(&whole).into_owned();
    assert!(whole.contains("充电时屏幕变黑") && whole.contains("陈女士"), "all of the case");
    assert!(!whole.contains("店长态度不好"), "what staff wrote for themselves stays theirs");
    assert!(whole.contains("\"category_12315\""), "with the category of the platform");

    // Who made it and when stands on the case and in the log of reports.
    let case = mall.read(first).await;
    let (at, on_case) = case.evidence_packs().next().expect("on the case");
    assert_eq!((at, on_case.by, on_case.manifest.as_str()), (mall.point.world.now(), boss.id, checked.sha256.as_str()));
    let [report] = &mall.reports().await[..] else { panic!("one report") };
    let enclosed = report.content.pack.as_deref().expect("a pack");
    assert_eq!((report.by, &enclosed.number, &enclosed.cases), (boss.id, &made.number, &vec![one, two]));
    assert_eq!(
        (enclosed.manifest.as_str(), enclosed.public_key.as_str()),
        (checked.sha256.as_str(), key.to_string().as_str())
    );

    // Every sort of damage has an error of its own.
    let changed = |change: &dyn Fn(&mut Files)| {
        let mut files = all.clone();
        change(&mut files);
        check(Cursor::new(archive(&files)), key).expect_err("it is not as it was made")
    };
    let of_case = format!("{one}/case.json");
    let bad = changed(&|files| {
        files.iter_mut().filter(|(name, _)| *name == of_case).for_each(|(_, bytes)| bytes[40] ^= 1);
    });
    assert_eq!((bad.clone(), bad.exit_code()), (PackError::Changed(of_case.clone()), 13));
    let missing = changed(&|files| files.retain(|(name, _)| *name != of_case));
    assert_eq!((missing.clone(), missing.exit_code()), (PackError::Missing(of_case.clone()), 12));
    let added = changed(&|files| files.push((format!("{one}/more.txt"), b"more".to_vec())));
    assert_eq!((added.clone(), added.exit_code()), (PackError::Added(format!("{one}/more.txt")), 14));
    let forged = changed(&|files| {
        for (name, bytes) in files.iter_mut() {
            if name == MANIFEST {
                *bytes = String::from_utf8_lossy(bytes).replace("主管 01", "主管 02").into_bytes();
            }
        }
    });
    assert!(matches!(forged, PackError::WrongSignature { .. }) && forged.exit_code() == 11);
    let another = EvidenceKey::random().expect("a key").public();
    let error = check(Cursor::new(&made.bytes), another).expect_err("signed by somebody else");
    assert!(matches!(&error, PackError::WrongSignature { named, .. } if *named == key.to_string()), "{error}");
    let unsigned = changed(&|files| files.retain(|(name, _)| name != SIGNATURE));
    assert_eq!(unsigned.exit_code(), 10);
    assert_eq!(check(Cursor::new(b"no archive"), key).expect_err("no pack").exit_code(), 10);
}

#[tokio::test]
async fn a_pack_over_a_merged_case_one_of_another_contact_point_or_of_nothing_says_why_and_leaves_no_trace() {
    let mut mall = Mall::open().await;
    let (first, one) = mall.case().await;
    let (second, two) = mall.case().await;
    let (boss, lin) = (mall.boss.clone(), mall.lin.clone());
    let merge = Command::Merge { into: second, words: "同一件事".to_owned() };
    assert!(matches!(mall.does(&boss, first, merge).await, Outcome::Applied { .. }));
    let elsewhere = TestPoint::on(mall.point.store.clone(), mall.service.board(), 9).await.expect("another point");
    let elsewhere = elsewhere.service.with_evidence_key(EvidenceKey::random().expect("a key"));

    let (why, said) = code(&mall.pack(&boss, &[one.to_string(), two.to_string()]).await.expect_err("merged"));
    assert_eq!(why, Code::PackCaseMerged);
    assert!(said.contains(&one.to_string()) && said.contains("已并入"), "{said}");
    let asked = AskedPack { cases: vec![two.to_string()], to: "局".to_owned(), ground: "协查".to_owned() };
    let (why, said) = code(&elsewhere.make_evidence_pack(&boss, asked).await.expect_err("not here"));
    assert_eq!(why, Code::PackCaseUnknown);
    assert!(said.contains(&two.to_string()) && said.contains("别的联络点"), "{said}");
    assert_eq!(
        code(&mall.pack(&boss, &["九月那件".to_owned()]).await.expect_err("no number")).0,
        Code::PackCaseUnknown
    );
    assert_eq!(code(&mall.pack(&boss, &[" ".to_owned()]).await.expect_err("none")).0, Code::PackUnfit);
    assert_eq!(code(&mall.pack(&lin, &[two.to_string()]).await.expect_err("no supervisor")).0, Code::Forbidden);
    assert!(mall.reports().await.is_empty());
    assert_eq!(mall.read(second).await.evidence_packs().count(), 0);

    // Nobody says by hand that there is a pack.
    let pack = domain::case::EvidencePack {
        pack: Uuid::from_u128(5),
        number: "EP".to_owned(),
        to: "局".to_owned(),
        by: boss.id,
        manifest: "ab".repeat(32),
    };
    assert_eq!(mall.refused(&boss, second, Command::PackEvidence { pack }).await, Rejection::ServerOnly);
}

#[tokio::test]
async fn a_legal_hold_is_a_supervisors_word_with_its_ground_and_nothing_of_the_case_is_erased_while_it_stands() {
    let mut mall = Mall::open().await;
    let (case, _) = mall.case().await;
    let (boss, lin) = (mall.boss.clone(), mall.lin.clone());
    let hold = || Command::Hold { ground: "长市监协查〔2026〕7 号".to_owned() };
    assert!(matches!(mall.refused(&lin, case, hold()).await, Rejection::WrongRole { .. }));
    assert_eq!(mall.refused(&boss, case, Command::Hold { ground: "  ".to_owned() }).await, Rejection::WordsMissing);
    let lift = || Command::LiftHold { ground: "已结案".to_owned() };
    assert_eq!(mall.refused(&boss, case, lift()).await, Rejection::NotHeld);
    assert!(mall.read(case).await.may_be_erased());
    assert!(matches!(mall.does(&boss, case, hold()).await, Outcome::Applied { .. }));
    assert_eq!(mall.refused(&boss, case, hold()).await, Rejection::DoneAlready);
    let held = mall.read(case).await;
    let stands = held.hold.as_deref().expect("a hold");
    assert_eq!((stands.by, stands.ground.for_staff()), (boss.id, "长市监协查〔2026〕7 号"));
    assert!(!held.may_be_erased());
    let view = held.for_consumer(|_| None);
    assert!(!serde_json::to_string(&view).expect("JSON").contains("协查"), "the consumer reads nothing of it");
    assert!(matches!(mall.does(&boss, case, lift()).await, Outcome::Applied { .. }));
    assert!(mall.read(case).await.may_be_erased());
    let events = mall.read(case).await.timeline;
    let of = |event: &Event| matches!(event, Event::Held { .. } | Event::HoldLifted { .. });
    assert_eq!(events.iter().filter_map(|entry| entry.event.as_ref()).filter(|event| of(event)).count(), 2);
}

#[tokio::test]
async fn 长宁区消保委协助_a_packet_goes_with_the_consumers_word_is_receipted_and_its_answer_is_read_by_the_consumer() {
    let mut mall = Mall::open().await;
    let (case, number) = mall.case().await;
    let (boss, lin) = (mall.boss.clone(), mall.lin.clone());
    let today = mall.point.world.now().day();
    let receipt = |on| Command::RecordCouncilReceipt {
        receipt: CouncilReceipt { on, from: "消保委 周老师".to_owned(), number: "长消〔2026〕31".to_owned() },
    };
    assert_eq!(mall.refused(&lin, case, receipt(today)).await, Rejection::CouncilNotAsked);
    let refused = mall.service.council_packet(&lin, number).await.expect_err("not asked");
    assert_eq!(refused.code(), Code::CouncilNotAsked);
    let ask = |consumer_agrees| Command::PassToCouncil { ask: "请协助调解".to_owned(), consumer_agrees };
    assert_eq!(mall.refused(&lin, case, ask(false)).await, Rejection::PassingNotAgreed);
    assert!(matches!(mall.does(&lin, case, ask(true)).await, Outcome::Applied { .. }));
    assert_eq!(mall.refused(&lin, case, ask(true)).await, Rejection::DoneAlready, "one packet at a time");

    let packet = mall.service.council_packet(&lin, number).await.expect("a packet");
    let packet = serde_json::to_value(&packet).expect("JSON");
    assert_eq!(packet["packet"], format!("{number}-X"));
    assert_eq!(packet["ask"], "请协助调解");
    assert_eq!(packet["complaint"]["contact"]["name"], "陈女士");
    assert_eq!(packet["category_12315"]["zh"], "质量");

    assert_eq!(mall.refused(&lin, case, receipt(today.plus_days(3))).await, Rejection::DayUnfit);
    assert!(matches!(mall.does(&lin, case, receipt(today)).await, Outcome::Applied { .. }));
    assert_eq!(mall.refused(&lin, case, receipt(today)).await, Rejection::DoneAlready);
    let answer = Command::RecordCouncilAnswer {
        on: today, words: "已联系商家，同意维修并延长保修。".to_owned()
    };
    assert!(matches!(mall.does(&boss, case, answer).await, Outcome::Applied { .. }));
    let view = mall.read(case).await.for_consumer(|_| None);
    let read = serde_json::to_string(&view).expect("JSON");
    for words in ["已请消保委协助", "长消〔2026〕31", "消保委答复：已联系商家，同意维修并延长保修。"]
    {
        assert!(read.contains(words), "{words}: {read}");
    }
    assert!(!read.contains("请协助调解"), "what staff ask is between the two");
    assert!(
        matches!(mall.does(&lin, case, ask(true)).await, Outcome::Applied { .. }),
        "answered, it can be asked again"
    );
    assert!(mall.read(case).await.council.expect("asked").packet.ends_with("-X2"));
}

#[tokio::test]
async fn a_report_that_was_sent_is_not_recorded_as_sent_the_same_way_twice_and_none_is_of_days_to_come() {
    let mall = Mall::open().await;
    let today = mall.point.world.now().day();
    let id = Uuid::from_u128(77);
    let period = |from: i64, to: i64| domain::analysis::Period::new(today.plus_days(from), today.plus_days(to));
    let content = |period| Content {
        subject: "受理情况".to_owned(),
        to: "长宁区市场监督管理局".to_owned(),
        words: "合计 7 件".to_owned(),
        merchant: None,
        due: None,
        period,
        pack: None,
    };
    let why = |outcome: Outcome| match outcome {
        Outcome::Rejected { why, .. } => why.read::<domain::oversight::Rejection>(),
        _ => None,
    };
    use domain::oversight::Rejection as R;
    let ahead = mall.reports_does(id, None, OnReport::Write { content: content(period(30, 60)) }).await;
    assert_eq!(why(ahead), Some(R::PeriodAhead));
    let write = OnReport::Write { content: content(period(-30, -1)) };
    assert!(matches!(mall.reports_does(id, None, write).await, Outcome::Applied { .. }));
    let send = |proof: &str| OnReport::Send { way: Way::InPerson, on: today, proof: proof.to_owned() };
    assert!(matches!(mall.reports_does(id, Some(1), send("窗口签收")).await, Outcome::Applied { .. }));
    assert_eq!(why(mall.reports_does(id, Some(2), send(" 窗口签收 ")).await), Some(R::SentSoAlready));
    assert!(
        matches!(mall.reports_does(id, Some(2), send("补寄 2")).await, Outcome::Applied { .. }),
        "sent again it is news"
    );
    let mine = Content { pack: None, ..content(None) };
    let by_hand = OnReport::Enclose { content: mine, by: StaffId(Uuid::nil()) };
    assert_eq!(why(mall.reports_does(Uuid::from_u128(78), None, by_hand).await), Some(R::ServerOnly));
}

#[test]
fn verify_pack_says_what_is_in_a_pack_or_what_is_wrong_each_with_an_exit_code_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let key = EvidenceKey::of(&folder.path().join("secrets")).expect("a key");
    let manifest = Manifest {
        version: VERSION,
        pack: Uuid::from_u128(1),
        number: "EP-20261129-00002A".to_owned(),
        point: domain::ids::PointId(Uuid::from_u128(315)),
        contact_point: "测试联络点".to_owned(),
        to: "长宁区市场监督管理局".to_owned(),
        ground: "协查".to_owned(),
        made_at: domain::moment::Moment::from_millis(0),
        made_on: "2026-11-29".to_owned(),
        made_by: StaffId(Uuid::nil()),
        made_by_name: "主管 01".to_owned(),
        cases: Vec::new(),
        files: Vec::new(),
        public_key: String::new(),
    };
    let file = |path: &str, text: &str| File { path: path.to_owned(), bytes: text.as_bytes().to_vec(), covers: None };
    let (pack, ..) = sealed(manifest, &[file("a/case.txt", "一"), file("a/case.json", "{}")], &key).expect("a pack");
    let verified = |bytes: &[u8], arguments: &[&str]| {
        let path = folder.path().join("pack.zip");
        std::fs::write(&path, bytes).expect("written");
        let path = path.to_str().expect("a path");
        crate::running::run(folder.path(), &[&["verify-pack", path][..], arguments].concat())
    };
    let said = crate::running::done(&verified(&pack, &[]));
    assert!(said.contains("EP-20261129-00002A") && said.contains("every file is as it was"), "{said}");
    // Whoever has no data folder brings the key.
    let elsewhere = key.public().to_string();
    assert!(crate::running::done(&verified(&pack, &["--public-key", elsewhere.as_str()])).contains("主管 01"));
    let all = files(&pack);
    let changed = |change: &dyn Fn(&mut Files)| {
        let mut files = all.clone();
        change(&mut files);
        archive(&files)
    };
    let another = EvidenceKey::random().expect("a key").public().to_string();
    let damages: [(Vec<u8>, &[&str], i32, &str); 5] = [
        (b"PK no archive".to_vec(), &[], 10, "no evidence pack"),
        (pack.clone(), &["--public-key", another.as_str()], 11, "wrong signature"),
        (changed(&|files| files.retain(|(name, _)| name != "a/case.txt")), &[], 12, "missing: a/case.txt"),
        (
            changed(&|files| files.iter_mut().filter(|(name, _)| name == "a/case.txt").for_each(|one| one.1[0] ^= 1)),
            &[],
            13,
            "changed: a/case.txt",
        ),
        (changed(&|files| files.push(("a/more.txt".to_owned(), Vec::new()))), &[], 14, "added: a/more.txt"),
    ];
    for (bytes, arguments, code, words) in damages {
        let output = verified(&bytes, arguments);
        let said = crate::running::said(&output);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(words) && said.trim().lines().count() == 1, "{said}");
    }
    let output = crate::running::run(folder.path(), &["verify-pack", "/no/such/pack.zip"]);
    assert_eq!(output.status.code(), Some(2));
    let output = verified(&pack, &["--public-key", "abc"]);
    assert!(output.status.code() == Some(2) && crate::running::said(&output).contains("64 hexadecimal digits"));
}
