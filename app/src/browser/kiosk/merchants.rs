//! The mall's directory, kept so that a merchant can be chosen without a network. Nobody's data: anybody can read it.

use std::time::Duration;

use gloo_net::http::Request;
use gloo_storage::{LocalStorage, Storage};
use gloo_timers::future::sleep;
use leptos::task::spawn_local;
use sync::protocol::{ListedMerchant, MerchantDirectory};

use crate::browser::network;

const KEPT: &str = "kiosk-merchants";
/// A shop opens or closes now and then.
const EVERY: Duration = Duration::from_secs(3600);
/// Until there is an answer.
const AGAIN: Duration = Duration::from_secs(60);

/// Fetches it now and from then on.
pub fn fetch_merchants_from_now_on() {
    spawn_local(async {
        loop {
            let asked = network::ask::<MerchantDirectory>(Request::get("/api/v1/merchants"), None::<&()>).await;
            if let Ok(directory) = &asked {
                // Where it is refused, the names are typed.
                let _ = LocalStorage::set(KEPT, directory);
            }
            sleep(if asked.is_ok() { EVERY } else { AGAIN }).await;
        }
    });
}

/// As it was last fetched.
pub(super) fn merchants() -> Vec<ListedMerchant> {
    let text = LocalStorage::raw().get_item(KEPT).ok().flatten();
    let directory: Option<MerchantDirectory> = text.and_then(|text| sync::read_json(&text).ok());
    directory.map(|directory| directory.merchants).unwrap_or_default()
}
