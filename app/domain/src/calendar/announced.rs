//! The arrangement of a year, as people copy it from the announcement (国务院办公厅关于部分节假日安排的通知).

use std::collections::BTreeSet;

use super::Arrangement;
use crate::{
    moment::Day,
    typed::{clean, half_width},
    words::{Bilingual, text},
};

/// No year has had half as many.
const MOST_HOLIDAYS: usize = 60;
/// The longest holiday in one piece.
const LONGEST: i64 = 15;
/// What is copied along with the days: names of holidays, weekdays, 放假, 上班.
const SEPARATORS: [char; 8] = ['、', '，', ',', ';', '；', '。', ':', '：'];

/// Why a text is no arrangement of that year.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnArrangement {
    /// A year without days off.
    #[error("no holidays")]
    NoHolidays,
    /// More than any year has had.
    #[error("more than {MOST_HOLIDAYS} holidays")]
    TooManyHolidays,
    /// Not a day.
    #[error("not a day: {word}")]
    NotADay {
        /// What was written.
        word: String,
    },
    /// A day of another year.
    #[error("not of that year: {day}")]
    OtherYear {
        /// Which.
        day: Day,
    },
    /// A holiday that ends before it begins, or lasts for weeks.
    #[error("not a holiday: {word}")]
    NotARange {
        /// What was written.
        word: String,
    },
    /// Worked and off at once.
    #[error("worked and off: {day}")]
    WorkedAndOff {
        /// Which.
        day: Day,
    },
    /// Only Saturdays and Sundays are made up for by working.
    #[error("not a weekend: {day}")]
    NotAWeekend {
        /// Which.
        day: Day,
    },
}

impl NotAnArrangement {
    /// What is wrong and what to do.
    #[must_use]
    pub fn sentence(&self) -> Bilingual {
        let (sentence, part) = match self {
            Self::NoHolidays => (
                text("请写放假的日子，例如 1月1日至3日。", "Please write the days off, for example 1月1日至3日."),
                String::new(),
            ),
            Self::TooManyHolidays => {
                (text("放假的日子太多了，请核对。", "So many days off cannot be right; please check."), String::new())
            }
            Self::NotADay { word } => (
                text(
                    "看不懂“{}”，请写成 1月1日 或 2027-01-01。",
                    "“{}” is not a day; please write 1月1日 or 2027-01-01.",
                ),
                word.clone(),
            ),
            Self::OtherYear { day } => {
                (text("{} 不在这一年里，请核对。", "{} is not in this year; please check."), day.to_string())
            }
            Self::NotARange { word } => (
                text("“{}”的起止日期不对，请核对。", "“{}” does not begin and end rightly; please check."),
                word.clone(),
            ),
            Self::WorkedAndOff { day } => {
                (text("{} 既写了放假又写了上班，请核对。", "{} is both off and worked; please check."), day.to_string())
            }
            Self::NotAWeekend { day } => (
                text(
                    "{} 不是周末，不用调休上班，请核对。",
                    "{} is no weekend, so nobody makes up by it; please check.",
                ),
                day.to_string(),
            ),
        };
        sentence.filled(&[&part])
    }
}

impl Arrangement {
    /// What is announced for a year: days off and weekends worked, such as `1月1日（周五）至3日（周日）` and `2027-02-14`,
    /// several to a line.
    ///
    /// # Errors
    /// [`NotAnArrangement`].
    pub fn announced(year: i32, off: &str, worked: &str) -> Result<Self, NotAnArrangement> {
        let read = Self { holidays: days(off, year)?, makeup_workdays: days(worked, year)? };
        read.checked(year)
    }

    /// The arrangement, where it can be one of that year.
    ///
    /// # Errors
    /// [`NotAnArrangement`].
    pub fn checked(self, year: i32) -> Result<Self, NotAnArrangement> {
        if self.holidays.is_empty() {
            return Err(NotAnArrangement::NoHolidays);
        }
        if self.holidays.len() > MOST_HOLIDAYS || self.makeup_workdays.len() > MOST_HOLIDAYS {
            return Err(NotAnArrangement::TooManyHolidays);
        }
        let mut all = self.holidays.iter().chain(&self.makeup_workdays);
        if let Some(&day) = all.find(|day| day.year() != year) {
            return Err(NotAnArrangement::OtherYear { day });
        }
        if let Some(&day) = self.holidays.intersection(&self.makeup_workdays).next() {
            return Err(NotAnArrangement::WorkedAndOff { day });
        }
        if let Some(&day) = self.makeup_workdays.iter().find(|day| day.is_weekday()) {
            return Err(NotAnArrangement::NotAWeekend { day });
        }
        Ok(self)
    }
}

fn days(text: &str, year: i32) -> Result<BTreeSet<Day>, NotAnArrangement> {
    let mut found = BTreeSet::new();
    let plain = without_brackets(&half_width(&clean(text)));
    for word in sentences(&plain).split(|c: char| c.is_whitespace() || SEPARATORS.contains(&c)) {
        // 「共3天」 and the like count days and name none.
        let counts = word.contains('天') && !word.contains('月');
        if counts || !word.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        found.extend(days_of(word, year)?);
    }
    Ok(found)
}

/// `1月1日`, `1月30日至2月2日`, `2月5日至11日`, `2027-01-01`.
fn days_of(word: &str, year: i32) -> Result<Vec<Day>, NotAnArrangement> {
    let plain: String = word.chars().filter(|c| c.is_ascii_digit() || "-/.年月日至到~".contains(*c)).collect();
    let unreadable = || NotAnArrangement::NotADay { word: word.to_owned() };
    let mut ends = plain.split(['至', '到', '~']).map(numbers).collect::<Vec<_>>().into_iter();
    let first = ends.next().ok_or_else(unreadable)?;
    let from = match first[..] {
        [month, day] => day_of(year, month, day),
        [of, month, day] => day_of(i32::try_from(of).unwrap_or_default(), month, day),
        _ => None,
    };
    let from = from.ok_or_else(unreadable)?;
    let month = first.get(first.len().saturating_sub(2)).copied().unwrap_or_default();
    let to = match ends.next().as_deref() {
        None => Some(from),
        Some([day]) => day_of(from.year(), month, *day),
        Some([month, day]) => day_of(from.year(), *month, *day),
        Some([of, month, day]) => day_of(i32::try_from(*of).unwrap_or_default(), *month, *day),
        Some(_) => None,
    };
    let to = to.ok_or_else(unreadable)?;
    let length = to.days_since(from);
    if ends.next().is_some() || !(0..LONGEST).contains(&length) {
        return Err(NotAnArrangement::NotARange { word: word.to_owned() });
    }
    Ok((0..=length).map(|after| from.plus_days(after)).collect())
}

fn day_of(year: i32, month: u32, day: u32) -> Option<Day> {
    Day::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn numbers(text: &str) -> Vec<u32> {
    let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().unwrap_or(u32::MAX)).collect()
}

/// A full stop ends a sentence, unless it stands within `2027.1.1`.
fn sentences(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let within = |at: usize| at > 0 && is_digit(at - 1) && is_digit(at + 1);
    chars.iter().enumerate().map(|(at, &c)| if c == '.' && !within(at) { ' ' } else { c }).collect()
}

/// 「（周五）」 says nothing that the date does not say.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: char| {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                return None;
            }
            _ => {}
        }
        (depth == 0).then_some(c)
    };
    text.chars().filter_map(outside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(off: &str, worked: &str) -> Result<Arrangement, NotAnArrangement> {
        Arrangement::announced(2026, off, worked)
    }

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    /// The days of 2026, in the manner of such an announcement.
    #[test]
    fn the_announcement_of_2026_is_read_as_it_was_announced() {
        let off = "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。
            二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。
            三、清明节：4月4日（周六）至6日（周一）放假，共3天。
            四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。
            五、端午节：6月19日（周五）至21日（周日）放假，共3天。
            六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
            七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。";
        let worked = "1月4日（周日）上班。2月14日（周六）、2月28日（周六）上班。5月9日（周六）上班。
            9月20日（周日）、10月10日（周六）上班。";
        let read = read(off, worked).expect("an arrangement");
        let posted: super::super::WorkCalendar =
            serde_json::from_str(include_str!("../../../../server/content/workdays-cn.json"))
                .expect("the calendar reads");
        assert_eq!(read.makeup_workdays, posted.years[&2026].makeup_workdays);
        // The data leave out the weekends inside a holiday that are off anyway.
        let off = |day: &Day| read.holidays.contains(day);
        assert!(posted.years[&2026].holidays.iter().all(off));
        assert!(read.holidays.iter().all(|day| !day.is_weekday() || posted.years[&2026].holidays.contains(day)));
    }

    #[test]
    fn days_are_read_however_they_are_written() {
        let whole = read("2026-10-01~2026-10-03 １月１日 2026年5月1日到2026.5.2", "").expect("an arrangement");
        let expected = ["2026-01-01", "2026-05-01", "2026-05-02", "2026-10-01", "2026-10-02", "2026-10-03"];
        assert_eq!(whole.holidays, expected.map(day).into());
    }

    #[test]
    fn what_cannot_be_an_arrangement_says_why() {
        use NotAnArrangement as N;
        assert_eq!(read("元旦放假", ""), Err(N::NoHolidays));
        assert_eq!(read("2月30日", ""), Err(N::NotADay { word: "2月30日".into() }));
        assert_eq!(read("5月3日至1日", ""), Err(N::NotARange { word: "5月3日至1日".into() }));
        assert_eq!(read("1月1日至12月31日", ""), Err(N::NotARange { word: "1月1日至12月31日".into() }));
        assert_eq!(read("2027-01-01", ""), Err(N::OtherYear { day: day("2027-01-01") }));
        assert_eq!(read("10月10日", "10月10日"), Err(N::WorkedAndOff { day: day("2026-10-10") }));
        assert_eq!(read("10月1日", "10月12日"), Err(N::NotAWeekend { day: day("2026-10-12") }));
        for why in [N::NoHolidays, N::TooManyHolidays, N::NotADay { word: "x".into() }] {
            assert!(!why.sentence().zh.contains("{}") && !why.sentence().en.contains("{}"));
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_pasted_breaks_it(off in "\\PC{0,80}", worked in "[0-9月日至（）、 -]{0,40}") {
            if let Ok(arrangement) = read(&off, &worked) {
                prop_assert!(arrangement.checked(2026).is_ok());
            }
        }
    }
}
