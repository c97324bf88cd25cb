//! 示例数据: a mall that never was, told by the same rules as a real one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use domain::case::{Case, State};
use domain::form::Term;
use domain::goods::{GoodsFile, GroundKind, MoveKind, Task as GoodsTask};
use domain::merchant::{MerchantFile, Standing, Task};
use domain::moment::Day;
use domain::oversight::directive::Directive;
use domain::oversight::inspection::{Inspection, Standing as Round};
use domain::oversight::measure::{Level, Measure, Standing as Held};
use domain::oversight::report::Report;
use domain::publication::{Publication, Stage};
use domain::rules::NearExpiry;
use domain::training::{Standing as Trained, Training};
use server::content::Content;
use server::sample::{Place, Story, Told, tell};
use server::seal_keys::SealKeys;
use server::service::verify::verify;
use server::service::{ClaimKey, PullScope, Service, Setting, SystemWorld};
use server::store::sqlite::{SqliteOptions, SqliteStore};
use std::sync::Arc;
use sync::protocol::{Change, Seq};
use uuid::Uuid;

const POINT: domain::ids::PointId = domain::ids::PointId(Uuid::from_u128(315));

fn until() -> Day {
    Day::parse("2026-11-20").expect("a day")
}

async fn told(seed: u64) -> (SqliteStore, Told) {
    let place = Place {
        point: POINT,
        name: "示例联络点".to_owned(),
        claim_key: ClaimKey::new([7; 32]),
        seal_keys: SealKeys::random().expect("keys"),
        content: Content::built_in().expect("content"),
    };
    let story = Story { seed, merchants: 24, goods: 600, months: 2, until: until() };
    let store = SqliteStore::open(&SqliteOptions::memory()).await.expect("a store");
    let told = tell(story, place, Arc::new(store.clone())).await.unwrap_or_else(|why| panic!("seed {seed}: {why}"));
    (store, told)
}

/// Everything that staff's devices would get.
async fn read(store: &SqliteStore) -> Vec<Change> {
    let setting = Setting {
        point: POINT,
        name: "示例联络点".to_owned(),
        claim_key: ClaimKey::new([7; 32]),
        seal_keys: SealKeys::random().expect("keys"),
        content: Arc::new(Content::built_in().expect("content")),
        with_defaults: false,
        world: Arc::new(SystemWorld),
    };
    let service = Service::open(Arc::new(store.clone()), setting).await.expect("a service");
    let mut all = Vec::new();
    let mut since = Seq(0);
    loop {
        let answer = service.pull(since, None, &PullScope::everything()).await.expect("read");
        all.extend(answer.changes);
        since = answer.cursor;
        if !answer.more {
            return all;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn 示例数据_stands_in_every_state_adds_up_and_names_nobody_who_could_be_real() {
    let (store, told) = told(1).await;
    let found = verify(&store, POINT).await.expect("played again");
    assert!(found.findings.is_empty(), "{:?}", found.findings);
    assert!(found.transactions > 20, "deposits are paid in: {}", found.transactions);
    let changes = read(&store).await;
    let cases: Vec<Case> = changes.iter().filter_map(|change| change.body.read()).collect();
    let files: Vec<MerchantFile> = changes.iter().filter_map(|change| change.body.read()).collect();
    assert_eq!((files.len(), told.merchants), (24, 24));
    let states: BTreeSet<State> = cases.iter().map(|case| case.state).collect();
    let missing: Vec<State> =
        State::ALL.into_iter().filter(|state| !state.is_on_device() && !states.contains(state)).collect();
    // What ended rarely may not fall into two months; what waits for somebody is always there.
    assert!(missing.iter().all(|state| state.is_final()), "nobody sees {missing:?}");
    assert!(cases.iter().any(Case::is_escalated), "a merchant was silent");
    assert!(cases.iter().all(|case| case.complaint.facts.starts_with("示例")));
    let today = until().next();
    assert!(files.iter().all(|file| file.application.name.starts_with("示例")));
    let stands = |of: fn(&Standing) -> bool| files.iter().any(|file| of(&file.standing));
    assert!(
        stands(|standing| matches!(standing, Standing::Applied))
            && stands(|it| matches!(it, Standing::Returned { .. }))
    );
    assert!(
        stands(|standing| matches!(standing, Standing::Refused { .. }))
            && stands(|it| matches!(it, Standing::Left { .. }))
    );
    assert!(
        stands(|standing| matches!(standing, Standing::Suspended { .. }))
            && stands(|it| matches!(it, Standing::Merged { .. }))
    );
    let overdue = files.iter().filter(|file| {
        matches!(file.task(today), Some(Task::Review { .. }))
            && file.task(today).is_some_and(|task| task.is_overdue(today))
    });
    assert!(overdue.count() >= 2, "two are flagged");
    assert!(files.iter().any(|file| !file.commitments.is_empty()) && files.iter().any(|file| file.returns.is_some()));
    goods_at_every_stage(&changes, told);
    order_at_every_stage(&changes);
}

/// 上架、下架、退市、不销售 and 进销货台账.
fn goods_at_every_stage(changes: &[Change], told: Told) {
    let goods: Vec<GoodsFile> = changes.iter().filter_map(|change| change.body.read()).collect();
    assert_eq!(told.goods, 600);
    // Some of a merchant that left, or that comes to sell after the end, are never registered.
    assert!((480..=600).contains(&goods.len()), "{}", goods.len());
    assert!(goods.iter().all(|file| file.particulars.name.starts_with("示例")));
    let (today, rules) = (until(), NearExpiry::default());
    let tasks: Vec<GoodsTask> = goods.iter().flat_map(|file| file.tasks(today, &rules)).collect();
    let has =
        |what: &str, of: &dyn Fn(&GoodsTask) -> bool| assert!(tasks.iter().any(of), "nobody sees {what}: {tasks:?}");
    has("a check", &|task| matches!(task, GoodsTask::Check));
    has("a request to confirm", &|task| matches!(task, GoodsTask::ConfirmTakedown { .. }));
    has("a regulator who has to be told", &|task| matches!(task, GoodsTask::NotifyRegulator { .. }));
    has("a delisting under way", &|task| matches!(task, GoodsTask::Recall { .. }));
    has("one to be closed", &|task| matches!(task, GoodsTask::CloseRecall));
    has("stopped goods", &|task| matches!(task, GoodsTask::Decide { .. }));
    has("an expired lot", &|task| matches!(task, GoodsTask::Expired { .. }));
    has("a lot that ends soon", &|task| matches!(task, GoodsTask::Near { .. }));
    let kinds: BTreeSet<GroundKind> =
        goods.iter().flat_map(|file| &file.takedowns).map(|takedown| takedown.ground.kind).collect();
    assert_eq!(kinds.len(), 3, "下架 in all three cases: {kinds:?}");
    assert!(goods.iter().flat_map(|file| &file.takedowns).any(|takedown| takedown.dismissed.is_some()));
    let closed: Vec<_> = goods.iter().flat_map(|file| &file.recalls).filter(|recall| !recall.is_open()).collect();
    assert!(closed.len() >= 2 && closed.iter().all(|recall| recall.balance().is_even()), "{closed:?}");
    let lots = || goods.iter().flat_map(|file| &file.lots);
    let lines: usize = lots().map(|lot| 1 + lot.moves.len()).sum();
    assert!(lines > goods.len(), "{lines} lines of a ledger");
    let kinds: BTreeSet<MoveKind> = lots().flat_map(|lot| &lot.moves).map(|one| one.kind).collect();
    assert_eq!(kinds.len(), MoveKind::ALL.len(), "sold, taken back, returned and destroyed: {kinds:?}");
    assert!(lots().all(|lot| lot.supplier.name.starts_with("示例")));
    let on_sale = goods.iter().filter(|file| file.is_on_sale(today)).count();
    assert!(on_sale * 10 > goods.len() * 8, "a mall that sells: {on_sale} of {}", goods.len());
}

/// 监督检查, 及时制止违法行为, 报告与配合 and 宣传.
fn order_at_every_stage(changes: &[Change]) {
    let today = until();
    let rounds: Vec<Inspection> = changes.iter().filter_map(|change| change.body.read()).collect();
    let is = |of: fn(&Round) -> bool| rounds.iter().any(|round| of(&round.standing));
    assert!(is(|it| matches!(it, Round::Finished { .. })) && is(|it| matches!(it, Round::Cancelled { .. })));
    assert!(is(|it| matches!(it, Round::Planned)) && is(|it| matches!(it, Round::Underway)));
    assert!(rounds.iter().any(|round| round.is_overdue(today)));
    let measures: Vec<Measure> = changes.iter().filter_map(|change| change.body.read()).collect();
    let levels: BTreeSet<Level> = measures.iter().map(Measure::level).collect();
    assert!(levels.len() == Level::ALL.len(), "{levels:?}");
    assert!(measures.iter().any(|measure| measure.open_appeal().is_some()));
    assert!(measures.iter().any(|measure| matches!(measure.standing, Held::Rectified)));
    let reports: Vec<Report> = changes.iter().filter_map(|change| change.body.read()).collect();
    assert!(reports.iter().any(|report| report.receipt.is_some()));
    assert!(reports.iter().filter_map(Report::task).filter(|task| task.is_overdue(today)).count() >= 2);
    let asked: Vec<Directive> = changes.iter().filter_map(|change| change.body.read()).collect();
    assert!(asked.iter().any(|one| one.is_overdue(today)) && asked.iter().any(|one| one.done.is_some()));
    let tips: Vec<Publication> = changes.iter().filter_map(|change| change.body.read()).collect();
    let stages = |stage: Stage| tips.iter().filter(|tip| tip.stage == stage).count();
    assert!(stages(Stage::Draft) >= 2 && stages(Stage::Submitted) == 1 && stages(Stage::Withdrawn) == 1);
    assert!(tips.iter().any(|tip| tip.has_expired(today)) && stages(Stage::Published) >= 4);
    let trainings: Vec<Training> = changes.iter().filter_map(|change| change.body.read()).collect();
    let held = |one: &&Training| matches!(one.standing, Trained::Held { .. });
    assert!(trainings.iter().filter(held).count() >= 2, "{}", trainings.len());
    assert!(trainings.iter().any(|one| one.is_unrecorded(today)) && trainings.iter().any(|one| one.plan.day > today));
    assert!(trainings.iter().filter(held).any(|one| !one.missing().is_empty()), "not everybody comes");
}

#[tokio::test(flavor = "multi_thread")]
async fn 示例数据_of_one_seed_tells_one_story_and_of_another_another() {
    let changes = |seed| async move {
        let (store, _) = told(seed).await;
        let mut all: Vec<String> =
            read(&store).await.iter().map(|change| serde_json::to_string(&change.body).expect("JSON")).collect();
        all.sort();
        all
    };
    let (first, again, other) = (changes(5).await, changes(5).await, changes(6).await);
    assert!(first == again, "the same seed");
    assert!(first != other, "another seed");
}

fn run(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_server")).args(words).arg("--data-dir").arg(folder).output().expect("it runs")
}

#[test]
fn 示例数据_goes_into_an_empty_folder_only_and_marks_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = ["sample-data", "--seed", "3", "--merchants", "20", "--months", "1", "--until", "2026-11-20"];
    let output = run(folder.path(), &small);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("示例数据") && said.contains("20 merchants"), "{said}");
    assert!(fs::read_to_string(folder.path().join("SAMPLE-DATA.txt")).expect("the mark").contains("示例数据"));
    assert!(run(folder.path(), &["verify"]).status.success());

    let before = fs::read(folder.path().join("contact-point.db")).expect("the database");
    let again = run(folder.path(), &small);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("empty folder"));
    assert_eq!(fs::read(folder.path().join("contact-point.db")).expect("the same"), before);

    // One that a server uses is refused as well.
    let used = tempfile::tempdir().expect("a folder");
    let lock = fs::File::create(used.path().join("server.lock")).expect("a lock");
    lock.lock().expect("locked");
    let output = run(used.path(), &small);
    assert!(String::from_utf8_lossy(&output.stderr).contains("another server uses"), "{output:?}");
}
