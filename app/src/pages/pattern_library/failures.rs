//! What a person reads when something fails: every code of the protocol, with its sentence.

use domain::words::{Text, text};
use leptos::prelude::*;
use sync::protocol::Code;

use crate::lang::say;

const LEAD: Text = text(
    "每种失败都有一个代码、一个 HTTP 状态和一句话：发生了什么，接下来怎么做。",
    "Each failure has a code, an HTTP status and a sentence: what happened, and what to do next.",
);
const CODE: Text = text("代码", "Code");
const STATUS: Text = text("状态", "Status");
const SENTENCE: Text = text("怎么说", "What it says");

pub(super) fn failures() -> AnyView {
    view! {
        <p>{say(LEAD)}</p>
        <div class="table-wrap" tabindex="0" role="region" aria-label=say(SENTENCE)>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{say(CODE)}</th>
                        <th scope="col">{say(STATUS)}</th>
                        <th scope="col">{say(SENTENCE)}</th>
                    </tr>
                </thead>
                <tbody>
                    {Code::ALL
                        .iter()
                        .map(|code| {
                            view! {
                                <tr>
                                    <th scope="row"><code>{code.as_str()}</code></th>
                                    <td class="tnum">{code.status()}</td>
                                    <td>{say(code.sentence())}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}
