//! A list to walk through.

use leptos::prelude::*;

/// One row; the whole of it is the link.
#[must_use]
pub fn row(href: String, title: String, meta: String) -> AnyView {
    let meta = (!meta.is_empty()).then(|| view! { <span class="row__meta">{meta}</span> });
    view! {
        <li>
            <a class="row" href=href>
                <span class="row__main">
                    <span class="row__title">{title}</span>
                    {meta}
                </span>
            </a>
        </li>
    }
    .into_any()
}
