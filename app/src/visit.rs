//! What the server knows of a visit and gives to the page that it renders.

use domain::{
    case::CaseView,
    claim_code::ClaimCode,
    form::{Draft, FieldError},
    publication::{PUBLISHED_KIND, Published},
    words::{Bilingual, Lang},
};
use std::{collections::BTreeMap, sync::Arc};
use sync::kinds::board::Notice;
use sync::protocol::{OpId, Problem, PullAnswer};
use uuid::Uuid;

/// The id of the element in which the page brings along the answer to a first pull.
pub const FIRST_PULL: &str = "first-pull";

/// What a page begins with, of what a device would pull first.
#[derive(Clone, Debug, Default)]
pub struct Brought {
    /// The board.
    pub notice: Option<Arc<Notice>>,
    /// What the contact point has published.
    pub published: Arc<BTreeMap<Uuid, Published>>,
}

impl Brought {
    /// What is in an answer; none where the board in it cannot be read.
    #[must_use]
    pub fn of(answer: &PullAnswer) -> Option<Self> {
        let board = answer.changes.iter().find(|change| change.body.kind() == domain::board::KIND.name)?;
        let notice = Some(Arc::new(board.body.read::<Notice>()?));
        let published = answer.changes.iter().filter(|change| change.body.kind() == PUBLISHED_KIND.name);
        let published = published.filter_map(|change| Some((change.id.parse().ok()?, change.body.read()?))).collect();
        Some(Self { notice, published: Arc::new(published) })
    }
}

/// One request for a page.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The language: `?lang=`, the cookie, or what the browser prefers.
    pub lang: Lang,
    /// The board and what goes with it.
    pub notice: Arc<Notice>,
    /// What the contact point has published; none on the first page, which brings only a summary of the board.
    pub published: Arc<BTreeMap<Uuid, Published>>,
    /// The names for a form that is posted without WebAssembly: posting it twice is one case.
    pub form: Option<FormNames>,
    /// What a form that was posted without WebAssembly led to.
    pub posted: Option<Posted>,
    /// Whether the browser takes the page over. The answer to a posted form stands for itself.
    pub comes_alive: bool,
    /// The answer to the first pull of a device, as JSON, where the page brings it along.
    pub first_pull: Option<Arc<str>>,
}

/// The visit whose page is rendered; none in the browser, whose file need not know what the server tells its pages.
#[must_use]
pub fn use_visit() -> Option<Visit> {
    if cfg!(feature = "hydrate") { None } else { leptos::prelude::use_context() }
}

/// Fresh names for one form.
#[derive(Clone, Debug)]
pub struct FormNames {
    /// The operation that posting makes.
    pub op: OpId,
    /// The claim code that the consumer gets.
    pub claim: ClaimCode,
}

/// What a form that was posted without WebAssembly led to.
#[derive(Clone, Debug)]
pub enum Posted {
    /// The complaint form needs correcting; everything typed is still in it.
    Complaint {
        /// As typed.
        draft: Draft,
        /// What is wrong; empty where the failure is in `problem`.
        errors: Vec<FieldError>,
        /// The same names as before.
        names: FormNames,
        /// Why the server could not take it, where the form itself is right.
        problem: Option<Problem>,
    },
    /// A case: just filed, or found by its claim code.
    Case {
        /// As its consumer sees it.
        view: Box<CaseView>,
        /// The code by which it is followed.
        claim: ClaimCode,
        /// Just filed: the page asks to keep the code.
        filed_now: bool,
        /// The last thing that was posted on it and did not take effect.
        refused: Option<Refused>,
    },
    /// No case was found.
    NotTracked {
        /// As typed.
        typed: String,
        /// Why.
        problem: Problem,
    },
}

/// Something posted on a case that did not take effect. What was written stands in its box again.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Where its form is posted to.
    pub address: &'static str,
    /// What was written.
    pub words: String,
    /// Why, and what to do.
    pub detail: Bilingual,
}
