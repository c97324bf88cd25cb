//! The form, on one page: the telephone number first, because it tells who calls.

use domain::{
    case::{Command, Context, Rejection, decide},
    form::{Category, Demand, Draft, FACTS_CHARS, Field, GoodsKind, GreenReason, Kind, Tag, Term, check},
    ids::CaseId,
    role::Actor,
    words::{Text, text},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use super::{
    channel::{Agreed, How},
    merchant_fields::MerchantFields,
    sheet::Sheet,
    side::Side,
};
use crate::{
    components::{NoticeBox, Show, Tone},
    lang::{say, use_lang},
    pages::{
        complain::{
            controls::{AreaField, CheckField, ChoiceField, Keys, TextField},
            errors::ErrorList,
            form_state::FormState,
        },
        staff::desk::context::use_desk,
    },
};

const FACTS_HINT: Text = text(
    "照对方的话写：什么时候买的，出了什么问题，商家怎么说。",
    "In the consumer’s words: when it was bought, what went wrong, what the merchant said.",
);
const REGISTER: Text = text("登记", "Register");
const EMPTY: Text = text("清空重来", "Start over");
const NOT_YET: Text = text(
    "还没有取到办理规则，请连一次网络再登记。您填的都还在。",
    "The rules have not been fetched yet; please go online once. What you wrote is still here.",
);
const MORE: Text = text("地址、代办人、优先照顾（选填）", "Address, agent, priority (optional)");

/// On a shared tablet no browser remembers whom it was filled in for.
const PHONE: Keys = Keys { kind: "tel", mode: "tel", autocomplete: "off", affix: None };

/// The form and what stands beside it.
#[component]
pub fn Filling(sheet: RwSignal<Sheet>, next: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let case = CaseId(sheet.with_untracked(|sheet| sheet.case));
    let form = FormState::new(sheet.with_untracked(|sheet| sheet.form.clone()), Vec::new(), true);
    // Into the sheet with every keystroke, and from there onto the disk.
    Effect::new(move |_| {
        let draft = form.draft.get();
        sheet.update(|sheet| sheet.form = draft);
    });
    let tried = RwSignal::new(None::<Rejection>);
    let failed = RwSignal::new(None::<Text>);
    let busy = RwSignal::new(false);
    // What was lacking is said until it is there.
    let refused = Memo::new(move |_| tried.get());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let Some(notice) = desk.device.notice.get_untracked() else { return failed.set(Some(NOT_YET)) };
        let me = desk.me.get_untracked();
        let command = sheet.with_untracked(|sheet| sheet.command(notice.rules.privacy_notice));
        let now = desk.device.now();
        let context = Context {
            now,
            made_at: now,
            by: Actor::Staff { id: me.id, role: me.role },
            calendar: &notice.calendar,
            rules: &notice.rules,
            area_code: notice.place.area_code,
            registration: None,
        };
        // Everything that is lacking at once: the rule itself stops at the first.
        let why = decide(None, &command, &context).err();
        let wrong = match &command {
            Command::Register { form, privacy_notice, .. } => {
                check(form, now.day(), *privacy_notice, notice.place.area_code).err().unwrap_or_default()
            }
            _ => Vec::new(),
        };
        form.errors.set(Vec::new());
        form.errors.set(wrong);
        tried.set(why.clone());
        let claim = sheet.with_untracked(|sheet| sheet.claim.clone());
        if why.is_some() {
            return;
        }
        let Some(claim) = claim else { return failed.set(Some(NOT_YET)) };
        busy.set(true);
        spawn_local(async move {
            desk.device.register(case, command, claim).await;
            busy.set(false);
        });
    };
    let sentence = move || {
        refused
            .get()
            .filter(|why| !matches!(why, Rejection::FormInvalid { .. }))
            .map(|why| why.sentence().in_lang(lang.get()).to_owned())
    };
    view! {
        <div class="intake__columns">
            <form class="intake__form" novalidate on:submit=submit>
                <ErrorList form at=Callback::new(|field: Field| format!("#{}", field.name())) />
                {move || sentence().map(|words| view! { <NoticeBox tone=Tone::Error><p role="alert">{words}</p></NoticeBox> })}
                {move || failed.get().map(|words| view! { <NoticeBox tone=Tone::Error><p role="alert">{say(words)}</p></NoticeBox> })}
                <How sheet refused />
                <div class="field-row">
                    <TextField form field=Field::Phone keys=PHONE />
                    <TextField form field=Field::Name />
                </div>
                <ChoiceField form field=Field::Kind terms=Kind::ALL class="choices choices--3" />
                <MerchantFields form />
                <CheckField form field=Field::MerchantUnsure />
                <div class="field-row">
                    <TextField form field=Field::Goods />
                    <TextField form field=Field::PurchasedOn keys=Keys::DATE />
                    <TextField form field=Field::Amount keys=Keys::MONEY />
                </div>
                <ChoiceField form field=Field::GoodsKind terms=GoodsKind::ALL class="choices choices--5" />
                <ChoiceField form field=Field::Category terms=Category::ALL class="choices choices--5" />
                <AreaField form field=Field::Facts hint=FACTS_HINT most=FACTS_CHARS.1 />
                <ChoiceField form field=Field::Tags terms=Tag::ALL class="choices choices--3" />
                <ChoiceField form field=Field::Demands terms=Demand::ALL class="choices choices--4" />
                {move || form.applies(Draft::needs_amount).then(|| view! { <TextField form field=Field::DemandAmount keys=Keys::MONEY /> })}
                {move || {
                    form.applies(|draft| draft.has(Field::Demands, Demand::Other.code()))
                        .then(|| view! { <TextField form field=Field::DemandWords /> })
                }}
                <CheckField form field=Field::MediationConsent />
                <details class="wizard__fold">
                    <summary>{say(MORE)}</summary>
                    <div>
                        <TextField form field=Field::Address />
                        <div class="field-row">
                            <TextField form field=Field::AgentName />
                            <CheckField form field=Field::AgentAuthorised />
                        </div>
                        <ChoiceField form field=Field::GreenReasons terms=GreenReason::ALL class="choices choices--3" />
                    </div>
                </details>
                <Agreed sheet refused />
                <div class="actions">
                    <button class="btn btn--main" type="submit" disabled=move || busy.get()>
                        {say(REGISTER)}
                    </button>
                    <Show when=move || sheet.with(Sheet::is_begun)>
                        <button class="btn" type="button" on:click=move |_| next.run(())>
                            {say(EMPTY)}
                        </button>
                    </Show>
                </div>
            </form>
            <Side form case />
        </div>
    }
}
