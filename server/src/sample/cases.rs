//! Which cases there are, and what each comes to: two years of those that ended, and of the last days one in every state.

use domain::claim_code::ClaimCode;
use domain::form::Kind;
use domain::ids::{CaseId, PaymentId};
use domain::moment::Day;

use super::acts::Act;
use super::mall::{Mall, Step};

/// A case of the story.
#[derive(Clone, Debug)]
pub(super) struct SampleCase {
    pub(super) id: CaseId,
    pub(super) claim: ClaimCode,
    pub(super) kind: Kind,
    pub(super) payment: PaymentId,
    /// Which merchant it is about, once it is filed.
    pub(super) merchant: usize,
    /// What is done, one after the other, and after how many working days.
    pub(super) script: Vec<(u32, Act)>,
}

/// What a case comes to.
#[derive(Clone, Copy, Debug)]
enum Course {
    Answered,
    Recorded,
    OnSite,
    Small,
    TakenBack,
    Performed,
    Mediated,
    Tested,
    Supplemented,
    PaidFirst,
    NotPerformed,
    GivenUp,
    Failed,
    Transferred,
    Declined,
    Withdrawn,
    Objected,
    Open(Standing),
}

/// Where a case stands at the end.
#[derive(Clone, Copy, Debug)]
enum Standing {
    Received,
    MoreAsked,
    Accepted,
    WithMerchant,
    MerchantAnswered,
    MerchantSilent,
    Mediating,
    Testing,
    ToPerform,
    PerformanceLate,
    PaymentApproved,
    Reopened,
}

/// How often, in a hundred.
const COURSES: &[(u32, Course)] = &[
    (13, Course::Answered),
    (4, Course::Recorded),
    (17, Course::OnSite),
    (10, Course::Small),
    (8, Course::TakenBack),
    (14, Course::Performed),
    (8, Course::Mediated),
    (2, Course::Tested),
    (5, Course::Supplemented),
    (3, Course::PaidFirst),
    (1, Course::NotPerformed),
    (3, Course::GivenUp),
    (3, Course::Failed),
    (2, Course::Transferred),
    (2, Course::Declined),
    (3, Course::Withdrawn),
    (2, Course::Objected),
];

/// One of each, with how many working days before the end it was filed.
const STANDING: &[(u32, Standing)] = &[
    (0, Standing::Received),
    (1, Standing::Received),
    (0, Standing::Received),
    (2, Standing::MoreAsked),
    (1, Standing::Accepted),
    (2, Standing::Accepted),
    (2, Standing::WithMerchant),
    (3, Standing::WithMerchant),
    (3, Standing::MerchantAnswered),
    (9, Standing::MerchantSilent),
    (6, Standing::Mediating),
    (8, Standing::Mediating),
    (7, Standing::Testing),
    (5, Standing::ToPerform),
    (6, Standing::ToPerform),
    (15, Standing::PerformanceLate),
    (7, Standing::PaymentApproved),
    (6, Standing::Reopened),
];

/// A mall of two hundred merchants has so many complaints and questions a month.
fn a_month(merchants: u32) -> u32 {
    (merchants / 4).max(4)
}

pub(super) fn plan(mall: &mut Mall) {
    let until = mall.story.until;
    let begins = until.plus_months(-i32::try_from(mall.story.months).unwrap_or(i32::MAX));
    let days = u32::try_from(until.days_since(begins)).unwrap_or(1).max(1);
    for _ in 0..a_month(mall.story.merchants) * mall.story.months {
        let day = begins.plus_days(i64::from(mall.dice.between(0, days - 1)));
        let course = one_of(mall);
        file_on(mall, day, course);
    }
    for (back, standing) in STANDING {
        let mut day = until;
        for _ in 0..*back {
            day = before(mall, day);
        }
        file_on(mall, day, Course::Open(*standing));
    }
}

fn one_of(mall: &mut Mall) -> Course {
    let mut thrown = mall.dice.between(1, COURSES.iter().map(|(often, _)| often).sum());
    for (often, course) in COURSES {
        if thrown <= *often {
            return *course;
        }
        thrown -= often;
    }
    Course::OnSite
}

fn before(mall: &Mall, day: Day) -> Day {
    let board = mall.service.board();
    let mut day = day.plus_days(-1);
    while !board.calendar.is_workday(day) {
        day = day.plus_days(-1);
    }
    day
}

fn file_on(mall: &mut Mall, day: Day, course: Course) {
    let kind = match course {
        Course::Answered => Kind::Inquiry,
        Course::Recorded => Kind::Report,
        _ => Kind::Complaint,
    };
    let (id, payment) = (CaseId(mall.fresh()), PaymentId(mall.fresh()));
    let claim = ClaimCode::from_random(mall.dice.bytes());
    let mut script = script(course);
    script.reverse();
    mall.cases.push(SampleCase { id, claim, kind, payment, merchant: 0, script });
    let which = mall.cases.len() - 1;
    // Some come to the counter or call: there somebody writes it down.
    let at_counter = mall.service.board().calendar.is_workday(day) && mall.dice.percent(20);
    let by_chance = mall.dice.percent(7);
    let at = match course {
        // So early that the rest of the day is left for what comes after.
        Course::Open(_) => day.at(9, 5 + u8::from(by_chance)),
        _ => mall.hour_of(day),
    };
    mall.at(at, Step::Case(which, if at_counter { Act::Register } else { Act::File }));
}

/// What is done, each after so many working days.
fn script(course: Course) -> Vec<(u32, Act)> {
    use Act as A;
    const ASKED: [(u32, Act); 3] = [(0, A::Accept), (0, A::Link), (0, A::AskMerchant)];
    let asked = |more: &[(u32, Act)]| [ASKED.as_slice(), more].concat();
    match course {
        Course::Answered => vec![(0, A::Accept), (0, A::Reply), (0, A::CloseAnswered), (1, A::Rate)],
        Course::Recorded => vec![(0, A::Accept), (1, A::Note), (2, A::CloseRecorded)],
        Course::OnSite => {
            vec![(0, A::Accept), (0, A::Link), (0, A::Call), (1, A::CloseOnSite), (1, A::Confirm), (0, A::Rate)]
        }
        Course::Small => vec![(0, A::Accept), (0, A::Link), (0, A::TrySmallClaim), (0, A::CloseOnSite), (0, A::Rate)],
        Course::TakenBack => vec![(0, A::Accept), (0, A::Link), (0, A::TryReturn), (0, A::CloseOnSite), (1, A::Rate)],
        Course::Performed => asked(&[
            (1, A::MerchantAgrees),
            (0, A::Reply),
            (1, A::Settle),
            (3, A::Prove),
            (0, A::ClosePerformed),
            (1, A::Confirm),
            (0, A::Rate),
        ]),
        Course::Mediated => asked(&[
            (2, A::MerchantOffers),
            (0, A::Note),
            (1, A::Mediate),
            (1, A::Propose),
            (2, A::AcceptProposal),
            (0, A::Reply),
            (1, A::Settle),
            (3, A::Prove),
            (0, A::ClosePerformed),
            (2, A::Rate),
        ]),
        Course::Tested => asked(&[
            (1, A::MerchantOffers),
            (1, A::SendToTesting),
            (6, A::ReportTest),
            (1, A::Settle),
            (2, A::Prove),
            (0, A::ClosePerformed),
        ]),
        Course::Supplemented => vec![
            (0, A::AskConsumer),
            (2, A::Supplement),
            (0, A::Accept),
            (0, A::Link),
            (0, A::AskMerchant),
            (2, A::MerchantAgrees),
            (1, A::Settle),
            (2, A::Prove),
            (0, A::ClosePerformed),
        ],
        Course::PaidFirst => asked(&[
            (2, A::MerchantRefuses),
            (1, A::PayFirst),
            (1, A::HandOverMoney),
            (0, A::CloseAdvancePaid),
            (1, A::Rate),
            (9, A::Recover),
        ]),
        Course::NotPerformed => asked(&[
            (1, A::MerchantAgrees),
            (1, A::Settle),
            (8, A::ReportUnperformed),
            (0, A::Accept),
            (0, A::PayFirst),
            (1, A::HandOverMoney),
            (0, A::CloseAdvancePaid),
            (12, A::Recover),
        ]),
        Course::GivenUp => vec![(0, A::Accept), (0, A::AskConsumer), (6, A::CloseGivenUp)],
        Course::Failed => asked(&[
            (2, A::MerchantRefuses),
            (1, A::Mediate),
            (5, A::FailMediation),
            (1, A::ApplyForSeller),
            (1, A::NameSeller),
        ]),
        Course::Transferred => asked(&[
            (2, A::MerchantRefuses),
            (1, A::Mediate),
            (6, A::FailMediation),
            (1, A::Transfer),
            (4, A::RecordReference),
        ]),
        Course::Declined => vec![(1, A::Decline)],
        Course::Withdrawn => vec![(0, A::Accept), (1, A::Withdraw)],
        Course::Objected => vec![
            (0, A::Accept),
            (0, A::Link),
            (0, A::CloseOnSite),
            (2, A::Object),
            (0, A::Accept),
            (0, A::AskMerchant),
            (1, A::MerchantAgrees),
            (1, A::Settle),
            (2, A::Prove),
            (0, A::ClosePerformed),
        ],
        Course::Open(standing) => match standing {
            Standing::Received => Vec::new(),
            Standing::MoreAsked => vec![(0, A::AskConsumer)],
            Standing::Accepted => vec![(0, A::Accept), (0, A::Link), (0, A::Reply)],
            Standing::WithMerchant | Standing::MerchantSilent => asked(&[]),
            Standing::MerchantAnswered => asked(&[(1, A::MerchantOffers)]),
            Standing::Mediating => asked(&[(1, A::MerchantOffers), (1, A::Mediate), (1, A::Propose)]),
            Standing::Testing => asked(&[(1, A::MerchantOffers), (1, A::SendToTesting)]),
            Standing::ToPerform => asked(&[(1, A::MerchantAgrees), (1, A::Settle)]),
            Standing::PerformanceLate => asked(&[(1, A::MerchantAgrees), (0, A::Settle)]),
            Standing::PaymentApproved => asked(&[(1, A::MerchantRefuses), (1, A::PayFirst)]),
            Standing::Reopened => vec![(0, A::Accept), (0, A::Link), (0, A::CloseOnSite), (2, A::Object)],
        },
    }
}
