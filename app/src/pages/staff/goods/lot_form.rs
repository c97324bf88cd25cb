//! 进货查验: a lot is looked at in four ways before it is taken in; one that is missing blocks.

use domain::{
    form::Term,
    goods::{Command, Field, GoodsFile, LotForm, ReceivingCheck},
    words::{Text, text},
};
use leptos::prelude::*;

use super::typed::{Line, Tick, Typed, Why};
use crate::{
    device::fresh_name,
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const CHECKS: Text = text("进货查验：四项都看过、都合格再勾", "Four checks: tick each once it is in order");
const SAVE: Text = text("查验合格，收货", "In order: take it in");
const CANCEL: Text = text("先不办", "Not now");
const BATCH_HINT: Text = text("没有批号的，填生产日期。", "Goods without one: the day of production.");
const EXPIRY_HINT: Text = text("没有保质期的留空。", "Empty where there is none.");
const UNIT_HINT: Text = text("例如 件、盒、kg。", "Such as pieces, boxes or kg.");

/// What each check looks at.
const fn asks(check: ReceivingCheck) -> Text {
    match check {
        ReceivingCheck::Supplier => {
            text("供货商资格：营业执照和许可看过，在有效期内", "Supplier: licence and permits seen, and in force")
        }
        ReceivingCheck::Certificate => {
            text("合格证明：这一批的检验合格证明看过", "Certificate: of this very lot, seen")
        }
        ReceivingCheck::Marking => {
            text("标识：名称、生产者、日期和包装一致", "Marking: name, maker and dates as on the pack")
        }
        ReceivingCheck::Quality => {
            text("质量：抽看过，没有破损、变质", "Quality: looked at; nothing broken or spoiled")
        }
    }
}

/// The form. The lot's name is kept with it: sent twice, it is one lot.
#[component]
pub fn Receive(typed: Typed, state: Memo<Option<GoodsFile>>, receiving: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    typed.suggest(Field::ReceivedOn, desk.device.now().day().to_string());
    if let Some(last) = state.with_untracked(|file| file.as_ref()?.lots.last().cloned()) {
        typed.suggest(Field::SupplierName, last.supplier.name);
        typed.suggest(Field::SupplierAddress, last.supplier.address);
        typed.suggest(Field::SupplierContact, last.supplier.contact);
        typed.suggest(Field::Unit, last.unit);
    }
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let lot = typed.now("lot").parse().unwrap_or_else(|_| fresh_name());
        typed.set("lot", lot.to_string());
        let ticked = |check: &ReceivingCheck| !typed.now(&tick_of(*check)).is_empty();
        let form = Box::new(LotForm {
            batch: typed.of(Field::Batch),
            produced_on: typed.of(Field::ProducedOn),
            expires_on: typed.of(Field::ExpiresOn),
            received_on: typed.of(Field::ReceivedOn),
            quantity: typed.of(Field::Quantity),
            unit: typed.of(Field::Unit),
            supplier_name: typed.of(Field::SupplierName),
            supplier_address: typed.of(Field::SupplierAddress),
            supplier_contact: typed.of(Field::SupplierContact),
            voucher: typed.of(Field::Voucher),
            checks: ReceivingCheck::ALL.iter().copied().filter(ticked).collect(),
        });
        typed.give(state.get_untracked().as_ref(), Command::Receive { lot, form }, move || {
            receiving.try_set(false);
        });
    };
    let leave = move |_| {
        typed.clear();
        receiving.set(false);
    };
    let tick = move |check: &ReceivingCheck| {
        let check = *check;
        let label = Signal::derive(move || asks(check).in_lang(lang.get()).to_owned());
        view! { <Tick typed field=tick_name(check) label /> }
    };
    view! {
        <form class="merchants__reason" method="post" novalidate on:submit=submit>
            <div class="field-row">
                <Line typed field=Field::Batch hint=BATCH_HINT />
                <Line typed field=Field::ProducedOn kind="date" />
            </div>
            <div class="field-row">
                <Line typed field=Field::ExpiresOn kind="date" hint=EXPIRY_HINT />
                <Line typed field=Field::ReceivedOn kind="date" />
            </div>
            <div class="field-row">
                <Line typed field=Field::Quantity />
                <Line typed field=Field::Unit hint=UNIT_HINT />
            </div>
            <Line typed field=Field::SupplierName />
            <Line typed field=Field::SupplierAddress />
            <div class="field-row">
                <Line typed field=Field::SupplierContact />
                <Line typed field=Field::Voucher />
            </div>
            <fieldset class="field">
                <legend class="field__label">{say(CHECKS)}</legend>
                {ReceivingCheck::ALL.iter().map(tick).collect_view()}
            </fieldset>
            <Why typed />
            <div class="actions">
                <button class="btn btn--main" type="submit">
                    {say(SAVE)}
                </button>
                <button class="btn" type="button" on:click=leave>
                    {say(CANCEL)}
                </button>
            </div>
        </form>
    }
}

const fn tick_name(check: ReceivingCheck) -> &'static str {
    match check {
        ReceivingCheck::Supplier => "check_supplier",
        ReceivingCheck::Certificate => "check_certificate",
        ReceivingCheck::Marking => "check_marking",
        ReceivingCheck::Quality => "check_quality",
    }
}

fn tick_of(check: ReceivingCheck) -> String {
    tick_name(check).to_owned()
}
