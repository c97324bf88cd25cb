//! How a merchant signs: drawn on the screen, stamped, or by name and a tick for whoever cannot draw.

use domain::{
    case::ContentHash,
    form::Term,
    merchant::SigningWay,
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    attachments::Made,
    components::{Icon, Show, Sign},
    lang::{say, use_lang},
    pages::staff::{
        album::{Keeper, TakePicture, Taken},
        desk::signature::Pad,
    },
    signing::Drawing,
};

const SIGNATORY: Text = text("谁代表商户签字", "Who signs for the merchant");
const HINT: Text = text(
    "在屏幕上签字，或拍下盖好的章；不方便的，勾选下面一项，写名确认。",
    "Sign on the screen, or photograph the stamp; whoever cannot ticks the line below and confirms by name.",
);
const TITLE: Text = text("请{}签字", "Signature of {}");
const SOMEBODY: Text = text("商户代表", "whoever acts for the merchant");
const ON_SCREEN: Text = text("在屏幕上签字", "Sign on the screen");
const STAMP: Text = text("拍下印章", "Photograph the stamp");
const AGAIN: Text = text("不用这个", "Do not use this");
const CONFIRM: Text = text(
    "不手写：我代表商户，已读承诺全文，写名确认",
    "Without drawing: I act for the merchant, have read the whole text, and confirm by name",
);
const SIGN: Text = text("签署承诺", "Sign the commitments");
const ON_PAPER: Text = text("纸质签名已收到，登记", "Signed on paper and received");
const UNSIGNED: Text = text(
    "还没有签名。请在屏幕上签、拍下印章，或勾选写名确认。",
    "Nothing is signed yet. Please draw, photograph the stamp, or tick to confirm by name.",
);
const ALT: Text = text("{} 的签名或印章", "Signature or stamp of {}");

/// A signature as it is given.
#[derive(Clone, Debug)]
pub struct Given {
    /// Who signs.
    pub signatory: String,
    /// How.
    pub way: SigningWay,
    /// Its picture.
    pub picture: Option<ContentHash>,
}

/// What is drawn or stamped, as it is kept while the form is open: `WAY:HASH`.
fn ink(text: &str) -> Option<(SigningWay, ContentHash)> {
    let (way, hash) = text.split_once(':')?;
    Some((SigningWay::from_code(way)?, hash.parse().ok()?))
}

/// The form.
#[component]
pub fn Signing(
    /// The signatory's control, after which the others are named.
    id: &'static str,
    keeper: Keeper,
    /// Who signs, and how that is written.
    #[prop(into)]
    name: Signal<String>,
    write_name: Callback<String>,
    /// What was drawn or stamped, and how that is written.
    #[prop(into)]
    drawn: Signal<String>,
    write_drawn: Callback<String>,
    /// What is signed, for the sheet.
    #[prop(into)]
    terms: Signal<String>,
    /// Staff may take down a signature on paper.
    paper: bool,
    sign: Callback<Given>,
) -> impl IntoView {
    let lang = use_lang();
    let (opened, confirmed) = (RwSignal::new(false), RwSignal::new(false));
    let trouble = RwSignal::new(None::<Bilingual>);
    let stands = Memo::new(move |_| drawn.with(|text| ink(text)));
    let taken = move |way: SigningWay| {
        move |hash: ContentHash| {
            trouble.set(None);
            write_drawn.run(format!("{}:{hash}", way.code()));
        }
    };
    let drew = taken(SigningWay::OnScreen);
    let draw = Callback::new(move |drawing: Drawing| {
        spawn_local(async move {
            match keeper.keep(Made::Drawn(drawing)).await {
                Ok(hash) => {
                    drew(hash);
                    opened.try_set(false);
                }
                Err(code) => drop(trouble.try_set(Some(code.sentence().into()))),
            }
        });
    });
    let give = move |way: SigningWay, picture: Option<ContentHash>| {
        trouble.set(None);
        sign.run(Given { signatory: name.get_untracked(), way, picture });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match stands.get_untracked() {
            Some((way, hash)) => give(way, Some(hash)),
            None if confirmed.get_untracked() => give(SigningWay::Typed, None),
            None => trouble.set(Some(UNSIGNED.into())),
        }
    };
    let title = move || {
        let (lang, name) = (lang.get(), name.get());
        let who = if name.trim().is_empty() { SOMEBODY.in_lang(lang).to_owned() } else { name.trim().to_owned() };
        TITLE.fill(lang, &[&who])
    };
    let alt = Signal::derive(move || ALT.fill(lang.get(), &[name.get().trim()]));
    let said = move || trouble.get().map(|why| why.in_lang(lang.get()).to_owned());
    view! {
        <form method="post" novalidate on:submit=submit>
            <div class="field">
                <label class="field__label" for=id>
                    {say(SIGNATORY)}
                </label>
                <input
                    class="field__input"
                    id=id
                    type="text"
                    autocomplete="off"
                    prop:value=move || name.get()
                    on:input=move |event| write_name.run(event_target_value(&event))
                />
            </div>
            {move || match stands.get() {
                Some((way, hash)) => view! {
                    <div class="signed">
                        <Taken keeper hash alt />
                        <p class="signed__words"><Icon sign=Sign::Check />{say(way.name())}</p>
                        <button class="btn btn--quiet" type="button" on:click=move |_| write_drawn.run(String::new())>
                            {say(AGAIN)}
                        </button>
                    </div>
                }
                .into_any(),
                None => view! {
                    <p class="field__hint">{say(HINT)}</p>
                    <div class="actions">
                        <button class="btn" type="button" on:click=move |_| opened.set(true)>
                            <Icon sign=Sign::Pen />
                            {say(ON_SCREEN)}
                        </button>
                        <TakePicture keeper id=format!("{id}-stamp") label=STAMP taken=Callback::new(taken(SigningWay::Stamp)) />
                    </div>
                    <label class="check">
                        <input
                            class="check__input"
                            type="checkbox"
                            prop:checked=move || confirmed.get()
                            on:change=move |event| confirmed.set(event_target_checked(&event))
                        />
                        <span class="check__text">{say(CONFIRM)}</span>
                    </label>
                }
                .into_any(),
            }}
            <Show when=move || trouble.with(Option::is_some)>
                <p class="field__error" role="alert">
                    <Icon sign=Sign::Alert />
                    <span>{said}</span>
                </p>
            </Show>
            <div class="actions">
                <button class="btn btn--main" type="submit">
                    {say(SIGN)}
                </button>
                {paper
                    .then(|| {
                        view! {
                            <button class="btn" type="button" on:click=move |_| give(SigningWay::OnPaper, None)>
                                {say(ON_PAPER)}
                            </button>
                        }
                    })}
            </div>
            <Pad opened title=Signal::derive(title) id=format!("{id}-pad") terms draw />
        </form>
    }
}
