//! Points in time and calendar days. The field lives in Asia/Shanghai: UTC+8, no daylight saving since 1991.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use time::{Date, Duration, Month, OffsetDateTime, Time, UtcOffset};

use crate::{typed::plain_signs, words::Lang};

/// A point in time: milliseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

/// A calendar day in Shanghai.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

const SHANGHAI_HOURS: i8 = 8;
/// Moments beyond this are taken as this, so that a broken clock cannot make date arithmetic fail (year 9000).
const FURTHEST_MS: i64 = 221_845_392_000_000;

impl Moment {
    /// From milliseconds since 1970-01-01T00:00Z.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970-01-01T00:00Z.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Later by that many milliseconds (earlier where negative).
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// The clock on a wall in Shanghai.
    fn in_shanghai(self) -> OffsetDateTime {
        let bounded = self.0.clamp(-FURTHEST_MS / 16, FURTHEST_MS);
        let utc = OffsetDateTime::UNIX_EPOCH + Duration::milliseconds(bounded);
        utc.to_offset(UtcOffset::from_hms(SHANGHAI_HOURS, 0, 0).unwrap_or(UtcOffset::UTC))
    }

    /// The calendar day in Shanghai.
    #[must_use]
    pub fn day(self) -> Day {
        Day(self.in_shanghai().date())
    }

    /// Hour and minute in Shanghai.
    #[must_use]
    pub fn hour_minute(self) -> (u8, u8) {
        let at = self.in_shanghai();
        (at.hour(), at.minute())
    }

    /// `11 月 23 日 11:45`, `23 Nov 11:45`: as people say it here; the year only where it is not `today`'s.
    #[must_use]
    pub fn spoken(self, lang: Lang, today: Day) -> String {
        let (hour, minute) = self.hour_minute();
        format!("{} {hour:02}:{minute:02}", self.day().spoken(lang, today))
    }
}

impl Day {
    /// The day of that year, month (1–12) and day of the month, where there is one.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = Month::try_from(month).ok()?;
        Date::from_calendar_date(year, month, day).ok().map(Self)
    }

    /// Reads a day as typed or as a date field gives it: `2026-11-20`, `2026/11/20`, `2026.11.20`, `2026年11月20日`,
    /// `20261120`, also in full-width digits.
    #[must_use]
    pub fn parse(input: &str) -> Option<Self> {
        let plain = plain_signs(input).replace(char::is_whitespace, "");
        let plain = plain.trim_end_matches(['日', '号']);
        if plain.len() == 8 && plain.bytes().all(|b| b.is_ascii_digit()) {
            return Self::new(plain[..4].parse().ok()?, plain[4..6].parse().ok()?, plain[6..].parse().ok()?);
        }
        let mut parts = plain.split(['-', '/', '.', '年', '月']);
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, from 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        u8::from(self.0.month())
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self(self.0.replace_day(1).unwrap_or(self.0))
    }

    /// The next day (the same at the end of time).
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.next_day().unwrap_or(self.0))
    }

    /// Later by that many calendar days.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.checked_add(Duration::days(days)).unwrap_or(self.0))
    }

    /// Calendar days since `earlier`; negative where that is later.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).whole_days()
    }

    /// The same day so many years later; 29 February becomes 28 February.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Self {
        let year = self.0.year().saturating_add(years);
        Self(
            self.0
                .replace_year(year)
                .or_else(|_| self.0.replace_day(28).and_then(|d| d.replace_year(year)))
                .unwrap_or(self.0),
        )
    }

    /// The same day so many months later; where that month has no such day, its last.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let since = self.0.year().saturating_mul(12).saturating_add(i32::from(u8::from(self.0.month())) - 1);
        let then = since.saturating_add(months);
        let month = u8::try_from(then.rem_euclid(12) + 1).ok().and_then(|month| Month::try_from(month).ok());
        let in_month = |day| Date::from_calendar_date(then.div_euclid(12), month?, day).ok();
        Self((28..=self.0.day()).rev().chain([self.0.day()]).find_map(in_month).unwrap_or(self.0))
    }

    /// Monday to Friday.
    #[must_use]
    pub fn is_weekday(self) -> bool {
        self.0.weekday().number_days_from_monday() < 5
    }

    /// Days since the Monday of its week: 0 on a Monday.
    #[must_use]
    pub fn days_from_monday(self) -> u8 {
        self.0.weekday().number_days_from_monday()
    }

    /// The moment of that time of the day in Shanghai.
    #[must_use]
    pub fn at(self, hour: u8, minute: u8) -> Moment {
        let time = Time::from_hms(hour.min(23), minute.min(59), 0).unwrap_or(Time::MIDNIGHT);
        let local = self.0.with_time(time).assume_utc();
        Moment(local.unix_timestamp() * 1000 - i64::from(SHANGHAI_HOURS) * 3_600_000)
    }

    /// `11 月 23 日`, `23 Nov`; with the year where it is not `today`'s.
    #[must_use]
    pub fn spoken(self, lang: Lang, today: Day) -> String {
        let (year, month, day) = (self.0.year(), u8::from(self.0.month()), self.0.day());
        let same = year == today.year();
        match (lang, same) {
            (Lang::Zh, true) => format!("{month} 月 {day} 日"),
            (Lang::Zh, false) => format!("{year} 年 {month} 月 {day} 日"),
            (Lang::En, true) => format!("{day} {}", short_month(self.0.month())),
            (Lang::En, false) => format!("{day} {} {year}", short_month(self.0.month())),
        }
    }
}

fn short_month(month: Month) -> String {
    month.to_string().chars().take(3).collect()
}

/// ISO 8601: `2026-11-20`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a day (YYYY-MM-DD)"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let day = Day::new(2026, 11, 2);
        for typed in [
            "2026-11-02",
            "2026/11/2",
            "2026.11.02",
            "2026年11月2日",
            "20261102",
            "２０２６－１１－０２",
            " 2026 年 11 月 2 号 ",
        ] {
            assert_eq!(Day::parse(typed), day, "{typed}");
        }
        for typed in ["", "昨天", "2026-13-01", "2026-02-30", "26-11-02", "2026-11", "2026-11-02-03"] {
            assert_eq!(Day::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn shanghai_is_eight_hours_ahead_of_a_server_in_utc() {
        let late = Day::new(2026, 11, 23).map(|d| d.at(0, 30));
        assert_eq!(late.map(Moment::millis), Some(1_795_365_000_000));
        assert_eq!(late.map(|m| m.day().to_string()).as_deref(), Some("2026-11-23"));
    }

    #[test]
    fn the_leap_day_has_an_anniversary() {
        assert_eq!(Day::parse("2024-02-29").map(|d| d.plus_years(2).to_string()).as_deref(), Some("2026-02-28"));
    }

    #[test]
    fn half_a_year_later_is_the_same_day_or_the_last_of_its_month() {
        let later = |day: &str, months| Day::parse(day).map(|day| day.plus_months(months).to_string());
        for (day, months, then) in [
            ("2026-11-28", 6, "2027-05-28"),
            ("2026-08-31", 6, "2027-02-28"),
            ("2026-12-01", 1, "2027-01-01"),
            ("2027-03-31", -1, "2027-02-28"),
        ] {
            assert_eq!(later(day, months).as_deref(), Some(then), "{day}");
        }
    }

    proptest! {
        #[test]
        fn any_clock_has_a_day(millis in any::<i64>()) {
            let _ = Moment::from_millis(millis).spoken(Lang::Zh, Moment::from_millis(0).day());
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*") {
            let _ = Day::parse(&text);
        }
    }
}
