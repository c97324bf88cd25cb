//! What a password must be. Length and a list of the usual guesses, no rules about kinds of characters
//! (NIST SP 800-63B, 5.1.1.2: such rules make passwords worse, not better).

use std::fmt;

use domain::typed::half_width;
use sync::protocol::Code;
use zxcvbn::zxcvbn;

/// Fewest and most characters. The upper bound keeps hashing cheap and leaves room for a sentence.
const CHARS: (usize, usize) = (10, 128);

/// Passwords that are tried first, of ten characters or more, without case and spaces. Shorter ones cannot be chosen
/// anyway. Put together by hand from the patterns that lead lists of leaked passwords, in this country and elsewhere,
/// and from the words of this trade.
const COMMON: &str = include_str!("common_passwords.txt");

/// A password that so many guesses reach, in the order in which a guesser tries, is as good as listed. Strangers have 180 tries an hour
/// at an account (`super::limits`): a million take them seven months, by when somebody has looked at the log.
const GUESSES: u64 = 1_000_000;

/// A password as typed. It is in no `Debug` output and has no `Display`.
#[derive(Clone, serde::Deserialize)]
#[serde(transparent)]
pub struct Password(String);

impl Password {
    /// Takes what was typed, unchanged: spaces belong to a sentence.
    #[must_use]
    pub fn new(typed: impl Into<String>) -> Self {
        Self(typed.into())
    }

    /// For the hash function only.
    #[must_use]
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether it may become the password of that account.
    ///
    /// # Errors
    ///
    /// The rule that it breaks, as a [`Code`] with its sentence.
    pub fn check(&self, account: &str) -> Result<(), Code> {
        let chars = self.0.chars().count();
        if chars < CHARS.0 {
            return Err(Code::PasswordTooShort);
        }
        if chars > CHARS.1 {
            return Err(Code::PasswordTooLong);
        }
        let plain = plain(&self.0);
        if plain == self::plain(account) {
            return Err(Code::PasswordIsAccount);
        }
        // Thirty thousand passwords and ten thousand names and words, backwards, with digits for letters, keys beside each other, dates and
        // what is repeated: the estimator's own lists, which it ships (zxcvbn, Wheeler 2016). The name of the account is no secret.
        if zxcvbn(&self.0, &[account]).guesses() < GUESSES {
            return Err(Code::PasswordCommon);
        }
        if is_monotonous(&plain) || COMMON.lines().any(|common| common == plain) {
            return Err(Code::PasswordCommon);
        }
        Ok(())
    }
}

/// Without case, width and spaces, so that `P a s s w o r d 1 2 3` is no way around the list.
fn plain(text: &str) -> String {
    half_width(text).to_lowercase().replace(char::is_whitespace, "")
}

/// One or two different characters only, such as `1111111111` or `abababababab`.
fn is_monotonous(plain: &str) -> bool {
    let mut chars: Vec<char> = plain.chars().collect();
    chars.sort_unstable();
    chars.dedup();
    chars.len() <= 2
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(password: &str) -> Result<(), Code> {
        Password::new(password).check("reception-desk")
    }

    #[test]
    fn a_sentence_in_any_script_is_a_good_password() {
        for good in ["每天早上七点开门前喝一杯茶", "correct horse battery", "ten chars!"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_not_bytes() {
        assert_eq!(check("一二三四五六七八九"), Err(Code::PasswordTooShort));
        assert_eq!(check("一二三四五六七八九十"), Ok(()));
        assert_eq!(check(&"长句".repeat(64)), Err(Code::PasswordCommon), "128 characters, but only two of them differ");
        assert_eq!(check(&"很长的句子".repeat(26)), Err(Code::PasswordTooLong));
    }

    #[test]
    fn what_anybody_would_try_first_is_refused_however_it_is_spaced() {
        for common in [
            "1234567890",
            "Password123",
            "p a s s w o r d 1 2 3",
            "ｑｗｅｒｔｙｕｉｏｐ",
            "0000000000",
            "woaini1314520",
        ] {
            assert_eq!(check(common), Err(Code::PasswordCommon), "{common}");
        }
        assert_eq!(check("Reception-Desk"), Err(Code::PasswordIsAccount));
    }

    #[test]
    fn what_lists_of_leaked_passwords_lead_with_is_refused_in_its_usual_disguises() {
        for leaked in
            ["liverpool1", "P@ssw0rd123", "michelle12", "1qaz2wsx3edc", "qwertyuiop[]", "drowssap123", "abcabcabcabc"]
        {
            assert_eq!(check(leaked), Err(Code::PasswordCommon), "{leaked}");
        }
        assert_eq!(check("reception-desk1"), Err(Code::PasswordCommon), "the account with a digit");
        for good in
            ["correct horse battery", "ten chars!", "一二三四五六七八九十", "开门前先数一遍钥匙", "vX2-kettle-moon"]
        {
            assert_eq!(
                check(good),
                if good.chars().count() < 10 { Err(Code::PasswordTooShort) } else { Ok(()) },
                "{good}"
            );
        }
    }

    #[test]
    fn the_longest_password_takes_no_time_to_look_at() {
        let begun = std::time::Instant::now();
        let _ = check(&"aB3$xyzzy 火锅".repeat(9));
        assert!(begun.elapsed() < std::time::Duration::from_secs(2), "{:?}", begun.elapsed());
    }

    #[test]
    fn every_listed_password_is_in_the_form_that_is_compared() {
        for common in COMMON.lines() {
            assert_eq!(common, plain(common));
            assert!(common.chars().count() >= CHARS.0, "{common} can never be chosen");
        }
    }

    #[test]
    fn a_password_stays_out_of_the_log() {
        assert_eq!(format!("{:?}", Password::new("secret sentence")), "Password(…)");
    }
}
