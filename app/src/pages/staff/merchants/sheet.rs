//! An application while it is typed. It is on the disk with every keystroke, sealed, except for an identity number: that one
//! is never kept.

use domain::{
    album::{AlbumName, Pictured},
    case::ContentHash,
    form::Term,
    ids::CaseId,
    merchant::{ApplicationForm, Field, FieldProblem, Identity, IdentityDocument, NotAnIdentity, SubjectForm},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    attachments::Proof,
    device::fresh_name,
    pages::staff::{album::Keeper as Pictures, desk::context::DeskContext},
    tab_storage,
    typing::Slot,
};

/// Where it is kept.
const PLACE: &str = "merchant";

/// As it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    id: Uuid,
    base: Option<u64>,
    form: ApplicationForm,
}

/// Lays what was written onto the page on which it goes on.
pub fn lay(desk: DeskContext, id: Uuid, base: Option<u64>, form: ApplicationForm) {
    let place = CaseId(if base.is_some() { id } else { Uuid::nil() });
    let kept = Kept { id: if base.is_some() { id } else { fresh_name() }, base, form };
    desk.slot(place, PLACE).set(serde_json::to_string(&kept).unwrap_or_default());
}

const fn album(id: Uuid) -> Pictures {
    Pictures::Desk(AlbumName { of: Pictured::Merchant, id })
}

/// What is typed.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    /// The file's name, of a new one as well.
    pub id: StoredValue<Uuid>,
    /// The revision that is changed; none for a new one.
    pub base: StoredValue<Option<u64>>,
    /// The fields.
    pub form: RwSignal<ApplicationForm>,
    /// With what a natural person shows who they are.
    pub document: RwSignal<String>,
    /// Its number: here until it is checked, and nowhere else.
    pub number: RwSignal<String>,
    /// What is wrong with the number.
    pub number_wrong: RwSignal<Option<NotAnIdentity>>,
    /// Mistakes are shown from the first try on.
    pub tried: RwSignal<bool>,
    /// Where pictures of its permits go.
    pub pictures: Pictures,
    keeper: Keeper,
}

/// Where what is typed is kept.
#[derive(Clone, Copy, Debug)]
enum Keeper {
    /// Under the name of whoever is signed in, sealed.
    Desk(Slot),
    /// By the tab of an applicant, under this key.
    Tab(StoredValue<String>),
}

impl Keeper {
    fn set(self, words: String) {
        match self {
            Self::Desk(slot) => slot.set(words),
            Self::Tab(key) => tab_storage::keep(&key.get_value(), &words),
        }
    }
}

impl Sheet {
    /// For an applicant, by its link: what was typed on that revision before, or what stands there.
    pub fn of_applicant(
        key: String,
        base: Option<u64>,
        form: ApplicationForm,
        proofs: RwSignal<Vec<Proof>>,
        arrived: RwSignal<Vec<ContentHash>>,
    ) -> Self {
        let kept: Option<Kept> = sync::read_json(&tab_storage::kept(&key)).ok();
        let kept = kept.filter(|kept| kept.base == base).unwrap_or(Kept { id: Uuid::nil(), base, form });
        let pictures = Pictures::Link(proofs, arrived);
        Self::of(kept, Keeper::Tab(StoredValue::new(key)), pictures)
    }

    /// A new application, as far as it was typed before.
    pub fn begin(desk: DeskContext) -> Self {
        let place = CaseId(Uuid::nil());
        let kept: Option<Kept> = sync::read_json(&desk.written(place, PLACE)).ok();
        let kept = kept.unwrap_or_else(|| Kept { id: fresh_name(), base: None, form: ApplicationForm::default() });
        let pictures = album(kept.id);
        Self::of(kept, Keeper::Desk(desk.slot(place, PLACE)), pictures)
    }

    /// Whether a change of that file was begun on that revision and is not done.
    pub fn is_begun(desk: DeskContext, id: Uuid, rev: u64) -> bool {
        let kept: Option<Kept> = sync::read_json(&desk.written(CaseId(id), PLACE)).ok();
        kept.is_some_and(|kept| kept.base == Some(rev))
    }

    /// A change of a file that is there, or what was typed of it before on that revision.
    pub fn change(desk: DeskContext, id: Uuid, rev: u64, form: ApplicationForm) -> Self {
        let place = CaseId(id);
        let kept: Option<Kept> = sync::read_json(&desk.written(place, PLACE)).ok();
        let kept = kept.filter(|kept| kept.base == Some(rev)).unwrap_or(Kept { id, base: Some(rev), form });
        Self::of(kept, Keeper::Desk(desk.slot(place, PLACE)), album(id))
    }

    fn of(kept: Kept, keeper: Keeper, pictures: Pictures) -> Self {
        let document = kept.form.identity.as_ref().map_or(IdentityDocument::ResidentCard, |identity| identity.document);
        let sheet = Self {
            id: StoredValue::new(kept.id),
            base: StoredValue::new(kept.base),
            form: RwSignal::new(kept.form),
            document: RwSignal::new(document.code().to_owned()),
            number: RwSignal::new(String::new()),
            number_wrong: RwSignal::new(None),
            tried: RwSignal::new(false),
            pictures,
            keeper,
        };
        Effect::new(move |before: Option<ApplicationForm>| {
            let now = sheet.form.get();
            if before.is_some_and(|before| before != now) {
                sheet.keep(&now);
            }
            now
        });
        sheet
    }

    fn keep(self, form: &ApplicationForm) {
        let kept = Kept { id: self.id.get_value(), base: self.base.get_value(), form: form.clone() };
        self.keeper.set(serde_json::to_string(&kept).unwrap_or_default());
    }

    /// Nothing is typed any more.
    pub fn clear(self) {
        self.keeper.set(String::new());
    }

    /// A natural person applies.
    pub fn is_person(self) -> bool {
        self.form.with(|form| form.form == SubjectForm::NaturalPerson.code())
    }

    /// Takes the identity number down to its end, where one was typed.
    pub fn check_number(self) {
        let typed = self.number.get_untracked();
        let is_person = self.form.with_untracked(|form| form.form == SubjectForm::NaturalPerson.code());
        if !is_person || typed.trim().is_empty() {
            self.number_wrong.set(None);
            return;
        }
        let Some(document) = IdentityDocument::from_code(&self.document.get_untracked()) else { return };
        match Identity::check(document, &typed) {
            Ok(identity) => {
                self.form.update(|form| form.identity = Some(identity));
                self.number.set(String::new());
                self.number_wrong.set(None);
            }
            Err(why) => self.number_wrong.set(Some(why)),
        }
    }

    /// What is wrong, once it was tried.
    pub fn wrong(self) -> Vec<FieldProblem> {
        if !self.tried.get() {
            return Vec::new();
        }
        self.form.with(|form| form.check().err().unwrap_or_default())
    }

    /// What is wrong with one field.
    pub fn wrong_at(self, field: Field) -> Vec<FieldProblem> {
        self.wrong().into_iter().filter(|problem| problem.field() == field).collect()
    }
}
