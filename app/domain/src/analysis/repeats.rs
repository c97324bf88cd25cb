//! What comes again: numbers that filed several times, and complaints that say the same. Facts, and no verdict: nobody is refused for
//! them, and 职业索赔 is a word that stands nowhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ALIKE_FROM, About, Period, alike};
use crate::{
    case::Case,
    form::{Kind, Phone},
    ids::{CaseId, CaseNumber},
};

/// So many days are looked at.
pub const REPEATS_DAYS: i64 = 90;
/// As many of the newest cases are read.
pub const MOST_READ: u32 = 3_000;
/// From so many filings on a number is told.
pub const CALLER_FROM: usize = 3;
/// From so many complaints on a matter is told.
pub const MATTER_FROM: usize = 3;
/// As many of each are told.
const MOST_LINES: usize = 20;
/// As much of a complaint tells what it is about.
const EXCERPT_CHARS: usize = 60;

/// A case that is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// Which.
    pub case: CaseId,
    /// As people say it.
    pub number: CaseNumber,
}

/// A number that filed several times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// With its middle left out.
    pub phone: String,
    /// What it filed, the newest first.
    pub cases: Vec<Cited>,
    /// About how many merchants.
    pub merchants: usize,
}

/// Complaints that say the same in other words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// What the newest of them says, in short.
    pub says: String,
    /// They, the newest first.
    pub cases: Vec<Cited>,
    /// About how many merchants.
    pub merchants: usize,
    /// By how many numbers; those who gave none count once each.
    pub callers: usize,
}

/// What comes again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeats {
    /// Of which days: fewer where there were very many cases.
    pub period: Period,
    /// How many cases were read.
    pub read: usize,
    /// Numbers, most filings first.
    pub callers: Vec<Caller>,
    /// Matters, most complaints first.
    pub matters: Vec<Matter>,
}

/// Of cases of a period. Duplicates that were merged count once.
#[must_use]
pub fn repeats(period: Period, cases: &[Case]) -> Repeats {
    let mut cases: Vec<&Case> = cases.iter().filter(|case| case.merged_into.is_none()).collect();
    cases.sort_by_key(|case| std::cmp::Reverse(case.number));
    let merchants = |of: &[&Case]| {
        let mut all: Vec<About> =
            of.iter().map(|case| About::of(case)).filter(|about| *about != About::Unsure).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    let numbers = |of: &[&Case]| {
        let cited = of.iter().filter_map(|case| Some(Cited { case: case.id, number: case.number? }));
        cited.collect::<Vec<_>>()
    };
    let phone = |case: &Case| case.complaint.contact.as_ref().map(|contact| contact.phone.clone());

    let mut by_phone: BTreeMap<String, (Phone, Vec<&Case>)> = BTreeMap::new();
    for case in &cases {
        if let Some(phone) = phone(case) {
            by_phone.entry(phone.number().to_owned()).or_insert_with(|| (phone, Vec::new())).1.push(case);
        }
    }
    let mut callers: Vec<Caller> = by_phone
        .into_values()
        .filter(|(_, of)| of.len() >= CALLER_FROM)
        .map(|(phone, of)| Caller { phone: phone.masked(), cases: numbers(&of), merchants: merchants(&of) })
        .collect();
    callers.sort_by_key(|caller| std::cmp::Reverse(caller.cases.len()));
    callers.truncate(MOST_LINES);

    let complaints: Vec<&Case> = cases.iter().copied().filter(|case| case.complaint.kind == Kind::Complaint).collect();
    let texts: Vec<&str> = complaints.iter().map(|case| case.complaint.facts.as_str()).collect();
    let mut matters: Vec<Matter> = Vec::new();
    for group in alike(&texts, ALIKE_FROM) {
        let of: Vec<&Case> = group.iter().map(|place| complaints[*place]).collect();
        let mut known: Vec<_> =
            of.iter().filter_map(|case| phone(case)).map(|phone| phone.number().to_owned()).collect();
        let unknown = of.len() - known.len();
        known.sort_unstable();
        known.dedup();
        if of.len() >= MATTER_FROM {
            let says = of.first().map(|case| excerpt(&case.complaint.facts)).unwrap_or_default();
            let callers = known.len() + unknown;
            matters.push(Matter { says, cases: numbers(&of), merchants: merchants(&of), callers });
        }
    }
    matters.truncate(MOST_LINES);
    Repeats { period, read: cases.len(), callers, matters }
}

fn excerpt(facts: &str) -> String {
    let mut words: String = facts.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > EXCERPT_CHARS {
        words = words.chars().take(EXCERPT_CHARS).chain(['…']).collect();
    }
    words
}
