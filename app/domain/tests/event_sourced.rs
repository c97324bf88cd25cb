//! What holds for every kind that is the sum of its events, whoever asks for what, in whatever order. A kind of that sort adds a
//! test of its own commands here.

use domain::canned_reply::{CannedReply, Command, Reader};
use domain::case::SignedWay;
use domain::form::Category;
use domain::ids::{MerchantId, StaffId};
use domain::kind::{Context, EventSourced, Record, continued};

use domain::ledger::{CaseFilter, ExportCommand, Exported, LedgerExport};
use domain::mechanism::ReturnPromise;
use domain::merchant::{ApplicationForm, Command as OnFile, MerchantFile, PermitForm, PermitKind, Suspension};
use domain::moment::Moment;
use domain::role::{Actor, Role};
use domain::saved_view::{SavedView, ViewCommand};
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
            way: SignedWay::OnPaper,
        }),
        1 => (0..9_u32).prop_map(|days| OnFile::PromiseReturns {
            promise: Some(ReturnPromise { days, covers: Vec::new(), excepts: Vec::new() }),
            from: Moment::from_millis(1_795_399_200_000).day(),
        }),
    ]
}

/// Mostly on what stands there now.
fn base() -> impl Strategy<Value = Option<u64>> {
    prop_oneof![8 => Just(Some(0)), 1 => Just(Some(1)), 1 => Just(None)]
}

proptest! {
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
}
