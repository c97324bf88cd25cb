//! 分析汇总: figures of any period, from what is kept of them; what leaves the house of them; and 集中问题.

use std::collections::{BTreeMap, HashMap};

use domain::analysis::{
    About, CategoryLine, Cube, Figures, GoodsLine, Horizon, IssueLine, MOST_ISSUES, MOST_MERCHANTS, MOST_READ, Measure,
    MerchantLine, Observed, Overview, Period, PublishedFigures, QUARTERS, REPEATS_DAYS, RULE, Repeats,
    STATISTICS_VERSION, Statistics, Unusual, concentrations, repeats,
};
use domain::case::Case;
use domain::form::{Category, Term};
use domain::ids::MerchantId;
use domain::merchant::Standing;
use domain::moment::{Day, Moment};

use super::Service;
use crate::store::StoreError;
use crate::store::entities::{Along, FigureSum, WantedFigures};

/// Up to so many days the figures of each are shown, of longer periods those of each month.
const MOST_DAYS_ONE_BY_ONE: i64 = 92;
/// What a list of merchants shows.
pub(super) const OF_MERCHANTS: &[Measure] = &[
    Measure::Cases,
    Measure::Complaints,
    Measure::Reports,
    Measure::Concluded,
    Measure::SettledOnSite,
    Measure::Performed,
    Measure::AdvancePaid,
    Measure::MerchantAsked,
    Measure::MerchantLate,
    Measure::Recovered,
    Measure::Star1,
    Measure::Star2,
    Measure::Star3,
    Measure::Star4,
    Measure::Star5,
];
/// What a line over time shows.
const OVER_TIME: &[Measure] =
    &[Measure::Cases, Measure::Inquiries, Measure::Complaints, Measure::Reports, Measure::Ended];
/// What makes an issue.
const OF_ISSUES: &[Measure] = &[Measure::Complaints, Measure::Reports];

/// The merchants of the register, as they are counted and called.
///
/// What nobody has linked counts for the file of that name, where there is one.
pub(super) struct Names {
    by_name: HashMap<String, MerchantId>,
    /// Which file a file went on in.
    into: HashMap<MerchantId, MerchantId>,
    names: HashMap<MerchantId, String>,
}

impl Names {
    /// A file that went on in another counts for that one.
    pub(super) fn counted_for(&self, about: About) -> About {
        let mut id = match &about {
            About::File(id) => *id,
            About::Named(name) => match self.by_name.get(name) {
                Some(id) => *id,
                None => return about,
            },
            About::Unsure => return about,
        };
        // A merge after a merge; no circle is longer than the register.
        for _ in 0..self.into.len() {
            let Some(into) = self.into.get(&id) else { break };
            id = *into;
        }
        About::File(id)
    }

    fn of(&self, about: &About) -> String {
        match about {
            About::Unsure => String::new(),
            About::Named(name) => name.clone(),
            About::File(id) => self.names.get(id).cloned().unwrap_or_default(),
        }
    }
}

impl Service {
    /// Figures of a period beside those of the one before.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn overview(&self, period: Period) -> Result<Overview, StoreError> {
        let before = period.before();
        let along = if period.days() <= MOST_DAYS_ONE_BY_ONE { Along::Days } else { Along::Months };
        let cells = |cube, period, measures| WantedFigures { cube, period, along: Along::Cells, measures };
        let wanted = [
            cells(Cube::Goods, period, Measure::ALL),
            cells(Cube::Goods, before, Measure::ALL),
            WantedFigures { cube: Cube::Goods, period, along, measures: OVER_TIME },
            cells(Cube::Merchant, period, OF_MERCHANTS),
            cells(Cube::Merchant, before, OF_MERCHANTS),
            cells(Cube::Issue, period, OF_ISSUES),
            cells(Cube::Issue, before, OF_ISSUES),
            cells(Cube::Hour, period, &[Measure::Cases]),
        ];
        let read = self.inner.store.figures(self.point(), &wanted).await?;
        let Ok([now, then, series, merchants, merchants_then, issues, issues_then, hours]) =
            <[Vec<FigureSum>; 8]>::try_from(read)
        else {
            return Err(StoreError::Unreadable("as many answers as questions".to_owned()));
        };
        let names = self.merchant_names().await?;
        Ok(Overview {
            period,
            before,
            now: total(&now),
            then: total(&then),
            series: whole_series(period, along, &series),
            categories: categories(&now, &then),
            goods: goods(&now, &then),
            merchants: merchant_lines(&merchants, &merchants_then, &names),
            issues: issue_lines(&issues, &issues_then, &names),
            hours: by_hour(&hours),
        })
    }

    /// 集中问题 as of a day.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn unusual(&self, today: Day) -> Result<Unusual, StoreError> {
        let horizon = Horizon::on(today, self.inner.store.figures_since(self.point()).await?, &RULE);
        let of = |period, along| WantedFigures { cube: Cube::Issue, period, along, measures: OF_ISSUES };
        let mut wanted = vec![of(horizon.window, Along::Cells)];
        let months = (0_i32..).take(horizon.months());
        let from = horizon.history.map(|history| history.from);
        wanted.extend(months.filter_map(|month| Some(of(Period::month_of(from?.plus_months(month)), Along::Cells))));
        let read = self.inner.store.figures(self.point(), &wanted).await?;
        let names = self.merchant_names().await?;
        let mut observed: BTreeMap<(Category, About), Observed> = BTreeMap::new();
        let months = read.len().saturating_sub(1);
        for (place, sums) in read.iter().enumerate() {
            for (category, about, sum) in issues(sums, &names) {
                // Whom nobody could name is no merchant.
                if about == About::Unsure {
                    continue;
                }
                let key = (category, about.clone());
                let issue = observed.entry(key).or_insert_with(|| Observed {
                    category,
                    about,
                    now: 0,
                    months: vec![0; months],
                });
                let count = u32::try_from(cases(sum)).unwrap_or_default();
                match place.checked_sub(1) {
                    None => issue.now += count,
                    Some(month) => issue.months.get_mut(month).into_iter().for_each(|of_month| *of_month += count),
                }
            }
        }
        let observed: Vec<Observed> = observed.into_values().collect();
        let said = concentrations(horizon, &observed, &RULE);
        let names = said.alerts.iter().map(|alert| names.of(&alert.about)).collect();
        Ok(Unusual { said, names })
    }

    /// What comes again (反复): numbers that filed several times, and complaints that say the same in other words.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn repeats(&self, today: Day) -> Result<Repeats, StoreError> {
        let wanted = Period { from: today.plus_days(1 - REPEATS_DAYS), to: today };
        let received = |case: &Case| case.received_at.map(Moment::day);
        let mut cases = self.inner.store.newest_cases(self.point(), MOST_READ).await?;
        let is_all = cases.len() < usize::try_from(MOST_READ).unwrap_or(usize::MAX);
        let oldest = cases.last().and_then(received).filter(|_| !is_all);
        cases.retain(|case| received(case).is_some_and(|day| wanted.from <= day && day <= wanted.to));
        // Where there are very many, it is said of which days they are.
        let from = oldest.map_or(wanted.from, |oldest| oldest.max(wanted.from));
        let period = Period { from, ..wanted };
        // Comparing every text with every other takes a while: other requests go on.
        tokio::task::spawn_blocking(move || repeats(period, &cases))
            .await
            .map_err(|error| StoreError::Unreadable(error.to_string()))
    }

    /// What may leave the house of a period: small cells are left out.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn published_figures(
        &self,
        period: Period,
        with_merchants: bool,
    ) -> Result<PublishedFigures, StoreError> {
        let cells = |cube, measures| WantedFigures { cube, period, along: Along::Cells, measures };
        let wanted = [cells(Cube::Goods, Measure::ALL), cells(Cube::Merchant, Measure::ALL)];
        let read = self.inner.store.figures(self.point(), &wanted).await?;
        let Ok([all, merchants]) = <[Vec<FigureSum>; 2]>::try_from(read) else {
            return Err(StoreError::Unreadable("as many answers as questions".to_owned()));
        };
        let of_categories = categories(&all, &[]).into_iter().map(|line| (line.category, line.now)).collect();
        let of_goods = goods(&all, &[]).into_iter().map(|line| (line.goods, line.now)).collect();
        let merchants = if with_merchants { Some(self.merchant_rows(&merchants).await?) } else { None };
        Ok(PublishedFigures::of(period, &total(&all), of_categories, of_goods, merchants))
    }

    /// The register's merchants; whoever is not in it is everybody else, under no name.
    async fn merchant_rows(&self, sums: &[FigureSum]) -> Result<Vec<(String, Figures)>, StoreError> {
        let names = self.merchant_names().await?;
        let mut rows: BTreeMap<String, Figures> = BTreeMap::new();
        let mut others = Figures::default();
        for sum in sums {
            let about = names.counted_for(About::from_key(&sum.row));
            match (&about, names.of(&about)) {
                (About::File(_), name) if !name.is_empty() => rows.entry(name).or_default().join(&sum.figures),
                _ => others.join(&sum.figures),
            }
        }
        Ok(rows.into_iter().chain([(String::new(), others)]).collect())
    }

    /// What is published for everybody: whole quarters that have ended.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn statistics(&self) -> Result<Statistics, StoreError> {
        let this = Period::quarter_of(self.world().now().day());
        let since = self.inner.store.figures_since(self.point()).await?;
        let mut quarters = Vec::new();
        for back in 1..=QUARTERS {
            let quarter = Period::quarter_of(this.from.plus_months(-3 * back));
            if since.is_some_and(|since| since <= quarter.to) {
                quarters.push(self.published_figures(quarter, self.publishes_merchants()).await?);
            }
        }
        let contact_point = self.inner.setting.name.clone();
        let least = domain::analysis::suppression::LEAST;
        Ok(Statistics { version: STATISTICS_VERSION, contact_point, least, quarters })
    }

    pub(super) async fn merchant_names(&self) -> Result<Names, StoreError> {
        let files = self.merchant_files().await?;
        let into = files.iter().filter_map(|(id, file)| match file.standing {
            Standing::Merged { into, .. } => Some((*id, into)),
            _ => None,
        });
        let into = into.collect();
        let by_name = files.iter().map(|(id, file)| (About::named(&file.application.name), *id)).collect();
        Ok(Names { by_name, into, names: files.into_iter().map(|(id, file)| (id, file.application.name)).collect() })
    }
}

fn total(sums: &[FigureSum]) -> Figures {
    let mut total = Figures::default();
    sums.iter().for_each(|sum| total.join(&sum.figures));
    total
}

/// Every day or month of the period, also those of nothing.
fn whole_series(period: Period, along: Along, sums: &[FigureSum]) -> Vec<(Day, Figures)> {
    let known: HashMap<Day, Figures> = sums.iter().filter_map(|sum| Some((sum.bucket?, sum.figures))).collect();
    let first = if along == Along::Days { period.from } else { period.from.first_of_month() };
    let next = |day: &Day| Some(if along == Along::Days { day.next() } else { day.plus_months(1) });
    let buckets = std::iter::successors(Some(first), next).take_while(|day| *day <= period.to);
    buckets.map(|day| (day, known.get(&day).copied().unwrap_or_default())).collect()
}

/// Sums of those of which one word of the cell is a term.
fn of_terms<T: Term + Ord>(sums: &[FigureSum], word: fn(&FigureSum) -> &str) -> BTreeMap<T, Figures> {
    let mut terms: BTreeMap<T, Figures> = BTreeMap::new();
    for sum in sums {
        if let Some(term) = T::from_code(word(sum)) {
            terms.entry(term).or_default().join(&sum.figures);
        }
    }
    terms
}

fn compared<T: Term + Ord>(
    now: &[FigureSum],
    then: &[FigureSum],
    word: fn(&FigureSum) -> &str,
) -> impl Iterator<Item = (T, Figures, Figures)> {
    let (now, then) = (of_terms::<T>(now, word), of_terms::<T>(then, word));
    let of = |sums: &BTreeMap<T, Figures>, term: &T| sums.get(term).copied().unwrap_or_default();
    let all = T::ALL.iter().map(move |term| (*term, of(&now, term), of(&then, term)));
    all.filter(|(_, now, then)| !(now.is_nothing() && then.is_nothing()))
}

fn categories(now: &[FigureSum], then: &[FigureSum]) -> Vec<CategoryLine> {
    compared(now, then, |sum| &sum.row).map(|(category, now, then)| CategoryLine { category, now, then }).collect()
}

fn goods(now: &[FigureSum], then: &[FigureSum]) -> Vec<GoodsLine> {
    compared(now, then, |sum| &sum.column).map(|(goods, now, then)| GoodsLine { goods, now, then }).collect()
}

fn merchant_lines(now: &[FigureSum], then: &[FigureSum], names: &Names) -> Vec<MerchantLine> {
    let mut lines: HashMap<About, (Figures, Figures)> = HashMap::new();
    let key = |sum: &FigureSum| names.counted_for(About::from_key(&sum.row));
    for sum in now {
        lines.entry(key(sum)).or_default().0.join(&sum.figures);
    }
    for sum in then {
        lines.entry(key(sum)).or_default().1.join(&sum.figures);
    }
    let line = |(about, (now, then))| MerchantLine { name: names.of(&about), about, now, then };
    let mut lines: Vec<MerchantLine> = lines.into_iter().filter(|(_, (now, _))| !now.is_nothing()).map(line).collect();
    lines.sort_by(|one, other| {
        let order = |line: &MerchantLine| (-line.now.of(Measure::Complaints), -line.now.of(Measure::Cases));
        order(one).cmp(&order(other)).then_with(|| one.about.cmp(&other.about))
    });
    lines.truncate(MOST_MERCHANTS);
    lines
}

fn issues<'a>(sums: &'a [FigureSum], names: &'a Names) -> impl Iterator<Item = (Category, About, &'a Figures)> {
    sums.iter().filter_map(move |sum| {
        let category = Category::from_code(&sum.row)?;
        Some((category, names.counted_for(About::from_key(&sum.column)), &sum.figures))
    })
}

fn cases(figures: &Figures) -> i64 {
    figures.of(Measure::Complaints) + figures.of(Measure::Reports)
}

fn issue_lines(now: &[FigureSum], then: &[FigureSum], names: &Names) -> Vec<IssueLine> {
    let mut lines: HashMap<(Category, About), (i64, i64)> = HashMap::new();
    for (category, about, figures) in issues(now, names) {
        lines.entry((category, about)).or_default().0 += cases(figures);
    }
    for (category, about, figures) in issues(then, names) {
        lines.entry((category, about)).or_default().1 += cases(figures);
    }
    let line = |((category, about), (now, then))| IssueLine { category, name: names.of(&about), about, now, then };
    let mut lines: Vec<IssueLine> = lines.into_iter().filter(|(_, (now, _))| *now > 0).map(line).collect();
    lines.sort_by(|one, other| {
        other.now.cmp(&one.now).then_with(|| (one.category, &one.about).cmp(&(other.category, &other.about)))
    });
    lines.truncate(MOST_ISSUES);
    lines
}

fn by_hour(sums: &[FigureSum]) -> Vec<i64> {
    let mut hours = vec![0; 24];
    for sum in sums {
        let hour = sum.row.parse::<usize>().ok().and_then(|hour| hours.get_mut(hour));
        hour.into_iter().for_each(|hour| *hour += sum.figures.of(Measure::Cases));
    }
    hours
}
