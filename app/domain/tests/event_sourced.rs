//! What holds for every kind that is the sum of its events, whoever asks for what, in whatever order. A kind of that sort adds a
//! test of its own commands here.

use domain::album::{self, Album, Pictured};
use domain::canned_reply::{CannedReply, Command, Reader};
use domain::case::{Attachment, ContentHash, Media};
use domain::form::Category;
use domain::ids::{MerchantId, StaffId};
use domain::kind::{Context, EventSourced, Record, continued};

use domain::ledger::{CaseFilter, ExportCommand, Exported, LedgerExport};
use domain::mechanism::ReturnPromise;
use domain::merchant::{
    ApplicationForm, Command as OnFile, MerchantFile, PermitForm, PermitKind, SigningWay, Suspension,
};
use domain::moment::{Day, Moment};
use domain::oversight::checklist::{self, Checklist, Item};
use domain::oversight::directive::{self, Directive};
use domain::oversight::inspection::{self, Answer, ByList, Inspection};
use domain::oversight::look::{LookCommand, Looked, RegulatorLook, Seen};
use domain::oversight::measure::{self, Level, Measure, NewStep, Ruling};
use domain::oversight::report::{self, Report, Way};
use domain::role::{Actor, Role};
use domain::saved_view::{SavedView, ViewCommand};
use domain::training::{self, Audience, Training};
use domain::words::Bilingual;
use proptest::prelude::*;
use uuid::Uuid;

const ID: Uuid = Uuid::from_u128(315);

/// Somebody asks for something, on the newest revision or on one that is so much older.
type Asked<C> = (Actor, Option<u64>, C);

fn holds<K: EventSourced>(asked: &[Asked<K::Command>]) -> Result<(), TestCaseError>
where
    K::Event: PartialEq,
    K::Rejection: PartialEq,
{
    let (mut state, mut history): (Option<K::State>, Vec<Record<K::Event>>) = (None, Vec::new());
    for (place, (by, behind, command)) in asked.iter().enumerate() {
        prop_assert!(K::KIND.commands.contains(&K::op_kind(command)), "an operation that is not registered");
        let again: K::Command = through_json(command)?;
        prop_assert_eq!(command, &again);
        let now = Moment::from_millis(1_795_399_200_000 + i64::try_from(place).unwrap_or_default());
        let context = Context { now, by: *by };
        let base = state.as_ref().and_then(|state| Some(K::rev(state).saturating_sub((*behind)?)));
        let decided = K::decide(state.as_ref(), base, command, &context);
        let twice = K::decide(state.as_ref(), base, command, &context);
        match (decided, twice) {
            (Ok(events), Ok(twice)) => {
                prop_assert_eq!(&events, &twice, "the same answer wherever it is decided");
                let count = events.len() as u64;
                let before = state.as_ref().map_or(0, K::rev);
                let Some((after, records)) = continued::<K>(ID, state.as_ref(), events, now, &context) else {
                    return Err(TestCaseError::fail("a history cannot begin with what was decided"));
                };
                prop_assert_eq!(K::rev(&after), before + count, "each event has its number");
                history.extend(records);
                state = Some(after);
            }
            (Err(why), Err(twice)) => prop_assert_eq!(why, twice),
            _ => return Err(TestCaseError::fail("decided in two ways")),
        }
    }
    let mut played = None;
    for record in &history {
        let record = Record {
            rev: record.rev,
            at: record.at,
            made_at: record.made_at,
            by: record.by,
            event: through_json(&record.event)?,
        };
        played = K::evolve(ID, played, &record);
    }
    prop_assert_eq!(&played, &state, "the history, as it is kept, makes the entity");
    if let Some(state) = &state {
        let kept: K::State = through_json(state)?;
        prop_assert_eq!(state, &kept, "the entity is the same after it was kept");
    }
    Ok(())
}

fn through_json<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> Result<T, TestCaseError> {
    let failed = |why: serde_json::Error| TestCaseError::fail(why.to_string());
    serde_json::from_str(&serde_json::to_string(value).map_err(failed)?).map_err(failed)
}

fn anybody() -> impl Strategy<Value = Actor> {
    let staff = |role| Actor::Staff { id: StaffId(Uuid::from_u128(7)), role };
    prop_oneof![
        6 => Just(staff(Role::Supervisor)),
        1 => Just(staff(Role::Receptionist)),
        1 => Just(Actor::Server),
        1 => Just(Actor::Consumer),
    ]
}

fn words() -> impl Strategy<Value = Bilingual> {
    ("[ 催商家，。{}\u{200B}\n]{0,8}", "[a-z {}]{0,8}").prop_map(|(zh, en)| Bilingual { zh, en })
}

fn on_a_reply() -> impl Strategy<Value = Command> {
    let reader = prop_oneof![Just(Reader::Consumer), Just(Reader::Staff)];
    prop_oneof![
        3 => (reader, words(), words()).prop_map(|(reader, title, words)| Command::Write { reader, title, words }),
        1 => Just(Command::Retire),
        1 => Just(Command::Restore),
    ]
}

fn filter() -> impl Strategy<Value = CaseFilter> {
    ("[好味 ]{0,3}", prop::option::of(Just(Category::Price))).prop_map(|(merchant, category)| CaseFilter {
        merchant,
        category,
        ..CaseFilter::default()
    })
}

fn on_a_training() -> impl Strategy<Value = training::Command> {
    use training::Command;
    let plan = ("[退货 ]{0,4}", 0..40_i64, "[会议室]{0,2}").prop_map(|(subject, ahead, place)| {
        let day = Moment::from_millis(1_795_399_200_000).day().plus_days(ahead - 5);
        let who = training::Who::Merchant(MerchantId(Uuid::from_u128(8)));
        Box::new(training::Plan {
            subject,
            audience: Audience::Merchants,
            day,
            time: domain::roster::TimeOfDay::new(14, 0).expect("a time"),
            place,
            teacher: String::new(),
            invited: vec![training::Invited { who, name: "好味".into(), stall: String::new() }],
            materials: Vec::new(),
        })
    });
    let (at, on) = (Moment::from_millis(1_795_399_200_000), Moment::from_millis(1_795_399_200_000).day());
    prop_oneof![
        2 => plan.clone().prop_map(move |plan| Command::Plan { plan, code: "0123456789abcdef".into(), on }),
        2 => (plan, 0..3_u32).prop_map(move |(plan, seen)| Command::Amend { plan, seen, on }),
        4 => (0..4_u128, "[王李]{0,2}", "[好味]{0,2}").prop_map(move |(entry, name, unit)| Command::SignIn {
            entry: Uuid::from_u128(entry), code: "0123456789abcdef".into(), at, name, unit, who: None,
        }),
        1 => (0..4_u128, "[写错]{0,2}").prop_map(|(entry, why)| Command::Strike { entry: Uuid::from_u128(entry), why }),
        1 => "[好]{0,2}".prop_map(move |words| Command::Hold { at, words }),
        1 => "[停]{0,2}".prop_map(|reason| Command::Cancel { reason }),
    ]
}

fn on_a_view() -> impl Strategy<Value = ViewCommand> {
    prop_oneof![
        3 => ("[本月食品 \u{200B}]{0,24}", filter()).prop_map(|(name, filter)| ViewCommand::Save { name, filter }),
        1 => Just(ViewCommand::Remove),
    ]
}

fn an_export() -> impl Strategy<Value = ExportCommand> {
    (filter(), 0..9_u64, any::<bool>()).prop_map(|(filter, cases, personal_data)| {
        ExportCommand::Record(Exported { by: StaffId(Uuid::from_u128(7)), filter, cases, personal_data })
    })
}

fn an_application() -> impl Strategy<Value = Box<ApplicationForm>> {
    let permits = prop::collection::vec(
        (
            prop_oneof![Just("business_licence"), Just("food_trade"), Just("")],
            prop_oneof![Just("长期"), Just("2026-11-23"), Just("?")],
        ),
        0..3,
    );
    ("[好味 ]{0,3}", prop_oneof![3 => Just("91350100M000100Y43"), 1 => Just("9135O100M000100Y43")], permits).prop_map(
        |(name, code, permits)| {
            let permit = |(kind, expires): (&str, &str)| PermitForm {
                kind: kind.into(),
                number: "1".into(),
                expires: expires.into(),
                picture: None,
            };
            Box::new(ApplicationForm {
                name,
                trade: "clothing".into(),
                form: "legal_person".into(),
                legal_name: "公司".into(),
                code: code.into(),
                responsible: "店长".into(),
                phone: "13800001111".into(),
                address: "路".into(),
                floor: "L1".into(),
                stall: "L1-1".into(),
                permits: permits.into_iter().map(permit).collect(),
                ..ApplicationForm::default()
            })
        },
    )
}

fn on_a_file() -> impl Strategy<Value = OnFile> {
    let reason = || "[缺证 ]{0,3}";
    prop_oneof![
        3 => an_application().prop_map(|form| OnFile::Apply { form }),
        2 => an_application().prop_map(|form| OnFile::Amend { form }),
        3 => any::<bool>().prop_map(|person| OnFile::Verify { permits: vec![PermitKind::BusinessLicence, PermitKind::FoodTrade], person }),
        1 => reason().prop_map(|reason| OnFile::Return { reason }),
        1 => reason().prop_map(|reason| OnFile::Refuse { reason }),
        1 => reason().prop_map(|reason| OnFile::Suspend { why: Suspension::Decided { reason } }),
        1 => reason().prop_map(|reason| OnFile::Lift { reason }),
        1 => reason().prop_map(|reason| OnFile::Leave { reason }),
        1 => reason().prop_map(|reason| OnFile::Merge { into: MerchantId(ID), reason }),
        1 => reason().prop_map(|reason| OnFile::Unmerge { reason }),
        1 => (0..3_u32, reason()).prop_map(|(version, signatory)| OnFile::SignCommitment {
            document: "commitments".parse().expect("a document"),
            version,
            signatory,
            way: SigningWay::OnPaper,
            picture: None,
        }),
        1 => (0..9_u32).prop_map(|days| OnFile::PromiseReturns {
            promise: Some(ReturnPromise { days, covers: Vec::new(), excepts: Vec::new() }),
            from: Moment::from_millis(1_795_399_200_000).day(),
        }),
    ]
}

fn a_day() -> impl Strategy<Value = Day> {
    (-40..40_i64).prop_map(|days| Moment::from_millis(1_795_399_200_000).day().plus_days(days))
}

fn item() -> impl Strategy<Value = Item> {
    (words(), "[第 ]{0,2}").prop_map(|(words, basis)| Item { words, basis })
}

fn on_a_checklist() -> impl Strategy<Value = checklist::Command> {
    prop_oneof![
        3 => (words(), prop::collection::vec(item(), 0..3))
            .prop_map(|(title, items)| checklist::Command::Write { title, items }),
        1 => Just(checklist::Command::Retire),
        1 => Just(checklist::Command::Restore),
    ]
}

fn on_a_round() -> impl Strategy<Value = inspection::Command> {
    let answer = prop_oneof![
        Just(Answer::Pass),
        Just(Answer::NotApplicable),
        ("[过期 ]{0,2}", any::<bool>(), 0..6_usize).prop_map(|(words, corrected, photos)| Answer::Fail {
            words,
            corrected,
            photos: vec![ContentHash([7; 32]); photos],
        }),
    ];
    let me = StaffId(Uuid::from_u128(7));
    prop_oneof![
        3 => (a_day(), a_day()).prop_map(move |(on, day)| inspection::Command::Plan {
            title: "周查".into(), on, day, inspector: me, checklist: ID, merchants: vec![MerchantId(ID)],
        }),
        3 => (words(), prop::collection::vec(item(), 0..3)).prop_map(|(title, items)| inspection::Command::Begin {
            by_list: ByList { version: 1, title, items },
        }),
        4 => (0..4_u128, prop::collection::vec(answer, 0..3)).prop_map(|(visit, answers)| inspection::Command::Check {
            visit: Uuid::from_u128(visit), merchant: MerchantId(ID), version: 1, answers, met: String::new(), note: "好".into(),
        }),
        1 => "[好 ]{0,2}".prop_map(|words| inspection::Command::Finish { words }),
        1 => (a_day(), a_day()).prop_map(move |(on, day)| inspection::Command::Move { on, day, inspector: me }),
        1 => "[停 ]{0,2}".prop_map(|reason| inspection::Command::Cancel { reason }),
    ]
}

fn a_picture() -> impl Strategy<Value = album::Command> {
    (0..4_u8).prop_map(|byte| {
        let hash = ContentHash([byte; 32]);
        let picture = Attachment { hash, sent: None, media: Media::Jpeg, bytes: 9, staff: None, purpose: None };
        album::Command::Keep { of: Pictured::Visit, picture }
    })
}

fn on_a_measure() -> impl Strategy<Value = measure::Command> {
    let step = || {
        (prop::option::of(a_day()), a_day(), any::<bool>()).prop_map(|(due, on, stops)| NewStep {
            level: if stops { Level::SaleStopped } else { Level::Rectification },
            ground: "过期".into(),
            basis: "制度".into(),
            due,
            on,
        })
    };
    let ruling = prop_oneof![
        Just(Ruling::Upheld),
        Just(Ruling::Annulled),
        a_day().prop_map(|on| Ruling::Eased { level: Level::Warning, due: None, on }),
    ];
    let reason = || "[因 ]{0,2}";
    prop_oneof![
        3 => step().prop_map(|step| measure::Command::Impose { merchant: MerchantId(ID), found: None, step }),
        2 => (any::<bool>(), reason()).prop_map(|(passed, words)| measure::Command::Recheck { passed, words }),
        2 => step().prop_map(|step| measure::Command::Raise { step }),
        1 => (a_day(), a_day(), reason()).prop_map(|(due, on, reason)| measure::Command::Extend { due, on, reason }),
        2 => reason().prop_map(|words| measure::Command::Appeal { appellant: "店长".into(), words }),
        2 => (ruling, reason()).prop_map(|(ruling, reason)| measure::Command::DecideAppeal { ruling, reason }),
        1 => reason().prop_map(|reason| measure::Command::Withdraw { reason }),
    ]
}

fn a_look() -> impl Strategy<Value = LookCommand> {
    let seen = (0..3_u64).prop_map(|cases| Seen::List { cases });
    seen.prop_map(|seen| LookCommand::Record(Looked { by: StaffId(Uuid::from_u128(7)), seen }))
}

fn on_a_report() -> impl Strategy<Value = report::Command> {
    let content = ("[报 ]{0,2}", prop::option::of(a_day())).prop_map(|(subject, due)| report::Content {
        subject,
        to: "市场监管局".into(),
        words: "过期".into(),
        merchant: None,
        due,
        period: None,
        pack: None,
    });
    prop_oneof![
        3 => content.prop_map(|content| report::Command::Write { content }),
        2 => (a_day(), "[单 ]{0,2}").prop_map(|(on, proof)| report::Command::Send { way: Way::Email, on, proof }),
        2 => (a_day(), "[王 ]{0,2}").prop_map(|(on, from)| report::Command::Receive { on, from, number: String::new() }),
        1 => "[错 ]{0,2}".prop_map(|reason| report::Command::Drop { reason }),
    ]
}

fn on_a_directive() -> impl Strategy<Value = directive::Command> {
    let of = |received_on| directive::Content {
        from: "市场监管局".into(),
        number: String::new(),
        words: "交凭证".into(),
        received_on,
        merchant: None,
    };
    let someone = |id: u128| StaffId(Uuid::from_u128(id));
    let reason = || "[因 ]{0,2}";
    prop_oneof![
        3 => (a_day(), a_day()).prop_map(move |(received_on, due)| directive::Command::Receive {
            content: of(received_on), due, holder: someone(7),
        }),
        1 => (7..9_u128, reason()).prop_map(move |(to, words)| directive::Command::HandOver { to: someone(to), words }),
        1 => (a_day(), reason()).prop_map(|(due, reason)| directive::Command::Extend { due, reason }),
        1 => (a_day(), reason()).prop_map(|(on, proof)| directive::Command::Comply { on, words: "已交".into(), proof }),
        1 => (a_day(), a_day(), reason()).prop_map(|(due, on, reason)| directive::Command::Reopen { due, on, reason }),
    ]
}

/// Mostly on what stands there now.
fn base() -> impl Strategy<Value = Option<u64>> {
    prop_oneof![8 => Just(Some(0)), 1 => Just(Some(1)), 1 => Just(None)]
}

proptest! {
    #[test]
    fn trainings(asked in prop::collection::vec((anybody(), base(), on_a_training()), 0..20)) {
        holds::<Training>(&asked)?;
    }

    #[test]
    fn canned_replies(asked in prop::collection::vec((anybody(), base(), on_a_reply()), 0..20)) {
        holds::<CannedReply>(&asked)?;
    }

    #[test]
    fn saved_views(asked in prop::collection::vec((anybody(), base(), on_a_view()), 0..20)) {
        holds::<SavedView>(&asked)?;
    }

    #[test]
    fn merchants_files(asked in prop::collection::vec((anybody(), base(), on_a_file()), 0..20)) {
        holds::<MerchantFile>(&asked)?;
    }

    #[test]
    fn exports_of_the_ledger(asked in prop::collection::vec((anybody(), base(), an_export()), 0..6)) {
        holds::<LedgerExport>(&asked)?;
    }

    #[test]
    fn looks_of_the_regulator(asked in prop::collection::vec((anybody(), base(), a_look()), 0..6)) {
        holds::<RegulatorLook>(&asked)?;
    }

    #[test]
    fn checklists(asked in prop::collection::vec((anybody(), base(), on_a_checklist()), 0..20)) {
        holds::<Checklist>(&asked)?;
    }

    #[test]
    fn albums(asked in prop::collection::vec((anybody(), base(), a_picture()), 0..20)) {
        holds::<Album>(&asked)?;
    }

    #[test]
    fn rounds(asked in prop::collection::vec((anybody(), base(), on_a_round()), 0..20)) {
        holds::<Inspection>(&asked)?;
    }

    #[test]
    fn measures(asked in prop::collection::vec((anybody(), base(), on_a_measure()), 0..20)) {
        holds::<Measure>(&asked)?;
    }

    #[test]
    fn reports(asked in prop::collection::vec((anybody(), base(), on_a_report()), 0..20)) {
        holds::<Report>(&asked)?;
    }

    #[test]
    fn directives(asked in prop::collection::vec((anybody(), base(), on_a_directive()), 0..20)) {
        holds::<Directive>(&asked)?;
    }
}
