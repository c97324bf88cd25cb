//! The workflow: the drawing, and the same in words.

use domain::{
    board::{DocumentKind, PaperName},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use sync::kinds::board::Notice;

use super::{
    BOARD,
    changed::{Changed, standing},
    document::PrintButton,
    flow::{Item, items},
    section::section,
};
use crate::{
    components::{AppBar, NoticeBox, Page, Tone, WithNotice, diagram},
    lang::{say, use_lang},
};

const TITLE: Text = text("消费争议处理工作流程", "Workflow for handling consumer disputes");
const LEAD: Text = text(
    "绿框是大多数投诉走的路。时间按工作日算，法定节假日不算。",
    "The green boxes are the way most cases go. Times are in working days; public holidays do not count.",
);
const DRAWING: Text = text("一件投诉怎么走", "The way of a case");
const KEY: Text = text(
    "大框里的每一步，都可以走从框边（圆点）出发的线。两头带箭头的线：办完就回到原来那一步。虚线框：这件事在这里结束，或者转到别处。",
    "From every step inside the large frame a case can take the lines that begin at its edge (dots). A line with two tips leads back to where it came from. A dashed box: the case ends here, or goes on elsewhere.",
);
const IN_WORDS: Text = text("一步一步说", "Step by step");
const OTHERS: Text = text("联络点接下来可能怎么办", "What the contact point may do next");
const SOURCE: Text = text("时限：{}", "Times: {}");

/// The page.
#[component]
pub fn WorkflowPage() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page
            main="workflow"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/" to=BOARD /> }
        >
            <div class="page__head">
                <h1 class="serif">{say(TITLE)}</h1>
                <p class="page__lead">{say(LEAD)}</p>
                <PrintButton />
            </div>
            <WithNotice let:notice>{remark(&notice, lang.get())}</WithNotice>
            <div class="workflow__cols">
                <figure class="diagram">
                    {move || drawing(lang.get())} <figcaption>{say(KEY)}</figcaption>
                </figure>
                <section aria-labelledby="in-words">
                    <h2 id="in-words">{say(IN_WORDS)}</h2>
                    <WithNotice let:notice>{told(&notice, lang.get())}</WithNotice>
                </section>
            </div>
        </Page>
    }
}

/// What is posted, and what is not.
fn remark(notice: &Notice, lang: Lang) -> Option<AnyView> {
    let workflow = notice.board.first_of(DocumentKind::Workflow)?;
    let note = workflow.note.as_ref().map(|note| note.in_lang(lang).to_owned());
    // The board that was digitised has only the title.
    let configured = notice.place.configured();
    let posted = workflow.sections.iter().map(|part| section(&notice.board, workflow, part, &configured, lang));
    let posted = posted.collect_view();
    let standing = standing(notice, &PaperName::Document(workflow.id.clone()));
    Some(
        view! {
            <Changed standing lang />
            {posted}
            {note.map(|note| view! { <NoticeBox tone=Tone::Info><p>{note}</p></NoticeBox> })}
        }
        .into_any(),
    )
}

fn drawing(lang: Lang) -> impl IntoView {
    let drawing = diagram::draw(lang);
    let inner = format!(
        r#"<title id="way">{}</title><desc id="way-told">{}</desc>{}"#,
        DRAWING.in_lang(lang),
        diagram::described(lang),
        drawing.inner
    );
    view! {
        <svg
            class="diagram__svg"
            viewBox=format!("0 0 {} {}", drawing.width, drawing.height)
            role="img"
            aria-labelledby="way"
            aria-describedby="way-told"
            inner_html=inner
        ></svg>
    }
}

fn told(notice: &Notice, lang: Lang) -> AnyView {
    let item = |item: Item| {
        let some = !item.moves.is_empty();
        let moves = item.moves.into_iter().map(|said| view! { <li>{said}</li> }).collect_view();
        view! {
            <li class="flow__item">
                <h3 class="flow__name">{item.name}</h3>
                <p>{item.reads}</p>
                {item.promise.map(|promise| view! { <p class="flow__promise tnum">{promise}</p> })}
                {item.yours.map(|yours| view! { <p class="flow__yours">{yours}</p> })}
                {some.then(|| view! { <details class="flow__more"><summary>{OTHERS.in_lang(lang)}</summary><ul class="flow__next">{moves}</ul></details> })}
            </li>
        }
    };
    // What the rules say of their source is written in Chinese only.
    let source = (lang == Lang::Zh).then(|| SOURCE.fill(lang, &[&notice.rules.source]));
    view! {
        <ol class="flow">{items(&notice.rules, lang).into_iter().map(item).collect_view()}</ol>
        {source.map(|source| view! { <p class="muted small">{source}</p> })}
    }
    .into_any()
}
