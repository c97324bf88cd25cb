//! Parts of a page that the server rendered and that the browser takes over one after another, each in a task of its own: one
//! long task for all would keep a touch waiting.

use leptos::prelude::*;

/// A part with one element around it. While a page is taken over its turn comes after the rest; at any other time this is the
/// view itself.
pub fn in_turn(view: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    #[cfg(feature = "hydrate")]
    return crate::browser::taking_over::later(Box::new(view));
    #[cfg(not(feature = "hydrate"))]
    view()
}
