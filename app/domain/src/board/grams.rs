//! An index of pairs of signs (bigrams): Chinese has no gaps between words, and pairs need no dictionary. It says which entries can have what is
//! looked for, so that only those are read; and how much of a whole sentence an entry has, each pair weighed by how rare it is.

use std::collections::HashMap;

/// One pair, or one sign by itself.
type Gram = (char, char);
/// What stands in the place of the second for a sign by itself.
const ALONE: char = '\0';

/// Where each pair and sign occurs.
#[derive(Clone, Debug, Default)]
pub(super) struct Grams {
    /// Entries in rising order.
    places: HashMap<Gram, Vec<u32>>,
    entries: u32,
}

impl Grams {
    /// Adds the next entry, by all its texts.
    pub(super) fn add<'a>(&mut self, texts: impl Iterator<Item = &'a [char]>) {
        let entry = self.entries;
        self.entries += 1;
        let mut put = |gram: Gram| {
            let places = self.places.entry(gram).or_default();
            if places.last() != Some(&entry) {
                places.push(entry);
            }
        };
        for text in texts {
            text.iter().for_each(|sign| put((*sign, ALONE)));
            text.windows(2).for_each(|pair| put((pair[0], pair[1])));
        }
    }

    fn of(&self, gram: Gram) -> &[u32] {
        self.places.get(&gram).map_or(&[], Vec::as_slice)
    }

    /// Entries that can have these words as they stand: those with every pair of them.
    pub(super) fn with_all(&self, words: &[char]) -> Vec<u32> {
        let mut lists: Vec<&[u32]> = match words {
            [] => return Vec::new(),
            [sign] => vec![self.of((*sign, ALONE))],
            _ => words.windows(2).map(|pair| self.of((pair[0], pair[1]))).collect(),
        };
        lists.sort_by_key(|list| list.len());
        let Some((rarest, others)) = lists.split_first() else { return Vec::new() };
        let has = |entry: &&u32| others.iter().all(|list| list.binary_search(entry).is_ok());
        rarest.iter().filter(has).copied().collect()
    }

    /// Entries that can have something like these words, the likeliest first, at most so many: those with at least half of their signs.
    pub(super) fn with_some(&self, words: &[char], most: usize) -> Vec<u32> {
        let mut signs = words.to_vec();
        signs.sort_unstable();
        signs.dedup();
        let mut counts: HashMap<u32, (u32, u32)> = HashMap::new();
        for sign in &signs {
            self.of((*sign, ALONE)).iter().for_each(|entry| counts.entry(*entry).or_default().0 += 1);
        }
        for pair in words.windows(2) {
            self.of((pair[0], pair[1])).iter().for_each(|entry| counts.entry(*entry).or_default().1 += 1);
        }
        let half = u32::try_from(signs.len().div_ceil(2)).unwrap_or(u32::MAX);
        let mut found: Vec<_> = counts.into_iter().filter(|(_, (signs, _))| *signs >= half).collect();
        found.sort_unstable_by_key(|(entry, (signs, pairs))| (std::cmp::Reverse(signs + 2 * pairs), *entry));
        found.truncate(most);
        found.into_iter().map(|(entry, _)| entry).collect()
    }

    /// The pairs of a sentence that say something here, each with what it weighs: those that are in many entries say nothing.
    pub(super) fn telling(&self, sentence: &[char]) -> Vec<([char; 2], f64)> {
        let mut pairs: Vec<[char; 2]> = sentence.windows(2).map(|pair| [pair[0], pair[1]]).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let says = |pair: [char; 2]| {
            let in_entries = self.of((pair[0], pair[1])).len();
            let is_word = pair.iter().all(|sign| sign.is_alphanumeric());
            let rare = in_entries > 0 && in_entries * 4 <= (self.entries as usize).max(12);
            #[expect(clippy::cast_precision_loss, reason = "counts of texts are far below 2^52")]
            let weight = (f64::from(self.entries) / in_entries.max(1) as f64).ln_1p();
            (is_word && rare).then_some((pair, weight))
        };
        pairs.into_iter().filter_map(says).collect()
    }

    /// How much of these pairs each entry has, the most first.
    pub(super) fn weighed(&self, telling: &[([char; 2], f64)]) -> Vec<(u32, f64, usize)> {
        let mut sums: HashMap<u32, (f64, usize)> = HashMap::new();
        for (pair, weight) in telling {
            for entry in self.of((pair[0], pair[1])) {
                let sum = sums.entry(*entry).or_default();
                *sum = (sum.0 + weight, sum.1 + 1);
            }
        }
        let mut found: Vec<_> = sums.into_iter().map(|(entry, (sum, pairs))| (entry, sum, pairs)).collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found
    }
}
