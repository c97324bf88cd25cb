//! The devices on which staff have signed in. One that is lost is ended here.

use domain::{
    role::Role,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use sync::protocol::{ChangedDevice, KnownDevice};

use super::{
    desk::due::when,
    kiosks::Kiosks,
    staff_frame::{Loading, StaffFrame},
    trouble::Trouble,
};
use crate::{
    components::{For, Icon, Show, Sign},
    device::use_device,
    lang::{say, use_lang},
    staff_api::{self, ApiError},
};

const TITLE: Text = text("设备", "Devices");
const LEAD: Text = text(
    "工作人员登录过的平板和电脑。丢了的请马上停用：它一联网，上面的案件资料就会清除，没送出的内容交给主管查看。",
    "The tablets and computers on which staff have signed in. Please end a lost one at once: as soon as it has a network, its copy of the cases goes, and what was not sent comes to a supervisor.",
);
const NOT_YOURS: Text = text("这一页给主管和管理员看。", "This page is for supervisors and administrators.");
const LOADING: Text = text("正在读取设备…", "Loading the devices…");
const NOT_LOADED: Text = text("没读到设备", "The devices were not loaded");
const NOT_CHANGED: Text = text("没有改成", "Not changed");
const AGAIN: Text = text("再试一次", "Try again");
const NAMELESS: Text = text("还没有起名的设备", "A device without a name");
const THIS: Text = text("就是这台", "this one");
const NAME: Text = text("怎么叫它", "Device name");
const SAVE: Text = text("改名", "Rename");
const PEOPLE: Text = text("登录过：{}", "Signed in here: {}");
const LAST: Text = text("最近登录 {}", "Last sign-in {}");
const ENDED: Text = text("{} 停用", "Ended {}");
const END: Text = text("停用这台设备", "Sign this device out for good");
const END_SURE: Text = text(
    "停用以后谁都不能用它办案，要再用得在这里重新启用。",
    "Once ended, nobody works on it until it is let in again here.",
);
const END_NOW: Text = text("确定停用", "Yes, end it");
const KEEP: Text = text("不停用", "Keep it");
const LET_IN: Text = text("重新启用", "Let it in again");

/// The page.
#[component]
pub fn Devices() -> impl IntoView {
    view! { <StaffFrame title=TITLE main="members fund" not_yours=NOT_YOURS shows=shown /> }
}

fn shown(role: Role) -> Option<AnyView> {
    role.supervises().then(|| view! { <All /> <Kiosks role /> }.into_any())
}

#[component]
fn All() -> impl IntoView {
    let devices = RwSignal::new(None::<Vec<KnownDevice>>);
    let unread = RwSignal::new(None::<ApiError>);
    let error = RwSignal::new(None::<ApiError>);
    let read = move || {
        spawn_local(async move {
            match staff_api::devices().await {
                Ok(all) => {
                    unread.set(None);
                    devices.set(Some(all));
                }
                Err(why) => unread.set(Some(why)),
            }
        });
    };
    Effect::new(move |_| read());
    let change = Callback::new(move |(id, change): (domain::ids::DeviceId, ChangedDevice)| {
        error.set(None);
        spawn_local(async move {
            match staff_api::change_device(id, &change).await {
                Ok(_) => read(),
                Err(why) => error.set(Some(why)),
            }
        });
    });
    view! {
        <p class="fund__lead">{say(LEAD)}</p>
        <Trouble error=unread title=NOT_LOADED />
        <Trouble error title=NOT_CHANGED />
        <Show when=move || unread.get().is_some()>
            <button class="btn" type="button" on:click=move |_| read()>
                {say(AGAIN)}
            </button>
        </Show>
        <Show when=move || devices.with(Option::is_none) && unread.with(Option::is_none)>
            <Loading what=LOADING />
        </Show>
        <For
            each=move || devices.get().unwrap_or_default()
            key=|one| (one.id, one.label.clone(), one.revoked_at, one.last_seen_at)
            let:one
        >
            <One one change />
        </For>
    }
}

#[component]
fn One(one: KnownDevice, change: Callback<(domain::ids::DeviceId, ChangedDevice)>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let KnownDevice { id, label, last_seen_at, revoked_at, people, .. } = one;
    let is_this = is_this(id);
    let asks = RwSignal::new(false);
    let name = RwSignal::new(label.clone());
    let title = move || {
        let title = if label.is_empty() { NAMELESS.in_lang(lang.get()).to_owned() } else { label.clone() };
        if is_this { format!("{title}（{}）", THIS.in_lang(lang.get())) } else { title }
    };
    let names = move || {
        let names = device.desk.members.with(|members| {
            let name = |id| members.get(id).map(|member| member.name.clone());
            people.iter().filter_map(name).collect::<Vec<_>>().join("、")
        });
        PEOPLE.fill(lang.get(), &[&names])
    };
    let last = move || LAST.fill(lang.get(), &[&when(last_seen_at, device.now(), lang.get())]);
    let ended = move || revoked_at.map(|at| ENDED.fill(lang.get(), &[&when(at, device.now(), lang.get())]));
    let rename = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        change.run((id, ChangedDevice { label: Some(name.get_untracked()), revoked: None }));
    };
    let set_revoked = move |revoked| change.run((id, ChangedDevice { label: None, revoked: Some(revoked) }));
    let field = format!("name-{id}");
    let label_for = field.clone();
    view! {
        <article class="card fund__part" class:aside--seen=revoked_at.is_some()>
            <h2 class="card__title">{title}</h2>
            <p class="muted tnum">{last}</p>
            <p>{names}</p>
            <p class="field__error">{ended}</p>
            <form class="device__name" method="post" on:submit=rename>
                <label class="field__label" for=label_for>
                    {say(NAME)}
                </label>
                <div class="field__wrap">
                    <input
                        class="field__input"
                        id=field
                        type="text"
                        maxlength="40"
                        autocomplete="off"
                        prop:value=move || name.get()
                        on:input=move |input| name.set(event_target_value(&input))
                    />
                    <button class="btn" type="submit">
                        {say(SAVE)}
                    </button>
                </div>
            </form>
            <div class="actions">
                {move || match (revoked_at, asks.get()) {
                    (Some(_), _) => view! {
                        <button class="btn" type="button" on:click=move |_| set_revoked(false)>
                            {say(LET_IN)}
                        </button>
                    }
                        .into_any(),
                    (None, false) => view! {
                        <button class="btn" type="button" on:click=move |_| asks.set(true)>
                            <Icon sign=Sign::Lock />
                            {say(END)}
                        </button>
                    }
                        .into_any(),
                    (None, true) => view! {
                        <p>{say(END_SURE)}</p>
                        <button class="btn btn--danger" type="button" on:click=move |_| set_revoked(true)>
                            {say(END_NOW)}
                        </button>
                        <button class="btn" type="button" on:click=move |_| asks.set(false)>
                            {say(KEEP)}
                        </button>
                    }
                        .into_any(),
                }}
            </div>
        </article>
    }
}

fn is_this(id: domain::ids::DeviceId) -> bool {
    crate::host::device().is_some_and(|host| host.name() == id)
}
