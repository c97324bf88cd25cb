//! What happens to a sample case, each as whoever may do it.

use domain::case::{
    Call, CallDirection, CallResult, CallWith, Case, Channel, Command, DeclineReason, FailureReason, Intake, Outcome,
    Proposal, SellerInfo, Settlement, Signature, SignedWay, Stance,
};
use domain::form::Demand;
use domain::fund::Movement;
use domain::mechanism::{Grounds, ReturnFacts};
use domain::money::Yuan;
use domain::role::Role;
use domain::staff::StaffMember;

use super::mall::{Mall, Step};
use super::{SampleError, filing};
use crate::service::Caller;

/// Something that somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    File,
    Register,
    Accept,
    Link,
    Reply,
    Note,
    Call,
    AskConsumer,
    Supplement,
    AskMerchant,
    MerchantAgrees,
    MerchantOffers,
    MerchantRefuses,
    Propose,
    AcceptProposal,
    TrySmallClaim,
    TryReturn,
    Mediate,
    SendToTesting,
    ReportTest,
    Settle,
    Prove,
    ReportUnperformed,
    PayFirst,
    HandOverMoney,
    Recover,
    FailMediation,
    ApplyForSeller,
    NameSeller,
    Transfer,
    RecordReference,
    Decline,
    Withdraw,
    Object,
    Confirm,
    Rate,
    CloseAnswered,
    CloseRecorded,
    CloseOnSite,
    ClosePerformed,
    CloseAdvancePaid,
    CloseGivenUp,
}

/// In whose name.
enum By {
    Consumer,
    Merchant,
    /// Whoever has the case.
    Holder,
    One(Role),
}

/// An amount that every deposit covers.
const MOST_FIRST_FEN: i64 = 90_000;
/// A settlement is carried out within so many days.
const PERFORM_DAYS: i64 = 7;

pub(super) async fn happen(mall: &mut Mall, which: usize, act: Act) -> Result<(), SampleError> {
    match act {
        Act::File | Act::Register => file(mall, which, act == Act::Register).await?,
        Act::Recover => recover(mall, which).await?,
        // Over a long holiday the days to object run out.
        Act::Object if !may_object(mall, which).await? => mall.cases[which].script.clear(),
        _ => {
            let case = mall.case(mall.cases[which].id).await?;
            let (by, command) = match act {
                Act::TryReturn => (By::Holder, Command::TakeRoute { grounds: returns(mall, which, &case).await? }),
                _ => command(mall, which, act, &case),
            };
            does(mall, which, by, &case, command).await?;
        }
    }
    if let Some((days, next)) = mall.cases[which].script.pop() {
        let now = mall.now();
        let at = mall.later(now, days);
        mall.at(at, Step::Case(which, next));
    }
    Ok(())
}

async fn may_object(mall: &Mall, which: usize) -> Result<bool, SampleError> {
    let until = mall.case(mall.cases[which].id).await?.object_until;
    Ok(until.is_some_and(|until| mall.now() < until))
}

/// About a merchant that sells here by now.
async fn file(mall: &mut Mall, which: usize, at_counter: bool) -> Result<(), SampleError> {
    let sells: Vec<usize> = (0..mall.merchants.len()).filter(|one| mall.merchants[*one].has_account).collect();
    if sells.is_empty() {
        return Err(SampleError::refused("a complaint", "no merchant sells yet"));
    }
    // Some merchants are heard of more often than others.
    let (one, other) = (mall.dice.one_of(&sells), mall.dice.one_of(&sells));
    let merchant = if mall.dice.percent(60) { one.min(other) } else { one };
    mall.cases[which].merchant = merchant;
    let (name, stall, trade) = {
        let of = &mall.merchants[merchant];
        (of.name.clone(), of.stall.clone(), of.trade)
    };
    let (kind, today) = (mall.cases[which].kind, mall.now().day());
    let form = filing::form(kind, (&name, &stall, trade), which + 1, today, &mut mall.dice);
    let privacy_notice = mall.service.board().rules.privacy_notice;
    let (id, claim) = (mall.cases[which].id, Some(mall.cases[which].claim.clone()));
    if at_counter {
        let counter = mall.somebody(Role::Receptionist);
        let channel = mall.dice.one_of(&[Channel::Phone, Channel::WalkIn]);
        let intake = Intake {
            channel, read_back: true, consent: "已口头告知用途，对方说同意".into(), referral: None
        };
        let command = Command::Register { form, privacy_notice, intake: Box::new(intake) };
        return mall.on_case(caller(&counter), id, claim, command).await;
    }
    mall.on_case(Caller::Public, id, claim, Command::File { form, privacy_notice }).await
}

async fn does(mall: &mut Mall, which: usize, by: By, case: &Case, command: Command) -> Result<(), SampleError> {
    let (id, claim) = (mall.cases[which].id, mall.cases[which].claim.clone());
    match by {
        By::Consumer => mall.on_case(Caller::Public, id, Some(claim), command).await,
        By::Merchant => mall.on_case(Caller::Merchant, id, None, command).await,
        By::Holder => {
            let holder = mall.staff.iter().find(|one| Some(one.id) == case.assignee).cloned();
            let holder = holder.unwrap_or_else(|| mall.somebody(Role::Receptionist));
            mall.on_case(caller(&holder), id, None, command).await
        }
        By::One(role) => {
            let one = mall.somebody(role);
            mall.on_case(caller(&one), id, None, command).await
        }
    }
}

const fn caller(of: &StaffMember) -> Caller {
    Caller::Staff { id: of.id, role: of.role }
}

/// What a merchant made good, of a payment that it owes.
async fn recover(mall: &mut Mall, which: usize) -> Result<(), SampleError> {
    let boss = mall.somebody(Role::Supervisor);
    let case = mall.cases[which].id;
    let payments = mall.case(case).await?.payments;
    for paid in payments.iter().filter(|payment| payment.paid_at.is_some()) {
        let (payment, amount, receipt) = (paid.id, paid.amount, format!("示例追偿 {which:04}"));
        mall.service.move_money(&boss, Movement::Recover { case, payment, amount, receipt }).await?;
    }
    Ok(())
}

fn command(mall: &mut Mall, which: usize, act: Act, case: &Case) -> (By, Command) {
    let words = |words: &str| format!("示例：{words}");
    let close = |outcome, said: &str| (By::Holder, Command::Close { outcome, summary: words(said) });
    let merchant_says = |mall: &mut Mall, stance, said: &str| {
        // Most answer by their link.
        let by = if mall.dice.percent(70) { By::Merchant } else { By::Holder };
        (by, Command::RecordMerchantReply { stance, words: words(said) })
    };
    let amount = case.complaint.amount.unwrap_or(Yuan::from_fen(10_000)).min(Yuan::from_fen(MOST_FIRST_FEN));
    match act {
        Act::Accept => (By::Holder, Command::Accept),
        Act::Link => {
            let merchant = mall.merchants[mall.cases[which].merchant].id;
            (By::Holder, Command::LinkMerchant { merchant: Some(merchant) })
        }
        Act::Reply => (By::Holder, Command::Reply { words: words("您好，您反映的事已经在办，有结果马上告诉您。") }),
        Act::Note => (By::Holder, Command::Note { words: words("已电话核实，情况基本属实。"), mentions: Vec::new() }),
        Act::Call => {
            let (direction, with) = (CallDirection::Outgoing, CallWith::Merchant);
            let said = words("店长同意当面解决").as_str().into();
            (
                By::Holder,
                Command::LogCall {
                    call: Call { direction, with, result: CallResult::Reached, follow_up: false, words: said },
                },
            )
        }
        Act::AskConsumer => (By::Holder, Command::AskMore { question: words("请补充购物小票的照片和购买时间。") }),
        Act::Supplement => (By::Consumer, Command::Supplement { words: words("小票在，是上周六下午买的。") }),
        Act::AskMerchant => {
            (By::Holder, Command::SendToMerchant { request: words("请在三个工作日内答复，说明怎么解决。") })
        }
        Act::MerchantAgrees => merchant_says(mall, Stance::Agrees, "同意消费者的要求，请带小票到店里办。"),
        Act::MerchantOffers => merchant_says(mall, Stance::Offers, "可以换一件新的，再补一张代金券。"),
        Act::MerchantRefuses => merchant_says(mall, Stance::Refuses, "不同意，认为是使用不当造成的。"),
        Act::Propose => {
            let Settlement { performs, terms, amount, perform_by, .. } = settlement(mall, which, case, amount);
            let proposal = Box::new(Proposal { performs, terms, amount, perform_by });
            (By::Holder, Command::ProposeSettlement { proposal })
        }
        Act::AcceptProposal => {
            let proposal = case.proposed().map_or(0, |proposed| proposed.rev);
            (By::Merchant, Command::AnswerProposal { proposal, stance: Stance::Agrees, words: String::new() })
        }
        Act::TrySmallClaim => {
            (By::Holder, Command::TakeRoute { grounds: Grounds::SmallClaim { evidence_clear: true } })
        }
        Act::Mediate => {
            (By::One(Role::Mediator), Command::StartMediation { consumer_consents: true, merchant_consents: true })
        }
        Act::SendToTesting => (By::One(Role::Supervisor), Command::SendToTesting { what: words("送检验机构检测") }),
        Act::ReportTest => (By::One(Role::Supervisor), Command::ReportTest { result: words("检测结果：不符合标准") }),
        Act::Settle => {
            (By::Holder, Command::SignSettlement { settlement: Box::new(settlement(mall, which, case, amount)) })
        }
        Act::Prove => {
            let receipt = format!("示例凭证 {which:04}").as_str().into();
            (
                By::Holder,
                Command::ProvePerformance {
                    words: words("商家已按和解书办完"), evidence: Vec::new(), receipt
                },
            )
        }
        Act::ReportUnperformed => (By::Holder, Command::ReportUnperformed { words: words("到期没有退款") }),
        Act::PayFirst => {
            let agreement = Some(signature(format!("示例消费者{:04}", which + 1)));
            let (payment, merchant) =
                (Some(mall.cases[which].payment), Some(mall.merchants[mall.cases[which].merchant].id));
            (By::One(Role::Supervisor), Command::PayInAdvance { amount, payment, merchant, agreement })
        }
        Act::HandOverMoney => {
            let (payment, receipt) = (mall.cases[which].payment, format!("示例转账 {which:04}"));
            (By::One(Role::Supervisor), Command::RecordAdvancePaid { payment, receipt })
        }
        Act::FailMediation => {
            let reason = FailureReason::MerchantRefuses;
            (By::One(Role::Mediator), Command::FailMediation { reason, words: words("双方意见差得太远，没有谈成。") })
        }
        Act::ApplyForSeller => (By::Consumer, Command::RequestSellerInfo { words: words("准备去法院") }),
        Act::NameSeller => {
            let of = &mall.merchants[mall.cases[which].merchant];
            let info = SellerInfo {
                name: of.name.clone(),
                address: format!("示例市示例区示例路 {}", of.stall),
                contact: "10000000000".to_owned(),
            };
            (By::Holder, Command::ReleaseSellerInfo { info })
        }
        Act::Transfer => (By::One(Role::Supervisor), Command::Transfer { reference: String::new() }),
        Act::RecordReference => (By::Holder, Command::RecordReference { reference: format!("示例受理 {which:04}") }),
        Act::Decline => {
            let reason = DeclineReason::NotThisMall;
            (
                By::One(Role::Supervisor),
                Command::Decline { reason, words: words("这家不在本商场，请找它所在地的消保委。") },
            )
        }
        Act::Withdraw => (By::Consumer, Command::Withdraw { words: words("已经自己解决了") }),
        Act::Object => (By::Consumer, Command::Object { words: words("说好的没有做到，还是老样子。") }),
        Act::Confirm => (By::Consumer, Command::ConfirmSolved),
        Act::Rate => {
            let stars = mall.dice.one_of(&[5, 5, 5, 4, 4, 3, 2]);
            (By::Consumer, Command::Rate { stars, words: String::new() })
        }
        Act::CloseAnswered => close(Outcome::Answered, "已答复，消费者明白了。"),
        Act::CloseRecorded => close(Outcome::Recorded, "线索已登记，已提醒商户整改。"),
        Act::CloseOnSite => close(Outcome::SettledOnSite, "双方在服务台谈妥，当场办完。"),
        Act::ClosePerformed => close(Outcome::Performed, "商家已兑现，消费者收到了。"),
        Act::CloseAdvancePaid => close(Outcome::AdvancePaid, "商场已先行赔付。"),
        Act::CloseGivenUp => close(Outcome::ConsumerGaveUp, "多次联系，消费者表示不再要求。"),
        // Beside the case's own commands.
        Act::File | Act::Register | Act::Recover | Act::TryReturn => {
            (By::Holder, Command::Note { words: words("登记"), mentions: Vec::new() })
        }
    }
}

/// As the merchant has promised, and as staff establish it.
async fn returns(mall: &mut Mall, which: usize, case: &Case) -> Result<Grounds, SampleError> {
    let bought = case.complaint.purchased_on.unwrap_or(case.filed_at.day());
    let asked_on = case.filed_at.day();
    let facts = ReturnFacts {
        goods_kind: case.complaint.goods_kind,
        remote: false,
        exception: None,
        received_on: bought,
        asked_on,
        intact: mall.dice.percent(85),
        quality_fault: false,
    };
    let file = mall.file(mall.merchants[mall.cases[which].merchant].id).await?;
    let promise = file.and_then(|file| file.promised_returns(bought).cloned());
    Ok(Grounds::NoReasonReturn { promise, facts })
}

fn settlement(mall: &Mall, which: usize, case: &Case, amount: Yuan) -> Settlement {
    let demand = case.complaint.demands.first().copied().filter(|demand| *demand != Demand::Other);
    let performs = vec![demand.unwrap_or(Demand::Refund)];
    let needs_amount = performs.iter().any(|what| what.needs_amount());
    let owner = &mall.merchants[mall.cases[which].merchant];
    Settlement {
        performs,
        terms: "示例：商家按约定办理，消费者不再追究。".to_owned(),
        amount: needs_amount.then_some(amount),
        perform_by: mall.now().day().plus_days(PERFORM_DAYS),
        consumer: signature(format!("示例消费者{:04}", which + 1)),
        merchant: signature(format!("{}店长", owner.name)),
    }
}

const fn signature(name: String) -> Signature {
    Signature { name, way: SignedWay::OnPaper, evidence: None }
}
