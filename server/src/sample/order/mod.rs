//! The house's order in a sample mall: rounds by a checklist (监督检查), what follows from them (及时制止违法行为), and what is said to
//! and asked by the regulator (报告与配合). Two years of what ended, and at the end one at every stage.

mod measures;
mod regulator;
mod rounds;

use uuid::Uuid;

use self::measures::OnMeasure;
use self::regulator::{OnDirective, OnReport};
use self::rounds::Round;
use super::SampleError;
use super::mall::{Mall, Step};
use domain::ids::MerchantId;
use domain::moment::Day;

/// What happens.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// A round is planned, and made, or something else becomes of it.
    Round(Round),
    /// It is made on its day.
    Walk(Uuid, Round),
    /// A merchant that nobody inspected is told.
    Impose(OnMeasure),
    /// Something follows from a measure.
    Measure(Uuid, OnMeasure),
    Report(Uuid, OnReport),
    Directive(Uuid, OnDirective),
}

pub(super) fn plan(mall: &mut Mall) {
    rounds::plan(mall);
    measures::plan(mall);
    regulator::plan(mall);
}

pub(super) async fn happen(mall: &mut Mall, deed: Deed) -> Result<(), SampleError> {
    match deed {
        Deed::Round(round) => rounds::plan_one(mall, round).await,
        Deed::Walk(id, round) => rounds::walk(mall, id, round).await,
        Deed::Impose(what) => measures::impose_unseen(mall, what).await,
        Deed::Measure(id, what) => measures::happen(mall, id, what).await,
        Deed::Report(id, what) => regulator::report(mall, id, what).await,
        Deed::Directive(id, what) => regulator::directive(mall, id, what).await,
    }
}

fn on(mall: &mut Mall, day: Day, deed: Deed) {
    let at = mall.hour_of(day);
    mall.at(at, Step::Order(deed));
}

fn soon(mall: &mut Mall, days: u32, deed: Deed) {
    let now = mall.now();
    let at = mall.later(now, days);
    mall.at(at, Step::Order(deed));
}

/// Some of the merchants that sell here by now, each once.
fn some_merchants(mall: &mut Mall, most: usize) -> Vec<MerchantId> {
    let sells: Vec<usize> = (0..mall.merchants.len()).filter(|one| mall.merchants[*one].has_account).collect();
    if sells.is_empty() {
        return Vec::new();
    }
    let first = usize::try_from(mall.dice.next() % sells.len() as u64).unwrap_or(0);
    // Neighbours, as one walks along a floor.
    sells.iter().cycle().skip(first).take(most.min(sells.len())).map(|one| mall.merchants[*one].id).collect()
}

fn words(words: &str) -> String {
    format!("示例：{words}")
}
