//! The whole form at once, for a browser without WebAssembly. It posts to the server and ends on the same receipt.

use domain::{
    form::{Field, Step},
    words::{Text, text},
};
use leptos::prelude::*;

use super::{
    begin::{FORM_ID, FORM_TITLE as TITLE},
    errors::ErrorList,
    form_state::FormState,
    steps,
};
use crate::{
    components::{AppBar, NoticeBox, Page, Tone},
    lang::{say, use_lang},
    visit::{FormNames, Posted, Visit, use_visit},
};

const HOME: Text = text("首页", "Home");
const LEAD: Text = text(
    "按顺序填，最后点“提交”。带“选填”的可以空着。",
    "Fill in from top to bottom, then press “Submit”. What is optional may stay empty.",
);
const SUBMIT: Text = text("提交", "Submit");

/// The form.
#[component]
pub fn PlainForm() -> impl IntoView {
    let lang = use_lang();
    let visit = use_visit();
    let (form, names, problem) = match visit {
        Some(Visit { posted: Some(Posted::Complaint { draft, errors, names, problem }), .. }) => {
            (FormState::new(draft, errors, false), Some(names), problem)
        }
        other => (FormState::new(Default::default(), Vec::new(), false), other.and_then(|visit| visit.form), None),
    };
    let hidden = names.map_or_else(Vec::new, |FormNames { op, claim }| {
        vec![("op", op.to_string()), ("claim", claim.plain()), ("lang", lang.get_untracked().tag().to_owned())]
    });
    view! { <Filled form hidden problem /> }
}

#[component]
fn Filled(
    form: FormState,
    hidden: Vec<(&'static str, String)>,
    problem: Option<sync::protocol::Problem>,
) -> impl IntoView {
    let lang = use_lang();
    let steps = Step::ALL
        .into_iter()
        .filter(|step| *step != Step::Review)
        .map(|step| {
            view! {
                <section class="wizard__part">
                    <h2>{say(step.title())}</h2>
                    {steps::fields(form, step)}
                </section>
            }
        })
        .collect_view();
    view! {
        <Page class="wizard" title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned()) bar=|| view! { <AppBar back="/" to=HOME /> }>
            {problem
                .map(|problem| {
                    view! {
                        <NoticeBox tone=Tone::Error>
                            <p role="alert">{move || problem.detail.in_lang(lang.get()).to_owned()}</p>
                        </NoticeBox>
                    }
                })}
            <ErrorList form at=Callback::new(|field: Field| format!("#{}", field.name())) />
            <h1 class="wizard__ask">{say(TITLE)}</h1>
            <p class="page__lead">{say(LEAD)}</p>
            <form id=FORM_ID method="post" action="/complain" novalidate>
                {hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()}
                {steps}
                <div class="actions actions--stack">
                    <button class="btn btn--main" type="submit">{say(SUBMIT)}</button>
                </div>
            </form>
        </Page>
    }
}
