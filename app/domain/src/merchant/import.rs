//! A list of merchants from a table, as malls keep them: which column is which, and each line as an application. Reading the file
//! itself is the server's; this is what its cells mean.

use serde::{Deserialize, Serialize};

use super::{
    Application, ApplicationForm, Field, FieldProblem, Identity, IdentityDocument, NotAnIdentity, PermitForm,
    PermitKind, Subject, SubjectForm, UNLIMITED,
};
use crate::{
    form::{GoodsKind, Term},
    typed::{clean_line, folded},
    words::{Bilingual, Lang, Text, text},
};

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// A field of the application.
    Of(Field),
    /// An identity number: checked, and only its end is kept.
    IdentityNumber,
    /// The number of a permit.
    PermitNumber(PermitKind),
    /// Its last day.
    PermitEnd(PermitKind),
}

const IDENTITY_NUMBER: Text = text("证件号码", "Identity number");
const NUMBER_OF: Text = text("{}编号", "{}: number");
const END_OF: Text = text("{}有效期至", "{}: holds until");
/// Fields that have a column of their own.
const FIELDS: [Field; 11] = [
    Field::Name,
    Field::Trade,
    Field::Form,
    Field::LegalName,
    Field::Code,
    Field::Identity,
    Field::Responsible,
    Field::Phone,
    Field::Address,
    Field::Floor,
    Field::Stall,
];
/// Without these no line could be right.
const NEEDED: [Field; 6] = [Field::Name, Field::Trade, Field::Form, Field::LegalName, Field::Floor, Field::Stall];

impl Column {
    /// Every column, in the order of an export.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = FIELDS.into_iter().flat_map(|field| match field {
            Field::Identity => vec![Self::Of(field), Self::IdentityNumber],
            _ => vec![Self::Of(field)],
        });
        let permits = PermitKind::ALL.iter().filter(|kind| **kind != PermitKind::Other);
        fields.chain(permits.flat_map(|kind| [Self::PermitNumber(*kind), Self::PermitEnd(*kind)]))
    }

    /// What stands at its head.
    #[must_use]
    pub fn title(self, lang: Lang) -> String {
        match self {
            Self::Of(field) => field.label().in_lang(lang).to_owned(),
            Self::IdentityNumber => IDENTITY_NUMBER.in_lang(lang).to_owned(),
            Self::PermitNumber(kind) => NUMBER_OF.fill(lang, &[kind.name().in_lang(lang)]),
            Self::PermitEnd(kind) => END_OF.fill(lang, &[kind.name().in_lang(lang)]),
        }
    }

    /// The column that a head names, in either language.
    fn named(head: &str) -> Option<Self> {
        let plain = |text: &str| folded(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let head = plain(head);
        Self::all().find(|column| [Lang::Zh, Lang::En].iter().any(|lang| plain(&column.title(*lang)) == head))
    }
}

/// Why a whole table cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotATable {
    /// There is nothing in it.
    Empty,
    /// Columns are missing.
    Columns {
        /// What was found, as it stands there.
        found: Vec<String>,
    },
}

impl NotATable {
    /// Why, and what to do.
    #[must_use]
    pub fn sentence(&self) -> Bilingual {
        match self {
            Self::Empty => text(
                "表里没有内容。第一行写列名，下面每行一个商户。",
                "The table is empty. Its first line names the columns; each line below is a merchant.",
            )
            .into(),
            Self::Columns { found } => Bilingual::of(|lang| {
                let between = if lang == Lang::Zh { "、" } else { ", " };
                let needed: Vec<_> = NEEDED.iter().map(|field| field.label().in_lang(lang)).collect();
                let found = if found.is_empty() { "—".to_owned() } else { found.join(between) };
                text(
                    "列名对不上。第一行至少要有：{}。现在是：{}。可以先“导出名单”，照它的列名填。",
                    "The columns do not fit. The first line needs at least: {}. It has: {}. “Export the list” gives a table to fill in.",
                )
                .fill(lang, &[&needed.join(between), &found])
            }),
        }
    }
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineProblem {
    /// A field.
    Field {
        /// Which, and why.
        problem: FieldProblem,
    },
    /// The identity number.
    Identity {
        /// Why.
        why: NotAnIdentity,
    },
    /// A cell holds a formula: what it shows may be out of date.
    Formula {
        /// The head of its column.
        column: String,
    },
    /// The same stands in an earlier line.
    Doubled {
        /// Which.
        line: usize,
    },
    /// It is in the register already.
    Known {
        /// Its sign.
        name: String,
    },
}

impl LineProblem {
    /// What to do about it.
    #[must_use]
    pub fn sentence(&self) -> Bilingual {
        match self {
            Self::Field { problem } => problem.sentence(),
            Self::Identity { why } => why.sentence(),
            Self::Formula { column } => text(
                "“{}”这一格是公式，请改成直接写的内容。",
                "The cell “{}” is a formula; please write its content instead.",
            )
            .filled(&[column]),
            Self::Doubled { line } => {
                text("和第 {} 行是同一家，请删掉一行。", "The same as line {}; please remove one of them.")
                    .filled(&[&line.to_string()])
            }
            Self::Known { name } => text(
                "登记册里已有“{}”，请从表里删掉这一行；要改资料请到它的档案里改。",
                "“{}” is in the register already; please remove this line, and change its file instead.",
            )
            .filled(&[name]),
        }
    }
}

/// What became of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// How many lines there were.
    pub lines: usize,
    /// How many were taken in: all of them, or none.
    pub imported: usize,
    /// Lines that are not right.
    pub bad: Vec<BadLine>,
}

/// A line that is not right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadLine {
    /// Which, as the program that shows the table counts it.
    pub line: usize,
    /// The sign that stands in it.
    pub name: String,
    /// Everything that is wrong with it.
    pub problems: Vec<LineProblem>,
}

/// A line of the table, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// As the program that shows the table counts it: the head is the first.
    pub number: usize,
    /// What it says, as typed.
    pub form: ApplicationForm,
    /// What it says, or what is wrong.
    pub read: Result<Application, Vec<LineProblem>>,
}

/// Reads a table: its head, then each line that is not empty.
///
/// # Errors
/// [`NotATable`].
pub fn read(rows: &[Vec<String>]) -> Result<Vec<Line>, NotATable> {
    let filled = |row: &[String]| row.iter().any(|cell| !clean_line(cell).is_empty());
    let first = rows.iter().position(|row| filled(row)).ok_or(NotATable::Empty)?;
    let columns: Vec<Option<Column>> = rows[first].iter().map(|head| Column::named(head)).collect();
    if NEEDED.iter().any(|field| !columns.contains(&Some(Column::Of(*field)))) {
        let found = rows[first].iter().map(|head| clean_line(head)).filter(|head| !head.is_empty());
        return Err(NotATable::Columns { found: found.collect() });
    }
    let lines = rows.iter().enumerate().skip(first + 1).filter(|(_, row)| filled(row));
    let mut read: Vec<Line> = lines.map(|(index, row)| line(index + 1, &columns, row)).collect();
    if read.is_empty() {
        return Err(NotATable::Empty);
    }
    for index in 1..read.len() {
        let Ok(this) = &read[index].read else { continue };
        let earlier = read[..index].iter().find(|line| line.read.as_ref().is_ok_and(|other| is_same(this, other)));
        if let Some(line) = earlier.map(|line| line.number) {
            read[index].read = Err(vec![LineProblem::Doubled { line }]);
        }
    }
    Ok(read)
}

/// One merchant: the same sign at the same stall, or the same sign and the same code.
#[must_use]
pub fn is_same(one: &Application, other: &Application) -> bool {
    let code = |of: &Application| match &of.subject {
        Subject::Registered { code, .. } => Some(code.clone()),
        Subject::NaturalPerson { .. } => None,
    };
    let same_code = code(one).is_some_and(|this| code(other) == Some(this));
    folded(&one.name) == folded(&other.name) && (one.stall == other.stall || same_code)
}

fn line(number: usize, columns: &[Option<Column>], row: &[String]) -> Line {
    let mut form = ApplicationForm::default();
    let mut wrong = Vec::new();
    let (mut document, mut identity) = (String::new(), String::new());
    let mut permits: Vec<(PermitKind, String, String)> = Vec::new();
    for (column, cell) in columns.iter().zip(row) {
        let Some(column) = column else { continue };
        let cell = clean_line(cell);
        if cell.is_empty() {
            continue;
        }
        if is_formula(&cell) {
            wrong.push(LineProblem::Formula { column: column.title(Lang::Zh) });
            continue;
        }
        match column {
            Column::Of(Field::Trade) => form.trade = code_of::<GoodsKind>(&cell),
            Column::Of(Field::Form) => form.form = code_of::<SubjectForm>(&cell),
            Column::Of(Field::Identity) => document = code_of::<IdentityDocument>(&cell),
            Column::Of(field) => {
                if let Some(place) = place(&mut form, *field) {
                    *place = cell;
                }
            }
            Column::IdentityNumber => identity = cell,
            Column::PermitNumber(kind) => permit(&mut permits, *kind).1 = cell,
            Column::PermitEnd(kind) => permit(&mut permits, *kind).2 = cell,
        }
    }
    form.permits = permits
        .into_iter()
        .map(|(kind, number, expires)| PermitForm {
            kind: kind.code().to_owned(),
            number,
            expires: end(expires),
            picture: None,
        })
        .collect();
    if form.form == SubjectForm::NaturalPerson.code() {
        let document = IdentityDocument::from_code(&document).unwrap_or(IdentityDocument::ResidentCard);
        match Identity::check(document, &identity) {
            Ok(identity) => form.identity = Some(identity),
            Err(NotAnIdentity::Missing) => {}
            Err(why) => wrong.push(LineProblem::Identity { why }),
        }
    }
    let read = match form.check() {
        Ok(application) if wrong.is_empty() => Ok(application),
        checked => {
            let unread = wrong.iter().any(|problem| matches!(problem, LineProblem::Identity { .. }));
            let problems = checked.err().unwrap_or_default().into_iter();
            let problems = problems.filter(|problem| !(unread && problem.field() == Field::Identity));
            wrong.extend(problems.map(|problem| LineProblem::Field { problem }));
            Err(wrong)
        }
    };
    Line { number, form, read }
}

/// A text that a spreadsheet would compute. A telephone number may begin with a plus.
fn is_formula(cell: &str) -> bool {
    cell.starts_with('=') || cell.starts_with('@') || (cell.starts_with(['+', '-']) && cell.contains(['(', '!']))
}

/// A term by its name in either language, or by its code; as it stands where it is none.
fn code_of<T: Term>(cell: &str) -> String {
    let is_named = |term: &&T| {
        let name = term.name();
        [name.zh, name.en, term.code()].iter().any(|known| folded(known) == folded(cell))
    };
    T::ALL.iter().find(is_named).map_or_else(|| cell.to_owned(), |term| term.code().to_owned())
}

fn place(form: &mut ApplicationForm, field: Field) -> Option<&mut String> {
    Some(match field {
        Field::Name => &mut form.name,
        Field::LegalName => &mut form.legal_name,
        Field::Code => &mut form.code,
        Field::Responsible => &mut form.responsible,
        Field::Phone => &mut form.phone,
        Field::Address => &mut form.address,
        Field::Floor => &mut form.floor,
        Field::Stall => &mut form.stall,
        Field::Trade | Field::Form | Field::Identity | Field::Permit => return None,
    })
}

fn permit(permits: &mut Vec<(PermitKind, String, String)>, kind: PermitKind) -> &mut (PermitKind, String, String) {
    let index = permits.iter().position(|(known, _, _)| *known == kind).unwrap_or_else(|| {
        permits.push((kind, String::new(), String::new()));
        permits.len() - 1
    });
    &mut permits[index]
}

fn end(cell: String) -> String {
    if ["长期", "长期有效", "unlimited"].contains(&folded(&cell).as_str()) { UNLIMITED.to_owned() } else { cell }
}

/// A file as a line of the table that [`read`] takes again; an identity number by its end only.
#[must_use]
pub fn cells(of: &Application, lang: Lang) -> Vec<String> {
    let form = of.as_form();
    let cell = |column: Column| match column {
        Column::Of(Field::Trade) => of.trade.name().in_lang(lang).to_owned(),
        Column::Of(Field::Form) => of.subject.form().name().in_lang(lang).to_owned(),
        Column::Of(Field::Identity) => form
            .identity
            .as_ref()
            .map_or_else(String::new, |identity| identity.document.name().in_lang(lang).to_owned()),
        Column::Of(field) => place(&mut form.clone(), field).cloned().unwrap_or_default(),
        Column::IdentityNumber => form.identity.as_ref().map(Identity::masked).unwrap_or_default(),
        Column::PermitNumber(kind) => of.permit(kind).map(|permit| permit.number.clone()).unwrap_or_default(),
        Column::PermitEnd(kind) => of.permit(kind).map_or_else(String::new, |permit| {
            permit.expires_on.map_or_else(|| UNLIMITED.to_owned(), |day| day.to_string())
        }),
    };
    Column::all().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(lines: &[&str]) -> Vec<Vec<String>> {
        lines.iter().map(|line| line.split('|').map(str::to_owned).collect()).collect()
    }

    const HEAD: &str = "招牌名称|经营类别|主体类型|主体名称|统一社会信用代码|证件号码|负责人|联系电话|地址|楼层|铺位|营业执照编号|营业执照有效期至|备注";
    const GOOD: &str = "好味餐厅|餐饮服务|法人|上海好味餐饮有限公司|91350100M000100Y43||店长甲|021-61671254|示例路 1 号|L3|L3-012|1|长期|老客户";

    #[test]
    fn a_table_as_malls_keep_it_is_read_line_by_line_and_other_columns_are_left_alone() {
        let person = "手作布艺|家居日用|自然人|摊主甲||11010519491231002X|摊主甲|13800001111|示例路 2 号|B1|B1-009|||";
        let lines = read(&table(&[HEAD, GOOD, "", person])).expect("a table");
        assert_eq!(
            lines.iter().map(|line| (line.number, line.read.is_ok())).collect::<Vec<_>>(),
            [(2, true), (4, true)]
        );
        assert!(!format!("{lines:?}").contains("19491231"), "an identity number is not kept");
        let again: Vec<Vec<String>> = std::iter::once(Column::all().map(|column| column.title(Lang::En)).collect())
            .chain(lines.iter().filter_map(|line| line.read.as_ref().ok()).map(|of| cells(of, Lang::En)))
            .collect();
        let again = read(&again).expect("what is exported is a table");
        assert_eq!(again[0].read, lines[0].read);
        assert!(again[1].read.is_err(), "a masked number is none");
    }

    #[test]
    fn every_mistake_of_a_line_is_said_and_doubled_lines_are_found() {
        let wrong = GOOD.replace("91350100M000100Y43", "9135O100M000100Y43").replace("L3-012", "=A1");
        let lines = read(&table(&[HEAD, GOOD, &wrong, GOOD])).expect("a table");
        let problems = lines[1].read.as_ref().expect_err("two mistakes");
        assert!(matches!(problems[0], LineProblem::Formula { .. }), "{problems:?}");
        let said = problems.iter().map(|problem| problem.sentence().zh).collect::<Vec<_>>().join("");
        assert!(said.contains("“铺位”这一格是公式") && said.contains("第 5 位是“O”"), "{said}");
        assert_eq!(lines[2].read, Err(vec![LineProblem::Doubled { line: 2 }]));
    }

    #[test]
    fn a_table_with_other_columns_says_which_are_needed_and_which_it_has() {
        let why = read(&table(&["店名|电话", "好味|1"])).expect_err("other columns");
        let words = why.sentence().zh;
        assert!(words.contains("招牌名称") && words.contains("店名、电话"), "{words}");
        assert_eq!(read(&table(&["", "|"])), Err(NotATable::Empty));
        assert_eq!(read(&table(&[HEAD])), Err(NotATable::Empty));
    }
}
