//! Long work in slices.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Goes on in another task of the browser, so that it can draw a frame before. A message and no timer: timers of a page in the
/// background wait for a second or longer.
pub async fn next_task() {
    let Ok(channel) = MessageChannel::new() else { return };
    let arrived = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        // Never refused: nothing is transferred.
        let _ = channel.port2().post_message(&JsValue::NULL);
    });
    let _ = JsFuture::from(arrived).await;
    channel.port1().close();
}
