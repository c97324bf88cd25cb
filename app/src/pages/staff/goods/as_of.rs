//! How old the list is. A tablet without a network does not know what was stopped meanwhile, and says so.

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::{
    components::{NoticeBox, Tone},
    host,
    lang::use_lang,
    pages::staff::desk::context::use_desk,
};

const AS_OF: Text = text(
    "这份清单是 {} 的。现在没有联网，之后新下架、新停售的这里还看不到；卖之前拿不准，请打电话问服务台。",
    "This list is of {}. There is no network now: what was taken down or stopped since does not show here. When in doubt before a sale, please call the desk.",
);
const UNKNOWN: Text = text(
    "现在没有联网，这份清单可能不是最新的；卖之前拿不准，请打电话问服务台。",
    "There is no network now and this list may be out of date. When in doubt before a sale, please call the desk.",
);

/// The line; nothing while the server answers.
#[component]
pub fn AsOf() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let cut_off = Memo::new(move |_| {
        desk.device.status.with(|status| status.as_ref().is_some_and(|status| status.state.is_cut_off()))
    });
    move || {
        cut_off.get().then(|| {
            let of_this_page = desk.device.status.with(|status| status.as_ref().and_then(|status| status.last_contact));
            let last = of_this_page.or_else(|| host::staff().and_then(|host| host.last_contact()));
            let words = last.map_or_else(
                || UNKNOWN.in_lang(lang.get()).to_owned(),
                |at| AS_OF.fill(lang.get(), &[&at.spoken(lang.get(), desk.now.get().day())]),
            );
            view! {
                <NoticeBox tone=Tone::Amber>
                    <p role="status">{words}</p>
                </NoticeBox>
            }
        })
    }
}
