//! The form for a version of a paper. What is wrong is said by the very rule that the server keeps.

use domain::{
    board::Paper,
    moment::Day,
    posting::{Command, Posting, Wording},
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::fields::{DayField, OneLine},
    Editing, EditingContext,
    document_form::{DocumentFields, DocumentForm},
    judged,
    law_form::{LawFields, LawForm},
};
use crate::{
    components::{NoticeBox, Tone},
    device::use_device,
    lang::{say, use_lang},
};

/// Where a person begins to write.
pub(super) const FIRST_FIELD: &str = "paper-title-zh";

const HEADING: Text = text("新的一版", "A new version");
const LEAD: Text = text(
    "改好还要另一位主管看过。没看过之前、没到日子之前，挂着的那一版不变。",
    "Another supervisor looks it through. Until then, and until its day, what hangs there stays as it is.",
);
const TITLE_ZH: Text = text("标题（中文）", "Title (Chinese)");
const TITLE_EN: Text = text("标题（英文）", "Title (English)");
const SOURCE_ZH: Text = text("文本来源（中文）", "Source of the text (Chinese)");
const SOURCE_EN: Text = text("文本来源（英文）", "Source of the text (English)");
const WHY_ZH: Text = text(
    "为什么改（中文，一句话，公示栏上会显示；可以不填）",
    "Why (Chinese; one sentence, shown on the board; may be empty)",
);
const WHY_EN: Text = text("为什么改（英文）", "Why (English)");
const FROM: Text = text("从哪天换上", "From which day");
const UNTIL: Text = text("到哪天为止（不填就一直挂着）", "To which day (empty: until another version comes)");
const REVIEW: Text = text("下次复核", "Next review");
const NO_DAY: Text =
    text("请选从哪天换上，和下次复核的日子。", "Please choose the first day, and the day of the next review.");
const SAVE: Text = text("存为草稿", "Save the draft");
const SAVE_AND_SUBMIT: Text = text("存好并送审", "Save and send for review");
const CANCEL: Text = text("不改了", "Leave it");

/// The words of either sort of paper.
#[derive(Clone, Copy, Debug)]
enum Body {
    Document(DocumentFields),
    Law(LawFields),
}

/// The form.
#[component]
pub fn Editor(
    /// As it was when it was opened.
    begun: Editing,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let EditingContext(editing) = expect_context();
    let Editing { base, paper, from, until, why } = begun;
    let both = |text: &Bilingual| [text.zh.clone(), text.en.clone()].map(RwSignal::new);
    let (title, source) = (both(paper.title()), both(paper.source()));
    let why = why.map(RwSignal::new);
    let [from, until, review] = [from, until, paper.review_by().to_string()].map(RwSignal::new);
    let body = match &paper {
        Paper::Document(document) => Body::Document(DocumentFields::of(document)),
        Paper::Law(law) => Body::Law(LawFields::of(law)),
    };
    let wrong = RwSignal::new(None::<Bilingual>);
    let typed = |of: [RwSignal<String>; 2]| Bilingual {
        zh: of[0].get_untracked().trim().to_owned(),
        en: of[1].get_untracked().trim().to_owned(),
    };
    let begun = paper.clone();
    let whole = move || -> Result<Wording, Bilingual> {
        let days = Day::parse(&from.get_untracked()).zip(Day::parse(&review.get_untracked()));
        let (from, review_by) = days.ok_or_else(|| Bilingual::from(NO_DAY))?;
        let paper = match (begun.clone(), body) {
            (Paper::Document(document), Body::Document(fields)) => {
                let document = fields.put_into(document)?;
                Paper::Document(domain::board::Document { title: typed(title), source: typed(source), ..document })
            }
            (Paper::Law(law), Body::Law(fields)) => {
                let law = fields.put_into(law)?;
                Paper::Law(domain::board::Law { title: typed(title), source: typed(source), ..law })
            }
            (paper, _) => paper,
        };
        let paper = paper.reviewed(review_by);
        Ok(Wording { paper, from, until: Day::parse(&until.get_untracked()), why: typed(why) })
    };
    let say_wrong = move |why: Bilingual| {
        wrong.set(Some(why));
        super::super::focus::focus_soon("paper-wrong".to_owned());
    };
    let save = move |then_submit: bool| {
        let wording = match whole() {
            Ok(wording) => wording,
            Err(why) => return say_wrong(why),
        };
        let id = wording.paper.name().key();
        let command = Command::Write { wording: Box::new(wording), first: None };
        if let Err(why) = judged(&device, id, base, &command) {
            return say_wrong(why);
        }
        editing.set(None);
        spawn_local(async move {
            device.act_on::<Posting>(id, base, command).await;
            if then_submit {
                let after = base.map_or(1, |base| base + 1);
                device.act_on::<Posting>(id, Some(after), Command::Submit).await;
            }
        });
    };
    let save_too = save.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(true);
    };
    let words = match (body, paper) {
        (Body::Document(fields), _) => view! { <DocumentForm fields /> }.into_any(),
        (Body::Law(fields), Paper::Law(law)) => view! { <LawForm fields law title=title[0] /> }.into_any(),
        (Body::Law(_), Paper::Document(_)) => ().into_any(),
    };
    view! {
        <section class="card replies__editor" aria-labelledby="paper-heading">
            <h2 class="card__title" id="paper-heading">
                {say(HEADING)}
            </h2>
            <p class="muted">{say(LEAD)}</p>
            {move || {
                wrong
                    .get()
                    .map(|why| {
                        let words = why.in_lang(lang.get()).to_owned();
                        view! {
                            <NoticeBox tone=Tone::Error>
                                <p role="alert" id="paper-wrong" tabindex="-1">{words}</p>
                            </NoticeBox>
                        }
                    })
            }}
            <form method="post" on:submit=submit>
                <div class="papers__both">
                    <OneLine id=FIRST_FIELD label=TITLE_ZH tag="zh-CN" value=title[0] />
                    <OneLine id="paper-title-en" label=TITLE_EN tag="en" value=title[1] />
                </div>
                {words}
                <div class="papers__both">
                    <OneLine id="paper-source-zh" label=SOURCE_ZH tag="zh-CN" value=source[0] />
                    <OneLine id="paper-source-en" label=SOURCE_EN tag="en" value=source[1] />
                </div>
                <div class="papers__both">
                    <OneLine id="paper-why-zh" label=WHY_ZH tag="zh-CN" value=why[0] />
                    <OneLine id="paper-why-en" label=WHY_EN tag="en" value=why[1] />
                </div>
                <div class="publications__days">
                    <DayField id="paper-from" label=FROM value=from />
                    <DayField id="paper-until" label=UNTIL value=until />
                    <DayField id="paper-review" label=REVIEW value=review />
                </div>
                <div class="actions">
                    <button class="btn btn--main" type="submit">
                        {say(SAVE_AND_SUBMIT)}
                    </button>
                    <button class="btn" type="button" on:click=move |_| save_too(false)>
                        {say(SAVE)}
                    </button>
                    <button class="btn btn--quiet" type="button" on:click=move |_| editing.set(None)>
                        {say(CANCEL)}
                    </button>
                </div>
            </form>
        </section>
    }
}
