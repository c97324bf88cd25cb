//! A browser becomes a kiosk: the code that an administrator made, and a PIN for the staff page.

use domain::words::{Text, text};
use leptos::{prelude::*, task::spawn_local};
use vault::{PinProblem, check_pin};

use super::pin_pad::PinPad;
use crate::{
    components::{AppBar, NoticeBox, Page, Tone},
    host,
    lang::{say, use_lang},
    staff_api::ApiError,
};

const TITLE: Text = text("启用自助机", "Set up a kiosk");
const HOME: Text = text("首页", "Home");
const CODE: Text = text("启用码", "Code");
const CODE_LEAD: Text = text(
    "请管理员在“设备”页生成一个启用码（10 位数字，15 分钟内有效），输在这里。",
    "Please have an administrator make a code on the page “Devices” (10 digits, within 15 minutes), and enter it here.",
);
const PIN: Text = text("给这台机器设一个 PIN", "A PIN for this machine");
const PIN_LEAD: Text = text(
    "6 到 12 位数字。工作人员凭它看这台机器的状况、退出自助机。请记好，忘了要重新启用。",
    "6 to 12 digits. Staff use it to see how this machine is, and to leave kiosk mode. Please remember it; without it the machine is set up anew.",
);
const AGAIN: Text = text("再输一遍 PIN", "The PIN once more");
const NEXT: Text = text("下一步", "Next");
const BACK: Text = text("上一步", "Back");
const ENROL: Text = text("启用", "Set up");
const BUSY: Text = text("正在启用…", "Setting up…");
const LENGTH: Text = text("启用码是 10 位数字，请看看少了还是多了。", "The code has 10 digits; please check.");
const NOT_DIGITS: Text = text("PIN 要 6 到 12 位数字。", "A PIN has 6 to 12 digits.");
const TOO_EASY: Text = text(
    "这个 PIN 太好猜（全是一个数字，或者连号），请换一个。",
    "This PIN is too easy to guess (one digit, or digits in a row); please choose another.",
);
const DIFFERS: Text = text("两次输的 PIN 不一样，请再设一次。", "The two PINs differ; please set it again.");

const CODE_DIGITS: usize = 10;
const PIN_DIGITS: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Code,
    Pin,
    Again,
}

/// The page.
#[component]
pub fn Enrol() -> impl IntoView {
    let lang = use_lang();
    let stage = RwSignal::new(Stage::Code);
    let [code, pin, again] = [(); 3].map(|()| RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<Text>);
    let refused = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let typed = move || match stage.get() {
        Stage::Code => code,
        Stage::Pin => pin,
        Stage::Again => again,
    };
    let enrol = move || {
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let Some(host) = host::kiosk() else { return };
            // Where it works the page begins anew, as a kiosk.
            if let Err(why) = host.enrol(&code.get_untracked(), &pin.get_untracked()).await {
                refused.set(Some(why.into()));
                stage.set(Stage::Code);
                busy.set(false);
            }
        });
    };
    let on = move |_| {
        problem.set(None);
        match stage.get_untracked() {
            Stage::Code if code.with_untracked(|code| code.len() != CODE_DIGITS) => problem.set(Some(LENGTH)),
            Stage::Code => stage.set(Stage::Pin),
            Stage::Pin => match pin.with_untracked(|pin| check_pin(pin)) {
                Ok(()) => stage.set(Stage::Again),
                Err(PinProblem::NotDigits) => problem.set(Some(NOT_DIGITS)),
                Err(PinProblem::TooEasy) => problem.set(Some(TOO_EASY)),
            },
            Stage::Again if pin.get_untracked() == again.get_untracked() => enrol(),
            Stage::Again => {
                problem.set(Some(DIFFERS));
                pin.set(String::new());
                again.set(String::new());
                stage.set(Stage::Pin);
            }
        }
    };
    let ask = move || match stage.get() {
        Stage::Code => (CODE, CODE_LEAD),
        Stage::Pin => (PIN, PIN_LEAD),
        Stage::Again => (AGAIN, PIN_LEAD),
    };
    let shown = move || {
        let typed = typed().get();
        if stage.get() == Stage::Code { typed } else { "●".repeat(typed.chars().count()) }
    };
    let label = move || match (stage.get(), busy.get()) {
        (_, true) => BUSY,
        (Stage::Again, false) => ENROL,
        (_, false) => NEXT,
    };
    view! {
        <Page
            class="kiosk-enrol"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/" to=HOME /> }
        >
            <div class="page__head">
                <h1>{say(TITLE)}</h1>
            </div>
            <div role="alert">
                {move || problem.get().map(|sentence| view! { <NoticeBox tone=Tone::Error><p>{say(sentence)}</p></NoticeBox> })}
                {move || refused.get().map(|why| view! { <NoticeBox tone=Tone::Error><p>{move || why.sentence().in_lang(lang.get()).to_owned()}</p></NoticeBox> })}
            </div>
            <h2 id="kiosk-ask">{move || ask().0.in_lang(lang.get())}</h2>
            <p class="page__lead">{move || ask().1.in_lang(lang.get())}</p>
            <output class="pin-pad__shown num" aria-labelledby="kiosk-ask" data-typed=move || typed().with(String::len).to_string()>{shown}</output>
            {move || {
                let most = if stage.get() == Stage::Code { CODE_DIGITS } else { PIN_DIGITS };
                view! { <PinPad typed=typed() most /> }
            }}
            <div class="actions actions--stack">
                <button class="btn btn--main" type="button" disabled=move || busy.get() on:click=on>
                    {move || label().in_lang(lang.get())}
                </button>
                {move || {
                    (stage.get() != Stage::Code)
                        .then(|| {
                            view! {
                                <button class="btn" type="button" on:click=move |_| { pin.set(String::new()); again.set(String::new()); stage.set(Stage::Code); }>
                                    {say(BACK)}
                                </button>
                            }
                        })
                }}
            </div>
        </Page>
    }
}
