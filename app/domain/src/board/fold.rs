//! Seeing past how a character was typed: full or half width, curly or straight quotes, capital or small.

/// A character as comparison sees it. The board is typed with half-width punctuation, the law with full-width.
pub(super) fn fold(c: char) -> char {
    match c {
        '\u{3000}' | '\u{A0}' => ' ',
        '。' | '｡' => '.',
        '､' => '、',
        '“' | '”' | '„' | '＂' => '"',
        '‘' | '’' | '＇' => '\'',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// A text folded for search, with the way back to the characters it came from.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    chars: Vec<char>,
    /// For each folded character, the index of the original one.
    origin: Vec<usize>,
}

impl Folded {
    /// Folds a text. `close_gaps` drops white space: the board has gaps inside words (`医疗 费`), Chinese needs none.
    pub(super) fn new(text: &str, close_gaps: bool) -> Self {
        let mut folded = Self::default();
        for (index, c) in text.chars().enumerate() {
            let c = fold(c);
            if close_gaps && c.is_whitespace() {
                continue;
            }
            for lower in c.to_lowercase() {
                folded.chars.push(lower);
                folded.origin.push(index);
            }
        }
        folded
    }

    /// As it is compared.
    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Where something stands that differs from the (folded) term by one sign: another one, one more, one less, or two that changed places.
    pub(super) fn find_near(&self, term: &[char]) -> Vec<(usize, usize)> {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < self.chars.len() {
            let rest = &self.chars[at..];
            let widths = [term.len(), term.len() - 1, term.len() + 1];
            let near = widths.into_iter().find(|width| {
                // A gap at an edge is no sign of a word.
                rest.get(..*width).is_some_and(|there| differs_by_one(there, term) && is_whole(there))
            });
            let Some(width) = near else {
                at += 1;
                continue;
            };
            found.push((self.origin[at], self.origin[at + width - 1] + 1));
            at += width;
        }
        found
    }

    /// Where the (folded) term occurs, as ranges of original characters.
    pub(super) fn find(&self, term: &[char]) -> Vec<(usize, usize)> {
        if term.is_empty() || term.len() > self.chars.len() {
            return Vec::new();
        }
        let digits = term.iter().all(char::is_ascii_digit);
        let is_digit = |at: Option<usize>| at.and_then(|at| self.chars.get(at)).is_some_and(char::is_ascii_digit);
        self.chars
            .windows(term.len())
            .enumerate()
            .filter(|(_, window)| *window == term)
            // 47 is not found inside a telephone number.
            .filter(|(at, _)| !digits || !(is_digit(at.checked_sub(1)) || is_digit(Some(at + term.len()))))
            .map(|(at, _)| (self.origin[at], self.origin[at + term.len() - 1] + 1))
            .collect()
    }
}

fn is_whole(there: &[char]) -> bool {
    there.iter().all(|sign| sign.is_alphanumeric())
}

/// Whether two words that are not the same are one slip apart.
fn differs_by_one(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[same..], &long[same..]);
    match (short, long) {
        (_, [_, rest @ ..]) if long.len() == short.len() + 1 => rest == short,
        ([_, a @ ..], [_, b @ ..]) if a == b => short.len() == long.len(),
        ([a, b, x @ ..], [c, d, y @ ..]) => short.len() == long.len() && a == d && b == c && x == y,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(text: &str, term: &str) -> Vec<String> {
        let folded = Folded::new(text, true);
        let term: Vec<char> = term.chars().collect();
        let cut = |(from, to): (usize, usize)| text.chars().skip(from).take(to - from).collect();
        folded.find_near(&term).into_iter().map(cut).collect()
    }

    #[test]
    fn one_slip_is_seen_past_and_two_are_not() {
        assert_eq!(near("可以无理由退货", "无里由退货"), ["无理由退货"], "another sign of the same sound");
        assert_eq!(near("可以无理由退货", "无理由退退货"), ["无理由退货"], "one too many");
        assert_eq!(near("可以无理由退货", "无由退货"), ["无理由退货"], "one missing");
        assert_eq!(near("可以无理由退货", "无由理退货"), ["无理由退货"], "two that changed places");
        assert_eq!(near("可以无理由退货", "无里油退货"), [""; 0]);
        assert_eq!(near("全额 refund 给您", "refnud"), ["refund"]);
    }
}
