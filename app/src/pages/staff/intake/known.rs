//! What this tablet knows already while a call is taken down: earlier filings of the same number, what may be the same matter,
//! and merchants that were named before. Pure.

use domain::{
    case::Case,
    form::{AreaCode, Draft, Field, Merchant, Phone},
    ids::CaseId,
    moment::Moment,
    typed::{folded, plain_signs},
    words::{Text, text},
};

use crate::pages::staff::desk::{history::Shop, index::Index};

/// As many as one reads while somebody talks.
pub const MOST: usize = 5;
/// From so many digits on a number tells people apart.
const DIGITS: usize = 4;
/// For so long two filings of one person may be one matter.
const DAYS: i64 = 30;
const DAY_MS: i64 = 86_400_000;

/// Digits of a number that is still being typed, however it is written; nothing where they are too few to say anything.
fn digits(typed: &str, area: AreaCode) -> Option<String> {
    if let Ok(phone) = Phone::parse(typed, area) {
        return Some(phone.number().to_owned());
    }
    let plain = plain_signs(typed);
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    // The country's own code is not kept.
    let at_home =
        if plain.trim_start().starts_with('+') { digits.strip_prefix("86") } else { digits.strip_prefix("0086") };
    let digits = at_home.map_or(digits.clone(), str::to_owned);
    (digits.len() >= DIGITS).then_some(digits)
}

/// Cases that this number filed, the newest first.
#[must_use]
pub fn of_number(index: &Index, typed: &str, area: AreaCode) -> Vec<CaseId> {
    let Some(digits) = digits(typed, area) else { return Vec::new() };
    let mut found: Vec<_> = index.iter().filter(|case| case.phone.contains(&digits)).collect();
    found.sort_by_key(|case| std::cmp::Reverse(case.received));
    found.into_iter().take(MOST).map(|case| case.id).collect()
}

/// What two filings have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Alike {
    /// The other one.
    pub case: CaseId,
    /// The telephone number.
    pub number: bool,
    /// The merchant.
    pub merchant: bool,
    /// The goods.
    pub goods: bool,
}

impl Alike {
    /// What it is that they share.
    #[must_use]
    pub fn shared(self) -> Vec<Text> {
        let all = [
            (self.number, text("号码相同", "same number")),
            (self.merchant, text("商家相同", "same merchant")),
            (self.goods, text("商品相同", "same goods")),
        ];
        all.into_iter().filter(|(shared, _)| *shared).map(|(_, words)| words).collect()
    }
}

/// Filings of the last 30 days that share two of number, merchant and goods with the form, those with all three first. A hint:
/// whether it is the same matter is for people to say.
#[must_use]
pub fn may_be_the_same(index: &Index, form: &Draft, own: CaseId, area: AreaCode, now: Moment) -> Vec<Alike> {
    let number = Phone::parse(form.get(Field::Phone), area).ok();
    let shop = shop(form);
    let goods = folded(form.get(Field::Goods));
    let since = now.plus_millis(-DAYS * DAY_MS);
    let alike =
        index.iter().filter(|case| case.received >= since && case.id != own && !case.merged).map(|case| Alike {
            case: case.id,
            number: number.as_ref().is_some_and(|number| case.phone == number.number()),
            merchant: case.shop.is(&shop),
            goods: is_same(&goods, &case.goods),
        });
    let count = |one: &Alike| u8::from(one.number) + u8::from(one.merchant) + u8::from(one.goods);
    let mut found: Vec<_> = alike.filter(|one| count(one) >= 2).collect();
    found.sort_by_key(|one| std::cmp::Reverse(count(one)));
    found.truncate(MOST);
    found
}

fn shop(form: &Draft) -> Shop {
    let filled = |field| Some(form.get(field).to_owned()).filter(|text| !text.trim().is_empty());
    Shop::of(&Merchant::Named { name: filled(Field::MerchantName), stall: filled(Field::Stall) })
}

/// 「电饭煲」 and 「美的电饭煲」 are one to whoever hears them on the telephone.
fn is_same(typed: &str, kept: &str) -> bool {
    let (typed, kept) = (typed.trim(), kept.trim());
    typed.chars().count() >= 2 && kept.chars().count() >= 2 && (kept.contains(typed) || typed.contains(kept))
}

/// A merchant as it was named before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Its stall, where somebody knew it.
    pub stall: String,
}

/// Merchants that filings and the deposit pool name, each once, by name. A stall is told where one is known.
#[must_use]
pub fn merchants<'a>(cases: impl Iterator<Item = &'a Case>, accounts: impl Iterator<Item = String>) -> Vec<Named> {
    let of_cases = cases.filter_map(|case| match &case.complaint.merchant {
        Merchant::Named { name: Some(name), stall } => {
            Some(Named { name: name.clone(), stall: stall.clone().unwrap_or_default() })
        }
        _ => None,
    });
    let mut all: Vec<Named> = of_cases.chain(accounts.map(|name| Named { name, stall: String::new() })).collect();
    all.sort();
    all.dedup();
    let with_stall: Vec<String> = all.iter().filter(|one| !one.stall.is_empty()).map(|one| one.name.clone()).collect();
    all.retain(|one| !one.stall.is_empty() || !with_stall.contains(&one.name));
    all
}

/// Those whose name or stall has what was typed.
#[must_use]
pub fn suggested(all: &[Named], name: &str, stall: &str) -> Vec<Named> {
    let typed: Vec<String> =
        [name, stall].into_iter().map(|text| folded(text.trim())).filter(|t| !t.is_empty()).collect();
    if typed.is_empty() {
        return Vec::new();
    }
    let has = |one: &&Named| {
        let kept = folded(&format!("{} {}", one.name, one.stall));
        typed.iter().all(|text| kept.contains(text)) && (one.name != name || one.stall != stall)
    };
    all.iter().filter(has).take(MOST).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::CaseOnDesk;
    use serde_json::json;
    use std::{collections::BTreeSet, sync::Arc};
    use uuid::Uuid;

    const DAY: i64 = DAY_MS;

    fn now() -> Moment {
        domain::moment::Day::parse("2026-11-23").expect("a day").at(12, 0)
    }

    /// Filed so many days ago, by 王女士 against 好味电器.
    fn case(id: u128, days: i64, phone: &str, merchant: &str, goods: &str) -> CaseOnDesk {
        let at = now().plus_millis(-days * DAY).millis();
        let case = json!({
            "id": Uuid::from_u128(id), "rev": 2, "number": { "year": 2026, "serial": id }, "state": "accepted",
            "resume_to": null, "first_receiver": null, "assignee": null, "filed_at": at, "received_at": at, "due": null,
            "object_until": null, "timeline": [],
            "complaint": {
                "kind": "complaint", "merchant": { "named": { "name": merchant, "stall": "L2-031" } }, "goods": goods,
                "goods_kind": "appliance", "purchased_on": null, "amount": 32000, "category": "quality",
                "facts": "插电不加热，商家不肯退。", "demand_amount": null, "demand_words": null,
                "mediation_consent": true, "publication_consent": false, "privacy_notice": 1,
                "contact": { "name": "王女士", "phone": phone, "address": null, "agent": null }
            }
        });
        CaseOnDesk { case: serde_json::from_value(case).expect("a case"), pending: vec![], refused: vec![] }
    }

    fn index() -> Index {
        let cases = [
            case(12, 180, "13800138000", "好味电器", "电饭煲"),
            case(13, 3, "13800138000", "好味电器", "美的电饭煲"),
            case(14, 3, "13900139000", "好味 电器", "电饭煲"),
            case(15, 3, "02161671254", "别家", "雨伞"),
        ];
        let of = cases.into_iter().map(|one| (one.case.id, Arc::new(one))).collect();
        Index::default().renewed(Arc::new(of), BTreeSet::new())
    }

    fn ids(found: &[CaseId]) -> Vec<u128> {
        found.iter().map(|id| id.0.as_u128()).collect()
    }

    #[test]
    fn a_number_is_found_while_it_is_typed_however_it_is_written() {
        let area = AreaCode::default();
        for typed in
            ["1380", "+86 138-0013", "0086138001", "138 0013 8000", "+86 138-0013-8000", "１３８００１３８０００"]
        {
            assert_eq!(ids(&of_number(&index(), typed, area)), [13, 12], "{typed}");
        }
        assert_eq!(ids(&of_number(&index(), "61671254", area)), [15], "a local number is of this area");
        assert!(of_number(&index(), "138", area).is_empty(), "too little to tell people apart");
    }

    #[test]
    fn two_of_number_merchant_and_goods_within_thirty_days_are_a_hint() {
        let form = Draft::from_pairs([("phone", "13800138000"), ("merchant_name", "好味电器"), ("goods", "电饭煲")]);
        let found = may_be_the_same(&index(), &form, CaseId(Uuid::from_u128(99)), AreaCode::default(), now());
        let seen: Vec<_> = found.iter().map(|one| (one.case.0.as_u128(), one.shared().len())).collect();
        assert_eq!(seen, [(13, 3), (14, 2)], "what is half a year old is another matter");
        let other = Draft::from_pairs([("phone", "13800138000"), ("merchant_name", "别家"), ("goods", "雨衣")]);
        assert!(may_be_the_same(&index(), &other, CaseId(Uuid::nil()), AreaCode::default(), now()).is_empty());
    }

    #[test]
    fn merchants_are_offered_with_their_stall_each_once() {
        let cases = index();
        let of: Vec<_> = [case(1, 1, "1", "好味电器", "锅"), case(2, 1, "1", "好味电器", "碗")].into();
        let all = merchants(of.iter().map(|one| &one.case), ["好味电器".to_owned(), "优衣".to_owned()].into_iter());
        assert_eq!(cases.len(), 4);
        assert_eq!(all.len(), 2);
        assert_eq!(suggested(&all, "好味", "").first().map(|one| one.stall.as_str()), Some("L2-031"));
        assert_eq!(suggested(&all, "", "l2-0").first().map(|one| one.name.as_str()), Some("好味电器"));
        assert!(suggested(&all, "好味电器", "L2-031").is_empty(), "what is chosen is not offered again");
        assert!(suggested(&all, "", "").is_empty());
    }
}
