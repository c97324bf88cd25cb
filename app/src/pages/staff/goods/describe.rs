//! What goods are, as typed: for the first time, or anew.

use domain::{
    form::{GoodsKind, Term},
    goods::{Command, Field, GoodsFile, GoodsForm, Particulars},
    merchant::MerchantFile,
    words::{Bilingual, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    list,
    scan::Scan,
    typed::{Choice, Line, Typed, Why, terms},
};
use crate::{
    lang::say,
    pages::staff::desk::context::{DeskContext, use_desk},
};

const SAVE_NEW: Text = text("登记，等查验", "Register; to be checked");
const SAVE: Text = text("保存变更", "Save the change");
const CANCEL: Text = text("先不办", "Not now");
const SPEC_HINT: Text = text("没有的留空，例如散装。", "Leave it empty where there is none.");
const BARCODE_HINT: Text = text(
    "照包装输入 13 位（小包装 8 位）；没有的留空。",
    "13 digits as on the pack (8 on small ones); empty where there is none.",
);
const MAKER_HINT: Text = text(
    "照包装写名称和地址；没有的就是“三无”，不能卖。",
    "Name and address as on the pack; goods without cannot be sold.",
);

/// Lays what they are now into the form.
pub fn lay(typed: Typed, of: &Particulars) {
    let form = of.as_form();
    typed.suggest(Field::Merchant, form.merchant.map(|id| id.to_string()).unwrap_or_default());
    typed.suggest(Field::Name, form.name);
    typed.suggest(Field::Spec, form.spec);
    typed.suggest(Field::Kind, form.kind);
    typed.suggest(Field::Barcode, form.barcode);
    typed.suggest(Field::Maker, form.maker);
}

fn read(typed: Typed) -> Box<GoodsForm> {
    Box::new(GoodsForm {
        merchant: typed.of(Field::Merchant).parse().ok(),
        name: typed.of(Field::Name),
        spec: typed.of(Field::Spec),
        kind: typed.of(Field::Kind),
        barcode: typed.of(Field::Barcode),
        maker: typed.of(Field::Maker),
    })
}

/// Merchants that sell here.
fn sellers(desk: &DeskContext) -> Signal<Vec<(String, Bilingual)>> {
    let named = list::merchants(desk);
    let files = desk.device.desk.entities.of::<MerchantFile>();
    Signal::derive(move || {
        let named = named.get();
        let living = files.with(|files| {
            let living = files.shown.iter().filter(|(_, shown)| !shown.state.has_ended());
            living.map(|(id, _)| *id).collect::<Vec<Uuid>>()
        });
        let of = |id: Uuid| {
            let name = named.get(&domain::ids::MerchantId(id))?.clone();
            Some((id.to_string(), Bilingual::of(|_| name.clone())))
        };
        let mut all: Vec<_> = living.into_iter().filter_map(of).collect();
        all.sort_by(|a, b| a.1.zh.cmp(&b.1.zh));
        all
    })
}

/// The form.
#[component]
pub fn Describe(typed: Typed, state: Memo<Option<GoodsFile>>, done: Callback<bool>) -> impl IntoView {
    let desk = use_desk();
    let is_new = state.with_untracked(Option::is_none);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = read(typed);
        let file = state.get_untracked();
        let command = if is_new { Command::Propose { form } } else { Command::Amend { form } };
        typed.give(file.as_ref(), command, move || done.run(true));
    };
    let leave = move |_| {
        typed.clear();
        done.run(false);
    };
    view! {
        <form class="merchants__form" method="post" novalidate on:submit=submit>
            <section class="card">
                <Choice typed field="merchant" label=Field::Merchant.name() options=sellers(&desk) />
                <Line typed field=Field::Name />
                <div class="field-row">
                    <Line typed field=Field::Spec hint=SPEC_HINT />
                    <Choice typed field="kind" label=Field::Kind.name() options={terms::<GoodsKind>()} />
                </div>
                <Line typed field=Field::Barcode hint=BARCODE_HINT />
                <Scan
                    id="goods-scan-new"
                    found=Callback::new(move |code| typed.set(Field::Barcode.code(), code))
                />
                <Line typed field=Field::Maker hint=MAKER_HINT />
            </section>
            <Why typed />
            <div class="actions merchants__actions">
                <button class="btn btn--main" type="submit">
                    {say(if is_new { SAVE_NEW } else { SAVE })}
                </button>
                <button class="btn" type="button" on:click=leave>
                    {say(CANCEL)}
                </button>
            </div>
        </form>
    }
}
