//! The two names of a member of staff: the account they sign in with, and the name under which they answer.

use domain::typed::{clean_line, half_width};
use sync::protocol::Code;

/// Fewest and most characters of an account name.
const ACCOUNT_CHARS: (usize, usize) = (2, 40);
/// Most characters of the name under which a member answers.
const NAME_CHARS: usize = 40;

/// What a member of staff types to sign in. Unique at a contact point, whatever the case or width of its letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountName {
    shown: String,
    key: String,
}

impl AccountName {
    /// Takes an account name as typed.
    ///
    /// # Errors
    ///
    /// [`Code::AccountInvalid`] where it is too short, too long, or has spaces inside.
    pub fn new(typed: &str) -> Result<Self, Code> {
        let shown = clean_line(typed);
        let chars = shown.chars().count();
        let fits = (ACCOUNT_CHARS.0..=ACCOUNT_CHARS.1).contains(&chars);
        if !fits || shown.contains(char::is_whitespace) {
            return Err(Code::AccountInvalid);
        }
        let key = half_width(&shown).to_lowercase();
        Ok(Self { shown, key })
    }

    /// As first written.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// By which it is found and compared.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// The name under which a member answers, such as 「接待员 01」; consumers read it.
///
/// # Errors
///
/// [`Code::NameInvalid`] where it is empty or too long.
pub fn display_name(typed: &str) -> Result<String, Code> {
    let name = clean_line(typed);
    let fits = (1..=NAME_CHARS).contains(&name.chars().count());
    if fits { Ok(name) } else { Err(Code::NameInvalid) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_the_same_however_it_is_typed() {
        let account = AccountName::new("  Mai.Desk ").expect("an account name");
        assert_eq!(account.shown(), "Mai.Desk");
        for typed in ["mai.desk", "MAI.DESK", "ｍａｉ.desk", "mai.desk\n"] {
            assert_eq!(AccountName::new(typed).expect("an account name").key(), account.key(), "{typed}");
        }
        assert_eq!(AccountName::new("麦小姐").expect("an account name").key(), "麦小姐");
    }

    #[test]
    fn an_account_that_could_not_be_typed_again_is_refused() {
        for typed in ["", "m", "mai desk", "mai\u{3000}desk", "a\nb", &"x".repeat(41)] {
            assert_eq!(AccountName::new(typed), Err(Code::AccountInvalid), "{typed}");
        }
    }

    #[test]
    fn a_name_has_one_line_and_something_to_see() {
        assert_eq!(display_name(" 接待员 01 ").as_deref(), Ok("接待员 01"));
        assert_eq!(display_name("接待员\n01").as_deref(), Ok("接待员 01"));
        assert_eq!(display_name("古丽\u{202E}米热•艾比布力").as_deref(), Ok("古丽米热•艾比布力"));
        for typed in ["", " \u{7}", "\u{200B}\u{3164}", &"长".repeat(41)] {
            assert_eq!(display_name(typed), Err(Code::NameInvalid), "{typed}");
        }
    }
}
