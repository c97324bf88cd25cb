//! The record of trainings as a file.

use domain::words::{Text, text};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use crate::{
    components::{Icon, Sign},
    lang::{say, use_lang},
    pages::staff::trouble::Trouble,
    staff_api::{self, ApiError},
};

const TITLE: Text = text("导出记录", "Export the record");
const LEAD: Text = text(
    "一人一行：谁到了、什么时候签的、谁没到。里面有姓名，请只给用得着的人。",
    "A line for everybody: who came and when, and who did not. It has names in it; please give it only to whoever needs it.",
);
const XLSX: Text = text("导出 Excel", "Export to Excel");
const CSV: Text = text("导出 CSV", "Export as CSV");
const FAILED: Text = text("没有导出", "Nothing was exported");

/// Of one, or of all.
#[component]
pub fn Export(of: Option<Uuid>) -> impl IntoView {
    let lang = use_lang();
    let error = RwSignal::new(None::<ApiError>);
    let export = move |csv: bool| {
        error.set(None);
        spawn_local(async move { error.set(staff_api::export_trainings(of, csv, lang.get_untracked()).await.err()) });
    };
    view! {
        <section class="card" aria-labelledby="trainings-export">
            <h2 class="card__title" id="trainings-export">
                {say(TITLE)}
            </h2>
            <p class="muted">{say(LEAD)}</p>
            <div class="actions">
                <button class="btn" type="button" on:click=move |_| export(false)>
                    <Icon sign=Sign::Doc />
                    {say(XLSX)}
                </button>
                <button class="btn" type="button" on:click=move |_| export(true)>
                    {say(CSV)}
                </button>
            </div>
            <Trouble title=FAILED error />
        </section>
    }
}
