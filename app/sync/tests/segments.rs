//! A device's store of thousands of entities: whatever was written in whatever portions, and however often it was tidied up,
//! what is read is what was written last.

use std::collections::BTreeMap;

use proptest::prelude::*;
use sync::{
    engine::Key,
    protocol::{Body, Change, RawJson, Seq},
    segments::{Record, merge, records},
};

/// A store as a browser keeps it: texts by name.
#[derive(Debug, Default)]
struct Store {
    texts: BTreeMap<String, String>,
    generation: u64,
}

impl Store {
    fn write(&mut self, puts: Vec<Change>, removes: Vec<Key>) {
        self.generation += 1;
        for (name, record) in records(self.generation, puts, removes) {
            self.texts.insert(name, serde_json::to_string(&record).expect("JSON"));
        }
    }

    fn read(&self) -> sync::segments::Merged {
        let record = |(name, text): (&String, &String)| (name.clone(), Record::read(text).expect("a record"));
        merge(self.texts.iter().map(record).collect())
    }

    fn tidy(&mut self) {
        self.generation += 1;
        for (name, left) in self.read().tidy {
            match left {
                Some(left) => self.texts.insert(name, serde_json::to_string(&left).expect("JSON")),
                None => self.texts.remove(&name),
            };
        }
    }

    /// Of how many entities its records speak, those that are gone included.
    fn said(&self) -> usize {
        self.texts.values().map(|text| text.matches("\"id\"").count()).sum()
    }
}

fn key(id: u32) -> Key {
    Key { kind: "case".into(), id: id.to_string() }
}

fn change(id: u32, rev: u64) -> Change {
    let body = Body::raw("case", RawJson::from_text(format!("{{\"words\":\"{}\"}}", "话".repeat(200))).expect("JSON"));
    Change { id: id.to_string(), rev, seq: Seq(i64::try_from(rev).expect("small")), body }
}

/// What happens on a tablet.
#[derive(Clone, Debug)]
enum Step {
    /// Entities `from..from + count` come or change; every so manieth leaves instead.
    Written { from: u32, count: u32, leaves: u32 },
    /// It is opened.
    Opened,
}

fn step() -> impl Strategy<Value = Step> {
    let written = (0..90_u32, 1..90_u32, 1..9_u32);
    prop_oneof![
        4 => written.prop_map(|(from, count, leaves)| Step::Written { from, count, leaves }),
        2 => (0..90_u32, 1..4_u32, 1..4_u32).prop_map(|(from, count, leaves)| Step::Written { from, count, leaves }),
        2 => Just(Step::Opened),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_read_is_what_was_written_last(steps in prop::collection::vec(step(), 1..24)) {
        let mut store = Store::default();
        let mut expected = BTreeMap::new();
        for (rev, step) in (1..).zip(steps) {
            match step {
                Step::Written { from, count, leaves } => {
                    let (gone, here): (Vec<_>, Vec<_>) = (from..from + count).partition(|id| id % leaves == leaves - 1 && leaves > 1);
                    for id in &gone {
                        expected.remove(&key(*id));
                    }
                    expected.extend(here.iter().map(|id| (key(*id), change(*id, rev))));
                    store.write(here.into_iter().map(|id| change(id, rev)).collect(), gone.into_iter().map(key).collect());
                }
                Step::Opened => {
                    store.tidy();
                    // Whose disappearance is still said is said no more once nothing says that they were there.
                    store.tidy();
                    prop_assert!(store.said() <= 2 * expected.len() + 1, "{} of {}", store.said(), expected.len());
                }
            }
            prop_assert_eq!(&store.read().replica, &expected.values().cloned().collect::<Vec<_>>());
        }
    }
}

#[test]
fn a_tablet_of_the_version_before_keeps_what_it_has() {
    let mut store = Store::default();
    for id in 0..3 {
        store.texts.insert(format!("case/{id}"), serde_json::to_string(&change(id, 7)).expect("JSON"));
    }
    store.write(vec![change(1, 8)], vec![key(2)]);
    assert_eq!(store.read().replica, [change(0, 7), change(1, 8)]);
}

#[test]
fn thousands_of_entities_are_few_records_however_they_came() {
    let mut fetched = Store::default();
    fetched.write((0..2_000).map(|id| change(id, 1)).collect(), Vec::new());
    assert!(fetched.texts.len() < 40, "{}", fetched.texts.len());

    let mut one_by_one = Store::default();
    for id in 0..2_000 {
        one_by_one.write(vec![change(id, 1)], Vec::new());
    }
    assert_eq!(one_by_one.texts.len(), 2_000);
    one_by_one.tidy();
    assert!(one_by_one.texts.len() < 40, "{}", one_by_one.texts.len());
    assert_eq!(one_by_one.read().replica, fetched.read().replica);
}
