//! Who may do what about goods, and what has to be there.

use uuid::Uuid;

use super::{
    Command, Event, Findings, GoodsFile, Lot, LotForm, MoveForm, MoveKind, Particulars, Quantity, RecallStep,
    Rejection, Stamp, Standing, StepDone, StepForm, conformity::permit_of,
};
use crate::{
    kind::Context,
    merchant::{MerchantFile, verifies},
    moment::Day,
    role::{Actor, Role},
    typed::clean,
};

/// Most characters of what was seen or said.
pub const WORDS_CHARS: usize = 500;
/// Most lots in one file: older ones have left the duty to keep them long before.
const MOST_LOTS: usize = 1_000;
/// Most samples of one file.
const MOST_SAMPLES: usize = 500;
/// Most lines of one lot.
const MOST_MOVES: usize = 2_000;

pub(super) fn decide(
    file: Option<&GoodsFile>,
    base: Option<u64>,
    command: &Command,
    context: &Context,
) -> Result<Event, Rejection> {
    may(command, context.by)?;
    let wrong = |wrong| Rejection::Wrong { wrong };
    let Some(file) = file else {
        return match command {
            Command::Propose { form } => Ok(Event::Proposed { particulars: Box::new(form.check().map_err(wrong)?) }),
            _ => Err(Rejection::NoSuchFile),
        };
    };
    // Goods that are sold no more still go through what was begun: somebody has to be told, somewhere they went.
    let goes_on = matches!(
        command,
        Command::NotifyRegulator { .. }
            | Command::ConfirmTakedown { .. }
            | Command::DismissTakedown { .. }
            | Command::RecallStep { .. }
            | Command::CloseRecall
            | Command::Move { .. }
            | Command::RecordResult { .. }
    );
    if file.has_ended() && !goes_on {
        return Err(Rejection::Ended);
    }
    let (today, stamp) = (context.now.day(), Stamp { by: context.by, at: context.now });
    match command {
        Command::Propose { .. } => Err(Rejection::FiledAlready),
        Command::Amend { form } => {
            seen(base, file.written)?;
            let particulars = form.check().map_err(wrong)?;
            if particulars == file.particulars {
                return Err(Rejection::NothingChanged);
            }
            Ok(Event::Amended { particulars: Box::new(particulars) })
        }
        Command::Check { findings } => checked(file, base, findings),
        // Whoever sees something dangerous is not stopped by what somebody else did meanwhile.
        Command::StopSale { why, words } => {
            if file.stops.iter().any(|stop| stop.why == *why) {
                return Err(Rejection::StoppedAlready);
            }
            Ok(Event::SaleStopped { why: *why, words: said(words)? })
        }
        Command::ResumeSale { reason } => {
            if file.stops.is_empty() {
                return Err(Rejection::NotStopped);
            }
            let newest = file.stops.iter().map(|stop| stop.since.at).max();
            let last = file.history.iter().rev().find(|entry| Some(entry.by.at) == newest).map_or(0, |entry| entry.rev);
            seen(base, last)?;
            Ok(Event::SaleResumed { reason: said(reason)? })
        }
        // A notice is in force whatever this tablet knew.
        Command::AskTakedown { form } => Ok(Event::TakedownAsked { ground: Box::new(form.check().map_err(wrong)?) }),
        Command::ConfirmTakedown { takedown } => {
            waits(file, *takedown)?;
            Ok(Event::TakedownConfirmed { takedown: *takedown })
        }
        Command::DismissTakedown { takedown, reason } => {
            waits(file, *takedown)?;
            Ok(Event::TakedownDismissed { takedown: *takedown, reason: said(reason)? })
        }
        Command::NotifyRegulator { takedown, form } => {
            let one = file.takedowns.get(*takedown).ok_or(Rejection::NoSuchTakedown)?;
            if one.notified.is_some() {
                return Err(Rejection::NotifiedAlready);
            }
            if one.in_force.is_none() {
                return Err(Rejection::NotTakenDown);
            }
            let (authority, on, proof) = form.check(today).map_err(wrong)?;
            Ok(Event::RegulatorNotified { takedown: *takedown, authority, on, proof })
        }
        Command::Clear { reason } => {
            if file.standing != Standing::TakenDown {
                return Err(Rejection::NotTakenDown);
            }
            is_settled(file)?;
            seen(base, file.written)?;
            Ok(Event::Cleared { reason: said(reason)? })
        }
        Command::Withdraw { reason } => {
            is_settled(file)?;
            seen(base, file.written)?;
            Ok(Event::Withdrawn { reason: said(reason)? })
        }
        Command::Receive { lot, form } => received(file, *lot, form, today, stamp),
        Command::Move { lot, form } => moved(file, *lot, form, today, stamp),
        Command::BeginRecall { why, words, lots } => {
            if let Some(recall) = file.open_recall() {
                return Err(Rejection::RecallUnderWay { since: recall.begun.at });
            }
            if lots.iter().any(|lot| file.lot(*lot).is_none()) {
                return Err(Rejection::NoSuchLot);
            }
            if lots.iter().any(|lot| file.is_recalled(*lot)) {
                return Err(Rejection::RecalledAlready);
            }
            let whole = lots.is_empty();
            let here = || file.lots.iter().map(|lot| lot.id).filter(|lot| !file.is_recalled(*lot)).collect();
            let lots = if whole { here() } else { lots.clone() };
            Ok(Event::RecallBegun { why: *why, words: said(words)?, whole, lots })
        }
        // A sample is what it is, whatever happened meanwhile.
        Command::TakeSample { sample, form } => {
            if file.sample(*sample).is_some() {
                return Err(Rejection::SampleFiledAlready);
            }
            if file.samples.len() >= MOST_SAMPLES {
                return Err(Rejection::TooMany);
            }
            if form.lot.is_some_and(|lot| file.lot(lot).is_none()) {
                return Err(Rejection::NoSuchLot);
            }
            Ok(Event::SampleTaken { sample: Box::new(form.check(*sample, today, stamp).map_err(wrong)?) })
        }
        Command::RecordResult { sample, form } => {
            let of = file.sample(*sample).ok_or(Rejection::NoSuchSample)?;
            if of.result.is_some() {
                return Err(Rejection::TestedAlready);
            }
            Ok(Event::SampleTested { sample: *sample, tested: Box::new(form.check(of, today).map_err(wrong)?) })
        }
        Command::RecallStep { form } => step(file, base, form),
        Command::CloseRecall => {
            let recall = file.open_recall().ok_or(Rejection::NoRecall)?;
            let open = recall.open();
            if !open.is_empty() {
                return Err(Rejection::StepsOpen { steps: open });
            }
            seen(base, recall.changed)?;
            Ok(Event::RecallClosed)
        }
    }
}

/// What is decided was seen as it stands. What has nothing to do with it may have happened meanwhile.
fn seen(base: Option<u64>, last_change: u64) -> Result<(), Rejection> {
    if base.is_some_and(|base| base >= last_change) { Ok(()) } else { Err(Rejection::ChangedSince) }
}

fn checked(file: &GoodsFile, base: Option<u64>, findings: &Findings) -> Result<Event, Rejection> {
    match file.standing {
        Standing::Proposed | Standing::Nonconforming { .. } => {}
        Standing::TakenDown => return Err(Rejection::TakenDown),
        Standing::Listed | Standing::Withdrawn { .. } => return Err(Rejection::ListedAlready),
    }
    seen(base, file.written)?;
    let items = findings.open(file.particulars.kind);
    if !items.is_empty() {
        return Err(Rejection::NotLookedAt { items });
    }
    for (_, finding) in findings.each() {
        if let Some(super::Finding::Failed { note }) = finding {
            said(note)?;
        }
    }
    if file.open_recall().is_some() {
        return Err(Rejection::RecallOpen);
    }
    Ok(Event::Checked { findings: findings.clone() })
}

fn waits(file: &GoodsFile, takedown: usize) -> Result<(), Rejection> {
    let one = file.takedowns.get(takedown).ok_or(Rejection::NoSuchTakedown)?;
    if one.waits() { Ok(()) } else { Err(Rejection::DecidedAlready) }
}

/// Nothing that was begun is still open.
fn is_settled(file: &GoodsFile) -> Result<(), Rejection> {
    if file.open_recall().is_some() {
        return Err(Rejection::RecallOpen);
    }
    if file.takedowns.iter().any(super::Takedown::waits) {
        return Err(Rejection::TakedownWaits);
    }
    if file.takedowns.iter().any(super::Takedown::is_to_be_notified) {
        return Err(Rejection::NotNotified);
    }
    Ok(())
}

fn received(file: &GoodsFile, id: Uuid, form: &LotForm, today: Day, stamp: Stamp) -> Result<Event, Rejection> {
    if file.lot(id).is_some() {
        return Err(Rejection::LotFiledAlready);
    }
    if file.lots.len() >= MOST_LOTS {
        return Err(Rejection::TooMany);
    }
    let lot = form.check(id, today, stamp).map_err(|wrong| Rejection::Wrong { wrong })?;
    let checks = form.unchecked();
    if !checks.is_empty() {
        return Err(Rejection::ChecksMissing { checks });
    }
    if lot.is_expired(today) {
        return Err(Rejection::ExpiredLot { last: lot.expires_on.unwrap_or(today) });
    }
    if file.open_recall().is_some_and(|recall| recall.whole) {
        return Err(Rejection::RecallOpen);
    }
    let is_same = |other: &Lot| {
        !lot.batch.is_empty()
            && (&other.batch, &other.supplier.name, other.received_on)
                == (&lot.batch, &lot.supplier.name, lot.received_on)
    };
    if file.lots.iter().any(is_same) {
        return Err(Rejection::LotFiledAlready);
    }
    Ok(Event::Received { lot: Box::new(lot) })
}

fn moved(file: &GoodsFile, id: Uuid, form: &MoveForm, today: Day, stamp: Stamp) -> Result<Event, Rejection> {
    let lot = file.lot(id).ok_or(Rejection::NoSuchLot)?;
    let movement = form.check(today, stamp).map_err(|wrong| Rejection::Wrong { wrong })?;
    if lot.moves.len() >= MOST_MOVES {
        return Err(Rejection::TooMany);
    }
    if movement.on < lot.received_on {
        return Err(Rejection::BeforeItCame { on: lot.received_on });
    }
    let counted =
        file.open_recall().is_some_and(|recall| recall.has(id) && recall.done.contains_key(&RecallStep::Register));
    if counted {
        return Err(Rejection::CountedAlready);
    }
    if movement.kind == MoveKind::Sold {
        may_be_sold(file, lot, movement.on, form.before_stop)?;
    }
    let (there, is_short) = match movement.kind {
        MoveKind::TakenBack => (lot.sold(), movement.quantity > lot.sold()),
        _ => (lot.left(), movement.quantity > lot.left()),
    };
    if is_short {
        return Err(Rejection::NotThatMuch { there, asked: movement.quantity });
    }
    Ok(Event::Moved { lot: id, movement })
}

/// What must not be sold is not sold; what was sold before that can still be written down.
fn may_be_sold(file: &GoodsFile, lot: &Lot, on: Day, before_stop: bool) -> Result<(), Rejection> {
    if let Some(last) = lot.expires_on.filter(|last| *last < on) {
        return Err(Rejection::ExpiredLot { last });
    }
    let recalled = file.recalls.iter().find(|recall| recall.has(lot.id)).map(|recall| recall.begun.at);
    let since = [file.stopped_since(), recalled].into_iter().flatten().min();
    match since.map(crate::moment::Moment::day) {
        Some(day) if !before_stop || on > day => Err(Rejection::NotOnSale { since: day }),
        _ => Ok(()),
    }
}

fn step(file: &GoodsFile, base: Option<u64>, form: &StepForm) -> Result<Event, Rejection> {
    let recall = file.open_recall().ok_or(Rejection::NoRecall)?;
    seen(base, recall.changed)?;
    let done = form.check().map_err(|wrong| Rejection::Wrong { wrong })?;
    let step = done.step();
    if let Some(next) = recall.next().filter(|next| *next < step) {
        return Err(Rejection::StepSkipped { next });
    }
    if let StepDone::StopSale { received, sold } = &done {
        if sold > received {
            return Err(Rejection::NotThatMuch { there: *received, asked: *sold });
        }
        // Where there is a ledger, it is what counts.
        if let Some(ledger) = file.counted(recall).filter(|ledger| *ledger != (*received, *sold)) {
            return Err(Rejection::LedgerDiffers { received: ledger.0, sold: ledger.1 });
        }
    }
    let mut after = recall.clone();
    after.done.insert(step, (done.clone(), recall.begun));
    let sold = match after.done.get(&RecallStep::StopSale) {
        Some((StepDone::StopSale { sold, .. }, _)) => *sold,
        _ => Quantity::ZERO,
    };
    if let StepDone::Exchange { taken_back, .. } = &done
        && *taken_back > sold
    {
        return Err(Rejection::NotThatMuch { there: sold, asked: *taken_back });
    }
    if step == RecallStep::Register {
        let balance = after.balance();
        // A sale that was written down after the count is counted again.
        let now = file.counted(recall).filter(|(received, known)| (*received, *known) != (balance.received, sold));
        if let Some((received, sold)) = now {
            return Err(Rejection::LedgerDiffers { received, sold });
        }
        if !balance.is_even() {
            return Err(Rejection::OutOfBalance { balance });
        }
    }
    Ok(Event::RecallStepDone { done })
}

fn may(command: &Command, by: Actor) -> Result<(), Rejection> {
    let role = match by {
        Actor::Staff { role, .. } => role,
        // Its own system keeps its own ledger; whose goods they are the server has seen.
        Actor::Merchant if matches!(command, Command::Receive { .. } | Command::Move { .. }) => return Ok(()),
        _ => return Err(Rejection::StaffOnly),
    };
    if role == Role::Regulator {
        return Err(Rejection::StaffOnly);
    }
    let may = match command {
        Command::Propose { .. }
        | Command::Amend { .. }
        | Command::StopSale { .. }
        | Command::AskTakedown { .. }
        | Command::NotifyRegulator { .. }
        | Command::Receive { .. }
        | Command::Move { .. }
        | Command::RecallStep { .. } => true,
        Command::Check { .. }
        | Command::ResumeSale { .. }
        | Command::ConfirmTakedown { .. }
        | Command::DismissTakedown { .. }
        | Command::BeginRecall { .. }
        | Command::CloseRecall
        | Command::TakeSample { .. }
        | Command::RecordResult { .. } => verifies(role),
        Command::Clear { .. } | Command::Withdraw { .. } => role.supervises(),
    };
    match command {
        _ if may => Ok(()),
        Command::Clear { .. } | Command::Withdraw { .. } => Err(Rejection::SupervisorOnly),
        _ => Err(Rejection::QualityOnly),
    }
}

fn said(words: &str) -> Result<String, Rejection> {
    let words = clean(words);
    if words.is_empty() {
        return Err(Rejection::WordsMissing);
    }
    if words.chars().count() > WORDS_CHARS {
        return Err(Rejection::WordsTooLong);
    }
    Ok(words)
}

/// Why a merchant cannot have these goods listed on that day, as far as its own file says.
#[must_use]
pub fn seller_hindrance(merchant: Option<&MerchantFile>, goods: &Particulars, today: Day) -> Option<Rejection> {
    let Some(merchant) = merchant else { return Some(Rejection::NoSuchMerchant) };
    if !merchant.is_admitted() {
        return Some(Rejection::MerchantNotAdmitted);
    }
    let kind = permit_of(goods.kind)?;
    let holds = merchant.application.permit(kind).is_some_and(|permit| permit.holds_on(today));
    (!holds).then_some(Rejection::PermitMissing { kind })
}
