//! What was done here on merchants and did not take effect: why, and the way to go on with what was written.

use domain::{
    ids::MerchantId,
    merchant::{Application, ApplicationForm, Command, MerchantFile},
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{address, files, sheet};
use crate::{
    components::{NoticeBox, Tone},
    device::use_device,
    entities::Refused,
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const YOURS: Text = text("您写的：", "What you wrote:");
const GO_ON: Text = text("接着改", "Go on with it");
const OPEN: Text = text("看这份档案", "Open the file");
const DROP: Text = text("不要了", "Drop it");

/// Each of them; of one file where one is named.
#[component]
pub fn NotSaved(
    of: Option<Uuid>,
    /// What was written was laid onto that file's page.
    #[prop(optional)]
    laid: Option<Callback<()>>,
) -> impl IntoView {
    let laid = laid.unwrap_or_else(|| Callback::new(|()| ()));
    let files = files(&use_desk());
    move || {
        let refused = files.with(|files| {
            let refused = files.refused.iter().filter(|refused| of.is_none_or(|id| id == refused.id));
            refused.cloned().collect::<Vec<_>>()
        });
        refused.into_iter().map(|refused| view! { <One refused laid on_its_page=of.is_some() /> }).collect_view()
    }
}

#[component]
fn One(refused: Refused<MerchantFile>, laid: Callback<()>, on_its_page: bool) -> impl IntoView {
    let desk = use_desk();
    let device = use_device();
    let lang = use_lang();
    let files = files(&desk);
    let Refused { op, id, base, command, detail } = refused;
    let (written, form) = match command {
        Command::Apply { form } | Command::Amend { form } => (said(&form), Some(form)),
        Command::Return { reason }
        | Command::Refuse { reason }
        | Command::Lift { reason }
        | Command::Leave { reason }
        | Command::Merge { reason, .. }
        | Command::Unmerge { reason }
        | Command::Suspend { why: domain::merchant::Suspension::Decided { reason } } => (reason, None),
        Command::SignCommitment { signatory, .. } => (signatory, None),
        Command::Suspend { .. } | Command::Verify { .. } | Command::PromiseReturns { .. } => (String::new(), None),
    };
    let can_go_on = form.is_some();
    let navigate = leptos_router::hooks::use_navigate();
    let go_on = move |_| {
        let Some(form) = form.clone() else { return };
        // On what stands there now, with what was changed and nothing else; where nothing does, as a new one.
        let now = files.with_untracked(|files| files.shown.get(&id).map(|shown| shown.state.clone()));
        let rev = now.as_ref().map(|file| file.rev);
        let seen = now.as_ref().zip(base).and_then(|(file, base)| file.application_at(base)).map(Application::as_form);
        let form = match (seen, now) {
            (Some(seen), Some(now)) => form.onto(&seen, now.application.as_form()),
            _ => *form,
        };
        sheet::lay(desk, id, rev, form);
        device.dismiss(op);
        let to = if rev.is_some() { address(MerchantId(id)) } else { "/staff/merchants/new".to_owned() };
        navigate(&to, leptos_router::NavigateOptions::default());
        laid.run(());
    };
    let has_words = !written.is_empty();
    let written = has_words.then(|| view! { <p class="merchants__version">{say(YOURS)} " " {written}</p> });
    view! {
        <NoticeBox tone=Tone::Error>
            <p>{move || detail.in_lang(lang.get()).to_owned()}</p>
            {written}
            <div class="actions">
                {can_go_on
                    .then(|| {
                        view! {
                            <button class="btn" type="button" on:click=go_on>
                                {say(GO_ON)}
                            </button>
                        }
                    })}
                {(!on_its_page)
                    .then(|| {
                        view! {
                            <a class="btn" href=address(MerchantId(id))>
                                {say(OPEN)}
                            </a>
                        }
                    })} <button class="btn btn--quiet" type="button" on:click=move |_| device.dismiss(op)>
                    {say(DROP)}
                </button>
            </div>
        </NoticeBox>
    }
}

fn said(form: &ApplicationForm) -> String {
    let parts = [&form.name, &form.floor, &form.stall, &form.legal_name, &form.responsible, &form.phone, &form.address];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}
