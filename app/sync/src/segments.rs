//! How the staff's replica lies on a device. Each record of its store costs the browser more than what stands in it, so a
//! fetch of thousands of entities is kept in segments of many; what comes alone is kept under its own name. A record says of
//! which transaction it is (its generation), and of an entity the newest record counts: the segments of a log-structured
//! merge tree, merged when the device is opened.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::{engine::Key, protocol::Change};

/// From so many writes in one transaction they are kept in segments.
const FEWEST_IN_SEGMENTS: usize = 32;
/// Bytes of bodies in a segment. Sealed it stays below 64 kB, from where Chromium keeps each value in a file of its own.
const SEGMENT_BYTES: usize = 32 * 1024;
/// So many entities that are kept each by itself are put together.
const MOST_ALONE: usize = 512;

/// What is kept under one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Counted up with every transaction.
    generation: u64,
    /// What entities are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    puts: Vec<Change>,
    /// What left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    removes: Vec<Key>,
}

/// What all records together say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Every entity, by kind and name.
    pub replica: Vec<Change>,
    /// Records to be replaced, or deleted where nothing is said. Only while no transaction has been written since they were read.
    pub tidy: BTreeMap<String, Option<Record>>,
}

/// The records of a transaction, by name.
#[must_use]
pub fn records(generation: u64, puts: Vec<Change>, removes: Vec<Key>) -> Vec<(String, Record)> {
    if puts.len() + removes.len() >= FEWEST_IN_SEGMENTS {
        let numbered = split(generation, puts, removes).into_iter().enumerate();
        return numbered.map(|(place, segment)| (format!("segment/{generation}/{place}"), segment)).collect();
    }
    let puts =
        puts.into_iter().map(|put| (name(&put.key()), Record { generation, puts: vec![put], removes: Vec::new() }));
    let gone = |key: Key| (name(&key), Record { generation, puts: Vec::new(), removes: vec![key] });
    puts.chain(removes.into_iter().map(gone)).collect()
}

fn split(generation: u64, puts: Vec<Change>, removes: Vec<Key>) -> Vec<Record> {
    let mut segments = Vec::new();
    let mut open = Record { generation, puts: Vec::new(), removes };
    let mut bytes = 0;
    for put in puts {
        if bytes >= SEGMENT_BYTES {
            segments.push(std::mem::replace(&mut open, Record { generation, puts: Vec::new(), removes: Vec::new() }));
            bytes = 0;
        }
        bytes += put.body.json().as_text().len();
        open.puts.push(put);
    }
    segments.push(open);
    segments
}

fn name(key: &Key) -> String {
    format!("{}/{}", key.kind, key.id)
}

impl Record {
    /// Reads a record. Earlier versions kept each entity by itself, without a generation.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let single =
            || crate::read_json(text).ok().map(|put| Self { generation: 0, puts: vec![put], removes: Vec::new() });
        crate::read_json(text).ok().or_else(single)
    }

    /// Of how many entities it speaks.
    fn len(&self) -> usize {
        self.puts.len() + self.removes.len()
    }

    /// What still counts of it: of an entity the last word, and that one is gone only where it was there.
    fn less(mut self, is_last: impl Fn(&Key) -> bool, was_there: impl Fn(&Key) -> bool) -> Self {
        self.puts.retain(|put| is_last(&put.key()));
        self.removes.retain(|key| is_last(key) && was_there(key));
        self
    }
}

/// Merges the records of a store, by name.
#[must_use]
pub fn merge(mut records: Vec<(String, Record)>) -> Merged {
    records.sort_by_key(|(_, record)| record.generation);
    let mut said: HashMap<Key, Said> = HashMap::new();
    for (place, (_, record)) in records.iter().enumerate() {
        for key in record.puts.iter().map(Change::key).chain(record.removes.iter().cloned()) {
            said.entry(key).and_modify(|said| said.last = place).or_insert(Said { first: place, last: place });
        }
    }
    let mut merged = Merged::default();
    let mut alone = Vec::new();
    let mut replica = BTreeMap::new();
    for (place, (name, record)) in records.into_iter().enumerate() {
        let before = record.len();
        let left = record.less(|key| said[key].last == place, |key| said[key].first < place);
        for put in &left.puts {
            replica.insert(put.key(), put.clone());
        }
        if left.len() == 0 {
            merged.tidy.insert(name, None);
        } else if left.len() * 2 < before {
            merged.tidy.insert(name, Some(left));
        } else if before == 1 && left.puts.len() == 1 {
            alone.push((name, left));
        }
    }
    if alone.len() >= MOST_ALONE {
        merged.tidy.extend(packed(alone));
    }
    merged.replica = replica.into_values().collect();
    merged
}

/// In which of the records, in their order, an entity is named first and last.
#[derive(Clone, Copy, Debug)]
struct Said {
    first: usize,
    last: usize,
}

/// Entities that were kept each by itself, together. Each is said nowhere later, so the last of their generations does for all.
fn packed(alone: Vec<(String, Record)>) -> BTreeMap<String, Option<Record>> {
    let generation = alone.iter().map(|(_, record)| record.generation).max().unwrap_or_default();
    let mut tidy = BTreeMap::new();
    let mut puts = Vec::new();
    for (name, record) in alone {
        tidy.insert(name, None);
        puts.extend(record.puts);
    }
    for segment in split(generation, puts, Vec::new()) {
        let first = segment.puts.first().map(|put| name(&put.key())).unwrap_or_default();
        tidy.insert(format!("packed/{generation}/{first}"), Some(segment));
    }
    tidy
}
