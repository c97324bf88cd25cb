//! What people type, as the server takes it: pushed by a device that kept it, or posted by a form without a script.

use domain::case::{Case, Command};
use domain::claim_code::ClaimCode;
use domain::form::{Complaint, Draft, Field, Problem};
use domain::ids::{CaseId, MerchantId};
use domain::money::Yuan;
use domain::role::Role;
use domain::staff::StaffMember;
use server::service::{Caller, FileError, FundError, PullScope, World};
use server::testing::{TestPoint, claim, complaint, on_case};
use sync::protocol::{Body, Code, OpId, Outcome, PROTOCOL, PushRequest, Seq};
use uuid::Uuid;

async fn mall() -> TestPoint {
    TestPoint::alone().await.expect("a contact point")
}

fn form(field: Field, typed: &str) -> Draft {
    let mut form = complaint("充电时屏幕变黑，按了电源键也没有反应。");
    form.set(field, typed);
    form
}

/// Pushed by a device without network that filed it then.
async fn pushed(point: &TestPoint, number: u64, form: Draft) -> Outcome {
    let (op, case) = (OpId(Uuid::from_u64_pair(number, 1)), CaseId(Uuid::from_u64_pair(number, 0)));
    let command = Command::File { form, privacy_notice: 1 };
    let op = on_case(op, case, point.world.now(), command).with(claim(number));
    let request = PushRequest { protocol: PROTOCOL, sent_at: point.world.now(), ops: vec![op] };
    point.service.push(request, Caller::Public).await.expect("stored").receipts.remove(0).outcome
}

/// Posted without a script.
async fn posted(point: &TestPoint, number: u64, form: &Draft) -> Result<(), Vec<Problem>> {
    let code: ClaimCode = claim(number);
    match point.service.file_form(form, &code, OpId(Uuid::from_u64_pair(number, 1))).await {
        Ok(_) => Ok(()),
        Err(FileError::Form(errors)) => Err(errors.into_iter().map(|error| error.problem).collect()),
        Err(FileError::Service(why)) => panic!("{why}"),
    }
}

/// The complaints that staff see.
async fn complaints(point: &TestPoint) -> Vec<Complaint> {
    let all = point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    let cases = all.changes.into_iter().filter_map(|change| change.body.read::<Case>());
    cases.map(|case| case.complaint).collect()
}

#[tokio::test]
async fn amounts_are_read_alike_pushed_and_posted() {
    let point = mall().await;
    for (number, typed) in (1..).zip(["1200块", "1.2万", "RMB 300", "300圆", "一千二百", "320。50"]) {
        assert!(matches!(pushed(&point, number, form(Field::Amount, typed)).await, Outcome::Applied { .. }), "{typed}");
        assert_eq!(posted(&point, 100 + number, &form(Field::Amount, typed)).await, Ok(()), "{typed}");
    }
    let mut fen: Vec<i64> = complaints(&point).await.iter().filter_map(|it| it.amount).map(Yuan::fen).collect();
    fen.sort_unstable();
    let once = [30_000, 30_000, 32_050, 120_000, 120_000, 1_200_000];
    assert_eq!(fen, once.map(|fen| [fen, fen]).concat());
}

#[tokio::test]
async fn a_doubtful_comma_is_refused_with_both_readings_pushed_and_posted() {
    let point = mall().await;
    for (number, typed) in (1..).zip(["12,50", "1，5", "1200，50", "1,2,3"]) {
        let Outcome::Rejected { detail, .. } = pushed(&point, number, form(Field::Amount, typed)).await else {
            panic!("taken: {typed}")
        };
        assert!(!detail.zh.is_empty());
        let problems = posted(&point, 100 + number, &form(Field::Amount, typed)).await.expect_err("two readings");
        assert!(matches!(problems[..], [Problem::AmountComma { .. }]), "{typed}: {problems:?}");
    }
}

#[tokio::test]
async fn every_telephone_number_of_the_issue_is_taken_and_kept_plain() {
    let point = mall().await;
    let typed = [
        "8613912345678",
        "021-61671254-801",
        "021-61671254转801",
        "400-820-8820",
        "61671254",
        "138.0000.1111",
        "\u{202D}13800001111\u{202C}",
        "\u{200E}13800001111",
        "138\u{200B}00001111",
        "\u{FEFF}13800001111",
        "138\u{A0}0000\u{A0}1111",
        "021\u{2011}61671254",
        "+86 (0)21 61671254",
    ];
    for (number, typed) in (1..).zip(typed) {
        assert!(
            matches!(pushed(&point, number, form(Field::Phone, typed)).await, Outcome::Applied { .. }),
            "{}",
            typed.escape_unicode()
        );
    }
    let kept = complaints(&point).await;
    let mut numbers: Vec<String> =
        kept.into_iter().filter_map(|it| it.contact).map(|contact| contact.phone.dialled()).collect();
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers, ["02161671254", "02161671254,801", "13800001111", "13912345678", "4008208820"]);
}

#[tokio::test]
async fn a_number_that_no_country_has_is_asked_for_again_on_the_form_and_taken_from_a_device_that_kept_it() {
    let point = mall().await;
    let short = form(Field::Phone, "+44 20 7946");
    assert_eq!(posted(&point, 1, &short).await, Err(vec![Problem::NotAPhone]));
    assert!(matches!(pushed(&point, 2, short).await, Outcome::Applied { .. }), "nothing that was kept is lost");
}

#[tokio::test]
async fn a_name_that_cannot_be_seen_is_missing_and_signs_that_turn_text_reach_no_list() {
    let point = mall().await;
    for (ten, invisible) in (10..).step_by(10).zip(["\u{200B}", "\u{2800}", "\u{3164}", "\u{FEFF}"]) {
        for (number, field) in (ten..).zip([Field::Name, Field::Goods, Field::Facts]) {
            let form = form(field, &invisible.repeat(10));
            assert_eq!(posted(&point, number, &form).await, Err(vec![Problem::Missing]), "{field:?}");
            assert!(matches!(pushed(&point, number, form).await, Outcome::Rejected { .. }), "{field:?}");
        }
    }
    let turned = pushed(&point, 90, form(Field::Goods, "手\u{202E}\u{2066}\u{E0041}机\n充电器")).await;
    assert!(matches!(turned, Outcome::Applied { .. }));
    assert_eq!(complaints(&point).await.remove(0).goods, "手机 充电器");
}

#[tokio::test]
async fn a_merchant_of_the_fund_is_named_in_letters_that_can_be_seen() {
    let point = mall().await;
    let id = point.add_staff("主管 01", Role::Supervisor, true).await.expect("staff");
    let all = point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    let boss =
        all.changes.into_iter().find_map(|change| Body::read::<StaffMember>(&change.body)).expect("the supervisor");
    assert_eq!(boss.id, id);
    let open =
        |number: u128, name: &'static str| point.service.open_account(&boss, MerchantId(Uuid::from_u128(number)), name);
    assert!(matches!(open(1, "\u{200B}\u{3164}").await, Err(FundError::Unfit(Code::MerchantNameInvalid))));
    assert_eq!(open(2, "佳电\u{202E}电器\n").await.expect("an account").name, "佳电电器");
    assert!(matches!(open(3, "佳电电器").await, Err(FundError::Unfit(Code::MerchantNameTaken))));
}
