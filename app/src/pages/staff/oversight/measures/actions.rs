//! What can be done about a measure: looked at again, raised, put off, appealed, decided, withdrawn.

use domain::{
    form::Term,
    moment::Day,
    oversight::measure::{Command, Level, Measure, Ruling},
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    super::{
        fields::{Form, Line, Tiles, Words, wrong},
        sheet::Sheet,
        today,
    },
    impose::{StepFields, step},
};
use crate::{
    components::Show,
    lang::say,
    pages::staff::{
        desk::context::{DeskContext, use_desk},
        focus::focus_soon,
    },
};

const SEEN: Text = text("复查看到什么？", "What was seen?");
const WHY: Text = text("为什么？", "Why?");
const UNTIL: Text = text("延到哪天", "Until which day");
const APPELLANT: Text = text("谁代表商户申诉", "Who appeals for the merchant");
const APPEAL: Text = text("商户怎么说", "What the merchant says");
const RULING: Text = text("怎么定", "What is decided");
const EASE_TO: Text = text("减轻为（选“减轻”时填）", "Eased to (where it is eased)");
const EASE_DUE: Text = text("整改期限（减轻为限期整改时填）", "To be put right by (where eased to a date)");
const NO_DAY: Text = text("请填延到哪天。", "Please give the day.");
const NO_LEVEL: Text = text("请选采取什么措施。", "Please choose the measure.");
const NO_RULING: Text = text("请选怎么定。", "Please choose what is decided.");

const RULINGS: [(&str, Text); 3] = [
    ("upheld", text("维持", "It stands")),
    ("eased", text("减轻", "It is eased")),
    ("annulled", text("撤销", "It is annulled")),
];

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Passed,
    Failed,
    Raise,
    Extend,
    Appeal,
    DecideAppeal,
    Withdraw,
}

impl Act {
    const ALL: [Self; 7] =
        [Self::DecideAppeal, Self::Passed, Self::Failed, Self::Raise, Self::Extend, Self::Appeal, Self::Withdraw];

    const fn name(self) -> Text {
        match self {
            Self::Passed => text("复查通过", "Found put right"),
            Self::Failed => text("复查没通过", "Not put right"),
            Self::Raise => text("升级措施", "Raise the measure"),
            Self::Extend => text("延长期限", "Give more time"),
            Self::Appeal => text("登记申诉", "Take down an appeal"),
            Self::DecideAppeal => text("决定申诉", "Decide the appeal"),
            Self::Withdraw => text("撤回措施", "Withdraw the measure"),
        }
    }

    /// Whether it fits what stands there, and this role.
    fn is_offered(self, measure: &Measure, desk: &DeskContext) -> bool {
        let supervises = desk.me.with(|me| me.role.supervises());
        let (holds, level) = (measure.is_in_force(), measure.level());
        let appealed = measure.appeals.iter().any(|one| one.decision.is_none() || one.step + 1 == measure.steps.len());
        !desk.reads_only()
            && match self {
                Self::Passed => holds && (supervises || !level.stops()),
                Self::Failed => holds,
                Self::Raise => holds && level != Level::ServiceStopped && (supervises || level < Level::Rectification),
                Self::Extend | Self::Withdraw => holds && supervises,
                Self::Appeal => holds && !appealed,
                Self::DecideAppeal => supervises && measure.open_appeal().is_some(),
            }
    }

    /// What is asked, or why it cannot be.
    fn command(self, sheet: Sheet, on: Day) -> Result<Command, Text> {
        let words = sheet.text("words");
        Ok(match self {
            Self::Passed => Command::Recheck { passed: true, words },
            Self::Failed => Command::Recheck { passed: false, words },
            Self::Raise => Command::Raise { step: step(sheet, on).ok_or(NO_LEVEL)? },
            Self::Extend => Command::Extend { due: sheet.day("due").ok_or(NO_DAY)?, on, reason: words },
            Self::Appeal => Command::Appeal { appellant: sheet.text("appellant"), words },
            Self::Withdraw => Command::Withdraw { reason: words },
            Self::DecideAppeal => {
                let ruling = match &*sheet.text("ruling") {
                    "upheld" => Ruling::Upheld,
                    "annulled" => Ruling::Annulled,
                    "eased" => {
                        let level = Level::from_code(&sheet.text("level")).ok_or(NO_LEVEL)?;
                        Ruling::Eased { level, due: sheet.day("due"), on }
                    }
                    _ => return Err(NO_RULING),
                };
                Command::DecideAppeal { ruling, reason: words }
            }
        })
    }
}

/// The buttons, and the form of the one that was pressed.
#[component]
pub fn Actions(id: Uuid, state: Memo<Option<Measure>>) -> impl IntoView {
    let desk = use_desk();
    let chosen = RwSignal::new(None::<Act>);
    let offered = Memo::new(move |_| {
        state.with(|state| {
            let of = |measure: &Measure| Act::ALL.into_iter().filter(|act| act.is_offered(measure, &desk)).collect();
            state.as_ref().map_or_else(Vec::new, of)
        })
    });
    let button = move |act: Act| {
        view! {
            <button
                class="btn"
                type="button"
                aria-pressed=move || (chosen.get() == Some(act)).to_string()
                on:click=move |_| {
                    chosen.set(Some(act));
                    focus_soon("measure-act".to_owned());
                }
            >
                {say(act.name())}
            </button>
        }
    };
    view! {
        <Show when=move || !offered.with(Vec::is_empty)>
            <div class="actions">{move || offered.get().into_iter().map(button).collect_view()}</div>
        </Show>
        {move || {
            let act = chosen.get().filter(|act| offered.with(|offered| offered.contains(act)));
            act.map(|act| view! { <Ask id state act chosen /> })
        }}
    }
}

#[component]
fn Ask(id: Uuid, state: Memo<Option<Measure>>, act: Act, chosen: RwSignal<Option<Act>>) -> impl IntoView {
    let desk = use_desk();
    let sheet = Sheet::of(desk, id, format!("measure-{act:?}"));
    // A stronger step goes on from the facts that stand there.
    let level = state.with_untracked(|state| state.as_ref().map_or(Level::Warning, Measure::level));
    if let (Act::Raise, Some(measure)) = (act, state.get_untracked()) {
        sheet.begun_on(measure.rev, |sheet| {
            if let Some(before) = measure.step() {
                sheet.slot("ground").set(before.ground.clone());
                sheet.slot("basis").set(before.basis.clone());
            }
        });
    }
    let close = Callback::new(move |()| {
        chosen.try_set(None);
    });
    let leave = Callback::new(move |()| {
        if act == Act::Raise {
            sheet.clear();
        }
        chosen.set(None);
    });
    let submit = Callback::new(move |()| match act.command(sheet, today(&desk)) {
        Ok(command) => sheet.submit::<Measure>(id, state.get_untracked(), vec![command], close),
        Err(why) => wrong(sheet, why),
    });
    let words = move |label: Text| view! { <Words sheet field="words" label=label /> };
    let fields = match act {
        Act::Passed | Act::Failed => words(SEEN).into_any(),
        Act::Withdraw => words(WHY).into_any(),
        Act::Raise => view! { <StepFields sheet levels=&Level::ALL[level as usize + 1..] /> }.into_any(),
        Act::Extend => view! { <Line sheet field="due" label=UNTIL kind="date" /> {words(WHY)} }.into_any(),
        Act::Appeal => view! { <Line sheet field="appellant" label=APPELLANT /> {words(APPEAL)} }.into_any(),
        Act::DecideAppeal => {
            // Nothing is milder than a warning.
            let milder = &Level::ALL[..level as usize];
            let rulings = RULINGS.iter().filter(|(code, _)| *code != "eased" || !milder.is_empty()).copied();
            let levels = milder.iter().map(|level| (level.code(), level.name())).collect();
            let is_eased = move || sheet.slot("ruling").get() == "eased";
            let levels = StoredValue::new(levels);
            view! {
                <Tiles sheet field="ruling" label=RULING options=rulings.collect() />
                <Show when=is_eased>
                    <Tiles sheet field="level" label=EASE_TO options=levels.get_value() />
                    <Line sheet field="due" label=EASE_DUE kind="date" />
                </Show>
                {words(WHY)}
            }
            .into_any()
        }
    };
    view! {
        <section class="card" id="measure-act" tabindex="-1">
            <h2 class="card__title">{say(act.name())}</h2>
            <Form sheet act=act.name() submit cancel=leave>
                {fields}
            </Form>
        </section>
    }
}
