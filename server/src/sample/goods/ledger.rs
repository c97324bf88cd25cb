//! 进销货台账: what came and went, as a merchant writes it down every few months.

use domain::form::Term;
use domain::goods::{Command, LotForm, MoveForm, MoveKind, Quantity};
use domain::merchant::MerchantFile;
use domain::moment::Day;
use domain::role::Role;
use uuid::Uuid;

use super::{Stage, catalogue, does, ended, of_merchant};
use crate::sample::SampleError;
use crate::sample::mall::Mall;

/// A lot of the story, in whole pieces.
#[derive(Clone, Debug)]
pub(super) struct SampleLot {
    pub(super) id: Uuid,
    expires: Option<Day>,
    sold: u32,
    pub(super) left: u32,
    /// Written down up to this day.
    written: Day,
}

/// Of a hundred goods so many have nothing to write down this time.
const QUIET: u32 = 45;
/// Before the end everything that has less time than this is looked through.
const LAST_LOOK_DAYS: i64 = 45;
/// And so much of it, of a hundred, is put away.
const PUT_AWAY: u32 = 92;

/// Lines of one goods, and what is left then.
struct Lines {
    goods: usize,
    commands: Vec<(usize, Command)>,
}

pub(super) async fn write(mall: &mut Mall, merchant: usize, last: bool) -> Result<(), SampleError> {
    if ended(mall, merchant).await? {
        return Ok(());
    }
    let file = mall.file(mall.merchants[merchant].id).await?;
    // Who is suspended sells nothing; what has expired is put away all the same.
    let sells = file.as_ref().is_some_and(MerchantFile::is_admitted);
    let listed = of_merchant(mall, merchant, |one| one.stage == Stage::Listed);
    let mut commands = Vec::new();
    for goods in listed {
        let mut lines = Lines { goods, commands: Vec::new() };
        if last {
            look_through(mall, &mut lines);
        }
        if sells && (mall.goods[goods].lots.is_empty() || !mall.dice.percent(QUIET)) {
            everyday(mall, &mut lines, merchant);
        }
        commands.extend(lines.commands);
    }
    if last {
        for goods in of_merchant(mall, merchant, |one| one.stage == Stage::Apart) {
            commands.extend(long_expired(mall, goods).await?.into_iter().map(|line| (goods, line)));
        }
    }
    does(mall, Role::Receptionist, commands).await
}

fn everyday(mall: &mut Mall, lines: &mut Lines, merchant: usize) {
    let today = mall.now().day();
    for lot in 0..mall.goods[lines.goods].lots.len() {
        sell(mall, lines, lot, today);
        let one = &mall.goods[lines.goods].lots[lot];
        if one.sold > 0 && mall.dice.percent(4) {
            go(mall, lines, lot, MoveKind::TakenBack, 1, today, "示例：消费者退回，包装完好");
        }
        if mall.goods[lines.goods].lots[lot].is_expired(today) {
            put_away(mall, lines, lot, today);
        }
    }
    let left: u32 = mall.goods[lines.goods].lots.iter().map(|lot| lot.left).sum();
    if left < 12 && (left == 0 || mall.dice.percent(70)) {
        let voucher = format!("示例凭证 {merchant:03}-{:05}", mall.dice.between(1, 99_999));
        let keeps = mall.goods[lines.goods].item.keeps;
        let aged = match keeps {
            // Fresh goods come on the day on which they are made.
            Some(..=20) => 0,
            Some(days) => i64::from(mall.dice.between(3, u32::try_from(days / 4).unwrap_or(3).max(3))),
            None => i64::from(mall.dice.between(10, 90)),
        };
        receive(mall, lines, today, today.plus_days(-aged), &voucher);
    }
}

/// A lot comes today.
fn receive(mall: &mut Mall, lines: &mut Lines, today: Day, made: Day, voucher: &str) {
    let pieces = mall.dice.between(2, 24) * 10;
    let id = mall.fresh();
    let item = &mall.goods[lines.goods].item;
    let form: LotForm = catalogue::lot(item, Quantity::pieces(pieces), made, today, voucher);
    let expires = item.keeps.map(|days| made.plus_days(days));
    mall.goods[lines.goods].lots.push(SampleLot { id, expires, sold: 0, left: pieces, written: today });
    lines.commands.push((lines.goods, Command::Receive { lot: id, form: Box::new(form) }));
}

/// What was sold since the last time, at the latest on the last day.
fn sell(mall: &mut Mall, lines: &mut Lines, lot: usize, today: Day) {
    let one = mall.goods[lines.goods].lots[lot].clone();
    let last = one.expires.map_or(today, |expires| expires.min(today));
    if one.left == 0 || last < one.written {
        return;
    }
    // What keeps for days only is gone by then, nearly.
    let short = mall.goods[lines.goods].item.keeps.is_some_and(|days| days <= 30);
    let share = if short { mall.dice.between(80, 100) } else { mall.dice.between(35, 100) };
    let pieces = (one.left * share).div_ceil(100);
    let days = u32::try_from(last.days_since(one.written)).unwrap_or(0);
    let day = one.written.plus_days(i64::from(mall.dice.between(days / 2, days)));
    let number = format!("示例销售单 {}-{:04}", day.to_string().replace('-', ""), mall.dice.between(1, 9999));
    go(mall, lines, lot, MoveKind::Sold, pieces, day, &number);
}

/// What is past its day goes back or is destroyed.
fn put_away(mall: &mut Mall, lines: &mut Lines, lot: usize, today: Day) {
    let left = mall.goods[lines.goods].lots[lot].left;
    if left == 0 {
        return;
    }
    let (kind, words) = if mall.dice.percent(60) {
        (MoveKind::Destroyed, "示例：过期，两人在场销毁")
    } else {
        (MoveKind::Returned, "示例：退回供货商，退货单已签收")
    };
    go(mall, lines, lot, kind, left, today, words);
}

/// Before the end: nearly everything that ends soon is put away.
fn look_through(mall: &mut Mall, lines: &mut Lines) {
    let (today, soon) = (mall.now().day(), mall.story.until.plus_days(LAST_LOOK_DAYS));
    for lot in 0..mall.goods[lines.goods].lots.len() {
        let expires = mall.goods[lines.goods].lots[lot].expires;
        let ends_soon = expires.is_some_and(|expires| expires <= soon);
        let is_over = expires.is_some_and(|expires| expires < today);
        if is_over || ends_soon && mall.dice.percent(PUT_AWAY) {
            put_away(mall, lines, lot, today);
        }
    }
}

/// Of goods that are taken down, too, nothing stays for weeks after its last day.
async fn long_expired(mall: &Mall, goods: usize) -> Result<Vec<Command>, SampleError> {
    let file = super::fates::state(mall, goods).await?;
    if file.has_ended() || file.open_recall().is_some() {
        return Ok(Vec::new());
    }
    let today = mall.now().day();
    let old = file.lots.iter().filter(|lot| !file.is_recalled(lot.id) && lot.is_expired(today.plus_days(-5)));
    let left = old.map(|lot| (lot.id, lot.left())).filter(|(_, left)| !left.is_zero());
    Ok(left.map(|(lot, left)| gone(lot, MoveKind::Destroyed, left, today, "示例：过期，两人在场销毁")).collect())
}

fn go(mall: &mut Mall, lines: &mut Lines, lot: usize, kind: MoveKind, pieces: u32, on: Day, words: &str) {
    let one = &mut mall.goods[lines.goods].lots[lot];
    match kind {
        MoveKind::Sold => (one.sold, one.left) = (one.sold + pieces, one.left - pieces),
        MoveKind::TakenBack => (one.sold, one.left) = (one.sold - pieces, one.left + pieces),
        MoveKind::Returned | MoveKind::Destroyed => one.left -= pieces,
    }
    one.written = one.written.max(on);
    let form = Box::new(MoveForm {
        kind: kind.code().to_owned(),
        quantity: pieces.to_string(),
        on: on.to_string(),
        words: words.to_owned(),
        before_stop: false,
    });
    lines.commands.push((lines.goods, Command::Move { lot: one.id, form }));
}

impl SampleLot {
    /// Nothing of it is sold or taken back any more.
    pub(super) const fn is_gone(&mut self) {
        (self.sold, self.left) = (0, 0);
    }

    fn is_expired(&self, today: Day) -> bool {
        self.expires.is_some_and(|expires| expires < today)
    }
}

/// A lot that ends so many days after the end of the story; some of it is still there then.
pub(super) async fn ending(mall: &mut Mall, goods: usize, days: i64) -> Result<(), SampleError> {
    let (today, last) = (mall.now().day(), mall.story.until.plus_days(days));
    let keeps = mall.goods[goods].item.keeps.unwrap_or(180);
    let mut lines = Lines { goods, commands: Vec::new() };
    let voucher = format!("示例凭证 {:03}-{:05}", mall.goods[goods].merchant, mall.dice.between(1, 99_999));
    receive(mall, &mut lines, today, last.plus_days(-keeps).min(today), &voucher);
    does(mall, Role::Receptionist, lines.commands).await
}

/// What of a lot went somewhere, for a delisting.
pub(super) fn gone(lot: Uuid, kind: MoveKind, quantity: Quantity, on: Day, words: &str) -> Command {
    let form = MoveForm {
        kind: kind.code().to_owned(),
        quantity: quantity.to_string(),
        on: on.to_string(),
        words: words.to_owned(),
        before_stop: false,
    };
    Command::Move { lot, form: Box::new(form) }
}
