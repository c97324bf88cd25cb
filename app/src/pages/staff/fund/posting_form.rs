//! Posting one movement: how much, and the number of the paper behind it.

use domain::{
    fund::Movement,
    ids::{CaseId, MerchantId, PaymentId},
    money::Yuan,
    words::{Text, text},
};
use leptos::{html::Dialog, prelude::*, task::spawn_local};

use super::{
    super::{focus::focus, line::Line, sign_in::Submit, trouble::Trouble},
    Context,
};
use crate::{
    components::Sign,
    components::{Icon, Show},
    lang::{say, use_lang},
    staff_api::{self, ApiError},
};

const AMOUNT: Text = text("金额（元）", "Amount (yuan)");
const AMOUNT_HINT: Text = text("例如 5000 或 320.50", "For example 5000 or 320.50");
const AMOUNT_MOST: Text = text("最多 {} 元", "At most {} yuan");
const AMOUNT_WRONG: Text = text(
    "请写大于 0 的金额，最多两位小数，例如 320 或 320.50。",
    "Please write an amount above 0 with at most two decimals, for example 320 or 320.50.",
);
const RECEIPT: Text = text("收据或决定的编号", "Number of the receipt or decision");
const RECEIPT_HINT: Text =
    text("同一个编号只记一次，例如 2026-S-018", "The same number is posted once, for example 2026-S-018");
const POST: Text = text("记账", "Post");
const BUSY: Text = text("正在记账…", "Posting…");
const CANCEL: Text = text("先不记", "Not now");
const FAILED: Text = text("没有记账", "Nothing was posted");

/// What moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A deposit comes in.
    TakeDeposit {
        /// Whose.
        merchant: MerchantId,
    },
    /// A deposit goes back.
    ReturnDeposit {
        /// Whose.
        merchant: MerchantId,
    },
    /// The merchant makes good what was paid for it.
    Recover {
        /// For which case.
        case: CaseId,
        /// Which payment.
        payment: PaymentId,
    },
    /// It is taken from the deposit.
    SetOff {
        /// For which case.
        case: CaseId,
        /// Which payment.
        payment: PaymentId,
    },
}

impl What {
    /// What a button says.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::TakeDeposit { .. } => text("收保证金", "Deposit in"),
            Self::ReturnDeposit { .. } => text("退保证金", "Return deposit"),
            Self::Recover { .. } => text("商家已补缴", "The merchant made it good"),
            Self::SetOff { .. } => text("用保证金抵扣", "Set off against the deposit"),
        }
    }

    fn movement(self, amount: Yuan, receipt: String) -> Movement {
        match self {
            Self::TakeDeposit { merchant } => Movement::TakeDeposit { merchant, amount, receipt },
            Self::ReturnDeposit { merchant } => Movement::ReturnDeposit { merchant, amount, receipt },
            Self::Recover { case, payment } => Movement::Recover { case, payment, amount, receipt },
            Self::SetOff { case, payment } => Movement::SetOff { case, payment, amount, receipt },
        }
    }
}

/// A movement that is being filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostingForm {
    /// What moves.
    pub what: What,
    /// Whose account, by name.
    pub of: String,
    /// The most that makes sense.
    pub most: Option<Yuan>,
}

/// The dialog, where something is being posted.
#[component]
pub fn Posting() -> impl IntoView {
    let context: Context = expect_context();
    let node = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (context.asked.with(Option::is_some), dialog.open()) {
            // Where a browser cannot do it, the attribute shows it without the veil.
            (true, false) if dialog.show_modal().is_err() => dialog.set_open(true),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog class="dialog" aria-labelledby="fund-asked" node_ref=node on:close=move |_| context.asked.set(None)>
            {move || context.asked.get().map(|asked| view! { <Form asked /> })}
        </dialog>
    }
}

#[component]
fn Form(asked: PostingForm) -> impl IntoView {
    let context: Context = expect_context();
    let lang = use_lang();
    let amount = RwSignal::new(asked.most.map(|most| most.to_string()).unwrap_or_default());
    let receipt = RwSignal::new(String::new());
    let is_wrong = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    Effect::new(move |_| {
        amount.track();
        is_wrong.set(false);
    });
    let PostingForm { what, of, most } = asked;
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let Some(typed) = Yuan::parse(&amount.get_untracked()).ok().filter(|typed| *typed > Yuan::ZERO) else {
            is_wrong.set(true);
            focus("fund-amount");
            return;
        };
        busy.set(true);
        error.set(None);
        let movement = what.movement(typed, receipt.get_untracked().trim().to_owned());
        spawn_local(async move {
            match staff_api::move_money(&movement).await {
                Ok(_) => {
                    context.asked.set(None);
                    context.read();
                }
                Err(why) => {
                    error.set(Some(why));
                    busy.set(false);
                }
            }
        });
    };
    let hint = most.map(|most| move || AMOUNT_MOST.fill(lang.get(), &[&most.to_string()]));
    view! {
        <h2 class="dialog__title" id="fund-asked">
            {say(what.name())}
        </h2>
        <p class="dialog__text">
            {of} {hint.map(|hint| view! { " · " {hint} })}
        </p>
        <form class="dialog__form" method="post" novalidate on:submit=submit>
            <Trouble error title=FAILED />
            <div class:field--error=move || is_wrong.get()>
                <Line id="fund-amount" label=AMOUNT hint=AMOUNT_HINT value=amount autocomplete="off" />
                <div role="alert">
                    <Show when=move || is_wrong.get()>
                        <p class="field__error">
                            <Icon sign=Sign::Alert />
                            <span>{say(AMOUNT_WRONG)}</span>
                        </p>
                    </Show>
                </div>
            </div>
            <Line id="fund-receipt" label=RECEIPT hint=RECEIPT_HINT value=receipt autocomplete="off" />
            <div class="dialog__actions">
                <button class="btn" type="button" on:click=move |_| context.asked.set(None)>
                    {say(CANCEL)}
                </button>
                <Submit busy label=POST busy_label=BUSY />
            </div>
        </form>
    }
}
