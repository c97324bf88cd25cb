//! Reads aloud, where the browser has a voice of that language.

use domain::words::Lang;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

/// A code is written down while it is heard.
const RATE: f64 = 0.75;

#[wasm_bindgen]
extern "C" {
    /// `SpeechSynthesis`, of which only this is asked.
    type Synthesis;

    #[wasm_bindgen(method, js_name = getVoices)]
    fn get_voices(this: &Synthesis) -> Array;

    #[wasm_bindgen(method)]
    fn speak(this: &Synthesis, words: &Utterance);

    #[wasm_bindgen(method)]
    fn cancel(this: &Synthesis);

    #[wasm_bindgen(js_name = SpeechSynthesisUtterance)]
    type Utterance;

    #[wasm_bindgen(constructor, js_class = "SpeechSynthesisUtterance")]
    fn new(words: &str) -> Utterance;

    #[wasm_bindgen(method, setter)]
    fn set_lang(this: &Utterance, lang: &str);

    #[wasm_bindgen(method, setter)]
    fn set_rate(this: &Utterance, rate: f64);

    #[wasm_bindgen(method, setter)]
    fn set_voice(this: &Utterance, voice: &JsValue);
}

/// Whether it can be read aloud. Browsers find their voices some time after the start.
pub(super) fn can_read_aloud(lang: Lang) -> bool {
    voice(lang).is_some()
}

/// Begins anew where something is being read.
pub(super) fn read_aloud(words: &str, lang: Lang) {
    let (Some(synthesis), Some(voice)) = (synthesis(), voice(lang)) else { return };
    synthesis.cancel();
    let utterance = Utterance::new(words);
    utterance.set_lang(lang.tag());
    utterance.set_rate(RATE);
    utterance.set_voice(&voice);
    synthesis.speak(&utterance);
}

/// Nothing is read any more.
pub(super) fn be_silent() {
    if let Some(synthesis) = synthesis() {
        synthesis.cancel();
    }
}

fn synthesis() -> Option<Synthesis> {
    let synthesis = Reflect::get(&js_sys::global(), &"speechSynthesis".into()).ok()?;
    synthesis.is_object().then(|| synthesis.unchecked_into())
}

/// Of the machine itself: others would have the code read by a server somewhere.
fn voice(lang: Lang) -> Option<JsValue> {
    let language = lang.tag().split('-').next().unwrap_or_default();
    synthesis()?.get_voices().iter().find(|voice| {
        let get = |name: &str| Reflect::get(voice, &name.into()).ok();
        let speaks = get("lang").and_then(|of| of.as_string()).is_some_and(|of| of.starts_with(language));
        speaks && get("localService").and_then(|local| local.as_bool()) == Some(true)
    })
}
