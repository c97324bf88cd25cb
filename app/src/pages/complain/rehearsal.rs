//! The first step, built once beforehand, part by part, and thrown away. A browser compiles a function when it is first called, on
//! the page's own thread: those of a whole step in one go would keep a touch waiting.

use std::cell::Cell;

use domain::form::{Draft, Step};
use leptos::prelude::*;

use super::{
    errors::ErrorList,
    form_state::FormState,
    steps,
    wizard::{Foot, Progress},
};
use crate::{
    components::{AppBar, pause},
    device::Device,
    words::OPENING,
};

thread_local! {
    static DONE: Cell<bool> = const { Cell::new(false) };
}

/// Builds it below `page`, in turns. It never stands in the document.
pub async fn rehearse(page: Owner) {
    if DONE.replace(true) {
        return;
    }
    let stage = page.with(Owner::new);
    let (form, step, busy) = stage
        .with(|| (FormState::new(Draft::default(), Vec::new(), true), Memo::new(|_| Step::Kind), RwSignal::new(false)));
    let parts: [Box<dyn FnOnce() -> AnyView>; 5] = [
        Box::new(|| view! { <AppBar back="/" to=OPENING /> }.into_any()),
        Box::new(move || view! { <Progress step /> }.into_any()),
        Box::new(move || view! { <ErrorList form at=Callback::new(|_| String::new()) /> }.into_any()),
        Box::new(move || steps::fields(form, Step::Kind)),
        Box::new(move || view! { <Foot step busy /> }.into_any()),
    ];
    for part in parts {
        pause().await;
        // Whoever left the page meanwhile needs no first step.
        if stage.with(use_context::<Device>).is_none() {
            return;
        }
        stage.with(|| drop(part().build()));
    }
    stage.cleanup();
}
