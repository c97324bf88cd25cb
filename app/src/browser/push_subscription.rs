//! Web Push (<https://www.w3.org/TR/push-api/>): the browser is told of what comes while no desk is open on it.

use gloo_net::http::Request;
use js_sys::{JsString, Promise, Reflect};
use sync::protocol::{PushKey, PushTarget, QuietTime};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Notification, NotificationPermission, PushManager, PushSubscription, PushSubscriptionOptionsInit,
    ServiceWorkerRegistration,
};

use super::{network, preferences, service_worker};

const PATH: &str = "/api/v1/device/push";
const KEY_PATH: &str = "/api/v1/device/push-key";

/// Brings what browser and server know of each other in step with what was chosen on this device. Says whether it is told while no
/// desk is open. Whoever is offline tries again when the desk is next opened.
pub async fn settle() -> bool {
    let Some(manager) = manager().await else { return false };
    let prefs = preferences::alerts();
    let known = known(&manager).await;
    if !prefs.system || Notification::permission() != NotificationPermission::Granted {
        if let Some(known) = known {
            let _ = done(known.unsubscribe()).await;
            let _ = network::ask_text(Request::delete(PATH), None).await;
        }
        return false;
    }
    let Ok(PushKey { key }) = network::ask(Request::get(KEY_PATH), None::<&()>).await else { return false };
    let Some(endpoint) = subscribe(&manager, known, &key).await else { return false };
    let quiet = prefs.quiet.map(|quiet| QuietTime { from: quiet.from, to: quiet.to });
    let body = serde_json::to_string(&PushTarget { endpoint, quiet }).ok();
    network::ask_text(Request::put(PATH), body).await.is_ok()
}

/// None where the browser has no Web Push, or no service worker.
async fn manager() -> Option<PushManager> {
    let ready = done(service_worker::container()?.ready()).await?;
    let registration: ServiceWorkerRegistration = ready.dyn_into().ok()?;
    let there =
        Reflect::get(&registration, &JsString::from("pushManager")).is_ok_and(|manager| !manager.is_undefined());
    if there { registration.push_manager().ok() } else { None }
}

async fn known(manager: &PushManager) -> Option<PushSubscription> {
    subscription(&done(manager.get_subscription()).await?)
}

/// Subscribes under the contact point's key; one that was made under another key is given up first.
async fn subscribe(manager: &PushManager, known: Option<PushSubscription>, key: &str) -> Option<String> {
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key_opt_str(Some(key));
    if let Some(same) = done(manager.subscribe_with_options(&options)).await {
        return Some(subscription(&same)?.endpoint());
    }
    done(known?.unsubscribe()).await?;
    Some(subscription(&done(manager.subscribe_with_options(&options)).await?)?.endpoint())
}

/// By what it has: browsers do not agree on where the class is.
fn subscription(value: &JsValue) -> Option<PushSubscription> {
    value.is_object().then(|| value.clone().unchecked_into())
}

async fn done(asked: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(asked.ok()?).await.ok()
}
