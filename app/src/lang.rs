//! The language a person reads, as a signal.

use domain::words::{Lang, Text};
use leptos::prelude::*;

/// The language of this page.
#[derive(Clone, Copy, Debug)]
pub struct LangContext(pub RwSignal<Lang>);

/// The signal of the language.
#[must_use]
pub fn use_lang() -> RwSignal<Lang> {
    use_context::<LangContext>().map_or_else(|| RwSignal::new(Lang::Zh), |context| context.0)
}

/// A fixed sentence that follows the language: `<p>{say(WELCOME)}</p>`.
pub fn say(text: Text) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let lang = use_lang();
    move || text.in_lang(lang.get())
}
