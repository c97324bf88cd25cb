//! How it came in; under which number another office sent it; that it was read back, and how the consumer agreed.

use domain::{
    case::{Channel, Gap, Rejection},
    form::Term,
    words::{Text, text},
};
use leptos::prelude::*;

use super::sheet::Sheet;
use crate::{
    components::{Icon, Show, Sign},
    lang::{say, use_lang},
};

const CHANNEL: Text = text("怎么来的", "How it came in");
const NUMBER: Text = text("转办单号", "Number of the referral");
const DUE: Text = text("对方要求何时办结（选填）", "Wanted back by (optional)");
const READ_BACK: Text = text("已向对方复述，对方确认无误", "Read back to the consumer, who says that it is right");
const CONSENT: Text = text("对方怎样同意处理个人信息", "How the consumer agreed to the use of their data");
const CONSENT_HINT: Text = text(
    "先告诉对方：只用来办这件事，不要身份证号。再写下对方的话。",
    "Tell them first: it is used only for this matter, and no identity number is needed. Then write what they said.",
);
const SPOKEN: Text = text("已口头告知用途，对方说同意", "Told of the purpose; they agreed");
const REFERRED: Text = text("随转办单提供，对方已同意转交", "Came with the referral, which they agreed to");

/// How it came in.
#[component]
pub fn How(sheet: RwSignal<Sheet>, refused: Memo<Option<Rejection>>) -> impl IntoView {
    let channel = Memo::new(move |_| sheet.with(Sheet::channel));
    let choice = |one: Channel| {
        view! {
            <label class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    name="channel"
                    value=one.code()
                    prop:checked=move || channel.get() == one
                    on:change=move |_| sheet.update(|sheet| one.code().clone_into(&mut sheet.channel))
                />
                <span class="choice__body">
                    <span class="choice__title">{say(one.name())}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{say(CHANNEL)}</legend>
            <div class="choices choices--4">{Channel::ALL.iter().copied().map(choice).collect_view()}</div>
        </fieldset>
        <Show when=move || !channel.get().is_spoken()>
            <div class="field-row">
                <Line
                    id="referral_number"
                    kind="text"
                    label=NUMBER
                    value=Signal::derive(move || sheet.with(|sheet| sheet.number.clone()))
                    write=Callback::new(move |text| sheet.update(|sheet| sheet.number = text))
                    gap=Gap::ReferralNumber
                    refused
                />
                <Line
                    id="referral_due"
                    kind="date"
                    label=DUE
                    value=Signal::derive(move || sheet.with(|sheet| sheet.due.clone()))
                    write=Callback::new(move |text| sheet.update(|sheet| sheet.due = text))
                    gap=Gap::ReferralNumber
                    refused=Memo::new(|_| None)
                />
            </div>
        </Show>
    }
}

/// Read back, and agreed.
#[component]
pub fn Agreed(sheet: RwSignal<Sheet>, refused: Memo<Option<Rejection>>) -> impl IntoView {
    let spoken = Memo::new(move |_| sheet.with(|sheet| sheet.channel().is_spoken()));
    let usual = move || if spoken.get() { SPOKEN } else { REFERRED };
    let lang = use_lang();
    view! {
        <Show when=move || spoken.get()>
            <div class="field" class=("field--error", move || lacks(refused, Gap::ReadBack))>
                <label class="check">
                    <input
                        class="check__input"
                        type="checkbox"
                        id="read_back"
                        prop:checked=move || sheet.with(|sheet| sheet.read_back)
                        aria-invalid=move || lacks(refused, Gap::ReadBack).then_some("true")
                        on:change=move |event| sheet.update(|sheet| sheet.read_back = event_target_checked(&event))
                    />
                    <span class="check__text">{say(READ_BACK)}</span>
                </label>
                <Lacking gap=Gap::ReadBack refused />
            </div>
        </Show>
        <Line
            id="consent"
            kind="text"
            label=CONSENT
            hint=CONSENT_HINT
            value=Signal::derive(move || sheet.with(|sheet| sheet.consent.clone()))
            write=Callback::new(move |text| sheet.update(|sheet| sheet.consent = text))
            gap=Gap::PrivacyConsent
            refused
        />
        <button
            class="pill intake__usual"
            type="button"
            on:click=move |_| sheet.update(|sheet| usual().in_lang(lang.get_untracked()).clone_into(&mut sheet.consent))
        >
            <Icon sign=Sign::Check />
            {move || usual().in_lang(lang.get())}
        </button>
    }
}

fn lacks(refused: Memo<Option<Rejection>>, gap: Gap) -> bool {
    refused.with(|why| *why == Some(Rejection::Incomplete { part: gap }))
}

#[component]
fn Line(
    id: &'static str,
    kind: &'static str,
    label: Text,
    #[prop(optional)] hint: Option<Text>,
    value: Signal<String>,
    write: Callback<String>,
    gap: Gap,
    refused: Memo<Option<Rejection>>,
) -> impl IntoView {
    view! {
        <div class="field" class=("field--error", move || lacks(refused, gap))>
            <label class="field__label" for=id>
                {say(label)}
            </label>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{say(hint)}</p> })}
            <input
                class="field__input"
                id=id
                type=kind
                autocomplete="off"
                aria-describedby=hint.map(|_| format!("{id}-hint"))
                aria-invalid=move || lacks(refused, gap).then_some("true")
                prop:value=move || value.get()
                on:input=move |event| write.run(event_target_value(&event))
            />
            <Lacking gap refused />
        </div>
    }
}

#[component]
fn Lacking(gap: Gap, refused: Memo<Option<Rejection>>) -> impl IntoView {
    let lang = use_lang();
    move || {
        lacks(refused, gap).then(|| {
            let sentence = Rejection::Incomplete { part: gap }.sentence();
            view! {
                <p class="field__error">
                    <Icon sign=Sign::Alert />
                    <span>{move || sentence.in_lang(lang.get()).to_owned()}</span>
                </p>
            }
        })
    }
}
