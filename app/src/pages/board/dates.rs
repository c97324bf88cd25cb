//! Days on a paper: always with the year, for a notice hangs for longer than one.

use domain::{moment::Day, words::Lang};

/// 「2026 年 11 月 23 日」, “23 Nov 2026”.
#[must_use]
pub fn full(day: Day, lang: Lang) -> String {
    day.spoken(lang, day.plus_years(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_never_left_out() {
        let day = Day::new(2026, 11, 23).expect("a day");
        assert_eq!(full(day, Lang::Zh), "2026 年 11 月 23 日");
        assert_eq!(full(day, Lang::En), "23 Nov 2026");
    }
}
