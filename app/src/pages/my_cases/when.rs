//! Times as people say them.

use domain::{
    calendar::Due,
    moment::{Day, Moment},
    words::{Lang, Text, text},
};

const TODAY: Text = text("今天 {}", "today {}");
const OFFLINE: Text = text("{}（离线填写，{} 送达）", "{} (written offline, delivered {})");
const BY: Text = text("{} 前", "by {}");
const TENTATIVE: Text = text("{}（暂定）", "{} (provisional)");
/// More than this between doing and arriving is told.
const WORTH_TELLING_MS: i64 = 5 * 60 * 1000;

/// 「今天 11:42」, 「11 月 20 日 11:42」.
#[must_use]
pub fn moment(lang: Lang, at: Moment, today: Day) -> String {
    if at.day() == today {
        let (hour, minute) = at.hour_minute();
        TODAY.fill(lang, &[&format!("{hour:02}:{minute:02}")])
    } else {
        at.spoken(lang, today)
    }
}

/// When something was done, and when it arrived where that was much later.
#[must_use]
pub fn done_and_arrived(lang: Lang, made_at: Moment, at: Moment, today: Day) -> String {
    let done = moment(lang, made_at, today);
    if at.millis() - made_at.millis() < WORTH_TELLING_MS {
        return done;
    }
    OFFLINE.fill(lang, &[&done, &moment(lang, at, today)])
}

/// 「11 月 24 日 17:30 前」, marked 暂定 where the year's holidays are not announced.
#[must_use]
pub fn due(lang: Lang, due: Due, today: Day) -> String {
    let by = BY.fill(lang, &[&moment(lang, due.at, today)]);
    if due.tentative { TENTATIVE.fill(lang, &[&by]) } else { by }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: u8, hour: u8) -> Moment {
        Day::new(2026, 11, day).expect("a day").at(hour, 0)
    }

    #[test]
    fn what_was_written_offline_says_when_it_arrived() {
        let today = at(23, 0).day();
        assert_eq!(done_and_arrived(Lang::Zh, at(23, 11), at(23, 11), today), "今天 11:00");
        assert_eq!(
            done_and_arrived(Lang::Zh, at(22, 11), at(23, 12), today),
            "11 月 22 日 11:00（离线填写，今天 12:00 送达）"
        );
    }

    #[test]
    fn a_promise_over_an_unannounced_year_is_provisional() {
        let words = due(Lang::Zh, Due { at: at(24, 17), tentative: true }, at(23, 0).day());
        assert_eq!(words, "11 月 24 日 17:00 前（暂定）");
    }
}
