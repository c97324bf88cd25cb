//! Whatever people do, in any order: no illegal state, no lost 首问人, no leaked note, no money twice.

use std::collections::BTreeSet;

use domain::{
    case::{Command, DeclineReason, Event, FailureReason, Outcome, Party, Stance, State, TRANSITIONS, Target},
    clock::{WarningKey, clocks, next_warning},
    form::Term,
    fund::{Account, Movement},
    mechanism::decisions,
    money::Yuan,
    role::Actor,
};
use proptest::prelude::*;

use crate::{
    any_command::{SECRET, actor, command},
    bench::*,
};

/// The words of a step: who, what, with which details, and how many hours later.
type Step = (u8, u8, u8, u16);

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((0..24_u8, 0..40_u8, any::<u8>(), 0..60_u16), 0..most)
}

fn live(kind: &str, on_duty: bool, steps: &[Step], mut after_each: impl FnMut(&Desk, State)) -> Desk {
    let mut desk = Desk::empty("2026-02-10 10:00");
    desk.on_duty = on_duty.then_some(MAI);
    // Sometimes a fen short, sometimes enough for one payment, sometimes for several.
    desk.deposits(["319.99", "320", "5000"][steps.len() % 3]);
    desk.does(CONSUMER, Command::File { form: form(kind, &[]), privacy_notice: 1 });
    for &(who, what, n, hours) in steps {
        desk.now = desk.now.plus_millis(i64::from(hours) * 3_600_000);
        let before = desk.case().state;
        let command = command(what, n);
        if let Err(why) = desk.tries(actor(who, what), &command) {
            let sentence = why.sentence();
            assert!(!sentence.zh.is_empty() && !sentence.en.is_empty(), "{why:?} says nothing");
            let (action, written) = (command.action(), command.written().map(str::to_owned));
            desk.take(actor(who, what), vec![Event::Refused { action, code: why.code().into(), written }]);
        }
        after_each(&desk, before);
        while let Some(due) = next_warning(desk.case(), &desk.calendar, &desk.rules, desk.now) {
            if due.at > desk.now {
                break;
            }
            raise(&mut desk, due.key);
        }
    }
    desk
}

/// The same steps behind a beginning that leads to a payment: chance alone seldom comes so far.
fn towards(steps: &[Step]) -> Vec<Step> {
    let road = [(9, 0, 0, 0), (9, 5, 0, 0), (9, 7, 2, 0), (9, 13, 1, 0)];
    road.into_iter().chain(steps.iter().copied()).collect()
}

fn paid_out(desk: &Desk) -> Yuan {
    let paid = desk.case().payments.iter().filter(|payment| payment.paid_at.is_some());
    Yuan::from_fen(paid.map(|payment| payment.amount.fen()).sum())
}

/// What the case and the pool disagree about.
fn money_is_wrong(desk: &Desk) -> Option<String> {
    let pool = &desk.ledger;
    if let Err(why) = pool.reconcile() {
        return Some(format!("{why:?}"));
    }
    let moved = |what: &Movement| pool.transactions.iter().filter(|t| t.movement == *what).count();
    for payment in &desk.case().payments {
        let handed_over = moved(&Movement::HandOver { case: desk.id, payment: payment.id });
        if handed_over != usize::from(payment.paid_at.is_some()) {
            return Some(format!("{payment:?} was handed over {handed_over} times"));
        }
        let approved = Movement::Approve {
            case: desk.id,
            payment: payment.id,
            merchant: payment.merchant,
            amount: payment.amount,
        };
        if moved(&approved) != 1 {
            return Some(format!("{payment:?} was not approved once"));
        }
    }
    let of_pool = |t: &&domain::fund::Transaction| matches!(t.movement, Movement::Approve { .. });
    let approved = pool.transactions.iter().filter(of_pool).count();
    (approved != desk.case().payments.len()).then(|| "the pool approved what the case does not know".into())
}

fn raise(desk: &mut Desk, warning: WarningKey) {
    desk.does(SERVER, Command::RaiseWarning { warning });
}

/// Whether the table allows to go from one state to the other.
fn is_legal(from: State, to: State) -> bool {
    let resumes = |t: &&domain::case::Transition| t.to == Target::Resume && t.from.contains(&from);
    from == to
        || TRANSITIONS.iter().any(|t| t.from.contains(&from) && t.to == Target::State(to))
        || TRANSITIONS.iter().filter(resumes).count() > 0
            && TRANSITIONS.iter().any(|t| t.from.contains(&to) && t.to == Target::State(from))
}

const KINDS: [&str; 3] = ["complaint", "inquiry", "report"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_sequence_leaves_the_table_and_the_history_makes_the_case(
        kind in 0..3_usize, on_duty: bool, steps in steps(60),
    ) {
        let mut illegal = None;
        let desk = live(KINDS[kind], on_duty, &steps, |desk, before| {
            if !is_legal(before, desk.case().state) {
                illegal = Some((before, desk.case().state));
            }
        });
        prop_assert_eq!(illegal, None);
        desk.replays();
        prop_assert_eq!(desk.case().rev, u64::try_from(desk.case().timeline.len()).expect("fits"));
    }

    #[test]
    fn who_received_it_first_never_changes(on_duty: bool, steps in steps(60)) {
        let mut first = None;
        let mut changed = false;
        let desk = live("complaint", on_duty, &steps, |desk, _| {
            changed |= first.is_some() && desk.case().first_receiver != first;
            first = desk.case().first_receiver;
        });
        prop_assert!(!changed);
        prop_assert!(!on_duty || desk.case().first_receiver == Some(MAI));
    }

    #[test]
    fn what_is_internal_never_reaches_the_consumer(kind in 0..3_usize, steps in steps(60)) {
        let mut leaked = None;
        let desk = live(KINDS[kind], true, &steps, |desk, _| {
            if desk.public().contains(SECRET) {
                leaked = desk.records.last().cloned();
            }
        });
        prop_assert_eq!(leaked, None);
        prop_assert!(!desk.public().contains("13800138000"), "whoever has the code sees the progress, not the person");
    }

    #[test]
    fn a_case_is_paid_once_and_clocks_make_sense(steps in steps(80)) {
        let desk = live("complaint", true, &steps, |_, _| {});
        let case = desk.case();
        prop_assert!(case.payments.iter().filter(|payment| payment.paid_at.is_some()).count() <= 1);
        let running = clocks(case, &desk.calendar);
        prop_assert!(!case.state.is_final() || running.is_empty(), "{:?}", running);
        for clock in &running {
            prop_assert!(clock.is_paused() || clock.due(&desk.calendar).is_some(), "what runs has an end");
            let warned: Vec<_> = [50, 80, 100].iter().filter_map(|p| clock.at_percent(*p, &desk.calendar)).collect();
            prop_assert!(warned.is_sorted_by_key(|due| due.at), "{:?}", warned);
            prop_assert!(clock.due(&desk.calendar).is_none_or(|due| due.at >= clock.unpaused.at), "no pause shortens");
        }
        let raised: BTreeSet<String> = case.raised.iter().map(ToString::to_string).collect();
        prop_assert_eq!(raised.len(), case.raised.len(), "each warning once");
        prop_assert!(decisions(case, &desk.calendar, desk.now).iter().all(|d| !d.because.zh.is_empty() && !d.because.en.is_empty()));
        prop_assert!(case.proof.is_some() || !case.timeline.last().is_some_and(|e| matches!(
            e.event, Some(Event::Closed { outcome: Outcome::Performed, .. }))), "performed needs proof");
    }

    #[test]
    fn the_money_balances_and_a_case_says_paid_exactly_where_the_pool_paid(steps in steps(80), towards_money: bool) {
        let steps: Vec<Step> = if towards_money { towards(&steps) } else { steps };
        let mut wrong = None;
        let desk = live("complaint", true, &steps, |desk, _| {
            wrong = wrong.take().or_else(|| money_is_wrong(desk));
        });
        prop_assert_eq!(wrong, None);
        let enough = !steps.len().is_multiple_of(3);
        prop_assert!(!towards_money || enough != desk.case().payments.is_empty(), "a fen short is refused");
        let deposit = desk.ledger.balance(Account::Bank).fen() + paid_out(&desk).fen();
        prop_assert!([31_999, 32_000, 500_000].contains(&deposit), "what left the pool is what was handed over: {}", deposit);
    }

    #[test]
    fn commands_and_events_read_back_as_written(which in 0..40_u8, n: u8) {
        let command = command(which, n);
        let text = serde_json::to_string(&command).expect("serialises");
        prop_assert_eq!(&serde_json::from_str::<Command>(&text).expect("reads"), &command);
        let word = serde_json::to_value(&command).expect("serialises");
        prop_assert_eq!(command.kind(), format!("case.{}", word.as_str().or_else(|| word.as_object()?.keys().next().map(String::as_str)).expect("a word")));
    }
}

/// Chance alone must not decide whether the diagram is covered: this walks it.
#[test]
fn every_state_of_the_diagram_is_reached() {
    let mut reached = BTreeSet::from([State::Draft, State::Queued]);
    let mut walk = |steps: &[(Actor, Command)]| {
        let mut desk = Desk::filed("2026-11-23 10:00");
        reached.insert(desk.case().state);
        for (by, command) in steps {
            desk.does(*by, command.clone());
            reached.insert(desk.case().state);
        }
    };
    let r = |command| (RECEPTION, command);
    let merchant = || [r(Command::Accept), r(Command::SendToMerchant { request: "请退款".into() })];
    let words = || "说明".to_owned();
    let on = |more: Vec<(Actor, Command)>| merchant().into_iter().chain(more).collect::<Vec<_>>();
    let mediate = (MEDIATOR, Command::StartMediation { consumer_consents: true, merchant_consents: true });
    walk(&[r(Command::AskMore { question: words() }), (CONSUMER, Command::Supplement { words: words() })]);
    walk(&on(vec![mediate.clone(), (SUPERVISOR, Command::SendToTesting { what: words() })]));
    walk(&on(vec![mediate, (MEDIATOR, Command::FailMediation { reason: FailureReason::NoReply, words: words() })]));
    walk(&on(vec![r(Command::SignSettlement { settlement: settlement("320", "2026-11-27") })]));
    walk(&on(vec![
        r(Command::RecordMerchantReply { stance: Stance::Left, words: words() }),
        (
            SUPERVISOR,
            Command::PayInAdvance {
                amount: yuan("320"),
                payment: Some(PAYMENT),
                merchant: Some(SHOP),
                agreement: agreement(),
            },
        ),
    ]));
    walk(&on(vec![(SUPERVISOR, Command::Transfer { reference: words() })]));
    walk(&[(SUPERVISOR, Command::Decline { reason: DeclineReason::NoFacts, words: words() })]);
    walk(&[(CONSUMER, Command::Withdraw { words: String::new() })]);
    let close = Command::Close { outcome: Outcome::SettledOnSite, summary: words() };
    walk(&[r(Command::Accept), r(close), (CONSUMER, Command::Object { words: words() })]);
    assert_eq!(
        reached.into_iter().collect::<Vec<_>>(),
        State::ALL.iter().copied().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    );
    assert_eq!(Party::ALL.len(), 2);
}
