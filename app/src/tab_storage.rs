//! What is being typed on a page that is opened by a link, kept by its tab: a phone throws a page out of its memory while its person looks
//! for a paper. Nothing of it outlives the tab.

/// What was typed before.
#[must_use]
pub fn kept(key: &str) -> String {
    #[cfg(feature = "hydrate")]
    return storage().and_then(|storage| storage.get_item(key).ok().flatten()).unwrap_or_default();
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = key;
        String::new()
    }
}

/// Keeps it; nothing takes it away. Where a browser keeps nothing, it lives as long as the page.
pub fn keep(key: &str, words: &str) {
    #[cfg(feature = "hydrate")]
    if let Some(storage) = storage() {
        let _ = if words.is_empty() { storage.remove_item(key) } else { storage.set_item(key, words) };
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (key, words);
}

#[cfg(feature = "hydrate")]
fn storage() -> Option<web_sys::Storage> {
    leptos::prelude::window().session_storage().ok().flatten()
}

/// What stands behind `#`: browsers send it to nobody.
#[must_use]
pub fn fragment() -> String {
    #[cfg(feature = "hydrate")]
    return leptos::prelude::window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned();
    #[cfg(not(feature = "hydrate"))]
    String::new()
}
