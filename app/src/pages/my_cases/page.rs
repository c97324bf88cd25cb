//! A case of this device: the receipt just after filing, and how it stands ever after.

use domain::{
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    act::Act,
    attached::Attached,
    receipt::Receipt,
    sheet::{Code, Standing},
};
use crate::{
    components::{AppBar, Icon, Page, Show, Sign},
    device::{Delivery, OwnCase, use_device},
    lang::{say, use_lang},
    words::OPENING,
};

const HOME: Text = text("首页", "Home");
const MINE: Text = text("我的投诉", "My cases");
const NOT_HERE: Text = text("这台设备上没有这件投诉", "This case is not on this device");
const NOT_HERE_TEXT: Text = text("用查询码就能查到它。", "Its claim code will find it.");
const TRACK: Text = text("凭查询码查", "Use the claim code");

/// What a part of its own adds to a receipt.
#[derive(Clone, Copy, Debug)]
pub struct BesideTicket {
    /// Stands above the ticket.
    pub above: fn(Signal<OwnCase>) -> AnyView,
    /// Stands below it.
    pub below: fn(Signal<OwnCase>) -> AnyView,
}

/// The page.
#[component]
pub fn CasePage(
    /// Stands beside the ticket of a receipt.
    #[prop(optional)]
    beside_ticket: Option<BesideTicket>,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let params = use_params_map();
    let query = use_query_map();
    let id = Memo::new(move |_| params.with(|params| params.get("case")).and_then(|id| id.parse::<CaseId>().ok()));
    let own = Memo::new(move |_| {
        let id = id.get()?;
        device.mine.with(|mine| mine.iter().find(|own| own.id == id).cloned())
    });
    // The ticket stays while the person is on this page, also when the case arrives meanwhile.
    let filed_now = Memo::new(move |_| query.with(|query| query.get("new").is_some()));
    let title = Signal::derive(move || {
        own.with(|own| own.as_ref().map(|own| own.goods.clone())).unwrap_or_else(|| MINE.in_lang(lang.get()).to_owned())
    });
    let receipt = Memo::new(move |_| {
        filed_now.get() || own.with(|own| own.as_ref().is_some_and(|own| own.delivery != Delivery::Delivered))
    });
    let found = Memo::new(move |_| own.with(Option::is_some));
    let known = Signal::derive(move || own.get());
    let body = move || match (device.alive.get() && device.loaded.get(), found.get()) {
        (false, _) => view! { <p class="loading" role="status">{say(OPENING)}</p> }.into_any(),
        (true, false) => view! { <NotHere /> }.into_any(),
        // What can be done stands below both: a box in which somebody writes survives the delivery.
        (true, true) => view! {
            <Known known let:own>
                <Show when=move || receipt.get() fallback=move || view! { <Standing own /> }>
                    <Receipt own beside_ticket />
                </Show>
                <Attached own />
                <Act own />
                <Show when=move || !receipt.get()>
                    <Code own />
                </Show>
            </Known>
        }
        .into_any(),
    };
    let class = move || if receipt.get() { "receipt stack" } else { "case stack" };
    view! {
        <Page title bar=move || view! { <Back /> }>
            <div class=class>{body}</div>
        </Page>
    }
}

/// To the list of cases; on a kiosk there is none.
#[component]
fn Back() -> impl IntoView {
    let device = use_device();
    move || {
        if device.kiosk.get() {
            view! { <AppBar back="/kiosk" to=HOME /> }
        } else {
            view! { <AppBar back="/mine" to=MINE /> }
        }
    }
}

/// Renders `children` with a signal of the case, so that a change moves only what it touches.
#[component]
fn Known<F, V>(known: Signal<Option<OwnCase>>, children: F) -> impl IntoView
where
    F: Fn(Signal<OwnCase>) -> V + Send + 'static,
    V: IntoView + 'static,
{
    let last = StoredValue::new(known.get_untracked());
    let own = Memo::new(move |_| {
        // A case taken off the device elsewhere stays in sight until the page notices.
        if let Some(now) = known.get() {
            last.set_value(Some(now));
        }
        last.get_value()
    });
    own.get_untracked().map(|first| {
        let signal = Signal::derive(move || own.get().unwrap_or_else(|| first.clone()));
        children(signal)
    })
}

#[component]
fn NotHere() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon sign=Sign::Folder class="icon empty__icon" />
            <h1 class="empty__title">{say(NOT_HERE)}</h1>
            <p class="empty__text">{say(NOT_HERE_TEXT)}</p>
            <a class="btn btn--main" href="/track">{say(TRACK)}</a>
        </div>
    }
}
