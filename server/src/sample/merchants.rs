//! The lives of sample merchants: applied, looked at, verified every half year or not, and what some of them come to.

use domain::board::DocumentKind;
use domain::form::{GoodsKind, Term};
use domain::fund::Movement;
use domain::ids::MerchantId;
use domain::mechanism::{ReturnException, ReturnPromise};
use domain::merchant::{ApplicationForm, Command, MerchantFile, PermitKind, SigningWay, Standing, Suspension};
use domain::moment::Day;
use domain::money::Yuan;
use domain::role::Role;
use domain::staff::StaffMember;

use super::application::{ends, form};
use super::mall::{Mall, Step};
use super::{SampleError, goods};

/// A merchant of the story.
#[derive(Clone, Debug)]
pub(super) struct SampleMerchant {
    pub(super) id: MerchantId,
    pub(super) name: String,
    pub(super) stall: String,
    pub(super) trade: GoodsKind,
    /// It has an account in the deposit pool.
    pub(super) has_account: bool,
    /// It is admitted one day, and not for a doubled file.
    pub(super) comes_to_sell: bool,
    /// Nothing is ordained for it: it is verified in time and simply sells.
    pub(super) is_ordinary: bool,
    form: ApplicationForm,
    habit: Habit,
}

/// How a merchant keeps its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    /// Comes before it is due.
    Prompt,
    /// Comes once sale is suspended.
    Late,
    /// On the very day, and from one day on not any more.
    Until(Day),
}

/// What happens to a merchant.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    Apply,
    Return,
    Bring,
    Refuse,
    Admit,
    PayDeposit,
    SignCommitments,
    PromiseReturns,
    Review,
    Change,
    Suspend,
    Lift,
    Leave,
    /// A permit that ends so many days after the end of the story.
    PermitUntil(i64),
    Merge(usize),
}

/// Those of which there is always one, whatever falls.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Waits,
    SentBack,
    Refused,
    Left,
    OverdueReview,
    SuspendedForReview,
    LiftedForReview,
    PermitEndsSoon,
    SuspendedForPermit,
    SuspendedByDecision,
    ChangedUnseen,
    Doubled,
}

const FATES: &[Fate] = &[
    Fate::Waits,
    Fate::Waits,
    Fate::SentBack,
    Fate::Refused,
    Fate::Left,
    Fate::OverdueReview,
    Fate::OverdueReview,
    Fate::SuspendedForReview,
    Fate::LiftedForReview,
    Fate::PermitEndsSoon,
    Fate::SuspendedForPermit,
    Fate::SuspendedByDecision,
    Fate::ChangedUnseen,
    Fate::Doubled,
];

/// As many merchants as there are fates, and some who simply sell.
pub const FEWEST: u32 = 20;

pub(super) fn plan(mall: &mut Mall) {
    let opened = mall.now().day();
    let days = mall.story.until.days_since(opened);
    for number in 1..=mall.story.merchants {
        let fate = FATES.get(usize::try_from(number - 1).unwrap_or(usize::MAX)).copied();
        // Three of four are there from the beginning.
        let came = if mall.dice.percent(75) {
            opened.plus_days(i64::from(mall.dice.between(0, 14)))
        } else {
            opened.plus_days(i64::from(mall.dice.between(15, u32::try_from(days - 10).unwrap_or(15).max(15))))
        };
        let habit = if mall.dice.percent(5) { Habit::Late } else { Habit::Prompt };
        let form = form(number, came, &mut mall.dice);
        let trade = GoodsKind::from_code(&form.trade).unwrap_or(GoodsKind::OtherGoods);
        let (name, stall) = (form.name.clone(), form.stall.clone());
        let id = MerchantId(mall.fresh());
        let comes_to_sell = !matches!(fate, Some(Fate::Waits | Fate::SentBack | Fate::Refused | Fate::Doubled));
        let is_ordinary = fate.is_none() && habit == Habit::Prompt;
        let has_account = false;
        mall.merchants.push(SampleMerchant {
            id,
            name,
            stall,
            trade,
            has_account,
            comes_to_sell,
            is_ordinary,
            form,
            habit,
        });
        let which = mall.merchants.len() - 1;
        match fate {
            Some(fate) => ordained(mall, which, fate),
            None => {
                let at = mall.hour_of(came);
                mall.at(at, Step::Merchant(which, Deed::Apply));
            }
        }
    }
}

/// Plans backwards from the end, so that it stands there as it is to.
fn ordained(mall: &mut Mall, which: usize, fate: Fate) {
    let until = mall.story.until;
    let half_years = i32::try_from(mall.story.months / 6).unwrap_or(0).max(1);
    // Verified on that day, half a year before it is due again for the last time.
    let verified = |due: Day| due.plus_months(-6 * half_years);
    let on = |mall: &mut Mall, day: Day, deed: Deed| {
        let at = mall.hour_of(day);
        mall.at(at, Step::Merchant(which, deed));
    };
    let since = until.plus_months(-3);
    match fate {
        Fate::Waits => on(mall, until.plus_days(-1), Deed::Apply),
        Fate::SentBack => on(mall, until.plus_days(-7), Deed::Apply),
        Fate::Refused => on(mall, until.plus_days(-40), Deed::Apply),
        Fate::OverdueReview | Fate::SuspendedForReview | Fate::LiftedForReview => {
            let due = until.plus_days(if matches!(fate, Fate::OverdueReview) { -8 } else { -25 });
            mall.merchants[which].habit = Habit::Until(due);
            on(mall, verified(due).plus_days(-1), Deed::Apply);
            if matches!(fate, Fate::LiftedForReview) {
                on(mall, until.plus_days(-2), Deed::Lift);
            }
        }
        _ => on(mall, since, Deed::Apply),
    }
    match fate {
        Fate::SentBack => on(mall, until.plus_days(-5), Deed::Return),
        Fate::Refused => on(mall, until.plus_days(-36), Deed::Refuse),
        Fate::Left => on(mall, until.plus_days(-20), Deed::Leave),
        Fate::PermitEndsSoon => on(mall, since.plus_days(20), Deed::PermitUntil(9)),
        Fate::SuspendedForPermit => on(mall, since.plus_days(20), Deed::PermitUntil(-22)),
        Fate::SuspendedByDecision => on(mall, until.plus_days(-4), Deed::Suspend),
        Fate::ChangedUnseen => on(mall, until.plus_days(-3), Deed::Change),
        Fate::Doubled => on(mall, until.plus_days(-30), Deed::Merge(which - 1)),
        _ => {}
    }
}

pub(super) async fn happen(mall: &mut Mall, which: usize, deed: Deed) -> Result<(), SampleError> {
    let merchant = mall.merchants[which].clone();
    let file = mall.file(merchant.id).await?;
    let today = mall.now().day();
    let Some(file) = file else {
        let counter = mall.somebody(Role::Receptionist);
        let form = Box::new(merchant.form);
        mall.on::<MerchantFile>(&counter, merchant.id.0, None, Command::Apply { form }).await?;
        return admission(mall, which);
    };
    if file.has_ended() {
        return Ok(());
    }
    let boss = mall.somebody(Role::Supervisor);
    let counter = mall.somebody(Role::Receptionist);
    let quality = mall.somebody(Role::Quality);
    let reason = |words: &str| format!("示例：{words}");
    match deed {
        Deed::Return => {
            does(mall, &quality, &file, which, Command::Return { reason: reason("请带许可证原件再来一次") }).await
        }
        Deed::Bring => {
            let form = newer(mall, &file, today);
            does(mall, &counter, &file, which, Command::Amend { form }).await
        }
        Deed::Refuse => {
            does(mall, &boss, &file, which, Command::Refuse { reason: reason("经营项目与本商场不符") }).await
        }
        Deed::Admit => {
            verify(mall, which, &quality, &file).await?;
            for (deed, days) in [(Deed::PayDeposit, 0), (Deed::SignCommitments, 1), (Deed::PromiseReturns, 2)] {
                let comes = match deed {
                    Deed::SignCommitments => mall.dice.percent(82),
                    Deed::PromiseReturns => mall.dice.percent(45),
                    _ => true,
                };
                if comes {
                    plan_later(mall, which, days, deed);
                }
            }
            mall.apart(|mall| goods::opened(mall, which));
            Ok(())
        }
        Deed::PayDeposit => pay_deposit(mall, which, &boss).await,
        Deed::SignCommitments => sign(mall, which, &counter).await,
        Deed::PromiseReturns => {
            let days = mall.dice.one_of(&[7, 7, 7, 15, 30]);
            let promise = ReturnPromise { days, covers: Vec::new(), excepts: ReturnException::ALL.to_vec() };
            does(mall, &counter, &file, which, Command::PromiseReturns { promise: Some(promise), from: today }).await
        }
        Deed::Review => review(mall, which, &boss, &quality).await,
        Deed::Change => {
            let form = ApplicationForm {
                responsible: format!("{}（新）", file.application.responsible),
                ..file.application.as_form()
            };
            does(mall, &counter, &file, which, Command::Amend { form: Box::new(form) }).await
        }
        Deed::Suspend => {
            let why = Suspension::Decided { reason: reason("多次不到场处理投诉，整改后恢复") };
            does(mall, &boss, &file, which, Command::Suspend { why }).await
        }
        Deed::Lift if matches!(file.standing, Standing::Suspended { .. }) => {
            does(mall, &boss, &file, which, Command::Lift { reason: reason("已约好这周送原件来核实") }).await
        }
        Deed::Apply | Deed::Lift => Ok(()),
        Deed::Leave => does(mall, &boss, &file, which, Command::Leave { reason: reason("租约到期，已结清") }).await,
        Deed::PermitUntil(days) => {
            let mut form = file.application.as_form();
            let last = mall.story.until.plus_days(days);
            let kind = PermitKind::FoodTrade.code();
            form.permits.retain(|permit| permit.kind != kind);
            let number = format!("示例{}", last.days_since(file.since.day()));
            form.permits.push(domain::merchant::PermitForm {
                kind: kind.to_owned(),
                number,
                expires: last.to_string(),
                picture: None,
            });
            does(mall, &counter, &file, which, Command::Amend { form: Box::new(form) }).await?;
            let Some(file) = mall.file(merchant.id).await? else { return Ok(()) };
            verify(mall, which, &quality, &file).await
        }
        Deed::Merge(into) => {
            let into = mall.merchants[into].id;
            does(mall, &boss, &file, which, Command::Merge { into, reason: reason("同一家登记了两次") }).await
        }
    }
}

/// From the application to somebody's look at the originals.
fn admission(mall: &mut Mall, which: usize) -> Result<(), SampleError> {
    let exact = matches!(mall.merchants[which].habit, Habit::Until(_));
    let fate = FATES.get(which);
    match fate {
        Some(Fate::Waits | Fate::SentBack | Fate::Refused) => {}
        _ if exact => {
            let at = mall.now().day().next();
            let at = mall.hour_of(at);
            mall.at(at, Step::Merchant(which, Deed::Admit));
        }
        None if mall.dice.percent(12) => {
            plan_later(mall, which, 1, Deed::Return);
            plan_later(mall, which, 4, Deed::Bring);
            plan_later(mall, which, 5, Deed::Admit);
        }
        _ => {
            let days = mall.dice.between(1, 4);
            plan_later(mall, which, days, Deed::Admit);
        }
    }
    Ok(())
}

fn plan_later(mall: &mut Mall, which: usize, days: u32, deed: Deed) {
    let now = mall.now();
    let at = mall.later(now, days);
    mall.at(at, Step::Merchant(which, deed));
}

async fn does(
    mall: &mut Mall,
    by: &StaffMember,
    file: &MerchantFile,
    which: usize,
    command: Command,
) -> Result<(), SampleError> {
    let id = mall.merchants[which].id;
    mall.on::<MerchantFile>(by, id.0, Some(file.rev), command).await
}

/// The same application with permits that hold.
fn newer(mall: &mut Mall, file: &MerchantFile, today: Day) -> Box<ApplicationForm> {
    let mut form = file.application.as_form();
    for permit in &mut form.permits {
        let soon = Day::parse(&permit.expires).is_some_and(|last| last < today.plus_days(60));
        if soon {
            permit.expires = ends(today, &mut mall.dice).to_string();
        }
    }
    if file.application == form.check().unwrap_or_else(|_| file.application.clone()) {
        form.responsible = format!("{}（补）", form.responsible);
    }
    Box::new(form)
}

/// Somebody looks at every original; the next time is planned by the merchant's habit.
async fn verify(mall: &mut Mall, which: usize, by: &StaffMember, file: &MerchantFile) -> Result<(), SampleError> {
    let permits = file.application.permits.iter().map(|permit| permit.kind).collect();
    does(mall, by, file, which, Command::Verify { permits, person: true }).await?;
    let Some(file) = mall.file(mall.merchants[which].id).await? else { return Ok(()) };
    let Some(next) = file.verification.map(|verification| verification.next) else { return Ok(()) };
    let day = match mall.merchants[which].habit {
        Habit::Prompt => next.plus_days(-i64::from(mall.dice.between(1, 20))),
        Habit::Late => next.plus_days(i64::from(mall.dice.between(17, 24))),
        Habit::Until(last) if next < last => next,
        Habit::Until(_) => return Ok(()),
    };
    let at = mall.hour_of(day);
    mall.at(at, Step::Merchant(which, Deed::Review));
    Ok(())
}

/// 定期核实更新: with new permits where some end, after a lift where it came too late.
async fn review(mall: &mut Mall, which: usize, boss: &StaffMember, quality: &StaffMember) -> Result<(), SampleError> {
    let id = mall.merchants[which].id;
    let today = mall.now().day();
    let Some(file) = mall.file(id).await? else { return Ok(()) };
    let is_due = file.verification.as_ref().is_some_and(|last| last.next <= today.plus_days(30));
    if !is_due {
        return Ok(());
    }
    let ending =
        file.application.permits.iter().any(|permit| permit.expires_on.is_some_and(|last| last < today.plus_days(60)));
    if ending {
        let form = newer(mall, &file, today);
        does(mall, quality, &file, which, Command::Amend { form }).await?;
    }
    let Some(file) = mall.file(id).await? else { return Ok(()) };
    if matches!(file.standing, Standing::Suspended { .. }) {
        let reason = "示例：原件今天送到，当面核实".to_owned();
        does(mall, boss, &file, which, Command::Lift { reason }).await?;
    }
    let Some(file) = mall.file(id).await? else { return Ok(()) };
    verify(mall, which, quality, &file).await
}

async fn pay_deposit(mall: &mut Mall, which: usize, boss: &StaffMember) -> Result<(), SampleError> {
    let (id, name) = (mall.merchants[which].id, mall.merchants[which].name.clone());
    mall.service.open_account(boss, id, &name).await?;
    let amount = Yuan::from_fen(100 * 1000 * i64::from(mall.dice.between(5, 30)));
    let receipt = format!("示例收据 {which:04}");
    mall.service.move_money(boss, Movement::TakeDeposit { merchant: id, amount, receipt }).await?;
    mall.merchants[which].has_account = true;
    Ok(())
}

/// 承诺: each document of the board in its present version.
async fn sign(mall: &mut Mall, which: usize, counter: &StaffMember) -> Result<(), SampleError> {
    let notice = mall.service.notice();
    let documents = notice.board.documents.iter().filter(|document| document.kind == DocumentKind::Commitment);
    for document in documents {
        let Some(file) = mall.file(mall.merchants[which].id).await? else { return Ok(()) };
        let signatory = file.application.responsible.clone();
        let (document, version) = (document.id.clone(), document.version);
        let command = Command::SignCommitment { document, version, signatory, way: SigningWay::OnPaper, picture: None };
        does(mall, counter, &file, which, command).await?;
    }
    Ok(())
}
