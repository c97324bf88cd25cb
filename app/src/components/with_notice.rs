//! Shows something of the board once the device or the server has it.

use domain::words::{Text, text};
use leptos::prelude::*;
use std::sync::Arc;
use sync::kinds::board::Notice;

use crate::{device::use_device, lang::say};

/// What stands there until it has come.
pub const LOADING: Text = text("正在打开公示栏…", "Opening the notice board…");

/// Renders `children` with the board, again only when the board has really changed.
#[component]
pub fn WithNotice<F, V>(
    /// What to show with it.
    children: F,
) -> impl IntoView
where
    F: Fn(Arc<Notice>) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    with_notice(Box::new(move |notice| children(notice).into_any()))
}

fn with_notice(children: Box<dyn Fn(Arc<Notice>) -> AnyView + Send + Sync>) -> AnyView {
    let device = use_device();
    let notice = Memo::new(move |_| device.notice.get());
    (move || match notice.get() {
        Some(notice) => children(notice),
        None => view! { <p class="loading" role="status">{say(LOADING)}</p> }.into_any(),
    })
    .into_any()
}
