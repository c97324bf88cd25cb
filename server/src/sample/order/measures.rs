//! 及时制止违法行为: measures, in grades, with re-inspection and appeal.

use domain::ids::MerchantId;
use domain::oversight::measure::{BASES, Command, Found, Level, Measure, NewStep, Ruling};
use domain::role::Role;
use domain::staff::StaffMember;
use uuid::Uuid;

use super::{Deed, on, some_merchants, soon, words};
use crate::sample::SampleError;
use crate::sample::mall::Mall;

/// What becomes of a measure, or what is done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sample) enum OnMeasure {
    /// It is looked at again, and that is that; seldom more.
    Everyday,
    Recheck {
        passed: bool,
    },
    Raise,
    /// The merchant appeals, and somebody decides.
    Appeal,
    Decide,
    /// To be put right by a day that has passed.
    Overdue,
    /// To be put right by a day that comes.
    DueSoon,
    SaleStopped,
    ServiceStopped,
    /// An appeal waits.
    AppealWaits,
    Withdrawn,
}

const AT_THE_END: &[(i64, OnMeasure)] = &[
    (9, OnMeasure::Overdue),
    (3, OnMeasure::DueSoon),
    (2, OnMeasure::SaleStopped),
    (6, OnMeasure::ServiceStopped),
    (5, OnMeasure::AppealWaits),
    (20, OnMeasure::Withdrawn),
];

pub(super) fn plan(mall: &mut Mall) {
    for (before, what) in AT_THE_END {
        on(mall, mall.story.until.plus_days(-before), Deed::Impose(*what));
    }
}

/// About something that no round found.
pub(super) async fn impose_unseen(mall: &mut Mall, what: OnMeasure) -> Result<(), SampleError> {
    let Some(merchant) = some_merchants(mall, 1).first().copied() else { return Ok(()) };
    let boss = mall.somebody(Role::Supervisor);
    let (level, ground) = match what {
        OnMeasure::SaleStopped => (Level::SaleStopped, "整改后复查，过期商品仍在货架上"),
        OnMeasure::ServiceStopped => (Level::ServiceStopped, "停售期间仍在销售，劝阻无效"),
        _ => (Level::Rectification, "进货凭证和台账对不上，缺三批"),
    };
    impose(mall, &boss, merchant, None, level, words(ground), what).await
}

pub(super) async fn impose(
    mall: &mut Mall,
    by: &StaffMember,
    merchant: MerchantId,
    found: Option<Found>,
    level: Level,
    ground: String,
    then: OnMeasure,
) -> Result<(), SampleError> {
    let today = mall.now().day();
    let days = match then {
        OnMeasure::Overdue => 7,
        OnMeasure::DueSoon => 5,
        _ => i64::from(mall.dice.between(5, 12)),
    };
    let due = (level == Level::Rectification).then(|| today.plus_days(days));
    let basis = mall.dice.one_of(&BASES).to_owned();
    let id = mall.fresh();
    let step = NewStep { level, ground, basis, due, on: today };
    mall.on::<Measure>(by, id, None, Command::Impose { merchant, found, step }).await?;
    match then {
        OnMeasure::Everyday if mall.dice.percent(12) => soon(mall, 1, Deed::Measure(id, OnMeasure::Appeal)),
        OnMeasure::Everyday => {
            let passed = mall.dice.percent(85);
            on(mall, today.plus_days(days), Deed::Measure(id, OnMeasure::Recheck { passed }));
        }
        OnMeasure::AppealWaits | OnMeasure::Withdrawn => soon(mall, 1, Deed::Measure(id, then)),
        _ => {}
    }
    Ok(())
}

pub(super) async fn happen(mall: &mut Mall, id: Uuid, what: OnMeasure) -> Result<(), SampleError> {
    let kind = domain::oversight::measure::KIND.name;
    let Some(measure) = mall.state::<Measure>(kind, id).await? else { return Ok(()) };
    let boss = mall.somebody(Role::Supervisor);
    let quality = mall.somebody(Role::Quality);
    let today = mall.now().day();
    let rev = Some(measure.rev);
    match what {
        OnMeasure::Recheck { passed } if measure.is_in_force() => {
            let said = words(if passed { "复查合格，台账已补齐" } else { "复查时还是老样子" });
            mall.on::<Measure>(&boss, id, rev, Command::Recheck { passed, words: said }).await?;
            if !passed {
                soon(mall, 1, Deed::Measure(id, OnMeasure::Raise));
            }
        }
        OnMeasure::Raise if measure.is_in_force() => {
            let step = NewStep {
                level: Level::SaleStopped,
                ground: words("复查不合格，这类商品停售到改好为止"),
                basis: mall.dice.one_of(&BASES).to_owned(),
                due: None,
                on: today,
            };
            mall.on::<Measure>(&boss, id, rev, Command::Raise { step }).await?;
            soon(mall, 4, Deed::Measure(id, OnMeasure::Recheck { passed: true }));
        }
        OnMeasure::Appeal | OnMeasure::AppealWaits => {
            let command =
                Command::Appeal { appellant: "示例店长".to_owned(), words: words("凭证已补，请看附页") };
            mall.on::<Measure>(&quality, id, rev, command).await?;
            if what == OnMeasure::Appeal {
                soon(mall, 2, Deed::Measure(id, OnMeasure::Decide));
            }
        }
        OnMeasure::Decide => {
            // Somebody else than who imposed it.
            let others = mall.staff.iter().filter(|one| one.role.supervises() && !measure.was_imposed_by(one.id));
            let Some(judge) = others.min_by_key(|one| one.id).cloned() else { return Ok(()) };
            let (ruling, reason) = match measure.level() {
                Level::Rectification if mall.dice.percent(50) => {
                    (Ruling::Eased { level: Level::Warning, due: None, on: today }, "凭证确实已补，改为警告")
                }
                _ if mall.dice.percent(40) => (Ruling::Annulled, "查的是隔壁铺位，撤销"),
                _ => (Ruling::Upheld, "凭证日期在检查之后，维持"),
            };
            mall.on::<Measure>(&judge, id, rev, Command::DecideAppeal { ruling, reason: words(reason) }).await?;
            soon(mall, 5, Deed::Measure(id, OnMeasure::Recheck { passed: true }));
        }
        OnMeasure::Withdrawn => {
            let reason = words("登记错了商户，已另行登记");
            mall.on::<Measure>(&boss, id, rev, Command::Withdraw { reason }).await?;
        }
        _ => {}
    }
    Ok(())
}
