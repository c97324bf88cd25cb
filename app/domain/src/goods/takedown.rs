//! 下架, in the three cases of the board: a complaint that was reported to an authority, an authority's spoken request (quality
//! control confirms both, then at once), and an authority's written notice (at once). Afterwards the regulator is told.

use serde::{Deserialize, Serialize};

use super::{Field, FieldProblem, Stamp, particulars::LINE_CHARS, particulars::Reader, particulars::SHORT_CHARS};
use crate::{
    form::{Term, terms},
    moment::Day,
};

terms! {
    /// The three cases.
    GroundKind {
        ReportedComplaint = "reported_complaint", "投诉已报主管部门", "A complaint that was reported to an authority";
        SpokenRequest = "spoken_request", "主管部门口头要求", "An authority’s spoken request";
        WrittenNotice = "written_notice", "主管部门书面通知", "An authority’s written notice";
    }
}

/// Why goods are taken down, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TakedownForm {
    /// [`GroundKind`], by its code.
    pub ground: String,
    /// Which authority.
    pub authority: String,
    /// Number of the notice or the report.
    pub number: String,
    /// Who said it.
    pub person: String,
    /// What it says.
    pub words: String,
}

/// Why goods are taken down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Which of the three cases.
    pub kind: GroundKind,
    /// Which authority.
    pub authority: String,
    /// Number of the notice or the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Who said it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// What it says.
    pub words: String,
}

impl TakedownForm {
    /// Checks every field.
    ///
    /// # Errors
    /// Every mistake.
    pub fn check(&self) -> Result<Ground, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let Some(kind) = GroundKind::from_code(&self.ground) else {
            return Err(vec![FieldProblem::Missing { field: Field::Words }]);
        };
        let authority = reader.line(Field::Authority, &self.authority, SHORT_CHARS);
        let spoken = kind == GroundKind::SpokenRequest;
        let number = if spoken {
            Some(reader.optional(Field::Number, &self.number, SHORT_CHARS))
        } else {
            reader.line(Field::Number, &self.number, SHORT_CHARS)
        };
        let person = if spoken {
            reader.line(Field::Person, &self.person, SHORT_CHARS)
        } else {
            Some(reader.optional(Field::Person, &self.person, SHORT_CHARS))
        };
        let words = reader.line(Field::Words, &self.words, super::WORDS_CHARS);
        let made = || Some(Ground { kind, authority: authority?, number: number?, person: person?, words: words? });
        reader.done(made())
    }
}

/// That goods were to be taken down, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Takedown {
    /// Why.
    pub ground: Ground,
    /// Who wrote it down.
    pub asked: Stamp,
    /// Since when they are down; a written notice is in force as it is written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<Stamp>,
    /// Quality control did not confirm it, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dismissed: Option<(String, Stamp)>,
    /// 通知监管.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notified: Option<Notification>,
}

impl Takedown {
    /// Quality control has to confirm it.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.in_force.is_none() && self.dismissed.is_none()
    }

    /// The regulator has to be told.
    #[must_use]
    pub const fn is_to_be_notified(&self) -> bool {
        self.in_force.is_some() && self.notified.is_none()
    }
}

/// How the regulator was told, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeForm {
    /// Which authority.
    pub authority: String,
    /// On which day.
    pub on: String,
    /// Number or text of the receipt.
    pub proof: String,
}

/// That the regulator was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// Which authority.
    pub authority: String,
    /// On which day.
    pub on: Day,
    /// Number or text of the receipt.
    pub proof: String,
    /// Who wrote it down, and when.
    pub by: Stamp,
}

impl NoticeForm {
    /// Checks every field: authority, day and proof.
    ///
    /// # Errors
    /// Every mistake.
    pub fn check(&self, today: Day) -> Result<(String, Day, String), Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let authority = reader.line(Field::Authority, &self.authority, SHORT_CHARS);
        let on = reader.day(Field::On, &self.on);
        if on.is_some_and(|on| on > today) {
            reader.wrong.push(FieldProblem::InTheFuture { field: Field::On });
        }
        let proof = reader.line(Field::Proof, &self.proof, LINE_CHARS);
        let made = || Some((authority?, on?, proof?));
        reader.done(made())
    }
}
