//! Colours, type, signs.

use domain::words::{Text, text};
use leptos::prelude::*;

use super::Example;
use crate::{
    components::{Icon, icon::Sign},
    lang::say,
};

const COLOURS: Text = text("颜色", "Colours");
const TYPE: Text = text("文字", "Type");
const SIGNS: Text = text("图标", "Signs");
const SAMPLE: Text = text("消费维权联络点", "Consumer rights contact point");

/// Tokens and what each is for.
const TOKENS: [(&str, Text); 8] = [
    ("paper", text("纸：页面", "Paper: the page")),
    ("sheet", text("单页：卡片和输入框", "Sheet: cards and fields")),
    ("sunk", text("下沉：不能改的", "Sunk: what cannot be changed")),
    ("ink", text("墨：文字", "Ink: text")),
    ("pine", text("松绿：可以做的", "Pine: what you can do")),
    ("seal", text("印红：印章、出错、超时", "Seal: stamps, errors, lateness")),
    ("amber", text("琥珀：等待、没有网络", "Amber: waiting, offline")),
    ("note", text("靛：只有工作人员看得到", "Indigo: for staff only")),
];

const SIZES: [&str; 7] = ["t-3xl", "t-2xl", "t-xl", "t-lg", "t-md", "t-sm", "t-xs"];

pub(super) fn looks() -> AnyView {
    view! {
        <Example name=COLOURS>
            <ul class="library__swatches">
                {TOKENS
                    .map(|(token, what)| {
                        view! {
                            <li>
                                <span class=format!("library__swatch library__swatch--{token}") aria-hidden="true"></span>
                                {say(what)}
                                <code>{format!("--{token}")}</code>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </Example>
        <Example name=TYPE>
            {SIZES
                .map(|size| view! { <p class=format!("library__{size}")>{say(SAMPLE)} " " <code>{format!("--{size}")}</code></p> })
                .collect_view()}
            <p class="serif library__t-xl">{say(SAMPLE)}</p>
        </Example>
        <Example name=SIGNS>
            <ul class="library__signs">
                {Sign::ALL
                    .iter()
                    .map(|&sign| view! { <li><Icon sign /> <code>{format!("{sign:?}")}</code></li> })
                    .collect_view()}
            </ul>
        </Example>
    }
    .into_any()
}
