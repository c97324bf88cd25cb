//! Complaints that say the same in other words. A text is the set of its signs and of its pairs of neighbouring signs (n-grams of one and
//! two), each weighed by how rare it is among the texts (tf–idf), and two texts are alike by the cosine between them (Manning, Raghavan & Schütze,
//! *Introduction to Information Retrieval*, 6.2 and 6.3). Groups are grown by the mean of all their pairs (average linkage, 17.3), so
//! that a chain of neighbours is no group.

use std::collections::{BTreeMap, HashMap};

use kodama::{Method, linkage};

use crate::typed::folded;

/// From so much of a mean cosine on texts are of one matter. Chosen on one half of the labelled sample and measured on both:
/// `app/domain/tests/alike.rs`.
pub const ALIKE_FROM: f64 = 0.07;
/// A sign or pair that stands in more than this share of the texts says nothing of any of them.
const COMMON: f64 = 0.2;
/// In fewer texts nothing is common.
const FEW: f64 = 20.0;

/// Which of the texts are of one matter: groups of two and more, the largest first; places as given. Time and memory grow with the
/// square of the number of texts.
#[must_use]
pub fn alike(texts: &[&str], from: f64) -> Vec<Vec<usize>> {
    let count = texts.len();
    if count < 2 {
        return Vec::new();
    }
    let mut groups: Vec<Vec<usize>> = (0..count).map(|place| vec![place]).collect();
    // The n-th step makes the group count + n.
    for step in linkage(&mut distances(texts), count, Method::Average).steps() {
        let is_alike = step.dissimilarity <= 1.0 - from;
        let (mut one, mut other) = (Vec::new(), Vec::new());
        if is_alike {
            one = std::mem::take(&mut groups[step.cluster1]);
            other = std::mem::take(&mut groups[step.cluster2]);
        }
        one.append(&mut other);
        groups.push(one);
    }
    groups.retain(|group| group.len() > 1);
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
    groups
}

/// A sign, or two that stand beside each other.
type Gram = (char, Option<char>);
type Vector = BTreeMap<Gram, f64>;

/// One less the cosine of each pair of texts, row after row above the diagonal.
fn distances(texts: &[&str]) -> Vec<f64> {
    let vectors = vectors(texts);
    let mut holding: HashMap<Gram, Vec<(usize, f64)>> = HashMap::new();
    for (place, vector) in vectors.iter().enumerate() {
        vector.iter().for_each(|(gram, weight)| holding.entry(*gram).or_default().push((place, *weight)));
    }
    let mut all = Vec::with_capacity(texts.len() * (texts.len() - 1) / 2);
    for (place, vector) in vectors.iter().enumerate() {
        let mut row = vec![1.0; texts.len() - place - 1];
        for (gram, weight) in vector {
            let after = holding.get(gram).into_iter().flatten().filter(|(other, _)| *other > place);
            after.for_each(|(other, of)| row[other - place - 1] -= weight * of);
        }
        all.extend(row);
    }
    all
}

/// Each of length one.
fn vectors(texts: &[&str]) -> Vec<Vector> {
    let counted: Vec<Vec<Gram>> = texts.iter().map(|text| grams(text)).collect();
    let mut holding: HashMap<Gram, u32> = HashMap::new();
    for gram in counted.iter().flatten() {
        *holding.entry(*gram).or_default() += 1;
    }
    let all = f64::from(u32::try_from(texts.len()).unwrap_or(u32::MAX));
    let weight = |gram: &Gram| {
        let of = f64::from(holding.get(gram).copied().unwrap_or(1));
        if all > FEW && of > all * COMMON { 0.0 } else { (1.0 + all / of).ln() }
    };
    let vector = |grams: Vec<Gram>| {
        let weighed: Vec<(Gram, f64)> = grams.into_iter().map(|gram| (gram, weight(&gram))).collect();
        let length = weighed.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        let is_said = |(_, weight): &(Gram, f64)| *weight > 0.0;
        weighed.into_iter().filter(is_said).map(|(gram, weight)| (gram, weight / length)).collect()
    };
    counted.into_iter().map(vector).collect()
}

/// Each once: how often a complaint says a word tells how upset somebody is, and not about what. Amounts, days and numbers are
/// left out.
fn grams(text: &str) -> Vec<Gram> {
    let signs: Vec<char> = folded(text).chars().filter(|c| c.is_alphanumeric()).collect();
    let singles = signs.iter().map(|sign| (*sign, None));
    let pairs = signs.windows(2).map(|pair| (pair[0], Some(pair[1])));
    let is_number = |gram: &Gram| gram.0.is_ascii_digit() || gram.1.is_some_and(|sign| sign.is_ascii_digit());
    let mut all: Vec<Gram> = singles.chain(pairs).filter(|gram| !is_number(gram)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_matter_in_other_words_is_one_group_and_another_matter_is_none() {
        let texts = [
            "健身房关门了，剩下的私教课不给退钱",
            "蛋糕里吃出一根头发",
            "私教课还剩 20 节，健身房关门退不了钱",
            "手机屏幕自己碎了",
        ];
        assert_eq!(alike(&texts, ALIKE_FROM), [vec![0, 2]]);
        assert_eq!(alike(&[], ALIKE_FROM), Vec::<Vec<usize>>::new());
        assert_eq!(alike(&["", "  ", "。"], ALIKE_FROM), Vec::<Vec<usize>>::new(), "nothing says nothing");
    }

    #[test]
    fn the_same_words_twice_are_one_group_whatever_their_signs() {
        assert_eq!(alike(&["价签写 99，收了 199！", "价签写99，收了199", "别的"], ALIKE_FROM), [vec![0, 1]]);
    }
}
