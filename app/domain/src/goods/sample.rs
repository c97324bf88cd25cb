//! 送检: samples that quality control takes and sends to a laboratory, what that costs, and what comes of it. A sample that fails
//! stops the sale like anything else that must not be sold.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Field, FieldProblem, GoodsFile, Stamp,
    particulars::{LINE_CHARS, Reader, SHORT_CHARS},
};
use crate::{
    form::{Term, terms},
    moment::Day,
    money::Yuan,
    typed::is_filled,
};

terms! {
    /// What a laboratory says.
    Verdict {
        Passed = "passed", "合格", "Passed";
        Failed = "failed", "不合格", "Failed";
    }
}

/// A sample as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SampleForm {
    /// Of which lot; none: of the goods, whatever lot it was.
    pub lot: Option<Uuid>,
    /// What is tested.
    pub items: String,
    /// By whom.
    pub laboratory: String,
    /// When it was sent.
    pub sent_on: String,
    /// What it costs, where that is known already.
    pub cost: String,
}

/// A result as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResultForm {
    /// [`Verdict`], by its code.
    pub verdict: String,
    /// Number of the report.
    pub report: String,
    /// The day of the report.
    pub on: String,
    /// What did not pass; may be empty where all of it did.
    pub words: String,
    /// What it cost; empty: as was written down before.
    pub cost: String,
}

/// A sample that was sent to a laboratory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Its name, made on the device.
    pub id: Uuid,
    /// Of which lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<Uuid>,
    /// What is tested.
    pub items: String,
    /// By whom.
    pub laboratory: String,
    /// When it was sent.
    pub sent_on: Day,
    /// What it costs, in fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Yuan>,
    /// Who took it, and when.
    pub taken: Stamp,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<(Tested, Stamp)>,
}

/// What came of a sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tested {
    /// What the laboratory says.
    pub verdict: Verdict,
    /// Number of its report.
    pub report: String,
    /// The day of the report.
    pub on: Day,
    /// What did not pass.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// What it cost, in fen.
    pub cost: Yuan,
}

impl SampleForm {
    /// Checks every field.
    ///
    /// # Errors
    /// Every mistake, in the order in which the fields are asked.
    pub(super) fn check(&self, id: Uuid, today: Day, taken: Stamp) -> Result<Sample, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let items = reader.line(Field::Items, &self.items, LINE_CHARS);
        let laboratory = reader.line(Field::Laboratory, &self.laboratory, LINE_CHARS);
        let sent_on = past_day(&mut reader, Field::SentOn, &self.sent_on, today);
        let cost = money(&mut reader, &self.cost);
        let lot = self.lot;
        let made = || {
            let (items, laboratory, sent_on) = (items?, laboratory?, sent_on?);
            Some(Sample { id, lot, items, laboratory, sent_on, cost, taken, result: None })
        };
        reader.done(made())
    }
}

impl ResultForm {
    /// Checks every field against the sample that it is about.
    ///
    /// # Errors
    /// Every mistake, in the order in which the fields are asked.
    pub(super) fn check(&self, sample: &Sample, today: Day) -> Result<Tested, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let verdict = Verdict::from_code(&self.verdict);
        if verdict.is_none() {
            reader.wrong.push(FieldProblem::Missing { field: Field::Verdict });
        }
        let report = reader.line(Field::Report, &self.report, SHORT_CHARS);
        let on = past_day(&mut reader, Field::On, &self.on, today);
        if on.is_some_and(|on| on < sample.sent_on) {
            reader.wrong.push(FieldProblem::BeforeItWasSent);
        }
        let words = match verdict {
            // Somebody has to be told what it is.
            Some(Verdict::Failed) => reader.line(Field::Words, &self.words, LINE_CHARS),
            _ => Some(reader.optional(Field::Words, &self.words, LINE_CHARS)),
        };
        let cost = money(&mut reader, &self.cost).or(sample.cost);
        if cost.is_none() && !is_filled(&self.cost) {
            reader.wrong.push(FieldProblem::Missing { field: Field::Cost });
        }
        let made = || Some(Tested { verdict: verdict?, report: report?, on: on?, words: words?, cost: cost? });
        reader.done(made())
    }
}

fn past_day(reader: &mut Reader, field: Field, typed: &str, today: Day) -> Option<Day> {
    let day = reader.day(field, typed);
    if day.is_some_and(|day| day > today) {
        reader.wrong.push(FieldProblem::InTheFuture { field });
    }
    day
}

fn money(reader: &mut Reader, typed: &str) -> Option<Yuan> {
    if !is_filled(typed) {
        return None;
    }
    let cost = Yuan::parse(typed).ok().filter(|cost| (Yuan::ZERO..=Yuan::MAX).contains(cost));
    if cost.is_none() {
        reader.wrong.push(FieldProblem::NotMoney { field: Field::Cost });
    }
    cost
}

impl Sample {
    /// What it costs, as far as that is known.
    #[must_use]
    pub fn costs(&self) -> Option<Yuan> {
        self.result.as_ref().map(|(tested, _)| tested.cost).or(self.cost)
    }
}

impl GoodsFile {
    /// The sample of a name.
    #[must_use]
    pub fn sample(&self, id: Uuid) -> Option<&Sample> {
        self.samples.iter().find(|sample| sample.id == id)
    }
}
