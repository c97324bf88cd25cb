//! Today's numbers: complaints, questions and reports each for themselves.

use domain::{
    form::Kind,
    words::{Text, text},
};
use leptos::prelude::*;

use super::day::Day;
use crate::{
    lang::{say, use_lang},
    pages::staff::desk::list::Filter,
};

const TITLE: Text = text("今天的数字", "Today’s numbers");
const KIND: Text = text("类型", "Filed as");
const RECEIVED: Text = text("今天收到", "Received today");
const ENDED: Text = text("今天结案", "Ended today");
const OPEN: Text = text("没结的", "Open");
const ALL_OPEN: Text = text("没结的一共 {} 件，看列表", "{} open in all: see the list");

/// The form's own names are what a person wants to do; here they are what lies on the desk.
const fn name(kind: Kind) -> Text {
    match kind {
        Kind::Inquiry => text("咨询", "Questions"),
        Kind::Complaint => text("投诉", "Complaints"),
        Kind::Report => text("举报线索", "Reports"),
    }
}

/// The table.
#[component]
pub fn Numbers(
    /// The day.
    day: Memo<Day>,
) -> impl IntoView {
    let lang = use_lang();
    let rows = move || {
        let lang = lang.get();
        day.with(|day| {
            let row = |tally: &super::day::Tally| {
                view! {
                    <tr>
                        <th scope="row">{name(tally.kind).in_lang(lang)}</th>
                        <td class="table__num">{tally.received}</td>
                        <td class="table__num">{tally.ended}</td>
                        <td class="table__num">{tally.open}</td>
                    </tr>
                }
            };
            day.tallies.iter().map(row).collect_view()
        })
    };
    let open = Memo::new(move |_| day.with(|day| day.open));
    view! {
        <section class="card today__numbers" aria-labelledby="today-numbers">
            <h2 class="card__title" id="today-numbers">
                {say(TITLE)}
            </h2>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{say(KIND)}</th>
                        <th scope="col" class="table__num">{say(RECEIVED)}</th>
                        <th scope="col" class="table__num">{say(ENDED)}</th>
                        <th scope="col" class="table__num">{say(OPEN)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <a class="link tnum" href=Filter::Open.address()>
                {move || ALL_OPEN.fill(lang.get(), &[&open.get().to_string()])}
            </a>
        </section>
    }
}
