//! Who is given a new case: the first receiver (首问人) is recorded once and answers for it to the end.

use domain::case::OnDuty;
use domain::ids::StaffId;
use sync::protocol::Seq;

use crate::store::entities::Receiver;

/// The domain's rule on what is known here.
pub(super) fn first_receiver(on_duty: &[Receiver]) -> Option<StaffId> {
    domain::case::first_receiver(&rule_sees(on_duty))
}

/// Who is on duty, as the domain's rules see them.
pub(super) fn rule_sees(on_duty: &[Receiver]) -> Vec<OnDuty> {
    let seen = |receiver: &Receiver| OnDuty {
        staff: receiver.staff,
        role: receiver.role,
        open_cases: u32::try_from(receiver.open_cases).unwrap_or_default(),
        last_given: receiver.last_assigned.0,
    };
    on_duty.iter().map(seen).collect()
}

/// Keeps the list in step with what this batch does.
pub(super) fn note(on_duty: &mut [Receiver], staff: StaffId, more: i64, assigned: Seq) {
    if let Some(receiver) = on_duty.iter_mut().find(|receiver| receiver.staff == staff) {
        receiver.open_cases += more;
        receiver.last_assigned = receiver.last_assigned.max(assigned);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::role::Role;
    use uuid::Uuid;

    fn receiver(number: u128, role: Role, open_cases: i64, last: i64) -> Receiver {
        Receiver { staff: StaffId(Uuid::from_u128(number)), role, open_cases, last_assigned: Seq(last) }
    }

    fn chosen(on_duty: &[Receiver]) -> Option<u128> {
        first_receiver(on_duty).map(|staff| staff.0.as_u128())
    }

    #[test]
    fn whoever_has_the_fewest_open_cases_gets_the_next_one() {
        let (mai, lin) = (receiver(1, Role::Receptionist, 2, 3), receiver(2, Role::Mediator, 1, 9));
        assert_eq!(chosen(&[mai, lin]), Some(2));
        assert_eq!(chosen(&[receiver(1, Role::Receptionist, 1, 3), lin]), Some(1), "among equals, who waited longest");
    }

    #[test]
    fn quality_control_and_the_regulator_are_given_none() {
        assert_eq!(chosen(&[receiver(1, Role::Quality, 0, 0), receiver(2, Role::Regulator, 0, 0)]), None);
        assert_eq!(chosen(&[]), None);
    }
}
