//! What the first page shows of the board. It travels with that page; the board itself comes with the first pull, so that
//! nothing of it travels twice and the first file need not know how to read it.

use domain::{
    board::{ArticleNumber, Board, Comparison, Document, DocumentKind, LawId, PaperName, Status},
    words::{Bilingual, Text, text},
};
use serde::{Deserialize, Serialize};
use sync::kinds::board::Notice;

use crate::links;

const ITEMS: Text = text("{} 条", "{} items");
const COMPARED: Text = text("{} 条，附现行法律对照", "{} items, beside the law in force");
const CHANGED: Text = text("{}改过", "changed on {}");
const STEPS: Text = text("从收到到办结，每一步多久", "From receipt to close, and how long each step takes");
/// More would hide the entry points.
const MOST_MOVED: usize = 2;

/// The summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardSummary {
    /// Whose contact point it is, and who helps.
    pub by: Bilingual,
    /// 「我的权利」; none where the board does not have the article that its words are about.
    pub rights: Option<Rights>,
    /// The documents of the board.
    pub documents: Vec<Posted>,
    /// Whom to call.
    pub contact: Contact,
}

/// Where the one article stands that everybody should know, and where the board's numbers are old.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    /// The law.
    pub law: Bilingual,
    /// The article.
    pub article: Bilingual,
    /// The page of the article.
    pub href: String,
    /// Articles that have another number now.
    pub moved: Vec<Moved>,
}

/// An article that has another number now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// What is said of it.
    pub said: Option<Bilingual>,
    /// Where both stand beside each other.
    pub href: String,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// Its heading.
    pub heading: Bilingual,
    /// How much it is.
    pub meta: Bilingual,
    /// Its page.
    pub href: String,
}

/// Whom to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// 消费维权联系人.
    pub person: Bilingual,
    /// When somebody is there.
    pub hours: Bilingual,
    /// The number, as shown.
    pub phone: String,
    /// The same, for a `tel:` link.
    pub dialled: String,
}

impl BoardSummary {
    /// Of a board.
    #[must_use]
    pub fn of(notice: &Notice) -> Self {
        let (board, place) = (&notice.board, &notice.place);
        let credit = board.first_of(DocumentKind::Credit);
        let by = Bilingual::of(|lang| {
            let mall = Some(place.mall.in_lang(lang).to_owned()).filter(|mall| !mall.is_empty());
            let credit = credit.map(|document| document.shown_heading(lang, &place.configured()));
            [mall, credit].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        });
        // Who helps stands at the top of the page.
        let documents = board.documents.iter().filter(|document| document.kind != DocumentKind::Credit);
        Self {
            by,
            rights: rights(board),
            documents: documents.map(|document| posted(notice, document)).collect(),
            contact: Contact {
                person: place.contact_person.clone(),
                hours: place.hours.clone(),
                phone: place.contact_phone.clone(),
                dialled: place.dialled(),
            },
        }
    }
}

fn rights(board: &Board) -> Option<Rights> {
    let law = board.law(&"product-quality".parse::<LawId>().ok()?)?;
    let article = law.article(ArticleNumber(40))?;
    let moved = board.comparisons.articles.iter().filter(|comparison| comparison.status == Status::Moved);
    Some(Rights {
        law: law.short_title.clone(),
        article: Bilingual::of(|lang| article.heading(lang)),
        href: links::article(&law.id, article.number),
        moved: moved.take(MOST_MOVED).map(old_number).collect(),
    })
}

fn old_number(comparison: &Comparison) -> Moved {
    let href = links::section(&comparison.document, &comparison.section);
    Moved { said: comparison.says.first().cloned(), href }
}

fn posted(notice: &Notice, document: &Document) -> Posted {
    Posted {
        heading: Bilingual::of(|lang| document.heading(lang).to_owned()),
        meta: since_changed(notice, document, meta(notice, document)),
        href: links::document(document),
    }
}

/// That it is not what it was, where it is not.
fn since_changed(notice: &Notice, document: &Document, meta: Bilingual) -> Bilingual {
    let name = PaperName::Document(document.id.clone());
    let standing = notice.standings.iter().find(|standing| standing.paper == name && standing.version > 1);
    let Some(since) = standing.map(|standing| standing.since) else { return meta };
    Bilingual::of(|lang| {
        let changed = CHANGED.fill(lang, &[&since.spoken(lang, since.plus_years(1))]);
        format!("{} · {changed}", meta.in_lang(lang))
    })
}

fn meta(notice: &Notice, document: &Document) -> Bilingual {
    let count = document.sections.len().to_string();
    let compared = document.sections.iter().any(|section| !section.cites.is_empty());
    match document.kind {
        DocumentKind::Workflow => STEPS.into(),
        DocumentKind::Contact => {
            let place = &notice.place;
            Bilingual::of(|lang| {
                format!("{} {}", place.contact_person.in_lang(lang), place.contact_phone).trim().to_owned()
            })
        }
        _ if compared => COMPARED.filled(&[&count]),
        _ => ITEMS.filled(&[&count]),
    }
}
