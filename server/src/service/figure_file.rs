//! Figures that leave the house as a file: a line for each number, as XLSX or CSV.

use domain::analysis::{PublishedFigures, RESULTS, suppression::Printed};
use domain::form::{Kind, Term};
use domain::words::{Lang, Text, text};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use thiserror::Error;

const HEADS: [Text; 6] = [
    text("从", "from"),
    text("到", "to"),
    text("表", "table"),
    text("行", "row"),
    text("列", "column"),
    text("数", "number"),
];
const KINDS: Text = text("类型", "kind");
const CATEGORIES: Text = text("投诉：问题类别", "complaints by category");
const GOODS: Text = text("投诉：商品或服务", "complaints by goods");
const MERCHANTS: Text = text("投诉：商户", "complaints by merchant");
const FIGURES: Text = text("其他", "other figures");
const SUM: Text = text("合计", "sum");
const EVERYBODY_ELSE: Text = text("其他和不确定", "others, or not sure");
const CASES: Text = text("件", "cases");
const TITLE: Text = text("分析汇总", "Figures");
const SINGLE: [Text; 8] = [
    text("平均首次答复（分钟）", "minutes to the first answer, on average"),
    text("平均办结（分钟）", "minutes to the end, on average"),
    text("承诺时限内（%）", "within promised times (%)"),
    text("和解率（%）", "settled (%)"),
    text("现场化解率（%）", "settled on the spot (%)"),
    text("满意度（十分之一星）", "satisfaction (tenths of a star)"),
    text("挽回金额（元）", "recovered (yuan)"),
    text("赔偿损失的和解金额（元）", "compensated in settlements (yuan)"),
];

const PLATFORM: Text = text("与12315类别对照", "Categories at 12315");
const PLATFORM_HEADS: [Text; 5] = [
    text("问题类别", "problem"),
    text("只限商品或服务", "only of these goods"),
    text("12315 类别", "category at 12315"),
    text("确定", "sure"),
    text("说明", "why"),
];
const SURE: Text = text("是", "yes");
const NOT_SURE: Text = text("待核实", "to be verified");

/// The file.
#[derive(Debug)]
pub struct FigureFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why there is none.
#[derive(Debug, Error)]
pub enum FigureFileError {
    /// No workbook.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    /// No table.
    #[error("{0}")]
    Csv(String),
}

/// Period, table, row, column and number.
struct Line {
    words: [String; 5],
    number: Option<i64>,
}

impl FigureFile {
    /// The file of these periods.
    ///
    /// # Errors
    ///
    /// [`FigureFileError`].
    pub fn of(periods: &[PublishedFigures], csv: bool, lang: Lang) -> Result<Self, FigureFileError> {
        let lines: Vec<Line> = periods.iter().flat_map(|figures| lines(figures, lang)).collect();
        let bytes = if csv { as_csv(&lines, lang)? } else { as_xlsx(&lines, lang)? };
        Ok(Self { bytes })
    }
}

fn lines(figures: &PublishedFigures, lang: Lang) -> Vec<Line> {
    let period = [figures.period.from.to_string(), figures.period.to.to_string()];
    let line = |table: Text, row: &str, column: &str, number| {
        let [from, to] = period.clone();
        let words = [from, to, table.in_lang(lang).to_owned(), row.to_owned(), column.to_owned()];
        Line { words, number }
    };
    let sum = SUM.in_lang(lang);
    let mut all = Vec::new();
    let kinds = Kind::ALL.iter().map(|kind| (kind.name().in_lang(lang), figures.filed(*kind)));
    for (name, number) in kinds.chain([(sum, figures.kinds.sum_of_row(0))]) {
        all.push(line(KINDS, name, CASES.in_lang(lang), number));
    }
    let mut table = |title: Text, names: Vec<String>, printed: &Printed| {
        let columns = RESULTS.iter().map(|result| result.in_lang(lang)).chain([sum]);
        let columns: Vec<&str> = columns.collect();
        // Where there is nothing there is one row of nothing, and its sum.
        let rows = if names.is_empty() { Vec::new() } else { printed.rows().to_vec() };
        for (name, row) in names.into_iter().chain([sum.to_owned()]).zip(rows) {
            all.extend(columns.iter().zip(row).map(|(column, number)| line(title, &name, column, number)));
        }
    };
    let named = |text: Text| text.in_lang(lang).to_owned();
    table(CATEGORIES, figures.categories.iter().map(|one| named(one.name())).collect(), &figures.by_category);
    table(GOODS, figures.goods.iter().map(|one| named(one.name())).collect(), &figures.by_goods);
    if let Some(by_merchant) = &figures.by_merchant {
        let name = |name: &String| if name.is_empty() { named(EVERYBODY_ELSE) } else { name.clone() };
        table(MERCHANTS, figures.merchants.iter().map(name).collect(), by_merchant);
    }
    let single = [
        figures.minutes_to_answer,
        figures.minutes_to_end,
        figures.within_promise,
        figures.settled,
        figures.settled_on_site,
        figures.stars_in_tenths,
        figures.recovered,
        figures.compensated,
    ];
    all.extend(SINGLE.iter().zip(single).map(|(name, number)| line(FIGURES, name.in_lang(lang), "", number)));
    all
}

fn as_csv(lines: &[Line], lang: Lang) -> Result<Vec<u8>, FigureFileError> {
    let wrong = |why: csv::Error| FigureFileError::Csv(why.to_string());
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(HEADS.map(|head| head.in_lang(lang))).map_err(wrong)?;
    for line in lines {
        let number = line.number.map(|number| number.to_string()).unwrap_or_default();
        // No name becomes a formula where a spreadsheet opens it.
        let words = line
            .words
            .iter()
            .map(|word| if word.starts_with(['=', '+', '-', '@']) { format!("'{word}") } else { word.clone() });
        file.write_record(words.chain([number])).map_err(wrong)?;
    }
    let body = file.into_inner().map_err(|why| FigureFileError::Csv(why.to_string()))?;
    // By the mark spreadsheets know that it is UTF-8.
    Ok("\u{feff}".bytes().chain(body).collect())
}

fn as_xlsx(lines: &[Line], lang: Lang) -> Result<Vec<u8>, FigureFileError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(TITLE.in_lang(lang))?;
    let head = Format::new().set_bold();
    for (column, name) in (0_u16..).zip(HEADS) {
        sheet.write_string_with_format(0, column, name.in_lang(lang), &head)?;
    }
    for (row, line) in (1_u32..).zip(lines) {
        for (column, word) in (0_u16..).zip(&line.words) {
            sheet.write_string(row, column, word)?;
        }
        if let Some(number) = line.number.and_then(|number| u32::try_from(number).ok()) {
            sheet.write_number(row, 5, number)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    platform_sheet(&mut book, lang)?;
    Ok(book.save_to_buffer()?)
}

/// Our categories beside those of the 12315 platform, with what is not known of it.
fn platform_sheet(book: &mut Workbook, lang: Lang) -> Result<(), FigureFileError> {
    let Some(table) = sync::platform_categories() else { return Ok(()) };
    let sheet = book.add_worksheet();
    sheet.set_name(PLATFORM.in_lang(lang))?;
    let head = Format::new().set_bold();
    for (column, name) in (0_u16..).zip(PLATFORM_HEADS) {
        sheet.write_string_with_format(0, column, name.in_lang(lang), &head)?;
    }
    let mut last = 0;
    for (row, line) in (1_u32..).zip(&table.rows) {
        let goods: Vec<&str> = line.goods.iter().map(|goods| goods.name().in_lang(lang)).collect();
        let certain = if line.certain { SURE } else { NOT_SURE };
        let words = [
            line.category.name().in_lang(lang).to_owned(),
            goods.join("、"),
            line.to.clone().unwrap_or_else(|| "—".to_owned()),
            certain.in_lang(lang).to_owned(),
            line.note.in_lang(lang).to_owned(),
        ];
        for (column, word) in (0_u16..).zip(words) {
            sheet.write_string(row, column, word)?;
        }
        last = row;
    }
    sheet.write_string(last + 2, 0, table.unknown.in_lang(lang))?;
    sheet.write_string(last + 3, 0, table.source.in_lang(lang))?;
    Ok(())
}
