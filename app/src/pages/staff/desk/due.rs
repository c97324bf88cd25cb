//! The promised time in words. It says first whether somebody has to hurry.

use domain::{
    calendar::Due,
    case::State,
    moment::Moment,
    words::{Lang, Text, text},
};

const LATE_MINUTES: Text = text("超时 {} 分钟", "{} min late");
const LATE_HOURS: Text = text("超时 {} 小时", "{} h late");
const LATE_DAYS: Text = text("超时 {} 天", "{} d late");
const TODAY: Text = text("今天 {} 前", "today by {}");
const TOMORROW: Text = text("明天 {} 前", "tomorrow by {}");
const BY_DAY: Text = text("{}前", "by {}");
const TENTATIVE: Text = text("{}（暂定）", "{} (provisional)");
const CONSUMER_UNTIL: Text = text("等消费者，{}", "consumer’s turn, {}");
const PAUSED: Text = text("时钟暂停", "clock paused");

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// How urgent it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// The time has passed.
    Late,
    /// Today.
    Soon,
    /// Another day, or none.
    Calm,
}

impl Urgency {
    /// The class that colours the words; they say it themselves as well.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Calm => "",
        }
    }
}

/// Now, and the day that it is. The calendar is asked once, however many cases are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Today {
    now: Moment,
    midnight: Moment,
    next_midnight: Moment,
}

impl Today {
    /// The day of a moment.
    #[must_use]
    pub fn of(now: Moment) -> Self {
        let day = now.day();
        Self { now, midnight: day.at(0, 0), next_midnight: day.next().at(0, 0) }
    }

    /// How urgent a case is. A question to the consumer is nobody's hurry here.
    #[must_use]
    pub fn urgency(self, due: Option<Due>, state: State) -> Urgency {
        let Some(due) = due.filter(|_| !state.is_final()) else { return Urgency::Calm };
        if due.at < self.now {
            Urgency::Late
        } else if state != State::NeedsMore && (self.midnight..self.next_midnight).contains(&due.at) {
            Urgency::Soon
        } else {
            Urgency::Calm
        }
    }
}

/// How urgent one case is.
#[must_use]
pub fn urgency(due: Option<Due>, state: State, now: Moment) -> Urgency {
    Today::of(now).urgency(due, state)
}

/// The promised time in words; none for a case that has ended or has no clock.
#[must_use]
pub fn due_words(due: Option<Due>, state: State, now: Moment, lang: Lang) -> Option<String> {
    if state.is_final() {
        return None;
    }
    if state == State::Testing {
        return Some(PAUSED.in_lang(lang).to_owned());
    }
    let due = due?;
    if due.at < now {
        return Some(late(now.millis() - due.at.millis(), lang));
    }
    let when = until(due, now, lang);
    Some(if state == State::NeedsMore { CONSUMER_UNTIL.fill(lang, &[&when]) } else { when })
}

fn late(millis: i64, lang: Lang) -> String {
    let (pattern, unit) = match millis {
        ..HOUR_MS => (LATE_MINUTES, MINUTE_MS),
        HOUR_MS..DAY_MS => (LATE_HOURS, HOUR_MS),
        _ => (LATE_DAYS, DAY_MS),
    };
    pattern.fill(lang, &[&(millis / unit).max(1).to_string()])
}

fn until(due: Due, now: Moment, lang: Lang) -> String {
    let (hour, minute) = due.at.hour_minute();
    let clock = format!("{hour:02}:{minute:02}");
    let (today, day) = (now.day(), due.at.day());
    let words = if day == today {
        TODAY.fill(lang, &[&clock])
    } else if day == today.next() {
        TOMORROW.fill(lang, &[&clock])
    } else {
        BY_DAY.fill(lang, &[&day.spoken(lang, today)])
    };
    if due.tentative { TENTATIVE.fill(lang, &[&words]) } else { words }
}

/// A moment as a timeline says it: the clock alone where it is today.
#[must_use]
pub fn when(at: Moment, now: Moment, lang: Lang) -> String {
    let (hour, minute) = at.hour_minute();
    if at.day() == now.day() { format!("{hour:02}:{minute:02}") } else { at.spoken(lang, now.day()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::moment::Day;

    fn at(day: &str, hour: u8, minute: u8) -> Moment {
        Day::parse(day).expect("a day").at(hour, minute)
    }

    fn said(due: Moment, now: Moment) -> String {
        due_words(Some(Due { at: due, tentative: false }), State::Accepted, now, Lang::Zh).expect("words")
    }

    #[test]
    fn a_day_at_the_desk() {
        let due = at("2026-11-24", 17, 30);
        assert_eq!(said(due, at("2026-11-20", 9, 0)), "11 月 24 日前");
        assert_eq!(said(due, at("2026-11-23", 18, 0)), "明天 17:30 前");
        assert_eq!(said(due, at("2026-11-24", 9, 0)), "今天 17:30 前");
        assert_eq!(said(due, at("2026-11-24", 17, 31)), "超时 1 分钟");
        assert_eq!(said(due, at("2026-11-24", 19, 45)), "超时 2 小时");
        assert_eq!(said(due, at("2026-11-27", 9, 0)), "超时 2 天");
    }

    #[test]
    fn a_year_without_announced_holidays_is_provisional() {
        let due = Due { at: at("2027-01-04", 17, 30), tentative: true };
        let words = due_words(Some(due), State::Accepted, at("2026-12-30", 9, 0), Lang::Zh);
        assert_eq!(words.as_deref(), Some("2027 年 1 月 4 日前（暂定）"));
    }

    #[test]
    fn nobody_hurries_for_a_pause_or_an_end() {
        let due = Some(Due { at: at("2026-11-24", 17, 30), tentative: false });
        let now = at("2026-11-24", 9, 0);
        assert_eq!(due_words(None, State::Testing, now, Lang::Zh).as_deref(), Some("时钟暂停"));
        assert_eq!(due_words(due, State::Closed, now, Lang::Zh), None);
        assert_eq!(due_words(due, State::NeedsMore, now, Lang::Zh).as_deref(), Some("等消费者，今天 17:30 前"));
        assert_eq!(urgency(due, State::NeedsMore, now), Urgency::Calm);
        assert_eq!(urgency(due, State::Accepted, now), Urgency::Soon);
        assert_eq!(urgency(due, State::Accepted, at("2026-11-24", 18, 0)), Urgency::Late);
    }
}
