//! Leptos' `Show` and `For`, once for the whole application: what stands in them is a boxed view, where theirs are compiled
//! anew for each place, which is 400 kB of WebAssembly.

use std::{
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash},
    sync::Arc,
};

use leptos::{either::Either, prelude::*};

/// Shows one thing where something holds, and the other where it does not.
#[component]
pub fn Show<W>(
    /// What has to hold.
    when: W,
    /// The one thing.
    children: ChildrenFn,
    /// The other.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView
where
    W: Fn() -> bool + Send + Sync + 'static,
{
    show(Box::new(when), children, fallback)
}

fn show(when: Box<dyn Fn() -> bool + Send + Sync>, children: ChildrenFn, fallback: ViewFn) -> AnyView {
    let holds = ArcMemo::new(move |_| when());
    // Two kinds of view, so that one never takes over the elements of the other.
    (move || if holds.get() { Either::Left(children()) } else { Either::Right(fallback.run()) }).into_any()
}

/// Shows a list. A row stays as it is for as long as its key is in the list.
#[component]
pub fn For<E, I, T, F, K, C, V>(
    /// The list.
    each: E,
    /// What tells a row from the others.
    key: F,
    /// A row.
    children: C,
) -> impl IntoView
where
    E: Fn() -> I + Send + Sync + 'static,
    I: IntoIterator<Item = T>,
    T: Send + 'static,
    F: Fn(&T) -> K + Send + Sync + 'static,
    K: Hash,
    C: Fn(T) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let children = Arc::new(children);
    rows(Box::new(move || {
        let row = |item: T| {
            let children = Arc::clone(&children);
            // Of 64 bits: two rows of a list never share one by chance.
            let key = BuildHasherDefault::<DefaultHasher>::default().hash_one(key(&item));
            Row { key, view: Box::new(move || children(item).into_any()) }
        };
        each().into_iter().map(row).collect()
    }))
}

struct Row {
    key: u64,
    view: Box<dyn FnOnce() -> AnyView + Send>,
}

fn rows(each: Box<dyn Fn() -> Vec<Row> + Send + Sync>) -> AnyView {
    view! { <leptos::prelude::For each key=|row| row.key children=|row| (row.view)() /> }.into_any()
}
