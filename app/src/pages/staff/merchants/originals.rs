//! 核实原件: whoever is signed in ticks each original once it was in their hand. What blocks is said beside it.

use domain::{
    album::{AlbumName, Pictured},
    form::Term,
    kind::{Context, EventSourced, Refusal},
    merchant::{Command, MerchantFile, PermitKind, Standing, Task, verifies},
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::BTreeSet;
use uuid::Uuid;

use super::{act, today};
use crate::{
    components::{NoticeBox, Show, Tone},
    lang::{say, use_lang},
    pages::staff::{album::AlbumPicture, desk::context::use_desk},
};

const TITLE: Text = text("核实原件", "Look at the originals");
const LEAD: Text = text("每样拿到手里看过再勾。", "Tick each once you have had it in hand.");
const PICTURE: Text = text("{} 的图片", "Picture of: {}");
const PERSON: Text = text("本人或经办人的身份证件", "Identity document of the person or agent");
const ADMIT: Text = text("核实无误，同意入驻", "All in order: admit");
const RENEW: Text = text("核实无误", "All in order");
const NOT_YOURS: Text = text("核实原件由品控或主管来做。", "Quality control or a supervisor looks at the originals.");
const EARLY: Text = text(
    "现在不用核实；换了证照或资料有变时再来。",
    "Nothing is due; come back when a permit or the particulars change.",
);
const EARLIER: Text = text("提前核实", "Verify early");

/// The panel.
#[component]
pub fn Originals(id: Uuid, state: Memo<Option<MerchantFile>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let early = RwSignal::new(false);
    let seen = RwSignal::new(BTreeSet::<PermitKind>::new());
    let person = RwSignal::new(false);
    let wrong = RwSignal::new(None::<Bilingual>);
    let living = Memo::new(move |_| state.with(|file| file.as_ref().is_some_and(|file| !file.has_ended())));
    let may = Memo::new(move |_| desk.me.with(|me| verifies(me.role)));
    // Of a merchant whose file is in order nothing has to be looked at.
    let asked = Memo::new(move |_| {
        let today = today(&desk);
        let is_asked =
            |file: &MerchantFile| !file.is_admitted() || !matches!(file.task(today), None | Some(Task::Permit { .. }));
        early.get() || state.with(|file| file.as_ref().is_some_and(is_asked))
    });
    let kinds = Memo::new(move |_| {
        let of = |file: &MerchantFile| {
            let kinds: BTreeSet<_> = file.application.permits.iter().map(|permit| permit.kind).collect();
            kinds.into_iter().collect::<Vec<_>>()
        };
        state.with(|file| file.as_ref().map(of).unwrap_or_default())
    });
    let admits = move || {
        let waits = |file: &MerchantFile| matches!(file.standing, Standing::Applied | Standing::Returned { .. });
        state.with(|file| file.as_ref().is_some_and(waits))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(file) = state.get_untracked() else { return };
        let permits = seen.with_untracked(|seen| seen.iter().copied().collect());
        let command = Command::Verify { permits, person: person.get_untracked() };
        let context = Context { now: desk.device.now(), by: desk.actor() };
        match MerchantFile::decide(Some(&file), Some(file.rev), &command, &context) {
            Err(why) => wrong.set(Some(why.sentence())),
            Ok(_) => {
                wrong.set(None);
                early.set(false);
                seen.set(BTreeSet::new());
                person.set(false);
                spawn_local(act(desk, id, Some(file.rev), command));
            }
        }
    };
    // What was sent beforehand, to compare with what is in hand.
    let pictures = move |kind: PermitKind| {
        let of = |file: &MerchantFile| {
            let of_kind = file.application.permits.iter().filter(|permit| permit.kind == kind);
            of_kind.filter_map(|permit| permit.picture).collect::<Vec<_>>()
        };
        let album = AlbumName { of: Pictured::Merchant, id };
        let picture = |hash| {
            let alt = Signal::derive(move || PICTURE.fill(lang.get(), &[kind.name().in_lang(lang.get())]));
            view! { <AlbumPicture album hash alt /> }
        };
        state.with(|file| file.as_ref().map(of)).unwrap_or_default().into_iter().map(picture).collect_view()
    };
    let tick = move |kind: PermitKind| {
        view! {
            <label class="check">
                <input
                    class="check__input"
                    type="checkbox"
                    prop:checked=move || seen.with(|seen| seen.contains(&kind))
                    on:change=move |event| {
                        seen.update(|seen| {
                            if event_target_checked(&event) {
                                seen.insert(kind);
                            } else {
                                seen.remove(&kind);
                            }
                        });
                    }
                />
                <span class="check__text">{move || kind.name().in_lang(lang.get())}</span>
            </label>
            {move || pictures(kind)}
        }
    };
    let form = move || {
        view! {
            <form method="post" novalidate on:submit=submit>
                <p class="muted">{say(LEAD)}</p>
                {move || kinds.get().into_iter().map(tick).collect_view()}
                <label class="check">
                    <input
                        class="check__input"
                        type="checkbox"
                        prop:checked=move || person.get()
                        on:change=move |event| person.set(event_target_checked(&event))
                    />
                    <span class="check__text">{say(PERSON)}</span>
                </label>
                {move || {
                    wrong
                        .get()
                        .map(|why| {
                            let words = why.in_lang(lang.get()).to_owned();
                            view! {
                                <NoticeBox tone=Tone::Error>
                                    <p role="alert">{words}</p>
                                </NoticeBox>
                            }
                        })
                }}
                <div class="actions">
                    <button class="btn btn--main" type="submit">
                        {move || if admits() { say(ADMIT)() } else { say(RENEW)() }}
                    </button>
                </div>
            </form>
        }
        .into_any()
    };
    let body = move || {
        if !may.get() {
            return view! { <p class="muted">{say(NOT_YOURS)}</p> }.into_any();
        }
        if asked.get() {
            return form();
        }
        view! {
            <p class="muted">{say(EARLY)}</p>
            <button class="btn" type="button" on:click=move |_| early.set(true)>
                {say(EARLIER)}
            </button>
        }
        .into_any()
    };
    view! {
        <Show when=move || living.get()>
            <section class="card" aria-labelledby="merchant-originals">
                <h2 class="card__title" id="merchant-originals">
                    {say(TITLE)}
                </h2>
                {body}
            </section>
        </Show>
    }
}
