//! What some goods come to: taken down in each of the three cases (下架), delisted in steps whose quantities balance (退市), stopped
//! (不销售), or close to their last day. Two years of what ended, and at the end one at every stage.

use domain::form::Term;
use domain::goods::{
    Command, Findings, GoodsFile, GroundKind, MoveKind, NoticeForm, Quantity, Recall, RecallStep, StepForm,
    TakedownForm, Unsaleable, seller_hindrance,
};
use domain::role::Role;

use super::{Deed, Stage, does, findings, ledger, on, soon};
use crate::sample::SampleError;
use crate::sample::mall::Mall;

/// What goods come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sample) enum Fate {
    /// Taken down, and what was asked of them until then.
    Down(GroundKind, Down),
    /// Delisted for that, all of them or one lot, as far as that step; none: closed.
    Delisted { why: Unsaleable, whole: bool, as_far_as: Option<RecallStep> },
    /// Every task of the delisting is done, and nobody has closed it.
    ToBeClosed,
    /// Stopped, and sold again or not.
    Stopped { why: Unsaleable, resumed: bool },
    /// A lot ends so many days after the end of the story.
    Ends(i64),
}

/// How far a taking down has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sample) enum Down {
    /// Quality control has not decided.
    Waits,
    /// Quality control did not confirm it.
    Dismissed,
    /// The regulator does not know yet.
    NotNotified,
    /// The regulator knows.
    Notified,
    /// Listed again after another look.
    ListedAgain,
    /// Sold no more.
    Withdrawn,
}

/// Something that is done about goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Ask(GroundKind),
    Confirm,
    Dismiss,
    Notify,
    Clear,
    LookAgain,
    Withdraw,
    Stop(Unsaleable),
    Resume,
    Begin(Unsaleable, bool),
    Step(RecallStep),
    Close,
    Ends(i64),
    /// Back to the everyday ledger.
    GoOn,
}

/// Each of these is there at the end, begun so many days before.
const AT_THE_END: &[(i64, Fate)] = &[
    (1, Fate::Down(GroundKind::ReportedComplaint, Down::Waits)),
    (0, Fate::Down(GroundKind::SpokenRequest, Down::Waits)),
    (9, Fate::Down(GroundKind::SpokenRequest, Down::Dismissed)),
    (4, Fate::Down(GroundKind::SpokenRequest, Down::NotNotified)),
    (0, Fate::Down(GroundKind::WrittenNotice, Down::NotNotified)),
    (12, Fate::Down(GroundKind::WrittenNotice, Down::Notified)),
    (16, Fate::Down(GroundKind::ReportedComplaint, Down::Notified)),
    (45, Fate::Down(GroundKind::ReportedComplaint, Down::ListedAgain)),
    (50, Fate::Down(GroundKind::WrittenNotice, Down::Withdrawn)),
    (60, Fate::Delisted { why: Unsaleable::Failed, whole: true, as_far_as: None }),
    (48, Fate::Delisted { why: Unsaleable::Spoiled, whole: false, as_far_as: None }),
    (0, Fate::Delisted { why: Unsaleable::Dangerous, whole: true, as_far_as: Some(RecallStep::StopSale) }),
    (10, Fate::Delisted { why: Unsaleable::Failed, whole: true, as_far_as: Some(RecallStep::TakeOff) }),
    (18, Fate::Delisted { why: Unsaleable::NoMarking, whole: false, as_far_as: Some(RecallStep::Exchange) }),
    (26, Fate::ToBeClosed),
    (1, Fate::Stopped { why: Unsaleable::Spoiled, resumed: false }),
    (5, Fate::Stopped { why: Unsaleable::Dangerous, resumed: false }),
    (20, Fate::Stopped { why: Unsaleable::NoMarking, resumed: true }),
    (14, Fate::Ends(-2)),
    (14, Fate::Ends(-1)),
    (14, Fate::Ends(2)),
    (14, Fate::Ends(8)),
];

/// In the time before, one of these every so many days.
const BEFORE: &[Fate] = &[
    Fate::Down(GroundKind::WrittenNotice, Down::ListedAgain),
    Fate::Delisted { why: Unsaleable::Failed, whole: true, as_far_as: None },
    Fate::Down(GroundKind::SpokenRequest, Down::ListedAgain),
    Fate::Stopped { why: Unsaleable::Spoiled, resumed: true },
    Fate::Delisted { why: Unsaleable::Spoiled, whole: false, as_far_as: None },
    Fate::Down(GroundKind::ReportedComplaint, Down::Withdrawn),
];
const EVERY_DAYS: (u32, u32) = (12, 24);
/// Only goods that are known for a while come to something.
const NOT_BEFORE_DAYS: i64 = 60;

const AUTHORITY: &str = "示例市场监督管理局";

pub(super) fn plan(mall: &mut Mall) {
    if mall.goods.is_empty() {
        return;
    }
    let until = mall.story.until;
    for (before, fate) in AT_THE_END {
        on(mall, until.plus_days(-before), Deed::Fate(*fate));
    }
    let mut day = mall.now().day().plus_days(NOT_BEFORE_DAYS);
    let mut next = BEFORE.iter().cycle();
    while let Some(fate) = next.next().filter(|_| day < until.plus_days(-NOT_BEFORE_DAYS)) {
        on(mall, day, Deed::Fate(*fate));
        day = day.plus_days(i64::from(mall.dice.between(EVERY_DAYS.0, EVERY_DAYS.1)));
    }
}

/// It happens to some goods that are sold.
pub(super) async fn begin(mall: &mut Mall, fate: Fate) -> Result<(), SampleError> {
    let script = script(fate);
    let keeps_for_a_while = |goods: usize| mall.goods[goods].item.keeps.is_some_and(|days| (60..=400).contains(&days));
    let fits = |goods: usize| match fate {
        Fate::Ends(_) | Fate::Stopped { why: Unsaleable::Spoiled, .. } => keeps_for_a_while(goods),
        Fate::Delisted { why: Unsaleable::Spoiled, .. } => keeps_for_a_while(goods) && has_some_left(mall, goods),
        _ => has_some_left(mall, goods),
    };
    let count = u32::try_from(mall.goods.len()).unwrap_or(u32::MAX);
    let first = usize::try_from(mall.dice.clone().between(0, count - 1)).unwrap_or(0);
    let all = (first..mall.goods.len()).chain(0..first);
    let sold = all.filter(|goods| mall.goods[*goods].stage == Stage::Listed);
    let found = sold.filter(|goods| mall.merchants[mall.goods[*goods].merchant].is_ordinary).find(|goods| fits(*goods));
    // The next row of throws: what was looked at above left it as it was.
    mall.dice.next();
    // A mall with few goods may have none that fit.
    let Some(goods) = found else { return Ok(()) };
    mall.goods[goods].stage = Stage::Apart;
    mall.goods[goods].script = script.into_iter().rev().collect();
    go_on(mall, goods).await
}

fn has_some_left(mall: &Mall, goods: usize) -> bool {
    mall.goods[goods].lots.iter().any(|lot| lot.left > 4)
}

/// What is done, one after the other, each so many working days after the last.
fn script(fate: Fate) -> Vec<(u32, Act)> {
    match fate {
        Fate::Down(ground, far) => {
            let mut script = vec![(0, Act::Ask(ground))];
            let confirmed = !matches!(far, Down::Waits | Down::Dismissed);
            if ground != GroundKind::WrittenNotice && confirmed {
                script.push((1, Act::Confirm));
            }
            script.extend(match far {
                Down::Waits | Down::NotNotified => vec![],
                Down::Dismissed => vec![(1, Act::Dismiss), (1, Act::GoOn)],
                Down::Notified => vec![(1, Act::Notify)],
                Down::ListedAgain => vec![(1, Act::Notify), (8, Act::Clear), (2, Act::LookAgain)],
                Down::Withdrawn => vec![(1, Act::Notify), (6, Act::Withdraw)],
            });
            script
        }
        Fate::Delisted { why, whole, as_far_as } => {
            let mut script = vec![(0, Act::Begin(why, whole))];
            let steps = RecallStep::ALL.iter().filter(|step| as_far_as.is_none_or(|last| **step <= last));
            script.extend(steps.map(|step| (u32::from(*step > RecallStep::TakeOff) * 2, Act::Step(*step))));
            if as_far_as.is_none() {
                script.push((1, Act::Close));
                script.extend((!whole).then_some((1, Act::GoOn)));
            }
            script
        }
        Fate::ToBeClosed => {
            script(Fate::Delisted { why: Unsaleable::Failed, whole: true, as_far_as: Some(RecallStep::Report) })
        }
        Fate::Stopped { why, resumed: false } => vec![(0, Act::Stop(why))],
        Fate::Stopped { why, resumed: true } => vec![(0, Act::Stop(why)), (3, Act::Resume), (1, Act::GoOn)],
        Fate::Ends(days) => vec![(0, Act::Ends(days))],
    }
}

/// The next thing.
pub(super) async fn go_on(mall: &mut Mall, goods: usize) -> Result<(), SampleError> {
    let Some((_, act)) = mall.goods[goods].script.pop() else { return Ok(()) };
    match act {
        Act::GoOn => back_to_the_ledger(mall, goods).await?,
        Act::Ends(days) => ledger::ending(mall, goods, days).await?,
        Act::LookAgain => look_again(mall, goods).await?,
        Act::Step(step) => recall_step(mall, goods, step).await?,
        _ => {
            let (role, command) = command(mall, goods, act).await?;
            does(mall, role, vec![(goods, command)]).await?;
            if act == Act::Withdraw {
                mall.goods[goods].stage = Stage::Ended;
            }
        }
    }
    if let Some((days, _)) = mall.goods[goods].script.last().copied() {
        soon(mall, days, Deed::Goes(goods));
    }
    Ok(())
}

/// What is left of each lot is what its file says; of a delisted one nothing is sold.
async fn back_to_the_ledger(mall: &mut Mall, goods: usize) -> Result<(), SampleError> {
    let file = state(mall, goods).await?;
    for one in &mut mall.goods[goods].lots {
        if file.is_recalled(one.id) {
            one.is_gone();
        }
    }
    mall.goods[goods].stage = Stage::Listed;
    Ok(())
}

pub(super) async fn state(mall: &Mall, goods: usize) -> Result<GoodsFile, SampleError> {
    let missing = || SampleError::refused("goods", "they are not there");
    mall.state::<GoodsFile>(domain::goods::KIND.name, mall.goods[goods].id).await?.ok_or_else(missing)
}

async fn command(mall: &mut Mall, goods: usize, act: Act) -> Result<(Role, Command), SampleError> {
    let words = |words: &str| format!("示例：{words}");
    let takedown = state(mall, goods).await?.takedowns.len().saturating_sub(1);
    let today = mall.now().day();
    let number = mall.dice.between(1, 400);
    Ok(match act {
        Act::Ask(ground) => {
            let (number, person, said) = match ground {
                GroundKind::ReportedComplaint => {
                    (format!("示例举报 {number:04}"), String::new(), "消费者投诉后已报主管部门，同批还在卖")
                }
                GroundKind::SpokenRequest => (String::new(), "示例科长".to_owned(), "电话要求先停售，等抽检结果"),
                GroundKind::WrittenNotice => (
                    format!("示例市监通〔{}〕{number} 号", today.year()),
                    String::new(),
                    "抽检不合格，请立即下架并封存",
                ),
            };
            let (ground, authority) = (ground.code().to_owned(), AUTHORITY.to_owned());
            let form = Box::new(TakedownForm { ground, authority, number, person, words: words(said) });
            (Role::Receptionist, Command::AskTakedown { form })
        }
        Act::Confirm => (Role::Quality, Command::ConfirmTakedown { takedown }),
        Act::Dismiss => {
            let reason = words("批号核对过，不是本店进的这一批");
            (Role::Quality, Command::DismissTakedown { takedown, reason })
        }
        Act::Notify => {
            let proof = format!("示例回执 {number:04}");
            let form = Box::new(NoticeForm { authority: AUTHORITY.to_owned(), on: today.to_string(), proof });
            (Role::Receptionist, Command::NotifyRegulator { takedown, form })
        }
        Act::Clear => (Role::Supervisor, Command::Clear { reason: words("复检合格，主管部门同意恢复") }),
        Act::Withdraw => (Role::Supervisor, Command::Withdraw { reason: words("商户决定不再卖") }),
        Act::Stop(why) => {
            let said = match why {
                Unsaleable::Spoiled => "有一袋胀包，同批先停售",
                Unsaleable::NoMarking => "包装上没有厂名厂址",
                _ => "有消费者说用着发烫",
            };
            (Role::Receptionist, Command::StopSale { why, words: words(said) })
        }
        Act::Resume => (Role::Quality, Command::ResumeSale { reason: words("商户补贴了标签，已核对") }),
        Act::Begin(why, whole) => {
            let file = state(mall, goods).await?;
            let lot = file.lots.iter().rev().find(|lot| !lot.left().is_zero()).or(file.lots.last());
            let lots = lot.filter(|_| !whole).map(|lot| lot.id).into_iter().collect();
            let said = match why {
                Unsaleable::Failed => "抽检不合格，报告编号 示例 0315",
                Unsaleable::Spoiled => "这一批有异味",
                Unsaleable::NoMarking => "这一批没有中文标签",
                _ => "有安全隐患，厂家召回",
            };
            (Role::Quality, Command::BeginRecall { why, words: words(said), lots })
        }
        // Done elsewhere.
        Act::Close | Act::Step(_) | Act::GoOn | Act::Ends(_) | Act::LookAgain => {
            (Role::Supervisor, Command::CloseRecall)
        }
    })
}

/// 重新查验; where its merchant may not sell now, they go on waiting.
async fn look_again(mall: &mut Mall, goods: usize) -> Result<(), SampleError> {
    let file = mall.file(mall.merchants[mall.goods[goods].merchant].id).await?;
    let particulars = mall.goods[goods].item.form.check();
    let today = mall.now().day();
    if !particulars.is_ok_and(|goods| seller_hindrance(file.as_ref(), &goods, today).is_none()) {
        mall.goods[goods].stage = Stage::Proposed;
        let merchant = mall.goods[goods].merchant;
        soon(mall, 9, Deed::Look { merchant });
        return Ok(());
    }
    let findings: Findings = findings(&mall.goods[goods], None);
    does(mall, Role::Quality, vec![(goods, Command::Check { findings })]).await?;
    mall.goods[goods].stage = Stage::Listed;
    Ok(())
}

/// One of the six, with what goes into the ledger for it.
async fn recall_step(mall: &mut Mall, goods: usize, step: RecallStep) -> Result<(), SampleError> {
    let file = state(mall, goods).await?;
    let Some(recall) = file.open_recall() else { return Ok(()) };
    let (received, sold) = file.counted(recall).unwrap_or_default();
    let (form, lines) = filled(mall, &file, recall, step, received, sold);
    let lines = lines.into_iter().map(|line| (goods, line)).collect();
    does(mall, Role::Receptionist, lines).await?;
    does(mall, Role::Receptionist, vec![(goods, Command::RecallStep { form: Box::new(form) })]).await
}

fn filled(
    mall: &mut Mall,
    file: &GoodsFile,
    recall: &Recall,
    step: RecallStep,
    received: Quantity,
    sold: Quantity,
) -> (StepForm, Vec<Command>) {
    let today = mall.now().day();
    let of =
        |words: &str| StepForm {
            step: step.code().to_owned(), words: format!("示例：{words}"), ..StepForm::default()
        };
    let lots = || file.lots.iter().filter(|lot| recall.has(lot.id) && !lot.left().is_zero());
    let before = |kind: MoveKind| -> Quantity {
        file.lots.iter().filter(|lot| recall.has(lot.id)).map(|lot| lot.moved(kind)).sum()
    };
    // One that was sold comes back.
    let back = if sold.is_zero() { Quantity::ZERO } else { Quantity::pieces(1) };
    match step {
        RecallStep::StopSale => {
            (StepForm { received: received.to_string(), sold: sold.to_string(), ..of("停售并盘点") }, Vec::new())
        }
        RecallStep::TakeOff => (of("货架和仓库的都撤下，封存在品控室，封条两人签字"), Vec::new()),
        RecallStep::ReturnToSupplier => {
            // All but what was opened for a look, which is destroyed.
            let kept = Quantity::pieces(1);
            let parts: Vec<_> = lots().map(|lot| (lot.id, lot.left().less(kept).unwrap_or_default())).collect();
            let parts: Vec<_> = parts.into_iter().filter(|(_, part)| !part.is_zero()).collect();
            // With what went back before that for another reason.
            let returned = before(MoveKind::Returned).plus(parts.iter().map(|(_, part)| *part).sum());
            let line = |(lot, part)| ledger::gone(lot, MoveKind::Returned, part, today, "示例：退市退货单");
            let whom = file.lots.last().map_or_else(String::new, |lot| lot.supplier.name.clone());
            (
                StepForm { returned: returned.to_string(), whom, ..of("退货单已签收") },
                parts.into_iter().map(line).collect(),
            )
        }
        RecallStep::Exchange => {
            (StepForm { taken_back: back.to_string(), ..of("店内张贴告示，会员逐一电话通知") }, Vec::new())
        }
        RecallStep::Register => {
            let rest: Vec<_> = lots().map(|lot| (lot.id, lot.left())).collect();
            let destroyed = before(MoveKind::Destroyed).plus(rest.iter().map(|(_, left)| *left).sum());
            let line = |(lot, left)| ledger::gone(lot, MoveKind::Destroyed, left, today, "示例：退市销毁，两人在场");
            let form =
                StepForm {
                    destroyed: destroyed.to_string(), left: back.to_string(), ..of("封条、销毁照片已存")
                };
            (form, rest.into_iter().map(line).collect())
        }
        RecallStep::Report => (StepForm { whom: AUTHORITY.to_owned(), ..of("回执已收到，编号 0315") }, Vec::new()),
    }
}
