//! Which file somebody may have meant: names as people write them, beside names on signs.

use std::collections::BTreeMap;

use super::MerchantFile;
use crate::{form::Merchant, ids::MerchantId, typed::folded};

/// Below this a name is another name.
const LEAST: f64 = 0.4;
/// How many are worth a person's look.
const MOST: usize = 3;

/// A file that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Which.
    pub id: MerchantId,
    /// From 0 to 1.
    pub likeness: f64,
    /// The stall is the same.
    pub same_stall: bool,
}

/// Files that may be meant, the likeliest first. Nothing is linked by it: a person decides.
#[must_use]
pub fn proposals<'a>(
    named: &Merchant,
    files: impl IntoIterator<Item = (MerchantId, &'a MerchantFile)>,
) -> Vec<Proposal> {
    let Merchant::Named { name, stall } = named else { return Vec::new() };
    let of = |(id, file): (MerchantId, &MerchantFile)| {
        let same_stall = stall.as_ref().is_some_and(|stall| plain(stall) == plain(&file.application.stall));
        let names = [file.application.name.as_str(), file.application.subject.name()];
        let by_name =
            name.as_ref().map_or(0.0, |name| names.map(|known| likeness(name, known)).into_iter().fold(0.0, f64::max));
        // A stall changes hands: by itself it is a hint, with a name that fits it is nearly certain.
        let likeness = if same_stall { (by_name + 0.5).min(1.0) } else { by_name };
        (likeness >= LEAST).then_some(Proposal { id, likeness, same_stall })
    };
    let living = files.into_iter().filter(|(_, file)| !matches!(file.standing, super::Standing::Merged { .. }));
    let mut all: Vec<Proposal> = living.filter_map(of).collect();
    all.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.id.cmp(&b.id)));
    all.truncate(MOST);
    all
}

/// How alike two names are, from 0 to 1: shared pairs of letters (Dice), after what every shop has in its name is gone.
#[must_use]
pub fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (core(one), core(other));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    if one == other {
        return 1.0;
    }
    let (mine, theirs) = (pairs(&one), pairs(&other));
    let shared: usize = mine.iter().map(|(pair, count)| theirs.get(pair).map_or(0, |other| *count.min(other))).sum();
    let all: usize = mine.values().chain(theirs.values()).sum();
    let dice = if all == 0 { 0.0 } else { 2.0 * ratio(shared, all) };
    // 「好味」 for 「好味餐厅」: what people leave out is the end.
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    let begins = short.chars().count() >= 2 && long.starts_with(short.as_str());
    if begins { dice.max(0.8) } else { dice }
}

#[expect(clippy::cast_precision_loss, reason = "lengths of names")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

fn pairs(name: &str) -> BTreeMap<(char, char), usize> {
    let signs: Vec<char> = name.chars().collect();
    let mut pairs = BTreeMap::new();
    for pair in signs.windows(2) {
        *pairs.entry((pair[0], pair[1])).or_default() += 1;
    }
    pairs
}

/// A name without what says only that it is a shop, and where.
fn core(name: &str) -> String {
    const COMMON: [&str; 12] = [
        "有限责任公司",
        "有限公司",
        "专卖店",
        "旗舰店",
        "专营店",
        "分公司",
        "公司",
        "店",
        "上海市",
        "上海",
        "长宁区",
        "长宁",
    ];
    let plain = plain(name);
    let core = COMMON.iter().fold(plain.clone(), |name, common| name.replace(common, ""));
    if core.is_empty() { plain } else { core }
}

fn plain(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_people_write_them_are_like_those_on_the_sign() {
        for (typed, sign) in [
            ("佳电电器", "佳电电器"),
            ("佳电电器店", "佳电电器（长宁店）"),
            ("佳电", "佳电电器"),
            ("好味餐厅", "好味·餐厅"),
            ("上海佳电电器有限公司", "佳电电器"),
            ("uniqlo", "ＵＮＩＱＬＯ"),
        ] {
            assert!(likeness(typed, sign) >= 0.75, "{typed} / {sign}: {}", likeness(typed, sign));
        }
        for (typed, sign) in [("佳电电器", "好味餐厅"), ("一家服装店", "佳电电器"), ("店", "好味餐厅"), ("", "佳电")]
        {
            assert!(likeness(typed, sign) < LEAST, "{typed} / {sign}: {}", likeness(typed, sign));
        }
    }
}
