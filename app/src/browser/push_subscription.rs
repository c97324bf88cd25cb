//! Web Push (<https://www.w3.org/TR/push-api/>): the browser is told of what comes while no page of ours is open.

use domain::claim_code::ClaimCode;
use gloo_net::http::Request;
use js_sys::{JsString, Promise, Reflect};
use sync::protocol::{CasePushTarget, PushKey, PushTarget, QuietTime};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Notification, NotificationPermission, PushManager, PushSubscription, PushSubscriptionOptionsInit,
    ServiceWorkerRegistration,
};

use super::{alerts, network, preferences, service_worker};
use crate::host::CaseAlerts;

const OF_DEVICE: &str = "/api/v1/device/push";
const OF_CASES: &str = "/api/v1/case-push";
const KEY: &str = "/api/v1/push-key";

/// Brings what the server knows of this tablet in step with what was chosen on it. Says whether it is told while no desk is open.
/// Whoever is offline tries again when the desk is next opened.
pub async fn settle() -> bool {
    let Some(manager) = manager().await else { return false };
    let prefs = preferences::alerts();
    if !prefs.system || Notification::permission() != NotificationPermission::Granted {
        // The subscription itself may be a consumer's as well.
        if known(&manager).await.is_some() {
            let _ = network::ask_text(Request::delete(OF_DEVICE), None).await;
        }
        return false;
    }
    let Some(endpoint) = subscribe(&manager).await else { return false };
    let quiet = prefs.quiet.map(|quiet| QuietTime { from: quiet.from, to: quiet.to });
    let body = serde_json::to_string(&PushTarget { endpoint, quiet }).ok();
    network::ask_text(Request::put(OF_DEVICE), body).await.is_ok()
}

/// Whether a consumer's browser is told of their cases.
pub async fn case_alerts() -> CaseAlerts {
    match manager().await {
        None => CaseAlerts::Unavailable,
        Some(_) if Notification::permission() == NotificationPermission::Denied => CaseAlerts::Unavailable,
        Some(manager) if preferences::case_alerts() && known(&manager).await.is_some() => CaseAlerts::On,
        Some(_) => CaseAlerts::Off,
    }
}

/// From here it is told of the cases of these codes, and of no others.
pub async fn set_case_alerts(of: &[ClaimCode]) -> CaseAlerts {
    let Some(manager) = manager().await else { return CaseAlerts::Unavailable };
    if of.is_empty() {
        // Until the server knows, it tells: whoever was told that it does not would be told wrong.
        if let Some(known) = known(&manager).await
            && !put(of, known.endpoint()).await
        {
            return CaseAlerts::StillOn;
        }
        preferences::remember_case_alerts(false);
        return CaseAlerts::Off;
    }
    if !alerts::allow_notifications().await {
        return CaseAlerts::Denied;
    }
    let Some(endpoint) = subscribe(&manager).await else { return CaseAlerts::Failed };
    if !put(of, endpoint).await {
        return CaseAlerts::Failed;
    }
    preferences::remember_case_alerts(true);
    CaseAlerts::On
}

/// The codes are all the authority that is needed: a member of staff's session stays out of it.
async fn put(of: &[ClaimCode], endpoint: String) -> bool {
    let body = serde_json::to_string(&CasePushTarget { endpoint }).ok();
    network::ask_anonymously(network::with_claims(Request::put(OF_CASES), of), body).await.is_ok()
}

/// None where the browser has no Web Push, or no service worker.
async fn manager() -> Option<PushManager> {
    let ready = done(service_worker::container()?.ready()).await?;
    let registration: ServiceWorkerRegistration = ready.dyn_into().ok()?;
    let is_there =
        |of: &JsValue, name: &str| Reflect::get(of, &JsString::from(name)).is_ok_and(|it| !it.is_undefined());
    let there = is_there(&registration, "pushManager") && is_there(&js_sys::global(), "Notification");
    if there { registration.push_manager().ok() } else { None }
}

async fn known(manager: &PushManager) -> Option<PushSubscription> {
    subscription(&done(manager.get_subscription()).await?)
}

/// Subscribes under the contact point's key; one that was made under another key is given up first.
async fn subscribe(manager: &PushManager) -> Option<String> {
    let PushKey { key } = network::ask(Request::get(KEY), None::<&()>).await.ok()?;
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key_opt_str(Some(&key));
    if let Some(same) = done(manager.subscribe_with_options(&options)).await {
        return Some(subscription(&same)?.endpoint());
    }
    done(known(manager).await?.unsubscribe()).await?;
    Some(subscription(&done(manager.subscribe_with_options(&options)).await?)?.endpoint())
}

/// By what it has: browsers do not agree on where the class is.
fn subscription(value: &JsValue) -> Option<PushSubscription> {
    value.is_object().then(|| value.clone().unchecked_into())
}

async fn done(asked: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(asked.ok()?).await.ok()
}
