//! 接受社会监督 and 向市场监管反映: figures that leave the house. Nobody is found in them: see [`super::suppression`].

use serde::{Deserialize, Serialize};

use super::{
    Figures, Measure, Period,
    suppression::{LEAST, Printed, Table},
};
use crate::{
    form::{Category, GoodsKind, Kind, Term},
    words::{Text, text},
};

/// The version of the open data: fields are added, never changed.
pub const STATISTICS_VERSION: u32 = 1;
/// So many whole quarters are published.
pub const QUARTERS: i32 = 4;

/// What became of complaints, as far as it is published.
pub const RESULTS: [Text; 3] = [
    text("和解或已赔付", "Settled or paid"),
    text("没谈成或转交", "No agreement, or passed on"),
    text("在办和其他", "Open, and other"),
];

/// What is published for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// [`STATISTICS_VERSION`].
    pub version: u32,
    /// Whose.
    pub contact_point: String,
    /// Fewer cases than that are not printed.
    pub least: i64,
    /// Whole quarters, the latest first. They do not overlap, so none can be taken from another.
    pub quarters: Vec<PublishedFigures>,
}

/// The figures of one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedFigures {
    /// Of when.
    pub period: Period,
    /// 咨询, 投诉, 举报线索, and their sum, in this order.
    pub kinds: Printed,
    /// Which categories the rows of `by_category` are.
    pub categories: Vec<Category>,
    /// Complaints by category and [`RESULTS`], with sums.
    pub by_category: Printed,
    /// Which kinds of goods the rows of `by_goods` are.
    pub goods: Vec<GoodsKind>,
    /// Complaints by kind of goods and [`RESULTS`], with sums.
    pub by_goods: Printed,
    /// Which merchants the rows of `by_merchant` are; none where the house does not publish them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merchants: Vec<String>,
    /// Complaints by merchant and [`RESULTS`], with sums; the last row but the sums is everybody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_merchant: Option<Printed>,
    /// Minutes to the first answer, on average.
    pub minutes_to_answer: Option<i64>,
    /// Minutes to the end, on average.
    pub minutes_to_end: Option<i64>,
    /// Of a hundred cases, those in which no promised time of ours ran out.
    pub within_promise: Option<i64>,
    /// Of a hundred complaints with a result, those that were settled.
    pub settled: Option<i64>,
    /// Of a hundred complaints with a result, those that were settled on the spot.
    pub settled_on_site: Option<i64>,
    /// Stars on average, in tenths.
    pub stars_in_tenths: Option<i64>,
    /// What consumers have got back, in yuan.
    pub recovered: Option<i64>,
    /// What was agreed in settlements that compensate a loss and were carried out (消费侵权赔偿), in yuan.
    pub compensated: Option<i64>,
}

/// Of what a table has its rows: a name, and its figures.
pub(crate) type Rows<T> = Vec<(T, Figures)>;

impl PublishedFigures {
    /// What may be published of figures.
    #[must_use]
    pub fn of(
        period: Period,
        all: &Figures,
        categories: Rows<Category>,
        goods: Rows<GoodsKind>,
        merchants: Option<Rows<String>>,
    ) -> Self {
        use Measure as M;
        let kinds = [M::Inquiries, M::Complaints, M::Reports].map(|kind| all.of(kind));
        let (categories, by_category) = by_result(categories);
        let (goods, by_goods) = by_result(goods);
        let (merchants, by_merchant) =
            merchants.map(by_result).map(|(names, table)| (names, Some(table))).unwrap_or_default();
        let enough = |measure: M| all.of(measure) >= LEAST;
        // A share of which the one part is a few people says who they were.
        let share = |part: i64, of: M| {
            let all = all.of(of);
            let is_small = |part: i64| (1..LEAST).contains(&part);
            (all >= LEAST && !is_small(part) && !is_small(all - part)).then(|| (part * 100 + all / 2) / all)
        };
        let settled = all.of(M::SettledOnSite) + all.of(M::Performed);
        Self {
            period,
            kinds: Table::of(&[kinds.to_vec()]).printed(LEAST),
            categories,
            by_category,
            goods,
            by_goods,
            merchants,
            by_merchant,
            minutes_to_answer: all.minutes_to_answer().filter(|_| enough(M::Answered)),
            minutes_to_end: all.minutes_to_end().filter(|_| enough(M::Ended)),
            within_promise: share(all.of(M::Promised) - all.of(M::Late), M::Promised),
            settled: share(settled, M::Concluded),
            settled_on_site: share(all.of(M::SettledOnSite), M::Concluded),
            stars_in_tenths: all.stars_in_tenths().filter(|_| all.rated() >= LEAST),
            compensated: Some(all.of(M::Compensated) / 100).filter(|_| enough(M::Compensations)),
            recovered: Some(all.of(M::Recovered) / 100).filter(|_| settled + all.of(M::AdvancePaid) >= LEAST),
        }
    }

    /// In words, for a report (报告). What is not printed is not said.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut said =
            vec![format!("{} 至 {} 的受理情况（少于 {LEAST} 件的数不写）：", self.period.from, self.period.to)];
        let cases = |name: &str, number: Option<i64>| number.map(|number| format!("{name} {number} 件"));
        let kinds = Kind::ALL.iter().map(|kind| cases(kind.name().zh, self.filed(*kind)));
        let kinds: Vec<String> = kinds.chain([cases("合计", self.kinds.sum())]).flatten().collect();
        said.extend((!kinds.is_empty()).then(|| format!("{}。", kinds.join("，"))));
        let lines = |names: &mut dyn Iterator<Item = &'static str>, printed: &Printed| {
            let all = names.enumerate().filter_map(|(row, name)| cases(name, printed.sum_of_row(row)));
            all.collect::<Vec<_>>().join("，")
        };
        let by_category = lines(&mut self.categories.iter().map(|one| one.name().zh), &self.by_category);
        let by_goods = lines(&mut self.goods.iter().map(|one| one.name().zh), &self.by_goods);
        said.extend((!by_category.is_empty()).then(|| format!("投诉按问题类别：{by_category}。")));
        said.extend((!by_goods.is_empty()).then(|| format!("投诉按商品或服务：{by_goods}。")));
        let percent = |name: &str, number: Option<i64>| number.map(|number| format!("{name} {number}%"));
        let rates = [
            percent("承诺时限内", self.within_promise),
            percent("和解率", self.settled),
            percent("现场化解率", self.settled_on_site),
            self.recovered.map(|yuan| format!("挽回金额 {yuan} 元")),
            self.compensated.map(|yuan| format!("其中赔偿损失的和解 {yuan} 元")),
        ];
        let rates: Vec<String> = rates.into_iter().flatten().collect();
        said.extend((!rates.is_empty()).then(|| format!("{}。", rates.join("，"))));
        said.join("\n")
    }

    /// How many of that kind were filed; none where it is not printed.
    #[must_use]
    pub fn filed(&self, kind: Kind) -> Option<i64> {
        self.kinds.cell(0, kind as usize)
    }
}

/// Rows that have complaints, each by what became of them.
fn by_result<T>(rows: Rows<T>) -> (Vec<T>, Printed) {
    let rows = rows.into_iter().map(|(name, figures)| (name, results(&figures)));
    let (names, cells): (Vec<T>, Vec<Vec<i64>>) = rows.filter(|(_, cells)| cells.iter().any(|cell| *cell > 0)).unzip();
    // Of no complaints the table says so.
    let cells = if cells.is_empty() { vec![vec![0; RESULTS.len()]] } else { cells };
    (names, Table::of(&cells).printed(LEAST))
}

fn results(figures: &Figures) -> Vec<i64> {
    use Measure as M;
    let settled = figures.of(M::SettledOnSite) + figures.of(M::Performed) + figures.of(M::AdvancePaid);
    let failed = figures.of(M::Concluded) - settled;
    vec![settled, failed, figures.of(M::Complaints) - settled - failed]
}
