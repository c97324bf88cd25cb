//! A promised time as a file that calendars take (iCalendar, RFC 5545). Written here: the crates that could bring time zones and
//! recurrences along, which one date has no use for.

use domain::{
    case::CaseView,
    ids::CaseId,
    moment::Moment,
    words::{Lang, Text, text},
};

/// No line is longer, in bytes (section 3.1).
const LINE_BYTES: usize = 75;
/// How long before, an alarm rings.
const ALARM: &str = "-PT0M";

const SUMMARY: Text = text("消费维权联络点承诺在此之前答复", "The contact point promises an answer by now");
const CASE: Text = text("案件号 {}", "Case {}");
const CALL: Text = text("进度：{}　电话 {}", "See how it goes: {}  Telephone {}");

/// The file. No claim code stands in it: calendars are shared, and copied to where nobody looks.
#[must_use]
pub fn calendar_file(view: &CaseView, due: Moment, now: Moment, lang: Lang, page: &str, phone: &str) -> String {
    let number = view.number.map(|number| CASE.fill(lang, &[&number.to_string()])).unwrap_or_default();
    let words = [number, CALL.fill(lang, &[page, phone])].join("\n");
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//contact-point//promised time//EN".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", uid(view.id)),
        // A time that moved takes the place of the one that was entered before.
        format!("SEQUENCE:{}", view.rev),
        format!("DTSTAMP:{}", utc(now)),
        format!("DTSTART:{}", utc(due)),
        format!("SUMMARY:{}", escaped(SUMMARY.in_lang(lang))),
        format!("DESCRIPTION:{}", escaped(words.trim())),
        "TRANSP:TRANSPARENT".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("TRIGGER:{ALARM}"),
        format!("DESCRIPTION:{}", escaped(SUMMARY.in_lang(lang))),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| folded(line)).collect()
}

fn uid(case: CaseId) -> String {
    format!("{}-due@contact-point", case.0)
}

/// `20261124T093000Z`: the moment itself, whatever zone the calendar is in.
fn utc(at: Moment) -> String {
    // The clock of Shanghai is eight hours ahead, all year.
    let at = at.plus_millis(-8 * 3_600_000);
    let (day, (hour, minute)) = (at.day(), at.hour_minute());
    format!("{}T{hour:02}{minute:02}00Z", day.to_string().replace('-', ""))
}

/// Text (section 3.3.11).
fn escaped(words: &str) -> String {
    words.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// With a line break and a blank where it would become too long, never within a character.
fn folded(line: &str) -> String {
    let (mut out, mut bytes) = (String::new(), 0);
    for sign in line.chars() {
        if bytes + sign.len_utf8() > LINE_BYTES {
            out.push_str("\r\n ");
            bytes = 1;
        }
        bytes += sign.len_utf8();
        out.push(sign);
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::moment::Day;
    use serde_json::json;
    use uuid::Uuid;

    fn file() -> String {
        let at = |hour| Day::parse("2026-11-24").expect("a day").at(hour, 30);
        let view = json!({
            "id": Uuid::nil(), "rev": 3, "number": { "year": 2026, "serial": 1 }, "kind": "complaint", "goods": "电饭煲",
            "state": "received", "first_receiver": null, "filed_at": 0, "received_at": 0, "due": null,
            "object_until": null, "timeline": [],
        });
        let view = serde_json::from_value(view).expect("a view");
        calendar_file(&view, at(17), at(9), Lang::Zh, "https://weiquan.example.cn/track", "021-61671254")
    }

    #[test]
    fn a_promised_time_is_one_event_at_the_moment_itself() {
        let file = file();
        assert!(file.contains("\r\nDTSTART:20261124T093000Z\r\n") && file.contains("\r\nDTSTAMP:20261124T013000Z\r\n"));
        assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && file.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn no_line_is_longer_than_calendars_take() {
        let file = file();
        assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{file}");
        let unfolded = file.replace("\r\n ", "");
        assert!(unfolded.contains("案件号 2026-0001\\n进度：https://weiquan.example.cn/track"), "{unfolded}");
        assert_eq!(escaped("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
    }
}
