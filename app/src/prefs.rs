//! Small preferences of this device: language and text size. Kept in gloo-storage; the language also in a cookie, so
//! that the server's next page speaks it.

use domain::words::Lang;
use leptos::prelude::*;

/// How large the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// As designed for the device.
    #[default]
    Normal,
    /// 长辈版: × 1.35.
    Large,
}

/// The text size of this page.
#[derive(Clone, Copy, Debug)]
pub struct TextSizeContext(pub RwSignal<TextSize>);

/// The signal of the text size.
#[must_use]
pub fn use_text_size() -> RwSignal<TextSize> {
    use_context::<TextSizeContext>().map_or_else(|| RwSignal::new(TextSize::Normal), |context| context.0)
}

/// Switches the language and remembers it.
pub fn choose_lang(signal: RwSignal<Lang>, lang: Lang) {
    signal.set(lang);
    if let Some(host) = crate::host::platform() {
        host.remember_lang(lang);
    }
}

/// Switches the text size and remembers it.
pub fn choose_text_size(signal: RwSignal<TextSize>, size: TextSize) {
    signal.set(size);
    if let Some(host) = crate::host::platform() {
        host.remember_text_size(size);
    }
}
