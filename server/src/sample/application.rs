//! What sample merchants say of themselves.

use domain::form::{GoodsKind, Term};
use domain::merchant::{
    ApplicationForm, CreditCode, Identity, IdentityDocument, NotACreditCode, PermitForm, PermitKind, SubjectForm,
    UNLIMITED, required,
};
use domain::moment::Day;

use super::dice::Dice;

/// Trades, with what hangs over the door and what is sold.
pub(super) const TRADES: &[(GoodsKind, &str, &[&str])] = &[
    (GoodsKind::Dining, "面馆", &["双人套餐", "外卖餐盒", "储值卡"]),
    (GoodsKind::Clothing, "服装店", &["羊毛衫", "运动鞋", "羽绒服"]),
    (GoodsKind::Food, "食品店", &["坚果礼盒", "牛奶", "现烤面包"]),
    (GoodsKind::Electronics, "数码店", &["手机", "耳机", "平板电脑"]),
    (GoodsKind::Appliance, "电器店", &["电饭煲", "吹风机", "空气净化器"]),
    (GoodsKind::Beauty, "美容店", &["面霜", "美容次卡", "烫发"]),
    (GoodsKind::Children, "童装店", &["童鞋", "婴儿推车", "积木"]),
    (GoodsKind::Household, "家居店", &["床垫", "水壶", "台灯"]),
    (GoodsKind::Jewellery, "首饰店", &["银手链", "戒指"]),
    (GoodsKind::Training, "培训中心", &["绘画课程", "英语课程"]),
    (GoodsKind::Fitness, "健身房", &["健身年卡", "游泳课"]),
    (GoodsKind::OtherService, "洗衣店", &["干洗大衣", "皮鞋护理"]),
    (GoodsKind::OtherGoods, "文具店", &["书包", "钢笔"]),
];

const FLOORS: &[&str] = &["B1", "L1", "L2", "L3", "L4", "L5"];
/// Foods and lessons are sold under permits that end.
const ENDS_AFTER_YEARS: (u32, u32) = (1, 4);

/// The application of the merchant of that number.
pub(super) fn form(number: u32, day: Day, dice: &mut Dice) -> ApplicationForm {
    let (trade, word, _) = TRADES[usize::try_from(number).unwrap_or_default() % TRADES.len()];
    let subject = match dice.between(1, 20) {
        1 if required(SubjectForm::NaturalPerson, trade).is_empty() => SubjectForm::NaturalPerson,
        1..=7 => SubjectForm::IndividualBusiness,
        8 => SubjectForm::OtherOrganisation,
        _ => SubjectForm::LegalPerson,
    };
    let is_person = subject == SubjectForm::NaturalPerson;
    let code = if is_person { String::new() } else { code(number, subject) };
    let legal_name = match subject {
        SubjectForm::NaturalPerson => format!("示例店主{number:03}"),
        SubjectForm::IndividualBusiness => format!("示例市示例区示例{number:03}{word}"),
        _ => format!("示例{number:03}{word}有限公司"),
    };
    let floor = FLOORS[usize::try_from(number).unwrap_or_default() % FLOORS.len()];
    let permits = required(subject, trade).into_iter().map(|kind| PermitForm {
        kind: kind.code().to_owned(),
        number: if kind == PermitKind::BusinessLicence { code.clone() } else { format!("示例{number:06}") },
        expires: if kind == PermitKind::BusinessLicence { UNLIMITED.to_owned() } else { ends(day, dice).to_string() },
        picture: None,
    });
    let permits = permits.collect();
    let identity = Identity::check(IdentityDocument::Passport, &format!("SAMPLE{number:04}")).ok();
    ApplicationForm {
        name: format!("示例{word} {number:03}"),
        trade: trade.code().to_owned(),
        form: subject.code().to_owned(),
        legal_name,
        code,
        identity: identity.filter(|_| is_person),
        responsible: format!("示例店长{number:03}"),
        phone: format!("1000000{number:04}"),
        address: format!("示例市示例区示例路 {number} 号"),
        floor: floor.to_owned(),
        stall: format!("{floor}-{number:03}"),
        permits,
    }
}

/// When a permit of that day ends.
pub(super) fn ends(day: Day, dice: &mut Dice) -> Day {
    let years = dice.between(ENDS_AFTER_YEARS.0, ENDS_AFTER_YEARS.1);
    day.plus_years(i32::try_from(years).unwrap_or(1)).plus_days(i64::from(dice.between(20, 200)))
}

/// A code whose checks fit, of a district that there is not.
fn code(number: u32, subject: SubjectForm) -> String {
    let prefix = if subject == SubjectForm::IndividualBusiness { "92" } else { "91" };
    let body = format!("{prefix}000000{number:08}");
    // The two checks are the standard's own: what is asked tells which sign would fit.
    let fitting = "0123456789X".chars().find_map(|check| {
        let typed = format!("{body}{check}0");
        match CreditCode::parse(&typed) {
            Ok(code) => Some(code.as_str().to_owned()),
            Err(NotACreditCode::Check { should, .. }) => Some(format!("{body}{check}{should}")),
            Err(_) => None,
        }
    });
    fitting.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_application_is_right_and_says_that_it_is_a_sample() {
        let day = Day::parse("2026-11-20").expect("a day");
        for number in 1..=400 {
            let form = form(number, day, &mut Dice::of(u64::from(number)));
            let checked = form.check().unwrap_or_else(|wrong| panic!("{number}: {wrong:?}"));
            assert!(checked.name.starts_with("示例") && checked.subject.name().starts_with("示例"));
        }
    }
}
