//! Whether somebody is found in what everybody can read: k-anonymity of the public data, measured over sample data. k is the
//! smallest number of people between whom a reader of everything that is published cannot tell.

use std::sync::Arc;

use domain::analysis::suppression::{LEAST, Printed, could_be};
use domain::analysis::{Contribution, Figures, Measure, Period, PublicMerchants, Statistics};
use domain::case::Case;
use domain::ids::PointId;
use domain::moment::{Day, Moment};
use server::content::Content;
use server::sample::{Place, Story, tell};
use server::seal_keys::SealKeys;
use server::service::{ClaimKey, Service, Setting, World};
use server::store::SyncStore;
use server::store::entities::EntityKey;
use server::store::sqlite::{SqliteOptions, SqliteStore};
use uuid::Uuid;

const POINT: PointId = PointId(Uuid::from_u128(315));

/// A clock that stands at noon of a day.
#[derive(Debug)]
struct Noon(Day);

impl World for Noon {
    fn now(&self) -> Moment {
        self.0.at(12, 0)
    }

    fn random_id(&self) -> Uuid {
        Uuid::new_v4()
    }
}

/// A mall with some months of cases, which publishes its merchants: the most that a house can publish.
async fn mall() -> (Service, Vec<Case>) {
    let name = "示例联络点".to_owned();
    let content = || Content::built_in().expect("content");
    let seal_keys = SealKeys::random().expect("keys");
    let until = Day::parse("2026-11-20").expect("a day");
    let place = Place {
        point: POINT,
        name: name.clone(),
        claim_key: ClaimKey::new([7; 32]),
        seal_keys: seal_keys.clone(),
        content: content(),
    };
    let store = SqliteStore::open(&SqliteOptions::memory()).await.expect("a store");
    let story = Story { seed: 3, merchants: 24, goods: 40, months: 8, until };
    tell(story, place, Arc::new(store.clone())).await.expect("a story");
    let setting = Setting {
        point: POINT,
        name,
        claim_key: ClaimKey::new([7; 32]),
        seal_keys,
        content: Arc::new(content()),
        with_defaults: false,
        world: Arc::new(Noon(until)),
    };
    let service = Service::open(Arc::new(store.clone()), setting).await.expect("a service").publishing_merchants(true);
    let after = Some(EntityKey { kind: domain::case::KIND.name, id: Uuid::nil() });
    let read = store.entities(POINT, after, 100_000).await.expect("read");
    let cases = read.iter().filter(|entity| entity.key.kind == domain::case::KIND.name);
    (service, cases.map(|entity| serde_json::from_str(&entity.snapshot).expect("a case")).collect())
}

/// What became of complaints, as the tables print it.
fn results(figures: &Figures) -> [i64; 3] {
    use Measure as M;
    let settled = figures.of(M::SettledOnSite) + figures.of(M::Performed) + figures.of(M::AdvancePaid);
    let failed = figures.of(M::Concluded) - settled;
    [settled, failed, figures.of(M::Complaints) - settled - failed]
}

/// What was found.
#[derive(Debug)]
struct Measured {
    tables: usize,
    printed: usize,
    hidden: usize,
    /// The smallest number of people behind a number that is printed.
    k_printed: i64,
    /// The smallest number of people who are hidden together where a reader can tell how many they are.
    k_hidden: i64,
    /// Of the fewest numbers a hidden cell could be any.
    could: i64,
}

impl Measured {
    /// A printed table beside the true one: rows with their sums, the sums of columns last.
    fn look(&mut self, printed: &Printed, rows: &[[i64; 3]]) {
        let with_sum = |row: &[i64; 3]| [row[0], row[1], row[2], row.iter().sum()];
        let mut truth: Vec<[i64; 4]> = rows.iter().map(with_sum).collect();
        truth.push(std::array::from_fn(|column| truth.iter().map(|row| row[column]).sum()));
        self.tables += 1;
        assert_eq!(printed.rows().len(), truth.len());
        for (row, truth) in printed.rows().iter().zip(&truth) {
            for (cell, truth) in row.iter().zip(truth) {
                match cell {
                    Some(cell) => {
                        assert_eq!(cell, truth, "what is printed is true");
                        self.printed += 1;
                        self.k_printed = if *cell > 0 { self.k_printed.min(*cell) } else { self.k_printed };
                    }
                    None => self.hidden += 1,
                }
            }
        }
        // Where a line's sum is printed, how many people are hidden in it follows: they must be enough. Where it is not, nobody
        // knows how many they are.
        let rows_of_it = (0..truth.len()).map(|row| ((0..3_usize).map(|column| (row, column)).collect(), (row, 3)));
        let columns = (0..4_usize)
            .map(|column| ((0..rows.len()).map(|row| (row, column)).collect::<Vec<_>>(), (rows.len(), column)));
        for (line, (row, column)) in rows_of_it.chain(columns) {
            let hidden: Vec<_> = line.iter().filter(|(row, column)| printed.cell(*row, *column).is_none()).collect();
            if !hidden.is_empty() && printed.cell(row, column).is_some() {
                let people = hidden.iter().map(|(row, column)| truth[*row][*column]).sum();
                self.k_hidden = self.k_hidden.min(people);
            }
        }
        for (low, high) in could_be(printed) {
            self.could = self.could.min(high - low + 1);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn 接受社会监督_k_anonymity_of_the_public_data_is_measured_over_sample_data() {
    let (service, cases) = mall().await;
    let all: Vec<Contribution> = cases.iter().filter_map(Contribution::of).collect();
    let Statistics { quarters, .. } = service.statistics().await.expect("read");
    assert!(!quarters.is_empty(), "a quarter has ended");
    let mut found =
        Measured { tables: 0, printed: 0, hidden: 0, k_printed: i64::MAX, k_hidden: i64::MAX, could: i64::MAX };
    for quarter in &quarters {
        let Period { from, to } = quarter.period;
        let within = || all.iter().filter(|one| (from..=to).contains(&one.day));
        let row = |is: &dyn Fn(&Contribution) -> bool| {
            let mut figures = Figures::default();
            within().filter(|one| is(one)).for_each(|one| figures.join(&one.figures));
            results(&figures)
        };
        let rows: Vec<[i64; 3]> = quarter.categories.iter().map(|name| row(&|one| one.category == *name)).collect();
        found.look(&quarter.by_category, &rows);
        let rows: Vec<[i64; 3]> = quarter.goods.iter().map(|name| row(&|one| one.goods == *name)).collect();
        found.look(&quarter.by_goods, &rows);
        let merchants = quarter.by_merchant.as_ref().expect("the house publishes merchants");
        for cell in merchants.rows().iter().flatten().flatten().filter(|cell| **cell > 0) {
            found.k_printed = found.k_printed.min(*cell);
        }
        for (low, high) in could_be(merchants) {
            found.could = found.could.min(high - low + 1);
        }
    }

    // A merchant's page: of what something is said, so many cases stand behind it.
    let PublicMerchants { merchants, period, .. } = service.public_merchants().await.expect("published");
    let period = period.expect("quarters have ended");
    let overview = service.overview(period).await.expect("figures");
    let (mut said, mut k_merchants) = (0, i64::MAX);
    for one in &merchants {
        let line = overview.merchants.iter().find(|line| line.name == one.merchant.name);
        let now = line.map(|line| line.now).unwrap_or_default();
        let behind = [
            (one.answered_in_time, now.of(Measure::MerchantAsked)),
            (one.settled, now.of(Measure::Concluded)),
            (one.stars_in_tenths, now.rated()),
        ];
        for (share, people) in behind.into_iter().filter(|(share, _)| share.is_some()) {
            said += 1;
            k_merchants = k_merchants.min(people);
            assert!(people >= LEAST, "{}: {share:?} of {people}", one.merchant.name);
        }
    }
    println!(
        "public data of {} quarters, {} tables, {} cells printed, {} hidden: k = {} behind what is printed, k = {} behind what is \
         hidden, a hidden cell could be any of {} numbers; {said} shares of {} merchants: k = {k_merchants}",
        quarters.len(),
        found.tables,
        found.printed,
        found.hidden,
        found.k_printed,
        found.k_hidden,
        found.could,
        merchants.len(),
    );
    assert!(found.hidden > 0, "small cells came about: {found:?}");
    assert!(found.k_printed >= LEAST && found.k_hidden >= LEAST && found.could >= LEAST, "{found:?}");
}

#[tokio::test]
async fn a_merchants_page_is_there_only_where_the_house_publishes_merchants() {
    let point = server::testing::TestPoint::alone().await.expect("a contact point");
    let nothing = point.service.public_merchants().await.expect("read");
    assert!(!nothing.published && nothing.merchants.is_empty());
    let published = point.service.clone().publishing_merchants(true).public_merchants().await.expect("published");
    assert!(published.published && published.merchants.is_empty() && published.period.is_none());
}
