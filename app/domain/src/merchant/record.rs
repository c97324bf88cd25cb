//! What a merchant's file counts: the complaints about it, how fast it answers, and what it carries out. All of it follows from
//! the cases that are linked to the file.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::{MerchantFile, Standing};
use crate::{
    case::{Case, Event},
    form::Kind,
    ids::MerchantId,
    moment::Moment,
    money::Yuan,
};

/// The figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MerchantRecord {
    /// Complaints, without those that go on in another.
    pub complaints: u64,
    /// Of them, open.
    pub open: u64,
    /// How often it was asked for an answer.
    pub asked: u64,
    /// How often it answered.
    pub answered: u64,
    /// Of them, within its time.
    pub in_time: u64,
    /// How often its time ran out without an answer.
    pub silent: u64,
    /// From the question to the answer, together, in milliseconds.
    pub answered_within: i64,
    /// Settlements.
    pub settled: u64,
    /// Settlements that it carried out.
    pub performed: u64,
    /// Settlements that it did not carry out.
    pub unperformed: u64,
    /// What the mall paid first for it.
    pub paid_first: Yuan,
}

impl MerchantRecord {
    /// The figures of those cases, by that moment.
    #[must_use]
    pub fn of<'a>(cases: impl IntoIterator<Item = &'a Case>, now: Moment) -> Self {
        let mut record = Self::default();
        cases.into_iter().filter(|case| case.merged_into.is_none()).for_each(|case| record.add(case, now));
        record
    }

    fn add(&mut self, case: &Case, now: Moment) {
        if case.complaint.kind != Kind::Complaint {
            return;
        }
        self.complaints += 1;
        self.open += u64::from(case.is_open());
        let paid = case.payments.iter().filter(|payment| payment.paid_at.is_some());
        let paid: i64 = paid.map(|payment| payment.amount.fen()).sum();
        self.paid_first = Yuan::from_fen(self.paid_first.fen().saturating_add(paid));
        // Since when, and until when, it is asked.
        let mut asked = None::<(Moment, Moment)>;
        for entry in &case.timeline {
            match &entry.event {
                Some(Event::SentToMerchant { due, .. }) => {
                    self.asked += 1;
                    asked = Some((entry.made_at, due.at));
                }
                Some(Event::MerchantReplied { .. }) => {
                    let Some((since, until)) = asked.take() else { continue };
                    self.answered += 1;
                    self.in_time += u64::from(entry.made_at <= until);
                    let took = entry.made_at.millis().saturating_sub(since.millis()).max(0);
                    self.answered_within = self.answered_within.saturating_add(took);
                }
                Some(Event::Settled { .. }) => self.settled += 1,
                Some(Event::PerformanceProven { .. }) => self.performed += 1,
                Some(Event::Unperformed { .. }) => self.unperformed += 1,
                _ => {}
            }
        }
        self.silent += u64::from(asked.is_some_and(|(_, until)| until < now));
    }

    /// Of the questions whose time is over, how many were answered in time, in percent. None where none was asked.
    #[must_use]
    pub const fn response_rate(&self) -> Option<u64> {
        (self.in_time * 100).checked_div(self.answered + self.silent)
    }

    /// How long an answer takes, in hours, rounded up. None where there was none.
    #[must_use]
    pub fn response_hours(&self) -> Option<i64> {
        const HOUR: i64 = 3_600_000;
        let answers = i64::try_from(self.answered).ok().filter(|answers| *answers > 0)?;
        Some((self.answered_within / answers + HOUR - 1) / HOUR)
    }
}

/// The files whose cases count for one: itself, and those that go on in it.
#[must_use]
pub fn counted_for<'a>(
    id: MerchantId,
    files: impl IntoIterator<Item = (MerchantId, &'a MerchantFile)>,
) -> BTreeSet<MerchantId> {
    let into = |(from, file): (MerchantId, &MerchantFile)| match file.standing {
        Standing::Merged { into, .. } => Some((from, into)),
        _ => None,
    };
    let merged: Vec<_> = files.into_iter().filter_map(into).collect();
    let mut all = BTreeSet::from([id]);
    // A merge after a merge: until nothing more joins.
    while let Some((from, _)) = merged.iter().find(|(from, into)| all.contains(into) && !all.contains(from)) {
        all.insert(*from);
    }
    all
}
