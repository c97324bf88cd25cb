//! Everything once more, before 「提交」.

use domain::{
    calendar::Due,
    form::{AreaCode, Category, Demand, Draft, Field, GoodsKind, GreenReason, Kind, Phone, Step, Tag, Term},
    moment::Day,
    money::Amount,
    typed::{clean, clean_line},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{begin::address, form_state::FormState};
use crate::{
    components::{LongText, NoticeBox, Sign, Tone, amount_read::Large},
    device::use_device,
    format::phone,
    lang::{say, use_lang},
    pages::board::dates::full,
};

const LEAD: Text = text("有不对的，点“修改”。", "If something is not right, press “Change”.");
const CHANGE: Text = text("修改", "Change");
const PROMISE: Text =
    text("提交并送达后，{}前有人负责并答复您。", "Once it is delivered, somebody takes it on and answers you by {}.");
const NOT_GIVEN: Text = text("没有填", "not given");
const YES: Text = text("是", "Yes");

/// The list.
#[component]
pub fn Review(id: Uuid, form: FormState) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let promise = move || {
        let notice = device.notice.get()?;
        let due: Due = notice.calendar.due(device.now(), notice.rules.accept_within, notice.rules.closing_time);
        Some(PROMISE.fill(lang.get(), &[&due.at.spoken(lang.get(), device.now().day())]))
    };
    let parts = Step::ALL
        .into_iter()
        .filter(|step| *step != Step::Review)
        .map(|step| {
            let rows = move || {
                let lang = lang.get();
                let area = device.notice.with(|notice| notice.as_ref().map(|notice| notice.place.area_code));
                form.draft
                    .with(|draft| rows(draft, step, lang, area.unwrap_or_default()))
                    .into_iter()
                    .map(|(label, value)| {
                        view! {
                            <div class="review__row">
                                <dt>{label}</dt>
                                <dd class="tnum">
                                    {match value {
                                        Value::Words(words) => view! { <LongText words /> }.into_any(),
                                        Value::Money(amount) => view! { <Large amount /> }.into_any(),
                                    }}
                                </dd>
                            </div>
                        }
                    })
                    .collect_view()
            };
            view! {
                <div class="review__head">
                    <h2>{say(step.title())}</h2>
                    <a class="link" href=address(id, step)>
                        {say(CHANGE)}
                        <span class="vh">{say(step.title())}</span>
                    </a>
                </div>
                <dl class="review">{rows}</dl>
            }
        })
        .collect_view();
    view! {
        <p class="page__lead">{say(LEAD)}</p>
        <div class="card">{parts}</div>
        {move || promise().map(|words| view! { <NoticeBox tone=Tone::Info sign=Sign::Wait><p class="tnum">{words}</p></NoticeBox> })}
    }
}

/// What stands beside a label.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Words(String),
    /// As it was read: large, in figures and in 大写.
    Money(Amount),
}

/// Label and value of what was given on a step; what is required and missing shows as such.
fn rows(draft: &Draft, step: Step, lang: Lang, area: AreaCode) -> Vec<(&'static str, Value)> {
    Field::ALL
        .iter()
        .filter(|field| field.step() == step)
        .filter_map(|&field| {
            if let Some(amount) = money(draft, field) {
                return Some((field.label().in_lang(lang), Value::Money(amount)));
            }
            let value = shown(draft, field, lang, area);
            let needed = matches!(field, Field::Kind | Field::Goods | Field::Category | Field::Facts);
            let value = if value.is_empty() && needed { NOT_GIVEN.in_lang(lang).to_owned() } else { value };
            (!value.is_empty()).then(|| (field.label().in_lang(lang), Value::Words(value)))
        })
        .collect()
}

/// The amount of a field of money, where it is one.
fn money(draft: &Draft, field: Field) -> Option<Amount> {
    let asked = field == Field::Amount || field == Field::DemandAmount && draft.needs_amount();
    asked.then(|| Amount::read(draft.get(field)).ok()).flatten()
}

fn shown(draft: &Draft, field: Field, lang: Lang, area: AreaCode) -> String {
    match field {
        Field::Kind => terms::<Kind>(draft, field, lang),
        Field::GoodsKind => terms::<GoodsKind>(draft, field, lang),
        Field::Category => terms::<Category>(draft, field, lang),
        Field::Tags => terms::<Tag>(draft, field, lang),
        Field::Demands => terms::<Demand>(draft, field, lang),
        Field::GreenReasons => terms::<GreenReason>(draft, field, lang),
        Field::MerchantUnsure
        | Field::MediationConsent
        | Field::Anonymous
        | Field::AgentAuthorised
        | Field::PublicationConsent
        | Field::PrivacyConsent => {
            if draft.is_checked(field) {
                YES.in_lang(lang).to_owned()
            } else {
                String::new()
            }
        }
        Field::DemandAmount if !draft.needs_amount() => String::new(),
        _ => {
            let typed = draft.get(field);
            let kept = if field == Field::Facts { clean } else { clean_line };
            as_said(field, typed, lang, area).unwrap_or_else(|| kept(typed))
        }
    }
}

/// As people say it; none for what stands as it was typed, mistakes among it.
fn as_said(field: Field, typed: &str, lang: Lang, area: AreaCode) -> Option<String> {
    match field {
        Field::PurchasedOn => Day::parse(typed).map(|day| full(day, lang)),
        Field::Phone => Phone::parse(typed, area).ok().map(|number| phone(&number, lang)),
        _ => None,
    }
}

fn terms<T: Term>(draft: &Draft, field: Field, lang: Lang) -> String {
    let names: Vec<_> =
        draft.all(field).iter().filter_map(|code| T::from_code(code)).map(|term| term.name().in_lang(lang)).collect();
    names.join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(draft: &Draft, field: Field) -> String {
        shown(draft, field, Lang::Zh, AreaCode::default())
    }

    #[test]
    fn figures_are_said_as_people_say_them_and_mistakes_stand_as_typed() {
        let draft = Draft::from_pairs([("purchased_on", "2026-11-23"), ("amount", "3200"), ("phone", "13912345678")]);
        assert_eq!(said(&draft, Field::PurchasedOn), "2026 年 11 月 23 日");
        assert_eq!(money(&draft, Field::Amount), Amount::read("3200").ok());
        assert_eq!(said(&draft, Field::Phone), "139 1234 5678");
        let wrong = Draft::from_pairs([("amount", "很多钱"), ("purchased_on", "上周"), ("phone", "没有")]);
        assert_eq!(money(&wrong, Field::Amount), None);
        assert_eq!(said(&wrong, Field::Amount), "很多钱");
        assert_eq!(said(&wrong, Field::PurchasedOn), "上周");
        assert_eq!(said(&wrong, Field::Phone), "没有");
    }

    #[test]
    fn a_local_number_is_shown_with_the_area_of_the_contact_point() {
        let draft = Draft::from_pairs([("phone", "8888 7777 转 3")]);
        let shenzhen = "0755".parse().expect("an area code");
        assert_eq!(shown(&draft, Field::Phone, Lang::Zh, shenzhen), "0755-88887777 转 3");
    }

    #[test]
    fn a_demand_in_money_shows_where_money_is_demanded() {
        let mut draft = Draft::from_pairs([("demand_amount", "约300"), ("demands", "repair")]);
        assert_eq!(money(&draft, Field::DemandAmount), None);
        draft.choose(Field::Demands, "refund", true);
        assert_eq!(money(&draft, Field::DemandAmount), Amount::read("约300").ok());
    }

    #[test]
    fn signs_that_turn_the_text_around_are_gone_before_the_yes() {
        let draft = Draft::from_pairs([("goods", "电\u{202E}饭煲"), ("name", "张\n三")]);
        assert_eq!((said(&draft, Field::Goods).as_str(), said(&draft, Field::Name).as_str()), ("电饭煲", "张 三"));
    }
}
