//! What is decided about a merchant, each with a reason: sent back, not admitted, suspended, lifted, left.

use domain::{
    ids::CaseId,
    kind::{Context, EventSourced, Refusal},
    merchant::{Command, MerchantFile, Standing, Suspension},
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::act;
use crate::{
    components::{NoticeBox, Show, Tone},
    lang::{say, use_lang},
    pages::staff::{
        desk::context::{DeskContext, use_desk},
        focus::focus_soon,
    },
};

const TITLE: Text = text("其他决定", "Other decisions");
const CANCEL: Text = text("先不办", "Not now");
const FIELD: &str = "merchant-reason";
/// Where the words are kept.
const PLACE: &str = "merchant-reason";

/// What can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    Return,
    Refuse,
    Suspend,
    Lift,
    Leave,
    Unmerge,
}

impl Decision {
    const ALL: [Self; 6] = [Self::Return, Self::Refuse, Self::Lift, Self::Suspend, Self::Leave, Self::Unmerge];

    const fn name(self) -> Text {
        match self {
            Self::Return => text("退回补正", "Send back for more"),
            Self::Refuse => text("不予入驻", "Do not admit"),
            Self::Suspend => text("暂停经营", "Suspend"),
            Self::Lift => text("恢复经营", "Lift the suspension"),
            Self::Leave => text("登记退场", "Record that it left"),
            Self::Unmerge => text("取消合并", "Undo the merge"),
        }
    }

    const fn asks(self) -> Text {
        match self {
            Self::Return => {
                text("要商户补什么？商户会看到这些话。", "What has the merchant to bring? It reads these words.")
            }
            Self::Refuse => text("为什么不予入驻？商户会看到这些话。", "Why is it not admitted? It reads these words."),
            Self::Suspend => text("为什么暂停经营？", "Why is it suspended?"),
            Self::Lift => text("为什么恢复经营？", "Why is the suspension lifted?"),
            Self::Leave => text("为什么退场？", "Why does it leave?"),
            Self::Unmerge => text("为什么是两家？", "Why are they two?"),
        }
    }

    fn command(self, reason: String) -> Command {
        match self {
            Self::Return => Command::Return { reason },
            Self::Refuse => Command::Refuse { reason },
            Self::Suspend => Command::Suspend { why: Suspension::Decided { reason } },
            Self::Lift => Command::Lift { reason },
            Self::Leave => Command::Leave { reason },
            Self::Unmerge => Command::Unmerge { reason },
        }
    }

    /// Whether there is something to decide, and this person may: the rule itself is asked, with a reason in place.
    fn is_offered(self, file: &MerchantFile, desk: &DeskContext) -> bool {
        let fits = match self {
            Self::Leave => matches!(file.standing, Standing::Admitted | Standing::Suspended { .. }),
            Self::Return => matches!(file.standing, Standing::Applied),
            Self::Lift => matches!(file.standing, Standing::Suspended { .. }),
            _ => true,
        };
        let context = Context { now: desk.device.now(), by: desk.actor() };
        let command = self.command("……".to_owned());
        let decided = MerchantFile::decide(Some(file), Some(file.rev), &command, &context);
        // A permit that is missing is said when it is tried, rather than hiding the way.
        let hindered = matches!(decided, Err(domain::merchant::Rejection::Hindered { .. }));
        fits && (decided.is_ok() || hindered)
    }
}

/// The panel.
#[component]
pub fn Decisions(id: Uuid, state: Memo<Option<MerchantFile>>) -> impl IntoView {
    let desk = use_desk();
    let offered = Memo::new(move |_| {
        state.with(|file| {
            let of =
                |file: &MerchantFile| Decision::ALL.into_iter().filter(|one| one.is_offered(file, &desk)).collect();
            file.as_ref().map_or_else(Vec::new, of)
        })
    });
    let chosen = RwSignal::new(None::<Decision>);
    let button = move |one: Decision| {
        view! {
            <button
                class="btn"
                type="button"
                aria-pressed=move || (chosen.get() == Some(one)).to_string()
                on:click=move |_| {
                    chosen.set(Some(one));
                    focus_soon(FIELD.to_owned());
                }
            >
                {say(one.name())}
            </button>
        }
    };
    view! {
        <Show when=move || !offered.with(Vec::is_empty)>
            <section class="card" aria-labelledby="merchant-decisions">
                <h2 class="card__title" id="merchant-decisions">
                    {say(TITLE)}
                </h2>
                <div class="actions">{move || offered.get().into_iter().map(button).collect_view()}</div>
                {move || chosen.get().map(|one| view! { <Reason id state one chosen /> })}
            </section>
        </Show>
    }
}

#[component]
fn Reason(
    id: Uuid,
    state: Memo<Option<MerchantFile>>,
    one: Decision,
    chosen: RwSignal<Option<Decision>>,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let slot = desk.slot(CaseId(id), PLACE);
    let wrong = RwSignal::new(None::<Bilingual>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(file) = state.get_untracked() else { return };
        let command = one.command(desk.written(CaseId(id), PLACE));
        let context = Context { now: desk.device.now(), by: desk.actor() };
        match MerchantFile::decide(Some(&file), Some(file.rev), &command, &context) {
            Err(why) => wrong.set(Some(why.sentence())),
            Ok(_) => {
                // What is decided may take this form off the page before it is on the disk.
                let (typing, me) = (desk.typing, desk.me.with_untracked(|me| me.id));
                spawn_local(async move {
                    act(desk, id, Some(file.rev), command).await;
                    typing.clear(me, CaseId(id), PLACE);
                    chosen.try_set(None);
                });
            }
        }
    };
    view! {
        <form class="merchants__reason" method="post" novalidate on:submit=submit>
            <div class="field">
                <label class="field__label" for=FIELD>
                    {say(one.asks())}
                </label>
                <textarea
                    class="field__input"
                    id=FIELD
                    rows="3"
                    prop:value=move || slot.get()
                    on:input=move |event| slot.set(event_target_value(&event))
                ></textarea>
            </div>
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
            <div class="actions">
                <button class="btn btn--main" type="submit">
                    {say(one.name())}
                </button>
                <button class="btn" type="button" on:click=move |_| chosen.set(None)>
                    {say(CANCEL)}
                </button>
            </div>
        </form>
    }
}
