//! 承诺: what hangs on the board, signed for this merchant; and its own promise of taking goods back.

use domain::{
    album::{AlbumName, Pictured},
    board::{DocumentId, DocumentKind},
    form::Term,
    ids::{CaseId, StaffId},
    kind::{Context, EventSourced, Refusal},
    mechanism::{ReturnException, ReturnPromise},
    merchant::{Command, MerchantFile},
    moment::Day,
    typed::plain_signs,
    words::{Bilingual, Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::{
    act,
    signing::{Given, Signing},
    today,
};
use crate::{
    components::{NoticeBox, Show, Tone},
    lang::{say, use_lang},
    pages::staff::{
        album::{AlbumPicture, Keeper},
        desk::context::use_desk,
    },
};

const TITLE: Text = text("承诺", "Commitments");
const SIGNED: Text = text("第 {} 版已签：{}，{}（{}）", "Version {} signed by {} on {} ({})");
const UNSIGNED: Text = text(
    "第 {} 版还没有签。商户是商品质量安全的“第一责任人”。",
    "Version {} is not signed yet. The merchant is the “first person responsible” for its goods.",
);
const READ: Text = text("看承诺原文", "Read the text");
const PICTURE: Text = text("签名或印章", "Signature or stamp");
const BY_ITSELF: Text = text("商户自己用链接签", "signed by the merchant, by its link");
const RETURNS: Text = text("无理由退货", "No-reason return");
const PROMISED: Text =
    text("承诺 {} 天无理由退货，{} 起购买的商品", "Promises no-reason return within {} day{s}, for purchases from {}");
const NOT_PROMISED: Text = text(
    "没有承诺无理由退货（店内购买由商户自愿承诺）。",
    "Has not promised no-reason return (in a shop it is voluntary).",
);
const EXCEPT: Text = text("不退的：{}", "Except: {}");
const DAYS: Text = text("承诺几天", "Days");
const FROM: Text = text("从哪天起", "From");
const EXCEPTIONS: Text = text("哪些不退？商户自己说的", "What is taken out, by the merchant’s own word?");
const PROMISE: Text = text("登记承诺", "Record the promise");
const END: Text = text("从今天起取消", "End it from today");
const WHICH_DAY: Text = text("请选承诺从哪天开始。", "Please choose the day from which it holds.");
const PLACE: &str = "merchant-signatory";
const INK: &str = "merchant-ink";

/// The card.
#[component]
pub fn Promises(id: Uuid, state: Memo<Option<MerchantFile>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let wrong = RwSignal::new(None::<Bilingual>);
    let living = Memo::new(move |_| state.with(|file| file.as_ref().is_some_and(|file| !file.has_ended())));
    let writes = Memo::new(move |_| living.get() && !desk.reads_only());
    let documents = Memo::new(move |_| {
        desk.device.notice.with(|notice| {
            let all = notice.iter().flat_map(|notice| notice.board.documents.iter());
            let of = all.filter(|document| document.kind == DocumentKind::Commitment);
            of.map(|document| (document.id.clone(), document.version, document.title.clone())).collect::<Vec<_>>()
        })
    });
    let does = Callback::new(move |command: Command| {
        let Some(file) = state.get_untracked() else { return };
        let context = Context { now: desk.device.now(), by: desk.actor() };
        match MerchantFile::decide(Some(&file), Some(file.rev), &command, &context) {
            Err(why) => wrong.set(Some(why.sentence())),
            Ok(_) => {
                wrong.set(None);
                let signs = matches!(command, Command::SignCommitment { .. });
                spawn_local(async move {
                    act(desk, id, Some(file.rev), command).await;
                    if signs {
                        desk.slot(CaseId(id), PLACE).set(String::new());
                        desk.slot(CaseId(id), INK).set(String::new());
                    }
                });
            }
        }
    });
    view! {
        <section class="card" aria-labelledby="merchant-promises">
            <h2 class="card__title" id="merchant-promises">
                {say(TITLE)}
            </h2>
            {move || {
                documents
                    .get()
                    .into_iter()
                    .map(|(document, version, title)| view! { <OneDocument id state document version title writes does /> })
                    .collect_view()
            }}
            <Returns state writes does />
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
        </section>
    }
}

#[component]
fn OneDocument(
    id: Uuid,
    state: Memo<Option<MerchantFile>>,
    document: DocumentId,
    version: u32,
    title: Bilingual,
    writes: Memo<bool>,
    does: Callback<Command>,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let address = format!("/board/{document}");
    let (document, terms) = (StoredValue::new(document), StoredValue::new(title));
    let signed = Memo::new(move |_| {
        let of = |file: &MerchantFile| file.signed(&document.get_value(), version).cloned();
        state.with(|file| file.as_ref().and_then(of))
    });
    let words = move || {
        let (lang, today) = (lang.get(), today(&desk));
        signed.get().map_or_else(
            || UNSIGNED.fill(lang, &[&version.to_string()]),
            |signed| {
                let parts = [
                    &*version.to_string(),
                    &signed.signatory,
                    &signed.on.spoken(lang, today),
                    signed.way.name().in_lang(lang),
                ];
                let by_itself = signed.seen_by == StaffId(Uuid::nil());
                let by_itself = if by_itself { format!(" · {}", BY_ITSELF.in_lang(lang)) } else { String::new() };
                format!("{}{by_itself}", SIGNED.fill(lang, &parts))
            },
        )
    };
    let album = AlbumName { of: Pictured::Merchant, id };
    let picture = move || {
        let hash = signed.get()?.picture?;
        Some(view! { <AlbumPicture album hash alt=Signal::derive(move || PICTURE.in_lang(lang.get()).to_owned()) /> })
    };
    let (name, ink) = (desk.slot(CaseId(id), PLACE), desk.slot(CaseId(id), INK));
    let sign = Callback::new(move |Given { signatory, way, picture }| {
        does.run(Command::SignCommitment { document: document.get_value(), version, signatory, way, picture });
    });
    view! {
        <p>
            {words} " " <a class="link" href=address>
                {say(READ)}
            </a>
        </p>
        {picture}
        <Show when=move || writes.get() && signed.with(Option::is_none)>
            <Signing
                id=PLACE
                keeper=Keeper::Desk(album)
                name=Signal::derive(move || name.get())
                write_name=Callback::new(move |text| name.set(text))
                drawn=Signal::derive(move || ink.get())
                write_drawn=Callback::new(move |text| ink.set(text))
                terms=Signal::derive(move || terms.get_value().in_lang(lang.get()).to_owned())
                paper=true
                sign
            />
        </Show>
    }
}

#[component]
fn Returns(state: Memo<Option<MerchantFile>>, writes: Memo<bool>, does: Callback<Command>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let (days, from) = (RwSignal::new("7".to_owned()), RwSignal::new(desk.device.now().day().to_string()));
    // As the law takes them out of remote sales, until the merchant says otherwise.
    let excepts = RwSignal::new(ReturnException::ALL.to_vec());
    let missing = RwSignal::new(false);
    let promised = Memo::new(move |_| state.with(|file| file.as_ref().and_then(|file| file.returns.clone())));
    let words = move || {
        let (lang, today) = (lang.get(), today(&desk));
        promised.get().map_or_else(
            || NOT_PROMISED.in_lang(lang).to_owned(),
            |promised| PROMISED.fill(lang, &[&promised.promise.days.to_string(), &promised.from.spoken(lang, today)]),
        )
    };
    let excepted = move || {
        let lang = lang.get();
        let excepts = promised.get()?.promise.excepts;
        let names: Vec<_> = excepts.iter().map(|one| one.name().in_lang(lang)).collect();
        let space = if lang == Lang::Zh { "；" } else { "; " };
        (!names.is_empty()).then(|| view! { <p class="small muted">{EXCEPT.fill(lang, &[&names.join(space)])}</p> })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let from = Day::parse(&from.get_untracked());
        missing.set(from.is_none());
        let Some(from) = from else { return };
        let days = plain_signs(&days.get_untracked()).parse().unwrap_or(0);
        let promise = ReturnPromise { days, covers: Vec::new(), excepts: excepts.get_untracked() };
        does.run(Command::PromiseReturns { promise: Some(promise), from });
    };
    let end = move |_| does.run(Command::PromiseReturns { promise: None, from: desk.device.now().day() });
    let exception = move |one: ReturnException| {
        let holds = move || excepts.with(|excepts| excepts.contains(&one));
        let turn = move |_| {
            excepts.update(|excepts| {
                if excepts.contains(&one) {
                    excepts.retain(|other| *other != one);
                } else {
                    excepts.push(one);
                    excepts.sort_unstable();
                }
            });
        };
        view! {
            <label class="choice">
                <input class="choice__input" type="checkbox" prop:checked=holds on:change=turn />
                <span class="choice__body">
                    <span class="choice__title">{say(one.name())}</span>
                </span>
            </label>
        }
    };
    view! {
        <h3 class="merchants__part">{say(RETURNS)}</h3>
        <p>{words}</p>
        {excepted}
        <Show when=move || writes.get()>
            <form method="post" novalidate on:submit=submit>
                <div class="merchants__days">
                    <div class="field">
                        <label class="field__label" for="merchant-days">
                            {say(DAYS)}
                        </label>
                        <input
                            class="field__input"
                            id="merchant-days"
                            type="text"
                            inputmode="numeric"
                            autocomplete="off"
                            prop:value=move || days.get()
                            on:input=move |event| days.set(event_target_value(&event))
                        />
                    </div>
                    <div class="field">
                        <label class="field__label" for="merchant-from">
                            {say(FROM)}
                        </label>
                        <input
                            class="field__input"
                            id="merchant-from"
                            type="date"
                            aria-invalid=move || missing.get().then_some("true")
                            aria-describedby="merchant-from-error"
                            prop:value=move || from.get()
                            on:input=move |event| from.set(event_target_value(&event))
                        />
                        <div id="merchant-from-error" aria-live="polite">
                            {move || missing.get().then(|| view! { <p class="field__error">{say(WHICH_DAY)}</p> })}
                        </div>
                    </div>
                </div>
                <fieldset class="field">
                    <legend class="field__label">{say(EXCEPTIONS)}</legend>
                    <div class="choices">{ReturnException::ALL.iter().copied().map(exception).collect_view()}</div>
                </fieldset>
                <div class="actions">
                    <button class="btn" type="submit">
                        {say(PROMISE)}
                    </button>
                    <Show when=move || promised.with(Option::is_some)>
                        <button class="btn btn--quiet" type="button" on:click=end>
                            {say(END)}
                        </button>
                    </Show>
                </div>
            </form>
        </Show>
    }
}
