//! A plan while it is being edited: what is typed, and the plan that it makes.

use domain::{
    moment::Day,
    roster::{Days, Exception, NotAPlan, Plan, Shift, TimeOfDay, Weekday},
    words::{Bilingual, Text, text},
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Exceptions that are over so long are dropped with the next change.
const KEPT_DAYS: i64 = 60;
const NO_DAY: Text = text("有一处日期没有填，请补上。", "A day is missing; please fill it in.");
const NO_TIME: Text = text("有一处时间没有填，请补上。", "A time is missing; please fill it in.");

/// A regular shift as typed.
#[derive(Clone, Copy, Debug)]
pub struct ShiftDraft {
    /// Its name on this page.
    pub key: usize,
    /// On working days, else on those chosen.
    pub workdays: RwSignal<bool>,
    /// The days chosen.
    pub days: RwSignal<BTreeSet<Weekday>>,
    /// From.
    pub from: RwSignal<String>,
    /// To.
    pub to: RwSignal<String>,
}

/// What differs on single days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 请假.
    Leave,
    /// 外出.
    Away,
    /// 加班.
    Extra,
}

impl Kind {
    /// In the order of the menu.
    pub const ALL: [Self; 3] = [Self::Leave, Self::Away, Self::Extra];

    /// As people say it.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Leave => text("请假（整天）", "Leave (whole days)"),
            Self::Away => text("外出几小时", "Away for hours"),
            Self::Extra => text("加班或换班", "Extra shift"),
        }
    }

    /// The word of the menu.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leave => "leave",
            Self::Away => "away",
            Self::Extra => "extra",
        }
    }
}

/// An exception as typed.
#[derive(Clone, Copy, Debug)]
pub struct ExceptionDraft {
    /// Its name on this page.
    pub key: usize,
    /// What it is.
    pub kind: RwSignal<Kind>,
    /// The day, or the first of them.
    pub first: RwSignal<String>,
    /// The last day of leave.
    pub last: RwSignal<String>,
    /// From.
    pub from: RwSignal<String>,
    /// To.
    pub to: RwSignal<String>,
}

/// A plan while it is being edited.
#[derive(Clone, Copy, Debug)]
pub struct Draft {
    /// The regular shifts.
    pub shifts: RwSignal<Vec<ShiftDraft>>,
    /// What is to come.
    pub exceptions: RwSignal<Vec<ExceptionDraft>>,
    /// What is over, kept for looking back.
    past: StoredValue<Vec<Exception>>,
    next_key: StoredValue<usize>,
}

/// What was typed makes no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No day.
    Day,
    /// No time.
    Time,
    /// It cannot be a plan.
    Plan(NotAPlan),
}

impl Wrong {
    /// What is wrong and what to do.
    #[must_use]
    pub fn sentence(self) -> Bilingual {
        match self {
            Self::Day => NO_DAY.into(),
            Self::Time => NO_TIME.into(),
            Self::Plan(why) => why.sentence(),
        }
    }
}

impl Draft {
    /// Of the plan as it stands.
    #[must_use]
    pub fn of(plan: &Plan, today: Day) -> Self {
        let (shifts, exceptions) = (RwSignal::new(Vec::new()), RwSignal::new(Vec::new()));
        let draft = Self { shifts, exceptions, past: StoredValue::default(), next_key: StoredValue::default() };
        plan.shifts.iter().for_each(|shift| draft.add_shift(shift));
        for exception in &plan.exceptions {
            if exception.last_day() >= today {
                draft.add_exception(exception);
            } else if today.days_since(exception.last_day()) <= KEPT_DAYS {
                draft.past.update_value(|past| past.push(*exception));
            }
        }
        draft
    }

    /// One more shift: an ordinary one, to be changed.
    pub fn add_ordinary_shift(self) {
        if let (Some(from), Some(to)) = (TimeOfDay::new(9, 0), TimeOfDay::new(17, 30)) {
            self.add_shift(&Shift { on: Days::Workdays, from, to });
        }
    }

    /// One more exception: a day of leave, to be changed.
    pub fn add_leave(self, day: Day) {
        self.add_exception(&Exception::Leave { first: day, last: day });
    }

    /// The plan that is typed.
    ///
    /// # Errors
    /// [`Wrong`].
    pub fn read(self) -> Result<Plan, Wrong> {
        let shifts = self.shifts.with_untracked(|all| all.iter().map(ShiftDraft::read).collect::<Result<_, _>>())?;
        let coming = self
            .exceptions
            .with_untracked(|all| all.iter().map(ExceptionDraft::read).collect::<Result<Vec<_>, _>>())?;
        let exceptions = self.past.get_value().into_iter().chain(coming).collect();
        Plan { shifts, exceptions }.checked().map_err(Wrong::Plan)
    }

    fn key(self) -> usize {
        self.next_key.update_value(|key| *key += 1);
        self.next_key.get_value()
    }

    fn add_shift(self, shift: &Shift) {
        let days = match &shift.on {
            Days::Workdays => BTreeSet::new(),
            Days::Weekdays(days) => days.clone(),
        };
        let draft = ShiftDraft {
            key: self.key(),
            workdays: RwSignal::new(shift.on == Days::Workdays),
            days: RwSignal::new(days),
            from: RwSignal::new(shift.from.to_string()),
            to: RwSignal::new(shift.to.to_string()),
        };
        self.shifts.update(|shifts| shifts.push(draft));
    }

    fn add_exception(self, exception: &Exception) {
        let (kind, hours) = match exception {
            Exception::Leave { .. } => (Kind::Leave, None),
            Exception::Away { from, to, .. } => (Kind::Away, Some((*from, *to))),
            Exception::Extra { from, to, .. } => (Kind::Extra, Some((*from, *to))),
        };
        let (from, to) = hours.map_or_else(Default::default, |(from, to)| (from.to_string(), to.to_string()));
        let draft = ExceptionDraft {
            key: self.key(),
            kind: RwSignal::new(kind),
            first: RwSignal::new(exception.first_day().to_string()),
            last: RwSignal::new(exception.last_day().to_string()),
            from: RwSignal::new(from),
            to: RwSignal::new(to),
        };
        self.exceptions.update(|exceptions| exceptions.push(draft));
    }
}

impl ShiftDraft {
    fn read(&self) -> Result<Shift, Wrong> {
        let on = if self.workdays.get_untracked() { Days::Workdays } else { Days::Weekdays(self.days.get_untracked()) };
        Ok(Shift { on, from: time(self.from)?, to: time(self.to)? })
    }
}

impl ExceptionDraft {
    fn read(&self) -> Result<Exception, Wrong> {
        let first = day(self.first)?;
        Ok(match self.kind.get_untracked() {
            Kind::Leave => Exception::Leave { first, last: day(self.last)? },
            Kind::Away => Exception::Away { day: first, from: time(self.from)?, to: time(self.to)? },
            Kind::Extra => Exception::Extra { day: first, from: time(self.from)?, to: time(self.to)? },
        })
    }
}

fn day(typed: RwSignal<String>) -> Result<Day, Wrong> {
    typed.with_untracked(|typed| Day::parse(typed)).ok_or(Wrong::Day)
}

fn time(typed: RwSignal<String>) -> Result<TimeOfDay, Wrong> {
    typed.with_untracked(|typed| TimeOfDay::parse(typed)).ok_or(Wrong::Time)
}

#[cfg(test)]
mod tests;
