//! 受理台账: one line for each case.

use crate::{
    case::{Case, Event, Outcome},
    form::{Merchant, Term},
    ids::StaffId,
    money::Yuan,
    words::{Lang, Text, text},
};

/// Whether the list says who complained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonalData {
    /// Family name and the ends of the number: enough to know whom one has on the telephone.
    Masked,
    /// In full; a supervisor's decision, and on record.
    Full,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Words(String),
    /// Money, which a program adds up.
    Money(Yuan),
}

const COLUMNS: [Text; 16] = [
    text("案号", "Case"),
    text("收到", "Received"),
    text("来源", "Channel"),
    text("类型", "Kind"),
    text("消费者", "Consumer"),
    text("电话", "Telephone"),
    text("商户", "Merchant"),
    text("铺位", "Stall"),
    text("商品或服务", "Goods or service"),
    text("问题类别", "Category"),
    text("涉及金额（元）", "Amount (yuan)"),
    text("诉求", "Asks for"),
    text("首问人", "First receiver"),
    text("经办人", "With"),
    text("状态", "State"),
    text("结果", "Outcome"),
];
const ONLINE: Text = text("自助", "Filed by themselves");

/// The heads of the columns.
#[must_use]
pub fn columns(lang: Lang) -> [&'static str; 16] {
    COLUMNS.map(|column| column.in_lang(lang))
}

/// The line of a case, cell by cell. `name_of` gives the name under which a member of staff answers.
#[must_use]
pub fn cells(case: &Case, data: PersonalData, lang: Lang, name_of: impl Fn(StaffId) -> String) -> [Cell; 16] {
    let filing = &case.complaint;
    let contact = filing.contact.as_ref();
    let (name, stall) = match &filing.merchant {
        Merchant::Unsure => (None, None),
        Merchant::Named { name, stall } => (name.clone(), stall.clone()),
    };
    let words = |text: String| Cell::Words(text);
    let named = |term: Text| Cell::Words(term.in_lang(lang).to_owned());
    let staff = |id: Option<StaffId>| words(id.map(&name_of).unwrap_or_default());
    let received = case.received_at.unwrap_or(case.filed_at);
    let (hour, minute) = received.hour_minute();
    let separator = if lang == Lang::Zh { "、" } else { ", " };
    let demands: Vec<&str> = filing.demands.iter().map(|demand| demand.name().in_lang(lang)).collect();
    [
        words(case.number.map(|number| number.to_string()).unwrap_or_default()),
        words(format!("{} {hour:02}:{minute:02}", received.day())),
        named(case.intake.as_ref().map_or(ONLINE, |intake| intake.channel.name())),
        named(filing.kind.name()),
        words(contact.map(|contact| person(&contact.name, data)).unwrap_or_default()),
        words(contact.map(|contact| number(&contact.phone, data)).unwrap_or_default()),
        words(name.unwrap_or_default()),
        words(stall.unwrap_or_default()),
        words(filing.goods.clone()),
        named(filing.category.name()),
        filing.amount.map_or_else(|| words(String::new()), Cell::Money),
        words(demands.join(separator)),
        staff(case.first_receiver),
        staff(case.assignee),
        named(case.state.name()),
        words(outcome(case).map(|outcome| outcome.name().in_lang(lang).to_owned()).unwrap_or_default()),
    ]
}

fn person(name: &str, data: PersonalData) -> String {
    match data {
        PersonalData::Full => name.to_owned(),
        PersonalData::Masked => name.chars().next().map(|first| format!("{first}**")).unwrap_or_default(),
    }
}

fn number(phone: &crate::form::Phone, data: PersonalData) -> String {
    match (data, phone.extension()) {
        (PersonalData::Masked, _) => phone.masked(),
        (PersonalData::Full, None) => phone.grouped(),
        (PersonalData::Full, Some(extension)) => format!("{} - {extension}", phone.grouped()),
    }
}

fn outcome(case: &Case) -> Option<Outcome> {
    let closings = case.timeline.iter().rev().filter_map(|entry| match &entry.event {
        Some(Event::Closed { outcome, .. }) => Some(*outcome),
        _ => None,
    });
    case.state.is_final().then(|| closings.into_iter().next()).flatten()
}
