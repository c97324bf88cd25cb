//! Everything once more, before 「提交」.

use domain::{
    calendar::Due,
    form::{Category, Demand, Draft, Field, GoodsKind, GreenReason, Kind, Step, Tag, Term},
    moment::Day,
    money::Yuan,
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{begin::address, form_state::FormState};
use crate::{
    components::{NoticeBox, Sign, Tone},
    device::use_device,
    format::{amount, phone},
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
                form.draft
                    .with(|draft| rows(draft, step, lang))
                    .into_iter()
                    .map(|(label, value)| {
                        view! {
                            <div class="review__row">
                                <dt>{label}</dt>
                                <dd class="tnum">{value}</dd>
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

/// Label and value of what was given on a step; what is required and missing shows as such.
fn rows(draft: &Draft, step: Step, lang: Lang) -> Vec<(&'static str, String)> {
    Field::ALL
        .iter()
        .filter(|field| field.step() == step)
        .filter_map(|&field| {
            let value = shown(draft, field, lang);
            let needed = matches!(field, Field::Kind | Field::Goods | Field::Category | Field::Facts);
            let value = if value.is_empty() && needed { NOT_GIVEN.in_lang(lang).to_owned() } else { value };
            (!value.is_empty()).then(|| (field.label().in_lang(lang), value))
        })
        .collect()
}

fn shown(draft: &Draft, field: Field, lang: Lang) -> String {
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
        Field::DemandAmount if !needs_amount(draft) => String::new(),
        _ => {
            let typed = draft.get(field).trim();
            as_said(field, typed, lang).unwrap_or_else(|| typed.to_owned())
        }
    }
}

/// As people say it; none for what stands as it was typed, mistakes among it.
fn as_said(field: Field, typed: &str, lang: Lang) -> Option<String> {
    match field {
        Field::PurchasedOn => Day::parse(typed).map(|day| full(day, lang)),
        Field::Amount | Field::DemandAmount => Yuan::parse(typed).ok().map(amount),
        Field::Phone => Some(phone(typed)),
        _ => None,
    }
}

fn needs_amount(draft: &Draft) -> bool {
    Demand::ALL.iter().any(|demand| demand.needs_amount() && draft.has(Field::Demands, demand.code()))
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

    #[test]
    fn figures_are_said_as_people_say_them_and_mistakes_stand_as_typed() {
        let draft = Draft::from_pairs([("purchased_on", "2026-11-23"), ("amount", "3200"), ("phone", "13912345678")]);
        assert_eq!(shown(&draft, Field::PurchasedOn, Lang::Zh), "2026 年 11 月 23 日");
        assert_eq!(shown(&draft, Field::Amount, Lang::Zh), "¥3,200");
        assert_eq!(shown(&draft, Field::Phone, Lang::Zh), "139 1234 5678");
        let wrong = Draft::from_pairs([("amount", "三百块左右"), ("purchased_on", "上周")]);
        assert_eq!(shown(&wrong, Field::Amount, Lang::Zh), "三百块左右");
        assert_eq!(shown(&wrong, Field::PurchasedOn, Lang::Zh), "上周");
    }
}
