//! Kiosks that need somebody to look: silent, or holding something for an hour. Shown where those begin who may act.

use std::time::Duration;

use domain::words::{Text, text};
use leptos::{prelude::*, task::spawn_local};
use sync::{engine::State, protocol::KnownKiosk};

use super::context::use_desk;
use crate::{
    components::{NoticeBox, Tone},
    lang::{say, use_lang},
    staff_api,
};

const COUNT: Text = text("{} 台自助机要去看一看", "Kiosks to look after: {}");
const SILENT: Text = text("{}：很久没有消息", "{}: nothing heard for long");
const HOLDS: Text = text("{}：有 {} 件一个小时以上没送出", "{}: {} waiting for an hour or longer");
const LOOK: Text = text("到“设备”页看看", "See the page “Devices”");

/// A kiosk tells every minute how it is.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// Once the desk is there, and has its session.
const FIRST_LOOK: Duration = Duration::from_secs(2);

/// Nothing while all is well, and for those who do not look after kiosks.
#[component]
pub fn KioskAlerts() -> impl IntoView {
    let desk = use_desk();
    let kiosks = RwSignal::new(Vec::<KnownKiosk>::new());
    let in_step = Memo::new(move |_| {
        desk.device.status.with(|status| {
            let answered = status.as_ref().filter(|status| status.last_contact.is_some());
            answered.is_some_and(|status| matches!(status.state, State::AllDelivered | State::Attention))
        })
    });
    let supervises = Memo::new(move |_| desk.me.with(|me| me.role.supervises()));
    let look = move || {
        // Without a network nothing is known anew; what was known stays.
        if supervises.try_get_untracked() != Some(true) || in_step.try_get_untracked() != Some(true) {
            return;
        }
        spawn_local(async move {
            if let Ok(all) = staff_api::kiosks().await {
                let _ = kiosks.try_set(all.kiosks.into_iter().filter(|one| one.silent || one.holds).collect());
            }
        });
    };
    // As soon as the desk is in step, and from then on.
    Effect::new(move |_| {
        if in_step.get() && supervises.get() {
            set_timeout(look, FIRST_LOOK);
        }
    });
    if let Ok(looking) = set_interval_with_handle(look, LOOK_EVERY) {
        on_cleanup(move || looking.clear());
    }
    move || kiosks.with(|kiosks| (!kiosks.is_empty()).then(|| view! { <Alerts kiosks=kiosks.clone() /> }))
}

#[component]
fn Alerts(kiosks: Vec<KnownKiosk>) -> impl IntoView {
    let lang = use_lang();
    let count = kiosks.len();
    let lines = kiosks.into_iter().map(move |one| {
        let waiting = one.health.map_or(0, |health| health.queued).to_string();
        let words = move || {
            let holds = one.holds.then(|| HOLDS.fill(lang.get(), &[&one.name, &waiting]));
            let silent = one.silent.then(|| SILENT.fill(lang.get(), &[&one.name]));
            [holds, silent].into_iter().flatten().collect::<Vec<_>>().join("；")
        };
        view! { <li data-kiosk=one.id.to_string()>{words}</li> }
    });
    view! {
        <div class="kiosk-alerts" role="status" data-count=count.to_string()>
            <NoticeBox tone=Tone::Amber>
                <p class="notice__title tnum">{move || COUNT.fill(lang.get(), &[&count.to_string()])}</p>
                <ul>{lines.collect_view()}</ul>
                <p><a class="link" href="/staff/devices">{say(LOOK)}</a></p>
            </NoticeBox>
        </div>
    }
}
