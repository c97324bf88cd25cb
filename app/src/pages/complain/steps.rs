//! What each step asks.

use domain::{
    form::{Category, Demand, Draft, FACTS_CHARS, Field, GoodsKind, GreenReason, Kind, Step, Tag, Term, warnings},
    words::{Text, text},
};
use leptos::prelude::*;

use super::{
    beside_merchant::beside_merchant,
    controls::{AreaField, CheckField, ChoiceField, Keys, TextField},
    form_state::{FormState, today},
    suggestions::Suggestions,
};
use crate::{
    components::{Icon, Sign},
    device::use_device,
    lang::say,
};

pub const COUNT: Text = text("已写 {} 字，最多 {} 字", "{} of {} characters");
const MERCHANT_HINT: Text =
    text("小票上一般有。名称、铺位号知道一个就行。", "Usually on the receipt. The name or the stall number is enough.");
const STALL_HINT: Text = text("例如 L2-031", "For example L2-031");
const UNSURE_HINT: Text = text("没关系，我们帮您查。", "Never mind, we will find out.");
const GOODS_HINT: Text = text("例如：电饭煲、洗衣、健身卡", "For example: rice cooker, laundry, gym card");
const AMOUNT_HINT: Text = text("大概的数也可以，没有就写 0。", "A rough figure will do; 0 if none.");
const FACTS_HINT: Text = text(
    "照平时说话那样写：什么时候买的，出了什么问题，商家怎么说。",
    "Write as you would speak: when you bought it, what went wrong, what the merchant said.",
);
const DEMANDS_HINT: Text = text(
    "可以选几个。选“退款”或“赔偿损失”时请写金额。",
    "You can choose several. For a refund or compensation please write how much.",
);
const MEDIATION_HINT: Text = text(
    "商家也同意才会开始，随时可以停。",
    "It begins only if the merchant agrees too, and you can stop at any time.",
);
const PHONE_HINT: Text = text(
    "手机、带区号的座机，或带国家区号的号码。",
    "A mobile, a landline with area code, or a number with country code.",
);
const GREEN_HINT: Text = text("符合的走绿色通道，先办。不用证件。", "These cases go first. No papers needed.");
const ANONYMOUS_HINT: Text = text(
    "不留姓名电话，我们就没法把结果告诉您，但查询码照样能查。",
    "Without a name and number we cannot call you; the claim code still works.",
);
const PRIVACY_LINK: Text = text("（读一读）", "(read it)");
const NO_ID: Text =
    text("只用来处理这件事。不会要您的身份证号。", "Used only for this matter. We never ask for an identity number.");
const AGENT: Text = text("替别人办（选填）", "Acting for someone else (optional)");

fn explain(kind: Kind) -> Text {
    match kind {
        Kind::Complaint => text("买的东西或服务有问题，想要个说法", "Something is wrong with goods or a service"),
        Kind::Inquiry => text("想先问清楚，不算投诉", "To find out first; this is not a complaint"),
        Kind::Report => text("发现商家违法，可以不留姓名", "A merchant breaks the law; you may stay anonymous"),
    }
}

fn is_report(draft: &Draft) -> bool {
    draft.get(Field::Kind) == Kind::Report.code()
}

fn is_question(draft: &Draft) -> bool {
    draft.get(Field::Kind) == Kind::Inquiry.code()
}

/// The controls of a step.
pub fn fields(form: FormState, step: Step) -> AnyView {
    match step {
        Step::Kind => kind(form).into_any(),
        Step::Purchase => purchase(form).into_any(),
        Step::Facts => facts(form).into_any(),
        Step::Demand => demand(form).into_any(),
        Step::Contact => contact(form).into_any(),
        Step::Review => ().into_any(),
    }
}

fn kind(form: FormState) -> impl IntoView {
    // The most frequent first.
    const KINDS: &[Kind] = &[Kind::Complaint, Kind::Inquiry, Kind::Report];
    const EXPLAIN: fn(Kind) -> Text = explain;
    view! { <ChoiceField form field=Field::Kind terms=KINDS explain=EXPLAIN class="choices choices--1" /> }
}

fn purchase(form: FormState) -> impl IntoView {
    view! {
        {beside_merchant(form)}
        <TextField form field=Field::MerchantName hint=MERCHANT_HINT />
        <TextField form field=Field::Stall hint=STALL_HINT />
        <CheckField form field=Field::MerchantUnsure hint=UNSURE_HINT />
        <TextField form field=Field::Goods hint=GOODS_HINT />
        <ChoiceField form field=Field::GoodsKind terms=GoodsKind::ALL />
        <div class="field-row">
            <div>
                <TextField form field=Field::PurchasedOn keys=Keys::DATE />
                <LimitationWarning form />
            </div>
            <TextField form field=Field::Amount hint=AMOUNT_HINT keys=Keys::MONEY />
        </div>
    }
}

/// Two and three years: it warns and does not stop anybody.
#[component]
fn LimitationWarning(form: FormState) -> impl IntoView {
    let device = use_device();
    move || {
        device.alive.get().then(|| {
            form.draft
                .with(|draft| warnings(draft, today()))
                .into_iter()
                .map(|warning| {
                    view! {
                        <p class="field__warn" role="status">
                            <Icon sign=Sign::Wait />
                            <span>{say(warning.sentence())}</span>
                        </p>
                    }
                })
                .collect_view()
        })
    }
}

fn facts(form: FormState) -> impl IntoView {
    view! {
        <ChoiceField form field=Field::Category terms=Category::ALL />
        <AreaField form field=Field::Facts hint=FACTS_HINT most=FACTS_CHARS.1 />
        {move || form.draft.with(is_question).then(|| view! { <Suggestions form /> })}
        <ChoiceField form field=Field::Tags terms=Tag::ALL class="choices choices--3" />
    }
}

fn demand(form: FormState) -> impl IntoView {
    view! {
        <ChoiceField form field=Field::Demands terms=Demand::ALL hint=DEMANDS_HINT />
        {move || form.applies(Draft::needs_amount).then(|| view! { <TextField form field=Field::DemandAmount keys=Keys::MONEY /> })}
        {move || {
            form.applies(|draft| draft.has(Field::Demands, Demand::Other.code()))
                .then(|| view! { <TextField form field=Field::DemandWords /> })
        }}
        <CheckField form field=Field::MediationConsent hint=MEDIATION_HINT />
    }
}

fn contact(form: FormState) -> impl IntoView {
    let named = Memo::new(move |_| form.applies(|draft| !(is_report(draft) && draft.is_checked(Field::Anonymous))));
    view! {
        <p class="page__lead">{say(NO_ID)}</p>
        {move || form.applies(is_report).then(|| view! { <CheckField form field=Field::Anonymous hint=ANONYMOUS_HINT /> })}
        {move || {
            named
                .get()
                .then(|| {
                    view! {
                        <TextField form field=Field::Name keys=Keys::NAME />
                        <TextField form field=Field::Phone hint=PHONE_HINT keys=Keys::PHONE />
                        <TextField form field=Field::Address keys=Keys::ADDRESS />
                        <details class="wizard__fold" open=form.draft.with_untracked(|d| !d.get(Field::AgentName).is_empty())>
                            <summary>{say(AGENT)}</summary>
                            <div>
                                <TextField form field=Field::AgentName keys=Keys::TEXT />
                                <CheckField form field=Field::AgentAuthorised />
                            </div>
                        </details>
                    }
                })
        }}
        <ChoiceField form field=Field::GreenReasons terms=GreenReason::ALL hint=GREEN_HINT class="choices choices--3" />
        <CheckField form field=Field::PublicationConsent />
        <CheckField
            form
            field=Field::PrivacyConsent
            more=|| {
                // A kiosk has one window: there the page opens in it, and leads back here.
                let device = use_device();
                let target = move || (!device.kiosk.get()).then_some("_blank");
                view! { <a href="/privacy" target=target rel="noopener">{say(PRIVACY_LINK)}</a> }
            }
        />
    }
}
