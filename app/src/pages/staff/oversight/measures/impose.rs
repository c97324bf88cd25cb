//! 采取措施: against whom, how strong, the facts, the article, and until when.

use domain::{
    form::Term,
    ids::MerchantId,
    moment::Day,
    oversight::measure::{BASES, Command, Found, Level, Measure, NewStep, suggested},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use uuid::Uuid;

use super::{
    super::{all, merchants, today},
    address, new_sheet,
};
use crate::{
    device::fresh_name,
    lang::{say, use_lang},
    pages::staff::{
        desk::{
            connection::ConnectionLine,
            context::{DeskContext, use_desk},
        },
        oversight::{
            fields::{Form, Line, Pick, Tiles, Words, wrong},
            sheet::Sheet,
        },
    },
};

const TITLE: Text = text("采取措施", "Take a measure");
const MERCHANT: Text = text("对哪个商户", "Against which merchant");
const LEVEL: Text = text("采取什么措施", "Which measure");
const GROUND: Text = text("事实：什么时间、什么地方、什么情况", "The facts: when, where, and what");
const BASIS: Text = text("依据：法律条款或商场制度", "The article of law or the rule of the house");
const DUE: Text = text("整改期限（限期整改必填）", "To be put right by (needed where a date is set)");
const DUE_HINT: Text = text("到期会提醒复查。", "On that day somebody is reminded to look again.");
const NO_MERCHANT: Text = text("请选对哪个商户。", "Please choose the merchant.");
const NO_LEVEL: Text = text("请选采取什么措施。", "Please choose the measure.");
const PROPOSED: Text = text("按一年内的记录，建议：{}", "By what was imposed within a year: {}");
const SUPERVISORS: Text = text("暂停销售、停止服务由主管决定。", "Sale and service are stopped by a supervisor.");

/// The form.
#[component]
pub fn Impose() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let sheet = new_sheet(desk);
    let options = Signal::derive(move || {
        let all = merchants(&desk).into_iter();
        all.map(|(id, _, name)| (id.to_string(), name)).collect::<Vec<_>>()
    });
    let merchant = sheet.slot("merchant");
    let hint = Signal::derive(move || hint(&desk, merchant.get().parse().ok(), lang.get()));
    let navigate = use_navigate();
    let submit = Callback::new(move |()| {
        let Some(merchant) = sheet.uuid("merchant").map(MerchantId) else { return wrong(sheet, NO_MERCHANT) };
        let Some(step) = step(sheet, today(&desk)) else { return wrong(sheet, NO_LEVEL) };
        let found = sheet.uuid("inspection").zip(sheet.uuid("visit"));
        let found = found.map(|(inspection, visit)| Found { inspection, visit });
        let (id, navigate) = (fresh_name(), navigate.clone());
        let done = Callback::new(move |()| navigate(&address(id), leptos_router::NavigateOptions::default()));
        sheet.submit::<Measure>(id, None, vec![Command::Impose { merchant, found, step }], done);
    });
    view! {
        <div class="order__head">
            <h1>{say(TITLE)}</h1>
            <ConnectionLine />
        </div>
        <section class="card">
            <Form sheet act=TITLE submit>
                <Pick sheet field="merchant" label=MERCHANT options />
                <StepFields sheet levels=&Level::ALL hint />
            </Form>
        </section>
    }
}

/// What was done within a year speaks for which grade; and who may decide it.
fn hint(desk: &DeskContext, merchant: Option<Uuid>, lang: Lang) -> String {
    let proposed = merchant.map(|merchant| {
        let measures = all::<Measure>(desk);
        let level = measures.with(|measures| {
            suggested(MerchantId(merchant), measures.shown.values().map(|shown| &shown.state), today(desk))
        });
        PROPOSED.fill(lang, &[level.name().in_lang(lang)])
    });
    let supervisors = (!desk.me.with(|me| me.role.supervises())).then(|| SUPERVISORS.in_lang(lang).to_owned());
    proposed.into_iter().chain(supervisors).collect::<Vec<_>>().join(" ")
}

/// The fields of a grade.
#[component]
pub fn StepFields(
    sheet: Sheet,
    levels: &'static [Level],
    #[prop(optional)] hint: Option<Signal<String>>,
) -> impl IntoView {
    let options: Vec<_> = levels.iter().map(|level| (level.code(), level.name())).collect();
    let tiles = match hint {
        Some(hint) => view! { <Tiles sheet field="level" label=LEVEL options hint /> }.into_any(),
        None => view! { <Tiles sheet field="level" label=LEVEL options /> }.into_any(),
    };
    view! {
        {tiles}
        <Words sheet field="ground" label=GROUND />
        <Line sheet field="basis" label=BASIS offers=&BASES />
        <Line sheet field="due" label=DUE hint=DUE_HINT kind="date" />
    }
}

/// The grade that was typed; none where none was chosen.
pub fn step(sheet: Sheet, on: Day) -> Option<NewStep> {
    let level = Level::from_code(&sheet.text("level"))?;
    Some(NewStep { level, ground: sheet.text("ground"), basis: sheet.text("basis"), due: sheet.day("due"), on })
}
