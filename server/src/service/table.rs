//! A table that somebody uploads: Office Open XML, or text with separators in whatever encoding a spreadsheet wrote it.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use domain::moment::Day;
use sync::protocol::Code;

/// More columns than any list of ours.
const MOST_COLUMNS: usize = 200;
/// What a file may unfold to: a few hundred bytes can claim gigabytes.
const MOST_UNFOLDED: u64 = 64 * 1024 * 1024;

/// Its first sheet, line by line, from its first line on. A formula stands there as one, not as what it showed last.
///
/// # Errors
///
/// `table_unreadable`, or `table_too_long`.
pub(super) fn read(file: &[u8], most_lines: usize) -> Result<Vec<Vec<String>>, Code> {
    if file.starts_with(b"PK") { sheet(file, most_lines) } else { separated(file, most_lines) }
}

fn sheet(file: &[u8], most_lines: usize) -> Result<Vec<Vec<String>>, Code> {
    let unreadable = |_| Code::TableUnreadable;
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).map_err(|_| Code::TableUnreadable)?;
    let mut unfolded: u64 = 0;
    for index in 0..archive.len() {
        unfolded = unfolded.saturating_add(archive.by_index_raw(index).map_err(|_| Code::TableUnreadable)?.size());
    }
    if unfolded > MOST_UNFOLDED {
        return Err(Code::TableTooLong);
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).map_err(unreadable)?;
    let name = book.sheet_names().first().cloned().ok_or(Code::TableUnreadable)?;
    let cells = book.worksheet_range(&name).map_err(unreadable)?;
    let formulas = book.worksheet_formula(&name).map_err(unreadable)?;
    let Some((last, width)) = cells.end() else { return Ok(Vec::new()) };
    let (lines, columns) = (last as usize + 1, width as usize + 1);
    if lines > most_lines || columns > MOST_COLUMNS {
        return Err(Code::TableTooLong);
    }
    Ok((0..=last).map(|row| (0..=width).map(|column| cell(&cells, &formulas, (row, column))).collect()).collect())
}

fn cell(cells: &Range<Data>, formulas: &Range<String>, at: (u32, u32)) -> String {
    if let Some(formula) = formulas.get_value(at).filter(|formula| !formula.is_empty()) {
        return format!("={formula}");
    }
    match cells.get_value(at) {
        None | Some(Data::Empty) => String::new(),
        Some(Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text)) => text.clone(),
        Some(Data::Int(number)) => number.to_string(),
        // A telephone number that was taken for a number.
        Some(Data::Float(number)) => format!("{number}"),
        Some(Data::Bool(yes)) => yes.to_string(),
        Some(Data::DateTime(at)) => day(at.as_f64()),
        Some(Data::Error(error)) => format!("{error}"),
    }
}

/// Days since the end of 1899, as spreadsheets count them.
fn day(serial: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a day of a calendar")]
    let days = serial.clamp(0.0, 3_000_000.0) as i64;
    Day::new(1899, 12, 30).map_or_else(String::new, |first| first.plus_days(days).to_string())
}

fn separated(file: &[u8], most_lines: usize) -> Result<Vec<Vec<String>>, Code> {
    let text = decoded(file)?;
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let of = |sign: u8| head.bytes().filter(|byte| *byte == sign).count();
    let separator = [b',', b'\t', b';'].into_iter().max_by_key(|sign| (of(*sign), *sign == b',')).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Code::TableUnreadable)?;
        // Empty lines are left out by the reader; a line keeps the number under which people see it.
        let line = record.position().map_or(0, |at| line_of(at, &text));
        if line > most_lines || record.len() > MOST_COLUMNS {
            return Err(Code::TableTooLong);
        }
        rows.resize(rows.len().max(line.saturating_sub(1)), Vec::new());
        rows.push(record.iter().map(str::to_owned).collect());
    }
    Ok(rows)
}

/// The reader says where it began to look for a record: before the empty lines that it leaves out.
fn line_of(at: &csv::Position, text: &str) -> usize {
    let from = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let skipped = ends.filter(|byte| **byte == b'\n').count();
    usize::try_from(at.line()).unwrap_or(usize::MAX).saturating_add(skipped)
}

/// By its mark (BOM); else UTF-8 where it is that, else GB 18030, in which Chinese spreadsheets write.
fn decoded(file: &[u8]) -> Result<String, Code> {
    let encoding = match encoding_rs::Encoding::for_bom(file) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(file).is_ok() => encoding_rs::UTF_8,
        None => encoding_rs::GB18030,
    };
    let (text, _, has_errors) = encoding.decode(file);
    if has_errors || text.contains('\0') { Err(Code::TableUnreadable) } else { Ok(text.into_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST_LINES: usize = 50;

    #[test]
    fn a_list_is_read_in_every_encoding_in_which_a_spreadsheet_writes_it() {
        let list = "招牌名称,铺位\n\n好味餐厅,\"L3-012\"\n";
        let rows = vec![
            vec!["招牌名称".to_owned(), "铺位".to_owned()],
            vec![],
            vec!["好味餐厅".to_owned(), "L3-012".to_owned()],
        ];
        let gbk = encoding_rs::GBK.encode(list).0.into_owned();
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(list.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for file in [list.as_bytes().to_vec(), format!("\u{FEFF}{list}").into_bytes(), gbk, utf16] {
            assert_eq!(read(&file, MOST_LINES), Ok(rows.clone()));
        }
        let by_tabs = read("招牌名称\t铺位\n好味餐厅\tL3\n".as_bytes(), MOST_LINES).expect("a table");
        assert_eq!(by_tabs[1], ["好味餐厅", "L3"]);
    }

    #[test]
    fn what_is_no_table_and_what_is_too_long_is_said() {
        assert_eq!(read(b"PK\x03\x04 no archive", MOST_LINES), Err(Code::TableUnreadable));
        assert_eq!(read(&[0, 1, 2, 0xFF, 0xFF, 0xFF], MOST_LINES), Err(Code::TableUnreadable));
        assert_eq!(read("a,b\n".repeat(MOST_LINES + 1).as_bytes(), MOST_LINES), Err(Code::TableTooLong));
    }

    #[test]
    fn numbers_dates_and_formulas_of_a_workbook_are_read_as_people_see_them() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "联系电话").expect("a cell");
        sheet.write_number(1, 0, 13_800_001_111_f64).expect("a cell");
        let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_number_with_format(1, 1, 46_000.0, &date).expect("a cell");
        sheet.write_formula(1, 2, "=A2+1").expect("a cell");
        let rows = read(&book.save_to_buffer().expect("a file"), MOST_LINES).expect("a table");
        assert_eq!(rows[1][0], "13800001111");
        assert_eq!(rows[1][1], "2025-12-09");
        assert!(rows[1][2].starts_with('='), "{:?}", rows[1]);
    }
}
