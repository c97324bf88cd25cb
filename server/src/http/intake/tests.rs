use super::*;
use domain::moment::Moment;
use sync::proof::Search;
use sync::protocol::{Op, OpId, PayloadHash};
use uuid::Uuid;

const MALL: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 9));

/// A push of so many filings by one device, each about a case of its own.
fn push(device: u128, first: u64, ops: u64) -> IncomingPush {
    let at = Moment::from_millis(1_795_406_400_000);
    let ops = (first..first + ops).map(|number| {
        let op = Op { device: DeviceId(Uuid::from_u128(device)), ..crate::testing::file(number, at) };
        Incoming::Op(Box::new(op))
    });
    IncomingPush { sent_at: at, ops: ops.collect() }
}

fn of<'a>(push: &'a IncomingPush, body: &'a [u8], proof: Option<&'a str>) -> Anonymous<'a> {
    Anonymous { address: MALL, push, body, proof }
}

/// As a page does it: where a proof is wanted it is computed, and the same is sent once more.
fn sends(intake: &Intake, push: &IncomingPush, body: &[u8], now: Instant) -> Result<(), Box<Problem>> {
    let Err(refused) = intake.admit(of(push, body, None), now) else { return Ok(()) };
    let Some(wanted) = refused.proof.clone() else { return Err(refused) };
    let mut search = Search::new(wanted, body);
    let proof = (0..).find_map(|_| search.go_on(1_000)).expect("a proof");
    intake.admit(of(push, body, Some(&proof)), now)
}

#[test]
fn sixty_visitors_an_hour_are_never_refused_while_somebody_at_the_same_address_sends_a_hundred_times_a_second() {
    let intake = Intake::with_bits(4);
    let start = Instant::now();
    let (mut flooded, mut taken) = (0_u64, 0_u64);
    for second in 0..3_600_u64 {
        let now = start + Duration::from_secs(second);
        for nth in 0..100 {
            flooded += 1;
            let body = format!("flood {flooded}");
            // Another device each time, and cases that nobody has: it says of itself what it likes.
            let one = push(u128::from(flooded) + 1_000_000, 1_000_000 + second * 100 + nth, 1);
            taken += u64::from(intake.admit(of(&one, body.as_bytes(), None), now).is_ok());
        }
        // A visitor comes once a minute, files, adds something, and rates what became of it: in the same minute, at worst.
        if second.is_multiple_of(60) {
            for nth in 0..3 {
                let visitor = push(u128::from(second) + 1, second + nth, 1);
                let body = format!("visitor {second} {nth}");
                let sent = sends(&intake, &visitor, body.as_bytes(), now);
                assert!(sent.is_ok(), "the visitor of second {second} is refused: {sent:?}");
            }
        }
    }
    // What is usual there, and no more: 300 at once and 360 an hour.
    assert!((600..=700).contains(&taken), "{taken} of {flooded} came through without a proof");
}

#[test]
fn sixty_visitors_an_hour_need_no_proof_where_nobody_floods() {
    let intake = Intake::default();
    let start = Instant::now();
    for minute in 0..24 * 60_u64 {
        for nth in 0..3 {
            let visitor = push(u128::from(minute) + 1, minute * 3 + nth, 1);
            let now = start + Duration::from_secs(minute * 60);
            intake.admit(of(&visitor, b"", None), now).expect("no more than is usual");
        }
    }
}

/// Uses up what the mall has.
fn flooded(bits: u8) -> (Intake, Instant) {
    let (intake, now) = (Intake::with_bits(bits), Instant::now());
    for number in 0..300 {
        let one = push(u128::from(number) + 1_000, number, 1);
        intake.admit(of(&one, b"", None), now).expect("the stock");
    }
    (intake, now)
}

#[test]
fn a_proof_is_of_what_is_sent_and_ends() {
    let (intake, now) = flooded(6);
    let visitor = push(1, 1_000, 1);
    let refused = intake.admit(of(&visitor, b"a body", None), now).expect_err("the stock is empty");
    assert_eq!((refused.code, refused.retry_after), (Code::ProofWanted, Some(11)), "who cannot compute waits");
    let wanted = refused.proof.expect("a challenge");
    assert!(wanted.is_bearable());
    let mut search = Search::new(wanted, b"a body");
    let proof = (0..).find_map(|_| search.go_on(1_000)).expect("a proof");
    assert!(intake.admit(of(&visitor, b"another body", Some(&proof)), now).is_err());
    assert!(
        intake.admit(of(&visitor, b"a body", Some(&proof)), now + CHALLENGE_LIVES * 2).is_ok(),
        "by then there is room"
    );
    let (intake, now) = flooded(6);
    assert!(intake.admit(of(&visitor, b"a body", Some(&proof)), now).is_err(), "of another process");
}

#[test]
fn one_proof_carries_what_one_visitor_leaves_behind_and_the_rest_comes_in_parts() {
    let (intake, now) = flooded(2);
    let many = push(1, 1_000, 11);
    assert_eq!(sends(&intake, &many, b"eleven", now).expect_err("too many").code, Code::TooManyOps);
    let half = push(1, 1_000, 5);
    assert_eq!(sends(&intake, &half, b"five", now), Ok(()));
}

#[test]
fn one_device_and_one_case_have_stocks_that_no_proof_opens() {
    let intake = Intake::with_bits(2);
    let now = Instant::now();
    let device = (0..200).take_while(|&number| sends(&intake, &push(7, number, 1), b"", now).is_ok()).count();
    assert_eq!(device, 60);
    let told = sends(&intake, &push(7, 500, 1), b"", now).expect_err("used up");
    assert_eq!((told.code, told.retry_after), (Code::TooMuchSent, Some(21)));
    assert!(sends(&intake, &push(7, 500, 1), b"", now + Duration::from_secs(21)).is_ok(), "it comes back");

    let intake = Intake::with_bits(2);
    let case = (0..200_u128).take_while(|&device| sends(&intake, &push(device + 1, 9, 1), b"", now).is_ok()).count();
    assert_eq!(case, 20, "another device each time, about the same case");
}

#[test]
fn a_phone_that_offers_everything_again_at_once_is_taken_and_waits_afterwards() {
    let intake = Intake::with_bits(2);
    let now = Instant::now();
    assert!(sends(&intake, &push(7, 0, 100), b"", now).is_ok(), "no push is too large for ever");
    let told = sends(&intake, &push(7, 200, 1), b"", now).expect_err("it owes");
    assert!(told.retry_after.is_some_and(|seconds| (800..900).contains(&seconds)), "{told:?}");
}

#[test]
fn what_has_no_name_is_counted_by_its_address_alone() {
    let intake = Intake::with_bits(2);
    let now = Instant::now();
    let nameless = |number: u128| {
        let incoming = Incoming::Unreadable(crate::service::Unreadable {
            id: OpId(Uuid::from_u128(number)),
            hash: PayloadHash(String::new()),
            kind: String::new(),
            made_at: Moment::from_millis(0),
            device: DeviceId(Uuid::nil()),
            text: String::new(),
        });
        IncomingPush { sent_at: Moment::from_millis(0), ops: vec![incoming] }
    };
    let taken = (0..1_000).take_while(|&number| intake.admit(of(&nameless(number), b"", None), now).is_ok()).count();
    assert_eq!(taken, 300);
}

#[test]
fn forms_without_a_script_have_a_stock_that_a_flood_of_the_interface_does_not_touch() {
    let (intake, now) = flooded(6);
    let taken = (0..100).take_while(|_| intake.admit_form(MALL, now).is_ok()).count();
    assert_eq!(taken, 60);
    assert!(intake.admit_form(MALL, now + Duration::from_secs(60)).is_ok());
}

#[test]
fn files_are_counted_by_their_size() {
    let intake = Intake::default();
    let now = Instant::now();
    let taken = (0..1_000).take_while(|_| intake.admit_bytes(MALL, 20 * 1024 * 1024, now).is_ok()).count();
    assert_eq!(taken, 162, "twenty megabytes each");
}
