//! Every kind there is, in one list. See [`crate::kind`].

use crate::{
    album, board, canned_reply, case, fund, goods, kind::KindInfo, ledger, merchant, oversight, posting, publication,
    saved_view, staff, training,
};

/// All of them.
pub const ALL: &[&KindInfo] = &[
    &board::KIND,
    &case::KIND,
    &case::VIEW_KIND,
    &staff::KIND,
    &fund::MERCHANT_KIND,
    &canned_reply::KIND,
    &saved_view::KIND,
    &ledger::KIND,
    &merchant::KIND,
    &publication::KIND,
    &publication::PUBLISHED_KIND,
    &posting::KIND,
    &oversight::checklist::KIND,
    &oversight::inspection::KIND,
    &oversight::measure::KIND,
    &oversight::report::KIND,
    &oversight::directive::KIND,
    &oversight::look::KIND,
    &goods::KIND,
    &album::KIND,
    &training::KIND,
];

/// The kind of a name.
#[must_use]
pub fn named(name: &str) -> Option<&'static KindInfo> {
    ALL.iter().copied().find(|kind| kind.name == name)
}

/// The kind that an operation such as `case.file` changes.
#[must_use]
pub fn of_op(op: &str) -> Option<&'static KindInfo> {
    named(op.split_once('.')?.0)
}

/// Whether that operation begins an entity.
#[must_use]
pub fn begins(op: &str) -> bool {
    of_op(op).is_some_and(|kind| kind.begins.contains(&op))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_names_of_their_own_and_operations_carry_them() {
        for (place, kind) in ALL.iter().enumerate() {
            assert!(ALL[..place].iter().all(|other| other.name != kind.name), "{}", kind.name);
            for op in kind.commands {
                assert_eq!(of_op(op).map(|of| of.name), Some(kind.name), "{op}");
            }
            assert!(kind.begins.iter().all(|op| kind.commands.contains(op)), "{}", kind.name);
        }
        assert!(begins("case.file") && !begins("case.note") && !begins("dance.begin"));
    }
}
