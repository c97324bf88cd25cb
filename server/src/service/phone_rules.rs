//! The numbering plans of the world, by libphonenumber. They are too large for a browser and older than some numbers, so
//! they only ask again where somebody is there to answer: what a page took and a device kept is never refused by them.

use domain::form::Phone;
use phonenumber::metadata::{DATABASE, Descriptor, Metadata};

/// Most digits of a country code.
const CODE_DIGITS: usize = 3;

/// Whether a number from abroad has a country and as many digits as numbers have there. Those of mainland China are known
/// to the form itself.
pub(super) fn can_be_dialled(phone: &Phone) -> bool {
    let Some(digits) = phone.number().strip_prefix('+') else { return true };
    (1..=CODE_DIGITS).any(|length| {
        let Some((code, national)) = digits.split_at_checked(length) else { return false };
        let plans = code.parse::<u16>().ok().and_then(|code| DATABASE.by_code(&code)).unwrap_or_default();
        plans.into_iter().any(|plan| fits(plan, national))
    })
}

fn fits(plan: &Metadata, national: &str) -> bool {
    let has = |digits: usize| {
        let mut lengths = descriptors(plan).flat_map(Descriptor::possible_length);
        lengths.any(|length| usize::from(*length) == digits)
    };
    // With the digit that is dialled inside the country only, as in +44 020.
    let inside = plan.national_prefix().and_then(|prefix| national.strip_prefix(prefix));
    has(national.len()) || inside.is_some_and(|rest| has(rest.len()))
}

/// The kinds of numbers of a plan.
fn descriptors(plan: &Metadata) -> impl Iterator<Item = &Descriptor> {
    let kinds = plan.descriptors();
    let kinds = [
        Some(kinds.general()),
        kinds.fixed_line(),
        kinds.mobile(),
        kinds.toll_free(),
        kinds.premium_rate(),
        kinds.shared_cost(),
        kinds.personal_number(),
        kinds.voip(),
        kinds.pager(),
        kinds.uan(),
        kinds.voicemail(),
    ];
    kinds.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::form::AreaCode;

    #[test]
    fn an_example_of_every_kind_of_number_of_every_country_is_taken_by_the_form() {
        let mut taken = 0;
        for plan in DATABASE.iter() {
            let code = plan.country_code();
            for example in descriptors(plan).filter_map(Descriptor::example) {
                let typed = format!("+{code} {example}");
                let is_long = format!("{code}{example}").len() >= 7;
                // 95 hotlines and the like, which nobody dials from abroad, and which nobody is reached at.
                let is_hotline = code == 86 && example.len() < 9;
                if is_long && !is_hotline {
                    let phone = Phone::parse(&typed, AreaCode::default());
                    let phone = phone.unwrap_or_else(|_| panic!("refused: {typed} of {}", plan.id()));
                    assert!(can_be_dialled(&phone), "{typed} of {}", plan.id());
                    taken += 1;
                }
            }
        }
        assert!(taken > 1000, "{taken} examples");
    }

    #[test]
    fn a_number_of_no_country_or_of_another_length_is_asked_for_again() {
        for (typed, fits) in [
            ("+44 20 7946 0000", true),
            ("+44 20 7946", false),
            ("+1 202 555 0143", true),
            ("+1 202 555 01434", false),
            ("+999 123 4567", false),
            ("13800001111", true),
            ("61671254", true),
        ] {
            let phone = Phone::parse(typed, AreaCode::default()).expect("light enough for the browser");
            assert_eq!(can_be_dialled(&phone), fits, "{typed}");
        }
    }
}
