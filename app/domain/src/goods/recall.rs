//! 退市: six linked tasks, none skipped, whose quantities balance: received = sold + returned + destroyed + left.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

use super::{
    Field, FieldProblem, GoodsFile, Quantity, Stamp, Unsaleable,
    particulars::{LINE_CHARS, Reader, SHORT_CHARS},
};
use crate::form::{Term, terms};

terms! {
    /// The six tasks, in their order.
    RecallStep {
        StopSale = "stop_sale", "停售盘点", "Stop the sale and count";
        TakeOff = "take_off", "下架", "Take it off the shelves";
        ReturnToSupplier = "return_to_supplier", "退供货商", "Return to the supplier";
        Exchange = "exchange", "退换货", "Take back from consumers";
        Register = "register", "登记处置", "Register what became of it";
        Report = "report", "报告", "Report to the authority";
    }
}

/// A task that is done, as typed. Each reads the fields that are its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepForm {
    /// [`RecallStep`], by its code.
    pub step: String,
    /// How much was received in all.
    pub received: String,
    /// How much of it was sold.
    pub sold: String,
    /// How much went back to the supplier.
    pub returned: String,
    /// How much consumers brought back.
    pub taken_back: String,
    /// How much was destroyed.
    pub destroyed: String,
    /// How much is sealed and left.
    pub left: String,
    /// The supplier, or the authority.
    pub whom: String,
    /// What was done, or its proof.
    pub words: String,
}

/// A task that is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepDone {
    /// 停售盘点.
    StopSale {
        /// In all.
        received: Quantity,
        /// Before sale was stopped.
        sold: Quantity,
    },
    /// 下架.
    TakeOff {
        /// Where it stood, and who took it off.
        words: String,
    },
    /// 退供货商.
    ReturnToSupplier {
        /// To whom.
        supplier: String,
        /// How much.
        returned: Quantity,
        /// Under which number.
        proof: String,
    },
    /// 退换货.
    Exchange {
        /// How much consumers brought back.
        taken_back: Quantity,
        /// How they were told.
        words: String,
    },
    /// 登记处置.
    Register {
        /// How much was destroyed.
        destroyed: Quantity,
        /// How much is sealed and left.
        left: Quantity,
        /// How it was disposed of.
        words: String,
    },
    /// 报告.
    Report {
        /// To whom.
        authority: String,
        /// Number or text of the receipt.
        proof: String,
    },
}

/// A delisting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// Why.
    pub why: Unsaleable,
    /// What was found.
    pub words: String,
    /// All of the goods; else only these lots.
    pub whole: bool,
    /// The lots that were there as it began.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<Uuid>,
    /// Who began it, and when.
    pub begun: Stamp,
    /// The revision of its last change.
    pub changed: u64,
    /// What is done.
    #[serde(default)]
    pub done: BTreeMap<RecallStep, (StepDone, Stamp)>,
    /// Who closed it, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Stamp>,
}

/// What the quantities say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// In all.
    pub received: Quantity,
    /// Sold and not brought back.
    pub sold: Quantity,
    /// Gone back to the supplier.
    pub returned: Quantity,
    /// Destroyed.
    pub destroyed: Quantity,
    /// Sealed and left.
    pub left: Quantity,
}

impl Balance {
    /// What became of it.
    #[must_use]
    pub const fn accounted(self) -> Quantity {
        self.sold.plus(self.returned).plus(self.destroyed).plus(self.left)
    }

    /// Everything that was received is somewhere.
    #[must_use]
    pub fn is_even(self) -> bool {
        self.received == self.accounted()
    }
}

impl StepDone {
    /// Which task.
    #[must_use]
    pub const fn step(&self) -> RecallStep {
        match self {
            Self::StopSale { .. } => RecallStep::StopSale,
            Self::TakeOff { .. } => RecallStep::TakeOff,
            Self::ReturnToSupplier { .. } => RecallStep::ReturnToSupplier,
            Self::Exchange { .. } => RecallStep::Exchange,
            Self::Register { .. } => RecallStep::Register,
            Self::Report { .. } => RecallStep::Report,
        }
    }
}

impl StepForm {
    /// Checks every field of its task.
    ///
    /// # Errors
    /// Every mistake.
    pub fn check(&self) -> Result<StepDone, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let Some(step) = RecallStep::from_code(&self.step) else {
            return Err(vec![FieldProblem::Missing { field: Field::Words }]);
        };
        let words = |reader: &mut Reader| reader.line(Field::Words, &self.words, LINE_CHARS);
        let made = match step {
            RecallStep::StopSale => {
                let received = reader.quantity(Field::Received, &self.received);
                let sold = reader.quantity(Field::Sold, &self.sold);
                received.zip(sold).map(|(received, sold)| StepDone::StopSale { received, sold })
            }
            RecallStep::TakeOff => words(&mut reader).map(|words| StepDone::TakeOff { words }),
            RecallStep::ReturnToSupplier => {
                let supplier = reader.line(Field::SupplierName, &self.whom, LINE_CHARS);
                let returned = reader.quantity(Field::Returned, &self.returned);
                let proof = reader.line(Field::Proof, &self.words, LINE_CHARS);
                supplier.zip(returned).zip(proof).map(|((supplier, returned), proof)| StepDone::ReturnToSupplier {
                    supplier,
                    returned,
                    proof,
                })
            }
            RecallStep::Exchange => {
                let taken_back = reader.quantity(Field::TakenBack, &self.taken_back);
                let words = words(&mut reader);
                taken_back.zip(words).map(|(taken_back, words)| StepDone::Exchange { taken_back, words })
            }
            RecallStep::Register => {
                let destroyed = reader.quantity(Field::Destroyed, &self.destroyed);
                let left = reader.quantity(Field::Left, &self.left);
                let words = words(&mut reader);
                destroyed.zip(left).zip(words).map(|((destroyed, left), words)| StepDone::Register {
                    destroyed,
                    left,
                    words,
                })
            }
            RecallStep::Report => {
                let authority = reader.line(Field::Authority, &self.whom, SHORT_CHARS);
                let proof = reader.line(Field::Proof, &self.words, LINE_CHARS);
                authority.zip(proof).map(|(authority, proof)| StepDone::Report { authority, proof })
            }
        };
        reader.done(made)
    }
}

impl Recall {
    /// It goes on.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// The tasks that are not done, in their order.
    #[must_use]
    pub fn open(&self) -> Vec<RecallStep> {
        RecallStep::ALL.iter().copied().filter(|step| !self.done.contains_key(step)).collect()
    }

    /// The task that is next.
    #[must_use]
    pub fn next(&self) -> Option<RecallStep> {
        self.open().first().copied()
    }

    /// What the quantities say so far.
    #[must_use]
    pub fn balance(&self) -> Balance {
        let mut balance = Balance::default();
        let mut back = Quantity::ZERO;
        for (done, _) in self.done.values() {
            match done {
                StepDone::StopSale { received, sold } => (balance.received, balance.sold) = (*received, *sold),
                StepDone::ReturnToSupplier { returned, .. } => balance.returned = *returned,
                StepDone::Exchange { taken_back, .. } => back = *taken_back,
                StepDone::Register { destroyed, left, .. } => (balance.destroyed, balance.left) = (*destroyed, *left),
                StepDone::TakeOff { .. } | StepDone::Report { .. } => {}
            }
        }
        balance.sold = balance.sold.less(back).unwrap_or_default();
        balance
    }

    /// A lot is part of it.
    #[must_use]
    pub fn has(&self, lot: Uuid) -> bool {
        self.lots.contains(&lot)
    }
}

impl GoodsFile {
    /// The delisting that goes on.
    #[must_use]
    pub fn open_recall(&self) -> Option<&Recall> {
        self.recalls.last().filter(|recall| recall.is_open())
    }

    /// A lot was delisted, or is being delisted: none of it is ever sold again.
    #[must_use]
    pub fn is_recalled(&self, lot: Uuid) -> bool {
        self.recalls.iter().any(|recall| recall.has(lot))
    }

    /// What the ledger says of the lots of a recall: received, and sold. None where it has none of them.
    #[must_use]
    pub fn counted(&self, recall: &Recall) -> Option<(Quantity, Quantity)> {
        let mut lots = self.lots.iter().filter(|lot| recall.has(lot.id)).peekable();
        lots.peek()?;
        let (received, sold) = lots.fold((Quantity::ZERO, Quantity::ZERO), |(received, sold), lot| {
            (received.plus(lot.quantity), sold.plus(lot.sold()))
        });
        Some((received, sold))
    }
}
