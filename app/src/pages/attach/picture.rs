//! A picture that the server keeps. Its address is made by the page, because the code that opens it goes in a header.

use domain::{case::ContentHash, claim_code::ClaimCode, ids::CaseId};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Icon, Sign},
    host,
};

/// The picture, once it has come; a mark until then, and where there is no network.
#[component]
pub fn Picture(
    case: CaseId,
    #[prop(optional_no_strip)] claim: Option<ClaimCode>,
    hash: ContentHash,
    small: bool,
    #[prop(into)] alt: Signal<String>,
) -> impl IntoView {
    let address = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let (host, claim) = (host::device(), claim.clone());
        spawn_local(async move {
            let Some(host) = host else { return };
            let fetched = host.picture(case, hash, small, claim).await;
            // The page may be gone meanwhile: then nobody gives it back.
            if let Some(late) = address.try_set(fetched).flatten() {
                host.forget_picture(&late);
            }
        });
    });
    on_cleanup(move || {
        if let (Some(host), Some(address)) = (host::device(), address.get_untracked()) {
            host.forget_picture(&address);
        }
    });
    move || match address.get() {
        Some(address) => view! { <img src=address alt=alt /> }.into_any(),
        None => {
            view! { <span class="shots__doc" role="img" aria-label=alt><Icon sign=Sign::Camera /></span> }.into_any()
        }
    }
}
