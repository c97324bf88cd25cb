//! What goods are: as typed, and as kept once every field is right.

use serde::{Deserialize, Serialize};

use super::{Barcode, FieldProblem, Quantity};
use crate::{
    form::{GoodsKind, Term, terms},
    ids::MerchantId,
    moment::Day,
    typed::{clean_line, is_filled},
};

/// Most characters of a name or a number.
pub(super) const SHORT_CHARS: usize = 60;
/// Most characters of an address or a proof.
pub(super) const LINE_CHARS: usize = 200;

terms! {
    /// A field of a form about goods.
    Field {
        Merchant = "merchant", "商户", "Merchant";
        Name = "name", "商品名称", "Name of the goods";
        Spec = "spec", "规格", "Specification";
        Kind = "kind", "商品类别", "Kind of goods";
        Barcode = "barcode", "商品条码", "Barcode";
        Maker = "maker", "生产者", "Maker";
        Batch = "batch", "批号", "Batch number";
        ProducedOn = "produced_on", "生产日期", "Produced on";
        ExpiresOn = "expires_on", "保质期至", "Best before";
        ReceivedOn = "received_on", "进货日期", "Received on";
        Quantity = "quantity", "数量", "Quantity";
        Unit = "unit", "单位", "Unit";
        SupplierName = "supplier_name", "供货者名称", "Supplier";
        SupplierAddress = "supplier_address", "供货者地址", "Supplier’s address";
        SupplierContact = "supplier_contact", "供货者联系方式", "Supplier’s contact";
        Voucher = "voucher", "进货凭证号", "Purchase voucher number";
        On = "on", "日期", "Day";
        Authority = "authority", "主管部门", "Authority";
        Number = "number", "文书编号或举报编号", "Number of the notice or report";
        Person = "person", "谁说的", "Who said it";
        Words = "words", "说明", "What it says";
        Proof = "proof", "凭据（编号或回执内容）", "Proof (number or text of the receipt)";
        Received = "received", "共进货", "Received in all";
        Sold = "sold", "已售出", "Sold";
        Returned = "returned", "退供货商", "Returned to the supplier";
        TakenBack = "taken_back", "从消费者收回", "Taken back from consumers";
        Destroyed = "destroyed", "销毁", "Destroyed";
        Left = "left", "封存剩余", "Sealed and left";
        Items = "items", "检什么", "What is tested";
        Laboratory = "laboratory", "检验机构", "Laboratory";
        SentOn = "sent_on", "送检日期", "Sent on";
        Cost = "cost", "检验费（元）", "Cost (yuan)";
        Verdict = "verdict", "检验结论", "Result";
        Report = "report", "报告编号", "Number of the report";
    }
}

/// Goods as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GoodsForm {
    /// Who sells it.
    pub merchant: Option<MerchantId>,
    /// Its name.
    pub name: String,
    /// Its size or model.
    pub spec: String,
    /// [`GoodsKind`], by its code.
    pub kind: String,
    /// As scanned or typed; goods without one leave it empty.
    pub barcode: String,
    /// Who makes it.
    pub maker: String,
}

/// Goods of which every field is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particulars {
    /// Who sells it.
    pub merchant: MerchantId,
    /// Its name.
    pub name: String,
    /// Its size or model; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub spec: String,
    /// Which kind of goods.
    pub kind: GoodsKind,
    /// Its barcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub barcode: Option<Barcode>,
    /// Who makes it: goods without that are 三无.
    pub maker: String,
}

impl GoodsForm {
    /// Checks every field.
    ///
    /// # Errors
    /// Every mistake, in the order in which the fields are asked.
    pub fn check(&self) -> Result<Particulars, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        if self.merchant.is_none() {
            reader.wrong.push(FieldProblem::Missing { field: Field::Merchant });
        }
        let name = reader.line(Field::Name, &self.name, SHORT_CHARS);
        let spec = reader.optional(Field::Spec, &self.spec, SHORT_CHARS);
        let kind = GoodsKind::from_code(&self.kind);
        if kind.is_none() {
            reader.wrong.push(FieldProblem::Missing { field: Field::Kind });
        }
        let barcode = match Barcode::parse(&self.barcode) {
            _ if !is_filled(&self.barcode) => None,
            Ok(barcode) => Some(barcode),
            Err(why) => {
                reader.wrong.push(FieldProblem::Barcode { why });
                None
            }
        };
        let maker = reader.line(Field::Maker, &self.maker, LINE_CHARS);
        let made = || {
            let (merchant, name, kind, maker) = (self.merchant?, name?, kind?, maker?);
            Some(Particulars { merchant, name, spec, kind, barcode, maker })
        };
        reader.done(made())
    }
}

impl Particulars {
    /// The same as typed, for a form that changes it.
    #[must_use]
    pub fn as_form(&self) -> GoodsForm {
        GoodsForm {
            merchant: Some(self.merchant),
            name: self.name.clone(),
            spec: self.spec.clone(),
            kind: self.kind.code().to_owned(),
            barcode: self.barcode.as_ref().map(Barcode::to_string).unwrap_or_default(),
            maker: self.maker.clone(),
        }
    }
}

/// Reads the fields of a form and gathers what is wrong with them.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) wrong: Vec<FieldProblem>,
}

impl Reader {
    pub(super) fn line(&mut self, field: Field, typed: &str, most: usize) -> Option<String> {
        if !is_filled(typed) {
            self.wrong.push(FieldProblem::Missing { field });
            return None;
        }
        Some(self.optional(field, typed, most))
    }

    pub(super) fn optional(&mut self, field: Field, typed: &str, most: usize) -> String {
        let line = clean_line(typed);
        if line.chars().count() > most {
            self.wrong.push(FieldProblem::TooLong { field, most });
        }
        line
    }

    pub(super) fn quantity(&mut self, field: Field, typed: &str) -> Option<Quantity> {
        if !is_filled(typed) {
            self.wrong.push(FieldProblem::Missing { field });
            return None;
        }
        let read = Quantity::parse(typed);
        if read.is_err() {
            self.wrong.push(FieldProblem::NotAQuantity { field });
        }
        read.ok()
    }

    pub(super) fn day(&mut self, field: Field, typed: &str) -> Option<Day> {
        if !is_filled(typed) {
            self.wrong.push(FieldProblem::Missing { field });
            return None;
        }
        self.optional_day(field, typed)
    }

    pub(super) fn optional_day(&mut self, field: Field, typed: &str) -> Option<Day> {
        if !is_filled(typed) {
            return None;
        }
        let day = Day::parse(typed);
        if day.is_none() {
            self.wrong.push(FieldProblem::NotADay { field });
        }
        day
    }

    pub(super) fn done<T>(self, read: Option<T>) -> Result<T, Vec<FieldProblem>> {
        match read {
            Some(read) if self.wrong.is_empty() => Ok(read),
            _ => Err(self.wrong),
        }
    }
}
