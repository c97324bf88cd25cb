//! 进货查验 and 进销货台账: the lots in which goods came, and where each went.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Field, FieldProblem, Quantity, RULES, Stamp,
    particulars::{LINE_CHARS, Reader, SHORT_CHARS},
};
use crate::{
    form::{Term, terms},
    moment::Day,
    rules::NearExpiry,
    typed::is_filled,
};

terms! {
    /// The four checks before a lot is taken in (产品质量法 第三十三条, 食品安全法 第五十三条).
    ReceivingCheck {
        Supplier = "supplier", "供货商资格", "Supplier’s qualification";
        Certificate = "certificate", "合格证明", "Certificate of conformity";
        Marking = "marking", "标识", "Marking";
        Quality = "quality", "质量", "Quality";
    }
}

terms! {
    /// Where goods went.
    MoveKind {
        Sold = "sold", "销售", "Sold";
        TakenBack = "taken_back", "消费者退回", "Taken back from consumers";
        Returned = "returned", "退供货商", "Returned to the supplier";
        Destroyed = "destroyed", "销毁", "Destroyed";
    }
}

/// A lot as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LotForm {
    /// Batch number.
    pub batch: String,
    /// Day of production.
    pub produced_on: String,
    /// Last day; goods without one leave it empty.
    pub expires_on: String,
    /// When it came.
    pub received_on: String,
    /// How much.
    pub quantity: String,
    /// Of what: 件, 盒, kg.
    pub unit: String,
    /// Who supplied it.
    pub supplier_name: String,
    /// Where the supplier is.
    pub supplier_address: String,
    /// How the supplier is reached.
    pub supplier_contact: String,
    /// Number of the voucher.
    pub voucher: String,
    /// The checks that were made and found in order.
    pub checks: Vec<ReceivingCheck>,
}

/// Who supplied a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplier {
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
    /// Telephone or another way.
    pub contact: String,
}

/// A lot of goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// Its name, made on the device.
    pub id: Uuid,
    /// Batch number; may be empty where there is a day of production.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub batch: String,
    /// Day of production.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub produced_on: Option<Day>,
    /// The last day on which it may be sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Day>,
    /// When it came.
    pub received_on: Day,
    /// How much came.
    pub quantity: Quantity,
    /// Of what.
    pub unit: String,
    /// From whom.
    pub supplier: Supplier,
    /// Number of the voucher.
    pub voucher: String,
    /// Who made the four checks, and when.
    pub taken_in: Stamp,
    /// Where it went, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Movement>,
}

/// Some of a lot went somewhere, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// [`MoveKind`], by its code.
    pub kind: String,
    /// How much.
    pub quantity: String,
    /// On which day.
    pub on: String,
    /// To whom, or under which number; may be empty.
    pub words: String,
    /// It was sold before sale was stopped and is only written down now.
    pub before_stop: bool,
}

/// Some of a lot went somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// Where.
    pub kind: MoveKind,
    /// How much.
    pub quantity: Quantity,
    /// On which day.
    pub on: Day,
    /// To whom, or under which number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Who wrote it down, and when.
    pub by: Stamp,
}

/// How long a lot still keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// It has no last day.
    NoEnd,
    /// There is time.
    Good {
        /// The last day.
        last: Day,
    },
    /// 临期.
    Near {
        /// The last day.
        last: Day,
    },
    /// 过期.
    Expired {
        /// The last day.
        last: Day,
    },
}

impl LotForm {
    /// Checks every field but the four checks, which block by themselves.
    ///
    /// # Errors
    /// Every mistake, in the order in which the fields are asked.
    pub fn check(&self, id: Uuid, today: Day, taken_in: Stamp) -> Result<Lot, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let batch = reader.optional(Field::Batch, &self.batch, SHORT_CHARS);
        if !is_filled(&self.batch) && !is_filled(&self.produced_on) {
            reader.wrong.push(FieldProblem::NoBatch);
        }
        let produced_on = reader.optional_day(Field::ProducedOn, &self.produced_on);
        if produced_on.is_some_and(|day| day > today) {
            reader.wrong.push(FieldProblem::InTheFuture { field: Field::ProducedOn });
        }
        let expires_on = reader.optional_day(Field::ExpiresOn, &self.expires_on);
        if produced_on.zip(expires_on).is_some_and(|(made, last)| last < made) {
            reader.wrong.push(FieldProblem::EndsBeforeItBegins);
        }
        let received_on = reader.day(Field::ReceivedOn, &self.received_on);
        if received_on.is_some_and(|day| day > today) {
            reader.wrong.push(FieldProblem::InTheFuture { field: Field::ReceivedOn });
        }
        let quantity = reader.quantity(Field::Quantity, &self.quantity);
        if quantity.is_some_and(Quantity::is_zero) {
            reader.wrong.push(FieldProblem::Nothing { field: Field::Quantity });
        }
        let unit = reader.line(Field::Unit, &self.unit, SHORT_CHARS);
        let name = reader.line(Field::SupplierName, &self.supplier_name, LINE_CHARS);
        let address = reader.line(Field::SupplierAddress, &self.supplier_address, LINE_CHARS);
        let contact = reader.line(Field::SupplierContact, &self.supplier_contact, SHORT_CHARS);
        let voucher = reader.line(Field::Voucher, &self.voucher, SHORT_CHARS);
        let made = || {
            let supplier = Supplier { name: name?, address: address?, contact: contact? };
            let (received_on, quantity, unit, voucher) = (received_on?, quantity?, unit?, voucher?);
            let moves = Vec::new();
            Some(Lot {
                id,
                batch,
                produced_on,
                expires_on,
                received_on,
                quantity,
                unit,
                supplier,
                voucher,
                taken_in,
                moves,
            })
        };
        reader.done(made())
    }

    /// The checks that were not made, or were not found in order.
    #[must_use]
    pub fn unchecked(&self) -> Vec<ReceivingCheck> {
        ReceivingCheck::ALL.iter().copied().filter(|check| !self.checks.contains(check)).collect()
    }
}

impl MoveForm {
    /// Checks every field.
    ///
    /// # Errors
    /// Every mistake.
    pub fn check(&self, today: Day, by: Stamp) -> Result<Movement, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let kind = MoveKind::from_code(&self.kind);
        if kind.is_none() {
            reader.wrong.push(FieldProblem::Missing { field: Field::Words });
        }
        let quantity = reader.quantity(Field::Quantity, &self.quantity);
        if quantity.is_some_and(Quantity::is_zero) {
            reader.wrong.push(FieldProblem::Nothing { field: Field::Quantity });
        }
        let on = reader.day(Field::On, &self.on);
        if on.is_some_and(|on| on > today) {
            reader.wrong.push(FieldProblem::InTheFuture { field: Field::On });
        }
        let words = reader.optional(Field::Words, &self.words, LINE_CHARS);
        let made = || Some(Movement { kind: kind?, quantity: quantity?, on: on?, words, by });
        reader.done(made())
    }
}

impl Lot {
    /// How much went that way.
    #[must_use]
    pub fn moved(&self, kind: MoveKind) -> Quantity {
        self.moves.iter().filter(|one| one.kind == kind).map(|one| one.quantity).sum()
    }

    /// Sold and not brought back.
    #[must_use]
    pub fn sold(&self) -> Quantity {
        self.moved(MoveKind::Sold).less(self.moved(MoveKind::TakenBack)).unwrap_or_default()
    }

    /// How much is still here: received = sold + returned + destroyed + left, always.
    #[must_use]
    pub fn left(&self) -> Quantity {
        let gone = self.sold().plus(self.moved(MoveKind::Returned)).plus(self.moved(MoveKind::Destroyed));
        self.quantity.less(gone).unwrap_or_default()
    }

    /// How long it still keeps, on that day.
    #[must_use]
    pub fn freshness(&self, today: Day, rules: &NearExpiry) -> Freshness {
        let Some(last) = self.expires_on else { return Freshness::NoEnd };
        if last < today {
            return Freshness::Expired { last };
        }
        let near = rules.days(self.produced_on, last);
        if last.days_since(today) < near { Freshness::Near { last } } else { Freshness::Good { last } }
    }

    /// Its last day has passed.
    #[must_use]
    pub fn is_expired(&self, today: Day) -> bool {
        self.expires_on.is_some_and(|last| last < today)
    }

    /// Until when its lines have to be kept.
    #[must_use]
    pub fn kept_until(&self) -> Day {
        let after = |last: Day| last.plus_months(RULES.kept_months_after_expiry);
        self.expires_on.map_or_else(|| self.received_on.plus_years(RULES.kept_years), after)
    }

    /// As people call it: its batch, or the day on which it was made.
    #[must_use]
    pub fn name(&self) -> String {
        if !self.batch.is_empty() {
            return self.batch.clone();
        }
        self.produced_on.unwrap_or(self.received_on).to_string()
    }
}
