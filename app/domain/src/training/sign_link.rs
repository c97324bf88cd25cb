//! What the code at the door says: which training, its secret, and enough of it for a device without a network to show what its
//! person signs.

use uuid::Uuid;

use super::Training;
use crate::moment::Day;

/// The parts of a code, as they stand behind `#`, which browsers send to nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignLink {
    /// Which training.
    pub training: Uuid,
    /// What only the code at its door says.
    pub code: String,
    /// Its day.
    pub day: Day,
    /// What it is about.
    pub subject: String,
}

impl SignLink {
    /// Of a training.
    #[must_use]
    pub fn of(id: Uuid, training: &Training) -> Self {
        let plan = &training.plan;
        Self { training: id, code: training.code.clone(), day: plan.day, subject: plan.subject.clone() }
    }

    /// As it stands behind `#`; whoever writes an address encodes the subject.
    #[must_use]
    pub fn fragment(&self) -> String {
        format!("{}.{}.{}.{}", self.training.simple(), self.code, self.day, self.subject)
    }

    /// Reads it; none where it is no code of ours.
    #[must_use]
    pub fn read(fragment: &str) -> Option<Self> {
        let mut parts = fragment.splitn(4, '.');
        let (training, code) = (parts.next()?.parse().ok()?, parts.next()?.to_owned());
        let (day, subject) = (Day::parse(parts.next()?)?, parts.next()?.to_owned());
        (!code.is_empty() && !subject.is_empty()).then_some(Self { training, code, day, subject })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_written_and_what_is_none_is_none() {
        let day = Day::parse("2026-12-01").expect("a day");
        let link = SignLink {
            training: Uuid::from_u128(7),
            code: "0123456789abcdef".into(),
            day,
            subject: "食品安全 2.0：怎么答".into(),
        };
        assert_eq!(SignLink::read(&link.fragment()), Some(link));
        for none in ["", "x.y.z", "00000000000000000000000000000007.code", "7.code.2026-12-01.主题", "a.b.c.d"] {
            assert_eq!(SignLink::read(none), None, "{none}");
        }
    }
}
