//! What shows it: photos and PDFs that the merchant sends with its answer, by the right of its link.

use domain::{
    case::{MOST_ATTACHMENTS, MerchantQuestion},
    words::{Bilingual, Text, text},
};
use leptos::prelude::*;

use super::token;
use crate::{
    attachments::{LinkRight, Proof, Standing},
    components::{Icon, Show, Sign},
    host,
    lang::{say, use_lang},
};

const TITLE: Text = text("照片和文件（选填）", "Photos and files (optional)");
const HINT: Text = text(
    "退款记录、维修单、商品照片都可以，最多 {} 份。只有联络点看得到。",
    "A refund, a repair order, the goods: {} at most. Only the contact point sees them.",
);
const TAKE: Text = text("拍照", "Take a photo");
const CHOOSE: Text = text("选照片或 PDF", "Choose photos or a PDF");
const PIECE: Text = text("第 {} 份：{}", "No. {}: {}");
const PREPARING: Text = text("正在准备…", "Getting ready…");
const SENDING: Text = text("正在送 {}%", "Sending {}%");
const WAITING: Text =
    text("网络断了，连上后接着送。请不要关闭这一页。", "No network; it goes on by itself. Please keep this page open.");
const RECEIVED: Text = text("已收到", "Received");
const FULL: Text = text("已经有 {} 份了，更多的请送到服务台。", "There are {} already; please bring more to the desk.");

/// The section.
#[component]
pub fn Proofs(asked: RwSignal<Option<MerchantQuestion>>) -> impl IntoView {
    let lang = use_lang();
    let own = RwSignal::new(Vec::<Proof>::new());
    // What has arrived, and what is on its way from here and is not among it.
    let lines = Memo::new(move |_| {
        let kept = asked.with(|asked| asked.as_ref().map(|asked| asked.proofs.clone()).unwrap_or_default());
        let is_kept = |one: &&Proof| one.hash.is_some_and(|hash| kept.iter().any(|kept| kept.hash == hash));
        let mut lines = vec![Line::Received; kept.len()];
        own.with(|own| lines.extend(own.iter().filter(|one| !is_kept(one)).map(|one| Line::of(&one.standing))));
        lines
    });
    let count = move || lines.with(|lines| lines.iter().filter(|line| !matches!(line, Line::Refused(_))).count());
    let line = move |(number, line): (usize, Line)| {
        let said = line.words().in_lang(lang.get()).to_owned();
        let sign = match line {
            Line::Received => Sign::Check,
            Line::Refused(_) => Sign::Alert,
            _ => Sign::Doc,
        };
        view! {
            <li class="answer__proof">
                <Icon sign />
                <span>{PIECE.fill(lang.get(), &[&number.to_string(), &said])}</span>
            </li>
        }
    };
    view! {
        <section class="card attach" aria-labelledby="answer-proofs">
            <h2 class="card__title" id="answer-proofs">
                {say(TITLE)}
            </h2>
            <p class="field__hint">{move || HINT.fill(lang.get(), &[&MOST_ATTACHMENTS.to_string()])}</p>
            <ul class="answer__proofs" role="status">
                {move || (1..).zip(lines.get()).map(line).collect_view()}
            </ul>
            <Show
                when=move || count() < MOST_ATTACHMENTS
                fallback=move || view! { <p class="muted">{move || FULL.fill(lang.get(), &[&MOST_ATTACHMENTS.to_string()])}</p> }
            >
                <div class="actions">
                    <Choose id="answer-camera" label=TAKE sign=Sign::Camera camera=true own />
                    <Choose id="answer-files" label=CHOOSE sign=Sign::Folder camera=false own />
                </div>
            </Show>
        </section>
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Line {
    Preparing,
    Sending(u8),
    Waiting,
    Received,
    Refused(Bilingual),
}

impl Line {
    fn of(standing: &Standing) -> Self {
        match standing {
            Standing::Preparing => Self::Preparing,
            Standing::Sending { percent } => Self::Sending(*percent),
            Standing::Saved | Standing::MemoryOnly => Self::Waiting,
            Standing::Received => Self::Received,
            Standing::Refused { why } => Self::Refused(why.clone()),
        }
    }

    fn words(&self) -> Bilingual {
        match self {
            Self::Preparing => PREPARING.into(),
            Self::Sending(percent) => SENDING.filled(&[&percent.to_string()]),
            Self::Waiting => WAITING.into(),
            Self::Received => RECEIVED.into(),
            Self::Refused(why) => why.clone(),
        }
    }
}

#[component]
fn Choose(id: &'static str, label: Text, sign: Sign, camera: bool, own: RwSignal<Vec<Proof>>) -> impl IntoView {
    let chosen = move |_| {
        if let Some(host) = host::device() {
            host.send_proofs(LinkRight::Answer(token()), id, own);
        }
    };
    view! {
        <label class="btn attach__add">
            <Icon sign />
            {say(label)}
            <input
                class="vh"
                type="file"
                id=id
                accept=if camera { "image/*" } else { "image/*,application/pdf" }
                capture=camera.then_some("environment")
                multiple=!camera
                on:change=chosen
            />
        </label>
    }
}
