//! 先行赔付保证金: what merchants left as security, what the mall paid for them, and every transaction behind it. Money moves
//! online only; on a case, an advance payment is approved at the desk.

pub mod accounts;
pub mod add;
pub mod books;
pub mod claims;
pub mod posting_form;
pub mod totals;

use domain::{
    role::Role,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;
use sync::protocol::FundStatement;

use self::{
    accounts::Accounts,
    add::Add,
    books::Books,
    claims::Claims,
    posting_form::{Posting, PostingForm},
    totals::Totals,
};
use super::{
    staff_frame::{Loading, StaffFrame},
    trouble::Trouble,
};
use crate::{
    components::{Icon, Show, Sign},
    device::use_device,
    lang::say,
    staff_api::{self, ApiError},
};

const TITLE: Text = text("先行赔付保证金", "Advance-payment deposits");
const LEAD: Text = text(
    "商家不赔时，商场先赔给消费者，再向商家追偿；商家的保证金作担保。记了的账不能改，只能再记一笔。",
    "Where a merchant does not pay, the mall pays the consumer first and recovers it; the merchant’s deposit secures that. What is posted is never changed.",
);
const ADD: Text = text("添加商家", "Add a merchant");
const LOADING: Text = text("正在取账目…", "Fetching the accounts…");
const NOT_YOURS: Text = text("保证金由主管管理。", "Supervisors look after the deposits.");
const NOT_LOADED: Text = text("没能取到账目", "The accounts could not be fetched");
const AGAIN: Text = text("再试一次", "Try again");

/// What the parts of the page share.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The pool, once known.
    statement: RwSignal<Option<Arc<FundStatement>>>,
    /// Why it could not be fetched.
    unread: RwSignal<Option<ApiError>>,
    /// What is being posted.
    asked: RwSignal<Option<PostingForm>>,
    /// May move money; the regulator reads.
    moves: bool,
}

impl Context {
    /// Fetches the pool.
    fn read(self) {
        spawn_local(async move {
            match staff_api::fund().await {
                Ok(statement) => {
                    self.unread.set(None);
                    self.statement.set(Some(Arc::new(statement)));
                }
                Err(why) => self.unread.set(Some(why)),
            }
        });
    }
}

/// The page.
#[component]
pub fn Fund() -> impl IntoView {
    view! { <StaffFrame title=TITLE main="members fund" not_yours=NOT_YOURS shows=shown with_heading=true /> }
}

fn shown(role: Role) -> Option<AnyView> {
    let moves = role.supervises();
    (moves || role == Role::Regulator).then(|| view! { <Pool moves /> }.into_any())
}

#[component]
fn Pool(moves: bool) -> impl IntoView {
    let device = use_device();
    let context =
        Context { statement: RwSignal::new(None), unread: RwSignal::new(None), asked: RwSignal::new(None), moves };
    provide_context(context);
    let adding = RwSignal::new(false);
    // A colleague's approval shows here as it does everywhere.
    Effect::new(move |_| {
        device.desk.merchants.track();
        context.read();
    });
    let is_known = move || context.statement.with(Option::is_some);
    let statement = Memo::new(move |_| context.statement.get().unwrap_or_else(|| Arc::new(FundStatement::default())));
    view! {
        <div class="members__head">
            <h1>{say(TITLE)}</h1>
            <Show when=move || moves && is_known() && !adding.get()>
                <button class="btn btn--main" type="button" on:click=move |_| adding.set(true)>
                    <Icon sign=Sign::Plus />
                    {say(ADD)}
                </button>
            </Show>
        </div>
        <p class="fund__lead">{say(LEAD)}</p>
        <Show when=move || adding.get()>
            <Add adding />
        </Show>
        <Trouble error=context.unread title=NOT_LOADED />
        <Show when=move || context.unread.get().is_some()>
            <button class="btn" type="button" on:click=move |_| context.read()>
                {say(AGAIN)}
            </button>
        </Show>
        <Show
            when=is_known
            fallback=move || {
                view! {
                    <Show when=move || context.unread.get().is_none()>
                        <Loading what=LOADING />
                    </Show>
                }
            }
        >
            <Totals statement />
            <Accounts statement />
            <Claims statement />
            <Books statement />
        </Show>
        <Posting />
    }
}
