//! The commands that come of what was typed, or what is still missing in it.

mod typed;

use domain::{
    case::{
        Action, Call, CallResult, Command, ConsentWay, CouncilReceipt, DeclineReason, FailureReason, Outcome, Party,
        Proposal, SellerInfo, Settlement, Signature, SignedWay, Stance,
    },
    form::{FACTS_CHARS, Term},
    ids::{CaseId, MerchantId, PaymentId, StaffId},
    mechanism::{Grounds, Mechanism, ReturnException, ReturnFacts, ReturnPromise},
    moment::Day,
    typed::{clean, is_filled, shown_chars},
};
use uuid::Uuid;

use super::{
    action_inputs::parts,
    desk_action::DeskAction,
    input_key::{
        CONSUMER, COUNCIL_FROM, DIRECTION, DONE_ON, FAULT, FOLLOW_UP, INK, INTACT, MERCHANT, PASSING_AGREED,
        PROMISED_DAYS, PROOF, RECEIPT, RECEIVED_ON, REFERENCE, REMOTE, RESULT, SELLER_ADDRESS, SELLER_CONTACT,
        SELLER_NAME, SIGNER, WAY, WITH,
    },
};
use crate::signing::Ink;
pub use typed::{Lack, Missing, NO, YES};
use typed::{
    TOO_SHORT, agrees, amount, chosen, complete, day, days, exception, maybe_amount, past_day, performs, term, term_of,
    trimmed, turn,
};

/// The commands, in their order, from what was typed (by the part's key). What begins here, a report that
/// is split off or a payment, gets the name `fresh`.
///
/// # Errors
/// The first thing that is missing.
pub fn commands(
    desk_action: DeskAction,
    today: Day,
    fresh: Uuid,
    typed: impl Fn(&str) -> String,
) -> Result<Vec<Command>, Missing> {
    for part in parts(desk_action) {
        complete(*part, today, &typed)?;
    }
    if desk_action == DeskAction::SplitReport && shown_chars(&clean(&typed("words"))) < FACTS_CHARS.0 {
        return Err(Missing { key: "words", what: Lack::Words(TOO_SHORT) });
    }
    let asked = match desk_action {
        DeskAction::Move(action) => command(action, fresh, &typed)?,
        // Each consent is a command of its own; the last begins the mediation.
        DeskAction::Mediate { .. } => Command::StartMediation { consumer_consents: false, merchant_consents: false },
        DeskAction::Consent => Command::RecordConsent {
            party: term_of(&typed, "side")?,
            agrees: agrees(&typed)?,
            way: term_of(&typed, WAY)?,
        },
        DeskAction::MerchantReply => {
            Command::RecordMerchantReply { stance: term::<Stance>(&typed)?, words: trimmed(&typed, "words") }
        }
        DeskAction::Propose => Command::ProposeSettlement {
            proposal: Box::new(Proposal {
                performs: performs(&typed)?,
                terms: trimmed(&typed, "words"),
                amount: maybe_amount(&typed)?,
                perform_by: day(&typed)?,
            }),
        },
        DeskAction::LogCall => Command::LogCall { call: call(&typed)? },
        DeskAction::SetReminder => Command::SetReminder { on: day(&typed)?, words: trimmed(&typed, "words") },
        DeskAction::HandOver => Command::HandOver { to: StaffId(chosen(&typed)?), words: trimmed(&typed, "words") },
        DeskAction::Merge => Command::Merge { into: CaseId(chosen(&typed)?), words: trimmed(&typed, "words") },
        DeskAction::Unmerge => Command::Unmerge { words: trimmed(&typed, "words") },
        DeskAction::SplitReport => Command::SplitReport { report: CaseId(fresh), facts: trimmed(&typed, "words") },
        DeskAction::SmallClaim => Command::TakeRoute { grounds: Grounds::SmallClaim { evidence_clear: true } },
        DeskAction::GreenLane => Command::TakeRoute { grounds: Grounds::GreenLane { merchant_opted_in: true } },
        DeskAction::Override => {
            let (which, takes) = turn(&typed)?.parts();
            Command::OverrideMechanism { which, takes, reason: trimmed(&typed, "words") }
        }
        DeskAction::Recuse => Command::Recuse { staff: None, words: trimmed(&typed, "words") },
        DeskAction::RecuseOther => {
            Command::Recuse { staff: Some(StaffId(chosen(&typed)?)), words: trimmed(&typed, "words") }
        }
        DeskAction::RequestSellerInfo => Command::RequestSellerInfo { words: trimmed(&typed, "words") },
        DeskAction::RecordReference => Command::RecordReference { reference: trimmed(&typed, REFERENCE) },
        DeskAction::NoReasonReturn { goods_kind, asked_on } => {
            let holds = |key| !typed(key).is_empty();
            let facts = ReturnFacts {
                goods_kind,
                remote: holds(REMOTE),
                exception: exception(&typed)?,
                received_on: past_day(&typed, RECEIVED_ON, today)?,
                asked_on,
                intact: holds(INTACT),
                quality_fault: holds(FAULT),
            };
            let days = days(&typed, PROMISED_DAYS)?;
            let none_taken_out = || ReturnPromise { days, covers: Vec::new(), excepts: ReturnException::ALL.to_vec() };
            Command::TakeRoute { grounds: Grounds::NoReasonReturn { promise: (days > 0).then(none_taken_out), facts } }
        }
        DeskAction::Hold => Command::Hold { ground: trimmed(&typed, "words") },
        DeskAction::LiftHold => Command::LiftHold { ground: trimmed(&typed, "words") },
        DeskAction::PassToCouncil => {
            Command::PassToCouncil { ask: trimmed(&typed, "words"), consumer_agrees: !typed(PASSING_AGREED).is_empty() }
        }
        DeskAction::CouncilReceipt => Command::RecordCouncilReceipt {
            receipt: CouncilReceipt {
                on: past_day(&typed, DONE_ON, today)?,
                from: trimmed(&typed, COUNCIL_FROM),
                number: trimmed(&typed, REFERENCE),
            },
        },
        DeskAction::CouncilAnswer => {
            Command::RecordCouncilAnswer { on: past_day(&typed, DONE_ON, today)?, words: trimmed(&typed, "words") }
        }
        DeskAction::AdvancePaid(payment) => Command::RecordAdvancePaid { payment, receipt: trimmed(&typed, RECEIPT) },
        DeskAction::ReleaseSellerInfo => {
            let line = |key| trimmed(&typed, key);
            let info =
                SellerInfo { name: line(SELLER_NAME), address: line(SELLER_ADDRESS), contact: line(SELLER_CONTACT) };
            Command::ReleaseSellerInfo { info }
        }
    };
    // Whoever is to be called again is called again on that day.
    if let Command::LogCall { call } = &asked
        && is_filled(&typed("day"))
    {
        let said = call.words.for_staff();
        let words = if said.is_empty() { call.result.name().zh } else { said };
        let again = Command::SetReminder { on: day(&typed)?, words: format!("{CALL_AGAIN}{words}") };
        return Ok(vec![asked, again]);
    }
    let mut before = Vec::new();
    // What was carried out is recorded before the case is closed by it, with what shows it.
    if let Command::Close { outcome: Outcome::Performed, summary } = &asked {
        let receipt = trimmed(&typed, PROOF).into();
        before.push(Command::ProvePerformance { words: summary.clone(), evidence: Vec::new(), receipt });
    }
    if let DeskAction::Mediate { asks_consumer, asks_merchant } = desk_action {
        let sides = [(asks_consumer, Party::Consumer, CONSUMER), (asks_merchant, Party::Merchant, MERCHANT)];
        for (_, party, key) in sides.into_iter().filter(|(asked, ..)| *asked) {
            let way: ConsentWay = term_of(&typed, key)?;
            before.push(Command::RecordConsent { party, agrees: true, way });
        }
    }
    Ok(before.into_iter().chain([asked]).collect())
}

/// In the language of the desk's own files.
const CALL_AGAIN: &str = "再打电话：";

fn call(typed: &impl Fn(&str) -> String) -> Result<Call, Missing> {
    Ok(Call {
        direction: term_of(typed, DIRECTION)?,
        with: term_of(typed, WITH)?,
        result: term_of::<CallResult>(typed, RESULT)?,
        follow_up: !typed(FOLLOW_UP).is_empty(),
        words: trimmed(typed, "words").into(),
    })
}

/// A mechanism that a supervisor has a case take, or leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    which: Mechanism,
    takes: bool,
}

impl Turn {
    /// The opposite of what holds now.
    #[must_use]
    pub const fn away_from(which: Mechanism, takes_now: bool) -> Self {
        Self { which, takes: !takes_now }
    }

    /// The word under which it is chosen.
    #[must_use]
    pub fn code(self) -> String {
        format!("{}/{}", self.which.code(), if self.takes { "yes" } else { "no" })
    }

    fn from_code(code: &str) -> Option<Self> {
        let (which, takes) = code.split_once('/')?;
        Some(Self { which: Mechanism::from_code(which)?, takes: takes == "yes" })
    }

    /// Which, and whether the case takes it.
    #[must_use]
    pub const fn parts(self) -> (Mechanism, bool) {
        (self.which, self.takes)
    }
}

fn command(action: Action, fresh: Uuid, typed: &impl Fn(&str) -> String) -> Result<Command, Missing> {
    let words = || trimmed(typed, "words");
    Ok(match action {
        Action::AskMore => Command::AskMore { question: words() },
        Action::SendToMerchant => Command::SendToMerchant { request: words() },
        Action::StartMediation => Command::StartMediation { consumer_consents: false, merchant_consents: false },
        Action::SendToTesting => Command::SendToTesting { what: words() },
        Action::ReportTest => Command::ReportTest { result: words() },
        Action::Settle => Command::SignSettlement { settlement: Box::new(settlement(typed)?) },
        Action::Close => Command::Close { outcome: term::<Outcome>(&typed)?, summary: words() },
        Action::FailMediation => Command::FailMediation { reason: term::<FailureReason>(&typed)?, words: words() },
        Action::Transfer => Command::Transfer { reference: trimmed(typed, REFERENCE) },
        Action::Decline => Command::Decline { reason: term::<DeclineReason>(&typed)?, words: words() },
        Action::PayInAdvance => Command::PayInAdvance {
            amount: amount(typed)?,
            payment: Some(PaymentId(fresh)),
            merchant: Some(MerchantId(chosen(typed)?)),
            // The paper is kept at the desk.
            agreement: Some(on_paper(typed, SIGNER)),
        },
        Action::ReportUnperformed => Command::ReportUnperformed { words: words() },
        _ => Command::Accept,
    })
}

/// What both signed.
fn settlement(typed: &impl Fn(&str) -> String) -> Result<Settlement, Missing> {
    Ok(Settlement {
        performs: performs(typed)?,
        terms: trimmed(typed, "words"),
        amount: maybe_amount(typed)?,
        perform_by: day(typed)?,
        consumer: signature(typed, CONSUMER),
        merchant: signature(typed, MERCHANT),
    })
}

/// Drawn on the screen, or on a paper that is kept at the desk and of which there may be a photo.
fn signature(typed: &impl Fn(&str) -> String, key: &str) -> Signature {
    let ink = Ink::parse(&typed(&format!("{key}{INK}")));
    let way = if matches!(ink, Some(Ink::Drawn(_))) { SignedWay::OnScreen } else { SignedWay::OnPaper };
    Signature { way, evidence: ink.map(|ink| ink.hash().to_string()), ..on_paper(typed, key) }
}

fn on_paper(typed: &impl Fn(&str) -> String, key: &str) -> Signature {
    Signature { name: trimmed(typed, key), way: SignedWay::OnPaper, evidence: None }
}

#[cfg(test)]
mod tests;
