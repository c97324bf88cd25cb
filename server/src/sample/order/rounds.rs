//! 监督检查: rounds, planned and made.

use domain::oversight::checklist::Checklist;
use domain::oversight::inspection::{Answer, ByList, Command, Inspection};
use domain::oversight::measure::{Found, Level};
use domain::role::Role;
use domain::staff::StaffMember;
use uuid::Uuid;

use super::measures::{self, OnMeasure};
use super::{Deed, on, some_merchants, words};
use crate::sample::SampleError;
use crate::sample::mall::Mall;

/// What becomes of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sample) enum Round {
    Finished,
    /// Two visits are made.
    Underway,
    /// Nobody has gone yet.
    Waits,
    Cancelled,
}

/// The checklists that a contact point begins with.
const CHECKLISTS: &[(Uuid, &str)] = &[
    (Uuid::from_u128(0x0000_0002_c4ec_7ed0_8000_0000_0000_0001), "日常巡查"),
    (Uuid::from_u128(0x0000_0002_c4ec_7ed0_8000_0000_0000_0002), "食品和餐饮"),
    (Uuid::from_u128(0x0000_0002_c4ec_7ed0_8000_0000_0000_0003), "消费安全"),
];
/// Each with how many days before the end it was planned, and for how many days later.
const AT_THE_END: &[(i64, i64, Round)] = &[
    (6, 3, Round::Waits),
    (2, 2, Round::Underway),
    (1, 2, Round::Waits),
    (0, 4, Round::Waits),
    (5, 1, Round::Cancelled),
];
const EVERY_DAYS: (u32, u32) = (9, 16);
const FIRST_AFTER_DAYS: i64 = 40;
/// Of a hundred things that are looked at so many are not in order.
const NOT_IN_ORDER: u32 = 4;
/// And of those so many were put right at once.
const PUT_RIGHT: u32 = 55;

/// What is found wrong, by words that fit any item.
const FINDINGS: &[&str] = &[
    "有一处不符合，店长当场确认",
    "有两件不符合，已拍照",
    "材料缺一份，商户说明天补",
    "和上次查的时候一样，没有改",
    "现场说不清楚，要求书面说明",
];

pub(super) fn plan(mall: &mut Mall) {
    let until = mall.story.until;
    let mut day = mall.now().day().plus_days(FIRST_AFTER_DAYS);
    while day < until.plus_days(-8) {
        on(mall, day, Deed::Round(Round::Finished));
        day = day.plus_days(i64::from(mall.dice.between(EVERY_DAYS.0, EVERY_DAYS.1)));
    }
    for (before, _, round) in AT_THE_END {
        on(mall, until.plus_days(-before), Deed::Round(*round));
    }
}

pub(super) async fn plan_one(mall: &mut Mall, round: Round) -> Result<(), SampleError> {
    let today = mall.now().day();
    let merchants = some_merchants(mall, 8);
    if merchants.is_empty() {
        return Ok(());
    }
    let before = mall.story.until.days_since(today);
    let ahead =
        AT_THE_END.iter().find(|(of, _, what)| (*of, *what) == (before, round)).map_or(2, |(_, ahead, _)| *ahead);
    let (checklist, title) = mall.dice.one_of(CHECKLISTS);
    let (boss, inspector) = (mall.somebody(Role::Supervisor), mall.somebody(Role::Quality));
    let day = today.plus_days(ahead);
    let title = format!("示例{title} · {} 户", merchants.len());
    let id = mall.fresh();
    let command = Command::Plan { title, on: today, day, inspector: inspector.id, checklist, merchants };
    mall.on::<Inspection>(&boss, id, None, command).await?;
    match round {
        Round::Waits => {}
        Round::Finished | Round::Underway | Round::Cancelled => on(mall, day, Deed::Walk(id, round)),
    }
    Ok(())
}

async fn state(mall: &Mall, id: Uuid) -> Result<Inspection, SampleError> {
    let missing = || SampleError::refused("a round", "it is not there");
    let kind = domain::oversight::inspection::KIND.name;
    mall.state::<Inspection>(kind, id).await?.ok_or_else(missing)
}

pub(super) async fn walk(mall: &mut Mall, id: Uuid, round: Round) -> Result<(), SampleError> {
    let planned = state(mall, id).await?;
    let inspector = mall.staff.iter().find(|one| one.id == planned.inspector).cloned();
    let inspector: StaffMember = inspector.unwrap_or_else(|| mall.somebody(Role::Quality));
    if round == Round::Cancelled {
        let reason = words("当天消防演练，改到下周");
        return mall.on::<Inspection>(&inspector, id, Some(planned.rev), Command::Cancel { reason }).await;
    }
    let kind = domain::oversight::checklist::KIND.name;
    let Some(list) = mall.state::<Checklist>(kind, planned.checklist).await? else { return Ok(()) };
    let (version, count) = (list.version, list.items.len());
    let by_list = ByList { version, title: list.title, items: list.items };
    mall.on::<Inspection>(&inspector, id, Some(planned.rev), Command::Begin { by_list }).await?;
    let visited = if round == Round::Underway { 2 } else { planned.merchants.len() };
    let mut found = Vec::new();
    let mut visits = Vec::new();
    for merchant in planned.merchants.iter().take(visited) {
        let visit = mall.fresh();
        let answers: Vec<Answer> = (0..count).map(|_| answer(mall)).collect();
        let ground = answers.iter().find_map(|answer| match answer {
            Answer::Fail { words, corrected: false, .. } => Some(words.clone()),
            _ => None,
        });
        found.extend(ground.map(|ground| (*merchant, visit, ground)));
        let (met, note) = ("示例店长".to_owned(), String::new());
        visits.push((id, None, Command::Check { visit, merchant: *merchant, version, answers, met, note }));
    }
    mall.on_many::<Inspection>(&inspector, visits).await?;
    if round == Round::Finished {
        let rev = state(mall, id).await?.rev;
        mall.on::<Inspection>(&inspector, id, Some(rev), Command::Finish { words: String::new() }).await?;
    }
    for (merchant, visit, ground) in found {
        let level = if mall.dice.percent(50) { Level::Warning } else { Level::Rectification };
        let found = Some(Found { inspection: id, visit });
        measures::impose(mall, &inspector, merchant, found, level, ground, OnMeasure::Everyday).await?;
    }
    Ok(())
}

fn answer(mall: &mut Mall) -> Answer {
    if !mall.dice.percent(NOT_IN_ORDER) {
        return if mall.dice.percent(6) { Answer::NotApplicable } else { Answer::Pass };
    }
    let said = mall.dice.one_of(FINDINGS);
    Answer::Fail { words: words(said), corrected: mall.dice.percent(PUT_RIGHT), photos: Vec::new() }
}
