//! Times of the day and days of the week, as a plan has them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

use crate::{
    moment::{Day, Moment},
    typed::plain_signs,
    words::{Text, text},
};

/// A time of the day in Shanghai: `09:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    hour: u8,
    minute: u8,
}

impl TimeOfDay {
    /// Where there is such a time.
    #[must_use]
    pub const fn new(hour: u8, minute: u8) -> Option<Self> {
        if hour < 24 && minute < 60 { Some(Self { hour, minute }) } else { None }
    }

    /// Reads a time as typed or as a time field gives it: `9:00`, `09:00`, `９：００`, `09:00:00`.
    #[must_use]
    pub fn parse(input: &str) -> Option<Self> {
        let plain = plain_signs(input);
        let mut parts = plain.split(':');
        let (hour, minute) = (parts.next()?, parts.next()?);
        if minute.len() != 2 {
            return None;
        }
        Self::new(hour.parse().ok()?, minute.parse().ok()?)
    }

    /// The moment on that day.
    #[must_use]
    pub fn on(self, day: Day) -> Moment {
        day.at(self.hour, self.minute)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a time (HH:MM)"))
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// 星期一.
    Monday,
    /// 星期二.
    Tuesday,
    /// 星期三.
    Wednesday,
    /// 星期四.
    Thursday,
    /// 星期五.
    Friday,
    /// 星期六.
    Saturday,
    /// 星期日.
    Sunday,
}

impl Weekday {
    /// From Monday on.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Of a day.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self::ALL[usize::from(day.days_from_monday()).min(6)]
    }

    /// `周一`, `Mon`.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Monday => text("周一", "Mon"),
            Self::Tuesday => text("周二", "Tue"),
            Self::Wednesday => text("周三", "Wed"),
            Self::Thursday => text("周四", "Thu"),
            Self::Friday => text("周五", "Fri"),
            Self::Saturday => text("周六", "Sat"),
            Self::Sunday => text("周日", "Sun"),
        }
    }
}
