//! Members: who works here, in which role, on duty or not; and the one-time links by which they set a password.

pub mod add;
pub mod hand_out;
pub mod link;
pub mod row;

use domain::{
    role::Role,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use self::{add::Add, link::Shown, row::Row};
use super::{
    staff_frame::{Loading, StaffFrame},
    trouble::Trouble,
};
use crate::{
    components::{For, Icon, Show, Sign},
    lang::say,
    staff_api::{self, ApiError, Link, Member},
};

const TITLE: Text = text("成员", "Members");
const LIST: Text = text("成员列表", "List of members");
const ADD: Text = text("添加成员", "Add a member");
const LOADING: Text = text("正在打开成员…", "Opening the members…");
const NOT_YOURS: Text = text("成员由主管和管理员管理。", "Supervisors and administrators look after the members.");
const NOT_LOADED: Text = text("没能取到成员", "The members could not be fetched");
const AGAIN: Text = text("再试一次", "Try again");
const FAILED: Text = text("没有改成", "Not changed");

/// What the parts of the page share.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Everybody, once known.
    members: RwSignal<Option<Vec<Member>>>,
    /// The link that was just made, and whose it is.
    link: RwSignal<Option<(String, Link)>>,
    /// What did not work.
    error: RwSignal<Option<ApiError>>,
    /// May change things; a supervisor reads.
    manages: bool,
}

impl Context {
    /// Puts a changed member in place.
    fn put(self, member: Member) {
        self.members.update(|members| {
            if let Some(place) = members.iter_mut().flatten().find(|known| known.id == member.id) {
                *place = member;
            }
        });
    }
}

/// The page.
#[component]
pub fn Members() -> impl IntoView {
    view! { <StaffFrame title=TITLE main="members" not_yours=NOT_YOURS shows=shown with_heading=true /> }
}

fn shown(role: Role) -> Option<AnyView> {
    match role {
        Role::Administrator => Some(view! { <Everybody manages=true /> }.into_any()),
        Role::Supervisor => Some(view! { <Everybody manages=false /> }.into_any()),
        _ => None,
    }
}

#[component]
fn Everybody(manages: bool) -> impl IntoView {
    let context =
        Context { members: RwSignal::new(None), link: RwSignal::new(None), error: RwSignal::new(None), manages };
    provide_context(context);
    let unread = RwSignal::new(None::<ApiError>);
    let adding = RwSignal::new(false);
    let read = move || {
        unread.set(None);
        spawn_local(async move {
            match staff_api::members().await {
                Ok(members) => context.members.set(Some(members)),
                Err(why) => unread.set(Some(why)),
            }
        });
    };
    Effect::new(move |_| read());
    let ids =
        move || context.members.with(|members| members.iter().flatten().map(|member| member.id).collect::<Vec<_>>());
    view! {
        <div class="members__head">
            <h1>{say(TITLE)}</h1>
            <Show when=move || manages && !adding.get()>
                <button class="btn btn--main" type="button" on:click=move |_| adding.set(true)>
                    <Icon sign=Sign::Plus />
                    {say(ADD)}
                </button>
            </Show>
        </div>
        <Shown link=context.link />
        <Show when=move || adding.get()>
            <Add adding />
        </Show>
        <Trouble error=context.error title=FAILED />
        <Trouble error=unread title=NOT_LOADED />
        <Show when=move || unread.get().is_some()>
            <button class="btn" type="button" on:click=move |_| read()>
                {say(AGAIN)}
            </button>
        </Show>
        <Show
            when=move || context.members.with(Option::is_some)
            fallback=move || {
                view! {
                    <Show when=move || unread.get().is_none()>
                        <Loading what=LOADING />
                    </Show>
                }
            }
        >
            <section class="card card--flush" aria-label=say(LIST)>
                <ul class="rows">
                    <For each=ids key=|id| *id let:id>
                        <Row id />
                    </For>
                </ul>
            </section>
        </Show>
    }
}
