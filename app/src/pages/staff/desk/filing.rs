//! The facts of a case at a glance, and the filing in full.

use domain::{
    case::Case,
    clock::{StatutoryClock, statutory_clocks},
    form::{Complaint, Kind, Term},
    money::Yuan,
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use sync::kinds::board::Notice;

use super::{
    context::{CaseSignal, use_desk},
    due::{due_words, urgency, when},
    words::merchant,
};
use crate::{
    components::LongText,
    format::{amount, phone, said},
    lang::{say, use_lang},
};

const PROMISED: Text = text("站内承诺", "Promised here");
const ENDED: Text = text("已结束", "ended");
const NO_CLOCK: Text = text("没有时限", "no time limit");
const STATUTORY: Text = text("法定时限", "Statutory time");
const STATUTORY_LINE: Text = text("{}：{}，到 {} 为止（{}）", "{}: {}, until {} ({})");
const TENTATIVE: Text = text("（暂定）", " (tentative)");
const TO_BE_READ: Text = text("（法条待核）", " (article to be checked)");
const NOT_APPLICABLE: Text = text("不适用（联络点不是行政机关）", "none (the contact point is no authority)");
const FIRST: Text = text("首问人", "First receiver");
const ASSIGNEE: Text = text("现由谁办", "Now with");
const FAST: Text = text("可走小额快速，因为", "Small claim, because");
const FILING: Text = text("投诉内容", "The filing");
const KIND: Text = text("类型", "Filed as");
const WISH: Text = text("诉求", "Asks for");
const MERCHANT: Text = text("商家", "Merchant");
const GOODS: Text = text("商品或服务", "Goods or service");
const CATEGORY: Text = text("问题类别", "Kind of problem");
const BOUGHT: Text = text("消费日期", "Bought on");
const AMOUNT: Text = text("涉及金额", "Amount");
const CONSENT: Text = text("调解意愿", "Mediation");
const AGREES: Text = text("愿意由联络点调解", "agrees to mediation here");
const NOT_AGREED: Text = text("没有同意调解", "has not agreed");
const CONTACT: Text = text("联系人", "Contact");
const ANONYMOUS: Text = text("匿名", "anonymous");
const ADDRESS: Text = text("地址", "Address");
const AGENT: Text = text("代办人", "Agent");
const TAGS: Text = text("涉及", "Concerns");
const GREEN: Text = text("绿色通道", "Priority");
const FILED: Text = text("提交时间", "Filed");
const CHANNEL: Text = text("代录", "Registered by staff");
const REFERRAL: Text = text("转办单号", "Referral number");
const REFERRAL_DUE: Text = text("转办方要求办结", "Wanted back by");
const SPOKEN: Text = text("个人信息同意", "Consent to the use of data");
const PUBLISH: Text = text("可隐名公开", "May be published");
const YES: Text = text("同意", "agreed");
const NOT_SAID: Text = text("没有填", "not given");

/// The statutory times of the case, each with its source: of the regulator and the courts, never a promise of ours.
/// Those whose article is still to be checked say so.
#[must_use]
pub fn statutory(case: &Case, notice: Option<&Notice>, lang: Lang) -> Vec<String> {
    times(case, notice, lang, |_| true)
}

/// The same for a paper that leaves staff: only what has been checked.
#[must_use]
pub fn statutory_checked(case: &Case, notice: Option<&Notice>, lang: Lang) -> Vec<String> {
    times(case, notice, lang, |clock| !clock.term.needs_review)
}

fn times(
    case: &Case,
    notice: Option<&Notice>,
    lang: Lang,
    wanted: impl Fn(&StatutoryClock<'_>) -> bool,
) -> Vec<String> {
    let Some(notice) = notice else { return Vec::new() };
    let line = |clock: &StatutoryClock<'_>| {
        let term = clock.term;
        let last_day = clock.due.last_day.to_string();
        let (name, from) = (term.kind.name().in_lang(lang), term.kind.counted_from().in_lang(lang));
        let said = STATUTORY_LINE.fill(lang, &[name, from, &last_day, term.article.in_lang(lang)]);
        let tentative = if clock.due.tentative { TENTATIVE.in_lang(lang) } else { "" };
        let unread = if term.needs_review { TO_BE_READ.in_lang(lang) } else { "" };
        said + tentative + unread
    };
    let clocks = statutory_clocks(case, &notice.calendar, &notice.rules.statutory);
    clocks.iter().filter(|clock| wanted(clock)).map(line).collect()
}

/// The facts at a glance: both clocks, and who is responsible.
#[component]
pub fn Facts(
    /// The case.
    case: CaseSignal,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let due = move || {
        case.with(|on_desk| {
            let case = &on_desk.case;
            let without = if case.state.is_final() { ENDED } else { NO_CLOCK };
            due_words(case.due, case.state, desk.now.get(), lang.get())
                .unwrap_or_else(|| without.in_lang(lang.get()).to_owned())
        })
    };
    let hurry = move || case.with(|on_desk| urgency(on_desk.case.due, on_desk.case.state, desk.now.get()).class());
    let first = move || case.with(|on_desk| desk.name_or_nobody(on_desk.case.first_receiver, lang.get()));
    let assignee = move || case.with(|on_desk| desk.owner(on_desk.case.assignee, lang.get()));
    let statutory = move || {
        let lines = case
            .with(|on_desk| desk.device.notice.with(|notice| statutory(&on_desk.case, notice.as_deref(), lang.get())));
        if lines.is_empty() {
            return view! { <p>{say(NOT_APPLICABLE)}</p> }.into_any();
        }
        lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view().into_any()
    };
    let fast = Memo::new(move |_| case.with(|on_desk| small_claim(&on_desk.case, desk.device.notice.with(limit))));
    view! {
        <dl class="facts">
            <div class="facts__item">
                <dt>{say(PROMISED)}</dt>
                <dd class=move || format!("tnum {}", hurry())>{due}</dd>
            </div>
            <div class="facts__item">
                <dt>{say(STATUTORY)}</dt>
                <dd class="facts__law tnum">{statutory}</dd>
            </div>
            <div class="facts__item">
                <dt>{say(FIRST)}</dt>
                <dd>{first}</dd>
            </div>
            <div class="facts__item">
                <dt>{say(ASSIGNEE)}</dt>
                <dd>{assignee}</dd>
            </div>
            {move || {
                fast.get()
                    .map(|why| {
                        view! {
                            <div class="facts__item">
                                <dt>{say(FAST)}</dt>
                                <dd class="tnum">{why}</dd>
                            </div>
                        }
                    })
            }}
        </dl>
    }
}

fn limit(notice: &Option<std::sync::Arc<Notice>>) -> Option<Yuan> {
    notice.as_ref().map(|notice| notice.rules.small_claim_limit)
}

/// `¥320 ≤ ¥500`, where the amount lets a complaint take the fast route.
fn small_claim(case: &Case, limit: Option<Yuan>) -> Option<String> {
    let (concerned, limit) = (case.complaint.amount?, limit?);
    let fits = case.complaint.kind == Kind::Complaint && concerned > Yuan::ZERO && concerned <= limit;
    (fits && !case.state.is_final()).then(|| format!("{} ≤ {}", amount(concerned), amount(limit)))
}

/// The filing in full.
#[component]
pub fn Filing(
    /// The case.
    case: CaseSignal,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let body = move || {
        case.with(|on_desk| {
            let (filing, lang) = (&on_desk.case.complaint, lang.get());
            let rows = rows(filing, lang, desk.now.get().day());
            let filed = when(on_desk.case.filed_at, desk.now.get(), lang);
            view! {
                <LongText words=filing.facts.clone() class="desk__words" />
                <dl class="review">
                    {contact(filing, lang)}
                    {rows.into_iter().map(|(label, value)| row(label.in_lang(lang), value)).collect_view()}
                    {row(FILED.in_lang(lang), filed)}
                    {taken_down(&on_desk.case, lang)}
                </dl>
            }
        })
    };
    view! {
        <section class="card" aria-label=say(FILING)>
            {body}
        </section>
    }
}

/// How it came in, where staff took it down.
fn taken_down(case: &Case, lang: Lang) -> Option<impl IntoView + use<>> {
    let intake = case.intake.as_deref()?;
    let referral = intake.referral.as_ref();
    let number = referral.map(|referral| referral.number.clone());
    let due = referral.and_then(|referral| referral.due).map(|day| day.to_string());
    let agreed = intake.consent.for_staff().to_owned();
    Some(view! {
        {row(CHANNEL.in_lang(lang), intake.channel.name().in_lang(lang).to_owned())}
        {number.map(|number| row(REFERRAL.in_lang(lang), number))}
        {due.map(|due| row(REFERRAL_DUE.in_lang(lang), due))}
        {row(SPOKEN.in_lang(lang), agreed)}
    })
}

fn row(label: &'static str, value: String) -> impl IntoView {
    view! {
        <div class="review__row">
            <dt>{label}</dt>
            <dd class="tnum">{value}</dd>
        </div>
    }
}

fn contact(filing: &Complaint, lang: Lang) -> impl IntoView + use<> {
    let known = filing.contact.as_ref().map(|contact| {
        view! {
            {contact.name.clone()}
            " "
            <a class="desk__call" href=format!("tel:{}", contact.phone.dialled())>
                {phone(&contact.phone, lang)}
            </a>
        }
    });
    view! {
        <div class="review__row">
            <dt>{CONTACT.in_lang(lang)}</dt>
            <dd class="tnum">
                {match known {
                    Some(known) => known.into_any(),
                    None => ANONYMOUS.in_lang(lang).into_any(),
                }}
            </dd>
        </div>
    }
}

fn rows(filing: &Complaint, lang: Lang, today: domain::moment::Day) -> Vec<(Text, String)> {
    let name = |term: Text| term.in_lang(lang).to_owned();
    let contact = filing.contact.as_ref();
    let or_not = |value: Option<String>| value.unwrap_or_else(|| name(NOT_SAID));
    let optional = [
        (TAGS, names(&filing.tags, lang)),
        (GREEN, names(&filing.green_reasons, lang)),
        (ADDRESS, contact.and_then(|contact| contact.address.clone()).unwrap_or_default()),
        (AGENT, contact.and_then(|contact| contact.agent.as_ref()).map(|agent| agent.name.clone()).unwrap_or_default()),
        (PUBLISH, if filing.publication_consent { name(YES) } else { String::new() }),
    ];
    let mut rows = vec![
        (KIND, name(filing.kind.name())),
        (WISH, wish(filing, lang)),
        (MERCHANT, merchant(&filing.merchant, lang)),
        (GOODS, format!("{} · {}", filing.goods, name(filing.goods_kind.name()))),
        (CATEGORY, name(filing.category.name())),
        (BOUGHT, or_not(filing.purchased_on.map(|day| day.spoken(lang, today)))),
        (AMOUNT, or_not(filing.concerned().map(|amount| said(amount, lang)))),
        (CONSENT, name(if filing.mediation_consent { AGREES } else { NOT_AGREED })),
    ];
    rows.extend(optional.into_iter().filter(|(_, value)| !value.is_empty()));
    rows
}

/// Terms as a list in words.
#[must_use]
pub fn names<T: Term>(terms: &[T], lang: Lang) -> String {
    let separator = if lang == Lang::Zh { "、" } else { ", " };
    terms.iter().map(|term| term.name().in_lang(lang)).collect::<Vec<_>>().join(separator)
}

/// What the consumer asks for, with its amount.
#[must_use]
pub fn wish(filing: &Complaint, lang: Lang) -> String {
    let parts = [
        names(&filing.demands, lang),
        filing.demanded().map(|amount| said(amount, lang)).unwrap_or_default(),
        filing.demand_words.clone().unwrap_or_default(),
    ];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if said.is_empty() { NOT_SAID.in_lang(lang).to_owned() } else { said.join(" · ") }
}
