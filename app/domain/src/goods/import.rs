//! 台账 from a table, as merchants and malls keep it: which column is which, which goods a line is about, and each line as a lot.
//! Reading the file itself is the server's; this is what its cells mean.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Command, Field, GoodsFile, LotForm, MoveKind, ReceivingCheck};
use crate::{
    form::Term,
    kind::{Context, EventSourced, Refusal, continued},
    typed::{clean_line, folded},
    words::{Bilingual, Lang, Text, text},
};

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerColumn {
    /// A field of the lot, or of the goods that it is about.
    Of(Field),
    /// One of the four checks.
    Check(ReceivingCheck),
    /// How much went that way; only told, never taken in.
    Went(MoveKind),
    /// How much is left; only told.
    Left,
    /// Until when the line is kept; only told.
    KeptUntil,
}

const CHECKED: Text = text("查验：{}", "Checked: {}");
const LEFT: Text = text("剩余", "Left in stock");
const KEPT_UNTIL: Text = text("记录保存到", "Kept until");
const IN_ORDER: Text = text("合格", "In order");
/// Words that say that a check was in order.
const YES: [&str; 7] = ["合格", "是", "√", "y", "yes", "1", "in order"];
const FIELDS: [Field; 14] = [
    Field::Merchant,
    Field::Barcode,
    Field::Name,
    Field::Spec,
    Field::Batch,
    Field::ProducedOn,
    Field::ExpiresOn,
    Field::ReceivedOn,
    Field::Quantity,
    Field::Unit,
    Field::SupplierName,
    Field::SupplierAddress,
    Field::SupplierContact,
    Field::Voucher,
];
/// Without these no line could be right.
const NEEDED: [Field; 4] = [Field::Name, Field::ReceivedOn, Field::Quantity, Field::SupplierName];

impl LedgerColumn {
    /// Every column, in the order of an export.
    pub fn all() -> impl Iterator<Item = Self> {
        let checks = ReceivingCheck::ALL.iter().map(|check| Self::Check(*check));
        let went = MoveKind::ALL.iter().map(|kind| Self::Went(*kind));
        FIELDS.into_iter().map(Self::Of).chain(checks).chain(went).chain([Self::Left, Self::KeptUntil])
    }

    /// What stands at its head.
    #[must_use]
    pub fn title(self, lang: Lang) -> String {
        match self {
            Self::Of(field) => field.name().in_lang(lang).to_owned(),
            Self::Check(check) => CHECKED.fill(lang, &[check.name().in_lang(lang)]),
            Self::Went(kind) => kind.name().in_lang(lang).to_owned(),
            Self::Left => LEFT.in_lang(lang).to_owned(),
            Self::KeptUntil => KEPT_UNTIL.in_lang(lang).to_owned(),
        }
    }

    fn named(head: &str) -> Option<Self> {
        let plain = |text: &str| folded(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let head = plain(head);
        Self::all().find(|column| [Lang::Zh, Lang::En].iter().any(|lang| plain(&column.title(*lang)) == head))
    }
}

/// Why a whole table cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotALedger {
    /// There is nothing in it.
    Empty,
    /// Columns are missing.
    Columns {
        /// What was found, as it stands there.
        found: Vec<String>,
    },
}

impl NotALedger {
    /// Why, and what to do.
    #[must_use]
    pub fn sentence(&self) -> Bilingual {
        match self {
            Self::Empty => text(
                "表里没有内容。第一行写列名，下面每行一批进货。",
                "The table is empty. Its first line names the columns; each line below is a lot.",
            )
            .into(),
            Self::Columns { found } => Bilingual::of(|lang| {
                let between = if lang == Lang::Zh { "、" } else { ", " };
                let needed: Vec<_> = NEEDED.iter().map(|field| field.name().in_lang(lang)).collect();
                let found = if found.is_empty() { "—".to_owned() } else { found.join(between) };
                text(
                    "列名对不上。第一行至少要有：{}。现在是：{}。可以先“导出台账”，照它的列名填。",
                    "The columns do not fit. The first line needs at least: {}. It has: {}. “Export the ledger” gives a table to fill in.",
                )
                .fill(lang, &[&needed.join(between), &found])
            }),
        }
    }
}

/// What became of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerReport {
    /// How many lines there were.
    pub lines: usize,
    /// How many were taken in: all of them, or none.
    pub imported: usize,
    /// Lines that are not right.
    pub bad: Vec<BadLot>,
}

/// A line that is not right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadLot {
    /// Which, as the program that shows the table counts it.
    pub line: usize,
    /// The goods that stand in it.
    pub name: String,
    /// Everything that is wrong with it.
    pub problems: Vec<Bilingual>,
}

/// A line that is right: which goods, and the lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// The goods that it is about.
    pub goods: Uuid,
    /// The lot as typed.
    pub form: LotForm,
}

/// The goods that lines may be about.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// Each with the sign of its merchant.
    files: BTreeMap<Uuid, (String, GoodsFile)>,
}

impl Shelf {
    /// Goods that are sold here, each with the sign of its merchant.
    pub fn of(files: impl IntoIterator<Item = (Uuid, String, GoodsFile)>) -> Self {
        let living = files.into_iter().filter(|(_, _, file)| !file.has_ended());
        Self { files: living.map(|(id, sign, file)| (id, (sign, file))).collect() }
    }

    fn find(&self, asked: &Asked) -> Result<Uuid, Bilingual> {
        let same = |one: &str, other: &str| folded(one).trim() == folded(other).trim();
        let fits = |(sign, file): &(String, GoodsFile)| {
            let of = &file.particulars;
            let by_barcode = of.barcode.as_ref().is_some_and(|barcode| same(barcode.as_str(), &asked.barcode));
            let by_name = same(&of.name, &asked.name) && (asked.spec.is_empty() || same(&of.spec, &asked.spec));
            let is_it = if asked.barcode.is_empty() { by_name } else { by_barcode };
            is_it && (asked.merchant.is_empty() || same(sign, &asked.merchant))
        };
        let mut found = self.files.iter().filter(|(_, of)| fits(of)).map(|(id, _)| *id);
        let named = if asked.barcode.is_empty() { &asked.name } else { &asked.barcode };
        match (found.next(), found.next()) {
            (Some(id), None) => Ok(id),
            (None, _) => Err(text(
                "没有登记过商品“{}”。请先在“商品”里登记，或核对商户、条码和名称。",
                "There are no goods “{}”. Please register them first, or check merchant, barcode and name.",
            )
            .filled(&[named])),
            _ => Err(text(
                "“{}”有不止一件。请写上商户、条码或规格。",
                "There is more than one “{}”. Please add the merchant, the barcode or the specification.",
            )
            .filled(&[named])),
        }
    }
}

/// What a line says of its goods.
#[derive(Debug, Default)]
struct Asked {
    merchant: String,
    barcode: String,
    name: String,
    spec: String,
}

/// Reads a table: its head, then each line that is not empty. Each line is decided on what the lines before it left, by the rules
/// of a lot that is taken in at the desk.
///
/// # Errors
/// [`NotALedger`].
pub fn read_ledger(
    rows: &[Vec<String>],
    mut shelf: Shelf,
    context: &Context,
) -> Result<(Vec<LedgerLine>, LedgerReport), NotALedger> {
    let filled = |row: &[String]| row.iter().any(|cell| !clean_line(cell).is_empty());
    let first = rows.iter().position(|row| filled(row)).ok_or(NotALedger::Empty)?;
    let columns: Vec<Option<LedgerColumn>> = rows[first].iter().map(|head| LedgerColumn::named(head)).collect();
    if NEEDED.iter().any(|field| !columns.contains(&Some(LedgerColumn::Of(*field)))) {
        let found = rows[first].iter().map(|head| clean_line(head)).filter(|head| !head.is_empty());
        return Err(NotALedger::Columns { found: found.collect() });
    }
    let (mut lines, mut bad, mut count) = (Vec::new(), Vec::new(), 0);
    for (index, row) in rows.iter().enumerate().skip(first + 1).filter(|(_, row)| filled(row)) {
        count += 1;
        let (asked, form, mut problems) = line(&columns, row);
        match shelf.find(&asked) {
            Err(why) => problems.push(why),
            Ok(goods) => {
                let command = Command::Receive { lot: Uuid::from_u128(index as u128), form: Box::new(form.clone()) };
                match taken_in(&mut shelf, goods, &command, context) {
                    Ok(()) => lines.push(LedgerLine { goods, form }),
                    Err(why) => problems.push(why),
                }
            }
        }
        if !problems.is_empty() {
            let name = if asked.name.is_empty() { asked.barcode } else { asked.name };
            bad.push(BadLot { line: index + 1, name, problems });
        }
    }
    if count == 0 {
        return Err(NotALedger::Empty);
    }
    Ok((lines, LedgerReport { lines: count, imported: 0, bad }))
}

fn taken_in(shelf: &mut Shelf, goods: Uuid, command: &Command, context: &Context) -> Result<(), Bilingual> {
    let Some((_, file)) = shelf.files.get_mut(&goods) else { return Ok(()) };
    let events = GoodsFile::decide(Some(file), None, command, context).map_err(|why| why.sentence())?;
    if let Some((after, _)) = continued::<GoodsFile>(goods, Some(file), events, context.now, context) {
        *file = after;
    }
    Ok(())
}

fn line(columns: &[Option<LedgerColumn>], row: &[String]) -> (Asked, LotForm, Vec<Bilingual>) {
    let (mut asked, mut form, mut problems) = (Asked::default(), LotForm::default(), Vec::new());
    for (column, cell) in columns.iter().zip(row) {
        let Some(column) = column else { continue };
        // A text that was kept from being computed is that text.
        let cell = clean_line(cell);
        let cell = cell.strip_prefix('\'').unwrap_or(&cell).to_owned();
        if cell.is_empty() {
            continue;
        }
        if is_formula(&cell) {
            problems.push(
                text(
                    "“{}”这一格是公式，请改成直接写的内容。",
                    "The cell “{}” is a formula; please write its content instead.",
                )
                .filled(&[&column.title(Lang::Zh)]),
            );
            continue;
        }
        match column {
            LedgerColumn::Of(field) => {
                if let Some(place) = place(&mut asked, &mut form, *field) {
                    *place = cell;
                }
            }
            LedgerColumn::Check(check) if YES.contains(&folded(&cell).as_str()) => form.checks.push(*check),
            LedgerColumn::Check(_) | LedgerColumn::Went(_) | LedgerColumn::Left | LedgerColumn::KeptUntil => {}
        }
    }
    (asked, form, problems)
}

/// A text that a spreadsheet would compute. A telephone number may begin with a plus.
fn is_formula(cell: &str) -> bool {
    cell.starts_with('=') || cell.starts_with('@') || (cell.starts_with(['+', '-']) && cell.contains(['(', '!']))
}

fn place<'a>(asked: &'a mut Asked, form: &'a mut LotForm, field: Field) -> Option<&'a mut String> {
    Some(match field {
        Field::Merchant => &mut asked.merchant,
        Field::Barcode => &mut asked.barcode,
        Field::Name => &mut asked.name,
        Field::Spec => &mut asked.spec,
        Field::Batch => &mut form.batch,
        Field::ProducedOn => &mut form.produced_on,
        Field::ExpiresOn => &mut form.expires_on,
        Field::ReceivedOn => &mut form.received_on,
        Field::Quantity => &mut form.quantity,
        Field::Unit => &mut form.unit,
        Field::SupplierName => &mut form.supplier_name,
        Field::SupplierAddress => &mut form.supplier_address,
        Field::SupplierContact => &mut form.supplier_contact,
        Field::Voucher => &mut form.voucher,
        _ => return None,
    })
}

/// The lots of a file as lines of the table that [`read_ledger`] takes again.
pub fn ledger_cells(sign: &str, file: &GoodsFile, lang: Lang) -> impl Iterator<Item = Vec<String>> {
    let of = &file.particulars;
    file.lots.iter().map(move |lot| {
        let day = |day: Option<crate::moment::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let cell = |column: LedgerColumn| match column {
            LedgerColumn::Of(field) => match field {
                Field::Merchant => sign.to_owned(),
                Field::Barcode => of.barcode.as_ref().map(ToString::to_string).unwrap_or_default(),
                Field::Name => of.name.clone(),
                Field::Spec => of.spec.clone(),
                Field::Batch => lot.batch.clone(),
                Field::ProducedOn => day(lot.produced_on),
                Field::ExpiresOn => day(lot.expires_on),
                Field::ReceivedOn => lot.received_on.to_string(),
                Field::Quantity => lot.quantity.to_string(),
                Field::Unit => lot.unit.clone(),
                Field::SupplierName => lot.supplier.name.clone(),
                Field::SupplierAddress => lot.supplier.address.clone(),
                Field::SupplierContact => lot.supplier.contact.clone(),
                Field::Voucher => lot.voucher.clone(),
                _ => String::new(),
            },
            LedgerColumn::Check(_) => IN_ORDER.in_lang(lang).to_owned(),
            LedgerColumn::Went(kind) => lot.moved(kind).to_string(),
            LedgerColumn::Left => lot.left().to_string(),
            LedgerColumn::KeptUntil => lot.kept_until().to_string(),
        };
        LedgerColumn::all().map(cell).collect()
    })
}
