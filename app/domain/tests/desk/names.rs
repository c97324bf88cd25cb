//! Every command has a name of its own: a refusal that is called by another's name is no refusal that anybody understands.

use std::collections::BTreeMap;

use domain::{
    case::{
        AssignReason, Attachment, Call, CallDirection, CallResult, CallWith, Channel, Command, ConsentWay,
        CouncilReceipt, DeclineReason, EvidencePack, FailureReason, Media, Outcome, Party, SellerInfo, Stance,
    },
    clock::{Promise, WarningKey},
    form::Term,
    ids::CaseId,
    mechanism::{Grounds, Mechanism},
};
use uuid::Uuid;

use crate::{bench::*, intake::register};

/// One of each kind.
fn every_command() -> Vec<Command> {
    let words = String::new;
    let other = CaseId(Uuid::from_u128(43));
    let info = SellerInfo { name: words(), address: words(), contact: words() };
    let call = Call {
        direction: CallDirection::Outgoing,
        with: CallWith::Consumer,
        result: CallResult::NoAnswer,
        follow_up: false,
        words: words().into(),
    };
    let hash = domain::case::ContentHash([7; 32]);
    let attachment = Attachment { hash, sent: None, media: Media::Jpeg, bytes: 9, staff: None, purpose: None };
    let (number, to, manifest) = (words(), words(), words());
    let pack = EvidencePack { pack: Uuid::from_u128(9), number, to, by: LIN, manifest };
    let receipt = CouncilReceipt { on: day("2026-11-29"), from: words(), number: words() };
    let warning = WarningKey { promise: Promise::Accept, since: 2, percent: 50 };
    vec![
        Command::File { form: form("complaint", &[]), privacy_notice: 1 },
        register(Channel::Phone),
        Command::Accept,
        Command::AskMore { question: words() },
        Command::Supplement { words: words() },
        Command::Reply { words: words() },
        Command::Note { words: words(), mentions: Vec::new() },
        Command::LogCall { call },
        Command::SetReminder { on: day("2026-11-30"), words: words() },
        Command::CompleteReminder { reminder: 2 },
        Command::SendToMerchant { request: words() },
        Command::RecordConsent { party: Party::Merchant, agrees: true, way: ConsentWay::Phone },
        Command::RecordMerchantReply { stance: Stance::Refuses, words: words() },
        Command::ProposeSettlement { proposal: proposal("2026-11-30") },
        Command::AnswerProposal { proposal: 5, stance: Stance::Agrees, words: words() },
        Command::StartMediation { consumer_consents: true, merchant_consents: true },
        Command::SendToTesting { what: words() },
        Command::ReportTest { result: words() },
        Command::SignSettlement { settlement: settlement("320", "2026-11-30") },
        Command::Settle { terms: words(), perform_by: day("2026-11-30"), both_signed: true },
        Command::PayInAdvance { amount: yuan("320"), payment: None, merchant: None, agreement: None },
        Command::RecordAdvancePaid { payment: PAYMENT, receipt: words() },
        Command::ProvePerformance { words: words(), evidence: Vec::new(), receipt: "收条 1".into() },
        Command::Close { outcome: Outcome::Performed, summary: words() },
        Command::FailMediation { reason: FailureReason::ALL[0], words: words() },
        Command::Transfer { reference: words() },
        Command::RecordReference { reference: words() },
        Command::Decline { reason: DeclineReason::ALL[0], words: words() },
        Command::Withdraw { words: words() },
        Command::Object { words: words() },
        Command::ReportUnperformed { words: words() },
        Command::ConfirmSolved,
        Command::Rate { stars: 5, words: words() },
        Command::HandOver { to: LIN, words: words() },
        Command::Recuse { staff: None, words: words() },
        Command::Assign { to: LIN, seen: None, why: AssignReason::Workload },
        Command::TakeRoute { grounds: Grounds::SmallClaim { evidence_clear: true } },
        Command::OverrideMechanism { which: Mechanism::SmallClaim, takes: true, reason: words() },
        Command::Merge { into: other, words: words() },
        Command::Unmerge { words: words() },
        Command::SplitReport { report: other, facts: words() },
        Command::RequestSellerInfo { words: words() },
        Command::ReleaseSellerInfo { info },
        Command::RaiseWarning { warning },
        Command::Attach { attachment },
        Command::Hold { ground: words() },
        Command::LiftHold { ground: words() },
        Command::PackEvidence { pack },
        Command::PassToCouncil { ask: words(), consumer_agrees: true },
        Command::RecordCouncilReceipt { receipt },
        Command::RecordCouncilAnswer { on: day("2026-11-29"), words: words() },
    ]
}

#[test]
fn no_two_commands_share_a_name_in_either_language() {
    let all = every_command();
    let kinds: std::collections::BTreeSet<_> = all.iter().map(Command::kind).collect();
    assert_eq!(kinds.len(), all.len(), "one of each kind");
    let (mut zh, mut en) = (BTreeMap::new(), BTreeMap::new());
    for command in &all {
        let name = command.name();
        assert_eq!(zh.insert(name.zh, command.kind()), None, "{}", name.zh);
        assert_eq!(en.insert(name.en, command.kind()), None, "{}", name.en);
    }
}

#[test]
fn a_refused_hand_over_is_not_called_a_reply() {
    let hand_over = Command::HandOver { to: LIN, words: "小票在我抽屉里".into() };
    assert_eq!(hand_over.name().zh, "转交同事");
    assert_eq!(Command::Accept.name().zh, "受理", "as its button says");
}
