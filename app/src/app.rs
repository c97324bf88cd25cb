//! The routes.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{A, Route, Router, Routes};
use leptos_router::path;

/// The whole application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title formatter=|page: String| format!("{page} · 消费维权联络点") />
        <Router>
            <nav>
                <A href="/">"首页"</A>
                <A href="/about">"关于"</A>
            </nav>
            <main>
                <Routes fallback=NotFound>
                    <Route path=path!("/") view=Home />
                    <Route path=path!("/about") view=About />
                </Routes>
            </main>
        </Router>
    }
}

#[component]
fn Home() -> impl IntoView {
    let rendered_by = Resource::new(|| (), |()| rendered_by());
    let (count, set_count) = signal(0_u32);
    view! {
        <Title text="首页" />
        <h1>"消费维权联络点"</h1>
        <Suspense>
            <p id="rendered-by">{move || rendered_by.get()}</p>
        </Suspense>
        <button on:click=move |_| set_count.update(|count| *count += 1)>{count}</button>
    }
}

#[component]
fn About() -> impl IntoView {
    view! {
        <Title text="关于" />
        <h1>"关于本联络点"</h1>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <Title text="没有这个页面" />
        <h1>"没有这个页面"</h1>
        <A href="/">"回到首页"</A>
    }
}

async fn rendered_by() -> String {
    if cfg!(feature = "ssr") { "server" } else { "browser" }.to_owned()
}
