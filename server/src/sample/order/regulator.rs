//! 报告与配合: what is said to and asked by the regulator.

use domain::oversight::directive::{self, Directive};
use domain::oversight::report::{self, Report, Way};
use domain::role::Role;
use uuid::Uuid;

use super::{Deed, on, some_merchants, soon, words};
use crate::sample::SampleError;
use crate::sample::mall::Mall;

/// What becomes of a report, or what is done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sample) enum OnReport {
    /// It is sent, and a receipt comes.
    Everyday,
    Send {
        receipt: bool,
    },
    Receive,
    /// Its day has passed, and nobody has sent it.
    Unsent,
    /// No receipt came.
    NoReceipt,
    Dropped,
}

/// What becomes of what the regulator asks, or what is done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sample) enum OnDirective {
    Everyday,
    Comply,
    /// Its day comes.
    Open,
    Overdue,
    Extended,
    Extend,
    Reopened,
    Reopen,
}

const REPORTS: &[(i64, OnReport)] =
    &[(5, OnReport::Unsent), (12, OnReport::NoReceipt), (3, OnReport::Everyday), (15, OnReport::Dropped)];
const DIRECTIVES: &[(i64, OnDirective)] =
    &[(2, OnDirective::Open), (8, OnDirective::Overdue), (6, OnDirective::Extended), (16, OnDirective::Reopened)];
const FIRST_AFTER_DAYS: i64 = 45;

const AUTHORITY: &str = "示例市场监督管理局";
const SUBJECTS: &[(&str, &str)] = &[
    ("示例：过期食品处理情况", "两户货架上共 5 盒过期食品，已下架、销毁，台账已补。"),
    ("示例：不合格商品退市情况", "抽检不合格的一批已停售、下架、退供货商，名单和数量附后。"),
    ("示例：月度投诉办理情况", "当月投诉和办结数量、先行赔付金额见附表。"),
];
const ASKED: &[&str] =
    &["请报送食品经营户名单", "请协助调取一批商品的进货凭证", "请组织商户参加价格法培训", "请核查一条举报线索并回复"];

pub(super) fn plan(mall: &mut Mall) {
    let until = mall.story.until;
    let mut day = mall.now().day().plus_days(FIRST_AFTER_DAYS);
    while day < until.plus_days(-30) {
        let (report, directive) = (mall.fresh(), mall.fresh());
        on(mall, day, Deed::Report(report, OnReport::Everyday));
        on(mall, day.plus_days(11), Deed::Directive(directive, OnDirective::Everyday));
        day = day.plus_days(i64::from(mall.dice.between(24, 40)));
    }
    for (before, what) in REPORTS {
        let id = mall.fresh();
        on(mall, until.plus_days(-before), Deed::Report(id, *what));
    }
    for (before, what) in DIRECTIVES {
        let id = mall.fresh();
        on(mall, until.plus_days(-before), Deed::Directive(id, *what));
    }
}

pub(super) async fn report(mall: &mut Mall, id: Uuid, what: OnReport) -> Result<(), SampleError> {
    let known = mall.state::<Report>(report::KIND.name, id).await?;
    let (boss, today) = (mall.somebody(Role::Supervisor), mall.now().day());
    let Some(known) = known else {
        let (subject, said) = mall.dice.one_of(SUBJECTS);
        let merchant = some_merchants(mall, 1).first().copied();
        let due = Some(today.plus_days(4));
        let content = report::Content {
            subject: subject.into(),
            to: AUTHORITY.into(),
            words: said.into(),
            merchant,
            due,
            period: None,
            pack: None,
        };
        mall.on::<Report>(&boss, id, None, report::Command::Write { content }).await?;
        match what {
            OnReport::Everyday => soon(mall, 1, Deed::Report(id, OnReport::Send { receipt: true })),
            OnReport::NoReceipt => soon(mall, 1, Deed::Report(id, OnReport::Send { receipt: false })),
            OnReport::Dropped => soon(mall, 1, Deed::Report(id, what)),
            _ => {}
        }
        return Ok(());
    };
    let number = mall.dice.between(1, 999);
    let command = match what {
        OnReport::Send { receipt } => {
            if receipt {
                let days = mall.dice.between(1, 4);
                soon(mall, days, Deed::Report(id, OnReport::Receive));
            }
            let way = mall.dice.one_of(&[Way::InPerson, Way::Platform, Way::Email]);
            report::Command::Send { way, on: today, proof: format!("示例送达 {number:03}") }
        }
        OnReport::Receive => {
            let (from, number) = ("示例科长".to_owned(), format!("示例回执 {number:03}"));
            report::Command::Receive { on: today, from, number }
        }
        OnReport::Dropped => report::Command::Drop { reason: words("和上一份重复，不再报") },
        OnReport::Everyday | OnReport::Unsent | OnReport::NoReceipt => return Ok(()),
    };
    mall.on::<Report>(&boss, id, Some(known.rev), command).await
}

pub(super) async fn directive(mall: &mut Mall, id: Uuid, what: OnDirective) -> Result<(), SampleError> {
    let known = mall.state::<Directive>(directive::KIND.name, id).await?;
    let (boss, today) = (mall.somebody(Role::Supervisor), mall.now().day());
    let Some(known) = known else {
        let holder = mall.somebody(Role::Quality).id;
        let number = format!("示例市监〔{}〕{} 号", today.year(), mall.dice.between(1, 200));
        let said = mall.dice.one_of(ASKED);
        let merchant = some_merchants(mall, 1).first().copied().filter(|_| said == ASKED[1]);
        let content = directive::Content {
            from: format!("{AUTHORITY} 示例科长"),
            number,
            words: words(said),
            received_on: today,
            merchant,
        };
        let days = match what {
            OnDirective::Overdue => 7,
            OnDirective::Open => 4,
            _ => 10,
        };
        let due = today.plus_days(days);
        mall.on::<Directive>(&boss, id, None, directive::Command::Receive { content, due, holder }).await?;
        match what {
            OnDirective::Everyday | OnDirective::Reopened => {
                let days = mall.dice.between(2, 5);
                soon(mall, days, Deed::Directive(id, OnDirective::Comply));
                if what == OnDirective::Reopened {
                    soon(mall, 7, Deed::Directive(id, OnDirective::Reopen));
                }
            }
            OnDirective::Extended => soon(mall, 2, Deed::Directive(id, OnDirective::Extend)),
            _ => {}
        }
        return Ok(());
    };
    let command = match what {
        OnDirective::Comply => {
            let proof = format!("示例回执 {:03}", mall.dice.between(1, 999));
            directive::Command::Comply { on: today, words: words("材料已整理送达"), proof }
        }
        OnDirective::Extend => {
            let (due, reason) = (known.due.plus_days(7), words("示例科长电话同意延期一周"));
            directive::Command::Extend { due, reason }
        }
        OnDirective::Reopen => {
            let reason = words("还缺两户的凭证，请补");
            directive::Command::Reopen { due: today.plus_days(5), on: today, reason }
        }
        _ => return Ok(()),
    };
    mall.on::<Directive>(&boss, id, Some(known.rev), command).await
}
