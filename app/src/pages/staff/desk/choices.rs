//! What can be chosen in the panel beside the field's own terms: colleagues who are there, cases that may be the same
//! matter, and mechanisms that a supervisor may turn.

use domain::{
    case::Case,
    form::Term,
    ids::StaffId,
    mechanism::{Mechanism, ReturnException, holds},
    words::{Lang, Text, text},
};

use domain::staff::StaffMember;
use leptos::prelude::*;

use super::{commands::Turn, context::DeskContext, input_key::NO_EXCEPTION, item, words::merchant};

const COLLEAGUE: Text = text("{}（{}，在办 {} 件）", "{} ({}, {} open)");
const SOMEBODY: Text = text("{}（{}）", "{} ({})");
const FREE: Text = text("{}（保证金可用 {} 元）", "{} ({} yuan of its deposit are free)");
const NONE_APPLIES: Text = text("都不是", "None of these");
const TAKE: Text = text("进入{}", "Take: {}");
const LEAVE: Text = text("不进入{}", "Leave: {}");
/// As many as fit on one screen; the likeliest come first.
const MOST_CASES: usize = 8;

/// Something to choose: the word under which it is kept, and what it is called.
pub type Choice = (String, String);

/// Colleagues on duty who can be given the case, whoever has the fewest first.
#[must_use]
pub fn colleagues(desk: DeskContext, case: &Case, lang: Lang) -> Vec<Choice> {
    on_duty(desk, lang, |member| case.assignee != Some(member) && !case.recused.contains(&member))
}

/// Colleagues on duty who take cases, whoever has the fewest first.
#[must_use]
pub fn on_duty(desk: DeskContext, lang: Lang, can: impl Fn(StaffId) -> bool) -> Vec<Choice> {
    let open_cases = |id: StaffId| {
        desk.index.with(|index| index.iter().filter(|one| one.assignee == Some(id) && !one.state.is_final()).count())
    };
    let able = desk.device.desk.members.with(|members| {
        let able = members.values().filter(|member| member.active && member.on_duty && member.role.receives_cases());
        able.filter(|member| can(member.id)).cloned().collect::<Vec<_>>()
    });
    let mut able: Vec<_> = able.into_iter().map(|member| (open_cases(member.id), member)).collect();
    able.sort_by(|(some, one), (others, other)| (some, &one.name).cmp(&(others, &other.name)));
    let choice = |(open, member): (usize, StaffMember)| {
        let role = member.role.name().in_lang(lang);
        (member.id.to_string(), COLLEAGUE.fill(lang, &[&member.name, role, &open.to_string()]))
    };
    able.into_iter().map(choice).collect()
}

/// Colleagues whom a supervisor can take off the case, there or not; whoever has it first.
#[must_use]
pub fn may_step_aside(desk: DeskContext, case: &Case, lang: Lang) -> Vec<Choice> {
    let me = desk.me.with_untracked(|me| me.id);
    let may = |member: &&StaffMember| {
        member.active && member.role.receives_cases() && member.id != me && !case.recused.contains(&member.id)
    };
    let mut may: Vec<StaffMember> =
        desk.device.desk.members.with(|members| members.values().filter(may).cloned().collect());
    may.sort_by_key(|member| (case.assignee != Some(member.id), member.name.clone()));
    let choice = |member: StaffMember| {
        (member.id.to_string(), SOMEBODY.fill(lang, &[&member.name, member.role.name().in_lang(lang)]))
    };
    may.into_iter().map(choice).collect()
}

/// Merchants that left a deposit, with what it still secures: those that the filing names first.
#[must_use]
pub fn merchants(desk: DeskContext, case: &Case, lang: Lang) -> Vec<Choice> {
    let named = merchant(&case.complaint.merchant, lang);
    let mut all: Vec<_> = desk.device.desk.merchants.with(|merchants| merchants.values().cloned().collect());
    all.sort_by_key(|account| (!named.contains(&account.name), account.name.clone()));
    let choice = |account: domain::fund::MerchantAccount| {
        let free = account.available().to_string();
        (account.id.to_string(), FREE.fill(lang, &[&account.name, &free]))
    };
    all.into_iter().map(choice).collect()
}

/// What the law takes out of returning without a reason; that nothing applies comes first.
#[must_use]
pub fn exceptions(_: DeskContext, _: &Case, lang: Lang) -> Vec<Choice> {
    let exception =
        |exception: &ReturnException| (exception.code().to_owned(), exception.name().in_lang(lang).to_owned());
    let none = (NO_EXCEPTION.to_owned(), NONE_APPLIES.in_lang(lang).to_owned());
    std::iter::once(none).chain(ReturnException::ALL.iter().map(exception)).collect()
}

/// Open cases of the same kind: those of the same person, merchant and goods first, then the newest.
#[must_use]
pub fn same_matter(desk: DeskContext, case: &Case, lang: Lang) -> Vec<Choice> {
    desk.device.desk.cases.with(|cases| {
        let may_be = |other: &Case| {
            let open = !other.state.is_final() && !other.state.is_on_device() && other.merged_into.is_none();
            open && other.id != case.id && other.complaint.kind == case.complaint.kind
        };
        let mut found: Vec<_> = cases.values().filter(|on_desk| may_be(&on_desk.case)).collect();
        found.sort_by_key(|on_desk| std::cmp::Reverse((likeness(case, &on_desk.case), on_desk.case.received_at)));
        let choice = |on_desk: &std::sync::Arc<crate::desk::CaseOnDesk>| {
            let shop = merchant(&on_desk.case.complaint.merchant, lang);
            (on_desk.case.id.to_string(), format!("{} · {shop}", item::title(on_desk, lang)))
        };
        found.into_iter().take(MOST_CASES).map(choice).collect()
    })
}

/// How much of two filings is the same; more is likelier.
fn likeness(one: &Case, other: &Case) -> u8 {
    let (one, other) = (&one.complaint, &other.complaint);
    let phone = |contact: &Option<domain::form::Contact>| contact.as_ref().map(|contact| contact.phone.clone());
    let same_person = one.contact.is_some() && phone(&one.contact) == phone(&other.contact);
    4 * u8::from(same_person) + 2 * u8::from(one.merchant == other.merchant) + u8::from(one.goods == other.goods)
}

/// The mechanisms, each to be turned away from what holds.
#[must_use]
pub fn turns(desk: DeskContext, case: &Case, lang: Lang) -> Vec<Choice> {
    let Some(notice) = desk.device.notice.get_untracked() else { return Vec::new() };
    let now = desk.device.now();
    let all = [Mechanism::SmallClaim, Mechanism::NoReasonReturn, Mechanism::AdvancePayment, Mechanism::GreenLane];
    let turn = |which: Mechanism| {
        let takes = holds(case, which, &notice.calendar, now);
        let what = if takes { LEAVE } else { TAKE };
        (Turn::away_from(which, takes).code(), what.fill(lang, &[which.name().in_lang(lang)]))
    };
    all.into_iter().map(turn).collect()
}
