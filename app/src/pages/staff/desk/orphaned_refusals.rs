//! What was done here, did not take effect, and belongs to a case that is not on this device any more: it ended long ago,
//! or never came back. Nothing that was written is lost with it.

use domain::{
    case::Command,
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::context::use_desk;
use crate::{
    components::{For, NoticeBox, Tone},
    desk::RefusedCommand,
    lang::{say, use_lang},
    pages::staff::intake::{self, sheet::Sheet},
};

const TITLE: Text = text("您的“{}”没有生效", "Your “{}” did not take effect");
const NOT_HERE: Text = text("这个案件已经不在这台设备上。", "Its case is not on this device any more.");
const KEPT: Text = text("您写的内容没有丢，还在这里：“{}”", "What you wrote is not lost; it is still here: “{}”");
const MEND: Text = text("改好再登记", "Mend it and register again");
const UNDERSTOOD: Text = text("知道了", "Understood");

/// One notice for each.
#[component]
pub fn OrphanedRefusals() -> impl IntoView {
    let desk = use_desk();
    let all = desk.device.desk.refused_elsewhere;
    view! {
        <For each=move || all.with(|all| all.as_ref().clone()) key=|(_, refused)| refused.op let:one>
            <One case=one.0 refused=one.1 />
        </For>
    }
}

#[component]
fn One(case: CaseId, refused: RefusedCommand) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let RefusedCommand { op, command, claim, detail, .. } = refused;
    let name = command.name();
    // A registration that was refused goes back to where it was written, with the code that the consumer has.
    let again = match &command {
        Command::Register { form, intake, .. } => Some(Sheet::again(case, claim, form, intake)),
        _ => None,
    };
    let not_here = again.is_none();
    let mend = again.map(|sheet| {
        let navigate = use_navigate();
        let mend = move |_| {
            intake::keep(desk, &sheet);
            desk.device.dismiss(op);
            navigate("/staff/intake", NavigateOptions::default());
        };
        view! {
            <button class="btn btn--main" type="button" on:click=mend>
                {say(MEND)}
            </button>
        }
    });
    let written = command.written().filter(|words| !words.trim().is_empty()).map(str::to_owned);
    view! {
        <div role="status" data-case=case.to_string()>
            <NoticeBox tone=Tone::Amber>
                <p class="notice__title">{move || TITLE.fill(lang.get(), &[name.in_lang(lang.get())])}</p>
                <p>
                    {not_here.then(|| view! { {say(NOT_HERE)} " " })} {move || detail.in_lang(lang.get()).to_owned()}
                </p>
                {written.map(|words| view! { <p>{move || KEPT.fill(lang.get(), &[&words])}</p> })}
                <div class="notice__actions">
                    {mend}
                    <button class="btn" type="button" on:click=move |_| desk.device.dismiss(op)>
                        {say(UNDERSTOOD)}
                    </button>
                </div>
            </NoticeBox>
        </div>
    }
}
