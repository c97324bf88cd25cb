//! 品控: the desk of quality control: what waits for its decision, what must not be forgotten, and the merchants whose originals
//! somebody has to see.

use domain::{
    goods::Task,
    merchant::{MerchantFile, Task as OfMerchant},
    words::{Text, text},
};
use leptos::prelude::*;

use super::{as_of::AsOf, refused::NotSaved, samples::AllSamples, tasks::Tasks, today};
use crate::{
    components::{AppBar, Page},
    lang::{say, use_lang},
    pages::staff::desk::{connection::ConnectionLine, context::use_desk, signed_in::SignedIn},
};

const TITLE: Text = text("品控", "Quality control");
const LEAD: Text = text(
    "等您决定的排在前面：确认下架、上架查验、停售的商品。没有网络也能办。",
    "What waits for you comes first: requests to take goods down, checks, and stopped goods. It works without a network.",
);
const CASES: Text = text("案件", "Cases");
const CONFIRM: Text = text("等确认的下架", "To be confirmed");
const CHECK: Text = text("等上架查验", "To be checked");
const DECIDE: Text = text("停售和退市", "Stopped, and being delisted");
const EXPIRY: Text = text("过期和临期", "Expired, or soon");
const NOTIFY: Text = text("下架后通知监管", "The regulator has to be told");
const AWAITED: Text = text("送检等结果", "Results of a laboratory are awaited");
const MERCHANTS: Text = text("等看原件的商户：{}", "Merchants whose originals wait: {}");
const TO_MERCHANTS: Text = text("去看商户", "To the merchants");

/// The page.
#[component]
pub fn QualityPage() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page
            class="merchants goods"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/staff" to=CASES /> }
        >
            <SignedIn>
                <div class="merchants__head">
                    <h1>{say(TITLE)}</h1>
                    <ConnectionLine />
                    <p class="muted">{say(LEAD)}</p>
                </div>
                <AsOf />
                <NotSaved of=None />
                <div class="merchants__tasks">
                    <Tasks
                        title=CONFIRM
                        id="quality-confirm"
                        of=|task| matches!(task, Task::ConfirmTakedown { .. })
                    />
                    <Tasks title=CHECK id="quality-check" of=|task| matches!(task, Task::Check) />
                    <Tasks
                        title=DECIDE
                        id="quality-decide"
                        of=|task| matches!(task, Task::Decide { .. } | Task::Recall { .. } | Task::CloseRecall)
                    />
                    <Tasks
                        title=EXPIRY
                        id="quality-expiry"
                        of=|task| matches!(task, Task::Expired { .. } | Task::Near { .. })
                    />
                    <Tasks
                        title=NOTIFY
                        id="quality-notify"
                        of=|task| matches!(task, Task::NotifyRegulator { .. })
                    />
                    <Tasks title=AWAITED id="quality-awaited" of=|task| matches!(task, Task::Await { .. }) />
                    <Merchants />
                </div>
                <AllSamples />
            </SignedIn>
        </Page>
    }
}

#[component]
fn Merchants() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let files = desk.device.desk.entities.of::<MerchantFile>();
    let count = Memo::new(move |_| {
        let today = today(&desk);
        let waits = |file: &MerchantFile| {
            matches!(
                file.task(today),
                Some(OfMerchant::Examine | OfMerchant::ExamineChange | OfMerchant::Review { .. })
            )
        };
        files.with(|files| files.shown.values().filter(|shown| waits(&shown.state)).count())
    });
    view! {
        <section class="card">
            <p>{move || MERCHANTS.fill(lang.get(), &[&count.get().to_string()])}</p>
            <a class="btn" href="/staff/merchants">
                {say(TO_MERCHANTS)}
            </a>
        </section>
    }
}
