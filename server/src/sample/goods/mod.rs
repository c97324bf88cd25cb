//! What sample merchants sell: registered, looked at and listed (上架查验), bought in and sold month by month (进货查验, 进销货台账),
//! and what some of it comes to (下架, 退市, 不销售).

mod catalogue;
mod fates;
mod ledger;

use domain::goods::{CheckItem, Command, Finding, Findings, GoodsFile, permit_of, seller_hindrance};
use domain::merchant::Standing;
use domain::moment::Day;
use domain::role::Role;
use uuid::Uuid;

use self::catalogue::Item;
use self::fates::{Act, Fate};
use super::SampleError;
use super::mall::{Mall, Step};

/// Goods of the story.
#[derive(Clone, Debug)]
pub(super) struct SampleGoods {
    id: Uuid,
    /// Whose.
    merchant: usize,
    item: Item,
    /// How many events their file has.
    rev: u64,
    stage: Stage,
    lots: Vec<ledger::SampleLot>,
    /// What is done about them, the next last, and after how many working days.
    script: Vec<(u32, Act)>,
}

/// How far goods have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nobody knows them yet.
    Unknown,
    /// They wait for quality control.
    Proposed,
    /// They did not pass.
    Failed,
    /// They are sold.
    Listed,
    /// Something else is done about them; the everyday ledger leaves them alone.
    Apart,
    /// They are sold no more.
    Ended,
}

/// What happens to goods.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// A merchant registers so many more of what it sells.
    Register { merchant: usize, goods: usize },
    /// Quality control looks at what waits of a merchant.
    Look { merchant: usize },
    /// A merchant brings what was not in order.
    Correct { merchant: usize },
    /// What came and went since the last time is written down; the last time before the end everything is looked through.
    Write { merchant: usize, last: bool },
    /// Something happens to some goods.
    Fate(Fate),
    /// The next thing is done about goods.
    Goes(usize),
}

/// A ledger is written down so often, in days.
const WRITES_EVERY: (u32, u32) = (120, 190);
/// Looked through before the end of the story.
const LAST_LOOK_DAYS: (u32, u32) = (1, 5);
/// So many of a hundred goods are there as a merchant opens; the others follow.
const AT_OPENING: usize = 80;
/// So many of a hundred are not in order when they are looked at.
const NOT_IN_ORDER: u32 = 3;

/// Which goods there are. Merchants and what becomes of them are planned already.
pub(super) fn plan(mall: &mut Mall) {
    let wanted = usize::try_from(mall.story.goods).unwrap_or(usize::MAX);
    let sellers: Vec<usize> = (0..mall.merchants.len()).filter(|one| mall.merchants[*one].comes_to_sell).collect();
    let most: Vec<usize> = sellers.iter().map(|one| catalogue::variety(mall.merchants[*one].trade)).collect();
    let share = |mall: &mut Mall, most: usize| {
        let (least, most) = (u32::try_from(most / 2).unwrap_or(0), u32::try_from(most).unwrap_or(0));
        usize::try_from(mall.dice.between(least, most)).unwrap_or(0)
    };
    let mut counts: Vec<usize> = most.iter().map(|most| share(mall, *most)).collect();
    let wanted = wanted.min(most.iter().sum());
    let mut turn = 0;
    while counts.iter().sum::<usize>() != wanted {
        let one = turn % counts.len();
        turn += 1;
        let too_few = counts.iter().sum::<usize>() < wanted;
        if too_few && counts[one] < most[one] {
            counts[one] += 1;
        } else if !too_few && counts[one] > 0 {
            counts[one] -= 1;
        }
    }
    for (merchant, count) in sellers.into_iter().zip(counts) {
        for place in 0..count {
            let (of, number) = (&mall.merchants[merchant], u32::try_from(mall.goods.len()).unwrap_or(u32::MAX));
            let (owner, trade) = (of.id, of.trade);
            let item = catalogue::item(owner, trade, place, number, &mut mall.dice);
            let (id, rev, stage) = (mall.fresh(), 0, Stage::Unknown);
            mall.goods.push(SampleGoods { id, merchant, item, rev, stage, lots: Vec::new(), script: Vec::new() });
        }
    }
    fates::plan(mall);
}

/// A merchant was admitted: from now on it sells.
pub(super) fn opened(mall: &mut Mall, merchant: usize) {
    let count = of_merchant(mall, merchant, |_| true).len();
    if count == 0 {
        return;
    }
    let first = (count * AT_OPENING / 100).max(1);
    let today = mall.now().day();
    let days = u32::try_from(mall.story.until.days_since(today)).unwrap_or(0);
    soon(mall, 1, Deed::Register { merchant, goods: first });
    let mut rest = count - first;
    // Of the last day something always waits.
    if rest > 0 && mall.merchants[merchant].is_ordinary && merchant.is_multiple_of(5) {
        rest -= 1;
        on(mall, mall.story.until, Deed::Register { merchant, goods: 1 });
    }
    while rest > 0 {
        let goods = rest.min(3);
        rest -= goods;
        let at = mall.dice.between(5.min(days), days);
        on(mall, today.plus_days(i64::from(at)), Deed::Register { merchant, goods });
    }
    let mut day = today.plus_days(12);
    let last = mall.story.until.plus_days(-i64::from(mall.dice.between(LAST_LOOK_DAYS.0, LAST_LOOK_DAYS.1)));
    while day < last {
        on(mall, day, Deed::Write { merchant, last: false });
        day = day.plus_days(i64::from(mall.dice.between(WRITES_EVERY.0, WRITES_EVERY.1)));
    }
    on(mall, last, Deed::Write { merchant, last: true });
}

pub(super) async fn happen(mall: &mut Mall, deed: Deed) -> Result<(), SampleError> {
    match deed {
        Deed::Register { merchant, goods } => register(mall, merchant, goods).await,
        Deed::Look { merchant } => look(mall, merchant).await,
        Deed::Correct { merchant } => correct(mall, merchant).await,
        Deed::Write { merchant, last } => ledger::write(mall, merchant, last).await,
        Deed::Fate(fate) => fates::begin(mall, fate).await,
        Deed::Goes(which) => fates::go_on(mall, which).await,
    }
}

fn of_merchant(mall: &Mall, merchant: usize, which: impl Fn(&SampleGoods) -> bool) -> Vec<usize> {
    let goods = mall.goods.iter().enumerate();
    goods.filter(|(_, one)| one.merchant == merchant && which(one)).map(|(place, _)| place).collect()
}

fn on(mall: &mut Mall, day: Day, deed: Deed) {
    let at = mall.hour_of(day);
    mall.at(at, Step::Goods(deed));
}

fn soon(mall: &mut Mall, days: u32, deed: Deed) {
    let now = mall.now();
    let at = mall.later(now, days);
    mall.at(at, Step::Goods(deed));
}

async fn register(mall: &mut Mall, merchant: usize, goods: usize) -> Result<(), SampleError> {
    if ended(mall, merchant).await? {
        return Ok(());
    }
    let mut new = of_merchant(mall, merchant, |one| one.stage == Stage::Unknown);
    new.truncate(goods);
    let propose = |one: usize| (one, Command::Propose { form: Box::new(mall.goods[one].item.form.clone()) });
    let commands = new.iter().map(|one| propose(*one)).collect();
    does(mall, Role::Receptionist, commands).await?;
    for one in new {
        mall.goods[one].stage = Stage::Proposed;
    }
    let days = mall.dice.between(1, 3);
    soon(mall, days, Deed::Look { merchant });
    Ok(())
}

/// 上架查验.
async fn look(mall: &mut Mall, merchant: usize) -> Result<(), SampleError> {
    let waiting = of_merchant(mall, merchant, |one| one.stage == Stage::Proposed);
    let file = mall.file(mall.merchants[merchant].id).await?;
    let today = mall.now().day();
    let mut commands = Vec::new();
    for one in waiting {
        let particulars = mall.goods[one].item.form.check();
        let hindered = particulars.is_ok_and(|goods| seller_hindrance(file.as_ref(), &goods, today).is_some());
        if hindered {
            // Until its permit or its suspension is seen to.
            soon(mall, 9, Deed::Look { merchant });
            break;
        }
        let failed =
            mall.dice.percent(NOT_IN_ORDER).then(|| mall.dice.one_of(&[CheckItem::Marking, CheckItem::Certificate]));
        mall.goods[one].stage = if failed.is_some() { Stage::Failed } else { Stage::Listed };
        if failed.is_some() && mall.dice.percent(70) {
            soon(mall, 6, Deed::Correct { merchant });
        }
        commands.push((one, Command::Check { findings: findings(&mall.goods[one], failed) }));
    }
    does(mall, Role::Quality, commands).await
}

fn findings(goods: &SampleGoods, failed: Option<CheckItem>) -> Findings {
    let of = |item: CheckItem, note: &str| match failed {
        Some(wrong) if wrong == item => Finding::Failed { note: format!("示例：{note}") },
        _ => Finding::Passed,
    };
    let permit = if permit_of(goods.item.kind).is_some() { Finding::Passed } else { Finding::NotNeeded };
    Findings {
        marking: Some(of(CheckItem::Marking, "包装上没有写生产者地址，请补标签")),
        certificate: Some(of(CheckItem::Certificate, "检验报告是上一批的，请补这一批的")),
        permit: Some(permit),
    }
}

/// What was not in order is brought again with another label, and waits anew.
async fn correct(mall: &mut Mall, merchant: usize) -> Result<(), SampleError> {
    let failed = of_merchant(mall, merchant, |one| one.stage == Stage::Failed);
    if failed.is_empty() || ended(mall, merchant).await? {
        return Ok(());
    }
    let mut commands = Vec::new();
    for one in failed {
        let form = &mut mall.goods[one].item.form;
        form.maker = format!("{}（示例市示例区）", form.maker);
        commands.push((one, Command::Amend { form: Box::new(form.clone()) }));
        mall.goods[one].stage = Stage::Proposed;
    }
    does(mall, Role::Receptionist, commands).await?;
    soon(mall, 2, Deed::Look { merchant });
    Ok(())
}

/// It sells here no more: neither do its goods stay listed.
async fn ended(mall: &mut Mall, merchant: usize) -> Result<bool, SampleError> {
    let file = mall.file(mall.merchants[merchant].id).await?;
    if !file.as_ref().is_some_and(|file| matches!(file.standing, Standing::Left { .. } | Standing::Merged { .. })) {
        return Ok(false);
    }
    let left = of_merchant(mall, merchant, |one| matches!(one.stage, Stage::Proposed | Stage::Failed | Stage::Listed));
    let why = || Command::Withdraw { reason: "示例：商户已退场".to_owned() };
    let commands = left.iter().map(|one| (*one, why())).collect();
    does(mall, Role::Supervisor, commands).await?;
    for one in left {
        mall.goods[one].stage = Stage::Ended;
    }
    Ok(true)
}

/// Things that one person does about goods at once.
async fn does(mall: &mut Mall, role: Role, commands: Vec<(usize, Command)>) -> Result<(), SampleError> {
    if commands.is_empty() {
        return Ok(());
    }
    let by = mall.somebody(role);
    let mut all = Vec::with_capacity(commands.len());
    for (which, command) in commands {
        let goods = &mut mall.goods[which];
        let base = (goods.rev > 0).then_some(goods.rev);
        // Each command is one event.
        goods.rev += 1;
        all.push((goods.id, base, command));
    }
    mall.on_many::<GoodsFile>(&by, all).await
}
