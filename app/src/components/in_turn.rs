//! Parts of a page that the server rendered and that the browser takes over one after another, each in a task of its own: one
//! long task for all would keep a touch waiting.

use std::{cell::Cell, future::poll_fn, mem, task::Poll};

use leptos::prelude::*;

/// Makes a part.
pub type Part = Box<dyn FnOnce() -> AnyView + Send>;

/// Makes the view of a part that is set aside.
pub type SetAside = fn(Part) -> AnyView;

thread_local! {
    static SET_ASIDE: Cell<Option<SetAside>> = const { Cell::new(None) };
}

/// From now on parts are set aside by `set_aside`, or not any more.
pub fn set_aside_by(set_aside: Option<SetAside>) {
    SET_ASIDE.set(set_aside);
}

/// A part with one element around it. While a page is taken over its turn comes after the rest; at any other time this is the
/// view itself.
pub fn in_turn(view: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    match SET_ASIDE.get() {
        Some(set_aside) => set_aside(Box::new(view)),
        None => view(),
    }
}

/// A good place for a turn to end, in work that is long.
pub async fn pause() {
    let mut paused = false;
    poll_fn(|context| {
        if mem::replace(&mut paused, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
