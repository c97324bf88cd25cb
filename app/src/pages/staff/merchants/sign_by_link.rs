//! 承诺 by the link: the merchant signs the board’s commitments itself, on its own phone.

use domain::{
    board::{DocumentId, DocumentKind},
    kind::Refusal,
    merchant::{Applied, Rejection},
    typed::is_filled,
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::{
    by_link::{Known, ask, said},
    signing::{Given, Signing},
};
use crate::{
    components::{NoticeBox, Show, Tone},
    device::{fresh_name, use_device},
    lang::{say, use_lang},
    pages::staff::album::Keeper,
    tab_storage,
};

const TITLE: Text = text("承诺", "Commitments");
const LEAD: Text = text(
    "签了承诺的商户是自己商品质量安全的“第一责任人”。名称和铺位会公示，签字人和签名只有联络点看得到。",
    "A merchant that signs is the “first person responsible” for its goods. Its name and stall are shown to everybody; who signed, and the signature, only to the contact point.",
);
const READ: Text = text("看承诺原文", "Read the text");
const SIGNED: Text = text("第 {} 版已签：{}，{}", "Version {} signed by {} on {}");

/// The card.
#[component]
pub fn SignByLink(applied: Applied, known: Known) -> impl IntoView {
    let device = use_device();
    let applied = StoredValue::new(applied);
    let documents = Memo::new(move |_| {
        device.notice.with(|notice| {
            let all = notice.iter().flat_map(|notice| notice.board.documents.iter());
            let of = all.filter(|document| document.kind == DocumentKind::Commitment);
            of.map(|document| (document.id.clone(), document.version, document.title.clone())).collect::<Vec<_>>()
        })
    });
    let one = move |(document, version, title): (DocumentId, u32, Bilingual)| {
        view! { <One applied known document version title /> }
    };
    view! {
        <section class="card" aria-labelledby="apply-commitments">
            <h2 class="card__title" id="apply-commitments">
                {say(TITLE)}
            </h2>
            <p class="muted">{say(LEAD)}</p>
            {move || documents.get().into_iter().map(one).collect_view()}
        </section>
    }
}

#[component]
fn One(
    applied: StoredValue<Applied>,
    known: Known,
    document: DocumentId,
    version: u32,
    title: Bilingual,
) -> impl IntoView {
    let lang = use_lang();
    let (name, drawn) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<Bilingual>));
    let address = format!("/board/{document}");
    let signed = applied.with_value(|applied| {
        applied.signed.iter().find(|one| one.document == document && one.version == version).cloned()
    });
    let is_open = signed.is_none();
    let signed = signed.map(|one| {
        let words = move || SIGNED.fill(lang.get(), &[&one.version.to_string(), &one.signatory, &one.on.to_string()]);
        view! { <p role="status">{words}</p> }
    });
    // One name for every try of one signature: whose answer was lost on the way asks for the same again.
    let tried = StoredValue::new(None::<(Uuid, String)>);
    let document = StoredValue::new(document);
    let sign = Callback::new(move |Given { signatory, way, picture }: Given| {
        if busy.get_untracked() {
            return;
        }
        if !is_filled(&signatory) {
            return wrong.set(Some(Rejection::SignatoryMissing.sentence()));
        }
        let body = serde_json::json!({
            "token": tab_storage::fragment(), "base": applied.with_value(|applied| applied.rev),
            "document": document.get_value(), "version": version,
            "signatory": signatory, "way": way, "picture": picture,
        });
        let text = body.to_string();
        let op = tried.with_value(|tried| tried.as_ref().filter(|(_, before)| *before == text).map(|(op, _)| *op));
        let op = op.unwrap_or_else(fresh_name);
        tried.set_value(Some((op, text)));
        let mut body = body;
        body["op"] = op.to_string().into();
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            let answer = ask("merchant-application/commitment", &body).await;
            busy.try_set(false);
            match answer {
                Ok(answer) => known.take(answer),
                Err(why) => drop(wrong.try_set(Some(Bilingual::of(|lang| said(why.as_ref(), lang))))),
            }
        });
    });
    view! {
        <p>
            <a class="link" href=address target="_blank">
                {say(READ)}
            </a>
        </p>
        {signed}
        <Show when=move || is_open>
            <Signing
                id="apply-signatory"
                keeper=Keeper::Link(known.proofs, known.arrived)
                name=Signal::derive(move || name.get())
                write_name=Callback::new(move |text| name.set(text))
                drawn=Signal::derive(move || drawn.get())
                write_drawn=Callback::new(move |text| drawn.set(text))
                terms=Signal::derive({
                    let title = title.clone();
                    move || title.in_lang(lang.get()).to_owned()
                })
                paper=false
                sign
            />
        </Show>
        {move || {
            wrong
                .get()
                .map(|why| {
                    let words = why.in_lang(lang.get()).to_owned();
                    view! {
                        <NoticeBox tone=Tone::Error>
                            <p role="alert">{words}</p>
                        </NoticeBox>
                    }
                })
        }}
    }
}
