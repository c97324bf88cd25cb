//! Where a case stands for its consumer, and what they can do with it now: plain answers, the same with and without scripts.

use domain::{
    case::{Action, Command, State, moves_from},
    moment::Moment,
    role::Actor,
};

use crate::device::{Delivery, OwnCase};

/// Where a case stands as far as this device knows.
#[must_use]
pub fn state_of(own: &OwnCase) -> State {
    match (&own.delivery, &own.view) {
        (Delivery::Delivered, Some(view)) => view.state,
        (Delivery::Delivered, None) => State::Received,
        (Delivery::Waiting | Delivery::SetAside { .. }, _) => State::Queued,
    }
}

/// Where it stands for its consumer: a merged case where the one is in which it goes on.
#[must_use]
pub fn stands_as(own: &OwnCase) -> State {
    own.view.as_ref().and_then(|view| view.merged_state).unwrap_or_else(|| state_of(own))
}

/// It goes on together with another case.
#[must_use]
pub fn is_merged(own: &OwnCase) -> bool {
    own.view.as_ref().is_some_and(|view| view.merged)
}

/// Whether 「没解决」 can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objecting {
    /// Nothing is closed, or it has been said and is on its way.
    No,
    /// Until then; a history may not say until when, and then the server decides.
    Until(Option<Moment>),
    /// No longer, since then.
    Over(Moment),
}

/// Whether 「没解决」 can be said at that moment.
#[must_use]
pub fn objecting(own: &OwnCase, now: Moment) -> Objecting {
    let until = own.view.as_ref().and_then(|view| view.object_until);
    match until {
        _ if stands_as(own) != State::Closed || is_on_its_way(own, |it| matches!(it, Command::Object { .. })) => {
            Objecting::No
        }
        Some(until) if now >= until => Objecting::Over(until),
        until => Objecting::Until(until),
    }
}

/// Whether an answer is asked for.
#[must_use]
pub fn is_asked(own: &OwnCase) -> bool {
    moves_from(state_of(own), Actor::Consumer).any(|row| row.action == Action::Supplement)
}

/// Whether something can be added: also while the filing waits for a network, for it is delivered after it.
#[must_use]
pub fn can_add(own: &OwnCase) -> bool {
    !is_set_aside(own) && !state_of(own).is_final() && !is_withdrawing(own)
}

/// Whether it can be taken back: also while the filing waits for a network.
#[must_use]
pub fn can_withdraw(own: &OwnCase) -> bool {
    let state = state_of(own);
    let by_table = moves_from(state, Actor::Consumer).any(|row| row.action == Action::Withdraw);
    (by_table || state == State::Queued && !is_set_aside(own)) && !is_withdrawing(own)
}

fn is_set_aside(own: &OwnCase) -> bool {
    matches!(own.delivery, Delivery::SetAside { .. })
}

fn is_withdrawing(own: &OwnCase) -> bool {
    is_on_its_way(own, |command| matches!(command, Command::Withdraw { .. }))
}

fn is_on_its_way(own: &OwnCase, what: impl Fn(&Command) -> bool) -> bool {
    own.waiting.iter().any(|words| words.refused.is_none() && what(&words.command))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::WaitingWords;
    use domain::{
        case::CaseView,
        claim_code::{ClaimCode, RANDOM_BYTES},
        form::Kind,
        ids::CaseId,
        moment::Day,
        words::Bilingual,
    };
    use serde_json::json;
    use uuid::Uuid;

    fn at(day: u8) -> Moment {
        Day::new(2026, 11, day).expect("a day").at(10, 0)
    }

    fn view(state: State) -> CaseView {
        let view = json!({
            "id": Uuid::nil(), "rev": 3, "number": null, "kind": "complaint", "goods": "电饭煲", "state": state,
            "first_receiver": null, "filed_at": at(2), "received_at": at(2), "due": null,
            "object_until": (state == State::Closed).then(|| Day::new(2026, 11, 10).expect("a day").at(0, 0)),
            "timeline": [],
        });
        serde_json::from_value(view).expect("a view")
    }

    fn own(delivery: Delivery, view: Option<CaseView>) -> OwnCase {
        let claim = ClaimCode::from_random([0; RANDOM_BYTES]);
        let (id, goods) = (CaseId(Uuid::nil()), "电饭煲".to_owned());
        let filed_at = at(2);
        OwnCase { id, claim, kind: Kind::Complaint, goods, filed_at, saved: true, delivery, view, waiting: Vec::new() }
    }

    fn does(own: &mut OwnCase, command: Command, refused: Option<Bilingual>) {
        own.waiting.push(WaitingWords { at: at(3), command, refused });
    }

    #[test]
    fn what_waits_for_a_network_can_be_added_to_and_taken_back() {
        let mut waiting = own(Delivery::Waiting, None);
        assert_eq!((can_add(&waiting), can_withdraw(&waiting), is_asked(&waiting)), (true, true, false));
        does(&mut waiting, Command::Supplement { words: "还有小票".into() }, None);
        assert!(can_add(&waiting) && can_withdraw(&waiting), "as often as they like");
        does(&mut waiting, Command::Withdraw { words: String::new() }, None);
        assert!(!can_add(&waiting) && !can_withdraw(&waiting), "once");
        let just_delivered = own(Delivery::Delivered, None);
        assert!(can_add(&just_delivered) && can_withdraw(&just_delivered));
        let aside = own(Delivery::SetAside { detail: Bilingual::default() }, None);
        assert!(!can_add(&aside) && !can_withdraw(&aside), "a person has to look at the filing first");
    }

    #[test]
    fn not_solved_can_be_said_until_the_seventh_day_is_over() {
        let closed = own(Delivery::Delivered, Some(view(State::Closed)));
        let until = Day::new(2026, 11, 10).expect("a day").at(0, 0);
        assert_eq!(objecting(&closed, at(9)), Objecting::Until(Some(until)));
        assert_eq!(objecting(&closed, until), Objecting::Over(until));
        assert_eq!(objecting(&closed, at(30)), Objecting::Over(until));
        assert_eq!(objecting(&own(Delivery::Delivered, Some(view(State::Accepted))), at(9)), Objecting::No);
        let mut said = closed;
        does(&mut said, Command::Object { words: "还是坏的".into() }, None);
        assert_eq!(objecting(&said, at(9)), Objecting::No, "said, and on its way");
        said.waiting[0].refused = Some(Bilingual::default());
        assert_eq!(objecting(&said, at(9)), Objecting::Until(Some(until)), "refused, it can be said again");
    }

    #[test]
    fn a_merged_case_stands_where_the_other_does() {
        let merged = |state| CaseView { merged: true, merged_state: state, ..view(State::Received) };
        let goes_on = own(Delivery::Delivered, Some(merged(Some(State::Mediating))));
        assert_eq!((stands_as(&goes_on), state_of(&goes_on)), (State::Mediating, State::Received));
        assert!(is_merged(&goes_on) && can_add(&goes_on) && can_withdraw(&goes_on));
        let until = Some(at(20));
        let ended = CaseView { object_until: until, ..merged(Some(State::Closed)) };
        assert_eq!(objecting(&own(Delivery::Delivered, Some(ended)), at(9)), Objecting::Until(until));
        let older = own(Delivery::Delivered, Some(merged(None)));
        assert_eq!(stands_as(&older), State::Received, "a history that does not tell");
    }
}
